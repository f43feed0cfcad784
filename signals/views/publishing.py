"""Pages of publication beside the main road, and of new versions (domain §3.6, 3.7)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage
from mit_waakstand.markdown import to_html
from signals.forms import publishing as own
from signals.forms.elsewhere import ElsewhereForm
from signals.forms.english import EnglishForm
from signals.forms.looked_over import LookedOverForm
from signals.models import Signal
from signals.models.leak import PREPARED_LINE
from signals.views.publication import looked_over, what_goes_public
from signals.views.signal_page import act_on, place_of, signal_or_404
from signals.workflow import elsewhere, english, leaks
from signals.workflow import publishing as workflow

WITHIN_A_MINUTE = "Dit staat binnen een minuut voor iedereen op de openbare pagina."
NO_WAY_BACK = "U kunt dit niet ongedaan maken."


@dataclass(frozen=True, kw_only=True)
class Page:
    """What is special about one step: its act, its form, and what the page says."""

    act: Callable[..., Signal]
    form: Callable[..., Any] = forms.Form
    consequences: tuple[str, ...] = ()
    submit: str = ""
    done: str = ""
    is_final: bool = False
    template: str = "office/act.html"
    knows: tuple[str, ...] = ()  # what the form asks for: "signal", "user", "token"


PAGES = {
    "summarise": Page(
        act=english.summarise,
        form=EnglishForm,
        knows=("signal",),
        consequences=(
            "Deze tekst komt op de openbare pagina als de CPO het signaal publiceert.",
            "Tot dan kunt u hem wijzigen, en ziet alleen het MIT in waakstand hem.",
        ),
        submit="Samenvatting opslaan",
        done="De Engelse samenvatting is bewaard.",
    ),
    "report_leak": Page(
        act=leaks.report_leak,
        form=own.LeakForm,
        consequences=(
            "Er wordt niets openbaar. Daarna kunt u een openbare regel zonder inhoud plaatsen,",
            "en de SG vragen om eerder te reageren.",
            "Op de pagina van het signaal staat wie het heeft geopend of gedownload.",
        ),
        done="Vastgelegd dat het signaal voortijdig bekend is geworden.",
    ),
    "show_line": Page(
        act=leaks.show_line,
        consequences=(
            f"Op de openbare voorpagina komt: “{PREPARED_LINE}”",
            "De regel verdwijnt als het signaal openbaar wordt.",
        ),
        done="De regel staat binnen een minuut op de openbare voorpagina.",
    ),
    "ask_sooner": Page(
        act=leaks.ask_sooner,
        consequences=("Bureau SG krijgt mail met het verzoek. Dat kan één keer per dag.",),
        done="Het verzoek is verstuurd aan Bureau SG.",
    ),
    "publish_without_response": Page(
        act=workflow.publish_without_response,
        form=LookedOverForm,
        knows=("token",),
        consequences=(
            WITHIN_A_MINUTE,
            "Erbij staat dat de termijn is verstreken en dat er geen reactie is geregistreerd.",
            "De SG moet nog steeds reageren. Die reactie komt er later bij. " + NO_WAY_BACK,
        ),
        done="Het signaal is zonder reactie gepubliceerd.",
        is_final=True,
        template="signals/publish.html",
    ),
    "publish_supplement": Page(
        act=workflow.publish_supplement,
        form=own.SupplementPublicationForm,
        knows=("signal", "user", "token"),
        consequences=(WITHIN_A_MINUTE, "De oude versie blijft te lezen. " + NO_WAY_BACK),
        done="De aanvulling is gepubliceerd.",
        is_final=True,
        template="signals/publish.html",
    ),
    "prepare_correction": Page(
        act=workflow.prepare_correction,
        form=own.correction_form,
        knows=("signal",),
        consequences=(
            "Er wordt nog niets openbaar. U leest de correctie nog een keer voor u publiceert.",
        ),
        done="De correctie staat klaar. Lees haar, en publiceer haar of laat haar vervallen.",
    ),
    "publish_correction": Page(
        act=workflow.publish_correction,
        form=own.CorrectionPublicationForm,
        knows=("signal", "token"),
        consequences=(
            WITHIN_A_MINUTE,
            "De oude versie blijft te lezen, met de mededeling dat zij is verbeterd. "
            + NO_WAY_BACK,
        ),
        done="De correctie is gepubliceerd.",
        is_final=True,
        template="signals/publish_correction.html",
    ),
    "drop_correction": Page(
        act=workflow.drop_correction,
        form=own.PreparedCorrectionForm,
        knows=("signal",),
        consequences=("De openbare pagina blijft zoals die is.",),
        done="De correctie is vervallen.",
        template="signals/publish_correction.html",
    ),
    "record_live": Page(
        act=elsewhere.record_live,
        form=ElsewhereForm,
        consequences=(
            "Dit blijft bewaard, met uw naam.",
            "Een fout verbetert u door het opnieuw vast te leggen.",
        ),
        done="Vastgelegd waar het op de website van het SCP staat.",
    ),
    "rebake": Page(
        act=workflow.rebake,
        consequences=("De openbare pagina wordt opnieuw gemaakt. Wat openbaar is, blijft gelijk.",),
        done="De openbare pagina wordt opnieuw gemaakt. Ververs straks deze pagina.",
    ),
    "take_offline": Page(
        act=workflow.take_offline,
        form=own.OfflineForm,
        consequences=(
            "De pagina, alle bestanden en alle oude versies gaan binnen enkele seconden offline.",
            "Ook lijsten, de feed en de sitemaps veranderen. Op de pagina komt een mededeling.",
            "In het register blijven alleen nummer, controlegetallen en “persoonsgegevens”.",
            "Een klaargezette correctie vervalt. Het origineel blijft binnen het MIT bewaard.",
            "Daarna publiceert u een versie zonder persoonsgegevens. " + NO_WAY_BACK,
        ),
        done="De publicatie gaat nu offline. Zet daarna een versie zonder persoonsgegevens klaar.",
        is_final=True,
    ),
    "remove": Page(
        act=workflow.remove,
        form=own.RemovalForm,
        consequences=(
            "De openbare pagina wordt een mededeling. Alle bestanden en oude versies gaan weg.",
            "Kenmerk en controlegetallen blijven in het register. " + NO_WAY_BACK,
        ),
        done="De publicatie is verwijderd met bericht.",
        is_final=True,
    ),
}


@office_page("signal.see", methods=ACT)
def step(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step beside the main road to publication, or after it."""
    shown, page = signal_or_404(request, pk), PAGES[verb]
    over = looked_over(request, shown, verb) if "token" in page.knows else None
    token = over.token() if over else ""
    known = {"signal": shown, "user": request.user, "token": token}
    options = {name: known[name] for name in page.knows}
    form = page.form(request.POST or None, request.FILES or None, **options)

    def call() -> Signal:
        data = form.arguments() if hasattr(form, "arguments") else form.cleaned_data
        if over is not None:
            data = data | {"looked": over.record()}
        return page.act(shown, by=request.user, at=timezone.now(), **data)

    shown_page = ActPage(
        **place_of(shown),
        submit=page.submit,
        consequences=page.consequences,
        done=page.done,
        is_final=page.is_final,
        template=page.template,
        extra={**_correction(shown), **what_goes_public(shown, verb, over)},
    )
    return act_on(request, shown, verb, form, call, shown_page)


def _correction(shown: Signal) -> dict[str, object]:
    correction = shown.prepared_correction()
    if correction is None:
        return {}
    return {
        "correction": correction,
        "corrected_summary": to_html(correction.summary),
        "corrected_text": to_html(correction.text),
        "corrected_english": to_html(correction.summary_en),
        "corrected_response": to_html(correction.response_text),
    }
