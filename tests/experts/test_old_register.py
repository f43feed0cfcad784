"""The register as it was, with words for organisations, becomes the lists; nothing is lost.

One name in other capitals is one organisation, so of "scp" the capitals are all that goes.
"""

from collections.abc import Generator
from datetime import timedelta
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

pytestmark = pytest.mark.django_db

OLD = [("experts", "0001_initial")]


@pytest.fixture
def _empty_schema() -> Generator[None, None, None]:
    """Work in a schema without tables, next to that of the tests; it goes with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA old_house")
        cursor.execute("SET LOCAL search_path TO old_house")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that tables can change right after
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET search_path TO DEFAULT")


def migrate(targets: list[tuple[str, str]]) -> Apps:
    """Bring the schema to these migrations, and return the models as they were then."""
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


def newest() -> list[tuple[str, str]]:
    return list(MigrationExecutor(connection).loader.graph.leaf_nodes("experts"))


def put_old_rows(apps: Apps) -> None:
    """Put three people in the old register; the first worked somewhere else before."""
    experts, history = (apps.get_model("experts", name) for name in ("Expert", "HistoricalExpert"))
    account = apps.get_model("accounts", "User").objects.create(username="anna", role="expert")
    now = timezone.now()
    rows: list[dict[str, Any]] = [
        {
            "name": "Anna van der Aap",
            "name_key": "aap anna van der",
            "expertise": "economie",
            "function": "hoogleraar",
            "organisation": "SCP",
            "email": "anna@voorbeeld.invalid",
            "is_former_member": True,
            "user": account,
        },
        {
            "name": "Bert Beer",
            "name_key": "beer bert",
            "expertise": "Economie",
            "organisation": "scp",
        },
        {"name": "Cor de Das", "name_key": "das cor de", "expertise": "zorg", "organisation": ""},
    ]
    for row in rows:
        made = experts.objects.create(**row)
        told = {**row, "id": made.pk, "history_type": "+"}
        before = now - timedelta(days=400)
        history.objects.create(**told | {"organisation": "CPB"}, history_date=before)
        history.objects.create(**told | {"history_type": "~"}, history_date=now)


@pytest.mark.usefixtures("_empty_schema")
def test_the_old_register_moves_to_the_lists_and_back_without_loss() -> None:
    put_old_rows(migrate(OLD))

    experts = migrate(newest()).get_model("experts", "Expert")
    moved = [
        (
            one.name,
            one.function,
            one.email,
            one.is_former_member,
            one.user and one.user.username,
            one.institute and one.institute.name,
            [expertise.name for expertise in one.expertises.all()],
            one.state,
        )
        for one in experts.objects.order_by("pk")
    ]
    added = {(timezone.now() - one.added_at).days for one in experts.objects.all()}
    references = set(experts.objects.values_list("reference", flat=True))
    back = migrate(OLD)
    old_again = back.get_model("experts", "Expert").objects.order_by("pk")
    old_values = back.get_model("experts", "HistoricalExpert").objects.order_by("pk")

    assert moved == [
        (
            "Anna van der Aap",
            "hoogleraar",
            "anna@voorbeeld.invalid",
            True,
            "anna",
            "SCP",
            ["economie"],
            "in_register",
        ),
        ("Bert Beer", "", "", False, None, "SCP", ["economie"], "in_register"),
        ("Cor de Das", "", "", False, None, None, ["zorg"], "in_register"),
    ]
    assert (added, len(references)) == ({400}, 3)
    assert [(one.organisation, one.expertise) for one in old_again] == [
        ("SCP", "economie"),
        ("SCP", "Economie"),
        ("", "zorg"),
    ]
    assert [one.organisation for one in old_values] == ["CPB", "SCP", "CPB", "SCP", "CPB", ""]
