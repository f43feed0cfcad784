"""The words of reminders: where the term stands today, what is asked, one link (domain §4, §9)."""

from datetime import date, datetime

from django.urls import reverse

from mit_waakstand.accounts.roles import Role
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from signals import deadlines
from signals.models import Signal, Trigger
from signals.models.calendar import equated_days
from signals.notifications import due_of, issued_on, link_to, term_in_subject

A1_HOURS = 24
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
            *([] if signal.receipts.exists() else ["De ontvangst is nog niet bevestigd."]),
            "",
            "Wat vragen wij? Een reactie, zo snel mogelijk.",
            "",
            ASKS[role],
        ),
        link=link_to(signal),
        is_exercise=signal.is_exercise,
    )


def unreceived_letter(signal: Signal, to: str, key: str) -> Letter:
    """Return the mail that nobody at the SG's office confirmed that the signal arrived."""
    day = deadlines.in_dutch(issued_on(signal), weekday="long")
    return Letter(
        to=to,
        key=key,
        subject=f"Signaal {signal.number}: ontvangst niet bevestigd",
        lines=(
            f"Signaal {signal.number} is uitgebracht op {day}.",
            "Bureau SG heeft de ontvangst nog niet bevestigd. De termijn loopt wel.",
            "",
            "Bel Bureau SG, en leg hier vast wie de ontvangst bevestigt en wanneer:",
        ),
        link=link_to(signal),
        is_exercise=signal.is_exercise,
    )


def a1_letter(trigger: Trigger, to: str, key: str, *, now: datetime) -> Letter:
    """Return the mail that an A1 status is to be weighed, or still was not."""
    hours = trigger.waiting_hours(now)
    late = hours >= A1_HOURS
    still = f"A1-status na {hours} uur nog niet gewogen" if late else "weeg deze A1-status"
    registered_at = trigger.registered_at.astimezone(deadlines.AMSTERDAM)
    day = deadlines.in_dutch(registered_at.date(), weekday="long")
    return Letter(
        to=to,
        key=key,
        subject=f"Aanleiding {trigger.pk}: {still}",
        lines=(
            f"Aanleiding {trigger.pk} is een A1-status die nog niet is gewogen.",
            f"Zij is vastgelegd op {day} om {registered_at:%H.%M} uur.",
            "Een A1-status moet worden gewogen. Wij doen dat binnen 24 uur.",
            "",
            "Open de weging op deze pagina:",
        ),
        link=office_address(trigger.get_absolute_url()),
        is_exercise=trigger.situation.is_exercise,
    )


def calendar_letter(to: str, key: str, *, today: date) -> Letter:
    """Return the yearly mail to the beheerder about days that may have become holidays."""
    return Letter(
        to=to,
        key=key,
        subject=f"Controleer de gelijkgestelde dagen van {today.year + 1} en later",
        lines=(
            "Elk jaar kan een koninklijk besluit dagen gelijkstellen met een feestdag.",
            "Op zo'n dag moet er iemand dienst hebben als de termijn van een signaal afloopt.",
            "",
            "Controleer de lijst, vul haar aan, en leg op deze pagina vast dat u dat deed:",
        ),
        link=office_address(reverse("signals:calendar")),
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
    if deadlines.days_off_from(due, equated_days=equated_days()):
        lines.append("De laatste dag is geen werkdag: er moet dan iemand dienst hebben.")
    return lines
