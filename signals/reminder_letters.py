"""The words of reminders: where the term stands today, what is asked, one link (domain §4, §9)."""

from datetime import date

from mit_waakstand.accounts.roles import Role
from mit_waakstand.mail import Letter
from signals import deadlines
from signals.models import Signal
from signals.notifications import due_of, link_to, term_in_subject

ASKS = {
    Role.SG_OFFICE: "Lees het signaal en leg de reactie vast op deze pagina:",
    Role.CPO: "Bekijk het signaal, en bel Bureau SG als dat nodig is:",
    Role.SECRETARY: "Bekijk het signaal, en bel Bureau SG als dat nodig is:",
}


def reminder_letter(signal: Signal, to: str, key: str, *, role: Role, today: date) -> Letter:
    """Return the mail that says how long the SG still has, or how late it is, on ``today``."""
    return Letter(
        to=to,
        key=key,
        subject=f"Signaal {signal.number}: {term_in_subject(due_of(signal), today)}",
        lines=(
            f"Er is nog geen reactie van de SG van SZW op signaal {signal.number}.",
            *_term(due_of(signal), today),
            "",
            "Wat vragen wij? Een reactie, zo snel mogelijk.",
            "",
            ASKS[role],
        ),
        link=link_to(signal),
        is_exercise=signal.is_exercise,
    )


def _term(due: date, today: date) -> list[str]:
    last_day = deadlines.in_dutch(due, weekday="long")
    left = deadlines.days_left(due, today)
    if left < 0:
        return [
            f"De termijn van twee weken liep tot en met {last_day}.",
            f"Het signaal is {deadlines.in_days(-left)} buiten de termijn van twee weken.",
        ]
    if left == 0:
        return [f"Vandaag is de laatste dag van de termijn: {last_day}, tot 24.00 uur."]
    lines = [f"De termijn loopt tot en met {last_day}. Dat is nog {deadlines.in_days(left)}."]
    if deadlines.days_off_from(due):
        lines.append("De laatste dag is geen werkdag: er moet dan iemand dienst hebben.")
    return lines
