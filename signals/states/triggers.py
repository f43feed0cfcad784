"""What may happen to a trigger (domain §3.1)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


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


TRIGGER_STEPS = Steps(
    Step(
        verb="register",
        label="Aanleiding vastleggen",
        sentence="heeft de aanleiding vastgelegd",
        sources=sources(START),
        target=TriggerState.REGISTERED,
        permission="trigger.register",
        stamp="registered",
        by_hand=False,
    ),
    Step(
        verb="submit",
        label="Voorleggen aan de CPO",
        sentence="heeft de aanleiding voorgelegd aan de CPO",
        sources=sources(TriggerState.REGISTERED),
        target=TriggerState.WITH_CPO,
        permission="trigger.submit",
        when=("is_omt",),
    ),
    Step(
        verb="convene",
        label="Samenkomen: weging openen",
        sentence="heeft besloten dat het MIT in waakstand samenkomt",
        sources=sources(TriggerState.WITH_CPO),
        target=TriggerState.WEIGHED,
        permission="trigger.convene",
        stamp="assessed",
        when=("is_omt",),
        guards=("is_suspended", "lacks_weegvragen"),
    ),
    Step(
        verb="do_not_convene",
        label="Geen samenkomst nodig",
        sentence="heeft besloten dat geen samenkomst nodig is",
        sources=sources(TriggerState.WITH_CPO),
        target=TriggerState.NOT_CONVENED,
        permission="trigger.do_not_convene",
        stamp="assessed",
        when=("is_omt",),
    ),
    Step(
        verb="weigh",
        label="Weging openen",
        sentence="heeft de aanleiding in een weging gebracht",
        sources=sources(TriggerState.REGISTERED),
        target=TriggerState.WEIGHED,
        permission="trigger.weigh",
        when=("is_not_omt",),
        guards=("is_suspended", "lacks_weegvragen"),
    ),
    Step(
        verb="complete",
        label="Vindplaats aanvullen",
        sentence="heeft de vindplaats in de Staatscourant vastgelegd",
        sources=sources(
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
        sources=sources(TriggerState.WEIGHED),
        target=TriggerState.SIGNAL,
        permission="weighing.close",
        by_hand=False,
    ),
    Step(
        verb="decide_no_signal",
        label="Besluit: geen signaal",
        sentence="heeft over de aanleiding besloten: geen signaal",
        sources=sources(TriggerState.WEIGHED),
        target=TriggerState.NO_SIGNAL,
        permission="weighing.close",
        by_hand=False,
    ),
)
