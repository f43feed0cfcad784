"""Where a person stands in what people typed: shown before he is erased, for a human to mend.

The domain (§8) names the archive records that keep a name. Anywhere else a name in a text has to
go, and what a sentence should say without it a machine does not know.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db import DatabaseError, models, transaction
from django.db.models import Q

from mit_waakstand import vault
from mit_waakstand.erasing import Person, archive, emptied_in, is_history, models_with_texts
from mit_waakstand.pdf.reading import texts_of

UPLOADS = ("file_checksum", "document_checksum")  # of files that people sent in


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One text that names the person. ``url`` is "" for a record without a page.

    An archive record keeps the name. What is fixed cannot be changed by anybody.
    """

    what: str
    url: str
    is_archive: bool = False
    is_fixed: bool = False


def mentions_of(person: Person) -> Iterator[Mention]:
    """Yield every text and uploaded file that names this person; a family name is enough."""
    kept = archive()
    for model, fields in models_with_texts():
        if is_history(model):
            continue
        archived = kept.get(model, Q(pk__in=[]))
        for field in fields:
            goes = emptied_in(model, field.name, person)
            rows = model._base_manager.exclude(goes).order_by("pk")  # noqa: SLF001
            if field.name in UPLOADS:
                yield from _files(rows.exclude(**{field.name: ""}), field, person)
                continue
            for found in rows.filter(**{f"{field.name}__iregex": person.wide_pattern}):
                in_archive = rows.filter(archived, pk=found.pk).exists()
                yield Mention(
                    what=_in_words(found, field),
                    url=_page_of(found),
                    is_archive=in_archive,
                    is_fixed=not in_archive and _is_fixed(found, field, person),
                )


def _files(
    rows: "models.QuerySet[models.Model]",
    field: "models.Field[object, object]",
    person: Person,
) -> Iterator[Mention]:
    for found in rows:
        with suppress(FileNotFoundError, vault.DamagedFileError):
            data = vault.read(str(field.value_from_object(found)))
            if any(person.is_named_in(text) for _, text in texts_of(data).texts):
                what = f"{found._meta.verbose_name}, het bestand"  # noqa: SLF001
                yield Mention(what=what, url=_page_of(found), is_fixed=True)


def _in_words(record: models.Model, field: "models.Field[object, object]") -> str:
    return f"{record._meta.verbose_name} {record.pk}, {field.verbose_name}"  # noqa: SLF001


def _page_of(record: models.Model) -> str:
    """Return the address of its own page, or of the record that it belongs to."""
    owners = (getattr(record, f.name) for f in record._meta.concrete_fields if f.is_relation)  # noqa: SLF001
    for one in (record, *owners):
        if hasattr(one, "get_absolute_url"):
            return str(one.get_absolute_url())
    return ""


def _is_fixed(record: models.Model, field: "models.Field[object, object]", person: Person) -> bool:
    """Return whether the database refuses another text here; it is asked, and nothing changes."""
    without = person.taken_out_of(field.value_from_object(record))
    try:
        with transaction.atomic():
            model = type(record)
            model._base_manager.filter(pk=record.pk).update(**{field.name: without})  # noqa: SLF001
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False
