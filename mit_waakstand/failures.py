"""Two ways in which work may fail that say more than "something went wrong".

Both carry a Dutch sentence for the beheerder; neither is an error of ours.
"""


class ForGoodError(Exception):
    """It will never work as it stands, so trying again is of no use: it fails at once."""


class ForNowError(Exception):
    """Something outside is away or busy: worth trying again for days."""
