"""Late is derived, and the same everywhere: on day 14 nobody says it, on day 15 everybody does."""

from datetime import datetime

import pytest
import time_machine
from asking import main_text, signed_in
from asking_today import rows_for
from django.urls import reverse
from django.utils import timezone

from building import a_signal, amsterdam, person, respond
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.worklist import Urgency
from signals import public_page
from signals.deadlines import local_date
from signals.filters import LATE
from signals.models import Signal
from signals.reminder_letters import reminder_letter
from signals.road import road
from signals.states import SignalState
from signals.workflow import delivery, signals

pytestmark = pytest.mark.django_db

ISSUED = amsterdam(2026, 9, 1, hour=2, minute=10)  # at night: in UTC it is still the day before
LAST_MINUTE = amsterdam(2026, 9, 15, hour=23, minute=59)
TOO_LATE = amsterdam(2026, 9, 16, hour=0)
READERS = (Role.CPO, Role.SECRETARY, Role.SG_OFFICE)


def who_says_late(signal: Signal, role: Role, now: datetime) -> dict[str, bool]:
    """Return, place by place, whether this person is told that the signal is late."""
    today, user = local_date(now), person(role)
    with time_machine.travel(now, tick=False):
        client = signed_in(user)
        page = main_text(client.get(signal.get_absolute_url()))
        listed = main_text(client.get(reverse("signals:signals")))
        found = main_text(client.get(reverse("signals:signals"), {"termijn": LATE}))
        worklist = main_text(client.get(reverse("office:worklist")))
    mail = reminder_letter(signal, user.email, "x", role=role, today=today)
    return {
        "page": "buiten de termijn van twee weken" in page,
        "list": "1 dag buiten de termijn" in listed,
        "filter": str(signal.number) in found,
        "worklist": "1 dag buiten de termijn" in worklist,
        "urgency": Urgency.OVERDUE in {row.urgency for row in rows_for(user, today)},
        "road": "late" in {stage.state for stage in road(signal, today, user)},
        "mail": "1 dag buiten de termijn" in mail.subject,
        "body": "1 dag buiten de termijn van twee weken" in "\n".join(mail.lines),
        "record": signal.is_overdue(today),
        "query": Signal.objects.overdue(today).filter(pk=signal.pk).exists(),
    }


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("is_exercise", [False, True])
def test_late_is_the_same_everywhere(role: Role, *, is_exercise: bool) -> None:
    for reader in READERS:
        person(reader)
    signal = a_signal(SignalState.ISSUED, is_exercise=is_exercise, at=ISSUED)
    signal = delivery.confirm_receipt(signal, by=person(Role.SG_OFFICE), at=ISSUED)

    on_day_14 = who_says_late(signal, role, LAST_MINUTE)
    on_day_15 = who_says_late(signal, role, TOO_LATE)

    assert on_day_14 == dict.fromkeys(on_day_14, False)
    assert on_day_15 == dict.fromkeys(on_day_15, True)


@pytest.mark.parametrize(
    ("sent", "in_the_office", "in_public"),
    [
        (LAST_MINUTE, "na 14 dagen, binnen de termijn", "na 14 dagen, binnen de termijn"),
        (TOO_LATE, "na 15 dagen, buiten de termijn", "na 15 dagen, 1 dag buiten de termijn"),
    ],
    ids=["day 14", "day 15"],
)
def test_a_response_is_late_from_the_same_day(
    sent: datetime, in_the_office: str, in_public: str
) -> None:
    signal = respond(a_signal(SignalState.ISSUED, at=ISSUED), on=sent)
    doing.sweep(timezone.now())
    signals.publish(signal, personal_data_checked=True, by=person(Role.CPO), at=sent)

    listed = main_text(signed_in(person(Role.CPO)).get(reverse("signals:signals")))

    line = public_page.in_one_line(Publication.objects.get(kind="signaal").content)
    assert in_the_office in listed
    assert f"{in_public} van twee weken" in line
