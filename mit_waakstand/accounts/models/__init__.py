"""People with an account, the roles they had, and the sessions in which they are signed in."""

from mit_waakstand.accounts.models.assignments import RoleAssignment
from mit_waakstand.accounts.models.people import (
    ACTING_CPO,
    User,
    UserManager,
    display_name,
    recipients_of,
)
from mit_waakstand.accounts.models.sessions import IDLE, LONGEST, LiveSession

__all__ = [
    "ACTING_CPO",
    "IDLE",
    "LONGEST",
    "LiveSession",
    "RoleAssignment",
    "User",
    "UserManager",
    "display_name",
    "recipients_of",
]
