"""What people do with the documents beside the draaiboek: add one, or its next version."""

from dataclasses import dataclass
from datetime import date, datetime

from draaiboek.models import DocumentKind, DocumentVersion, PlaybookDocument
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a version of a document holds: a file, or a link."""

    dated_on: date
    file: Upload | None = None
    url: str = ""
    gazette_reference: str = ""
    note: str = ""


def add_document(  # noqa: PLR0913  (each is a field of the record)
    *, kind: str, title: str, readers: str, given: Given, by: User, at: datetime
) -> PlaybookDocument:
    """Return a new document with its first version."""
    _check_writer(by)
    document = PlaybookDocument(kind=kind, title=title.strip(), readers=readers)
    with recorded():
        check_rules(document)
        document.save()
        _add(document, given, by=by, at=at)
        record(Happening("add_document", "heeft het document toegevoegd", document, by, at))
    return document


def add_version(
    document: PlaybookDocument, *, given: Given, by: User, at: datetime
) -> PlaybookDocument:
    """Add the next version of a document; the ones before it stay."""
    _check_writer(by)
    with recorded():
        locked = PlaybookDocument.objects.select_for_update(no_key=True).get(pk=document.pk)
        _add(locked, given, by=by, at=at)
        sentence = "heeft een nieuwe versie van het document toegevoegd"
        record(Happening("add_version", sentence, locked, by, at))
    return locked


def describe(
    document: PlaybookDocument, *, title: str, readers: str, by: User, at: datetime
) -> PlaybookDocument:
    """Change the title of a document, or who may read it."""
    _check_writer(by)
    with recorded():
        locked = PlaybookDocument.objects.select_for_update(no_key=True).get(pk=document.pk)
        locked.title, locked.readers = title.strip(), readers
        check_rules(locked)
        locked.save(update_fields=["title", "readers"])
        sentence = "heeft de titel of de lezers van het document gewijzigd"
        record(Happening("describe", sentence, locked, by, at, {"readers": readers}))
    return locked


def _add(document: PlaybookDocument, given: Given, *, by: User, at: datetime) -> None:
    if document.is_knowledge() and given.file is not None:
        message = "De kennisbasis van het SCP is openbaar. Geef een link, en geen kopie."
        raise RefusedError(message, field="file")
    if document.kind == DocumentKind.AGREEMENT and not given.gazette_reference.strip():
        message = "Vul het nummer van de Staatscourant in."
        raise RefusedError(message, field="gazette_reference")
    version = DocumentVersion(
        document=document,
        dated_on=given.dated_on,
        gazette_reference=given.gazette_reference.strip(),
        url=given.url,
        note=given.note.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    if given.file is not None:
        version.file_checksum = vault.store(given.file.original)
        version.file_name, version.file_size = given.file.name, len(given.file.original)
    check_rules(version)
    version.save()


def _check_writer(by: User) -> None:
    if not by.may("document.write"):
        message = "U kunt geen documenten vastleggen."
        raise NotAllowedError(message)
