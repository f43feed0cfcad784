"""Steps of one record: ask, confirm, consent, interests, leave, come back."""

from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from experts.forms.own import EraseForm, InterestForm
from experts.models import Expert
from experts.views.crumbs import expert_crumb
from experts.views.experts import expert_of
from experts.workflow import confirming, consents, erasing, register
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act

STAYS_ELSEWHERE = (
    "Vastgestelde verslagen en signalen met wat erbij hoort blijven. Dat zijn archiefstukken.",
    "Mail die al is bezorgd blijft bij wie haar kreeg. Uit reservekopieën verdwijnt de naam niet.",
)


@office_page("expert.write", methods=ACT)
def ask(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send the yearly question again."""
    consequences = (
        "De expert krijgt een mail met een nieuwe link. Een eerdere link werkt niet meer.",
        "Komt er geen antwoord, dan volgt na twee weken één herinnering.",
    )
    return _step(request, pk, "ask", confirming.ask, consequences)


@office_page("expert.write", methods=ACT)
def confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that somebody said his record is right."""
    consequences = (
        "Doe dit alleen als de expert zelf heeft gezegd dat de gegevens kloppen.",
        "De expert telt weer een jaar mee in het overzicht. Een open link werkt niet meer.",
    )
    return _step(request, pk, "confirm", confirming.confirm, consequences)


@office_page("expert.write", methods=ACT)
def record_consent(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that somebody may be named in public."""
    consequences = (
        "Naam en vakgebied mogen dan in het openbaar staan. De expert kan dit altijd intrekken.",
        "Wel of geen toestemming heeft geen invloed op uitnodigingen.",
    )
    return _step(request, pk, "record_consent", consents.record_consent, consequences)


@office_page("expert.write", methods=ACT)
def withdraw_consent(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that somebody may not be named in public any more."""
    consequences = ("Naam en vakgebied mogen niet meer in het openbaar staan.",)
    return _step(request, pk, "withdraw_consent", consents.withdraw_consent, consequences)


@office_page("expert.write", methods=ACT)
def note_interest(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record an interest with the days on which it holds."""
    form = InterestForm(request.POST or None, initial={"valid_from": localdate()})
    consequences = ("Wie deze expert uitnodigt, ziet het belang zolang het geldt.",)
    return _step(request, pk, "note_interest", consents.note_interest, consequences, form=form)


@office_page("expert.write", methods=ACT)
def end_interest(request: OfficeRequest, pk: int, interest: int) -> HttpResponse:
    """Record that an interest is over."""

    def end(expert: Expert, **who_and_when: object) -> Expert:
        return consents.end_interest(expert, interest=interest, **who_and_when)  # type: ignore[arg-type]

    consequences = ("Het belang geldt vanaf vandaag niet meer. Het blijft in het register staan.",)
    return _step(request, pk, "end_interest", end, consequences)


@office_page("expert.write", methods=ACT)
def leave(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take somebody out of the register."""
    consequences = (
        "Deze expert wordt niet meer uitgenodigd en telt niet meer mee in het overzicht.",
        "De gegevens blijven staan tot u ze wist. “Nu te doen” herinnert u daaraan.",
    )
    return _step(request, pk, "leave", register.leave, consequences)


@office_page("expert.write", methods=ACT)
def come_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put somebody back."""
    consequences = ("Deze expert kan weer worden uitgenodigd.",)
    return _step(request, pk, "come_back", register.come_back, consequences)


@office_page("expert.erase", methods=ACT)
def erase(request: OfficeRequest, pk: int) -> HttpResponse:
    """Erase a person; the page says what goes, what stays and why."""
    shown = expert_of(request, pk)
    consequences = (
        "Naam, functie, adressen, expertises, belangen en alle eerdere waarden worden gewist.",
        "Ook uit mail op schijf, persoonlijke links, het account en wat nog niet was opgeslagen.",
        *erasing.stays_of(shown, at=timezone.now()),
        *STAYS_ELSEWHERE,
    )
    mentions = list(erasing.texts_naming(shown, at=timezone.now()))
    page = ActPage(
        consequences=consequences,
        is_final=True,
        template="experts/erase.html",
        extra={
            "danger": True,
            "to_mend": [one for one in mentions if not one.is_archive and not one.is_fixed],
            "fixed": [one for one in mentions if one.is_fixed],
            "archive": [one for one in mentions if one.is_archive],
        },
    )
    form = EraseForm(request.POST or None)
    return _step(request, pk, "erase", erasing.erase, page, form=form)


def _step(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    pk: int,
    verb: str,
    take: Callable[..., Expert],
    about: tuple[str, ...] | ActPage,
    *,
    form: forms.Form | None = None,
) -> HttpResponse:
    shown = expert_of(request, pk)
    form = form or forms.Form(request.POST or None)

    def call() -> Expert:
        return take(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    page = about if isinstance(about, ActPage) else ActPage(consequences=about)
    page = replace(page, subject=shown.name, breadcrumb=expert_crumb(shown))
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
