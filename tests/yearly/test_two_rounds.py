"""Two rounds at one moment: the account of a year begins once, and nothing failed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from building import amsterdam
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.reminders import begin

OCTOBER = amsterdam(2027, 10, 1)


def _elsewhere() -> None:
    """Go round on a connection of another thread."""
    try:
        begin(OCTOBER)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_round_that_finds_another_was_first_has_nothing_to_do() -> None:
    others = []

    def just_before(
        execute: Callable[..., Any], sql: str, params: object, many: object, context: object
    ) -> Any:
        if sql.startswith('INSERT INTO "yearly_yearaccount"') and not others:
            others.append(OCTOBER)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(_elsewhere).result()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(just_before):
        begin(OCTOBER)

    assert others
    assert YearAccount.objects.get().year == 2027
