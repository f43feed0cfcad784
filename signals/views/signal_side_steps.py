"""Pages of the steps round a signal: reopen, withdraw, receipt, the Minister, herstel."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage
from signals.forms import round_the_letter as own
from signals.models import Signal
from signals.views.signal_page import act_on, place_of, signal_or_404
from signals.workflow import dates, delivery, signals


@dataclass(frozen=True, kw_only=True)
class Side:
    """What is special about one step: its act, its form, and what the page says."""

    act: Callable[..., Signal]
    form: Callable[..., forms.Form] = forms.Form
    knows_signal: bool = False  # whether the form asks for the signal
    consequences: tuple[str, ...] = ()
    done: str = ""
    is_final: bool = False
    template: str = "office/act.html"


SIDES = {
    "reopen": Side(
        act=signals.reopen,
        form=own.ReasonForm,
        consequences=(
            "Het signaal wordt weer een concept. De tekst kan worden gewijzigd.",
            "De CPO stelt het daarna opnieuw vast.",
        ),
        done="Het signaal is heropend. Het is weer een concept.",
    ),
    "withdraw": Side(
        act=signals.withdraw,
        form=own.ReasonForm,
        consequences=("Het signaal wordt niet uitgebracht. Het blijft in het dossier bewaard.",),
        done="Het concept is ingetrokken.",
        is_final=True,
    ),
    "disclose": Side(
        act=signals.disclose,
        form=own.DiscloseForm,
        consequences=(
            "U legt vast dat u dit concept hebt gedeeld, met de tekst zoals die nu is.",
            "De ontvanger krijgt geen account, keurt niets goed en kan hier niets schrijven.",
        ),
        done="De verstrekking is vastgelegd.",
        is_final=True,
    ),
    "confirm_receipt": Side(
        act=delivery.confirm_receipt,
        consequences=("Het MIT in waakstand weet dan dat u het signaal hebt.",),
        done="Dank u wel. De ontvangst is bevestigd.",
    ),
    "record_receipt": Side(
        act=delivery.record_receipt,
        form=own.ReceiptForm,
        consequences=("Een bevestiging verandert niet meer. Een tweede kunt u toevoegen.",),
        done="De bevestiging van de ontvangst is vastgelegd.",
        is_final=True,
    ),
    "resend": Side(
        act=delivery.resend,
        consequences=(
            "Alle mislukte mail over dit signaal gaat opnieuw weg.",
            "Bel daarnaast Bureau SG en leg de bevestiging van de ontvangst vast.",
        ),
        done="De mail wordt opnieuw verstuurd.",
    ),
    "inform_minister": Side(
        act=delivery.inform_minister,
        form=own.MinisterForm,
        knows_signal=True,
        consequences=(
            "Deze datum wordt openbaar, samen met het signaal en de reactie.",
            "Is het signaal al openbaar? Dan volgt een aanvulling.",
        ),
        done="De datum is vastgelegd.",
    ),
    "propose_date": Side(
        act=dates.propose_date,
        form=own.ProposeDateForm,
        knows_signal=True,
        consequences=(
            "Er verandert pas iets als een ander dit bevestigt. Een van u beiden is de CPO.",
            "De termijn wordt dan opnieuw berekend. Het kenmerk en de brief blijven gelijk.",
            "De oude datum blijft bewaard en wordt ook openbaar.",
        ),
        done="Het herstel is voorgesteld. Een ander bevestigt het.",
    ),
    "confirm_date": Side(
        act=dates.confirm_date,
        form=own.ConfirmDateForm,
        knows_signal=True,
        consequences=(
            "De datum van uitbrengen en de laatste dag van de termijn veranderen.",
            "Bureau SG, de CPO en de secretaris krijgen daarover mail.",
        ),
        done="De datum is hersteld.",
        is_final=True,
        template="signals/confirm_date.html",
    ),
    "drop_date": Side(
        act=dates.drop_date,
        form=own.ConfirmDateForm,
        knows_signal=True,
        consequences=("De datum blijft zoals die is. Het voorstel blijft in het dossier staan.",),
        done="Het voorstel is vervallen.",
        template="signals/confirm_date.html",
    ),
}


@office_page("signal.see", methods=ACT)
def side_step(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step round a signal."""
    shown, side = signal_or_404(request, pk), SIDES[verb]
    options = {"signal": shown} if side.knows_signal else {}
    form = side.form(request.POST or None, request.FILES or None, **options)
    page = ActPage(
        **place_of(shown),
        consequences=side.consequences,
        done=side.done,
        is_final=side.is_final,
        template=side.template,
        extra={"correction": shown.proposed_correction()},
    )

    def call() -> Signal:
        return side.act(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, shown, verb, form, call, page)
