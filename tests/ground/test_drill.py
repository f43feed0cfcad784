"""What the drills rest on: how they judge. The drills themselves are no tests (``bin/drill``)."""

import socket
import time
from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread

import pytest
from bench.figures import verdict
from drill.journal import Act, Journal
from drill.visitor import Form, UnansweredError, Visitor, code_of

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


@contextmanager
def a_server_that_hangs_up(answers: int) -> Generator[tuple[int, list[bytes]], None, None]:
    """Serve on a port that is given; the second question of the first connection it leaves."""
    heard: list[bytes] = []
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n<main>Wacht</main>"

    def serve() -> None:
        for number in range(answers):
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(65_536).split(b" ")[0])
                connection.sendall(answer)
                if number == 0:
                    heard.append(connection.recv(65_536).split(b" ")[0])

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        thread.join(10)


def test_a_visitor_asks_again_when_a_kept_connection_was_closed() -> None:
    with a_server_that_hangs_up(2) as (port, heard):
        visitor = Visitor(port)
        visitor.open("/werk/")

        assert visitor.open("/werk/").text == "Wacht"

    assert heard == [b"GET", b"GET", b"GET"]


def test_a_visitor_sends_nothing_twice() -> None:
    with a_server_that_hangs_up(1) as (port, heard):
        visitor = Visitor(port)
        visitor.open("/werk/")

        with pytest.raises(UnansweredError):
            visitor.send(Form("/werk/", (), {}), {})

    assert heard == [b"GET", b"POST"]
