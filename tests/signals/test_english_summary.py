"""The English summary: written before publication, public with the signal, corrected later."""

from pathlib import Path

import pytest
from asking import main_text, refusal_of_the_database, signed_in, verbs
from django.utils import timezone
from later import a_prepared_correction
from signal_forms import act_url, fresh, with_files

from building import a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import english, publishing, signals

pytestmark = pytest.mark.django_db

WORDS = "Silver fever may lead to measures for everybody."


def with_english(signal: Signal, text: str = WORDS) -> Signal:
    return english.summarise(signal, summary_en=text, by=person(Role.SECRETARY), at=timezone.now())


def published(signal: Signal) -> Publication:
    """Return what was published of a signal, after the outbox did its work."""
    ready = with_files(signal)
    now = timezone.now()
    signals.publish(ready, personal_data_checked=True, by=person(Role.CPO), at=now)
    doing.sweep(timezone.now())
    return Publication.objects.filter(kind="signaal").latest("position")


def page_of(publication: Publication, settings: object) -> str:
    shelf = Path(settings.PUBLIC_ROOT) / "signalen" / publication.key  # type: ignore[attr-defined]
    return (shelf / "index.html").read_text()


def test_it_becomes_public_with_the_signal_in_a_language_of_its_own(settings: object) -> None:
    with_it = published(with_english(a_signal(SignalState.ANSWERED)))
    without = published(a_signal(SignalState.ANSWERED))

    assert with_it.content["samenvattingEngels"] == WORDS
    assert 'lang="en"' in page_of(with_it, settings)
    assert WORDS in page_of(with_it, settings)
    assert without.content["samenvattingEngels"] == ""
    assert 'lang="en"' not in page_of(without, settings)


def test_it_is_written_until_publication_and_the_letter_does_not_change(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    before = signal.text_hash

    answer = signed_in(cpo).post(act_url(signal, "summarise"), {"summary_en": f" {WORDS}\n"})

    signal = fresh(signal)
    assert answer.status_code == 302
    assert (signal.summary_en, signal.text_hash) == (WORDS, before)
    assert signal.hash_of_text() == before
    assert WORDS in main_text(signed_in(cpo).get(signal.get_absolute_url()))


def test_bureau_sg_and_experts_do_not_see_it_before_it_is_public() -> None:
    signal = with_english(a_signal(SignalState.ISSUED))

    pages = [
        main_text(signed_in(person(role)).get(signal.get_absolute_url()))
        for role in (Role.SG_OFFICE, Role.EXPERT)
    ]

    assert [page for page in pages if WORDS in page] == []


def test_of_two_writers_the_second_is_told_and_keeps_his_text(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    start = signal.hash_of_english()
    with_english(signal)

    answer = signed_in(cpo).post(
        act_url(signal, "summarise"), {"summary_en": "Another text.", "seen": start}
    )

    words = main_text(answer)
    assert answer.status_code == 409
    assert WORDS in words
    assert "Another text." in words
    assert fresh(signal).summary_en == WORDS


def test_once_public_it_only_changes_with_a_correction(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    posted = signed_in(cpo).post(act_url(signal, "summarise"), {"summary_en": "Late."})
    with pytest.raises(ConflictError):
        with_english(signal)
    refusal = refusal_of_the_database(signal, summary_en="Late.")

    assert "summarise" not in verbs(signal, cpo)
    assert posted.status_code == 409
    assert "Verbeter haar met een correctie." in refusal


def test_a_correction_changes_it_and_an_aanvulling_afterwards_keeps_that(
    cpo: User, settings: object
) -> None:
    signal = a_prepared_correction(summary_en=WORDS)
    read = main_text(signed_in(cpo).get(act_url(signal, "publish-correction")))
    refusal = refusal_of_the_database(signal.revisions.get(), summary_en="Other.")

    publishing.publish_correction(
        fresh(signal), personal_data_checked=True, by=cpo, at=timezone.now()
    )
    doing.sweep(timezone.now())

    newest = Publication.objects.filter(kind="signaal").latest("position")
    assert WORDS in read
    assert "verandert niet meer" in refusal
    assert (newest.version, newest.content["samenvattingEngels"]) == (2, WORDS)
    assert WORDS in page_of(newest, settings)
    assert fresh(signal).public_texts()["summary_en"] == WORDS
    assert fresh(signal).summary_en == ""


def test_a_number_in_it_is_found_before_it_goes_out(cpo: User) -> None:
    signal = with_files(with_english(a_signal(SignalState.ANSWERED), "Call 06-12345678."))

    page = main_text(signed_in(cpo).get(act_url(signal, "publish")))

    assert "Engelse samenvatting Telefoonnummer: …Call 06-12345678.…" in page


def test_it_is_not_for_others_and_not_for_an_exercise() -> None:
    signal = a_signal(SignalState.ISSUED)
    exercise = a_signal(SignalState.ISSUED, is_exercise=True)

    for role in (Role.EXPERT, Role.SG_OFFICE):
        with pytest.raises(NotAllowedError):
            english.summarise(signal, summary_en="x", by=person(role), at=timezone.now())
    with pytest.raises(RefusedError):
        with_english(exercise)

    assert fresh(signal).summary_en == ""
