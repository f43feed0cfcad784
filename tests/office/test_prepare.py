"""``manage.py prepare`` on a database that other code made."""

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from mit_waakstand.office.management.commands.prepare import refuse_database_of_other_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder() -> MigrationRecorder:
    return MigrationRecorder(connection)


def test_a_database_of_this_code_is_taken() -> None:
    refuse_database_of_other_code()


def test_a_newer_database_is_taken_by_earlier_code(recorder: MigrationRecorder) -> None:
    recorder.record_applied("signals", "0999_of_tomorrow")

    refuse_database_of_other_code()


def test_a_database_that_went_another_way_is_refused(recorder: MigrationRecorder) -> None:
    recorder.record_applied("signals", "0999_of_elsewhere")
    recorder.record_unapplied("office", "0003_what_is_found")

    with pytest.raises(CommandError, match=r"signals\.0999_of_elsewhere is daarin gedaan"):
        refuse_database_of_other_code()


def test_what_an_app_left_behind_that_is_gone_does_not_matter(recorder: MigrationRecorder) -> None:
    recorder.record_applied("app_of_the_past", "0001_initial")
    recorder.record_unapplied("office", "0003_what_is_found")

    refuse_database_of_other_code()
