"""The house as the architecture draws it: storeys, sizes, names that must resolve, closed doors.

Imports are held by import-linter (``bin/check``); this file holds what that cannot see.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from mit_waakstand.office import diagrams
from mit_waakstand.outbox import kinds

PROJECT = Path(__file__).parents[2]
TOPS = ("mit_waakstand", "signals", "afwegingskader", "draaiboek", "experts", "aanspreekpunt")
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40

# Stand beside the storeys: they run the house and import no app (a contract of their own).
BESIDE = {
    "mit_waakstand.celery",
    "mit_waakstand.embedded",
    "mit_waakstand.settings",
    "mit_waakstand.sign_in_settings",
}

# The only addresses that answer somebody who is not signed in.
PUBLIC = {
    "persoonlijk/brief/vergadering/",
    "persoonlijk/brief/weging/",
    "persoonlijk/brief/account/",
    ".well-known/security.txt",
    "agenda/brief.ics",
    "persoonlijk/brief/gegevens/",
    "persoonlijk/brief/gegevens/kopie/",
    "-/leeft",
    "-/gereed",
    "-/metrics",  # to anybody but our own monitoring it does not exist
    "contact/vraag/",
    "contact/vraag/verstuurd/brief/",
    "aanmelden/",
    "aanmelden/via/brief/",
    "aanmelden/via/brief/terug/",
    "account/niet-actief/",
    "beheer/logout/",
    "wachtwoord/vergeten/",
    "wachtwoord/vergeten/verstuurd/",
    "wachtwoord/nieuw/1-x/",
    "wachtwoord/nieuw/klaar/",
}


def modules() -> list[Path]:
    """Return our Python files, migrations apart."""
    found = [path for top in TOPS for path in sorted((PROJECT / top).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def storeys() -> list[list[str]]:
    """Return the layers of the first contract, from the top of the house down."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    contract = tomllib.loads(text)["tool"]["importlinter"]["contracts"][0]
    return [re.findall(r"[a-z_][\w.]*", layer) for layer in contract["layers"]]


def storey_of(module: str) -> int:
    """Return the number of the storey in which a module lives, 0 at the top."""
    for number, names in enumerate(storeys()):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return number
    message = f"{module} lives in no storey of the house"
    raise AssertionError(message)


def our_models() -> list[type[Model]]:
    """Return the models that are ours, their histories included."""
    return [model for model in apps.get_models() if model.__module__.startswith(TOPS)]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in modules():
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_every_part_of_the_house_has_its_storey() -> None:
    placed = {name for names in storeys() for name in names} | BESIDE

    parts = {path.stem for path in (PROJECT / "mit_waakstand").glob("*.py")}
    parts |= {path.parent.name for path in (PROJECT / "mit_waakstand").glob("*/__init__.py")}
    homeless = {f"mit_waakstand.{part}" for part in parts - {"__init__"}} - placed

    assert homeless == set()


def test_no_record_points_to_a_storey_above_its_own() -> None:
    relations = [
        (model, field.related_model)
        for model in our_models()
        for field in model._meta.get_fields()  # noqa: SLF001
        if isinstance(field, ForeignKey)  # OneToOneField is one too
    ]

    upward = [
        f"{model.__module__}.{model.__name__} -> {target.__module__}.{target.__name__}"
        for model, target in relations
        if target._meta.label != settings.AUTH_USER_MODEL  # noqa: SLF001
        and storey_of(target.__module__) < storey_of(model.__module__)
    ]

    assert len(relations) > 20
    assert upward == []


def test_every_module_can_be_read_in_one_go() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    too_long = {str(path.relative_to(PROJECT)) for path, n in lengths.items() if n > MOST_LINES}

    assert len(lengths) > 100
    assert too_long == set()


def test_every_file_of_tests_has_a_name_of_its_own() -> None:
    names = [path.name for path in (PROJECT / "tests").rglob("test_*.py")]

    assert len(names) > 200
    assert sorted(names) == sorted(set(names))  # or pytest collects one of two


def test_every_function_fits_on_a_screen() -> None:
    functions = [
        (f"{path.relative_to(PROJECT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    too_long = {name: lines for name, lines in functions if lines > MOST_LINES_OF_A_FUNCTION}

    assert len(functions) > 500
    assert too_long == {}


def test_every_question_and_guard_in_a_workflow_is_a_method_of_its_record() -> None:
    names = [
        (record, name)
        for record in diagrams.records()
        for step in record.STEPS
        for name in (*step.questions(), *step.guards)
    ]

    missing = [(record.__name__, name) for record, name in names if not hasattr(record, name)]

    assert len(names) > 10
    assert missing == []


def test_every_stamp_in_a_workflow_is_a_moment_and_a_person_on_its_record() -> None:
    stamps = [
        (record, step.stamp) for record in diagrams.records() for step in record.STEPS if step.stamp
    ]

    fields = {
        (record.__name__, stamp): {field.name for field in record._meta.get_fields()}  # noqa: SLF001
        for record, stamp in stamps
    }

    assert len(fields) > 5
    for (_, stamp), known in fields.items():
        assert {f"{stamp}_at", f"{stamp}_by"} <= known


def test_every_kind_of_work_that_is_put_is_offered_and_the_other_way_round() -> None:
    queues = {"put", "put_mails", "work_for", "put_each", "_queue"}

    put = {
        call.args[0].value
        for _, tree in trees()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in queues
        and isinstance(call.args[0], ast.Constant)
    }

    assert {"bake", "make_letter", "mail_issued"} <= put
    assert put == set(kinds)


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Yield every address that Django answers, with an example for each argument."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield _example_of(route)


def _example_of(route: str) -> str:
    groups = {"uidb36": "1", "key": "x"}
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda match: groups.get(match[1], "x"), route)
    route = re.sub(r"<(?:int|path):\w+>", "1", route)
    return re.sub(r"<[^>]+>", "brief", route).rstrip("$").replace("\\", "")


@pytest.mark.django_db
def test_every_address_asks_who_is_there_unless_it_is_on_the_public_list(client: Client) -> None:
    known = set(addresses())

    open_doors = {address for address in known if not _asks_to_sign_in(client, address)}

    assert len(known) > 40
    assert open_doors == PUBLIC


def _asks_to_sign_in(client: Client, address: str) -> bool:
    answer = client.get(f"/{address}")
    if answer.status_code == 405:
        answer = client.post(f"/{address}")
    if address == "werk":  # without its slash, it points to the worklist, which asks
        return answer.headers["Location"] == "/werk/"
    asks = ("/aanmelden/", "/beheer/login/")
    return answer.status_code == 302 and answer.headers["Location"].startswith(asks)
