"""Twenty people act at one moment, each on a connection of his own: the chain stays whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from building import amsterdam
from mit_waakstand.accounts.models import User
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail import verification
from mit_waakstand.trail.models import Event

WRITERS, ACTS = 20, 3


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_at_once_make_one_unbroken_chain(secretary: User) -> None:
    together = Barrier(WRITERS)

    def write(writer: int) -> None:
        try:
            connection.ensure_connection()
            together.wait(timeout=20)
            for number in range(ACTS):
                disease = f"ziekte {writer}.{number}"
                open_situation(disease=disease, by=secretary, at=amsterdam(2026, 9, 1))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    positions = list(Event.objects.values_list("position", flat=True))
    assert positions == list(range(1, WRITERS * ACTS + 1))
    assert list(verification.problems()) == []
