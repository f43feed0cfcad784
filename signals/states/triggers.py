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


OPEN = (TriggerState.REGISTERED, TriggerState.WITH_CPO)  # nothing was decided yet

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
        verb="uphold",
        label="De vorige beoordeling blijft gelden",
        sentence="heeft besloten dat de vorige beoordeling blijft gelden",
        sources=sources(TriggerState.WITH_CPO),
        target=TriggerState.NOT_CONVENED,
        permission="trigger.uphold",
        stamp="assessed",
        when=("is_omt",),
        guards=("lacks_earlier_assessment",),
    ),
    Step(
        verb="reconsider",
        label="Opnieuw beoordelen",
        sentence="heeft de aanleiding opnieuw in beoordeling genomen",
        sources=sources(TriggerState.NOT_CONVENED),
        target=TriggerState.WITH_CPO,
        permission="trigger.reconsider",
        stamp="reconsidered",
        when=("is_omt",),
        aside=True,
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
            TriggerState.MERGED,
        ),
        permission="trigger.complete",
        when=("is_a1",),
        still=("has_no_reference",),
    ),
    Step(
        verb="end_a1",
        label="Einddatum vastleggen",
        sentence="heeft vastgelegd wanneer de A1-status eindigt",
        sources=sources(
            TriggerState.REGISTERED,
            TriggerState.WEIGHED,
            TriggerState.SIGNAL,
            TriggerState.NO_SIGNAL,
            TriggerState.MERGED,
        ),
        permission="trigger.end_a1",
        when=("is_a1",),
        still=("has_no_end",),
        aside=True,
    ),
    Step(
        verb="correct_facts",
        label="Gegevens verbeteren",
        sentence="heeft de gegevens verbeterd",
        sources=sources(*OPEN),
        permission="trigger.correct_facts",
        aside=True,
    ),
    Step(
        verb="merge",
        label="Samenvoegen",
        sentence="heeft de aanleiding bij een andere gevoegd",
        sources=sources(*OPEN),
        target=TriggerState.MERGED,
        permission="trigger.merge",
        stamp="closed",
        guards=("lacks_a_place_to_merge",),
        aside=True,
    ),
    Step(
        verb="void",
        label="Onterecht vastgelegd",
        sentence="heeft bepaald dat de aanleiding onterecht is geregistreerd",
        sources=sources(*OPEN),
        target=TriggerState.VOID,
        permission="trigger.void",
        stamp="closed",
        aside=True,
    ),
    Step(
        verb="hand_over",
        label="Overdragen aan de commissie MIT",
        sentence="heeft de aanleiding overgedragen aan de commissie MIT",
        sources=sources(*OPEN),
        target=TriggerState.HANDED_OVER,
        permission="trigger.hand_over",
        stamp="closed",
        guards=("is_not_suspended",),
        aside=True,
    ),
    Step(
        verb="report_outside_scope",
        label="Melden: buiten de opdracht van de commissie",
        sentence="heeft gemeld dat de ziekte buiten de opdracht van de commissie MIT valt",
        sources=sources(*OPEN),
        permission="trigger.hand_over",
        stamp="outside_scope",
        still=("has_no_scope_report",),
        guards=("is_not_suspended",),
        aside=True,
    ),
    Step(
        verb="cover",
        label="Meewegen",
        sentence="heeft de gevoegde aanleiding mee in de weging gebracht",
        sources=sources(TriggerState.MERGED),
        permission="trigger.weigh",
        by_hand=False,
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
