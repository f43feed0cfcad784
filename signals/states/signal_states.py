"""The states of a signal (domain §3.3)."""

from django.db import models


class SignalState(models.TextChoices):
    """States of a signal (domain §3.3). Late is derived, never stored."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    ISSUED = "uitgebracht", "uitgebracht"
    ANSWERED = "reactie_ontvangen", "reactie ontvangen"
    PUBLISHED = "gepubliceerd", "gepubliceerd"
    WITHDRAWN = "ingetrokken", "ingetrokken"


ISSUED_OR_LATER = (SignalState.ISSUED, SignalState.ANSWERED, SignalState.PUBLISHED)
