"""What a page shows of the people in a weighing, as far as this person may know it.

An expert sees his own contribution. The standpunten of others he sees after he gave his own, or
when the weighing is closed; their interests, and the draft list, are for CPO and secretaris.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import InterestDeclaration, Participant, Weighing
from signals.states import WeighingState

MINORITY = "minderheidsstandpunt"
OTHERWISE = "anders dan de uitkomst"


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One expert in a weighing, as this person may know it."""

    participant: Participant
    declaration: InterestDeclaration | None
    shows_opinion: bool
    shows_interests: bool
    mark: str = ""

    @property
    def interests(self) -> str:
        """What he declared himself, or what was written down for him."""
        declared = self.declaration.statement if self.declaration else ""
        return declared or self.participant.interests

    @property
    def interests_in_words(self) -> str:
        """His interests as a page shows them; "" when they are not shown or not asked yet."""
        is_asked = self.declaration is not None or self.participant.took_part
        if not self.shows_interests or not is_asked:
            return ""
        has_conflict = self.declaration is not None and self.declaration.has_conflict
        return f"{self.interests or 'geen'}{' (kan het oordeel raken)' if has_conflict else ''}"


def contributions(weighing: Weighing, user: User) -> list[Contribution]:
    """Return the experts of a weighing for this person, the first invited first."""
    found = list(weighing.participants.in_order())
    is_expert = user.part == Role.EXPERT
    if is_expert:
        found = [participant for participant in found if participant.invited_at]
    own = next((p for p in found if p.expert.user_id == user.pk), None)
    is_open = weighing.state == WeighingState.OPEN
    sees_all = not is_expert or not is_open or bool(own and own.opinion)
    declared = {declaration.user_id: declaration for declaration in _declarations(weighing)}
    majority = weighing.majority()
    return [
        Contribution(
            participant=participant,
            declaration=declared.get(participant.expert.user_id or 0),
            shows_opinion=sees_all or participant == own,
            shows_interests=not is_expert or participant == own,
            mark=_mark(participant, majority, weighing.outcome),
        )
        for participant in found
    ]


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Whether somebody of the MIW declared his interests, and what."""

    person: User
    declaration: InterestDeclaration | None


def secretariat_interests(weighing: Weighing) -> list[Declared]:
    """Return CPO, secretaris and who acts for the CPO, with what they declared or did not yet."""
    declared = {declaration.user_id: declaration for declaration in _declarations(weighing)}
    people = {user.pk: user for user in weighing.situation.people(Role.CPO, Role.SECRETARY)}
    experts = {p.expert.user_id for p in weighing.participants.select_related("expert")}
    if weighing.state == WeighingState.CLOSED:
        people = {}
    for declaration in declared.values():
        if declaration.user_id not in experts or declaration.user_id == weighing.closed_by_id:
            people[declaration.user_id] = declaration.user
    return [
        Declared(person=person, declaration=declared.get(pk))
        for pk, person in sorted(people.items())
    ]


def handed_over(weighing: Weighing) -> str:
    """Return the sentence that a CPO with a conflict left the closing to a deputy, or ""."""
    conflicted = [
        declaration.user.full_name
        for declaration in _declarations(weighing)
        if declaration.has_conflict and declaration.user.role == Role.CPO
    ]
    if not conflicted:
        return ""
    names = " en ".join(conflicted)
    if weighing.closed_by is None:
        return f"{names} (CPO) meldde een belang. Een waarnemer sluit deze weging."
    return (
        f"{names} (CPO) meldde een belang. {weighing.closed_by.full_name} heeft deze weging "
        "gesloten, als waarnemend CPO."
    )


def _declarations(weighing: Weighing) -> Iterable[InterestDeclaration]:
    return weighing.declarations.select_related("user").order_by("declared_at", "pk")


def _mark(participant: Participant, majority: str, outcome: str) -> str:
    opinion = participant.opinion
    if not opinion or opinion == (outcome or majority or opinion):
        return ""
    return OTHERWISE if opinion == majority else MINORITY
