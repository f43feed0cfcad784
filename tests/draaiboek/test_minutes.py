"""Minutes are written in the admin, adopted by the CPO, and never change after that (issue 5)."""

from datetime import timedelta

import pytest
from asking import main_text, refusal_of_sql, refusal_of_the_database, signed_in, told
from building_meetings import TEXT_OF_MINUTES, a_meeting, some_minutes
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html
from together import at_one_moment

from building import person
from draaiboek.models import Minutes
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MinutesState
from draaiboek.workflow import minutes as writing
from draaiboek.workflow import outcomes
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.keeping.models import KeptText
from mit_waakstand.outbox import doing
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db

ADD = "/beheer/draaiboek/minutes/add/"
IN_WRITING = "Per mail rondgestuurd, geen opmerkingen."


def change_page(minutes: Minutes) -> str:
    return reverse("admin:draaiboek_minutes_change", args=[minutes.pk])


def fields_of(page: HttpResponse) -> dict[str, str]:
    """Return what the form of the minutes would send, as the page shows it."""
    (form,) = html.fromstring(page.content).xpath("//form[@id='minutes_form']")
    return {name: value or "" for name, value in form.fields.items() if name and name[0] != "_"}


def errors_on(page: HttpResponse) -> str:
    return " ".join(html.fromstring(page.content).text_content().split())


def test_the_secretaris_writes_the_minutes_in_the_admin(secretary: User) -> None:
    meeting, browser = a_meeting(MeetingState.HELD), signed_in(secretary)
    page = browser.get(f"{ADD}?meeting={meeting.pk}")

    answer = browser.post(ADD, fields_of(page) | {"text": "Wij begonnen om tien uur."})

    minutes = Minutes.objects.get()
    assert answer.status_code == 302
    assert (minutes.meeting, minutes.version, minutes.state) == (meeting, 1, MinutesState.DRAFT)
    assert told(minutes) == [("draft", secretary.pk)]


def test_every_text_that_was_saved_stays_and_can_be_read(secretary: User) -> None:
    minutes, browser = some_minutes(), signed_in(secretary)
    page = browser.get(change_page(minutes))

    browser.post(change_page(minutes), fields_of(page) | {"text": "Alles opnieuw."})

    first = minutes.history.order_by("history_id")[0]
    history = browser.get(f"{change_page(minutes).removesuffix('change/')}history/")
    old = browser.get(
        reverse("admin:draaiboek_minutes_simple_history", args=[minutes.pk, first.pk])
    )
    assert Minutes.objects.get().text == "Alles opnieuw."
    assert "2 woorden" in errors_on(history)
    assert "De voorzitter opent de vergadering." in errors_on(old)


def test_who_saves_second_loses_nothing_and_overwrites_nothing(cpo: User, secretary: User) -> None:
    minutes, browser = some_minutes(), signed_in(secretary)
    page = browser.get(change_page(minutes))
    writing.edit(minutes, text="Van de CPO.", by=cpo, at=timezone.now())

    refused = browser.post(change_page(minutes), fields_of(page) | {"text": "Van de secretaris."})
    again = browser.post(change_page(minutes), fields_of(refused))

    said = errors_on(refused)
    assert "Iemand anders sloeg dit verslag intussen op" in said
    assert "Van de CPO." in said
    assert "Van de secretaris." in said
    assert again.status_code == 302
    assert Minutes.objects.get().text == "Van de secretaris."


def test_what_is_typed_in_the_admin_is_kept_before_it_is_saved(secretary: User) -> None:
    minutes, browser = some_minutes(), signed_in(secretary)
    page = browser.get(change_page(minutes))

    browser.post("/werk/bewaard/", fields_of(page) | {"text": "Half af"})

    later = browser.get(f"{change_page(minutes)}?bewaard=verder")
    assert KeptText.objects.get().address == change_page(minutes)
    assert fields_of(later)["text"].strip() == "Half af"
    assert Minutes.objects.get().text == TEXT_OF_MINUTES


def test_the_cpo_adopts_in_writing_and_the_pdf_is_made_once(cpo: User) -> None:
    minutes = some_minutes()

    minutes = writing.adopt(minutes, in_writing=IN_WRITING, by=cpo, at=timezone.now())

    doing.sweep(timezone.now())
    minutes.refresh_from_db()
    assert (minutes.state, minutes.adopted_by) == (MinutesState.ADOPTED, cpo)
    assert vault.read(minutes.pdf_sha256).startswith(b"%PDF-1.7")
    assert "De PDF van dit verslag ligt vast" in refusal_of_the_database(
        minutes, pdf_sha256="0" * 64
    )


def test_the_next_meeting_adopts_the_minutes_of_the_one_before(cpo: User) -> None:
    earlier = a_meeting(MeetingState.HELD, starts_at=timezone.now() - timedelta(days=60))
    later = a_meeting(MeetingState.HELD)
    minutes = some_minutes(meeting=earlier)

    with pytest.raises(RefusedError, match="Kies een latere vergadering"):
        writing.adopt(minutes, adopted_in=earlier, by=cpo, at=timezone.now())
    minutes = writing.adopt(minutes, adopted_in=later, by=cpo, at=timezone.now())

    assert (minutes.adopted_in, minutes.in_writing) == (later, "")


@pytest.mark.parametrize("changes", [{}, {"in_writing": " "}])
def test_adopting_says_where(changes: dict[str, str], cpo: User) -> None:
    minutes = some_minutes()

    with pytest.raises(RefusedError, match="Kies de vergadering die het vaststelde"):
        writing.adopt(minutes, by=cpo, at=timezone.now(), **changes)

    assert Minutes.objects.get().is_draft()


def test_nobody_but_the_cpo_adopts(secretary: User) -> None:
    minutes = some_minutes()
    page = signed_in(secretary).get(minutes.get_absolute_url())
    form = {"in_writing": IN_WRITING}

    answer = signed_in(secretary).post(f"{minutes.get_absolute_url()}vaststellen/", form)

    assert "Verslag vaststellen" not in main_text(page)
    assert answer.status_code == 403
    with pytest.raises(NotAllowedError):
        writing.adopt(minutes, in_writing=IN_WRITING, by=secretary, at=timezone.now())


def test_minutes_of_a_meeting_that_was_not_held_are_not_adopted(cpo: User) -> None:
    minutes = some_minutes(meeting=a_meeting())

    with pytest.raises(RefusedError, match="Leg eerst vast wie er bij"):
        writing.adopt(minutes, in_writing=IN_WRITING, by=cpo, at=timezone.now())

    assert "is gehouden" in refusal_of_the_database(
        minutes, state="vastgesteld", adopted_at=timezone.now(), adopted_by_id=cpo.pk
    )


def test_adopted_minutes_are_frozen_at_three_levels(secretary: User) -> None:
    minutes, browser = some_minutes(MinutesState.ADOPTED), signed_in(secretary)

    page = browser.get(change_page(minutes))
    answer = browser.post(change_page(minutes), {"text": "Toch anders."})
    text = refusal_of_the_database(minutes, text="Toch anders.")
    present = refusal_of_sql(
        "UPDATE draaiboek_invitation SET attended = false, attended_as_cpo = false "
        "WHERE meeting_id = %s",
        [minutes.meeting_id],
    )

    assert not html.fromstring(page.content).xpath("//textarea")
    assert answer.status_code == 403
    assert "vastgesteld en verandert niet meer" in text
    assert "wie er was, verandert niet meer" in present
    with pytest.raises(ConflictError):
        writing.edit(minutes, text="Toch anders.", by=secretary, at=timezone.now())


def test_minutes_keep_who_was_there_and_what_was_decided(secretary: User, cpo: User) -> None:
    meeting, now = a_meeting(MeetingState.HELD), timezone.now()
    outcomes.decide(meeting, text="Het draaiboek wordt herzien.", by=secretary, at=now)
    minutes = some_minutes(MinutesState.ADOPTED, meeting=meeting)
    cpo.full_name = "Anders Genoemd"
    cpo.save()

    said = main_text(signed_in(cpo).get(minutes.get_absolute_url()))

    assert "Anna Proef (CPO)" in said
    assert "Het draaiboek wordt herzien." in said
    with pytest.raises(RefusedError, match="Maak een correctie"):
        outcomes.decide(meeting, text="Nog iets.", by=secretary, at=now)


def test_a_correction_is_a_new_version_beside_the_old_one(secretary: User, cpo: User) -> None:
    old, now = some_minutes(MinutesState.ADOPTED), timezone.now()
    new = writing.correct(old, reason="Een naam was fout.", by=secretary, at=now)
    new = writing.edit(new, text="Verbeterd.", correction=new.correction, by=secretary, at=now)

    new = writing.adopt(new, in_writing=IN_WRITING, by=cpo, at=now)

    old.refresh_from_db()
    said = main_text(signed_in(cpo).get(old.get_absolute_url()))
    assert (old.state, old.text) == (MinutesState.REPLACED, TEXT_OF_MINUTES)
    assert (new.version, new.state) == (2, MinutesState.ADOPTED)
    assert "Deze versie is gecorrigeerd" in said


def test_an_invited_expert_reads_adopted_minutes_and_no_draft(expert: User) -> None:
    minutes, browser = some_minutes(), signed_in(expert)
    draft = browser.get(minutes.get_absolute_url()).status_code
    listed = main_text(browser.get(minutes.meeting.get_absolute_url()))

    writing.adopt(minutes, in_writing=IN_WRITING, by=person(Role.CPO), at=timezone.now())

    adopted = browser.get(minutes.get_absolute_url())
    assert (draft, adopted.status_code) == (404, 200)
    assert "Er is nog geen vastgesteld verslag" in listed
    assert "Geschiedenis" not in main_text(adopted)


@pytest.mark.django_db(transaction=True)
def test_two_people_start_the_same_minutes_and_one_is_told() -> None:
    meeting = a_meeting(MeetingState.HELD)
    people = [person(Role.CPO), person(Role.SECRETARY)]

    outcomes_of_both = at_one_moment(
        *(
            lambda by=by: writing.draft(meeting, text="Ik.", by=by, at=timezone.now())
            for by in people
        )
    )

    refused = [found for found in outcomes_of_both if isinstance(found, RefusedError)]
    assert len(refused) == 1
    assert Minutes.objects.count() == 1


# Who opens which page of the admin: minutes of a real meeting, and of somebody else's exercise.
OF_THE_ADMIN = {
    "": {Role.CPO, Role.SECRETARY},
    "add/": {Role.CPO, Role.SECRETARY},
    "{pk}/change/": {Role.CPO, Role.SECRETARY},
    "{pk}/history/": {Role.CPO, Role.SECRETARY},
    "{pk}/history/{saved}/": {Role.CPO, Role.SECRETARY},
    "{pk}/delete/": set(),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_page_of_the_admin_is_open_to_whom_the_table_says(role: Role) -> None:
    minutes = some_minutes()
    keys = {"pk": minutes.pk, "saved": minutes.history.get().pk}
    browser = signed_in(person(role))

    found = {
        page: browser.get(f"/beheer/draaiboek/minutes/{page.format(**keys)}").status_code
        for page in OF_THE_ADMIN
    }

    assert {page for page, status in found.items() if status == 200} == {
        page for page, roles in OF_THE_ADMIN.items() if role in roles
    }
    assert set(found.values()) <= {200, 302, 403}


@pytest.mark.parametrize("part", ["{pk}/change/", "{pk}/history/", "{pk}/history/{saved}/"])
def test_minutes_of_an_exercise_are_not_there_for_who_takes_no_part(part: str) -> None:
    minutes = some_minutes(is_exercise=True)
    keys = {"pk": minutes.pk, "saved": minutes.history.get().pk}
    address = f"/beheer/draaiboek/minutes/{part.format(**keys)}"

    insider, outsider = (
        signed_in(person(Role.SECRETARY)).get(address).status_code,
        signed_in(person(Role.SECRETARY, "andere")).get(address).status_code,
    )

    assert insider == 200
    assert outsider in {302, 404}
