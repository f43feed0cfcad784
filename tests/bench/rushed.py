"""Makes a house with one published signal and an office in use; prints a CPO's cookie as JSON."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mit_waakstand.settings")

import django

django.setup()

from asking import signed_in_with_both_steps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from publication_samples import a_published_signal  # noqa: E402

from building import a_signal, person  # noqa: E402
from mit_waakstand.accounts.roles import Role  # noqa: E402
from signals.states import SignalState  # noqa: E402

IN_HAND = (SignalState.DRAFT, SignalState.ADOPTED, SignalState.ISSUED, SignalState.ISSUED)


def main() -> None:
    """Fill the database, bake the site, and sign the CPO in."""
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    call_command("prepare", verbosity=0)
    a_published_signal("MIW-2026-01")
    for state in IN_HAND:
        a_signal(state)
    call_command("bake", verbosity=0)
    client = signed_in_with_both_steps(person(Role.CPO))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    answer = {"cookie": f"{settings.SESSION_COOKIE_NAME}={session.value}"}
    sys.__stdout__.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
