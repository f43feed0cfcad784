"""Direct offline for personal data: everything gone at once, and the register still adds up."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_sql, signed_in, verbs
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone
from later import a_message, a_prepared_correction, with_pdf
from lxml import html
from signal_forms import act_url, fresh
from test_new_versions import CHECKED, corrected, newest

from building import a_signal, acts_for_the_cpo, person
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.models import Blanking, Publication
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import publishing

pytestmark = pytest.mark.django_db

WHY = "Er stonden persoonsgegevens in die niet openbaar mogen zijn."
SECRET = "Wij vragen om een commissie."  # of every signal that the tests build


@pytest.fixture
def site(settings: object) -> Path:
    return Path(settings.PUBLIC_ROOT)  # type: ignore[attr-defined]


def sweep() -> None:
    doing.sweep(timezone.now())


def a_public_signal() -> Signal:
    """Return a published signal in two versions, baked."""
    signal = corrected(a_prepared_correction(response_text="Anders overgetypt."))
    sweep()
    return fresh(signal)


def offline(signal: Signal) -> Signal:
    taken = publishing.take_offline(
        fresh(signal), reason=WHY, by=person(Role.CPO), at=timezone.now()
    )
    sweep()
    return fresh(taken)


def cleaned(signal: Signal, **texts: object) -> Signal:
    """Publish the version without personal data."""
    publishing.prepare_correction(
        fresh(signal),
        reason="Zonder namen.",
        by=person(Role.CPO),
        at=timezone.now(),
        **(texts or {"text": "De schone tekst."}),  # type: ignore[arg-type]
    )
    public = corrected(signal)
    sweep()
    return public


def everything(site: Path) -> bytes:
    """Return the bytes of every public file as one, also of the compressed forms."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    plain = (path.read_bytes() for path in files if path.suffix not in {".br", ".gz"})
    packed = (gzip.decompress(path.read_bytes()) for path in files if path.suffix == ".gz")
    return b"\n".join((*plain, *packed))


def verified(site: Path) -> str:
    out = StringIO()
    call_command("verify_register", str(site), stdout=out)
    call_command("verify_register", stdout=out)
    return out.getvalue()


def test_with_one_button_page_files_versions_lists_feed_and_register_hold_nothing_any_more(
    cpo: User, site: Path
) -> None:
    signal = a_public_signal()
    folder = site / "signalen" / str(signal.number).lower()
    before, pdfs = everything(site), list(folder.rglob("*.pdf"))
    form = signed_in(cpo).get(act_url(signal, "take-offline"))

    answer = signed_in(cpo).post(act_url(signal, "take-offline"), {"reason": WHY})
    sweep()

    left = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    page, after = (folder / "index.html").read_text(), everything(site)
    assert WHY in form.content.decode()  # proposed: one press is enough
    assert answer.status_code == 302
    assert (SECRET.encode() in before, signal.title.encode() in before) == (True, True)
    assert (SECRET.encode() in after, signal.title.encode() in after) == (False, False)
    assert len(pdfs) == 3
    assert {name for name in left if not name.endswith((".br", ".gz"))} == {
        "index.html",
        f"{folder.name}.json",
    }
    assert "Offline gehaald" in page
    assert WHY in page

    bake.everything()
    assert (SECRET.encode() in everything(site), (folder / "index.html").read_text()) == (
        False,
        page,
    )


def test_the_register_keeps_hash_and_reason_code_and_adds_up(site: Path) -> None:
    signal = a_public_signal()
    hashes = list(Publication.objects.filter(kind="signaal").values_list("hash", flat=True))

    offline(signal)

    rows = Publication.objects.filter(kind="signaal").order_by("version")
    entries = [json.loads((site / f"register/{row.position:06}.json").read_bytes()) for row in rows]
    assert [row.is_blank for row in rows] == [True, True, False]
    assert [(row.salt, row.files) for row in rows[:2]] == [("", []), ("", [])]
    assert [entry["hash"] for entry in entries[:2]] == hashes
    assert [entry["registratie"].get("reden") for entry in entries] == [
        *["persoonsgegevens"] * 2,
        None,
    ]
    assert newest().content["reden"] == "persoonsgegevens"
    assert register.verify() == []
    said = verified(site)
    assert said.count("het register klopt") == 2
    assert said.count("is verwijderd (persoonsgegevens)") == 4


def test_the_originals_stay_private_in_the_vault() -> None:
    signal = offline(a_public_signal())

    assert vault.read(signal.letter_sha256)
    assert vault.read(signal.response.pdf_sha256)
    assert signal.text != ""


def test_the_trail_tells_the_act_and_keeps_no_content() -> None:
    signal = offline(a_public_signal())

    event = Event.objects.about(signal).get(verb="take_offline")
    rows = Blanking.objects.order_by("pk")
    assert event.sentence == "heeft de publicatie offline gehaald vanwege persoonsgegevens"
    assert event.data == {"from": "gepubliceerd", "to": "gepubliceerd"}
    assert [(row.reason, row.blanked_by, row.removal) for row in rows] == [
        ("persoonsgegevens", person(Role.CPO), newest())
    ] * 2


def test_what_waits_is_dropped_and_nothing_can_bring_the_old_version_back(cpo: User) -> None:
    signal = a_prepared_correction()
    with_pdf(a_message(signal))

    offline(signal)

    offered = set(verbs(fresh(signal), cpo))
    posted = signed_in(cpo).post(act_url(signal, "publish-supplement"), CHECKED | {"reason": "x"})
    assert {"prepare_correction", "remove"} <= offered
    assert {"publish_correction", "publish_supplement", "take_offline"} & offered == set()
    assert posted.status_code == 409
    assert newest().content["wijziging"]["soort"] == "offline gehaald"


def test_a_cleaned_version_follows_and_shows_nothing_from_before(cpo: User, site: Path) -> None:
    signal = offline(a_public_signal())
    waits = main_text(signed_in(cpo).get(reverse("office:worklist")))
    shown = {"title": "Schone titel", "text": "De schone tekst.", "summary": "Schoon."}
    form = signed_in(cpo).get(act_url(signal, "prepare-correction"))
    signed_in(cpo).post(act_url(signal, "prepare-correction"), shown | {"reason": "Zonder namen."})
    read = main_text(signed_in(cpo).get(act_url(signal, "publish-correction")))

    corrected(signal)
    sweep()

    key = str(signal.number).lower()
    folder = site / "signalen" / key
    page = (folder / "index.html").read_text()
    names = [file.name for file in newest().published_files]
    assert "Wacht op een nieuwe openbare versie" in waits
    assert signal.text.splitlines()[0] in form.content.decode()
    assert ("De schone tekst." in read, "Schone titel" in read) == (True, True)
    assert newest().version == 4
    assert "Schone titel" in page
    assert "De schone tekst." in page
    assert "Offline gehaald. " + WHY in page
    assert page.count("Deze versie is niet meer te lezen.") == 2
    assert "versie-" not in page
    assert names[0] == f"{key}-signaal-openbaar-2.pdf"
    assert not (folder / f"{key}-signaal.pdf").exists()
    assert (SECRET.encode() in everything(site), signal.title.encode() in everything(site)) == (
        False,
        False,
    )
    assert "het register klopt" in verified(site)


def test_messages_can_be_left_out_of_the_cleaned_version(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    with_pdf(a_message(signal, text="Bel Jan op 06."))
    publishing.publish_supplement(
        fresh(signal), reason="Bericht.", personal_data_checked=True, by=cpo, at=timezone.now()
    )
    offline(signal)

    cleaned(signal, without_messages=True)

    assert newest().content["berichten"] == []
    assert not any("bericht" in file.name for file in newest().published_files)
    assert "Bel Jan" not in "".join(Publication.objects.values_list("payload", flat=True))


def test_what_was_cleaned_stays_clean_in_the_next_version(cpo: User) -> None:
    signal = cleaned(offline(a_public_signal()))
    with_pdf(a_message(signal))

    publishing.publish_supplement(
        fresh(signal), reason="Bericht.", personal_data_checked=True, by=cpo, at=timezone.now()
    )

    names = [file.name for file in newest().published_files]
    assert newest().content["tekst"] == "De schone tekst."
    assert f"{str(signal.number).lower()}-signaal.pdf" not in names


def test_it_can_go_offline_a_second_time(site: Path) -> None:
    signal = offline(cleaned(offline(a_public_signal())))

    page = (site / "signalen" / str(signal.number).lower() / "index.html").read_text()
    assert "Offline gehaald" in page
    assert b"De schone tekst." not in everything(site)
    assert [row.is_blank for row in Publication.objects.filter(kind="signaal")] == [True] * 4 + [
        False
    ]
    assert "het register klopt" in verified(site)


def test_removed_with_a_notice_keeps_the_record_inside_and_shows_it_nowhere(
    cpo: User, site: Path
) -> None:
    signal = a_public_signal()

    publishing.remove(signal, reason="Een verkeerd document.", by=cpo, at=timezone.now())
    sweep()

    kept = Publication.objects.get(kind="signaal", version=1)
    assert SECRET in kept.payload
    assert SECRET.encode() not in everything(site)
    assert newest().content["reden"] == "fout"
    assert "het register klopt" in verified(site)
    assert "prepare_correction" not in verbs(fresh(signal), cpo)


class TestWhoMay:
    """The CPO, and nobody else: on the page, in the act, and in the database."""

    @pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE])
    def test_others_have_no_button_and_are_refused(self, role: Role) -> None:
        signal = a_signal(SignalState.PUBLISHED)

        posted = signed_in(person(role)).post(act_url(signal, "take-offline"), {"reason": WHY})

        assert "take_offline" not in verbs(signal, person(role))
        assert posted.status_code in {403, 404}
        with pytest.raises(NotAllowedError):
            publishing.take_offline(signal, reason=WHY, by=person(role), at=timezone.now())
        assert newest().version == 1

    @pytest.mark.parametrize(
        "sentence",
        ["Het nummer 06-12345678 stond erin.", "Wij noemden Chris Proef.", "Mail a@voorbeeld.nl."],
    )
    def test_a_public_sentence_with_personal_data_asks_for_a_tick_at_these_words(
        self, cpo: User, sg_office: User, sentence: str
    ) -> None:
        signal = a_public_signal()
        browser, url = signed_in(cpo), act_url(signal, "take-offline")

        asked = browser.post(url, {"reason": sentence})

        judged = html.document_fromstring(asked.content.decode()).xpath(
            "//*[@name='judged']/@value"
        )
        others = browser.post(
            url, {"reason": f"{sentence} Nog iets.", "judged": judged[0], "may_be_public": "on"}
        )
        assert sg_office.full_name == "Chris Proef"
        assert (asked.status_code, others.status_code) == (422, 422)
        assert "Dit lijkt op persoonsgegevens" in main_text(asked)
        assert sentence in main_text(asked)
        assert not fresh(signal).is_offline()
        answer = browser.post(url, {"reason": sentence, "judged": judged[0], "may_be_public": "on"})
        assert answer.headers["Location"] == signal.get_absolute_url()
        assert fresh(signal).is_offline()

    def test_without_a_public_sentence_it_is_refused(self, cpo: User) -> None:
        signal = a_signal(SignalState.PUBLISHED)

        posted = signed_in(cpo).post(act_url(signal, "take-offline"), BUTTON_ONLY)

        assert posted.status_code == 422
        assert newest().version == 1

    @pytest.mark.parametrize("role", [Role.SECRETARY, Role.SG_OFFICE, Role.ADMINISTRATOR])
    def test_the_database_blanks_for_nobody_else(self, role: Role) -> None:
        removal = a_notice(reason="persoonsgegevens")

        refusal = refusal_of_sql(
            "SELECT publication_blank(%s, %s, now())", [removal.pk, person(role).pk]
        )

        assert "Alleen de CPO maakt een publicatie leeg." in refusal
        assert not Publication.objects.filter(payload="").exists()

    def test_a_deputy_who_acts_for_the_cpo_may(self, secretary: User) -> None:
        removal = a_notice(reason="persoonsgegevens")

        blanked = register.blank(removal, by=acts_for_the_cpo(secretary), at=timezone.now())

        assert blanked == 1

    def test_the_database_blanks_nothing_after_another_notice(self, cpo: User) -> None:
        removal = a_notice(reason="fout")

        refusal = refusal_of_sql("SELECT publication_blank(%s, %s, now())", [removal.pk, cpo.pk])

        assert "Leegmaken kan alleen om persoonsgegevens" in refusal

    @pytest.mark.parametrize(
        "change",
        [
            "payload = ''",
            "payload = '', salt = '', files = '[]'",
            "payload = '{}', salt = '', files = '[]'",
        ],
    )
    def test_nobody_blanks_a_row_by_hand(self, change: str) -> None:
        a_signal(SignalState.PUBLISHED)

        with pytest.raises(Error, match="liggen vast"), transaction.atomic(), cursor() as sql:
            sql.execute(f"UPDATE publication SET {change}")  # noqa: S608

        assert not Publication.objects.filter(payload="").exists()

    def test_a_blanked_row_cannot_get_other_content(self) -> None:
        offline(a_public_signal())

        for change in ("payload = '{}'", "hash = repeat('a', 64)", "files = '[{}]'"):
            statement = f"UPDATE publication SET {change} WHERE payload = ''"  # noqa: S608
            with pytest.raises(Error, match="liggen vast"), transaction.atomic(), cursor() as sql:
                sql.execute(statement)

        assert register.verify() == []

    def test_the_record_of_a_blanking_is_append_only(self) -> None:
        offline(a_public_signal())

        for statement in (
            "UPDATE publication_blanking SET reason = 'fout'",
            "DELETE FROM publication_blanking",
        ):
            with pytest.raises(Error, match="liggen vast"), transaction.atomic(), cursor() as sql:
                sql.execute(statement)

        assert Blanking.objects.count() == 2

    def test_before_it_went_offline_the_text_cannot_be_cleaned(self, cpo: User) -> None:
        signal = a_signal(SignalState.PUBLISHED)

        posted = signed_in(cpo).post(
            act_url(signal, "prepare-correction"), {"reason": "x", "text": "Andere tekst."}
        )
        refusal = refusal_of_sql(
            "INSERT INTO signals_revision (signal_id, kind, reason, summary, response_text, title,"
            " text, without_messages, original_name, original_sha256, copy_sha256, pdf_sha256,"
            " letter_sha256, prepared_at, prepared_by_id) VALUES (%s, 'correctie', 'x', '', '', '',"
            " 'Anders', false, '', '', '', '', '', now(), %s)",
            [signal.pk, cpo.pk],
        )

        assert posted.status_code == 422
        assert "De tekst van een uitgebracht signaal verandert niet." in refusal


def a_notice(*, reason: str) -> Publication:
    """Return a notice of removal that was published without blanking anything."""
    key = str(a_signal(SignalState.PUBLISHED).number).lower()
    with transaction.atomic():
        payload = {"nummer": key.upper(), "wijziging": {"soort": "verwijderd", "toelichting": "x"}}
        return register.remove("signaal", key, payload, reason=reason, at=timezone.now())


def cursor():  # noqa: ANN201  (Django's own wrapper)
    return connection.cursor()
