"""Forms of the agenda, of decisions and of actions."""

from typing import Any, ClassVar, cast

from django import forms

from draaiboek.forms.choices import ItemChoice
from draaiboek.models import AgendaItem, Meeting, Purpose
from mit_waakstand.accounts.choices import PersonChoice
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role, allows
from mit_waakstand.editions.models import Edition, kinds_of_edition
from mit_waakstand.editions.states import EditionState
from mit_waakstand.forms import DutchDateField, GroupedForm, Groups, offer


class ItemForm(GroupedForm):
    """One item of the agenda."""

    REQUIRED_WHEN: ClassVar = {"about_kind": "verplicht als u een nummer of titel invult"}
    GROUPS: ClassVar[Groups] = (
        ("Agendapunt", "", ("subject", "purpose", "note")),
        (
            "Stuk bij dit agendapunt",
            "Soort, nummer en titel blijven staan zoals ze nu zijn.",
            ("draft", "about_kind", "about_number", "about_title"),
        ),
    )
    FOLDED: ClassVar = frozenset({"Stuk bij dit agendapunt"})

    subject = forms.CharField(label="Onderwerp", max_length=200)
    purpose = forms.ChoiceField(label="Waarvoor", choices=Purpose.choices, initial=Purpose.DISCUSS)
    note = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    draft = forms.ChoiceField(
        label="Concept om mee te lezen",
        required=False,
        help_text="Een expert die is uitgenodigd, kan dit concept dan lezen tot het is vastgesteld."
        " Hij ziet geen andere versies.",
    )
    about_kind = forms.CharField(
        label="Soort stuk", max_length=60, required=False, help_text="Bijvoorbeeld: signaal"
    )
    about_number = forms.CharField(
        label="Nummer", max_length=40, required=False, help_text="Bijvoorbeeld: MIW-2026-01"
    )
    about_title = forms.CharField(label="Titel", max_length=200, required=False)

    def __init__(self, *args: Any, item: AgendaItem | None = None, **kwargs: Any) -> None:
        """Start from what the item says now."""
        super().__init__(*args, **kwargs)
        self.drafts = {f"{one.CALLED} {one.number}": one for one in _drafts_to_read()}
        asked = cast("forms.ChoiceField", self.fields["draft"])
        asked.choices = [("", "geen"), *((key, one.title()) for key, one in self.drafts.items())]
        if not self.drafts:
            del self.fields["draft"]
        if item is not None:
            words = ("subject", "purpose", "note", "about_kind", "about_number", "about_title")
            self.initial.update({name: getattr(item, name) for name in words})
            self.initial["draft"] = f"{item.about_kind} {item.about_number}"

    def clean(self) -> dict[str, Any]:
        """Let a draft that was chosen say what the item is about."""
        data = super().clean() or {}
        draft = self.drafts.get(data.pop("draft", ""))
        if draft is not None:
            data["about_kind"], data["about_number"] = draft.CALLED, draft.number
            data["about_title"] = "concept"
        return data


def _drafts_to_read() -> list[Edition]:
    """Return the draft of each kind of which an expert may read drafts (domain §5)."""
    kinds = (one for one in kinds_of_edition() if allows(Role.EXPERT, f"{one.SUBJECT}.read"))
    drafts = (kind._default_manager.filter(state=EditionState.DRAFT).first() for kind in kinds)  # noqa: SLF001
    return [draft for draft in drafts if draft is not None]


class DecideForm(forms.Form):
    """What the meeting decided."""

    text = forms.CharField(
        label="Besluit", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    item = ItemChoice(label="Bij agendapunt", queryset=AgendaItem.objects.none(), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer the items of this meeting."""
        super().__init__(*args, **kwargs)
        offer(self, "item", meeting.items.order_by("place", "pk"))


class ActionForm(forms.Form):
    """Something to do, by whom, until when."""

    text = forms.CharField(label="Wat moet er gebeuren?", max_length=300)
    owner = PersonChoice(
        label="Wie doet het?",
        queryset=User.objects.none(),
        help_text="Iemand met een account die de vergadering kan zien.",
    )
    due_on = DutchDateField(label="Uiterlijk op")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer CPO and secretaris, and who was invited."""
        super().__init__(*args, **kwargs)
        standing = meeting.invitations.standing()
        invited = {account.pk for i in standing.in_order() if (account := i.account())}
        office = User.objects.with_role(Role.CPO, Role.SECRETARY).values_list("pk", flat=True)
        people = User.objects.filter(pk__in={*invited, *office}, is_active=True)
        offer(self, "owner", people.order_by("full_name", "pk"))


class DropForm(forms.Form):
    """Why an action lapses."""

    reason = forms.CharField(
        label="Reden", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
