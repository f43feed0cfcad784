"""What the pages that make something public share: the draft, what was found in it, the preview."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mit_waakstand import chain
from mit_waakstand.accounts.access import OfficeRequest, office_page
from mit_waakstand.markdown import to_html
from mit_waakstand.public_site.pages import absolute
from mit_waakstand.vault import pdf_answer
from signals import package, public
from signals.before_publication import PREVIEWS, LookOver, draft_for, look_over
from signals.models import Signal
from signals.views.signal_page import signal_or_404

ADDRESSES = {verb: slug for slug, verb in PREVIEWS.items()}


def looked_over(request: OfficeRequest, shown: Signal, verb: str) -> LookOver | None:
    """Return what this step would make public and what was found in it; None without a draft."""
    if not request.user.may("signal.preview"):
        return None
    reason = request.POST.get("reason", "")
    return look_over(shown, verb, by=request.user, at=timezone.now(), reason=reason)


def what_goes_public(shown: Signal, verb: str, over: LookOver | None) -> dict[str, object]:
    """Return what the page of the step shows of a draft; nothing without one."""
    if over is None:
        return {}
    content = over.draft.payload
    titles = {file["naam"]: file["titel"] for file in content["bestanden"]}
    texts = [("Lees het signaal", content["tekst"])]
    if content["reactie"]:
        texts.append(("Lees de reactie", content["reactie"]["tekst"]))
    texts += [(f"Lees ook: {m['naam']}", m["tekst"]) for m in content["berichten"]]
    return {
        "over": over,
        "content": content,
        "version": len(over.draft.versions()) + 1,
        "texts": [(title, to_html(text)) for title, text in texts],
        "files": [
            {
                "label": titles[file.name],
                "url": _address(shown, verb, file.name),
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in over.draft.files
        ],
        "preview_url": _address(shown, verb),
    }


@office_page("signal.preview")
def preview(request: OfficeRequest, pk: int, slug: str) -> HttpResponse:
    """Show the public page as it would be, to CPO and secretaris; nothing is written anywhere."""
    shown, verb = signal_or_404(request, pk), _verb(slug)
    now = timezone.now()
    draft = draft_for(shown, verb, by=request.user, at=now)
    if draft is None:
        messages.warning(request, "Er is nu niets om vooraf te bekijken.")
        return redirect(shown.get_absolute_url())
    back = reverse(shown.url_name(verb), args=[pk])
    answer = HttpResponse(public.preview(draft, at=now, back=back))
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@office_page("signal.preview")
def preview_file(request: OfficeRequest, pk: int, slug: str, name: str) -> HttpResponseBase:
    """Send what the preview links to: a file or the data as they would be, or an old version."""
    shown = signal_or_404(request, pk)
    draft = draft_for(shown, _verb(slug), by=request.user, at=timezone.now())
    if draft is None:
        raise Http404
    for file in draft.files:
        if file.name == name:
            return pdf_answer(file.sha256, name)
    if name == f"{draft.key}.json":
        data = chain.canonical({"voorvertoning": True, "inhoud": draft.payload})
        return HttpResponse(data, content_type="application/json")
    if any(name == f"versie-{version.version}/" for version in draft.versions()):
        return redirect(absolute(f"{public.FOLDER}/{draft.key}/{name}"))
    raise Http404


@office_page("signal.package")
def package_file(request: OfficeRequest, pk: int, version: int) -> HttpResponse:
    """Send the publication package of one public version, for editors of SCP's own site."""
    shown = signal_or_404(request, pk)
    publication = package.to_pack(shown, version)
    if publication is None:
        raise Http404
    answer = HttpResponse(package.package(publication), content_type="application/zip")
    name = package.name_of(publication)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _verb(slug: str) -> str:
    if slug not in PREVIEWS:
        raise Http404
    return PREVIEWS[slug]


def _address(shown: Signal, verb: str, name: str = "") -> str:
    if name:
        return reverse("signals:signal-preview-file", args=[shown.pk, ADDRESSES[verb], name])
    return reverse("signals:signal-preview", args=[shown.pk, ADDRESSES[verb]])
