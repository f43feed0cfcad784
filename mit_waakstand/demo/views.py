"""Pages that only a demonstration has."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from mit_waakstand.accounts.access import OfficeRequest, office_page
from mit_waakstand.demo.post import mail_to


@office_page()
def post(request: OfficeRequest) -> HttpResponse:
    """Show the mail that the person who is signed in would have received."""
    if not settings.DEMO:
        raise Http404
    return render(request, "demo/post.html", {"mails": mail_to(request.user.email)})
