"""Reading versions: the list, one version, what changed, and the files of a version."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.accounts.access import OfficeRequest, office_page
from mit_waakstand.editions import yaml_files
from mit_waakstand.editions.comparing import compare as compared
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.panels import panels_of
from mit_waakstand.editions.states import NEVER_ADOPTED
from mit_waakstand.editions.views.chapters import chapters
from mit_waakstand.editions.views.finding import (
    Kind,
    address,
    check_reader,
    named,
    version_of,
    version_to_read,
    way_to,
    way_to_list,
)
from mit_waakstand.trail.models import Event

MOST_LISTED = 200


@office_page()
def versions(request: OfficeRequest, kind: Kind) -> HttpResponse:
    """List the versions, the newest first."""
    check_reader(request, kind)
    found = list(kind._default_manager.defer("content").order_by("-pk")[:MOST_LISTED])  # noqa: SLF001
    has_draft = any(version.is_draft() for version in found)
    context = {
        "kind": kind,
        "heading": named(kind),
        "versions": found,
        "new_url": (
            kind.draft_url()
            if not has_draft and request.user.may_now(f"{kind.SUBJECT}.write")
            else ""
        ),
        "panels": panels_of(kind, None, request.user, timezone.now()),
        "breadcrumb": way_to_list(kind, is_here=True),
    }
    return render(request, "editions/versions.html", context)


@office_page()
def version(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Show one version: its content, its document, what can be done with it, what happened."""
    shown = version_to_read(request, kind, pk)
    steps = shown.steps_for(request.user)
    sees_all = request.user.may(f"{kind.SUBJECT}.see")  # who was invited reads this one only
    context = {
        "version": shown,
        "breadcrumb": way_to(shown, is_here=True) if sees_all else ((shown.title(), ""),),
        "is_guest": not sees_all,
        "steps": [offer for offer in steps if not offer.step.aside],
        "asides": [offer for offer in steps if offer.step.aside],
        "chapters": chapters(shown),
        "panels": panels_of(kind, shown, request.user, timezone.now()) if sees_all else (),
        "is_due": shown.is_due_for_review(localdate()),
        "compare_url": address(shown, "compare") if sees_all and _one_before(shown) else "",
        "document_url": address(shown, "document") if shown.has_document() else "",
        "pdf_url": address(shown, "paper") if shown.pdf_checksum else "",
        "file_url": address(shown, "file") if sees_all and shown.has_outline() else "",
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    own = f"{kind._meta.app_label}/{kind._meta.model_name}.html"  # noqa: SLF001
    return render(request, [own, "editions/version.html"], context)


@office_page()
def compare(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Show what changed since another version, by default the one it was made of."""
    after = version_of(request, kind, pk)
    others = list(
        kind._default_manager.exclude(pk=pk).order_by("-pk")[:MOST_LISTED]  # noqa: SLF001
    )
    wanted = request.GET.get("met", "")
    if wanted:
        is_number = wanted.isascii() and wanted.isdigit() and len(wanted) < len(str(2**63))
        before = get_object_or_404(kind, pk=int(wanted)) if is_number else None
    else:
        before = _one_before(after)
    if before is None:
        raise Http404
    found = compared(before, after)
    context = {
        "version": after,
        "before": before,
        "others": others,
        "comparison": found,
        "same": len(found.parts) - len(found.changed()),
        "breadcrumb": (*way_to(after), ("Vergelijken", "")),
    }
    return render(request, "editions/compare.html", context)


@office_page()
def file(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Send the version as YAML."""
    shown = version_of(request, kind, pk)
    answer = HttpResponse(yaml_files.write(shown), content_type="application/yaml; charset=utf-8")
    name = f"{kind.SUBJECT}-{shown.number}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@office_page()
def document(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponseBase:
    """Send the document of the version as it was sent in; it cannot do anything."""
    shown = version_to_read(request, kind, pk)
    if not shown.has_document():
        raise Http404
    name = f"{kind.SUBJECT}-{shown.number}-document.pdf"
    return vault.pdf_answer(shown.document_checksum, name)


@office_page()
def paper(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponseBase:
    """Send the PDF that was made of the content when it was adopted."""
    shown = version_of(request, kind, pk)
    if not shown.pdf_checksum:
        raise Http404
    return vault.pdf_answer(shown.pdf_checksum, f"{shown.public_key()}.pdf")


def _one_before(version: Edition) -> Edition | None:
    """Return the version of which it was made, or else the newest older one that was adopted."""
    if version.made_from is not None:
        return version.made_from
    older = type(version)._default_manager.filter(pk__lt=version.pk)  # noqa: SLF001
    return older.exclude(state__in=NEVER_ADOPTED).order_by("-pk").first()
