"""What may happen to a signal (domain §3.3)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class SignalState(models.TextChoices):
    """States of a signal (domain §3.3). Late is derived, never stored."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    ISSUED = "uitgebracht", "uitgebracht"
    ANSWERED = "reactie_ontvangen", "reactie ontvangen"
    PUBLISHED = "gepubliceerd", "gepubliceerd"
    WITHDRAWN = "ingetrokken", "ingetrokken"


ISSUED_OR_LATER = (SignalState.ISSUED, SignalState.ANSWERED, SignalState.PUBLISHED)

SIGNAL_STEPS = Steps(
    Step(
        verb="draft",
        label="Signaal opstellen",
        sentence="heeft een concept van een signaal gemaakt",
        sources=sources(START),
        target=SignalState.DRAFT,
        permission="signal.draft",
        stamp="drafted",
        guards=("is_suspended",),
        by_hand=False,
    ),
    Step(
        verb="edit",
        label="Tekst bewerken",
        sentence="heeft de tekst bewerkt",
        sources=sources(SignalState.DRAFT),
        permission="signal.edit",
    ),
    Step(
        verb="adopt",
        label="Vaststellen",
        sentence="heeft het signaal vastgesteld",
        sources=sources(SignalState.DRAFT),
        target=SignalState.ADOPTED,
        permission="signal.adopt",
        stamp="adopted",
        guards=("lacks_text", "lacks_closed_weighing"),
    ),
    Step(
        verb="issue",
        label="Uitbrengen aan de SG",
        sentence="heeft het signaal uitgebracht aan de SG van SZW",
        sources=sources(SignalState.ADOPTED),
        target=SignalState.ISSUED,
        permission="signal.issue",
        stamp="issued",
        guards=("is_suspended",),
    ),
    Step(
        verb="respond",
        label="Reactie vastleggen",
        sentence="heeft de reactie van de SG vastgelegd",
        sources=sources(SignalState.ISSUED),
        target=SignalState.ANSWERED,
        permission="signal.respond",
        stamp="answered",
    ),
    Step(
        verb="publish",
        label="Publiceren",
        sentence="heeft signaal en reactie gepubliceerd",
        sources=sources(SignalState.ANSWERED),
        target=SignalState.PUBLISHED,
        permission="signal.publish",
        stamp="published",
        when=("is_real",),
        guards=("lacks_files", "lacks_gazette_reference"),
    ),
    Step(
        verb="withdraw",
        label="Intrekken",
        sentence="heeft het concept ingetrokken",
        sources=sources(SignalState.DRAFT),
        target=SignalState.WITHDRAWN,
        permission="weighing.close",
        stamp="withdrawn",
        by_hand=False,
    ),
)
