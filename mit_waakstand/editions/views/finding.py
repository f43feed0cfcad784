"""What the pages of versions share: who may read, which version, and the way to it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mit_waakstand.accounts.access import OfficeRequest
from mit_waakstand.editions.models import Edition

Way = tuple[tuple[str, str], ...]
Kind = type[Edition]


def check_reader(request: OfficeRequest, kind: Kind, act: str = "see") -> None:
    """Raise PermissionDenied when these versions are not this person's to read, or to write."""
    if not request.user.may(f"{kind.SUBJECT}.{act}"):
        raise PermissionDenied


def version_of(request: OfficeRequest, kind: Kind, pk: int) -> Edition:
    """Return the version of an address; raises PermissionDenied or Http404."""
    check_reader(request, kind)
    shown_too = ("made_from", "adopted_by", "adopted_in", "withdrawn_by")
    found = kind._default_manager.select_related(*shown_too)  # noqa: SLF001
    return get_object_or_404(found, pk=pk)


def version_to_read(request: OfficeRequest, kind: Kind, pk: int) -> Edition:
    """Return the same to whoever was invited to read it; what is not his he cannot tell apart."""
    if not request.user.may(f"{kind.SUBJECT}.see"):
        readable = kind._default_manager.visible_to(request.user)  # type: ignore[attr-defined]  # noqa: SLF001
        if not readable.filter(pk=pk).exists():
            raise PermissionDenied
    return get_object_or_404(kind, pk=pk)


def way_to_list(kind: Kind, *, is_here: bool = False) -> Way:
    """Return the breadcrumb to the list; the page itself is no link."""
    return ((named(kind), "" if is_here else kind.list_url()),)


def way_to(version: Edition, *, is_here: bool = False) -> Way:
    """Return the breadcrumb to a version."""
    here = "" if is_here else version.get_absolute_url()
    return (*way_to_list(type(version)), (f"Versie {version.number}", here))


def address(version: Edition, verb: str, *more: object) -> str:
    """Return the address of a page of this version."""
    return reverse(version.page_name(verb), args=[version.pk, *more])


def named(kind: Kind) -> str:
    """Return the name of the kind as a heading has it."""
    return f"{kind.CALLED[:1].upper()}{kind.CALLED[1:]}"
