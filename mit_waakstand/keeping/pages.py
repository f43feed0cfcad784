"""What a page with a form shows of keeping: its slip, a text that waits, who else is busy."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from mit_waakstand.accounts.models import User
from mit_waakstand.keeping import workflow
from mit_waakstand.keeping.models import KeptText, Presence
from mit_waakstand.keeping.slips import Slip, new_slip, slip_of

ASKED = "bewaard"  # ?bewaard=verder: the form starts from the kept text
GO_ON = "verder"


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """What ``form.keeping`` says to the templates of a form.

    ``waiting`` is a kept text that the form does not show; ``resumed`` the one that it shows.
    """

    slip: Slip
    is_long: bool
    waiting: KeptText | None = None
    resumed: KeptText | None = None
    others: tuple[Presence, ...] = ()


def with_keeping(
    request: HttpRequest, form: forms.BaseForm, *, is_shared: bool = False
) -> forms.BaseForm:
    """Return the form, with what keeping shows of it in ``form.keeping``.

    Asked to go on, the form starts from the kept text. ``is_shared``: several people write the
    same text in it, so each is told of the others.
    """
    user = request.user
    if isinstance(user, User) and any(_is_kept(field) for field in form.visible_fields()):
        form.keeping = _keeping(request, user, form, is_shared=is_shared)  # type: ignore[attr-defined]
    return form


def _keeping(request: HttpRequest, user: User, form: forms.BaseForm, *, is_shared: bool) -> Keeping:
    is_long = any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())
    if request.method == "POST":
        slip = slip_of(request)
        if slip is None or (slip.user_pk, slip.address) != (user.pk, request.path):
            slip = new_slip(user.pk, request.path)
        return Keeping(slip=slip, is_long=is_long)
    others = workflow.arrive(user, request.path, at=timezone.now()) if is_shared else []
    kept = KeptText.objects.of(user, request.path)
    goes_on = kept is not None and request.GET.get(ASKED) == GO_ON
    if kept is not None and goes_on:
        start_from(form, kept)
    return Keeping(
        slip=new_slip(user.pk, request.path, after=kept.page if kept and goes_on else ""),
        is_long=is_long,
        waiting=None if goes_on else kept,
        resumed=kept if goes_on else None,
        others=tuple(others),
    )


def start_from(form: forms.BaseForm, kept: KeptText) -> None:
    """Let an unbound form show the kept text; files and fields it does not know stay as they are.

    Nothing is checked: it is what was typed, right or wrong.
    """
    typed = QueryDict(mutable=True)
    for name, values in kept.values().items():
        typed.setlist(name, values)
    for name, field in form.fields.items():
        if not isinstance(field.widget, forms.FileInput):
            value = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
            form.initial[name] = "" if value is None else value


def _is_kept(field: forms.BoundField) -> bool:
    return not isinstance(field.field.widget, forms.FileInput | forms.PasswordInput)
