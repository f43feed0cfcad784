"""What MDTO says of a dossier and of each record in it: when it began, and what was done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand.archive.models import Dossier, Sitting
from mit_waakstand.archive.packing.mdto import Happened, Reference, Thing
from mit_waakstand.archive.packing.papers import (
    EVENTS,
    ROAD,
    folder_of,
    identifier_of,
    versions_used,
)
from mit_waakstand.archive.packing.sheets import Sheet
from mit_waakstand.archive.states import DossierState
from mit_waakstand.trail.models import Event

# What people do, as MDTO calls it. Anything else stands in the papers about what happened.
IN_MDTO = {
    "adopt": "Accordering",
    "issue": "Verzending",
    "respond": "Ontvangst",
    "publish": "Publicatie",
    "publish_supplement": "Publicatie",
    "publish_correction": "Publicatie",
    "publish_without_response": "Publicatie",
}
Files = Mapping[str, Sequence[Reference]]


def describe(
    dossier: Dossier, sheets: Sequence[Sheet], files: Files, *, at: datetime
) -> Iterator[tuple[str, Thing]]:
    """Yield the name of each piece of metadata and what it says, the dossier first."""
    whole = Reference(f"Dossier situatie {dossier.situation_id}", f"dossier-{dossier.situation_id}")
    label = (dossier.appraisal, dossier.get_appraisal_display().partition(": ")[2].capitalize())

    def part(identifier: str, title: str, about: str, events: Sequence[Happened]) -> Thing:
        return Thing(
            identifier=identifier,
            name=title,
            level="Archiefstuk",
            about=about,
            events=events,
            appraisal=label,
            part_of=whole,
            files=files.get(identifier, ()),
        )

    things = [
        (str(sheet.folder), part(sheet.identifier, sheet.title, sheet.title, _events_of(sheet)))
        for sheet in sheets
    ]
    for edition in versions_used(sheets):
        title = edition.title()
        things.append((str(folder_of(edition)), part(identifier_of(edition), title, title, ())))
    about = "Wat er is gebeurd, wie wat las, en welke mail is gestuurd"
    things.append((str(ROAD), part(EVENTS, "Verloop", about, ())))
    yield "dossier", _dossier(dossier, whole, label, [thing for _, thing in things], at)
    for place, thing in things:
        yield f"{place}/stuk", thing


def _dossier(
    dossier: Dossier,
    whole: Reference,
    label: tuple[str, str],
    parts: Sequence[Thing],
    at: datetime,
) -> Thing:
    situation = dossier.situation
    events = [Happened("Creatie", situation.opened_at)]
    commission = Sitting(localdate(at)).over(situation)
    if dossier.state == DossierState.HELD and dossier.held_at:
        events.append(Happened("Bevriezing", dossier.held_at))
    if commission is not None:
        events.append(Happened("Bevriezing", commission.recorded_at))
    events.append(Happened("Export", at))
    return Thing(
        identifier=whole.identifier,
        name=situation.title,
        level="Dossier",
        about=f"Dossier van het MIT in waakstand over {situation.disease}",
        covers=(localdate(situation.opened_at), None),
        events=events,
        appraisal=label,
        kept_years=dossier.kept_years,
        category=dossier.selection_category,
        parts=[Reference(thing.name, thing.identifier) for thing in parts],
    )


def _events_of(sheet: Sheet) -> list[Happened]:
    found = list(Event.objects.about(*sheet.records()).order_by("position"))
    begun = [Happened("Creatie", found[0].occurred_at)] if found else []
    return begun + [Happened(IN_MDTO[e.verb], e.occurred_at) for e in found if e.verb in IN_MDTO]
