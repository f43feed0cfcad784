"""The kinds of what follows an issued signal (domain §3.3, 3.7)."""

from django.db import models


class MessageKind(models.TextChoices):
    """What can follow a signal. None of them stops the clock."""

    SUPPLEMENT = "aanvullend_bericht", "aanvullend bericht"
    INTERIM = "tussenbericht", "tussenbericht"
    CONVERSATION = "gespreksnotitie", "gespreksnotitie"
    FURTHER = "aanvullende_reactie", "aanvullende reactie"


PUBLIC_KINDS = (MessageKind.SUPPLEMENT, MessageKind.INTERIM, MessageKind.FURTHER)


class RevisionKind(models.TextChoices):
    """Why there is a new version of something public."""

    SUPPLEMENT = "aanvulling", "aanvulling"
    CORRECTION = "correctie", "correctie (rectificatie)"
    REMOVAL = "verwijderd", "verwijderd met bericht"
    OFFLINE = "offline gehaald", "offline gehaald (persoonsgegevens)"


# After these the page is a notice; offline is not the end, a cleaned version may follow.
REMOVED_KINDS = (RevisionKind.REMOVAL, RevisionKind.OFFLINE)

# What the lists can be asked for beside one state, as it stands in the address.
STILL_OPEN = "open"  # triggers about which nothing was decided
UNFINISHED = "lopend"  # signals with which somebody has something to do, or waits
DECIDED = "besloten"  # signals that are not public, while a decision about them is
WAITING = "wacht"  # signals without a response, late or not
