"""Publication beside the main road: too early, without a response, and new versions (§3.6, 3.7)."""

from mit_waakstand.workflow import Step, sources
from signals.states.signal_states import SignalState

BEFORE_PUBLICATION = sources(SignalState.ISSUED, SignalState.ANSWERED)
PUBLISHED = sources(SignalState.PUBLISHED)

ENGLISH_ROWS = (
    Step(
        verb="summarise",
        label="Engelse samenvatting schrijven",
        sentence="heeft de Engelse samenvatting bewaard",
        sources=sources(
            SignalState.DRAFT, SignalState.ADOPTED, SignalState.ISSUED, SignalState.ANSWERED
        ),
        permission="signal.summarise",
        when=("is_real",),
        aside=True,
    ),
)

LEAK_ROWS = (
    Step(
        verb="report_leak",
        label="Voortijdig bekend geworden vastleggen",
        sentence="heeft vastgelegd dat het signaal voortijdig bekend is geworden",
        sources=BEFORE_PUBLICATION,
        permission="signal.report_leak",
        still=("has_not_leaked",),
        aside=True,
    ),
    Step(
        verb="show_line",
        label="Openbare regel plaatsen",
        sentence="heeft een openbare regel zonder inhoud geplaatst",
        sources=BEFORE_PUBLICATION,
        permission="signal.report_leak",
        when=("is_real", "has_leaked"),
        still=("has_leaked_without_line",),
        aside=True,
    ),
    Step(
        verb="ask_sooner",
        label="De SG vragen eerder te reageren",
        sentence="heeft de SG gevraagd om eerder te reageren",
        sources=sources(SignalState.ISSUED),
        permission="signal.report_leak",
        when=("has_leaked",),
        aside=True,
    ),
)

WITHOUT_RESPONSE_ROWS = (
    Step(
        verb="publish_without_response",
        label="Publiceren zonder reactie",
        sentence="heeft het signaal zonder reactie gepubliceerd",
        sources=sources(SignalState.ISSUED),
        target=SignalState.PUBLISHED,
        permission="signal.publish_without_response",
        stamp="published",
        when=("is_real",),
        guards=(
            "is_still_in_time",
            "lacks_standing_decision",
            "lacks_files",
            "lacks_gazette_reference",
        ),
        aside=True,
    ),
    Step(
        verb="add_response",
        label="Reactie vastleggen",
        sentence="heeft de reactie van de SG alsnog vastgelegd",
        sources=PUBLISHED,
        permission="signal.respond",
        stamp="answered",
        still=("awaits_response",),
    ),
)

AFTER_PUBLICATION_ROWS = (
    Step(
        verb="prepare_correction",
        label="Correctie klaarzetten",
        sentence="heeft een correctie klaargezet",
        sources=PUBLISHED,
        permission="signal.correct",
        still=("is_not_removed", "has_no_prepared_correction"),
        aside=True,
    ),
    Step(
        verb="drop_correction",
        label="Correctie laten vervallen",
        sentence="heeft de klaargezette correctie laten vervallen",
        sources=PUBLISHED,
        permission="signal.correct",
        still=("has_prepared_correction",),
        aside=True,
    ),
    Step(
        verb="remove",
        label="Verwijderen met bericht",
        sentence="heeft de publicatie verwijderd met bericht",
        sources=PUBLISHED,
        permission="signal.correct",
        still=("is_not_removed",),
        aside=True,
    ),
    Step(
        verb="record_live",
        label="Plaatsing op de website van het SCP vastleggen",
        sentence="heeft vastgelegd waar het op de website van het SCP staat",
        sources=PUBLISHED,
        permission="signal.record_live",
        aside=True,
    ),
    Step(
        verb="rebake",
        label="Openbare pagina opnieuw maken",
        sentence="heeft de openbare pagina opnieuw laten maken",
        sources=PUBLISHED,
        permission="signal.rebake",
        when=("has_failed_bake",),
        aside=True,
    ),
    Step(
        verb="take_offline",
        label="Direct offline halen (persoonsgegevens)",
        sentence="heeft de publicatie offline gehaald vanwege persoonsgegevens",
        sources=PUBLISHED,
        permission="signal.correct",
        still=("is_shown",),
        aside=True,
    ),
    Step(
        verb="publish_supplement",
        label="Aanvulling publiceren",
        sentence="heeft een aanvulling gepubliceerd",
        sources=PUBLISHED,
        permission="signal.publish",
        still=("is_shown", "has_something_unpublished"),
        guards=("lacks_files",),
    ),
    Step(
        verb="publish_correction",
        label="Correctie publiceren",
        sentence="heeft een correctie gepubliceerd",
        sources=PUBLISHED,
        permission="signal.correct",
        still=("is_not_removed", "has_prepared_correction"),
        guards=("lacks_files", "lacks_correction_pdf"),
    ),
)
