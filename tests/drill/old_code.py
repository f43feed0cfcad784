"""A plugin of pytest: the tests of another version, on tables that were made already.

What empties all tables at its end is left out: old code does not know which tables are new.
"""

import os
from collections.abc import Generator

import pytest

NEVER = ("transactional_db", "live_server", "django_db_reset_sequences")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Hand over the servers of the drill; other settings of ours do not count."""
    given = {key[4:]: value for key, value in os.environ.items() if key.startswith("OLD_")}
    for key in [key for key in os.environ if key.startswith("MIT_")]:
        del os.environ[key]
    os.environ |= given
    return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what runs in one transaction that is taken back."""
    kept, left = [], []
    for item in items:
        mark = item.get_closest_marker("django_db")
        is_real = bool(mark and mark.kwargs.get("transaction"))
        uses = set(getattr(item, "fixturenames", ()))
        (left if is_real or uses & {*NEVER} else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)
