"""Erasing a person, everywhere; and doing it again after a backup was restored (domain §8)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from experts.models import ERASED_NAME, Erasure, Expert
from experts.states import Availability, ExpertState
from mit_waakstand.accounts.models import User
from mit_waakstand.erasing import Person, erasers, remains
from mit_waakstand.mentions import Mention, mentions_of
from mit_waakstand.outbox.putting import put
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import RefusedError, step


def erase(expert: Expert, *, sure: bool, by: User, at: datetime) -> Expert:
    """Erase a person: what the register, the account and every app keep about him.

    Adopted minutes and signals keep names. The erasure is listed by a reference, without a name.
    """
    with step("erase", expert, by=by, at=at) as locked:
        if not sure:
            message = "Vink aan dat u deze persoon wilt wissen."
            raise RefusedError(message, field="sure")
        _erase(locked, by=by, at=at)
    return locked


def erase_again(references: Iterable[UUID], *, at: datetime) -> int:
    """Return how many people of the list a restored backup had brought back; now they are gone."""
    again = 0
    for reference in references:
        with recorded():
            found = Expert.objects.select_for_update(of=("self",)).filter(reference=reference)
            expert = found.exclude(state=ExpertState.ERASED).first()
            if expert is None:
                continue
            _erase(expert, by=None, at=at)
            expert.state = ExpertState.ERASED
            expert.save()
            sentence = "heeft na het terugzetten van een reservekopie een persoon opnieuw gewist"
            record(Happening("erase_again", sentence, expert, None, at))
            again += 1
    return again


def stays_of(expert: Expert, *, at: datetime) -> Iterator[str]:
    """Yield a sentence for everything that stays when this person is erased, and why."""
    person = person_of(expert, at=at)
    for name in remains:
        yield from remains[name](person)


def texts_naming(expert: Expert, *, at: datetime) -> Iterator[Mention]:
    """Yield what people typed elsewhere and names him: after the erasure nobody can find that."""
    return mentions_of(person_of(expert, at=at))


def person_of(expert: Expert, *, at: datetime) -> Person:
    """Return who he is: every name and address that the record and the account have had."""
    words = {expert.name, expert.email, expert.phone}
    old_values = expert.history.order_by().values_list("name", "email", "phone")
    words.update(word for row in old_values.distinct() for word in row)
    account = expert.user
    if account is not None:
        words.update((account.full_name, account.email))
        old_accounts = account.history.order_by().values_list("full_name", "email")
        words.update(word for row in old_accounts.distinct() for word in row)
    return Person.known_by(words - {ERASED_NAME}, expert=expert.pk, user=expert.user_id, at=at)


def _erase(expert: Expert, *, by: User | None, at: datetime) -> None:
    """Blank the record on the object at hand and run every app's part; the caller saves."""
    person = person_of(expert, at=at)
    expert.name, expert.expertise, expert.function = ERASED_NAME, "", ""
    expert.email, expert.phone, expert.languages = "", "", []
    expert.institute, expert.user = None, None
    expert.availability = Availability.UNKNOWN
    expert.is_former_member, expert.member_from, expert.member_until = False, None, None
    expert._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    expert.expertises.clear()
    for name in erasers:
        erasers[name](person)
    Erasure.objects.get_or_create(
        reference=expert.reference, defaults={"erased_at": at, "erased_by": by}
    )
    put("list_erasure", about=expert, at=at, key=f"list_erasure:{expert.reference}")
    put(
        "forget_words", about=expert, at=at, key=f"forget_words:{expert.reference}:{at.isoformat()}"
    )
