"""Words and days of the register: how a name is sorted, what a language is called."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.utils.formats import date_format

INFIXES = {"van", "de", "der", "den", "het", "ter", "ten", "te", "'t", "in", "op", "von", "el"}
is_phone_number = RegexValidator(
    r"^[+0-9][0-9 ()-]{5,}$", "Vul een telefoonnummer in, bijvoorbeeld 070 123 45 67."
)


class Language(models.TextChoices):
    """Languages that help in a crisis; in the order in which forms show them."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"
    FRISIAN = "fy", "Fries"
    PAPIAMENTU = "pap", "Papiamentu"
    GERMAN = "de", "Duits"
    FRENCH = "fr", "Frans"
    SPANISH = "es", "Spaans"
    TURKISH = "tr", "Turks"
    ARABIC = "ar", "Arabisch"
    BERBER = "ber", "Berbers"
    POLISH = "pl", "Pools"
    UKRAINIAN = "uk", "Oekraïens"
    SIGN = "ngt", "Nederlandse Gebarentaal"


def language_names(codes: Iterable[str]) -> str:
    """Return the languages in words, "Nederlands, Engels"."""
    return ", ".join(str(Language(code).label) for code in codes)


def sort_key(name: str) -> str:
    """Return the family name first, infixes last, lower case and without accents.

    "Anna van der Łukaszewska" → "lukaszewska anna van der".
    """
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
    words = "".join(c for c in plain if not unicodedata.combining(c)).lower().split()
    if not words:
        return ""
    given = [word for word in words[:-1] if word not in INFIXES]
    infixes = [word for word in words[:-1] if word in INFIXES]
    return " ".join([words[-1], *given, *infixes])


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def day_in_words(day: date) -> str:
    """Return the day as it stands on screen, "1 september 2026"."""
    return date_format(day, "j F Y")
