"""Two rounds at one moment: the account of a year begins once, and nothing failed."""

from functools import partial

import pytest
from together import one_waits_for_the_other

from building import amsterdam
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.reminders import begin


@pytest.mark.django_db(transaction=True)
def test_a_round_that_finds_another_was_first_has_nothing_to_do() -> None:
    go_round = partial(begin, amsterdam(2027, 10, 1))

    refusal = one_waits_for_the_other(go_round, go_round)

    assert refusal is None
    assert YearAccount.objects.get().year == 2027
