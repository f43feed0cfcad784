"""How each step of the table of signals is tried (domain §3.3, 3.6 and 3.7)."""

from datetime import timedelta
from typing import Any

from roads.verdicts import SPOKEN
from roads.walking import REASON, Act, Walk

from building import TEXT
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import Signal
from signals.workflow import (
    dates,
    delivery,
    elsewhere,
    english,
    leaks,
    messages,
    publishing,
    signals,
)
from signals.workflow.messages import ReceivedLetter
from signals.workflow.on_behalf import Agreed
from signals.workflow.signals import ResponseDates


def _agreed(walk: Walk, by: User) -> Agreed | None:
    """Return the CPO's agreement as a secretaris notes it down, or sometimes nothing."""
    if by.part != Role.SECRETARY:
        return None
    noted = Agreed(agreed_at=walk.now, agreed_way="telefoon", cpo=walk.by(Role.CPO))
    return walk.pick([*[noted] * 9, None])  # type: ignore[no-any-return]


def _dates(walk: Walk) -> ResponseDates:
    day = walk.day()
    return ResponseDates(dated_on=day, sent_on=day, received_on=day)


def _respond(walk: Walk, signal: Signal, by: User) -> object:
    return signals.respond(
        signal, text=walk.words(), signed_by="De SG", dates=_dates(walk), by=by, at=walk.now
    )


def _letter(walk: Walk) -> ReceivedLetter:
    return ReceivedLetter(text=walk.words(), signed_by="De SG", dates=_dates(walk))


def _checked(walk: Walk) -> bool:
    return bool(walk.pick([*[True] * 15, False]))


def _correction(walk: Walk) -> dict[str, Any]:
    return {"reason": walk.words()} | walk.pick(
        [{"summary": REASON}, {"summary": REASON}, {"response_text": REASON}, {}]
    )


SIGNAL_ACTS: dict[str, Act] = {
    "edit": lambda w, r, by: signals.edit(r, by=by, at=w.now, **TEXT),
    "adopt": lambda w, r, by: signals.adopt(r, by=by, at=w.now),
    "reopen": lambda w, r, by: signals.reopen(r, reason=w.words(), by=by, at=w.now),
    "withdraw": lambda w, r, by: signals.withdraw(r, reason=w.words(), by=by, at=w.now),
    "disclose": lambda w, r, by: signals.disclose(
        r, shared_with="Iemand", organisation="RIVM", reason=w.words(), by=by, at=w.now
    ),
    "issue": lambda w, r, by: signals.issue(r, agreement=_agreed(w, by), by=by, at=w.now),
    "confirm_receipt": lambda w, r, by: delivery.confirm_receipt(r, by=by, at=w.now),
    "record_receipt": lambda w, r, by: delivery.record_receipt(
        r, channel="telefoon", confirmed_by=w.words(), confirmed_at=w.now, by=by, at=w.now
    ),
    "resend": lambda w, r, by: delivery.resend(r, by=by, at=w.now),
    "inform_minister": lambda w, r, by: delivery.inform_minister(
        r, minister_informed_on=w.day(), by=by, at=w.now
    ),
    "propose_date": lambda w, r, by: dates.propose_date(
        r, issued_at=w.now - timedelta(hours=2), reason=w.words(), by=by, at=w.now
    ),
    "confirm_date": lambda w, r, by: dates.confirm_date(r, by=by, at=w.now),
    "drop_date": lambda w, r, by: dates.drop_date(r, by=by, at=w.now),
    "send_message": lambda w, r, by: messages.send_message(
        r, text=w.words(), agreement=_agreed(w, by), by=by, at=w.now
    ),
    "record_interim": lambda w, r, by: messages.record_interim(
        r, letter=_letter(w), by=by, at=w.now
    ),
    "record_conversation": lambda w, r, by: messages.record_conversation(
        r, text=SPOKEN, spoken_with=w.words(), spoken_at=w.now, by=by, at=w.now
    ),
    "record_further_response": lambda w, r, by: messages.record_further_response(
        r, letter=_letter(w), by=by, at=w.now
    ),
    "summarise": lambda w, r, by: english.summarise(r, summary_en=w.words(), by=by, at=w.now),
    "report_leak": lambda w, r, by: leaks.report_leak(
        r, known_on=w.day(), how=w.words(), by=by, at=w.now
    ),
    "show_line": lambda w, r, by: leaks.show_line(r, by=by, at=w.now),
    "ask_sooner": lambda w, r, by: leaks.ask_sooner(r, by=by, at=w.now),
    "respond": _respond,
    "add_response": _respond,
    "publish": lambda w, r, by: signals.publish(
        r, personal_data_checked=_checked(w), agreement=_agreed(w, by), by=by, at=w.now
    ),
    "publish_without_response": lambda w, r, by: publishing.publish_without_response(
        r, personal_data_checked=_checked(w), by=by, at=w.now
    ),
    "prepare_correction": lambda w, r, by: publishing.prepare_correction(
        r, by=by, at=w.now, **_correction(w)
    ),
    "drop_correction": lambda w, r, by: publishing.drop_correction(r, by=by, at=w.now),
    "publish_correction": lambda w, r, by: publishing.publish_correction(
        r, personal_data_checked=_checked(w), by=by, at=w.now
    ),
    "publish_supplement": lambda w, r, by: publishing.publish_supplement(
        r,
        reason=w.words(),
        personal_data_checked=_checked(w),
        agreement=_agreed(w, by),
        by=by,
        at=w.now,
    ),
    "record_live": lambda w, r, by: elsewhere.record_live(
        r, url="https://www.scp.example/mit", live_on=w.day(), by=by, at=w.now
    ),
    "rebake": lambda w, r, by: publishing.rebake(r, by=by, at=w.now),
    "take_offline": lambda w, r, by: publishing.take_offline(r, reason=w.words(), by=by, at=w.now),
    "remove": lambda w, r, by: publishing.remove(r, reason=w.words(), by=by, at=w.now),
}
