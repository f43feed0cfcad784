"""Forms that are filled in with hostile text, as Hypothesis deals them out, and sent as bodies.

Half is what a browser would send; the rest has keys left out, repeated and added, wrong kinds
everywhere, or is a body that is no form at all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import quote_from_bytes

from drill.hostile import CALM, DAYS, MARK, NUMBERS, ONE_LINE, SHORT, TEXTS
from hypothesis import strategies as st

NAMES = (
    MARK,
    "state",
    "pk",
    "id",
    "number",
    "issued_at",
    "version",
    "next",
    "_method",
    "__proto__",
)
NAMES += ("keep_as", "csrfmiddlewaretoken", "form-TOTAL_FORMS", "a\x00", "\ud800", "", "<" + MARK)
CONTENT_TYPES = (
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=onzin",
    "application/json",
    "text/plain",
    "",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=é",
    "multipart/form-data; boundary=grens; charset=onzin",
    "multipart/form-data; boundary=grens; charset=utf-16",
    "multipart/mixed; boundary=grens",
)
BOUNDARY = "grens"
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True)
class Upload:
    """A file as a browser sends it."""

    name: str
    kind: str
    data: bytes


Value = str | Upload
Pairs = list[tuple[str, Value]]


@dataclass(frozen=True)
class Control:
    """One control of a form: its name, its kind in HTML, and what a browser would send."""

    name: str
    kind: str
    sent: tuple[Value, ...] = ()
    options: tuple[str, ...] = ()
    longest: int | None = None

    @property
    def is_free(self) -> bool:
        """Whether one may type any text here."""
        return self.kind in {"text", "textarea", "search"}


class Reading(Enum):
    """How much is read after an accepted form: that takes longer than the form itself."""

    NOTHING = 0
    THE_PAGE = 1  # to which the form leads
    EVERYTHING = 2  # also mails, letters, files, lists and exports


@dataclass(frozen=True)
class Attempt:
    """What is sent to a form, and how much of what shows it is read when it is accepted."""

    body: bytes
    content_type: str = URLENCODED
    reading: Reading = Reading.NOTHING

    def __repr__(self) -> str:
        """Return it short enough to read."""
        body = self.body if len(self.body) < MOST_SHOWN else self.body[:MOST_SHOWN] + b"..."
        return f"{self.content_type!r} {body!r}"


MOST_SHOWN = 1_500
ONCE = 167
UPLOADS = st.builds(
    Upload,
    st.sampled_from(("a.pdf", "../../etc/x.pdf", "a.pdf.exe", "a\x00.pdf", 'a"\r\nX: 1', "", MARK)),
    st.sampled_from(("application/pdf", "text/html", "", "\x00", "text/csv; charset=onzin")),
    st.sampled_from((b"", b"%PDF-1.7\n", b"\xff\xfe\x00", b"naam;x\r\n=1;<script>\r\n", b"PK\x03")),
)


ANYTHING = st.one_of(
    TEXTS, st.sampled_from(NUMBERS), st.sampled_from(DAYS), st.sampled_from(SHORT), UPLOADS
)


def attempts(controls: Sequence[Control]) -> st.SearchStrategy[Attempt]:
    """Return what may be sent to a form with these controls.

    Half is what a browser would send with hostile text in its free fields, so that it is mostly
    accepted; the rest has anything anywhere, or is a body that no browser makes.
    """
    filled, wild = _filled(controls), _wild(controls)
    has_text = any(control.is_free for control in controls)
    roads = [filled, filled, filled, wild, wild, _broken(wild)] if has_text else [wild, wild, wild]
    roads.append(_broken(st.just(sent(controls))))
    chosen = st.integers(0, len(roads) - 1).flatmap(roads.__getitem__)
    return st.tuples(chosen, st.integers(0, 299).map(_reading)).map(
        lambda both: replace(as_attempt(both[0]), reading=both[1])
    )


def _reading(number: int) -> Reading:
    """Return all once in 300 times, and the page once in three; 0 is what Hypothesis likes best."""
    if number == ONCE:
        return Reading.EVERYTHING
    return Reading.THE_PAGE if number % 3 == 1 else Reading.NOTHING


def sent(controls: Iterable[Control]) -> Pairs:
    """Return what a browser sends when nothing hostile is typed."""
    return [(control.name, value) for control in controls for value in control.sent]


def dense(controls: Sequence[Control]) -> Attempt:
    """Return what a browser would send with as much hostile text in its free fields as fits."""
    pairs: Pairs = []
    for control in controls:
        if control.is_free:
            pieces = CALM if control.kind == "textarea" else ONE_LINE
            pairs.append((control.name, _fitting(pieces, (control.longest or 2_000) - 10)))
        else:
            pairs += [(control.name, value) for value in control.sent]
    return replace(as_attempt(pairs), reading=Reading.EVERYTHING)


def _fitting(pieces: Sequence[str], longest: int) -> str:
    """Return these pieces after each other, as many as fit; each stays whole."""
    text = ""
    for piece in pieces:
        longer = f"{text} {piece}".strip()
        text = longer if len(longer) <= longest else text
    return text


@st.composite
def _filled(draw: Callable[..., object], controls: Sequence[Control]) -> Pairs:
    """Draw the form of a browser with hostile text in at least one free field."""
    free = [control for control in controls if control.is_free]
    chosen = draw(st.sets(st.sampled_from([c.name for c in free]), min_size=1))
    pairs: Pairs = []
    for control in controls:
        if control.name in chosen:
            pairs.append((control.name, draw(TEXTS)[: control.longest]))
        else:
            pairs += [(control.name, value) for value in control.sent]
    return pairs


@st.composite
def _wild(draw: Callable[..., object], controls: Sequence[Control]) -> Pairs:
    """Draw a form with keys left out, repeated and added, and wrong kinds everywhere."""
    pairs: Pairs = []
    for control in controls:
        how = draw(st.integers(0, 5))
        if how <= 1:
            pairs += [(control.name, value) for value in control.sent]
        elif how == 2 and control.options:
            pairs.append((control.name, draw(st.sampled_from(control.options))))
        elif how < 5:
            times = 1 if how < 4 else 3
            pairs += [(control.name, draw(ANYTHING)) for _ in range(times)]
    extra = st.tuples(st.sampled_from(NAMES), TEXTS)
    return pairs + draw(st.lists(extra, max_size=2))


@st.composite
def _broken(draw: Callable[..., object], forms: st.SearchStrategy[Pairs]) -> Attempt:
    """Draw a body that is cut off, of another kind than it says, or never was a form."""
    pairs = draw(forms)
    how = draw(st.integers(0, 4))
    if how == 0:
        whole = as_multipart(pairs)
        return Attempt(whole[: draw(st.integers(0, len(whole)))], MULTIPART)
    if how == 1:
        kind = draw(st.sampled_from(CONTENT_TYPES))
        return Attempt(as_multipart(pairs) if "grens" in kind else as_urlencoded(pairs), kind)
    if how == 2:
        odd = (b"%", b"%zz=%", b"a=%u0041", b"%ff%fe=%c0%80", b"=&=&=", b";;;", b"\xff\x00", b"")
        odd += (b"&".join(b"a=1" for _ in range(600)), b"a[]=1&a[b]=2", b"{}", b"a=%ED%A0%80")
        return Attempt(as_urlencoded(pairs) + b"&" + draw(st.sampled_from(odd)))
    if how == 3:
        return Attempt(draw(st.binary(max_size=60)), draw(st.sampled_from((URLENCODED, MULTIPART))))
    latin = as_urlencoded(pairs).replace(b"=", b"=%e9%ff", 3)
    return Attempt(latin)


def as_attempt(form: Pairs | Attempt) -> Attempt:
    """Return a form as a browser sends it: with files it is of another kind."""
    if isinstance(form, Attempt):
        return form
    if any(isinstance(value, Upload) for _, value in form):
        return Attempt(as_multipart(form), MULTIPART)
    return Attempt(as_urlencoded(form))


def as_urlencoded(pairs: Pairs) -> bytes:
    """Return the form as a body, or as what stands behind the question mark of an address."""
    texts = [(name, value.name if isinstance(value, Upload) else value) for name, value in pairs]
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in texts).encode("ascii")


def as_multipart(pairs: Pairs) -> bytes:
    """Return the form as a body with files; names are not made safe."""
    parts = b""
    for name, value in pairs:
        is_file = isinstance(value, Upload)
        file = f'; filename="{value.name}"\r\nContent-Type: {value.kind}' if is_file else ""
        heading = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        data = value.data if isinstance(value, Upload) else _bytes(value)
        parts += _bytes(heading) + data + b"\r\n"
    return parts + f"--{BOUNDARY}--\r\n".encode()


def _quoted(text: str) -> str:
    return quote_from_bytes(_bytes(text), safe="")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
