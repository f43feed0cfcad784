"""The register of experts: who is added, changed, leaves, and who read whose record."""

import re
from datetime import date

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told
from building_experts import a_registered_expert, an_expertise, an_institute, the_form
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from building import person
from experts.models import Expert, Expertise, Institute
from experts.states import Availability, ExpertState
from experts.workflow import register
from experts.workflow.lists import load_starting_lists
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.models import Event, Reading
from mit_waakstand.workflow import ConflictError, NotAllowedError
from signals.forms.participation import can_be_invited

pytestmark = pytest.mark.django_db

LIST = "/werk/experts/"


def test_the_starting_lists_are_loaded_once_and_left_alone_afterwards() -> None:
    load_starting_lists()
    Expertise.objects.filter(name="sport").delete()
    load_starting_lists()

    standing = Institute.objects.filter(is_standing=True).values_list("name", flat=True)

    assert sorted(standing) == ["CPB", "PBL", "RIVM Gedragsunit", "SCP", "SER"]
    assert Expertise.objects.filter(kind="aandachtsgebied").count() == 10
    assert Expertise.objects.filter(kind="expertise").count() == 3


def test_the_secretaris_adds_an_expert_with_what_may_be_kept(secretary: User) -> None:
    economics, scp = an_expertise(), an_institute()
    fields = the_form(
        expertises=[economics.pk],
        institute=scp.pk,
        email="gerda@instituut.invalid",
        phone="070 123 45 67",
        languages=["nl", "en"],
        is_former_member="on",
        member_from="1-2-2023",
        member_until="31-12-2024",
    )

    signed_in(secretary).post("/werk/experts/toevoegen/", fields)

    made = Expert.objects.get()
    assert (made.name_key, made.institute, made.membership()) == (
        "nieuwe gerda de",
        scp,
        "ja, van 1 februari 2023 tot en met 31 december 2024",
    )
    assert (made.expertise_names(), made.language_names()) == ("economie", "Nederlands, Engels")
    assert told(made) == [("add", secretary.pk)]
    assert "Gerda" not in Event.objects.about(made).get().payload


def test_an_organisation_that_is_not_in_the_list_is_added_to_it(secretary: User) -> None:
    fields = the_form(other_institute="  Universiteit   van Nergens ")

    signed_in(secretary).post("/werk/experts/toevoegen/", fields)
    signed_in(secretary).post(
        "/werk/experts/toevoegen/", the_form(other_institute="universiteit van nergens")
    )

    assert [one.name for one in Institute.objects.all()] == ["Universiteit van Nergens"]
    assert Expert.objects.filter(institute__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": " "}, "Vul dit veld in."),
        ({"phone": "bel maar"}, "Vul een telefoonnummer in, bijvoorbeeld 070 123 45 67."),
        ({"email": "gerda"}, "Vul een e-mailadres in, bijvoorbeeld naam@instituut.nl."),
        (
            {"email": "FLORIS@instituut.invalid"},
            "Dit adres staat al bij iemand anders in het register.",
        ),
        (
            {"is_former_member": "on", "member_from": "2-2-2024", "member_until": "1-2-2024"},
            "De laatste dag als lid ligt voor de eerste.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_added(
    secretary: User, wrong: dict[str, object], reason: str
) -> None:
    a_registered_expert(email="floris@instituut.invalid")

    answer = signed_in(secretary).post("/werk/experts/toevoegen/", the_form(**wrong))

    assert answer.status_code == 422
    assert reason in main_text(answer)
    assert Expert.objects.count() == 1


def test_the_list_shows_who_is_in_the_register_with_the_same_queries_for_one_and_three(
    cpo: User,
) -> None:
    visitor = signed_in(cpo)
    counts = []
    for names in (["Anna Aap"], ["Bert Beer", "Cor de Das"]):
        for name in names:
            a_registered_expert(name, expertises=(an_expertise(),), institute=an_institute())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = main_text(visitor.get(LIST))
        counts.append(len(asked))

    assert "3 gevonden." in page
    assert re.findall(r"Anna Aap|Bert Beer|Cor de Das", page) == [
        "Anna Aap",
        "Bert Beer",
        "Cor de Das",
    ]
    assert counts == [QUERIES_OF_THE_LIST] * 2


QUERIES_OF_THE_LIST = 8


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"zoek": "beer eco"}, ["Bert Beer"]),
        ({"beschikbaar": "later"}, ["Cor de Das"]),
        ({"bevestigd": "ja"}, ["Bert Beer"]),
        ({"bevestigd": "nee"}, ["Cor de Das"]),
        ({"stand": "uit_register"}, ["Anna Aap"]),
        ({"oudlid": "True"}, ["Cor de Das"]),
        ({}, ["Bert Beer", "Cor de Das"]),
        ({"zoek": "!:*&|<->'"}, []),
        ({"expertise": "x", "stand": "gewist"}, ["Bert Beer", "Cor de Das"]),
    ],
)
def test_the_list_is_filtered(cpo: User, asked: dict[str, str], found: list[str]) -> None:
    gone = a_registered_expert("Anna Aap")
    register.leave(gone, by=cpo, at=timezone.now())
    bert = a_registered_expert("Bert Beer")
    bert.confirmed_on = timezone.localdate()
    bert.save()
    a_registered_expert("Cor de Das", availability=Availability.LATER, is_former_member=True)

    page = main_text(signed_in(cpo).get(LIST, asked))

    assert re.findall(r"Anna Aap|Bert Beer|Cor de Das", page) == found


def test_an_empty_list_says_why(cpo: User) -> None:
    visitor = signed_in(cpo)

    empty, filtered = visitor.get(LIST), visitor.get(LIST, {"zoek": "niemand"})

    assert "Het register is leeg." in main_text(empty)
    assert "Er is geen expert die bij deze keuze past." in main_text(filtered)


def test_the_list_leaves_the_house_as_a_safe_file_and_that_is_written_down(cpo: User) -> None:
    a_registered_expert("=cmd() Aap", expertises=(an_expertise(),), phone="+31 6 1234 5678")

    answer = signed_in(cpo).post("/werk/experts/bestand/?beschikbaar=binnen_24_uur")

    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]
    head, row = text.splitlines()
    assert head.startswith('"nummer";"naam";"vakgebied"')
    assert '"\'=cmd() Aap"' in row
    assert '"\'+31 6 1234 5678"' in row
    event = Event.objects.get(verb="export")
    assert event.data == {"list": "experts", "rows": 1}


def test_reading_a_record_is_written_down_with_a_number_and_no_name(cpo: User) -> None:
    expert = a_registered_expert()

    signed_in(cpo).get(expert.get_absolute_url())

    (reading,) = Reading.objects.about(expert)
    assert (reading.user, reading.what) == (cpo, "pagina")


def test_a_change_keeps_the_old_values_of_who_made_it(secretary: User) -> None:
    expert = a_registered_expert(expertises=(an_expertise("economie"),))
    fields = the_form(expert, function="lector", expertises=[an_expertise("zorg").pk])

    signed_in(secretary).post(f"{LIST}{expert.pk}/wijzigen/", fields)

    expert.refresh_from_db()
    assert (expert.function, expert.expertise_names()) == ("lector", "zorg")
    newest = expert.history.first()
    assert newest.history_user == secretary
    assert [one.expertise.name for one in newest.expertises.all()] == ["zorg"]


def test_who_saves_what_somebody_else_changed_meanwhile_loses_nothing(secretary: User) -> None:
    expert = a_registered_expert()
    seen = register.read_as(expert)
    told_first = register.particulars_of(expert)
    register.edit(
        expert,
        told_first.__class__(**{**vars(told_first), "function": "lector"}),
        by=secretary,
        at=timezone.now(),
    )

    answer = signed_in(secretary).post(
        f"{LIST}{expert.pk}/wijzigen/", the_form(expert, function="decaan", seen=seen)
    )

    expert.refresh_from_db()
    assert answer.status_code == 409
    assert "Iemand anders was u voor." in main_text(answer)
    assert "decaan" in answer.content.decode()
    assert expert.function == "lector"


def test_who_left_is_not_invited_and_can_come_back(cpo: User) -> None:
    from building import a_weighing  # noqa: PLC0415

    weighing, expert = a_weighing(), a_registered_expert()
    visitor = signed_in(cpo)

    visitor.post(f"{LIST}{expert.pk}/uit-register/", {"csrfmiddlewaretoken": "x"})
    gone = can_be_invited(weighing).filter(pk=expert.pk).exists()
    visitor.post(f"{LIST}{expert.pk}/terug/", {"csrfmiddlewaretoken": "x"})

    assert not gone
    assert can_be_invited(weighing).filter(pk=expert.pk).exists()
    assert [verb for verb, _ in told(expert)] == ["add", "leave", "come_back"]


def test_who_left_is_changed_on_no_level(secretary: User) -> None:
    expert = register.leave(a_registered_expert(), by=secretary, at=timezone.now())
    visitor = signed_in(secretary)

    offered = [offer.step.verb for offer in expert.steps_for(secretary)]
    answer = visitor.post(f"{LIST}{expert.pk}/wijzigen/", the_form(expert))

    assert offered == ["come_back"]
    assert answer.status_code == 409
    with pytest.raises(ConflictError):
        register.leave(expert, by=secretary, at=timezone.now())


def test_the_database_lets_an_erased_record_keep_nothing() -> None:
    expert = a_registered_expert(email="floris@instituut.invalid")

    refused = refusal_of_the_database(expert, state=ExpertState.ERASED)

    assert "erased_expert_keeps_nothing" in refused


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_else_keeps_the_register(role: Role) -> None:
    expert, visitor = a_registered_expert(), person(role)

    with pytest.raises(NotAllowedError):
        register.leave(expert, by=visitor, at=timezone.now())

    assert signed_in(visitor).get(LIST).status_code == 403
    assert "Floris" not in signed_in(visitor).get(expert.get_absolute_url()).content.decode()


def test_an_account_belongs_to_one_expert(secretary: User, expert: User) -> None:
    a_registered_expert(user=expert)

    answer = signed_in(secretary).post("/werk/experts/toevoegen/", the_form(user=expert.pk))

    assert answer.status_code == 422
    assert Expert.objects.count() == 1


def test_a_list_of_the_register_is_changed_and_a_name_stands_in_it_once(secretary: User) -> None:
    sport = an_expertise("sport")
    visitor = signed_in(secretary)
    address = f"{LIST}lijsten/expertise/{sport.pk}/"
    fields = {"kind": "aandachtsgebied", "name": "Zorg", "wanted": "3", "is_needed": "on"}

    refused = visitor.post(address, fields)
    visitor.post(address, fields | {"name": "sport en bewegen"})

    sport.refresh_from_db()
    assert "Deze naam staat al in de lijst." in main_text(refused)
    assert (sport.name, sport.wanted) == ("sport en bewegen", 3)
    assert told(sport) == [("change", secretary.pk)]  # type: ignore[arg-type]


def test_who_confirmed_a_year_ago_today_is_still_confirmed() -> None:
    expert = Expert(confirmed_on=date(2024, 2, 29))

    days = [date(2025, 2, 28), date(2025, 3, 1)]

    assert [expert.is_confirmed(day) for day in days] == [True, False]
