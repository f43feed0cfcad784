"""The history tells in sentences what happened, with reasons and dates under it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.history import in_words


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"reason": "De cijfers klopten niet."}, ["Reden: De cijfers klopten niet."]),
        ({"sent_on": "2026-09-15"}, ["Verzonden op: 15 september 2026"]),
        (
            {"agreed_at": "2026-09-15T22:30:00+00:00"},
            ["De CPO was akkoord op: 16 september 2026, 00.30 uur"],
        ),
        ({"weighing": 5, "from": "concept", "to": "vastgesteld"}, []),
        ({"reason": "  "}, []),
    ],
)
def test_what_an_act_said_is_told_in_words(data: dict[str, object], expected: list[str]) -> None:
    found = list(in_words("reopen", data))

    assert found == expected


@given(st.text())
def test_no_reason_that_somebody_typed_breaks_the_history(reason: str) -> None:
    found = list(in_words("reopen", {"reason": reason}))

    assert found == ([f"Reden: {reason}"] if reason.strip() else [])
