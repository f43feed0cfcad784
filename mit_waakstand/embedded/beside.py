"""``python -m mit_waakstand.embedded.beside WORDS``: ``manage.py`` in the house of ``bin/start``.

Where ``DATABASE_URL`` names another database, that one is used, and our own settings stay out.
"""

import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

from mit_waakstand.embedded import postgres, valkey
from mit_waakstand.embedded.errors import CannotStartError
from mit_waakstand.embedded.plan import PROJECT, Plan


def main(words: list[str]) -> NoReturn:
    """Become ``manage.py``; ends with the reason in Dutch when that cannot be."""
    try:
        given = environment(Plan.from_environment())
    except (CannotStartError, ImproperlyConfigured) as error:
        sys.exit(str(error))
    words = [sys.executable, str(PROJECT / "manage.py"), *words]
    os.execve(sys.executable, words, os.environ | given)  # noqa: S606


def environment(plan: Plan) -> Mapping[str, str]:
    """Return the settings of the house that runs in the plan's directory.

    Nothing when a database was given from outside. Raises CannotStartError when nothing runs.
    """
    if plan.database_url is not None:
        return {}
    if not (plan.postgres / postgres.SOCKET).exists():
        message = (
            f"In {plan.state_dir} draait niets. Start met bin/start, of zet DATABASE_URL. "
            "Terugzetten in een lege map: eerst bin/start diensten."
        )
        raise CannotStartError(message)
    given = plan.environment(
        database_url=postgres.url(plan.postgres), redis_url=valkey.url(plan.valkey)
    )
    return {name: value for name, value in given.items() if name not in {*plan.mark, "TMPDIR"}}


if __name__ == "__main__":
    main(sys.argv[1:])
