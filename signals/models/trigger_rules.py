"""What is always true of a trigger (domain §3.1); PostgreSQL keeps these rules.

Rules about two triggers at once stand as database triggers in the migrations.
"""

from django.db import models
from django.db.models import F, Q

from signals.states import Route, TriggerState

ONLY_OMT = (TriggerState.WITH_CPO, TriggerState.NOT_CONVENED)
IN_A_WEIGHING = (TriggerState.WEIGHED, TriggerState.SIGNAL, TriggerState.NO_SIGNAL)
CLOSED = (TriggerState.MERGED, TriggerState.VOID, TriggerState.HANDED_OVER)

OF_AN_ASSESSMENT = [
    models.CheckConstraint(
        condition=Q(route=Route.OMT_CONVENED) | ~Q(state__in=ONLY_OMT),
        name="only_an_omt_is_assessed_by_the_cpo",
        violation_error_message="Alleen bij het OMT kan zonder weging worden besloten.",
    ),
    models.CheckConstraint(
        condition=~Q(route=Route.OMT_CONVENED)
        | ~Q(state__in=(*IN_A_WEIGHING, TriggerState.NOT_CONVENED))
        | Q(assessed_at__isnull=False) & ~Q(assessment=""),
        name="omt_goes_on_after_a_reasoned_assessment",
        violation_error_message="De CPO beoordeelt eerst, met een reden.",
    ),
    models.CheckConstraint(
        condition=Q(assessed_at=None, assessed_by=None)
        | Q(assessed_at__isnull=False, assessed_by__isnull=False),
        name="trigger_assessment_says_when_and_by_whom",
    ),
    models.CheckConstraint(
        condition=Q(review_on=None, upholds=None) | Q(state=TriggerState.NOT_CONVENED),
        name="only_geen_samenkomst_holds_until_a_review_date",
        violation_error_message="Alleen “geen samenkomst nodig” geldt tot een datum.",
    ),
    models.CheckConstraint(
        condition=Q(review_on=None) | Q(upholds=None),
        name="upheld_assessment_keeps_its_review_date",
        violation_error_message="De beoordeling die blijft gelden, houdt haar eigen datum.",
    ),
    models.CheckConstraint(
        condition=Q(reconsidered_at=None, reconsidered_by=None)
        | Q(reconsidered_at__isnull=False, reconsidered_by__isnull=False)
        & ~Q(new_facts="")
        & ~Q(reconsideration=""),
        name="reconsidering_has_new_facts_and_reasons",
        violation_error_message="Opnieuw beoordelen kan met nieuwe feiten en een reden.",
    ),
]
OF_AN_END = [
    models.CheckConstraint(
        condition=Q(weighing=None) & ~Q(state__in=IN_A_WEIGHING)
        | Q(weighing__isnull=False, state__in=(*IN_A_WEIGHING, TriggerState.MERGED)),
        name="trigger_is_weighed_in_a_weighing",
        violation_error_message="Een aanleiding wordt gewogen in een weging.",
    ),
    models.CheckConstraint(
        condition=Q(merged_into=None) & ~Q(state=TriggerState.MERGED)
        | Q(merged_into__isnull=False, state=TriggerState.MERGED),
        name="merged_trigger_says_into_which",
        violation_error_message="Kies de aanleiding waarbij u deze voegt.",
    ),
    models.CheckConstraint(
        condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
        name="trigger_is_not_merged_into_itself",
        violation_error_message="Een aanleiding kan niet bij zichzelf worden gevoegd.",
    ),
    models.CheckConstraint(
        condition=~Q(route=Route.A1_STATUS, state=TriggerState.MERGED) | Q(weighing__isnull=False),
        name="merged_a1_is_covered_by_a_weighing",
        violation_error_message="Een A1-status wordt altijd gewogen.",
    ),
    models.CheckConstraint(
        condition=Q(closed_at=None, closed_by=None) & ~Q(state__in=CLOSED)
        | Q(closed_at__isnull=False, closed_by__isnull=False, state__in=CLOSED),
        name="closed_trigger_says_when_and_by_whom",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=CLOSED) | ~Q(closing_reason=""),
        name="closed_trigger_has_reasons",
        violation_error_message="Afsluiten kan alleen met een reden.",
    ),
    models.CheckConstraint(
        condition=Q(state=TriggerState.HANDED_OVER, handed_to__isnull=False)
        | Q(handed_to=None) & ~Q(state=TriggerState.HANDED_OVER),
        name="handed_over_trigger_says_to_which_commission",
        violation_error_message="Overdragen kan alleen aan een commissie MIT.",
    ),
    models.CheckConstraint(
        condition=Q(outside_scope_at=None, outside_scope_by=None, outside_scope="")
        | Q(outside_scope_at__isnull=False, outside_scope_by__isnull=False) & ~Q(outside_scope=""),
        name="report_outside_scope_has_reasons",
        violation_error_message="Melden kan alleen met een reden.",
    ),
]
OF_FACTS = [
    models.CheckConstraint(
        condition=~Q(route=Route.OMT_CONVENED) | ~Q(informed_by="", learned_from=""),
        name="omt_says_how_it_was_heard_of",
        violation_error_message="Vul in wie u informeerde, of hoe u het zelf vernam.",
    ),
    models.CheckConstraint(
        condition=Q(ended_on=None) | Q(route=Route.A1_STATUS, ended_on__gte=F("happened_on")),
        name="only_an_a1_ends_and_not_before_it_starts",
        violation_error_message="Een A1-status eindigt niet voordat zij begint.",
    ),
]
TRIGGER_RULES: list[models.BaseConstraint] = [*OF_AN_ASSESSMENT, *OF_AN_END, *OF_FACTS]
