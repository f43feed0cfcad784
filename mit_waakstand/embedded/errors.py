"""The one error that a person at the keyboard gets to read."""


class CannotStartError(Exception):
    """Something must be changed before we can start; the message says what, in Dutch."""
