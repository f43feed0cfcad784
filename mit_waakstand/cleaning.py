"""PDFs of somebody else: refused when they are no plain document, and cleaned for the public."""

import io
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn

import pikepdf

# Names of the whole document: scripts, attachments and forms hang from them.
OF_THE_DOCUMENT = ("/Names", "/JavaScript", "/AcroForm", "/Collection")
# Wherever it stands: scripts, attachments, who made it with what, and small old pictures.
HIDDEN = {
    *("/OpenAction", "/AA", "/PA", "/JS", "/AF", "/EF"),
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb"),
}
SAFE_ACTIONS = ("/URI", "/GoTo")
# What runs when the file is opened elsewhere: scripts, forms that are programs, other programs.
RUNNING = {"/JS", "/XFA"}
RUNNING_ACTIONS = ("/JavaScript", "/Launch")


class UploadRefusedError(Exception):
    """The file cannot be taken; the message is a Dutch sentence."""


def clean_copy(original: bytes) -> bytes:
    """Return the PDF without author, metadata, scripts, attachments, forms and actions.

    The same bytes in give the same bytes out. Raises UploadRefusedError when it cannot be read
    or is protected.
    """
    with _opened(original) as document:
        return _cleaned(document)


def fit_for_the_public(original: bytes) -> bytes:
    """Return the clean copy of a PDF that runs nothing; raises UploadRefusedError."""
    with _opened(original) as document:
        if _runs_something(document):
            refuse(
                "Deze pdf bevat een script of start een programma. Druk hem af naar een nieuwe "
                "pdf, en kies die."
            )
        return _cleaned(document)


@contextmanager
def _opened(original: bytes) -> Generator[pikepdf.Pdf, None, None]:
    """Open a PDF; whatever stands in the way is refused with a reason."""
    try:
        with pikepdf.open(io.BytesIO(original)) as document:
            if document.is_encrypted:
                refuse("Deze pdf is beveiligd. Sla hem op zonder beveiliging.")
            if not document.pages:
                refuse("Deze pdf heeft geen pagina's.")
            yield document
    except pikepdf.PasswordError:
        refuse("Deze pdf is beveiligd met een wachtwoord. Sla hem op zonder wachtwoord.")
    except pikepdf.PdfError:
        refuse("Deze pdf is beschadigd en niet te lezen. Maak hem opnieuw.")


def _runs_something(document: pikepdf.Pdf) -> bool:
    """Return whether a script or a program hangs from it, anywhere."""
    return any(
        RUNNING.intersection(one.keys()) or one.get("/S") in RUNNING_ACTIONS
        for one in _dictionaries(document)
    )


def _cleaned(document: pikepdf.Pdf) -> bytes:
    for name in OF_THE_DOCUMENT:
        if name in document.Root:
            del document.Root[name]
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for page in document.pages:
        notes = page.obj.get("/Annots", ())
        if isinstance(notes, pikepdf.Array):
            page.obj.Annots = pikepdf.Array([note for note in notes if _is_plain_link(note)])
    for one in _dictionaries(document):
        for name in HIDDEN.intersection(one.keys()):
            del one[name]
        _disarm(one)
    document.remove_unreferenced_resources()
    target = io.BytesIO()
    document.save(target, deterministic_id=True)
    return target.getvalue()


def check_that_it_is_nothing_else(original: bytes) -> None:
    """Refuse a polyglot: a file that is a PDF to one program and something else to another."""
    _, end, rest = original.rpartition(b"%%EOF")
    if zipfile.is_zipfile(io.BytesIO(original)) or (end and rest.strip(b"\0 \t\r\n")):
        refuse("Deze pdf bevat nog een ander bestand. Maak er opnieuw een pdf van.")


def _is_plain_link(annotation: pikepdf.Object) -> bool:
    """Return whether it is a link: comments, forms and embedded files do not go public."""
    is_dictionary = isinstance(annotation, pikepdf.Dictionary)
    return is_dictionary and annotation.get("/Subtype") == "/Link"


def _dictionaries(document: pikepdf.Pdf) -> Generator[pikepdf.Object, None, None]:
    """Yield every dictionary and every part with one, wherever it stands; it may be changed."""
    for thing in document.objects:
        waiting = [thing]
        while waiting:
            current = waiting.pop()
            if isinstance(current, (pikepdf.Dictionary, pikepdf.Stream)):
                yield current
                parts = [current[name] for name in current.keys()]  # noqa: SIM118  (no plain dict)
            elif isinstance(current, pikepdf.Array):
                parts = list(current)
            else:
                continue
            waiting += [p for p in parts if isinstance(p, pikepdf.Object) and not p.is_indirect]


def _disarm(holder: pikepdf.Object) -> None:
    """Leave an action only when it opens an address or turns to a page, and nothing after it."""
    action = holder.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return
    if action.S not in SAFE_ACTIONS:
        del holder["/A"]
    elif "/Next" in action:
        del action["/Next"]


def refuse(message: str) -> NoReturn:
    """Raise the refusal with this Dutch sentence."""
    raise UploadRefusedError(message)
