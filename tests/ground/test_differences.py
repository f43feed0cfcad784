"""What changed between two texts, word by word."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from mit_waakstand.differences import Change, Piece, differences

texts = st.text(alphabet="ab \n\té", max_size=60)


def test_a_word_that_changed_stands_between_what_stayed() -> None:
    pieces = differences("Wij vragen om een commissie.", "Wij vragen om geen commissie.")

    assert pieces == [
        Piece(Change.SAME, "Wij vragen om "),
        Piece(Change.GONE, "een "),
        Piece(Change.NEW, "geen "),
        Piece(Change.SAME, "commissie."),
    ]


def test_a_paragraph_that_came_is_one_piece() -> None:
    pieces = differences("Een.\n\nDrie.\n", "Een.\n\nTwee of meer.\n\nDrie.\n")

    assert [piece.text for piece in pieces if piece.change == Change.NEW] == ["Twee of meer.\n\n"]
    assert [piece for piece in pieces if piece.change == Change.GONE] == []


def test_equal_texts_have_one_piece_and_ends_of_lines_do_not_count() -> None:
    assert differences("een\r\ntwee", "een\ntwee") == [Piece(Change.SAME, "een\ntwee")]
    assert differences("", "") == []


@given(texts, texts)
def test_both_texts_can_be_read_back_from_the_pieces(before: str, after: str) -> None:
    pieces = differences(before, after)

    kept = [(piece.change, piece.text) for piece in pieces]
    assert "".join(text for change, text in kept if change != Change.NEW) == before
    assert "".join(text for change, text in kept if change != Change.GONE) == after
    assert all(text for _, text in kept)


def test_hostile_texts_are_compared_in_a_moment() -> None:
    hostile = [
        ("a " * 30_000, "b " * 30_000),
        ("a b " * 15_000, "b a " * 15_000),
        ("\n" * 60_000, "x\n" * 30_000),
        ("x" * 60_000, "y" * 60_000),
        (" ".join(map(str, range(900))), " ".join(map(str, range(900, 0, -1)))),
    ]

    start = perf_counter()
    found = [differences(before, after) for before, after in hostile]

    assert perf_counter() - start < 5
    assert all(found)
