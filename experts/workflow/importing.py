"""Taking over a file in two steps: what was shown is what is done, all of it or nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import cast

from django.db import connection

from experts.models import Expert, Expertise, ImportPreview, Institute
from experts.models.words import day_in_words, language_names
from experts.sheet import SheetRow
from experts.states import Availability, ExpertState
from experts.workflow import register
from experts.workflow.register import Particulars, particulars_of
from mit_waakstand.accounts.models import User
from mit_waakstand.seen import fingerprint
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

CHANGED = "Het register is gewijzigd sinds u het bestand bekeek. Kies het bestand opnieuw."
DAYS = ("member_from", "member_until")
SHOWN = {
    "name": "naam",
    "expertise": "vakgebied",
    "function": "functie",
    "other_institute": "organisatie",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
    "availability": "beschikbaar",
    "languages": "talen",
    "expertises": "expertises",
    "is_former_member": "oud-lid",
    "member_from": "lid van",
    "member_until": "lid tot",
}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What one row does: whom it is about (None: somebody new), and what it changes, in words."""

    line: int
    expert: int | None
    name: str
    told: dict[str, object]
    changes: tuple[str, ...]
    errors: tuple[str, ...]


def plan(rows: Iterable[SheetRow]) -> list[Planned]:
    """Return what each row would do to the register as it stands now."""
    known = list(Expert.objects.select_related("institute").prefetch_related("expertises"))
    here = [one for one in known if one.state == ExpertState.IN_REGISTER]
    planned = [_planned(row, here, known) for row in rows]
    twice = Counter(one.expert for one in planned)
    addresses = Counter(str(one.told.get("email", "")).casefold() for one in planned)
    return [_with_doubles(one, twice, addresses) for one in planned]


def preview(planned: Iterable[Planned], *, by: User, at: datetime) -> ImportPreview:
    """Keep what was shown, for a day; an earlier preview of this person goes."""
    ImportPreview.objects.filter(made_by=by).delete()
    rows = [
        {"expert": one.expert, "told": one.told} for one in planned if one.changes or not one.expert
    ]
    return ImportPreview.objects.create(made_by=by, made_at=at, register=stands(), rows=rows)


def carry_out(shown: ImportPreview, *, by: User, at: datetime) -> int:
    """Return how many records were added or changed: exactly what was shown, or nothing.

    Raises NotAllowedError, or ConflictError when the register changed meanwhile.
    """
    if not by.may("expert.write") or shown.made_by_id != by.pk:
        message = "U kunt dit bestand niet overnemen."
        raise NotAllowedError(message)
    with recorded():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE experts_expert IN SHARE ROW EXCLUSIVE MODE")
        kept = ImportPreview.objects.select_for_update().filter(pk=shown.pk).first()
        if kept is None or kept.register != stands():
            raise ConflictError(CHANGED)
        for row in kept.rows:
            _apply(row["expert"], row["told"], by=by, at=at)
        data: dict[str, object] = {"rows": len(kept.rows)}
        sentence = "heeft het register uit een bestand bijgewerkt"
        record(Happening("import", sentence, by, by, at, data, "expert.write"))
        kept.delete()
    return len(kept.rows)


def stands() -> str:
    """Return the fingerprint of the register: it differs after any change of it or its lists."""
    newest = {
        model._meta.label: model.history.order_by("-history_id").values_list("pk").first()  # noqa: SLF001
        for model in (Expert, Expertise, Institute)
    }
    return fingerprint(**{name.replace(".", "_"): value for name, value in newest.items()})


def _planned(row: SheetRow, here: list[Expert], known: list[Expert]) -> Planned:
    errors = list(row.errors)
    found: Expert | None = None
    try:
        found = _whom(row, here)
    except RefusedError as refusal:
        errors.append(refusal.message)
    address = str(row.told.get("email", "")).casefold()
    if address and any(o.email.casefold() == address and o is not found for o in known):
        errors.append("e-mailadres: dit staat al bij iemand anders.")
    before = _told_of(found) if found else {}
    changes = tuple(
        f"{SHOWN[name]}: {_shown(name, before.get(name))} → {_shown(name, value)}"
        for name, value in row.told.items()
        if found and before.get(name) != value
    )
    return Planned(
        line=row.line,
        expert=found.pk if found else None,
        name=str(row.told.get("name", "")),
        told=row.told,
        changes=changes,
        errors=tuple(errors),
    )


def _whom(row: SheetRow, here: list[Expert]) -> Expert | None:
    """Return whom a row is about: by number, then address, then name. Raises RefusedError."""
    address, name = str(row.told.get("email", "")), str(row.told.get("name", ""))
    if row.number:
        found = [one for one in here if str(one.pk) == row.number]
        if not found:
            message = f"nummer: {row.number} staat niet in het register."
            raise RefusedError(message)
        return found[0]
    same_address = [one for one in here if address and one.email.casefold() == address.casefold()]
    same_name = [one for one in here if one.name.casefold() == name.casefold()]
    if not same_address and len(same_name) > 1:
        message = "naam: er zijn meer experts met deze naam; vul het nummer in."
        raise RefusedError(message)
    return next(iter([*same_address, *same_name]), None)


def _with_doubles(one: Planned, twice: Counter[int | None], addresses: Counter[str]) -> Planned:
    errors = list(one.errors)
    if one.expert is not None and twice[one.expert] > 1:
        errors.append("Deze expert staat meer dan één keer in het bestand.")
    address = str(one.told.get("email", "")).casefold()
    if address and addresses[address] > 1:
        errors.append("e-mailadres: dit staat meer dan één keer in het bestand.")
    values = {field.name: getattr(one, field.name) for field in fields(Planned)}
    return Planned(**values | {"errors": tuple(errors)})


def _told_of(expert: Expert) -> dict[str, object]:
    """Return what the register keeps, in the words of a row."""
    told = dict(vars(particulars_of(expert)))
    told["other_institute"] = expert.institute.name if expert.institute else ""
    told["expertises"] = sorted(one.pk for one in expert.expertises.all())
    told["languages"] = list(expert.languages)
    for name in DAYS:
        told[name] = told[name].isoformat() if told[name] else None
    return told


def _shown(name: str, value: object) -> str:
    if name == "expertises":
        found = Expertise.objects.filter(pk__in=value or []).values_list("name", flat=True)
        return ", ".join(found) or "leeg"
    if name == "languages":
        return language_names(cast("list[str]", value)) or "leeg"
    if name == "availability":
        return str(Availability(str(value)).label)
    if name in DAYS:
        return day_in_words(date.fromisoformat(str(value))) if value else "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value or "leeg")


def _apply(pk: int | None, told: dict[str, object], *, by: User, at: datetime) -> None:
    expert = Expert.objects.get(pk=pk) if pk else None
    kept = dict(vars(particulars_of(expert))) if expert else {}
    values = kept | told
    if "other_institute" in told:
        values["institute"] = None
    if "expertises" in told:
        values["expertises"] = tuple(Expertise.objects.filter(pk__in=told["expertises"]))
    values["languages"] = tuple(values.get("languages", ()))
    for name in DAYS:
        if isinstance(values.get(name), str):
            values[name] = date.fromisoformat(values[name])
    particulars = Particulars(**values)
    if expert:
        register.edit(expert, particulars, user=expert.user, by=by, at=at)
    else:
        register.add(particulars, by=by, at=at)
