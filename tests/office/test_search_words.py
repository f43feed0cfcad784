"""Which words find which words: each pair was written down before the search was tried on it."""

import pytest

from building import a_situation
from mit_waakstand.office.models import SearchEntry
from mit_waakstand.office.search import question_of

pytestmark = pytest.mark.django_db

# What somebody types, and what stands in a record.
FIND_EACH_OTHER = [
    ("besmetting", "Er zijn besmettingen gemeld"),
    ("besmettingen", "Een besmetting in de haven"),
    ("maatregel", "De coronamaatregelen werken"),
    ("maatregelen", "De coronamaatregelen werken"),
    ("coronamaatregelen", "Een maatregel is nodig"),
    ("pandemie", "Twee pandemieën na elkaar"),
    ("pandemieën", "Een pandemie dreigt"),
    ("pandemieen", "Een pandemie dreigt"),
    ("scholen", "Schoolsluiting in twee regio's"),
    ("sluiting", "Schoolsluiting in twee regio's"),
    ("schoolsluitingen", "De sluiting duurt drie weken"),
    ("ziekenhuis", "De ziekenhuizen liggen vol"),
    ("huizen", "Het ziekenhuis ligt vol"),
    ("virussen", "Een nieuw virus"),
    ("virus", "Nieuwe virussen in afvalwater"),
    ("kinderen", "Elk kind telt"),
    ("wet", "Een noodwet ligt klaar"),
    ("raad", "De gemeenteraad vergadert"),
    ("VACCINATIE", "Met vaccinaties beginnen"),
    ("cafe", "De cafés gaan dicht"),
    ("cafés", "Elk cafe gaat dicht"),
    ("avondklok", "De klok slaat negen"),
    ("mondkapjesplicht", "Een plicht voor iedereen"),
    ("grenzen", "De grens blijft open"),
    ("grens", "Open grenzen"),
    ("covid-19", "Na COVID-19 kwam dit"),
    ("covid 19", "Na COVID-19 kwam dit"),
    ("A1-status", "Sinds de A1-status geldt"),
    ("MIW-2026-01", "Zie MIW-2026-01"),
    ("miw-2026-0", "Zie MIW-2026-01"),
    ("MIW-20", "Zie MIW-2026-01"),
    ("2026-01", "Zie MIW-2026-01"),
    ("foto's", "Een foto van de markt"),
    ("ouders", "De grootouders passen op"),
    ("grootouders", "Een ouder belt"),
    ("weging", "Een belangenafweging volgt"),
    ("adviezen", "Een noodadvies"),
    ("advies", "Met adviezen van experts"),
    ("uitbraken", "De griepuitbraak in mei"),
    ("uitbraak", "Meer griepuitbraken"),
    ("scholengemeenschap", "Een gemeenschap"),
    ("basisscholen", "Elke school"),
    ("school", "Alle basisscholen"),
    ("griepgolven", "De golf komt"),
    ("zilverkoorts", "Koorts en hoest"),
    ("koorts", "De zilverkoorts woedt"),
    ("griep haven", "In de haven heerst griep"),
    ("de griep", "In de haven heerst griep"),
    ("maat\u00adregel", "Een maatregel"),
]
DO_NOT = [
    ("koorts", "Op korte termijn"),
    ("zilverkoorts", "De tijd is kort"),
    ("zilverkoorts", "De bergkoorts woedt"),
    ("school", "Een schop"),
    ("signalen", "De signatuur"),
    ("OMT", "Er komt een vergadering"),
    ("griep haven", "In de stad heerst griep"),
    ("MIW-2026-02", "Zie MIW-2026-01"),
    ("2026-02", "In 2026 zijn er 02 van"),
    ("ic", "Publicatie volgt"),
    ("wet", "Wetenschap en techniek"),
    ("de", "De zaak"),
    ("besmetting", "Bestemming onbekend"),
]


def finds(typed: str, text: str) -> bool:
    """Return whether the question finds the only record that there is."""
    a_situation(disease=text)
    question = question_of(typed)
    entries = SearchEntry.objects.filter(kind="situations_situation")
    return bool(question.expression) and entries.filter(words__matches=question.expression).exists()


@pytest.mark.parametrize(("typed", "text"), FIND_EACH_OTHER)
def test_a_word_finds_its_other_forms_and_its_compounds(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(("typed", "text"), DO_NOT)
def test_a_word_does_not_find_what_only_looks_like_it(typed: str, text: str) -> None:
    assert not finds(typed, text)
