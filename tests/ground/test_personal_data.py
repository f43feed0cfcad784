"""What looks like personal data is found, in texts of people and in texts made to hide it."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_waakstand.personal_data import (
    AROUND,
    MOST_CHARACTERS,
    MOST_FINDINGS,
    Finder,
    Kind,
    counts,
    in_words,
    is_account,
    passes_eleven,
)

PEOPLE = Finder(["Anna van der Proef", "Bram Óberg", "Chris Li", "Dina Jansen-Vos"])
NOBODY = Finder()

FOUND = {
    "Bel 06-12345678.": (Kind.TELEPHONE, "06-12345678"),
    "06 12 34 56 78": (Kind.TELEPHONE, "06 12 34 56 78"),
    "tel. +31 6 12345678": (Kind.TELEPHONE, "+31 6 12345678"),
    "+31 (0)70 333 44 44": (Kind.TELEPHONE, "+31 (0)70 333 44 44"),
    "0031703334444": (Kind.TELEPHONE, "0031703334444"),
    "(070) 333 44 44 en 5 meer": (Kind.TELEPHONE, "(070) 333 44 44"),
    "070 – 333 44 44": (Kind.TELEPHONE, "070 - 333 44 44"),
    "0111-123456": (Kind.TELEPHONE, "0111-123456"),
    "0800-1351": (Kind.TELEPHONE, "0800-1351"),
    "06\u200b123\u00ad45678": (Kind.TELEPHONE, "0612345678"),
    "Mail a.proef+x@voorbeeld.invalid, of": (Kind.MAIL, "a.proef+x@voorbeeld.invalid"),
    "mailto:jan@post.voorbeeld.nl.": (Kind.MAIL, "jan@post.voorbeeld.nl"),
    "BSN 111222333": (Kind.CITIZEN, "111222333"),
    "1112.22.333": (Kind.CITIZEN, "1112.22.333"),
    "111 222 333": (Kind.CITIZEN, "111 222 333"),
    "op NL91 ABNA 0417 1643 00 EN": (Kind.ACCOUNT, "NL91 ABNA 0417 1643 00"),
    "BE68539007547034": (Kind.ACCOUNT, "BE68539007547034"),
    "zegt Anna van der Proef.": (Kind.NAME, "Anna van der Proef"),
    "ANNA VAN DER PROEF": (Kind.NAME, "ANNA VAN DER PROEF"),
    "mevrouw Proef": (Kind.NAME, "Proef"),
    "Anna\nvan der\nProef": (Kind.NAME, "Anna van der Proef"),
    "de heer Oberg": (Kind.NAME, "Oberg"),
    "met Chris Li": (Kind.NAME, "Chris Li"),
    "Dina Jansen-Vos": (Kind.NAME, "Dina Jansen-Vos"),
}
NOT_FOUND = [
    "Het signaal is van 06-09-2026 10.30 uur.",
    "Van 01-09-2026 tot 15-09-2026.",
    "Stcrt. 2026, 12345 en Kamerstuk 25295, nr. 2210.",
    "MIW-2026-01",
    "111222334",  # does not pass the elfproef
    "000000000",
    "a2c4" * 16,
    "1.112.223.331 euro",
    "NL92ABNA0417164300",  # does not pass the remainder
    "een proef met Li",
    "@ home, zie @rivm",
    "ISBN 978-90-377-0999-9",
]
WORDS = st.text(alphabet="abcdefg \n", max_size=60).map(lambda text: f" {text} ")
DIGITS = st.text(alphabet="0123456789", min_size=9, max_size=9)
GAPS = st.sampled_from(["", " ", "-", " - ", ".", "/"])


@pytest.mark.parametrize("text", FOUND)
def test_this_is_found(text: str) -> None:
    findings = PEOPLE.look(text).findings

    assert [(finding.kind, finding.words) for finding in findings] == [FOUND[text]]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_this_is_not_taken_for_personal_data(text: str) -> None:
    assert PEOPLE.look(text).findings == ()


def test_a_name_inside_a_mail_address_counts_once() -> None:
    findings = PEOPLE.look("Anna Proef <a.Proef@voorbeeld.invalid>").findings

    assert [finding.kind for finding in findings] == [Kind.NAME, Kind.MAIL]
    assert counts(findings) == {"naam": 1, "mailadres": 1}
    assert in_words(counts(findings)) == "1 naam, 1 mailadres"
    assert in_words({}) == "niets"


@given(before=WORDS, digits=DIGITS, after=WORDS)
def test_every_number_that_passes_the_elfproef_is_found_and_no_other(
    before: str, digits: str, after: str
) -> None:
    by_hand = sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    is_one = by_hand % 11 == 0 and digits != "000000000"

    found = NOBODY.look(f"{before}{digits}{after}").findings

    assert passes_eleven(digits) == is_one
    assert [finding.words for finding in found] == ([digits] if is_one else [])


@given(
    before=WORDS,
    number=st.text(alphabet="0123456789", min_size=8, max_size=8),
    gaps=st.lists(GAPS, min_size=8, max_size=8),
    after=WORDS,
)
def test_a_mobile_number_is_found_however_it_is_written(
    before: str, number: str, gaps: list[str], after: str
) -> None:
    written = "06" + "".join(gap + digit for gap, digit in zip(gaps, number, strict=True))
    if re.match(r"06-[01]\d-(19|20)\d\d", written):
        return

    found = NOBODY.look(f"{before}{written}{after}").findings

    assert [(finding.kind, finding.words) for finding in found] == [(Kind.TELEPHONE, written)]


@given(before=WORDS, digits=st.text(alphabet="0123456789", min_size=10, max_size=10))
def test_an_account_is_found_when_its_remainder_is_right(before: str, digits: str) -> None:
    rest = 98 - int("10111223" + digits + "232100") % 97  # ABCN, then NL and 00
    number = f"NL{rest:02d}ABCN{digits}"

    found = NOBODY.look(f"{before}{number}").findings

    assert is_account(number)
    assert [(finding.kind, finding.words) for finding in found] == [(Kind.ACCOUNT, number)]


@given(st.text())
def test_any_text_can_be_looked_at_and_excerpts_stay_short(text: str) -> None:
    looked = PEOPLE.look(f"{text} Proef {text}")

    assert looked.is_whole
    assert Kind.NAME in [finding.kind for finding in looked.findings]
    assert all(len(f.before) <= AROUND and len(f.after) <= AROUND for f in looked.findings)


@pytest.mark.parametrize("piece", ["a", "0", "@", "a@", "A", "+31 ", "NL91 ", "Proef ", "1.", "é"])
def test_a_text_made_to_take_long_is_done_soon_and_says_that_it_was_cut(piece: str) -> None:
    text = piece * (10_000_000 // len(piece))
    start = time.process_time()

    looked = PEOPLE.look(text)

    assert time.process_time() - start < 5
    assert not looked.is_whole
    assert len(text) > MOST_CHARACTERS
    assert len(looked.findings) <= MOST_FINDINGS
