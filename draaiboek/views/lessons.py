"""Pages of lessons: the list, and what becomes of one."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from draaiboek.forms import runs as forms
from draaiboek.models import Lesson
from draaiboek.states.runs import LessonState
from draaiboek.workflow import lessons
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from mit_waakstand.paging import page_of

TITLE = "Lessen"


@office_page("draaiboek.see")
def lesson_list(request: OfficeRequest) -> HttpResponse:
    """List the lessons: the open ones first, then what was decided on."""
    found = Lesson.objects.visible_to(request.user)
    found = found.select_related("owner", "edition", "run__situation", "decided_by")
    page = page_of(found.in_order(), request.GET.get("pagina"))
    context = {
        "breadcrumb": [(TITLE, "")],
        "page": page,
        "today": localdate(),
        "open_state": LessonState.OPEN,
        "shown": [(lesson, lesson.steps_of(request.user)) for lesson in page],
    }
    return render(request, "draaiboek/lessons.html", context)


@office_page("draaiboek.see", methods=ACT)
def accept(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a lesson over in the draft."""
    return _step(request, pk, "accept", forms.OutcomeForm(request.POST or None), lessons.accept)


@office_page("draaiboek.see", methods=ACT)
def decline(request: OfficeRequest, pk: int) -> HttpResponse:
    """Decide that the draaiboek stays as it is."""
    return _step(request, pk, "decline", forms.OutcomeForm(request.POST or None), lessons.decline)


@office_page("draaiboek.see", methods=ACT)
def hand_on(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a lesson another owner or date."""
    form = forms.HandOnForm(request.POST or None, lesson=get_object_or_404(Lesson, pk=pk))
    return _step(request, pk, "hand_on", form, lessons.hand_on)


def _step(
    request: OfficeRequest, pk: int, verb: str, form: Form, taken: Callable[..., Lesson]
) -> HttpResponse:
    found = Lesson.objects.visible_to(request.user).select_related("run__situation")
    shown = get_object_or_404(found, pk=pk)
    page = ActPage(
        subject=f"Les {shown.pk}",
        breadcrumb=((TITLE, reverse("draaiboek:lessons")),),
        extra={"lesson": shown},
        template="draaiboek/lesson_act.html",
    )

    def call() -> Lesson:
        return taken(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
