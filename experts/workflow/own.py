"""What an expert does about his own record: with his account, or by the link in a mail."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from experts.models import Expert, Way
from experts.states import ExpertState
from experts.workflow import consents
from experts.workflow.confirming import PURPOSE
from experts.workflow.register import CHANGED, Particulars, change, read_as
from mit_waakstand.accounts.models import User
from mit_waakstand.personal_links import workflow as links
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.seen import check_seen
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError

GONE = "Deze gegevens staan niet meer in het register."


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody answers to "klopt dit nog?"."""

    particulars: Particulars
    named_in_public: bool
    seen: str = ""  # the fingerprint of what he read
    still_held: Collection[int] = ()
    new_interest: str = ""
    new_interest_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Himself:
    """Who acts: signed in, or whoever got the mail with this link."""

    user: User | None = None
    link: PersonalLink | None = None

    @property
    def way(self) -> Way:
        """How we heard it."""
        return Way.ACCOUNT if self.user else Way.LINK

    def sentence(self, signed_in: str, by_link: str) -> str:
        """Return the sentence for the history: who has no account stands in the sentence."""
        return signed_in if self.user else by_link


def confirm(expert: Expert, answer: Answer, *, himself: Himself, at: datetime) -> Expert:
    """Confirm one's own record, with corrections; a link is used up. Raises RefusedError."""

    def done(locked: Expert) -> None:
        check_seen(answer.seen, read_as(locked), instead=CHANGED)
        changed = change(locked, answer.particulars, by=himself.user, at=at)
        _name_in_public(locked, answer, himself=himself, at=at)
        _keep_interests(locked, answer, himself=himself, today=localdate(at))
        locked.confirmed_on = localdate(at)
        _save(locked, himself=himself, at=at)
        sentence = himself.sentence(
            "heeft de eigen gegevens bevestigd",
            "kreeg langs de persoonlijke link bevestiging van de expert zelf",
        )
        data: dict[str, object] = {"corrected": changed}
        record(Happening("confirm_own", sentence, locked, himself.user, at, data))

    return _act(expert, done, himself=himself, at=at)


def withdraw(expert: Expert, *, himself: Himself, at: datetime) -> Expert:
    """Leave the register oneself; consent ends, and erasing is offered to the secretaris."""

    def done(locked: Expert) -> None:
        consents.take_back(locked, via=himself.way, by=himself.user, at=at)
        locked.state = ExpertState.LEFT
        _save(locked, himself=himself, at=at)
        sentence = himself.sentence(
            "heeft zich uit het register teruggetrokken",
            "hoorde langs de persoonlijke link dat de expert uit het register wil",
        )
        record(Happening("withdraw_own", sentence, locked, himself.user, at))

    return _act(expert, done, himself=himself, at=at)


def _act(
    expert: Expert, done: Callable[[Expert], None], *, himself: Himself, at: datetime
) -> Expert:
    """Run what he does on the locked record; with a link, once."""
    if himself.user is not None and himself.user.pk != expert.user_id:
        message = "Dit zijn niet uw eigen gegevens."
        raise NotAllowedError(message)
    with recorded():
        locked = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
        if locked.state != ExpertState.IN_REGISTER:
            raise ConflictError(GONE)
        if himself.link is not None:
            links.use(himself.link, at=at)
        links.revoke(PURPOSE, locked, at=at)
        done(locked)
    return locked


def _save(expert: Expert, *, himself: Himself, at: datetime) -> None:
    expert._history_user, expert._history_date = himself.user, at  # type: ignore[attr-defined]  # noqa: SLF001
    expert.save()


def _name_in_public(expert: Expert, answer: Answer, *, himself: Himself, at: datetime) -> None:
    if answer.named_in_public and expert.has_not_consented():
        consents.give(expert, via=himself.way, by=himself.user, at=at)
    if not answer.named_in_public:
        consents.take_back(expert, via=himself.way, by=himself.user, at=at)


def _keep_interests(expert: Expert, answer: Answer, *, himself: Himself, today: date) -> None:
    for interest in expert.interests_on(today):
        if interest.pk not in answer.still_held:
            consents.close_interest(expert, interest.pk, today=today, by=himself.user)
    if answer.new_interest.strip():
        consents.keep_interest(
            expert,
            description=answer.new_interest,
            valid_from=today,
            valid_until=answer.new_interest_until,
            by=himself.user,
        )
