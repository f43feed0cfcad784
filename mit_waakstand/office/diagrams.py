"""The workflow tables as a page of the documentation: a diagram and a table for each record."""

from collections.abc import Iterator

from django.apps import apps

from mit_waakstand.accounts.roles import PERMISSIONS, Role
from mit_waakstand.workflow import START, Record, Step

INTRODUCTION = """\
# Werkstromen

Wie zet welke stap, van waar naar waar, en wat moet er dan in orde zijn?
Deze pagina wordt gemaakt uit de tabellen `STEPS` in de code, met `manage.py workflow_diagrams`; \
verander haar niet met de hand. Een test maakt haar opnieuw en vergelijkt.

In de tekeningen staan de stappen die de stand veranderen; de tabellen noemen alle stappen.
*Alleen als* zegt voor welke records een stap bestaat, *belemmering* wat in de weg kan staan. \
Beide zijn namen van methoden op het model.
*Zonder knop* is een stap die het record begint, of die deel is van een andere handeling.
Een werkwoord kan zelf nog meer eisen, zoals een reden; dat staat in de module `workflow`.
"""
STAYS = "blijft gelijk"
NONE = "–"


def document() -> str:
    """Return the page, in Markdown, with every kind of record that has a workflow."""
    parts = [INTRODUCTION, *("\n".join(_section(record)) for record in records())]
    return "\n".join(parts)


def records() -> list[type[Record]]:
    """Return the models with a workflow table, in the order of their Dutch names."""
    found = [model for model in apps.get_models() if issubclass(model, Record)]
    return sorted(found, key=lambda model: str(model._meta.verbose_name))  # noqa: SLF001


def _section(record: type[Record]) -> Iterator[str]:
    name = str(record._meta.verbose_name)  # noqa: SLF001
    shown = dict(record._meta.get_field("state").flatchoices)  # noqa: SLF001
    yield f"## {name[:1].upper()}{name[1:]}"
    yield f"\nIn de code: `{record.__module__}.{record.__name__}`.\n"
    yield from _diagram(record, shown)
    yield from _table(record, shown)
    without = [shown[state] for state in shown if state not in record.STEPS.states()]
    if without:
        yield f"\nStanden waar nog geen stap naartoe leidt: {', '.join(without)}."
    yield ""


def _diagram(record: type[Record], shown: dict[str, str]) -> Iterator[str]:
    known = [state for state in shown if state in record.STEPS.states()]
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f'    state "{shown[state]}" as {state}' for state in known)
    moving = [step for step in record.STEPS if step.target]
    starts = {source for step in moving for source in step.sources}
    if START not in starts:
        yield f"    [*] --> {known[0]}"
    for step in moving:
        # A colon would end the label.
        label = step.label.replace(":", " –")
        for source in _in_order(step, shown):
            yield f"    {source or '[*]'} --> {step.target} : {label}"
    yield from (f"    {state} --> [*]" for state in known if state not in starts)
    yield "```"


def _table(record: type[Record], shown: dict[str, str]) -> Iterator[str]:
    yield "\n| stap | werkwoord | van | naar | wie | alleen als | belemmering |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for step in record.STEPS:
        cells = (
            step.label if step.by_hand else f"{step.label} (zonder knop)",
            f"`{step.verb}`",
            ", ".join(shown.get(source, "begin") for source in _in_order(step, shown)),
            shown[step.target] if step.target else STAYS,
            ", ".join(_role(role) for role in Role if role in PERMISSIONS[step.permission]),
            _names(step.questions()),
            _names(step.guards),
        )
        yield f"| {' | '.join(cells)} |"


def _in_order(step: Step, shown: dict[str, str]) -> list[str]:
    """Return the sources of a step in the order of the states, the beginning first."""
    return [state for state in (START, *shown) if state in step.sources]


def _role(role: Role) -> str:
    return "CPO" if role is Role.CPO else str(role.label)


def _names(methods: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in methods) or NONE
