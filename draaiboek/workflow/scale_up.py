"""What people do to be ready for scaling up: keep the list of points, and record agreements."""

from datetime import date, datetime
from pathlib import Path

import yaml
from django.utils.timezone import localdate

from draaiboek.models import Arrangement, PointKind, ScaleUpPoint
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules

STARTING_LIST = Path(__file__).parents[1] / "opschaling.yaml"


def load_points() -> None:
    """Put the starting list in the table, when the table is empty."""
    if ScaleUpPoint.objects.exists():
        return
    rows = yaml.safe_load(STARTING_LIST.read_text(encoding="utf-8"))
    for place, row in enumerate(rows, start=1):
        ScaleUpPoint.objects.create(
            kind=PointKind(row["soort"]),
            title=row["naam"],
            explanation=row["toelichting"],
            place=place,
        )


def add_point(
    *, kind: str, title: str, explanation: str = "", by: User, at: datetime
) -> ScaleUpPoint:
    """Return a new point at the end of the list."""
    _check_writer(by)
    last = ScaleUpPoint.objects.order_by("-place").values_list("place", flat=True).first() or 0
    point = ScaleUpPoint(
        kind=kind, title=title.strip(), explanation=explanation.strip(), place=last + 1
    )
    return _keep(point, "add_point", "heeft een punt van opschaling toegevoegd", by=by, at=at)


def change_point(  # noqa: PLR0913  (each is a field of the record)
    point: ScaleUpPoint, *, title: str, explanation: str, is_active: bool, by: User, at: datetime
) -> ScaleUpPoint:
    """Change how a point is called, or whether it counts; the history keeps what it was."""
    _check_writer(by)
    with recorded():
        locked = ScaleUpPoint.objects.select_for_update(no_key=True).get(pk=point.pk)
        locked.title, locked.explanation = title.strip(), explanation.strip()
        locked.is_active = is_active
        return _keep(locked, "change_point", "heeft het punt gewijzigd", by=by, at=at)


def arrange(  # noqa: PLR0913  (idem)
    point: ScaleUpPoint,
    *,
    agreed_on: date,
    agreed_with: str,
    text: str,
    reference: str = "",
    valid_until: date | None = None,
    by: User,
    at: datetime,
) -> Arrangement:
    """Return what was agreed on a point; it takes the place of an earlier agreement."""
    _check_writer(by)
    if agreed_on > localdate(at):
        message = "Deze dag moet nog komen. Leg een afspraak vast als zij is gemaakt."
        raise RefusedError(message, field="agreed_on")
    with recorded():
        arrangement = Arrangement(
            point=point,
            agreed_on=agreed_on,
            agreed_with=agreed_with.strip(),
            text=text.strip(),
            reference=reference.strip(),
            valid_until=valid_until,
            recorded_at=at,
            recorded_by=by,
        )
        check_rules(arrangement)
        arrangement.save()
        sentence = "heeft een afspraak over opschaling vastgelegd"
        record(Happening("arrange", sentence, point, by, at, {"arrangement": arrangement.pk}))
    return arrangement


def _keep(point: ScaleUpPoint, verb: str, sentence: str, *, by: User, at: datetime) -> ScaleUpPoint:
    with recorded():
        check_rules(point)
        if ScaleUpPoint.objects.filter(title=point.title).exclude(pk=point.pk).exists():
            message = "Er is al een punt met deze naam."
            raise RefusedError(message, field="title")
        point.save()
        record(Happening(verb, sentence, point, by, at))
    return point


def _check_writer(by: User) -> None:
    if not by.may("scale_up.write"):
        message = "U kunt hier niets vastleggen."
        raise NotAllowedError(message)
