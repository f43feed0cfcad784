"""What the drills rest on: how they judge. The drills themselves are no tests (``bin/drill``)."""

import time

import pytest
from bench.figures import verdict
from drill.journal import Act, Journal
from drill.visitor import Form, code_of

RFC_6238 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the secret of its appendix B, in base 32


def test_one_thing_that_is_wrong_fails_the_drill_and_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    good = verdict("niets kwijt", [], "3 handelingen")
    wrong = verdict("niets kwijt", ["signaal 4 is weg"], "3 handelingen")
    empty = verdict("niets kwijt", [], "0 handelingen", is_good=False)

    assert [ratio.is_met for ratio in (good, wrong, empty)] == [True, False, False]
    assert capsys.readouterr().out == "  fout: signaal 4 is weg\n"


@pytest.mark.parametrize(
    ("acknowledged", "unanswered", "possible"),
    [(1, 0, {1}), (0, 1, {0, 1}), (1, 1, {1, 2}), (0, 0, {0})],
)
def test_what_was_told_is_there_and_what_was_not_answered_may_be(
    acknowledged: int, unanswered: int, possible: set[int]
) -> None:
    act = Act("cpo", "/werk/", acknowledged=acknowledged, unanswered=unanswered)

    assert {found for found in range(4) if act.is_possible(found)} == possible


def test_what_was_told_after_a_backup_began_may_be_in_it_or_not() -> None:
    journal = Journal()
    journal.begin("cpo", "/werk/").confirm()
    moment = time.monotonic()
    journal.begin("cpo", "/werk/").confirm()

    earlier = journal.as_of(moment)

    assert (earlier.acknowledged, earlier.unanswered) == (1, 1)
    assert (journal.acknowledged, journal.unanswered) == (2, 0)


def test_a_field_that_is_not_on_the_page_cannot_be_filled_in() -> None:
    form = Form("/werk/", (("csrf", "x"), ("title", "")), {"csrf": ["x"], "title": [""]})

    with pytest.raises(KeyError, match="heeft geen veld tekst"):
        form.filled_in({"tekst": "Nieuw"})

    assert form.filled_in({"title": "Nieuw"}) == [("csrf", "x"), ("title", "Nieuw")]


def test_the_app_shows_the_codes_of_the_standard() -> None:
    assert [code_of(RFC_6238, at // 30) for at in (59, 1111111109)] == ["287082", "081804"]
