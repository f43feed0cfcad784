"""Pages about accounts: who has one, inviting, roles, closing, and the yearly review."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mit_waakstand.accounts import second_factor
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import RoleAssignment, User
from mit_waakstand.acting import INVALID, NewPage, make
from mit_waakstand.people import workflow
from mit_waakstand.people.forms import (
    InviteForm,
    NewPasswordForm,
    ReasonForm,
    ReviewForm,
    RoleForm,
)
from mit_waakstand.people.models import PURPOSE, AccessReview
from mit_waakstand.personal_links.access import personal_page
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import RefusedError

ACCOUNTS = "people:accounts"


@office_page("access.see")
def accounts(request: OfficeRequest) -> HttpResponse:
    """Show who has an account, with which role, and how he signs in."""
    people = User.objects.order_by("-is_active", "full_name", "pk")
    strong = Authenticator.objects.filter(type__in=second_factor.STRONG)
    invited = PersonalLink.objects.open_at(timezone.now()).filter(purpose=PURPOSE)
    context = {
        "breadcrumb": [("Accounts", "")],
        "people": people,
        "with_second_factor": set(strong.values_list("user_id", flat=True)),
        "invited": set(invited.values_list("subject_pk", flat=True)),
        "last_review": AccessReview.objects.select_related("reviewed_by").first(),
        "may_write": request.user.may_now("account.write"),
        "may_review": request.user.may_now("access.review"),
    }
    return render(request, "people/accounts.html", context)


@office_page("access.see")
def account(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one account: its roles from when until when, and what happened to it."""
    user = get_object_or_404(User, pk=pk)
    link = PersonalLink.objects.about(user, PURPOSE).open_at(timezone.now()).first()
    context = {
        "breadcrumb": [("Accounts", reverse(ACCOUNTS)), (user.full_name, "")],
        "person": user,
        "assignments": RoleAssignment.objects.of(user),
        "link": link,
        "has_second_factor": second_factor.has_one(user),
        "history": Event.objects.about(user),
        "may_write": request.user.may_now("account.write") and user.pk != request.user.pk,
    }
    return render(request, "people/account.html", context)


@office_page("account.write", methods=ACT)
def invite(request: OfficeRequest) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST or None)

    def call() -> str:
        made = workflow.invite(by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("people:account", args=[made.pk])

    page = NewPage(
        heading="Iemand uitnodigen",
        submit="Uitnodigen",
        done="De uitnodiging is onderweg.",
        breadcrumb=(("Accounts", reverse(ACCOUNTS)),),
        back=reverse(ACCOUNTS),
        consequences=(
            "Deze persoon krijgt een mail met een persoonlijke link, die zeven dagen werkt.",
            "Achter die link kiest hij een wachtwoord; daarna stelt hij een tweede stap in.",
        ),
    )
    return make(request, form=form, call=call, page=page)


@office_page("account.write", methods=ACT)
def invite_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a new invitation."""
    return _change(
        request,
        pk,
        form=forms.Form(request.POST or None),
        act=workflow.invite_again,
        heading="Opnieuw uitnodigen",
        done="De nieuwe uitnodiging is onderweg.",
        consequences=("Er gaat een nieuwe link naar deze persoon. Een eerdere link vervalt.",),
    )


@office_page("account.write", methods=ACT)
def change_role(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give somebody another role."""
    return _change(
        request,
        pk,
        form=RoleForm(request.POST or None),
        act=workflow.change_role,
        heading="Rol veranderen",
        done="De rol is veranderd.",
        consequences=("Deze persoon wordt overal afgemeld en meldt zich opnieuw aan.",),
    )


@office_page("account.write", methods=ACT)
def deactivate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close an account."""
    return _change(
        request,
        pk,
        form=ReasonForm(request.POST or None),
        act=workflow.deactivate,
        heading="Account sluiten",
        done="Het account is gesloten.",
        consequences=(
            "Deze persoon is meteen overal afgemeld en kan zich niet meer aanmelden.",
            "Het agenda-adres en alle persoonlijke links van deze persoon vervallen.",
            "Wat hij heeft gedaan, blijft in de geschiedenis staan.",
        ),
    )


@office_page("account.write", methods=ACT)
def reactivate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open an account again."""
    return _change(
        request,
        pk,
        form=ReasonForm(request.POST or None),
        act=workflow.reactivate,
        heading="Account weer openen",
        done="Het account is weer open; de uitnodiging is onderweg.",
        consequences=(
            "Deze persoon krijgt een nieuwe uitnodiging.",
            "Achter die link kiest hij een nieuw wachtwoord, en daarna een nieuwe tweede stap.",
        ),
    )


@office_page("account.write", methods=ACT)
def reset_second_factor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take somebody's second factors away."""
    return _change(
        request,
        pk,
        form=ReasonForm(request.POST or None),
        act=workflow.reset_second_factor,
        heading="Tweede stap wissen",
        done="De tweede stap is gewist; de eigenaar krijgt een mail.",
        consequences=(
            "Ga eerst na dat u de eigenaar zelf spreekt, bijvoorbeeld door terug te bellen.",
            "Deze persoon is overal afgemeld en stelt daarna een nieuwe tweede stap in.",
        ),
    )


@office_page("access.review", methods=ACT)
def review(request: OfficeRequest) -> HttpResponse:
    """Confirm the list of everybody with access."""
    form = ReviewForm(request.POST or None)

    def call() -> str:
        correct = [person.pk for person in form.cleaned_data["correct"]]
        remarks = form.cleaned_data["remarks"]
        workflow.review(correct=correct, remarks=remarks, by=request.user, at=timezone.now())
        return reverse(ACCOUNTS)

    page = NewPage(
        heading="Toegang beoordelen",
        submit="Beoordeling vastleggen",
        done="De beoordeling is vastgelegd.",
        breadcrumb=(("Accounts", reverse(ACCOUNTS)),),
        back=reverse(ACCOUNTS),
        consequences=("Vastgelegd wordt wie vandaag welke rol heeft, en dat u dat hebt bekeken.",),
    )
    return make(request, form=form, call=call, page=page)


@personal_page(PURPOSE, gone="people/link_gone.html")
def accept(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Let who was invited choose his password."""
    user = get_object_or_404(User, pk=link.subject_pk, is_active=True)
    form = NewPasswordForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                workflow.accept(link, password=form.cleaned_data["password1"], at=timezone.now())
            except RefusedError as refusal:
                form.add_error(refusal.field or None, refusal.message)
            else:
                messages.success(request, "Uw wachtwoord is ingesteld. Meld u er nu mee aan.")
                return redirect("account_login")
    context = {"person": user, "form": form, "page_has_errors": bool(form.errors)}
    return render(request, "people/accept.html", context, status=status)


def _change(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    pk: int,
    *,
    form: forms.Form,
    act: Callable[..., User],
    heading: str,
    done: str,
    consequences: tuple[str, ...],
) -> HttpResponse:
    """Return the page of one change of an account, or make it and go to the account."""
    user = get_object_or_404(User, pk=pk)
    back = reverse("people:account", args=[pk])

    def call() -> str:
        typed: dict[str, Any] = form.cleaned_data
        act(user, by=request.user, at=timezone.now(), **typed)
        return back

    page = NewPage(
        heading=heading,
        submit=heading,
        done=done,
        breadcrumb=(("Accounts", reverse(ACCOUNTS)), (user.full_name, back)),
        back=back,
        consequences=consequences,
    )
    return make(request, form=form, call=call, page=page)
