"""Forms of a run, its steps, injects and lessons."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from draaiboek.content import Actor, check_prose
from draaiboek.models import Audience, Inject, Lesson, PlaybookRun
from draaiboek.states.runs import RunStepState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import DutchDateField, DutchDateTimeField
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation

SHORT = {"rows": 3}


class SituationChoice(forms.ModelChoiceField):
    """A situation by its name."""

    def label_from_instance(self, obj: Situation) -> str:
        """Return the name, and whether it is an exercise."""
        return f"{obj.title} (OEFENING)" if obj.is_exercise else obj.title


class PersonChoice(forms.ModelChoiceField):
    """One person by name and part."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the part he plays."""
        return f"{obj.full_name} ({obj.part_in_words})"


def secretariat() -> QuerySet[User]:
    """Return CPO and secretarissen, who acts for the CPO too."""
    return User.objects.with_role(Role.CPO, Role.SECRETARY)


class StartForm(forms.Form):
    """Where a run begins, who leads it, and why."""

    situation = SituationChoice(
        label="Situatie",
        queryset=Situation.objects.none(),
        help_text="Bij een oefening ziet alleen wie meedoet de uitvoering.",
    )
    leader = PersonChoice(
        label="Leider",
        queryset=User.objects.none(),
        help_text="Bij een oefening plant de leider wat er gebeurt en ziet dat vooraf.",
    )
    purpose = forms.CharField(
        label="Aanleiding of doel",
        required=False,
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs=SHORT),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the situations that this person may know and in which nothing runs."""
        super().__init__(*args, **kwargs)
        busy = PlaybookRun.objects.running().values("situation")
        found = Situation.objects.visible_to(user).exclude(pk__in=busy)
        _offer(self.fields["situation"], found.order_by("-opened_at", "-pk"))
        _offer(self.fields["leader"], secretariat())
        self.initial.setdefault("leader", user.pk)


class TickForm(forms.Form):
    """What is worth remembering of a step that is done."""

    remark = forms.CharField(
        label="Opmerking",
        required=False,
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs=SHORT),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Reden", max_length=2_000, validators=[check_text], widget=forms.Textarea(attrs=SHORT)
    )


class AddStepForm(forms.Form):
    """A step that the draaiboek does not have."""

    title = forms.CharField(label="Wat er gebeurt", max_length=200, validators=[check_text])
    phase = forms.CharField(
        label="Fase",
        max_length=100,
        validators=[check_text],
        help_text="Onder welk kopje de stap komt.",
    )
    actor = forms.ChoiceField(label="Wie", choices=Actor.choices)
    due_at = DutchDateTimeField(label="Uiterlijk", required=False)
    needs = forms.CharField(
        label="Wat nodig is",
        required=False,
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs=SHORT),
    )


class CloseForm(forms.Form):
    """The evaluation, and why open steps lapse when there are any."""

    evaluation = forms.CharField(
        label="Evaluatie",
        max_length=20_000,
        validators=[check_prose],
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Wat ging goed, wat niet, en hoe kwam dat? Lessen legt u apart vast.",
    )
    open_reason = forms.CharField(
        label="Waarom open stappen vervallen",
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs=SHORT),
    )

    def __init__(self, *args: Any, run: PlaybookRun, **kwargs: Any) -> None:
        """Ask about open steps only when there are any."""
        super().__init__(*args, **kwargs)
        if not run.steps.filter(state=RunStepState.OPEN).exists():
            del self.fields["open_reason"]


class InjectForm(forms.Form):
    """What happens in an exercise, when, and who sees it."""

    planned_at = DutchDateTimeField(label="Moment")
    text = forms.CharField(
        label="Wat er gebeurt",
        max_length=5_000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Bijvoorbeeld: een krant belt en vraagt of er een signaal komt.",
    )
    shown_to = forms.ChoiceField(label="Voor wie", choices=Audience.choices)

    def __init__(self, *args: Any, inject: Inject | None = None, **kwargs: Any) -> None:
        """Start from what stands there."""
        super().__init__(*args, **kwargs)
        if inject is not None:
            for name in ("planned_at", "text", "shown_to"):
                self.initial[name] = getattr(inject, name)


class ResponseForm(forms.Form):
    """What a participant does when it happens."""

    text = forms.CharField(
        label="Wat u doet of zegt",
        max_length=5_000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class HandOnForm(forms.Form):
    """Who sees to a lesson, and until when."""

    owner = PersonChoice(label="Eigenaar", queryset=User.objects.none())
    due_on = DutchDateField(label="Uiterlijk")

    def __init__(self, *args: Any, lesson: Lesson | None = None, **kwargs: Any) -> None:
        """Offer who writes the draaiboek, and start from what stands there."""
        super().__init__(*args, **kwargs)
        _offer(self.fields["owner"], secretariat())
        if lesson is not None:
            self.initial["owner"], self.initial["due_on"] = lesson.owner_id, lesson.due_on


class LessonForm(HandOnForm):
    """What was learnt, and what the draaiboek could make of it."""

    field_order = ("text", "proposal", "owner", "due_on")

    text = forms.CharField(
        label="Les", max_length=2_000, validators=[check_text], widget=forms.Textarea(attrs=SHORT)
    )
    proposal = forms.CharField(
        label="Voorstel voor het draaiboek",
        required=False,
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs=SHORT),
    )


class OutcomeForm(forms.Form):
    """What became of a lesson."""

    outcome = forms.CharField(
        label="Wat u ermee hebt gedaan, of waarom niet",
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs=SHORT),
    )


def _offer(field: forms.Field, found: QuerySet[Any]) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
    field.queryset = found
