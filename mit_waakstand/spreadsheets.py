"""Lists as files for a spreadsheet: nothing in a cell is ever a formula.

Parted by semicolons and begun with a byte order mark, because that is how a Dutch Excel and
LibreOffice open a file without questions. Dates are ISO 8601.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate

FORMULA = frozenset("=+-@\t\r\n\u2212")  # the last is the minus sign of typographers
MARK = "\ufeff"


def safe_cell(value: object) -> str:
    """Return the value as text that no spreadsheet reads as a formula (OWASP: CSV injection).

    What begins like a formula gets an apostrophe before it, also when it begins with spaces, with
    signs that cannot be seen, or with the full width form of a sign. Whole numbers are safe.
    """
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):  # a moment is one too
        return (localdate(value) if isinstance(value, datetime) else value).isoformat()
    return _as_text("" if value is None else str(value))


def _as_text(given: str) -> str:
    text = "".join(char for char in given if char in "\t\r\n" or not _is_unseen(char))
    shown = "".join(char for char in text if unicodedata.category(char) != "Zs")
    if unicodedata.normalize("NFKC", shown[:1]) in FORMULA:
        return f"'{text}"
    return text


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def lines(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the file line by line."""
    writer = csv.writer(_Echo(), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield MARK + writer.writerow([safe_cell(title) for title in heading])
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])


def answer_with(
    name: str, heading: Iterable[str], rows: Iterable[Iterable[object]]
) -> StreamingHttpResponse:
    """Return the file as a download, sent while it is made; ``name`` gives nothing away."""
    answer = StreamingHttpResponse(lines(heading, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


class _Echo:
    """A file that gives back what is written: ``writerow`` then returns the line."""

    def write(self, line: str) -> str:
        return line
