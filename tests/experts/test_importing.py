"""Taking over a file: what was shown is what is done, all of it or nothing."""

import pytest
from asking import main_text, signed_in
from building_experts import a_file, a_registered_expert, an_expertise, an_institute
from django.http import HttpResponse
from django.test import Client
from lxml import html

from experts.models import Expert, ImportPreview
from experts.states import Availability
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

PAGE = "/werk/experts/overnemen/"


def looked_at(visitor: Client, *lines: str) -> HttpResponse:
    return visitor.post(PAGE, {"file": a_file(*lines)})


def carried_out(visitor: Client, shown: HttpResponse) -> HttpResponse:
    (form,) = html.fromstring(shown.content).xpath("//main//form/@action")
    return visitor.post(form, {"csrfmiddlewaretoken": "x"}, follow=True)


def test_looking_changes_nothing_and_doing_does_exactly_what_was_shown(secretary: User) -> None:
    known = a_registered_expert("Bert Beer", email="bert@instituut.invalid", function="lector")
    an_expertise("zorg")
    visitor = signed_in(secretary)

    shown = looked_at(
        visitor,
        "naam;vakgebied;organisatie;e-mailadres;expertises;talen;beschikbaar;oud-lid;lid van",
        "Anna Aap;zorgeconomie;SER;anna@instituut.invalid;zorg | sport;Nederlands | Duits;"
        "in een crisis binnen 24 uur;ja;2023-02-01",
        "Bert Beer;sociologie;CPB;BERT@instituut.invalid;;;in een crisis binnen 24 uur;nee;",
    )
    before = Expert.objects.count()
    done = carried_out(visitor, shown)

    page = main_text(shown)
    assert "1 nieuw, 1 gewijzigd, 0 ongewijzigd." in page
    assert "vakgebied: economie → sociologie; organisatie: leeg → CPB" in page
    assert before == 1
    assert "Overgenomen: 2 experts toegevoegd of gewijzigd." in main_text(done)
    anna = Expert.objects.get(name="Anna Aap")
    assert (anna.expertise_names(), anna.language_names(), str(anna.institute)) == (
        "sport, zorg",
        "Nederlands, Duits",
        "SER",
    )
    assert anna.membership() == "ja, van 1 februari 2023"
    known.refresh_from_db()
    assert (known.expertise, known.function) == ("sociologie", "lector")
    assert Event.objects.get(verb="import").data == {"rows": 2}
    assert not ImportPreview.objects.exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";economie;;;;", "naam: Vul dit veld in."),
        ("Cor de Das;;;;;", "vakgebied: Vul dit veld in."),
        ("Cor de Das;x;geen adres;;;", "e-mailadres: Voer een geldig e-mailadres in."),
        ("Cor de Das;x;;toveren;;", "expertises: “toveren” staat niet in de lijst."),
        ("Cor de Das;x;;;soms;", "beschikbaar: “soms” staat niet in de lijst."),
        (
            "Cor de Das;x;bert@instituut.invalid;;;99999",
            "nummer: 99999 staat niet in het register.",
        ),
        ("Anna Aap;x;;;;\r\nAnna Aap;y;;;;", "Deze expert staat meer dan één keer in het bestand."),
        ("Cor de Das;x;;;", "De regel heeft niet evenveel cellen als de eerste regel."),
    ],
)
def test_one_row_that_is_wrong_stops_the_whole_file_and_says_where(
    secretary: User, row: str, reason: str
) -> None:
    a_registered_expert("Anna Aap")
    heading = "naam;vakgebied;e-mailadres;expertises;beschikbaar;nummer"

    shown = looked_at(signed_in(secretary), heading, "Dirk Duif;economie;;;;", row)

    assert shown.status_code == 422
    assert reason in main_text(shown)
    assert "Overnemen" not in [
        button.text for button in html.fromstring(shown.content).xpath("//main//button")
    ]
    assert not ImportPreview.objects.exists()


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("voornaam;vakgebied", "x;y"), "De eerste regel noemt de kolommen"),
        (("naam;vakgebied",), "Een bestand bevat ten minste één regel"),
        (("naam;vakgebied", "\0;x"), "Dit bestand is geen tekst."),
        (("naam;vakgebied;geboortedatum", "x;y;z"), "De eerste regel noemt de kolommen"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    secretary: User, lines: tuple[str, ...], reason: str
) -> None:
    shown = looked_at(signed_in(secretary), *lines)

    assert shown.status_code == 422
    assert reason in main_text(shown)


def test_a_register_that_changed_meanwhile_refuses_what_was_shown(secretary: User) -> None:
    visitor = signed_in(secretary)
    shown = looked_at(visitor, "naam;vakgebied", "Anna Aap;zorg")
    a_registered_expert("Bert Beer")

    answer = carried_out(visitor, shown)

    assert "Het register is gewijzigd sinds u het bestand bekeek." in main_text(answer)
    assert [one.name for one in Expert.objects.all()] == ["Bert Beer"]


def test_what_was_exported_comes_back_without_a_change(secretary: User) -> None:
    a_registered_expert(
        "=Anna Aap",
        phone="+31 70 123 45 67",
        institute=an_institute("CPB"),
        expertises=(an_expertise("zorg"), an_expertise("sport")),
        languages=("nl", "en"),
        availability=Availability.LATER,
    )
    visitor = signed_in(secretary)
    exported = b"".join(visitor.post("/werk/experts/bestand/"))  # type: ignore[arg-type]

    shown = looked_at(visitor, *exported.decode("utf-8-sig").splitlines())

    assert "0 nieuw, 0 gewijzigd, 1 ongewijzigd." in main_text(shown)
    assert "Er verandert niets." in main_text(shown)


def test_a_preview_is_of_who_made_it(secretary: User, cpo: User) -> None:
    looked_at(signed_in(secretary), "naam;vakgebied", "Anna Aap;zorg")
    preview = ImportPreview.objects.get()

    answer = signed_in(cpo).post(f"{PAGE}{preview.pk}/", {"csrfmiddlewaretoken": "x"})

    assert answer.status_code == 404
    assert not Expert.objects.exists()
