"""Steps and chapters are written without JavaScript, in another order, and out of a file."""

import pytest
from asking import main_text, signed_in
from building_draaiboek import a_draft_of_the_playbook, playbook_in_force
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from draaiboek.models import PlaybookEdition
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import yaml_files

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
    page = main_text(browser.get(draft.get_absolute_url()))
    assert "A5 Bel de GGD" in page
    assert "3 werkdagen na A1" in page


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
