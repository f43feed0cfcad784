"""Taking steps: the one place where every act is locked, checked, recorded and done once.

A state machine is a table of ``Step`` rows on its model. The same table feeds the buttons on the
page, the permission test, the history line and the diagram in the docs.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate
from psycopg.errors import CheckViolation, UniqueViolation

from mit_waakstand.accounts.models import User
from mit_waakstand.trail import recording

START = ""  # the state of a record that does not exist yet


class RefusedError(Exception):
    """An act cannot be done now; the message is a Dutch sentence for the person who tried.

    ``field`` names the form field it is about, when there is one.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        """Keep the sentence and the field."""
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowedError(RefusedError):
    """The act is not this person's to do, now or ever."""


class ConflictError(RefusedError):
    """Somebody else was first: the record is no longer in a state from which this is possible."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row of a workflow table.

    ``stamp`` names the pair ``<stamp>_at`` / ``<stamp>_by``. ``when``, ``still`` and ``guards``
    are names of methods on the record without arguments: ``when`` answers whether the step exists
    for such a record, ``still`` whether nobody was first, a guard returns the Dutch obstacle, or ""
    when there is none. ``aside``: it can be done and need not, so Nu te doen does not ask for it.
    """

    verb: str
    label: str
    sentence: str
    sources: frozenset[str]
    target: str = ""  # empty: the state stays
    permission: str
    stamp: str = ""
    when: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    by_hand: bool = True  # False: only as part of another act, so no button
    aside: bool = False

    def arrives_at(self, source: str) -> str:
        """Return the state after this step."""
        return self.target or source

    def questions(self) -> tuple[str, ...]:
        """Return the names of all questions that are answered yes when the step can be taken."""
        return (*self.when, *self.still)

    def in_a_sentence(self) -> str:
        """Return the label with a small first letter; "CPO" and "SG" keep their capitals."""
        return self.label[:1].lower() + self.label[1:]


class Steps:
    """A workflow table: the steps of one kind of record by verb."""

    def __init__(self, *rows: Step) -> None:
        """Keep the rows in the order in which pages show them."""
        self.rows = {row.verb: row for row in rows}

    def __getitem__(self, verb: str) -> Step:
        """Return the step; raises KeyError for a verb that the table does not know."""
        return self.rows[verb]

    def __iter__(self) -> Iterator[Step]:
        """Yield the steps in their order."""
        return iter(self.rows.values())

    def states(self) -> set[str]:
        """Return every state that the table mentions, for the diagram and its test."""
        return {state for row in self for state in (*row.sources, row.target) if state}


@dataclass(frozen=True)
class Offer:
    """A step as a page shows it: with what stands in its way, if anything."""

    step: Step
    obstacles: tuple[str, ...]
    url_name: str


class Record(models.Model):
    """A record with a state, a workflow table, and people who may see it."""

    STEPS: ClassVar[Steps]
    state: "models.CharField[str, str]"
    moment: datetime | None = None  # of the step that is being taken

    class Meta:
        """Only a base."""

        abstract = True

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this record; each kind of record says it itself."""
        raise NotImplementedError

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return False

    def today(self) -> date:
        """Return the day (Amsterdam) that a guard goes by: of the step, or on a page of now."""
        return localdate(self.moment)

    def obstacles(self, step: Step) -> tuple[str, ...]:
        """Return the Dutch sentences of all guards that stand in the way."""
        sentences = (str(getattr(self, guard)()) for guard in step.guards)
        return tuple(sentence for sentence in sentences if sentence)

    def url_name(self, verb: str) -> str:
        """Return the name of the page on which this step is taken, "signals:signal-issue"."""
        return f"{self._meta.app_label}:{self._meta.model_name}-{verb.replace('_', '-')}"

    def agrees(self, questions: Iterable[str]) -> bool:
        """Return whether it answers yes to each of these questions, by name."""
        return all(getattr(self, question)() for question in questions)

    def steps_for(self, user: User) -> list[Offer]:
        """Return the steps that this person may take from here, and what blocks them."""
        steps = self.steps_of(user)
        if not steps or not self.is_visible_to(user):
            return []
        return [Offer(row, self.obstacles(row), self.url_name(row.verb)) for row in steps]

    def steps_of(self, user: User) -> list[Step]:
        """Return the steps that his role gives this person from here, blocked or not, for buttons.

        None while it is alleen lezen. Asks the database nothing but what ``when`` asks; for records
        that he is known to see.
        """
        return [row for row in self.STEPS if not user.reads_only and self._is_open_to(user, row)]

    def forward_steps_of(self, user: User) -> list[Step]:
        """Return those that bring the record further, for lists of records."""
        return [row for row in self.STEPS if not row.aside and self._is_open_to(user, row)]

    def _is_open_to(self, user: User, row: Step) -> bool:
        is_here = row.by_hand and self.state in row.sources
        return is_here and user.may(row.permission) and self.agrees(row.questions())

    def offer(self, verb: str, user: User) -> Offer | None:
        """Return one step as it is offered to this person, or None."""
        return next((o for o in self.steps_for(user) if o.step.verb == verb), None)


AnyRecord = TypeVar("AnyRecord", bound=Record)


@contextmanager
def step(
    verb: str, record: AnyRecord, *, by: User, at: datetime, **data: object
) -> Generator[AnyRecord, None, None]:
    """Yield the locked record, its stamp set; afterwards it is saved and the event is written.

    Everything happens in one transaction, or nothing. ``data`` goes into the event (numbers,
    dates, reasons). Raises NotAllowedError, ConflictError or RefusedError.
    """
    row = type(record).STEPS[verb]
    with recording.recorded():
        locked = _lock(record)
        _check(row, locked, by, at)
        source = locked.state
        if row.stamp:
            setattr(locked, f"{row.stamp}_at", at)
            setattr(locked, f"{row.stamp}_by", by)
        happening = recording.Happening(
            verb, row.sentence, locked, by, at, dict(data), permission=row.permission
        )
        yield locked
        locked.state = row.arrives_at(source)
        _save(locked, by=by, at=at)
        happening.data |= {"from": source, "to": locked.state}
        recording.record(happening)


def _lock(record: AnyRecord) -> AnyRecord:
    if record.pk is None:
        return record
    manager = type(record)._default_manager  # noqa: SLF001
    # no_key: others may point to it meanwhile, a step never changes its key
    return manager.select_for_update(of=("self",), no_key=True).get(pk=record.pk)


def check_permission(row: Step, record: Record, by: User) -> None:
    """Raise NotAllowedError when this step is not this person's to take, whatever the state."""
    if not by.may(row.permission) or (record.pk is not None and not record.is_visible_to(by)):
        message = f"U kunt dit niet doen: {row.in_a_sentence()}."
        raise NotAllowedError(message)


def _check(row: Step, record: Record, by: User, at: datetime) -> None:
    record.moment = at  # every question about the record is asked as of the step
    check_permission(row, record, by)
    if not record.agrees(row.when):
        message = f"Deze stap bestaat hier niet: {row.in_a_sentence()}."
        raise RefusedError(message)
    if record.state not in row.sources or not record.agrees(row.still):
        now = f"De stand is nu “{_shown(record)}”. Misschien was iemand anders u voor."
        message = f"Deze stap kan niet meer: {row.in_a_sentence()}. {now}"
        raise ConflictError(message)
    obstacles = record.obstacles(row)
    record.moment = None
    if obstacles:
        raise RefusedError(" ".join(obstacles))


def _shown(record: Record) -> str:
    shown = getattr(record, "get_state_display", None)
    return str(shown()) if shown else record.state


def _save(record: Record, *, by: User, at: datetime) -> None:
    """Save, with the fields checked here and the rules by the database itself, which never errs.

    The version that the history keeps is of the one who took the step, at its moment.
    """
    record._history_user, record._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
    relations = [field.name for field in record._meta.fields if field.is_relation]  # noqa: SLF001
    try:
        record.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            record.save()
    except ValidationError as error:
        raise _refusal(error) from error
    except IntegrityError as error:
        refusal = _broken_rule(record, error.__cause__)
        if refusal is None:
            raise
        raise refusal from error


def _broken_rule(record: Record, cause: BaseException | None) -> RefusedError | None:
    """Return the sentence of the rule that the database kept; None for a rule without words."""
    if not isinstance(cause, CheckViolation | UniqueViolation):
        return None
    if cause.diag.constraint_name is None:  # a trigger: its message is the sentence
        return RefusedError(cause.diag.message_primary or "")
    rules = {rule.name: rule for rule in record._meta.constraints}  # noqa: SLF001
    rule = rules.get(cause.diag.constraint_name)
    if isinstance(cause, UniqueViolation):
        said = f" {rule.get_violation_error_message()}" if rule else ""
        return ConflictError(f"Iemand anders was u net voor.{said}")
    return RefusedError(str(rule.get_violation_error_message())) if rule else None


def check_rules(record: models.Model, *, exclude: Iterable[str] = ()) -> None:
    """Raise RefusedError, at its field, for the first rule that the record breaks.

    ``exclude`` names fields that are filled in later.
    """
    try:
        record.full_clean(exclude=exclude, validate_unique=False)
    except ValidationError as error:
        raise _refusal(error) from error


def require_text(text: str, message: str, *, field: str) -> None:
    """Raise RefusedError at ``field``, with this Dutch sentence, when nothing was written there."""
    if not text.strip():
        raise RefusedError(message, field=field)


def _refusal(error: ValidationError) -> RefusedError:
    """Return the first broken rule as a sentence at its field."""
    field, messages = next(iter(error.message_dict.items()))
    return RefusedError(messages[0], field="" if field == NON_FIELD_ERRORS else field)


def sources(*states: str) -> frozenset[str]:
    """Return the states from which a row of a table starts."""
    return frozenset(states)
