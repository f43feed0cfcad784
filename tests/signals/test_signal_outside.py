"""What Bureau SG may know, and what hostile words do (domain §5, robustness 31-33)."""

import pytest
from asking import (
    BUTTON_ONLY,
    main_text,
    signed_in,
)
from django.urls import reverse
from signal_forms import NOW, act_url, fresh, with_files

from building import (
    TEXT,
    a_signal,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import doing
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db


# --- Bureau SG and what it may not know --------------------------------------------------------


@pytest.mark.parametrize("state", [SignalState.DRAFT, SignalState.ADOPTED])
def test_bureau_sg_finds_nothing_of_a_signal_before_issue(
    state: SignalState, sg_office: User
) -> None:
    hidden = a_signal(state)
    shown = a_signal(SignalState.ISSUED)
    client = signed_in(sg_office)
    pages = [
        "",
        "bewerken/",
        "vaststellen/",
        "uitbrengen/",
        "reactie/",
        "publiceren/",
        "bestand/brief.pdf",
    ]

    asked = [client.get(f"{hidden.get_absolute_url()}{page}").status_code for page in pages]
    sent = [
        client.post(f"{hidden.get_absolute_url()}{page}", BUTTON_ONLY).status_code
        for page in pages[1:-1]
    ]
    listed = main_text(client.get(reverse("signals:signals")))
    to_do = main_text(client.get(reverse("office:worklist")))

    assert asked == [404] * 7
    assert sent == [404] * 5
    assert str(shown.number) in listed
    assert str(shown.number) in to_do
    assert f"Concept {hidden.pk}" not in listed + to_do


def test_bureau_sg_sees_the_signal_but_not_the_weighing_or_the_history(
    cpo: User, sg_office: User
) -> None:
    signal = with_files(a_signal(SignalState.ISSUED))
    theirs = main_text(signed_in(sg_office).get(signal.get_absolute_url()))
    ours = main_text(signed_in(cpo).get(signal.get_absolute_url()))

    words = ["Geschiedenis", "Verzending en bestanden", "Weging van"]

    assert [word in ours for word in words] == [True] * 3
    assert [word in theirs for word in words] == [False] * 3
    assert TEXT["title"] in theirs
    assert "Reactie vastleggen" in theirs


@pytest.mark.parametrize("verb", ["issue", "adopt", "edit", "publish"])
def test_bureau_sg_takes_no_step_of_the_miw(verb: str, sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    client = signed_in(sg_office)

    opened = client.get(act_url(signal, verb))
    sent = client.post(act_url(signal, verb), TEXT | {"personal_data_checked": "on"})

    assert opened.status_code == 302
    assert sent.status_code == 403
    assert "U kunt dit niet doen" in main_text(sent)


# --- Hostile words -----------------------------------------------------------------------------

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} "quoted"'


def test_hostile_words_are_shown_as_they_were_typed(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    texts = TEXT | {"title": HOSTILE, "summary": HOSTILE, "text": HOSTILE}
    signals.edit(signal, by=cpo, at=NOW, **texts)
    client = signed_in(cpo)

    for address in (
        signal.get_absolute_url(),
        act_url(signal, "adopt"),
        act_url(signal, "edit"),
        reverse("signals:signals"),
        reverse("office:worklist"),
        signal.weighing.get_absolute_url(),
        reverse("signals:situation", args=[signal.weighing.situation_id]),
    ):
        page = client.get(address).content.decode()
        assert "&lt;script&gt;alert(1)" in page, address
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert "{{ 7*7 }}" in page, address


def test_hostile_words_do_not_reach_the_subject_of_a_mail(
    cpo: User, sg_office: User, mailoutbox: list[object]
) -> None:
    signal = a_signal(SignalState.DRAFT)
    title = "Let op Bcc: iedereen@voorbeeld.invalid <b>"
    signal = signals.edit(signal, by=cpo, at=NOW, **(TEXT | {"title": title}))
    signal = signals.issue(signals.adopt(signal, by=cpo, at=NOW), by=cpo, at=NOW)

    doing.sweep(NOW)

    subjects = [mail.subject for mail in mailoutbox if mail.to == [sg_office.email]]
    assert subjects == [
        "Signaal MIW-2026-01: reactie uiterlijk di 15 september (nog 14 dagen)",
    ]
    assert title not in "".join(mail.body for mail in mailoutbox)


def test_a_line_break_does_not_fit_in_a_title(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    signed_in(secretary).post(
        act_url(signal, "edit"), TEXT | {"title": "Titel\r\nBcc: x@voorbeeld.invalid"}
    )

    assert "\n" not in fresh(signal).title
