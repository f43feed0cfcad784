"""Looking over what becomes public: what is found, where, and what the trail keeps of it."""

import json

import pytest
from asking import main_text, signed_in
from django.urls import reverse
from django.utils import timezone
from later import a_late_signal, a_message, a_prepared_correction, a_standing_decision, with_pdf
from lxml import html
from signal_forms import act_url, an_agreement, fresh, with_files

from building import TEXT, a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.trail.models import Event
from signals.before_publication import look_over
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db

CHECKED = {"personal_data_checked": "on"}
TELEPHONE, NUMBER = "06-12345678", "111222333"


def a_signal_that_tells_too_much() -> Signal:
    """Return an answered signal with a telephone number, a BSN and a name in its texts."""
    texts = TEXT | {
        "summary": f"Bel {TELEPHONE} voor meer.",
        "text": f"Er is pandemisch potentieel.\n\nHet gaat om {NUMBER}, zegt Dina Proef.",
    }
    signal = a_signal(SignalState.DRAFT)
    signal = signals.edit(signal, by=person(Role.SECRETARY), at=timezone.now(), **texts)
    at, cpo = timezone.now(), person(Role.CPO)
    signal = signals.issue(signals.adopt(signal, by=cpo, at=at), by=cpo, at=at)
    today = timezone.localdate()
    dates = signals.ResponseDates(dated_on=today, sent_on=today, received_on=today)
    office = person(Role.SG_OFFICE)
    signals.respond(
        signal, text="Mail sg@voorbeeld.invalid.", signed_by="De SG", dates=dates, by=office, at=at
    )
    return with_files(signal)


def seen_on(answer: object) -> str:
    (field,) = html.fromstring(answer.content).xpath("//input[@name='draft_seen']/@value")  # type: ignore[attr-defined]
    return str(field)


def test_the_page_lists_what_was_found_in_which_text_and_file(cpo: User) -> None:
    signal = a_signal_that_tells_too_much()

    page = signed_in(cpo).get(act_url(signal, "publish"))

    words = main_text(page)
    headings = html.fromstring(page.content).xpath(
        "//section[@aria-labelledby='persoonsgegevens']//h3/text()"
    )
    key = str(signal.number).lower()
    assert headings == [
        "Samenvatting",
        "Tekst van het signaal",
        "De reactie",
        f"Bestand {key}-signaal.pdf",
        f"Bestand {key}-reactie.pdf",
    ]
    assert f"Telefoonnummer: …Bel {TELEPHONE} voor meer.…" in words
    assert f"potentieel. Het gaat om {NUMBER}, zegt Dina" in words
    assert "Nummer dat op een BSN lijkt: …" in words
    assert "Het gaat om 111222333, zegt Dina Proef.…" in words
    assert "Mailadres: …Mail sg@voorbeeld.invalid" in words


def test_who_signs_is_listed_apart_and_needs_no_judgement(cpo: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))

    over = look_over(signal, "publish", by=cpo, at=timezone.now())
    words = main_text(signed_in(cpo).get(act_url(signal, "publish")))

    assert over is not None
    assert over.with_something() == []
    assert {hit.finding.words for hit in over.that_belong()} == {"Anna Proef"}
    assert "Anna Proef (hoort bij de ondertekening)" in words
    assert "niets gevonden dat op persoonsgegevens lijkt en er niet hoort" in words


def test_what_was_found_is_kept_as_counts_and_never_as_content(cpo: User) -> None:
    signal = a_signal_that_tells_too_much()
    client = signed_in(cpo)
    seen = seen_on(client.get(act_url(signal, "publish")))

    client.post(act_url(signal, "publish"), CHECKED | {"draft_seen": seen})

    event = Event.objects.about(signal).get(verb="publish")
    history = main_text(client.get(signal.get_absolute_url()))
    assert event.data["found"] == {"naam": 2, "mailadres": 2, "telefoonnummer": 1, "bsn": 2}
    assert event.data["belongs"] == 2
    assert not any(word in event.payload for word in (TELEPHONE, NUMBER, "Dina", "voorbeeld"))
    assert (
        "Gevonden en goed bevonden: 2 namen, 2 mailadressen, 1 telefoonnummer, "
        "2 nummers die op een BSN lijken"
    ) in history


def test_a_tick_that_was_set_at_another_draft_does_not_count(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    with_pdf(a_message(signal))
    client, address = signed_in(cpo), act_url(signal, "publish-supplement")
    seen = seen_on(client.get(address))
    with_pdf(a_message(signal, text=f"Bel {TELEPHONE}."))
    form = CHECKED | {"reason": "Nieuws.", "draft_seen": seen}

    refused = client.post(address, form)
    again = client.post(address, form | {"draft_seen": seen_on(refused)})

    assert refused.status_code == 422
    assert "Kijk het hieronder opnieuw na." in main_text(refused)
    assert TELEPHONE in main_text(refused)
    ticked = "//input[@name='personal_data_checked'][@checked]"
    assert html.fromstring(refused.content).xpath(ticked) == []
    assert again.status_code == 302
    assert Publication.objects.filter(kind="signaal").count() == 2


def test_a_number_typed_in_the_explanation_is_found_before_it_goes_out(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    with_pdf(a_message(signal))
    client, address = signed_in(cpo), act_url(signal, "publish-supplement")
    seen = seen_on(client.get(address))

    refused = client.post(address, CHECKED | {"reason": f"Bel {TELEPHONE}.", "draft_seen": seen})

    assert refused.status_code == 422
    assert f"Telefoonnummer: …Bel {TELEPHONE}.…" in main_text(refused)
    assert Publication.objects.filter(kind="signaal").count() == 1


def test_the_same_draft_gives_the_secretaris_and_the_act_the_same_fingerprint(
    secretary: User,
) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    client = signed_in(secretary)
    seen = seen_on(client.get(act_url(signal, "publish")))

    answer = client.post(
        act_url(signal, "publish"), CHECKED | {"draft_seen": seen} | an_agreement()
    )

    assert answer.status_code == 302
    assert Publication.objects.get().content["namensDeCpo"] == ["publiceren"]


@pytest.mark.parametrize("verb", ["publish-without-response", "publish-correction"])
def test_the_other_roads_to_the_public_are_looked_over_too(verb: str, cpo: User) -> None:
    if verb == "publish-correction":
        signal = a_prepared_correction(summary=f"Bel {TELEPHONE}.")
    else:
        a_standing_decision()
        signal = a_late_signal()
    doing.sweep(timezone.now())
    client = signed_in(cpo)
    page = client.get(act_url(signal, verb))

    answer = client.post(act_url(signal, verb), CHECKED | {"draft_seen": seen_on(page)})

    assert "Nagekeken op persoonsgegevens" in main_text(page)
    assert (f"Telefoonnummer: …Bel {TELEPHONE}.…" in main_text(page)) == (verb[8:] == "correction")
    assert answer.status_code == 302
    event = Event.objects.about(signal).get(verb=verb.replace("-", "_"))
    assert json.loads(event.payload)["data"]["found"] == (
        {"telefoonnummer": 1} if verb == "publish-correction" else {}
    )


def test_nothing_is_looked_over_before_there_is_something_to_publish(cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED)  # its PDFs are still to be made

    page = main_text(signed_in(cpo).get(act_url(signal, "publish")))

    assert look_over(fresh(signal), "publish", by=cpo, at=timezone.now()) is None
    assert "De PDF's worden nog gemaakt." in page
    assert "Nagekeken op persoonsgegevens" not in page


def link(answer: object, words: str) -> str:
    """Return where the link with these words leads to."""
    found = html.fromstring(answer.content).xpath("//a")  # type: ignore[attr-defined]
    return next(str(a.get("href")) for a in found if words in " ".join(a.text_content().split()))


def test_from_nu_te_doen_to_the_publication_is_one_sitting(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    with_pdf(a_message(signal))
    client = signed_in(cpo)

    page = client.get(link(client.get(reverse("office:worklist")), str(signal.number)))
    step = client.get(link(page, "Aanvulling publiceren"))
    preview = client.get(link(step, "Bekijk de voorvertoning"))
    again = client.get(link(preview, "Terug naar publiceren"))
    done = client.post(
        act_url(signal, "publish-supplement"),
        CHECKED | {"reason": "Nieuws.", "draft_seen": seen_on(again)},
        follow=True,
    )

    assert done.redirect_chain == [(signal.get_absolute_url(), 302)]
    assert "De aanvulling is gepubliceerd." in main_text(done)
    assert "Versie 2 wordt klaargezet." in main_text(done)
