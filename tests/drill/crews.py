"""Who works and who reads while the drill goes on: each with a day of his own."""

import io
import random
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urljoin

import pikepdf
from drill.chores import (
    LOOKS_AGAIN,
    Day,
    Fill,
    StoppedError,
    add_an_expert,
    key_in,
    make,
    name_of,
    plan_a_meeting,
    register_a_trigger,
    respond,
    stubbornly,
    take,
)
from drill.visitor import Form, Page, TurnedDownError, Visitor, Words

from mit_waakstand.public_site.serving import addresses

ASK = f"/{addresses.ASK}"
BETWEEN_QUESTIONS = 10.0  # seconds; the house takes ten a minute from one address
WEIGHED = "/werk/wegingen/"


@dataclass(frozen=True)
class Others:
    """The CPO, Bureau SG and an expert, each with one browser for everybody who needs them."""

    cpo: Visitor
    sg: Visitor
    expert: Visitor


@dataclass
class Crew:
    """A secretaris with his own pile of signals."""

    day: Day
    others: Others
    secretary: Visitor
    chance: random.Random
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    waiting: list[tuple[int, str]] = field(default_factory=list)  # signals to publish, and marks

    def work(self) -> None:
        """Bring signals from cause to public, until the day is over; then finish the pile."""
        with suppress(StoppedError):
            while not self.day.is_over.is_set():
                self.bring_a_signal()
                self.publish_what_can_be()
            while self.waiting:
                self.publish_what_can_be()
                time.sleep(LOOKS_AGAIN)

    def mark(self) -> str:
        """Return words that nobody else uses."""
        return f"{name_of(self.secretary)} nummer {next(self.numbers)}"

    def bring_a_signal(self) -> None:
        """Go the whole way of a signal, up to its response."""
        mark = f"koorts van {self.mark()}"
        try:
            signal = self.written(mark)
            self.issued(signal)
            self.answered(signal, mark)
            self.waiting.append((signal, mark))
        except (TurnedDownError, LookupError) as error:
            self.day.journal.notice(f"{mark}: {error}")

    def written(self, mark: str) -> int:
        """Return the key of a signal that is ready to be adopted."""
        trigger = key_in(register_a_trigger(self.day, self.secretary, mark))
        self.day.think(self.chance)
        return self.drafted(self.weighed(trigger, mark), mark)

    def weighed(self, trigger: int, mark: str) -> int:
        """Return the key of the weighing, closed with a signal."""
        day, opened = self.day, f"/werk/aanleidingen/{trigger}/wegen/"
        take(
            day,
            self.others.cpo,
            opened,
            lambda form: {"experts": min(form.choices["experts"], key=int)},
        )
        page = stubbornly(day, lambda: self.secretary.open(f"/werk/aanleidingen/{trigger}/"))
        weighing = key_in(first_link(page, WEIGHED))
        here = f"{WEIGHED}{weighing}/"
        self.day.think(self.chance)
        take(day, self.secretary, f"{here}weegvragen/", _answers(mark))
        opinion = {"opinion": "signaal", "rationale": f"Mijn reden: {mark}."}
        take(day, self.others.expert, f"{here}standpunt/", opinion)
        take(day, self.others.cpo, f"{here}belangen/", {"has_conflict": "nee"})
        self.day.think(self.chance)
        words = {"outcome": "signaal", "rationale": f"Wij zijn het eens over {mark}."}
        take(day, self.others.cpo, f"{here}sluiten/", words)
        return weighing

    def drafted(self, weighing: int, mark: str) -> int:
        """Return the key of a signal with its text."""
        title = f"Signaal over {mark}"
        address = f"{WEIGHED}{weighing}/signaal/"
        if (where := make(self.day, self.secretary, address, {"title": title}, title)) is None:
            page = stubbornly(self.day, lambda: self.secretary.open(f"{WEIGHED}{weighing}/"))
            with suppress(LookupError):
                where = first_link(page, "/werk/signalen/")
        if where is None:  # nobody answered, and it was not done
            return self.drafted(weighing, mark)
        signal = key_in(where)
        words = {
            "purport": "instellen",
            "title": title,
            "summary": f"Wij vragen om een commissie vanwege {mark}.",
            "text": f"Er is pandemisch potentieel.\n\n## Waarom\n\nDaarom: {mark}.",
        }
        take(self.day, self.secretary, f"/werk/signalen/{signal}/bewerken/", words)
        self.day.think(self.chance)
        return signal

    def issued(self, signal: int) -> None:
        """Adopt the signal and bring it to the SG."""
        here = f"/werk/signalen/{signal}/"
        take(self.day, self.others.cpo, f"{here}vaststellen/")
        self.day.think(self.chance)
        take(self.day, self.others.cpo, f"{here}uitbrengen/")

    def answered(self, signal: int, mark: str) -> None:
        """Confirm receipt and respond; sometimes with the SG's own letter."""
        here = f"/werk/signalen/{signal}/"
        take(self.day, self.others.sg, f"{here}ontvangst/")
        self.day.think(self.chance)
        letter = {"letter": a_pdf()} if self.chance.random() < 1 / 2 else {}
        respond(self.day, self.others.sg, signal, mark, **letter)

    def publish_what_can_be(self) -> None:
        """Publish each signal of the pile of which the letters are made."""
        for signal, mark in list(self.waiting):
            here = f"/werk/signalen/{signal}/publiceren/"
            with self.others.cpo.lock:
                page = stubbornly(self.day, lambda: self.others.cpo.open(here))  # noqa: B023
                if page.address == here and "Nog niet mogelijk" in page.text:
                    continue
                self.waiting.remove((signal, mark))
                try:
                    take(self.day, self.others.cpo, here, {"personal_data_checked": "on"})
                except (TurnedDownError, LookupError) as error:
                    self.day.journal.notice(f"{mark}: {error}")


def first_link(page: Page, below: str) -> str:
    """Return the first link of a page to something below this address; raises LookupError."""
    for link in page.links():
        if link.startswith(below):
            return link
    message = f"{page.address} leidt niet naar {below}"
    raise LookupError(message)


def _with_the_first_expert(form: Form) -> Words:
    """Invite who was first in the register: he has an account."""
    return {"experts": min(form.choices["experts"], key=int)}


def _answers(mark: str) -> Fill:
    """Return what fills in every weegvraag."""

    def filled(form: Form) -> Words:
        ways = {"_judgement": "ja", "_text": f"Antwoord over {mark}."}
        return {
            name: value for name in form.names for end, value in ways.items() if name.endswith(end)
        }

    return filled


def a_pdf() -> bytes:
    """Return a letter of one page."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


@dataclass
class Desk:
    """The secretaris who plans meetings, keeps the register of experts, and answers questions."""

    day: Day
    others: Others
    secretary: Visitor
    public: Visitor
    chance: random.Random
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    next_question: float = 0.0

    def work(self) -> None:
        """Do what comes next, until the day is over."""
        with suppress(StoppedError):
            while not self.day.is_over.is_set():
                for chore in (self.meet, self.add_an_expert, self.answer_a_question):
                    if chore == self.answer_a_question and time.monotonic() < self.next_question:
                        continue
                    try:
                        chore(f"{name_of(self.secretary)} nummer {next(self.numbers)}")
                    except (TurnedDownError, LookupError) as error:
                        self.day.journal.notice(f"{chore.__name__}: {error}")
                    self.day.think(self.chance)

    def meet(self, mark: str) -> None:
        """Plan a meeting, to which the CPO says that he comes."""
        if (where := plan_a_meeting(self.day, self.secretary, mark)) is not None:
            self.day.think(self.chance)
            take(self.day, self.others.cpo, f"{where}antwoord/", {"reply": "ja"})

    def answer_a_question(self, mark: str) -> None:
        """Ask a question from outside, take it up, and answer it by mail."""
        words = {"topic": "samenleving", "text": mark, "email": "vrager@voorbeeld.invalid"}
        self.next_question = time.monotonic() + BETWEEN_QUESTIONS
        make(self.day, self.public, ASK, words, mark)
        self.day.think(self.chance)
        found = stubbornly(self.day, lambda: self.secretary.open("/werk/aanspreekpunt/"))
        links = [link for link in found.links() if re.fullmatch(r"/werk/aanspreekpunt/\d+/", link)]
        for question in links[:1]:
            take(self.day, self.secretary, f"{question}in-behandeling/")
            text = {"text": f"Dit is ons antwoord op {mark}."}
            take(self.day, self.secretary, f"{question}antwoord/", text)

    def add_an_expert(self, mark: str) -> None:
        """Put somebody in the register."""
        add_an_expert(self.day, self.secretary, mark)


@dataclass
class Reader:
    """Somebody from outside who reads what is public, page after page."""

    day: Day
    browser: Visitor
    chance: random.Random

    def work(self) -> None:
        """Read, and notice what is half or gone, until the day is over."""
        with suppress(StoppedError):
            known = ["/"]
            while not self.day.is_over.is_set():
                address = self.chance.choice(known)
                try:
                    page = stubbornly(self.day, lambda: self.browser.open(address))  # noqa: B023
                    found = [urljoin(address, link) for link in page.links()]
                except (TurnedDownError, ValueError) as error:
                    self.day.journal.notice(f"een lezer van {address}: {error}")
                    known = ["/"]
                    continue
                pages = {link for link in found if link.startswith("/signalen/")}
                known = ["/", "/signalen/", *sorted(link for link in pages if link.endswith("/"))]
                self.day.think(self.chance)
