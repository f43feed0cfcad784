"""The workflow tables of domain §3: which step leads from where to where, and who takes it.

Everything reads them: ``workflow.step``, the buttons, the tests and the diagrams in the docs.
"""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps


class Route(models.TextChoices):
    """The three routes that may lead to a signal (R-041)."""

    A1_STATUS = "a1", "A1-status van een infectieziekte"
    OMT_CONVENED = "omt", "samenkomst van het OMT"
    OWN_INITIATIVE = "eigen", "eigen initiatief"


class TriggerState(models.TextChoices):
    """States of a trigger (domain §3.1)."""

    REGISTERED = "geregistreerd", "geregistreerd"
    WITH_CPO = "beoordeling_cpo", "beoordeling CPO"
    NOT_CONVENED = "geen_samenkomst", "geen samenkomst nodig"
    WEIGHED = "in_weging", "wordt gewogen"
    NO_SIGNAL = "besloten_geen_signaal", "besloten: geen signaal"
    SIGNAL = "besloten_signaal", "besloten: signaal"
    MERGED = "gevoegd", "gevoegd bij een andere aanleiding"
    VOID = "onterecht", "onterecht geregistreerd"
    HANDED_OVER = "overgedragen", "overgedragen aan commissie MIT"


class WeighingState(models.TextChoices):
    """States of a weighing (domain §3.2)."""

    OPEN = "open", "open"
    CLOSED = "gesloten", "gesloten"


class SignalState(models.TextChoices):
    """States of a signal (domain §3.3). Late is derived, never stored."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    ISSUED = "uitgebracht", "uitgebracht"
    ANSWERED = "reactie_ontvangen", "reactie ontvangen"
    PUBLISHED = "gepubliceerd", "gepubliceerd"
    WITHDRAWN = "ingetrokken", "ingetrokken"


ISSUED_OR_LATER = (SignalState.ISSUED, SignalState.ANSWERED, SignalState.PUBLISHED)


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


TRIGGER_STEPS = Steps(
    Step(
        verb="register",
        label="Aanleiding vastleggen",
        sentence="heeft de aanleiding vastgelegd",
        sources=_from(START),
        target=TriggerState.REGISTERED,
        permission="trigger.register",
        stamp="registered",
        by_hand=False,
    ),
    Step(
        verb="submit",
        label="Voorleggen aan de CPO",
        sentence="heeft de aanleiding voorgelegd aan de CPO",
        sources=_from(TriggerState.REGISTERED),
        target=TriggerState.WITH_CPO,
        permission="trigger.submit",
        when=("is_omt",),
    ),
    Step(
        verb="convene",
        label="Samenkomen: weging openen",
        sentence="heeft besloten dat het MIT in waakstand samenkomt",
        sources=_from(TriggerState.WITH_CPO),
        target=TriggerState.WEIGHED,
        permission="trigger.convene",
        stamp="assessed",
        when=("is_omt",),
        guards=("lacks_weegvragen",),
    ),
    Step(
        verb="do_not_convene",
        label="Geen samenkomst nodig",
        sentence="heeft besloten dat geen samenkomst nodig is",
        sources=_from(TriggerState.WITH_CPO),
        target=TriggerState.NOT_CONVENED,
        permission="trigger.do_not_convene",
        stamp="assessed",
        when=("is_omt",),
    ),
    Step(
        verb="weigh",
        label="Weging openen",
        sentence="heeft de aanleiding in een weging gebracht",
        sources=_from(TriggerState.REGISTERED),
        target=TriggerState.WEIGHED,
        permission="trigger.weigh",
        when=("is_not_omt",),
        guards=("lacks_weegvragen",),
    ),
    Step(
        verb="complete",
        label="Vindplaats aanvullen",
        sentence="heeft de vindplaats in de Staatscourant vastgelegd",
        sources=_from(
            TriggerState.REGISTERED,
            TriggerState.WEIGHED,
            TriggerState.SIGNAL,
            TriggerState.NO_SIGNAL,
        ),
        permission="trigger.complete",
        when=("is_a1", "has_no_reference"),
    ),
    Step(
        verb="decide_signal",
        label="Besluit: signaal",
        sentence="heeft over de aanleiding besloten: signaal",
        sources=_from(TriggerState.WEIGHED),
        target=TriggerState.SIGNAL,
        permission="weighing.close",
        by_hand=False,
    ),
    Step(
        verb="decide_no_signal",
        label="Besluit: geen signaal",
        sentence="heeft over de aanleiding besloten: geen signaal",
        sources=_from(TriggerState.WEIGHED),
        target=TriggerState.NO_SIGNAL,
        permission="weighing.close",
        by_hand=False,
    ),
)

WEIGHING_STEPS = Steps(
    Step(
        verb="open",
        label="Weging openen",
        sentence="heeft de weging geopend",
        sources=_from(START),
        target=WeighingState.OPEN,
        permission="weighing.open",
        stamp="opened",
        by_hand=False,
    ),
    Step(
        verb="invite",
        label="Expert uitnodigen",
        sentence="heeft een expert uitgenodigd",
        sources=_from(WeighingState.OPEN),
        permission="weighing.invite",
    ),
    Step(
        verb="answer",
        label="Weegvragen beantwoorden",
        sentence="heeft weegvragen beantwoord",
        sources=_from(WeighingState.OPEN),
        permission="weighing.answer",
    ),
    Step(
        verb="give_opinion",
        label="Standpunt geven",
        sentence="heeft een standpunt gegeven",
        sources=_from(WeighingState.OPEN),
        permission="weighing.opinion",
    ),
    Step(
        verb="close",
        label="Weging sluiten",
        sentence="heeft de weging gesloten",
        sources=_from(WeighingState.OPEN),
        target=WeighingState.CLOSED,
        permission="weighing.close",
        stamp="closed",
        guards=("lacks_answers",),
    ),
)

SIGNAL_STEPS = Steps(
    Step(
        verb="draft",
        label="Signaal opstellen",
        sentence="heeft een concept van een signaal gemaakt",
        sources=_from(START),
        target=SignalState.DRAFT,
        permission="signal.draft",
        stamp="drafted",
        by_hand=False,
    ),
    Step(
        verb="edit",
        label="Tekst bewerken",
        sentence="heeft de tekst bewerkt",
        sources=_from(SignalState.DRAFT),
        permission="signal.edit",
    ),
    Step(
        verb="adopt",
        label="Vaststellen",
        sentence="heeft het signaal vastgesteld",
        sources=_from(SignalState.DRAFT),
        target=SignalState.ADOPTED,
        permission="signal.adopt",
        stamp="adopted",
        guards=("lacks_text", "lacks_closed_weighing"),
    ),
    Step(
        verb="issue",
        label="Uitbrengen aan de SG",
        sentence="heeft het signaal uitgebracht aan de SG van SZW",
        sources=_from(SignalState.ADOPTED),
        target=SignalState.ISSUED,
        permission="signal.issue",
        stamp="issued",
    ),
    Step(
        verb="respond",
        label="Reactie vastleggen",
        sentence="heeft de reactie van de SG vastgelegd",
        sources=_from(SignalState.ISSUED),
        target=SignalState.ANSWERED,
        permission="signal.respond",
        stamp="answered",
    ),
    Step(
        verb="publish",
        label="Publiceren",
        sentence="heeft signaal en reactie gepubliceerd",
        sources=_from(SignalState.ANSWERED),
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
        sources=_from(SignalState.DRAFT),
        target=SignalState.WITHDRAWN,
        permission="weighing.close",
        stamp="withdrawn",
        by_hand=False,
    ),
)
