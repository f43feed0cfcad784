"""Robustness 24 for the shop window: the worker is killed while it bakes."""

import random
from itertools import count
from pathlib import Path

import pytest
from drill.killing import HOWS, dangling, left_undone, struck, undisturbed
from publication_samples import a_published_signal

from mit_waakstand.public_site import bake
from mit_waakstand.public_site.models import Publication

ROUNDS = 5


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_while_it_bakes_leaves_old_pages_or_new_ones_and_no_dead_link(
    public_root: Path,  # noqa: ARG001
) -> None:
    numbers = count(1)

    def publish() -> Publication:
        return a_published_signal(f"MIW-2026-{next(numbers):02}")

    bake.everything()
    whole = undisturbed(publish)
    chance = random.Random()  # noqa: S311  (no secret)

    rounds = [struck(publish, whole.blow(chance, HOWS[n % len(HOWS)])) for n in range(ROUNDS)]

    assert [done.wrong for done in rounds] == [[]] * ROUNDS, rounds
    assert left_undone() == 0
    assert sum(done.was_killed for done in rounds) >= ROUNDS - 1, rounds


def test_a_dead_link_is_seen() -> None:
    files = {"index.html": b'<a href="/signalen/">', "sitemap.xml": b"<loc>/weg/</loc>"}

    assert len(dangling(files)) == 2
    assert dangling(files | {"signalen/index.html": b"", "weg/index.html": b""}) == []
