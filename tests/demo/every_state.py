"""What the demonstration shows: every state of every workflow, and what is beside the states."""

from datetime import date, timedelta

from django.utils import timezone

from mit_waakstand.deputies.models import Deputy, DeputyState
from mit_waakstand.office import diagrams
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import Record
from signals.models import (
    Commission,
    DecisionKind,
    Leak,
    Message,
    MessageKind,
    MinisterDecision,
    Outcome,
    Participant,
    Revision,
    RevisionKind,
    Signal,
    StandingDecision,
    Suspension,
    Trigger,
    Weighing,
)
from signals.states import SignalState, SuspensionState, TriggerState, WeighingState

# Every state that a record can be in, written out; compared with the tables and with the records.
STATES = {
    "Trigger": {
        "geregistreerd",
        "beoordeling_cpo",
        "geen_samenkomst",
        "in_weging",
        "besloten_geen_signaal",
        "besloten_signaal",
        "gevoegd",
        "onterecht",
        "overgedragen",
    },
    "Proposal": {"ingediend", "overgenomen", "afgewezen"},
    "Weighing": {"open", "gesloten"},
    "Signal": {
        "concept",
        "vastgesteld",
        "uitgebracht",
        "reactie_ontvangen",
        "gepubliceerd",
        "ingetrokken",
    },
    "MinisterDecision": {"vastgelegd", "vervangen"},
    "Commission": {"vastgelegd"},
    "Suspension": {"voorgesteld", "lopend", "beeindigd", "vervallen"},
    "Deputy": {"aangewezen", "treedt_op", "beeindigd"},
    "WeighingQuestions": {"concept", "ingetrokken", "vastgesteld", "vervangen"},
    "KaderEdition": {"concept", "ingetrokken", "vastgesteld", "vervangen"},
    "Assessment": {"open", "gesloten"},
    "Meeting": {"gepland", "gehouden", "afgelast"},
    "Expert": {"in_register", "uit_register", "gewist"},
    "Question": {
        "ontvangen",
        "in_behandeling",
        "beantwoord",
        "doorverwezen",
        "geen_antwoord",
        "spam",
    },
    "PlaybookEdition": {"concept", "ingetrokken", "vastgesteld", "vervangen"},
    "PlaybookRun": {"loopt", "afgesloten"},
    "RunStep": {"open", "gedaan", "overgeslagen"},
    "Inject": {"gepland", "ingetrokken"},
    "Lesson": {"open", "overgenomen", "afgewezen"},
    "YearAccount": {"concept", "vastgesteld", "aangeboden"},
    "Minutes": {"concept", "vastgesteld", "vervangen"},
    "ActionItem": {"open", "gedaan", "vervallen"},
    "Dossier": {"vrij", "vastgehouden"},
    "Handover": {"voorbereid", "overgedragen", "teruggekomen"},
    "WooReview": {"concept", "vastgesteld"},
    "HeldFile": {"tegengehouden", "afgehandeld"},
}
# Who acts for the CPO now would do so in the whole demonstration.
NOT_SHOWN = {
    "Deputy": {"treedt_op"},
    "KaderEdition": {"vervangen"},
    # A package takes seconds to make, and the demonstration is there at once.
    "Handover": {"voorbereid", "overgedragen", "teruggekomen"},
    "WooReview": {"vastgesteld"},
    "HeldFile": {"tegengehouden", "afgehandeld"},  # no scanner finds anything there
    "PlaybookEdition": {"vervangen"},
    "YearAccount": {"vastgesteld", "aangeboden"},
}


def in_the_tables() -> dict[str, set[str]]:
    """Return the states of every workflow table, by the name of its record."""
    return {record.__name__: _states(record) for record in diagrams.records()}


def in_the_records() -> dict[str, set[str]]:
    """Return the states in which the demonstration has a record."""
    return {
        record.__name__: set(record._default_manager.values_list("state", flat=True))  # noqa: SLF001
        for record in diagrams.records()
    }


def expected() -> dict[str, set[str]]:
    """Return the states that the demonstration shows."""
    return {name: states - NOT_SHOWN.get(name, set()) for name, states in STATES.items()}


def _states(record: type[Record]) -> set[str]:
    ends = {state for row in record.STEPS for state in (*row.sources, row.target)}
    return {str(state) for state in ends if state}


def triggers() -> dict[str, bool]:
    """Return what is beside the states of triggers."""
    found = Trigger.objects.all()
    return {
        "merged into one that is weighed": found.filter(
            state=TriggerState.MERGED, weighing__isnull=False
        ).exists(),
        "no meeting, upheld": found.filter(
            state=TriggerState.NOT_CONVENED, upholds__isnull=False
        ).exists(),
        "handed over in reality": found.filter(handed_to__exercise=None)
        .exclude(handed_to=None)
        .exists(),
        "handed over in an exercise": found.filter(handed_to__exercise__isnull=False).exists(),
        "outside the scope": found.exclude(outside_scope="").exists(),
        "A1 not weighed within a day": found.filter(
            route="a1",
            state=TriggerState.REGISTERED,
            registered_at__lt=timezone.now() - timedelta(days=1),
        ).exists(),
        "A1 that ended": found.filter(ended_on__isnull=False).exists(),
        "heard of by itself": found.exclude(learned_from="").exists(),
    }


def weighings() -> dict[str, bool]:
    """Return what is beside the states of weighings."""
    taking_part = Participant.objects.filter(weighing__state=WeighingState.OPEN)
    closed = Weighing.objects.filter(state=WeighingState.CLOSED)
    return {
        "proposed": taking_part.filter(invited_at=None).exists(),
        "invited": taking_part.invited().filter(took_part=False).exists(),
        "declined": taking_part.filter(declined_at__isnull=False).exists(),
        "recorded for an expert": taking_part.filter(recorded_by__isnull=False).exists(),
        "against the majority": closed.exclude(departure="").exists(),
        "in haste": closed.exclude(urgency="").exists(),
        "divided experts": closed.filter(participants__opinion=Outcome.SIGNAL)
        .filter(participants__opinion=Outcome.NO_SIGNAL)
        .exists(),
        "closed by the acting CPO": closed.filter(closed_acting=True).exists(),
        "handed over for a conflict": closed.filter(declarations__has_conflict=True).exists(),
    }


def signals(today: date) -> dict[str, bool]:
    """Return what is beside the states of signals."""
    real = Signal.objects.filter(is_exercise=False)
    late = list(real.overdue(today))
    waiting = [s for s in real.waiting_for_response() if not s.is_overdue(today)]
    days_left = {(s.response_due_on - today).days for s in waiting}
    in_time = {
        s.was_answered_in_time()
        for s in real.filter(state=SignalState.PUBLISHED, response__isnull=False)
    }
    return {
        "late with receipt": any(s.is_receipt_confirmed() for s in late),
        "late without receipt": any(not s.is_receipt_confirmed() for s in late),
        "last day but one": 1 in days_left,
        "eight days left": 8 in days_left,
        "published, in time and late": in_time == {True, False},
        "another date proposed": any(s.has_proposed_date() for s in waiting),
        "the Minister informed": real.filter(minister_informed_on__isnull=False).exists(),
        "shared with an outsider": real.filter(disclosures__isnull=False).exists(),
        "issued namens de CPO": real.filter(agreements__verb="issue").exists(),
        "published namens de CPO": real.filter(agreements__verb="publish").exists(),
        "issued by the acting CPO": real.filter(issued_by=_deputy().user).exists(),
        "acting in the history": Event.objects.filter(
            verb="issue", by=_deputy().user, payload__contains="waarnemend"
        ).exists(),
    }


def messages() -> dict[str, bool]:
    """Return what was added to signals, and the versions that came of it."""
    published = Signal.objects.filter(state=SignalState.PUBLISHED)
    versions = Revision.objects.filter(version__isnull=False)
    kinds = Message.objects.values_list("kind", flat=True)
    return {
        "four kinds": set(kinds) == set(MessageKind.values),
        "an aanvulling": versions.filter(kind=RevisionKind.SUPPLEMENT).exists(),
        "a correctie": versions.filter(kind=RevisionKind.CORRECTION).exists(),
        "a version to publish": Signal.objects.with_something_to_publish().exists(),
        "published without a response": published.filter(response=None).exists(),
        "a standing decision that ended": StandingDecision.objects.exclude(ended_at=None).exists(),
        "known too early": Leak.objects.exists(),
    }


def _deputy() -> Deputy:
    return Deputy.objects.get(state=DeputyState.STANDING_BY)


def decisions(today: date) -> dict[str, bool]:
    """Return what is beside the states of decisions, commissies and suspensions."""
    standing = MinisterDecision.objects.standing()
    other = standing.exclude(reasons="").filter(kind=DecisionKind.DO_NOT_INSTITUTE)
    real = Suspension.objects.filter(exercise=None)
    return {
        "three kinds": set(standing.values_list("kind", flat=True)) == set(DecisionKind.values),
        "ja, tenzij": any(decision.must_give_reasons() for decision in other),
        "a commissie without a signal": Commission.objects.filter(decision=None).exists(),
        "a real suspension that ended": real.filter(state=SuspensionState.ENDED).exists(),
        "a real one that is to come": real.filter(
            state=SuspensionState.PROPOSED, starts_on__gt=today
        ).exists(),
        "none that stops the demonstration": Suspension.objects.in_force(today) is None,
        "one that stops an exercise": Suspension.objects.on(today).exists(),
    }
