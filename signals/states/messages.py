"""What may be added to an issued signal (domain §3.3): no step here stops the clock."""

from mit_waakstand.workflow import Step, sources
from signals.states.signal_states import ISSUED_OR_LATER, SignalState

MESSAGE_ROWS = (
    Step(
        verb="send_message",
        label="Aanvullend bericht sturen",
        sentence="heeft een aanvullend bericht gestuurd aan de SG van SZW",
        sources=sources(*ISSUED_OR_LATER),
        permission="signal.message",
        still=("is_not_removed",),
        aside=True,
    ),
    Step(
        verb="record_interim",
        label="Tussenbericht vastleggen",
        sentence="heeft een tussenbericht van de SG vastgelegd; de termijn loopt door",
        sources=sources(SignalState.ISSUED, SignalState.PUBLISHED),
        permission="signal.respond",
        still=("awaits_response",),
        aside=True,
    ),
    Step(
        verb="record_conversation",
        label="Mondelinge reactie vastleggen",
        sentence="heeft een mondelinge reactie vastgelegd; de termijn loopt door",
        sources=sources(SignalState.ISSUED, SignalState.PUBLISHED),
        permission="signal.note",
        still=("awaits_response",),
        aside=True,
    ),
    Step(
        verb="record_further_response",
        label="Aanvullende reactie vastleggen",
        sentence="heeft een aanvullende reactie van de SG vastgelegd",
        sources=sources(SignalState.ANSWERED, SignalState.PUBLISHED),
        permission="signal.respond",
        when=("has_response",),
        aside=True,
    ),
)
