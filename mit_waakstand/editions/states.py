"""The life of a version, and the steps in it: the same for everything that is adopted."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class EditionState(models.TextChoices):
    """The life of a version."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    REPLACED = "vervangen", "vervangen"


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
    return Steps(
        Step(
            verb="draft",
            label="Nieuwe versie beginnen",
            sentence="is een nieuwe versie begonnen",
            sources=sources(START),
            target=EditionState.DRAFT,
            permission=write,
            by_hand=False,
        ),
        Step(
            verb="edit",
            label="Inhoud wijzigen",
            sentence="heeft de inhoud gewijzigd",
            sources=DRAFT,
            permission=write,
            when=("has_outline",),
        ),
        Step(
            verb="attach",
            label="Document toevoegen (pdf)",
            sentence="heeft een document toegevoegd",
            sources=DRAFT,
            permission=write,
            aside=True,
        ),
        Step(
            verb="detach",
            label="Document weghalen",
            sentence="heeft het document weggehaald",
            sources=DRAFT,
            permission=write,
            when=("has_document",),
            aside=True,
        ),
        Step(
            verb="take_in",
            label="Bestand inlezen (YAML)",
            sentence="heeft de inhoud uit een bestand ingelezen",
            sources=DRAFT,
            permission=write,
            when=("has_outline",),
            aside=True,
        ),
        Step(
            verb="own",
            label="Kenmerk “voorbeeld” verwijderen",
            sentence="heeft het kenmerk “voorbeeld” verwijderd",
            sources=DRAFT,
            permission=adopt,
            when=("is_marked_as_example",),
            aside=True,
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
        Step(
            verb="plan_review",
            label="Datum van herziening wijzigen",
            sentence="heeft de datum van herziening gewijzigd",
            sources=ADOPTED,
            permission=write,
            aside=True,
        ),
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
