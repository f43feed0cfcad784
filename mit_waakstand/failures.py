"""Ways in which work may fail that say more than "something went wrong".

Each carries a Dutch sentence for the beheerder; none is an error of ours.
"""


class ForGoodError(Exception):
    """It will never work as it stands, so trying again is of no use: it fails at once."""


class ForNowError(Exception):
    """Something outside is away or busy: worth trying again for days."""


class PerhapsDoneError(ForNowError):
    """It broke off where nobody can tell whether it was done: worth trying again all the same."""
