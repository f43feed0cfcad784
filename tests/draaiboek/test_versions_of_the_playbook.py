"""Steps and chapters are written without JavaScript, in another order, and out of a file."""

import page
import pytest
from asking import main_text, signed_in
from building_draaiboek import a_draft_of_the_playbook, playbook_in_force
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from lxml import html

from draaiboek.models import PlaybookEdition
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import workflow as editions
from mit_waakstand.editions import yaml_files
from mit_waakstand.editions.printing import pdf_of
from mit_waakstand.editions.public import pages_of_version
from mit_waakstand.public_site.models import Publication

pytestmark = pytest.mark.django_db
STEP = {
    "code": "A5",
    "phase": "Aanleiding",
    "title": "Bel de GGD",
    "actor": "secretaris",
    "amount": "3",
    "unit": "werkdagen",
    "after": "A1",
}


def fresh() -> PlaybookEdition:
    draft = PlaybookEdition.objects.draft()
    assert draft is not None
    return draft


def test_a_step_is_added_and_moved_by_forms_alone(secretary: User) -> None:
    draft = a_draft_of_the_playbook()
    browser = signed_in(secretary)
    add = reverse("draaiboek:playbookedition-add", args=[draft.pk, "steps"])

    half = browser.post(add, STEP | {"unit": ""})
    browser.post(add, STEP)
    added = fresh().steps()[-1]
    move = reverse("draaiboek:playbookedition-move", args=[draft.pk, added.key])
    browser.post(move, {"richting": "omhoog"})

    assert "Kies uren of werkdagen." in main_text(half)
    assert [step.code for step in fresh().steps()][-2:] == ["A5", "Z1"]
    shown = main_text(browser.get(draft.get_absolute_url()))
    assert "A5 Bel de GGD" in shown
    assert "3 werkdagen na A1" in shown


def test_a_version_goes_out_as_a_file_and_comes_back_the_same(secretary: User) -> None:
    written = yaml_files.write(playbook_in_force()).encode()
    draft = a_draft_of_the_playbook()
    address = reverse("draaiboek:playbookedition-take-in", args=[draft.pk])

    answer = signed_in(secretary).post(address, {"file": SimpleUploadedFile("x.yaml", written)})

    assert answer.status_code == 302
    assert fresh().checksum == playbook_in_force().checksum


def test_two_steps_with_one_code_keep_a_version_from_being_adopted(cpo: User) -> None:
    draft = a_draft_of_the_playbook()
    signed_in(cpo).post(
        reverse("draaiboek:playbookedition-add", args=[draft.pk, "steps"]), STEP | {"code": "A1"}
    )

    assert fresh().is_unfinished() == "De code A1 hoort bij meer dan één stap."


def test_chapters_keep_their_lists_and_paragraphs_for_the_public_and_on_paper(cpo: User) -> None:
    version = playbook_in_force()
    version.pdf_checksum = vault.store(pdf_of(version))
    version.save()
    editions.publish(version, by=cpo, at=timezone.now())

    pages = {p.path: p.body for p in pages_of_version(Publication.objects.get(kind="versie"))}

    shown = html.fromstring(pages["draaiboek/versie/0-1/index.html"])
    said = [" ".join(str(item.text_content()).split()) for item in shown.xpath("//main//li")]
    assert "Vraag vooraf naar belangen, ook die van CPO en secretaris." in said
    assert shown.xpath("//main//h2/text()")[-2:] == ["Hoofdstukken", "Stappen"]
    for profile in ("3a", "ua1"):
        report = page.validate_pdf_bytes(vault.read(version.pdf_checksum), profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
