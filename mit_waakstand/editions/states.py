"""The life of a version, and the steps in it: the same for everything that is adopted."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class EditionState(models.TextChoices):
    """The life of a version."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    REPLACED = "vervangen", "vervangen"
    WITHDRAWN = "ingetrokken", "ingetrokken"  # a draft that came to nothing


NEVER_ADOPTED = (EditionState.DRAFT, EditionState.WITHDRAWN)


class AdoptionForm(models.TextChoices):
    """How the MIT in waakstand adopted a version."""

    MEETING = "vergadering", "in een vergadering"
    WRITTEN_ROUND = "schriftelijk", "in een schriftelijke ronde"


DRAFT, ADOPTED = sources(EditionState.DRAFT), sources(EditionState.ADOPTED)


def edition_steps(subject: str) -> Steps:
    """Return the workflow table of a kind of edition.

    ``subject`` is the first part of its permissions: "weegvragen" has "weegvragen.write" and
    "weegvragen.adopt".
    """
    write, adopt = f"{subject}.write", f"{subject}.adopt"
    return Steps(*_writing(write), *_deciding(write, adopt))


def _writing(write: str) -> tuple[Step, ...]:
    begin = Step(
        verb="draft",
        label="Nieuwe versie beginnen",
        sentence="is een nieuwe versie begonnen",
        sources=sources(START),
        target=EditionState.DRAFT,
        permission=write,
        by_hand=False,
    )
    edit = Step(
        verb="edit",
        label="Inhoud wijzigen",
        sentence="heeft de inhoud gewijzigd",
        sources=DRAFT,
        permission=write,
        when=("has_outline",),
    )
    rows = (
        ("attach", "Document toevoegen (pdf)", "heeft een document toegevoegd", ()),
        ("detach", "Document weghalen", "heeft het document weggehaald", ("has_document",)),
        (
            "take_in",
            "Bestand inlezen (YAML)",
            "heeft de inhoud uit een bestand ingelezen",
            ("has_outline",),
        ),
    )
    return begin, edit, *(_aside(*row, permission=write) for row in rows)


def _deciding(write: str, adopt: str) -> tuple[Step, ...]:
    """Return the steps by which a version comes into force, goes public, and is replaced."""
    return (
        _aside(
            "own",
            "Kenmerk “voorbeeld” verwijderen",
            "heeft het kenmerk “voorbeeld” verwijderd",
            ("is_marked_as_example",),
            permission=adopt,
        ),
        Step(
            verb="adopt",
            label="Vaststellen",
            sentence="heeft deze versie vastgesteld",
            sources=DRAFT,
            target=EditionState.ADOPTED,
            permission=adopt,
            stamp="adopted",
            guards=("is_still_an_example", "is_empty", "is_unfinished"),
        ),
        _aside(
            "withdraw",
            "Concept intrekken",
            "heeft het concept ingetrokken",
            permission=write,
            target=EditionState.WITHDRAWN,
            stamp="withdrawn",
        ),
        *_in_force(write, adopt),
        Step(
            verb="replace",
            label="Vervangen",
            sentence="heeft deze versie vervangen door een nieuwe",
            sources=ADOPTED,
            target=EditionState.REPLACED,
            permission=adopt,
            stamp="replaced",
            by_hand=False,
        ),
    )


def _in_force(write: str, adopt: str) -> tuple[Step, ...]:
    return (
        _aside(
            "plan_review",
            "Datum van herziening wijzigen",
            "heeft de datum van herziening gewijzigd",
            permission=write,
            source=ADOPTED,
        ),
        _aside(
            "publish",
            "Openbaar maken",
            "heeft deze versie openbaar gemaakt",
            ("is_not_public",),
            permission=adopt,
            source=ADOPTED | sources(EditionState.REPLACED),
            stamp="published",
            guards=("is_still_an_example", "lacks_pdf"),
        ),
    )


def _aside(  # noqa: PLR0913  (each is a column of the table)
    verb: str,
    label: str,
    sentence: str,
    when: tuple[str, ...] = (),
    *,
    permission: str,
    source: frozenset[str] = DRAFT,
    target: str = "",
    stamp: str = "",
    guards: tuple[str, ...] = (),
) -> Step:
    """Return a step that can be done and need not."""
    return Step(
        verb=verb,
        label=label,
        sentence=sentence,
        sources=source,
        target=target,
        permission=permission,
        when=when,
        stamp=stamp,
        guards=guards,
        aside=True,
    )
