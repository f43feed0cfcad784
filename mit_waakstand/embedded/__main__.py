"""``python -m mit_waakstand.embedded`` runs the house; with ``diensten`` only what it stands on."""

import argparse
import sys

from django.core.exceptions import ImproperlyConfigured

from mit_waakstand.embedded import house
from mit_waakstand.embedded.errors import CannotStartError
from mit_waakstand.embedded.plan import Plan
from mit_waakstand.embedded.voice import say


def main(words: list[str]) -> int:
    """Run what was asked until it is stopped, and return the exit code."""
    parser = argparse.ArgumentParser(prog="bin/start", description="Start MIT in waakstand.")
    parser.add_argument("wat", nargs="?", choices=["alles", "diensten"], default="alles")
    wanted = parser.parse_args(words).wat
    try:
        plan = Plan.from_environment()
        (house.run if wanted == "alles" else house.run_services)(plan)
    except (CannotStartError, ImproperlyConfigured) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        say("MIT in waakstand is gestopt.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
