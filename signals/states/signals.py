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
        verb="withdraw",
        label="Intrekken",
        sentence="heeft het concept ingetrokken",
        sources=sources(SignalState.DRAFT, SignalState.ADOPTED),
        target=SignalState.WITHDRAWN,
        permission="signal.withdraw",
        stamp="withdrawn",
        aside=True,
    ),
    Step(
        verb="disclose",
        label="Verstrekking vastleggen",
        sentence="heeft een verstrekking van het concept vastgelegd",
        sources=sources(SignalState.DRAFT, SignalState.ADOPTED),
        permission="signal.disclose",
        aside=True,
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
        verb="reopen",
        label="Heropenen",
        sentence="heeft het signaal heropend",
        sources=sources(SignalState.ADOPTED),
        target=SignalState.DRAFT,
        permission="signal.reopen",
        aside=True,
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
        verb="confirm_receipt",
        label="Ontvangst bevestigen",
        sentence="heeft de ontvangst van het signaal bevestigd",
        sources=sources(SignalState.ISSUED, SignalState.PUBLISHED),
        permission="signal.confirm_receipt",
        when=("awaits_response", "lacks_receipt"),
    ),
    Step(
        verb="record_receipt",
        label="Ontvangst langs andere weg vastleggen",
        sentence="heeft een bevestiging van de ontvangst vastgelegd",
        sources=sources(SignalState.ISSUED, SignalState.PUBLISHED),
        permission="signal.record_receipt",
        when=("awaits_response",),
        aside=True,
    ),
    Step(
        verb="resend",
        label="Mail opnieuw versturen",
        sentence="heeft de mislukte mail opnieuw laten versturen",
        sources=sources(*ISSUED_OR_LATER),
        permission="signal.resend",
        when=("has_failed_mail",),
        aside=True,
    ),
    Step(
        verb="inform_minister",
        label="Minister geïnformeerd vastleggen",
        sentence="heeft vastgelegd dat de Minister is geïnformeerd",
        sources=sources(*ISSUED_OR_LATER),
        permission="signal.inform_minister",
        stamp="minister_recorded",
        when=("minister_date_is_open",),
        aside=True,
    ),
    Step(
        verb="propose_date",
        label="Herstel van een datum voorstellen",
        sentence="heeft een herstel van de datum van uitbrengen voorgesteld",
        sources=sources(SignalState.ISSUED, SignalState.ANSWERED),
        permission="signal.correct_date",
        when=("has_no_proposed_date",),
        aside=True,
    ),
    Step(
        verb="confirm_date",
        label="Herstel van de datum bevestigen",
        sentence="heeft het herstel van de datum van uitbrengen bevestigd",
        sources=sources(SignalState.ISSUED, SignalState.ANSWERED),
        permission="signal.correct_date",
        when=("has_proposed_date",),
        aside=True,
    ),
    Step(
        verb="drop_date",
        label="Voorstel tot herstel laten vervallen",
        sentence="heeft het voorstel tot herstel van de datum laten vervallen",
        sources=sources(SignalState.ISSUED, SignalState.ANSWERED),
        permission="signal.correct_date",
        when=("has_proposed_date",),
        aside=True,
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
        guards=("lacks_files", "lacks_gazette_reference", "waits_for_correction"),
    ),
)
