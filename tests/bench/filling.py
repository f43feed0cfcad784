"""Databases with many signals: some by taking the real steps, the rest as copies of those.

PostgreSQL makes the copies, table by table: keys and references move up by a fixed distance, and
what must be unique gets a mark of its own. What is copied follows from the models, so a new table
needs no change here. Not copied: what belongs to no situation (people, weegvragen, tables of days),
and the public register, whose chain allows no copies; no page of the office reads it.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from building import a_signal, person, received, respond
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing, schedules
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from signals.models import Signal
from signals.reminders import term
from signals.states import SignalState
from signals.workflow import signals

DISTANCE = 1_000_000  # between the keys of one copy and the next; 999 copies fit in an integer
COPIED = ("situations", "signals", "trail", "outbox")
BY_STEPS = 100
# The office has about this much in hand at any time; what grows over the years is the archive.
IN_HAND = {
    SignalState.DRAFT: 3,
    SignalState.ADOPTED: 2,
    SignalState.ISSUED: 4,
    SignalState.ANSWERED: 1,
}
PUBLISHED = BY_STEPS - sum(IN_HAND.values())
OPEN = 10


def fill_archive() -> None:
    """Make a hundred signals: most of them published, the others spread over the states."""
    now = timezone.now()
    for number in range(PUBLISHED):
        at = now - timedelta(days=40 + number)
        respond(received(a_signal(SignalState.ISSUED, at=at)), on=at + timedelta(days=9))
    do_all_work()
    for signal in Signal.objects.filter(state=SignalState.ANSWERED):
        signals.publish(signal, personal_data_checked=True, by=person(Role.CPO), at=now)
    for state, count in IN_HAND.items():
        for _ in range(count):
            a_signal(state)
    do_all_work()
    doing.sweep(timezone.now())


def fill_open() -> None:
    """Make ten signals that wait for their response; Bureau SG confirmed that they arrived."""
    people()
    for _ in range(OPEN):
        received(a_signal(SignalState.ISSUED))
    for name in schedules:
        if name != "signals.term":  # the reminders wait for ``remind``
            with transaction.atomic():
                schedules[name](timezone.now())
    do_all_work()


def people() -> None:
    """Make everybody, so that mail goes to each role."""
    for role in Role:
        person(role)


def do_all_work() -> None:
    """Do what waits, without asking what else is due."""
    for work in Work.objects.due(timezone.now()):
        doing.do(work.pk)


def multiply(copies: int, state: SignalState) -> None:
    """Copy the situations of signals in this state until there are ``copies`` of each."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET session_replication_role = replica")  # triggers would refuse copies
        _choose(cursor, state)
        for model in _kinds():
            where = _is_chosen(model)
            if where:
                cursor.execute(_copy(model, where), {"last": copies - 1})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("DROP TABLE chosen")
        cursor.execute("RESET statement_timeout")


def tidy() -> None:
    """Index for the search, and do what autovacuum does elsewhere."""
    call_command("reindex", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("RESET statement_timeout")


def remind() -> int:
    """Put the reminders of all signals that wait, at once; return how many."""
    with transaction.atomic():
        term.remind(timezone.now())
    return Work.objects.filter(kind="mail_reminder").count()


def _kinds() -> list[type[models.Model]]:
    return [model for label in COPIED for model in apps.get_app_config(label).get_models()]


def _label(model: type[models.Model]) -> str:
    return str(model._meta.label_lower)  # noqa: SLF001


def _fields(model: type[models.Model]) -> list["models.Field[object, object]"]:
    found = model._meta.concrete_fields  # noqa: SLF001
    return [field for field in found if not isinstance(field, models.GeneratedField)]


def _history_of(model: type[models.Model]) -> type[models.Model] | None:
    """Return the kind of record whose versions this table keeps, if it does."""
    found: type[models.Model] | None = getattr(model, "instance_type", None)
    return found


def _choose(cursor: object, state: SignalState) -> None:
    """Put in ``chosen`` the situations, and then whatever hangs on them, by following the keys."""
    run = cursor.execute  # type: ignore[attr-defined]
    run("CREATE TEMP TABLE chosen (label text, pk bigint, PRIMARY KEY (label, pk))")
    run(
        "INSERT INTO chosen SELECT DISTINCT %s, weighing.situation_id FROM signals_signal record "
        "JOIN signals_weighing weighing ON weighing.id = record.weighing_id "
        "WHERE record.state = %s",
        [_label(Situation), state.value],
    )
    is_new = True
    while is_new:
        is_new = False
        for statement in _followed():
            run(statement)
            is_new = is_new or cursor.rowcount > 0  # type: ignore[attr-defined]


def _followed() -> Iterator[str]:
    """Yield the statements that choose what points to something chosen; names are of models."""
    kinds = [model for model in _kinds() if _history_of(model) is None]
    for model in kinds:
        table = model._meta.db_table  # noqa: SLF001
        for field in _fields(model):
            if field.is_relation and field.related_model in kinds:
                yield (
                    f"INSERT INTO chosen SELECT '{_label(model)}', record.id FROM {table} record "  # noqa: S608
                    f"JOIN chosen ON chosen.label = '{_label(field.related_model)}' "
                    f"AND chosen.pk = record.{field.column} ON CONFLICT DO NOTHING"
                )


def _is_chosen(model: type[models.Model]) -> str:
    """Return the condition on the rows to copy; "" when nothing of this table is."""
    names = {field.name for field in _fields(model)}
    if {"subject", "subject_pk"} <= names:
        return "(t.subject, t.subject_pk) IN (SELECT label, pk FROM chosen)"
    if "id" in names:
        label = _label(_history_of(model) or model)
        return f"t.id IN (SELECT pk FROM chosen WHERE label = '{label}')"  # noqa: S608
    return ""


def _copy(model: type[models.Model], where: str) -> str:
    """Return the statement that copies rows ``last`` times; names come from the models."""
    table = model._meta.db_table  # noqa: SLF001
    columns = ", ".join(f'"{field.column}"' for field in _fields(model))
    values = ", ".join(_value(field) for field in _fields(model))
    rows = f'"{table}" t, generate_series(1, %(last)s) AS copy(n)'
    return f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM {rows} WHERE {where}'  # noqa: S608


def _value(field: "models.Field[object, object]") -> str:
    """Return the expression of a column in a copy."""
    column = f't."{field.column}"'
    moved = f"{column} + copy.n * {DISTANCE}"
    if field.is_relation:
        return _moved_reference(field, column, moved)
    if field.primary_key or field.name in {"id", "subject_pk"}:
        return moved
    if not field.unique:
        return column
    if isinstance(field, models.UUIDField):
        return "gen_random_uuid()"
    if isinstance(field, models.CharField):
        return f"left({column}, {(field.max_length or 0) - 4}) || '~' || copy.n"
    return moved


def _moved_reference(field: "models.Field[object, object]", column: str, moved: str) -> str:
    related = field.related_model
    if not isinstance(related, type) or related not in _kinds():
        return column
    if _history_of(related) is not None:  # versions are copied with their record
        return moved
    chosen = f"SELECT FROM chosen WHERE label = '{_label(related)}' AND pk = {column}"
    return f"CASE WHEN EXISTS ({chosen}) THEN {moved} ELSE {column} END"
