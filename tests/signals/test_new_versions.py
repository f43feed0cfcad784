"""New versions of what is public: aanvulling, correctie, verwijderd met bericht (domain §3.7)."""

from datetime import timedelta
from pathlib import Path

import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_sql, refusal_of_the_database, signed_in, verbs
from django.urls import reverse
from django.utils import timezone
from later import a_message, a_prepared_correction, a_signal_without_response, with_pdf
from signal_forms import act_url, an_agreement, fresh

from building import a_decision, a_signal, person, received, respond
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import NotAllowedError
from signals.models import DecisionKind, MessageKind, Revision, RevisionKind, Signal
from signals.states import SignalState
from signals.workflow import decisions, delivery, publishing, signals
from signals.workflow.decisions import Decided

pytestmark = pytest.mark.django_db

CHECKED = {"personal_data_checked": "on"}
REASON = "Er stond een fout in."


WAYS_OF_NEWS = {
    "de reactie van de secretaris-generaal": lambda signal: respond(signal, on=timezone.now()),
    "wanneer de Minister is geïnformeerd": lambda signal: delivery.inform_minister(
        signal,
        minister_informed_on=timezone.localdate(),
        by=person(Role.SG_OFFICE),
        at=timezone.now(),
    ),
    "aanvullend bericht 1": a_message,
    "tussenbericht 1": lambda signal: a_message(signal, MessageKind.INTERIM),
    "het besluit van de minister": a_decision,
}


@pytest.fixture
def shelf(settings: object) -> Path:
    return Path(settings.PUBLIC_ROOT) / "signalen"  # type: ignore[attr-defined]


def newest() -> Publication:
    return Publication.objects.filter(kind="signaal").latest("version")


def baked(signal: Signal, shelf: Path) -> Path:
    """Return the folder of a signal on the public site, after the outbox did its work."""
    doing.sweep(timezone.now())
    return shelf / str(signal.number).lower()


def corrected(signal: Signal) -> Signal:
    doing.sweep(timezone.now())
    return publishing.publish_correction(
        fresh(signal), personal_data_checked=True, by=person(Role.CPO), at=timezone.now()
    )


def test_a_later_message_opens_an_aanvulling_and_the_page_shows_it(cpo: User, shelf: Path) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    quiet = verbs(signal, cpo)
    with_pdf(a_message(signal, MessageKind.FURTHER, text="Nog een brief."))
    worklist = main_text(signed_in(cpo).get(reverse("office:worklist")))

    form = signed_in(cpo).get(act_url(signal, "publish-supplement"))
    answer = signed_in(cpo).post(
        act_url(signal, "publish-supplement"), CHECKED | {"reason": "Toegevoegd: een brief."}
    )

    page = (baked(signal, shelf) / "index.html").read_text()
    assert "publish_supplement" not in quiet
    assert "Aanvulling publiceren" in worklist
    assert "Toegevoegd: aanvullende reactie 1." in form.content.decode()
    assert answer.status_code == 302
    assert (newest().version, newest().content["wijziging"]["soort"]) == (2, "aanvulling")
    assert "Nog een brief." in page
    assert "Toegevoegd: een brief." in page
    assert "publish_supplement" not in verbs(fresh(signal), cpo)


@pytest.mark.parametrize("words", WAYS_OF_NEWS)
def test_what_comes_in_after_publication_opens_an_aanvulling(words: str, cpo: User) -> None:
    signal = received(a_signal_without_response(), at=timezone.now())
    quiet = Signal.objects.with_something_to_publish().exists()
    WAYS_OF_NEWS[words](signal)
    doing.sweep(timezone.now())

    asked = Signal.objects.with_something_to_publish()

    assert not quiet
    assert list(asked) == [signal]
    assert fresh(signal).news_in_words() == f"Toegevoegd: {words}."
    assert "publish_supplement" in verbs(fresh(signal), cpo)
    assert "Aanvulling publiceren" in main_text(signed_in(cpo).get(reverse("office:worklist")))


def test_the_day_on_which_the_minister_was_informed_is_public_in_the_next_version(
    cpo: User,
) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    before = newest().content["ministerGeinformeerdOp"]
    WAYS_OF_NEWS["wanneer de Minister is geïnformeerd"](signal)

    publishing.publish_supplement(
        fresh(signal), reason="De dag.", personal_data_checked=True, by=cpo, at=timezone.now()
    )

    assert before == ""
    assert newest().content["ministerGeinformeerdOp"] == timezone.localdate().isoformat()
    assert not fresh(signal).has_something_unpublished()


def test_a_decision_that_was_wrongly_published_opens_an_aanvulling(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    decision = a_decision(signal)
    signal = respond(signal, on=timezone.now())
    doing.sweep(timezone.now())
    publish = {"personal_data_checked": True, "by": cpo}
    signals.publish(fresh(signal), at=timezone.now(), **publish)

    decisions.replace(
        decision,
        decided=Decided(kind=DecisionKind.INSTITUTE, decided_on=timezone.localdate()),
        by=cpo,
        at=timezone.now(),
    )

    assert list(Signal.objects.with_something_to_publish()) == [signal]
    assert fresh(signal).news() == ["dat een vastgelegd besluit is vervangen"]


def test_a_secretary_publishes_an_aanvulling_namens_de_cpo(secretary: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    with_pdf(a_message(signal))
    address, form = act_url(signal, "publish-supplement"), CHECKED | {"reason": "Nieuws."}

    without = signed_in(secretary).post(address, form)
    with_agreement = signed_in(secretary).post(address, form | an_agreement())

    assert without.status_code == 422
    assert with_agreement.status_code == 302
    assert newest().version == 2


def test_a_gespreksnotitie_never_becomes_public(cpo: User) -> None:
    signal = a_signal_without_response()

    a_message(signal, MessageKind.CONVERSATION, text="Onder ons.")

    assert not fresh(signal).has_something_unpublished()
    assert "publish_supplement" not in verbs(fresh(signal), cpo)
    assert "Onder ons." not in newest().payload


def test_a_correction_is_read_before_it_goes_out_and_the_old_version_stays_marked(
    cpo: User, shelf: Path
) -> None:
    signal = a_prepared_correction(summary="Wij vragen nu om een commissie.")
    before = newest().version
    read = main_text(signed_in(cpo).get(act_url(signal, "publish-correction")))

    corrected(signal)

    folder = baked(signal, shelf)
    page, old = ((folder / p).read_text() for p in ("index.html", "versie-1/index.html"))
    assert before == 1
    assert "Wij vragen nu om een commissie." in read
    assert newest().content["samenvatting"] == "Wij vragen nu om een commissie."
    assert newest().content["wijziging"] == {"soort": "correctie", "toelichting": REASON}
    assert "Wij vragen nu om een commissie." in page
    assert 'href="versie-1/"' in page
    assert "Wij vragen om een commissie." in old
    assert "later verbeterd" in old
    assert REASON in old


def test_a_corrected_transcription_gets_a_pdf_of_its_own_and_both_stay(
    cpo: User, shelf: Path
) -> None:
    signal = a_prepared_correction(response_text="Wij nemen uw signaal graag over.")
    too_soon = signed_in(cpo).post(act_url(signal, "publish-correction"), CHECKED)

    corrected(signal)

    key = str(signal.number).lower()
    names = [file.name for file in newest().published_files]
    folder = baked(signal, shelf)
    assert too_soon.status_code == 422
    assert f"{key}-reactie-verbeterd-1.pdf" in names
    assert f"{key}-reactie.pdf" not in names
    assert (folder / f"{key}-reactie.pdf").exists()
    assert (folder / f"{key}-reactie-verbeterd-1.pdf").exists()
    assert fresh(signal).response.text == "Wij nemen uw signaal over."


def test_an_aanvulling_after_a_correction_keeps_what_was_corrected(cpo: User) -> None:
    signal = corrected(a_prepared_correction(summary="Verbeterd."))
    with_pdf(a_message(signal))

    publishing.publish_supplement(
        fresh(signal), reason="Bericht.", personal_data_checked=True, by=cpo, at=timezone.now()
    )

    assert newest().version == 3
    assert newest().content["samenvatting"] == "Verbeterd."


def test_an_aanvulling_goes_out_while_a_correction_waits_which_waits_on(cpo: User) -> None:
    signal = a_prepared_correction(summary="Verbeterd.")
    with_pdf(a_message(signal))

    publishing.publish_supplement(
        fresh(signal), reason="Bericht.", personal_data_checked=True, by=cpo, at=timezone.now()
    )

    assert newest().version == 2
    assert newest().content["samenvatting"] != "Verbeterd."
    assert fresh(signal).has_prepared_correction()
    corrected(signal)
    assert (newest().version, newest().content["samenvatting"]) == (3, "Verbeterd.")
    assert len(newest().content["berichten"]) == 1


def test_a_dropped_correction_changes_nothing(cpo: User) -> None:
    signal = a_prepared_correction()

    signed_in(cpo).post(act_url(signal, "drop-correction"), BUTTON_ONLY)

    assert newest().version == 1
    assert "publish_correction" not in verbs(fresh(signal), cpo)
    assert "prepare_correction" in verbs(fresh(signal), cpo)


@pytest.mark.parametrize("verb", ["publish-correction", "drop-correction"])
def test_only_the_correction_that_was_read_is_published_or_dropped(verb: str, cpo: User) -> None:
    signal, client = a_prepared_correction(summary="Een."), signed_in(cpo)
    read = CHECKED | {"seen": signal.prepared_correction().pk}  # type: ignore[union-attr]
    publishing.drop_correction(signal, by=cpo, at=timezone.now())
    a_prepared_correction(fresh(signal), summary="Twee.")

    answer = client.post(act_url(signal, verb), read)

    assert answer.status_code == 409
    assert "Er staat intussen een andere correctie klaar." in main_text(answer)
    assert "Twee." in main_text(answer)
    assert newest().version == 1
    assert fresh(signal).has_prepared_correction()


def test_without_a_change_there_is_no_correction(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    same = {"reason": REASON, "summary": signal.summary, "response_text": signal.response.text}

    answer = signed_in(cpo).post(act_url(signal, "prepare-correction"), same)

    assert answer.status_code == 422
    assert "Vul in wat u verbetert" in main_text(answer)
    assert not Revision.objects.exists()


def test_removed_with_a_notice_the_files_go_and_the_register_verifies(
    cpo: User, shelf: Path
) -> None:
    signal = corrected(a_prepared_correction(response_text="Anders overgetypt."))
    folder = baked(signal, shelf)
    there = sorted(path.name for path in folder.rglob("*") if path.suffix in {".pdf", ".html"})
    first_hash = Publication.objects.get(kind="signaal", version=1).hash

    signed_in(cpo).post(act_url(signal, "remove"), {"reason": "Een verkeerd document."})

    baked(signal, shelf)
    left = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    page = (folder / "index.html").read_text()
    everything = b"".join(path.read_bytes() for path in shelf.rglob("*.[hj]*"))
    assert len(there) == 5
    assert [name for name in left if not name.endswith((".br", ".gz"))] == [
        "index.html",
        f"{str(signal.number).lower()}.json",
    ]
    assert "Een verkeerd document." in page
    assert first_hash in page
    assert signal.title.encode() not in everything
    assert register.verify() == []


def test_after_a_removal_there_is_no_new_version(cpo: User) -> None:
    signal = publishing.remove(
        a_signal(SignalState.PUBLISHED), reason="Weg.", by=cpo, at=timezone.now()
    )

    offered = verbs(fresh(signal), cpo)
    posted = signed_in(cpo).post(
        act_url(signal, "prepare-correction"), {"reason": "x", "summary": "y"}
    )

    assert {"prepare_correction", "remove", "publish_supplement"} & set(offered) == set()
    assert posted.status_code == 409
    assert newest().content["wijziging"]["soort"] == "verwijderd"


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE])
def test_only_the_cpo_corrects_and_removes(role: Role) -> None:
    signal, now = a_signal(SignalState.PUBLISHED), timezone.now()

    with pytest.raises(NotAllowedError):
        publishing.prepare_correction(signal, reason="x", summary="y", by=person(role), at=now)
    with pytest.raises(NotAllowedError):
        publishing.remove(signal, reason="x", by=person(role), at=now)

    assert newest().version == 1


def test_before_publication_there_is_no_new_version(cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED)

    posted = signed_in(cpo).post(act_url(signal, "remove"), {"reason": "x"})
    refusal = refusal_of_sql(
        "INSERT INTO signals_revision (signal_id, kind, reason, summary, response_text,"
        " original_name, original_sha256, copy_sha256, pdf_sha256, prepared_at, prepared_by_id)"
        " VALUES (%s, 'verwijderd', 'x', '', '', '', '', '', '', now(), %s)",
        [signal.pk, cpo.pk],
    )

    assert "remove" not in verbs(signal, cpo)
    assert posted.status_code == 409
    assert "Alleen een gepubliceerd signaal krijgt een nieuwe versie." in refusal


@pytest.mark.parametrize("state", ["uitgebracht", "reactie_ontvangen", "ingetrokken", "concept"])
def test_a_published_signal_stays_published(state: str) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    refusal = refusal_of_the_database(
        signal, state=state, published_at=None, published_by_id=None, newest_version_at=None
    )

    assert "alleen een nieuwe versie kan" in refusal


def test_a_published_revision_does_not_change() -> None:
    signal = corrected(a_prepared_correction())
    revision = signal.revisions.get()

    refusals = [
        refusal_of_the_database(revision, reason="Anders."),
        refusal_of_the_database(revision, published_at=timezone.now() + timedelta(days=1)),
    ]

    assert revision.kind == RevisionKind.CORRECTION
    assert all("verandert niet meer" in refusal for refusal in refusals)
    assert newest().version == revision.version == 2
