"""What we say to whoever started us."""

import sys


def say(text: str) -> None:
    """Print a text at once, also when the output goes to a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
