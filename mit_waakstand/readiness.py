"""The table of Paraatheid: apps say how their duties stand, the office shows them (domain §6).

It stands below the apps, so that an app which offers checks imports nothing above itself. One
function per check, in the app's module ``readiness``::

    @checks("draaiboek")
    def playbook_in_force(today: date) -> Finding
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import models

from mit_waakstand.offers import Offers


class Ground(models.TextChoices):
    """Why it is asked of the MIT in waakstand at all."""

    AGREED = "afgesproken", "afgesproken"
    OWN_NORM = "eigen_norm", "eigen norm"
    MACHINE = "techniek", "techniek"


class Status(models.TextChoices):
    """How a duty or precondition stands."""

    NOT_IN_ORDER = "niet_op_orde", "niet op orde"
    ATTENTION = "aandacht_nodig", "aandacht nodig"
    IN_ORDER = "op_orde", "op orde"


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where something can be seen or done: its words and its address in the office.

    ``permission``: who has it finds the page there; to others it is only a sentence.
    """

    label: str
    url: str
    permission: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How one duty stands today, why, what shows it, and the one act that mends it.

    ``source`` is the R-number behind it, or "eigen keuze". What is only an own norm is never red:
    such a finding cannot be made (ValueError).
    """

    title: str
    ground: Ground
    status: Status
    reason: str
    source: str = "eigen keuze"
    evidence: tuple[Link, ...] = ()
    act: Link | None = None

    def __post_init__(self) -> None:
        """Hold an own norm to amber at most, and what is not in order to a way out."""
        if self.ground == Ground.OWN_NORM and self.status == Status.NOT_IN_ORDER:
            message = f"an own norm is at most amber: {self.title}"
            raise ValueError(message)
        if self.status != Status.IN_ORDER and self.act is None:
            message = f"what is not in order names the act that mends it: {self.title}"
            raise ValueError(message)


checks: Offers[Callable[[date], Finding]] = Offers("readiness")
