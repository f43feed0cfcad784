"""One draft at a time, made of an earlier version, written item by item, compared word by word."""

from datetime import timedelta

import pytest
from asking import signed_in
from building_editions import adopted
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from lxml import html
from pdf_uploads import a_pdf

from afwegingskader.models import WeighingQuestions
from building import a_draft_of_the_weegvragen, amsterdam, person, weegvragen_in_force
from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.differences import Change
from mit_waakstand.editions import reminders, workflow, worklist
from mit_waakstand.editions.comparing import compare
from mit_waakstand.editions.letters import review_letter
from mit_waakstand.editions.tasks import mail_review
from mit_waakstand.outbox.models import Work
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
MOMENT = amsterdam(2026, 9, 1)
VALUES = {"question": "Is het ernstig?", "kind": "tekst", "source": "eigen keuze"}


def _keys(version: WeighingQuestions) -> list[str]:
    return [part.key for part in version.parts()]


def test_a_draft_is_a_copy_of_the_version_in_force(secretary: User) -> None:
    in_force = weegvragen_in_force()

    draft = workflow.draft(
        WeighingQuestions, number="0.2", source=in_force, by=secretary, at=MOMENT
    )

    assert (draft.state, draft.content, draft.made_from) == ("concept", in_force.content, in_force)
    assert WeighingQuestions.objects.in_force() == in_force


@pytest.mark.parametrize(
    ("number", "field", "message"),
    [
        ("0.1", "number", "Versie 0.1 bestaat al. Kies een ander nummer."),
        ("nieuw", "number", "Een versie heeft een nummer zoals 1 of 0.2."),
        ("0.3", "", "Er is al een concept: versie 0.2. Werk daarin verder."),
    ],
)
def test_there_is_one_draft_at_a_time_and_every_number_once(
    secretary: User, number: str, field: str, message: str
) -> None:
    a_draft_of_the_weegvragen("0.2")

    with pytest.raises(RefusedError) as refusal:
        workflow.draft(WeighingQuestions, number=number, by=secretary, at=MOMENT)

    assert (refusal.value.field, refusal.value.message) == (field, message)


def test_the_database_refuses_a_second_draft() -> None:
    draft = a_draft_of_the_weegvragen()

    with (
        pytest.raises(IntegrityError, match="one_draft_of_the_weegvragen_at_a_time"),
        transaction.atomic(),
    ):
        WeighingQuestions.objects.create(number="0.3", content=draft.content)


def test_items_are_added_changed_moved_and_taken_away(secretary: User) -> None:
    draft = a_draft_of_the_weegvragen()
    first, second, *rest = _keys(draft)

    draft = workflow.add_item(draft, name="questions", values=VALUES, by=secretary, at=MOMENT)
    new = _keys(draft)[-1]
    draft = workflow.change_item(
        draft, key=second, values=VALUES | {"question": "Anders?"}, by=secretary, at=MOMENT
    )
    draft = workflow.move_item(draft, key=second, is_up=True, by=secretary, at=MOMENT)
    draft = workflow.remove_item(draft, key=first, by=secretary, at=MOMENT)

    draft.refresh_from_db()
    assert _keys(draft) == [second, *rest, new]
    assert draft.questions()[0].question == "Anders?"
    assert draft.history.count() == 6
    assert draft.history.first().history_user == secretary


def test_at_the_end_of_its_list_an_item_stays(secretary: User) -> None:
    draft = a_draft_of_the_weegvragen()
    before = _keys(draft)

    for key, is_up in ((before[0], True), (before[-1], False)):
        draft = workflow.move_item(draft, key=key, is_up=is_up, by=secretary, at=MOMENT)

    assert _keys(draft) == before


def test_who_changes_what_another_changed_is_told_and_sees_both_texts(
    cpo: User, secretary: User
) -> None:
    draft = a_draft_of_the_weegvragen()
    key = _keys(draft)[0]
    address = reverse("afwegingskader:weighingquestions-change", args=[draft.pk, key])
    page = html.fromstring(signed_in(secretary).get(address).content)
    (seen,) = page.xpath("//input[@name='seen']/@value")
    changed = VALUES | {"question": "Van de CPO?"}
    workflow.change_item(draft, key=key, values=changed, by=cpo, at=MOMENT)

    tried = signed_in(secretary).post(address, VALUES | {"seen": seen})

    words = " ".join(html.fromstring(tried.content).text_content().split())
    assert tried.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd. U ziet beide teksten." in words
    assert "Van de CPO?" in words
    assert "Is het ernstig?" in words
    (now,) = html.fromstring(tried.content).xpath("//input[@name='seen']/@value")
    again = signed_in(secretary).post(address, VALUES | {"seen": now})
    assert again.status_code == 302


def test_what_is_gone_cannot_be_changed(secretary: User) -> None:
    draft = a_draft_of_the_weegvragen()
    key = _keys(draft)[0]
    workflow.remove_item(draft, key=key, by=secretary, at=MOMENT)

    with pytest.raises(RefusedError, match="Dit onderdeel is er niet meer"):
        workflow.change_item(draft, key=key, values=VALUES, by=secretary, at=MOMENT)


def test_an_adopted_version_is_not_edited(cpo: User) -> None:
    in_force = weegvragen_in_force()
    address = reverse("afwegingskader:weighingquestions-add", args=[in_force.pk, "questions"])

    with pytest.raises(ConflictError):
        workflow.add_item(in_force, name="questions", values=VALUES, by=cpo, at=MOMENT)

    tried = signed_in(cpo).post(address, VALUES)
    assert tried.status_code == 409


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR, Role.DEPUTY])
def test_nobody_outside_the_secretariat_writes(role: Role) -> None:
    draft = a_draft_of_the_weegvragen()

    with pytest.raises(NotAllowedError):
        workflow.add_item(draft, name="questions", values=VALUES, by=person(role), at=MOMENT)


def test_a_document_is_kept_byte_for_byte_with_a_copy_for_the_public(cpo: User) -> None:
    draft, sent_in = a_draft_of_the_weegvragen(), a_pdf()
    visitor = signed_in(cpo)
    attach = reverse("afwegingskader:weighingquestions-attach", args=[draft.pk])

    sent = visitor.post(attach, {"document": SimpleUploadedFile("kader van toen.pdf", sent_in)})

    draft.refresh_from_db()
    document = visitor.get(reverse("afwegingskader:weighingquestions-document", args=[draft.pk]))
    assert sent.status_code == 302
    assert document.getvalue() == sent_in
    assert draft.document_name == "kader van toen.pdf"
    assert draft.public_checksum != draft.document_checksum
    workflow.detach(draft, by=cpo, at=MOMENT)
    assert not WeighingQuestions.objects.get(pk=draft.pk).has_document()


def test_two_versions_are_compared_word_by_word_and_in_sentences(secretary: User) -> None:
    draft = a_draft_of_the_weegvragen()
    first, second, third, *_ = draft.parts()
    short = {"kind": "oordeel", "source": "R-051"}
    longer = short | {"question": first.title.replace("pandemisch", "groot pandemisch")}
    draft = workflow.change_item(draft, key=first.key, values=longer, by=secretary, at=MOMENT)
    draft = workflow.remove_item(draft, key=second.key, by=secretary, at=MOMENT)
    draft = workflow.move_item(draft, key=third.key, is_up=False, by=secretary, at=MOMENT)
    draft = workflow.add_item(draft, name="questions", values=VALUES, by=secretary, at=MOMENT)

    found = compare(WeighingQuestions.objects.in_force(), draft)

    assert [sentence.split(":")[0] for sentence in found.sentences] == [
        "Vraag 1 is gewijzigd",
        "Vraag 2 (was vraag 4) staat op een andere plaats",
        "Vraag 7 is nieuw",
        "Vraag 2 is vervallen",
    ]
    new = [piece.text for piece in found.parts[0].pieces if piece.change == Change.NEW]
    assert new == ["groot "]


def test_two_equal_versions_say_so() -> None:
    draft = a_draft_of_the_weegvragen()

    found = compare(WeighingQuestions.objects.in_force(), draft)

    assert (found.sentences, found.changed()) == (["Er is niets veranderd."], [])


def test_the_day_of_review_is_announced_once_to_cpo_and_secretaris(
    cpo: User, secretary: User
) -> None:
    review_on = (MOMENT + timedelta(days=60)).date()
    ours = workflow.own(a_draft_of_the_weegvragen(), reason="Bekeken.", by=cpo, at=MOMENT)
    version = adopted(ours, by=cpo, at=MOMENT, review_on=review_on)
    near, on_the_day = MOMENT + timedelta(days=30), MOMENT + timedelta(days=60)

    for moment in (MOMENT, near, near, on_the_day, on_the_day + timedelta(days=3)):
        reminders.remind(moment)

    work = Work.objects.filter(kind="mail_review")
    assert work.count() == 4
    letter = review_letter(version, to=cpo.email, key="x")
    assert (
        letter.subject == "Weegvragen, versie 0.2: kijk uiterlijk 31-10-2026 of de tekst nog klopt"
    )
    assert [row.urgency.name for row in worklist.rows_for(secretary, review_on)] == ["ACT"]
    workflow.plan_review(version, review_on=None, by=secretary, at=on_the_day)
    assert mail_review(work.last()).startswith("niet verstuurd")
    assert list(worklist.rows_for(secretary, review_on)) == []


def test_a_reminder_is_a_mail_with_one_link_and_no_content(cpo: User) -> None:
    version = weegvragen_in_force()

    letter = review_letter(version, to=cpo.email, key="x")

    assert letter.link.endswith(version.get_absolute_url())
    assert mail.send(letter)
