"""Forms of the steps of the CPO that a secretaris may take namens de CPO."""

from typing import Any

from django import forms

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import DutchDateTimeField
from signals.forms.looked_over import LookedOverForm
from signals.models import AgreedWay, Signal
from signals.workflow import on_behalf
from signals.workflow.on_behalf import Agreed


class OnBehalfForm(forms.Form):
    """Asks a secretaris when and how the CPO agreed; the (acting) CPO is asked nothing."""

    def __init__(self, *args: Any, signal: Signal, user: User, **kwargs: Any) -> None:
        """Ask who the CPO is only when there are several."""
        super().__init__(*args, **kwargs)
        self.is_on_behalf = user.part == Role.SECRETARY
        if not self.is_on_behalf:
            return
        self.fields["agreed_at"] = DutchDateTimeField(
            label="Wanneer ging de CPO akkoord?",
            help_text="U doet dit namens de CPO. Bijvoorbeeld 15-09-2026 en 09:30.",
        )
        self.fields["agreed_way"] = forms.ChoiceField(
            label="Hoe liet de CPO dat weten?", choices=AgreedWay.choices, widget=forms.RadioSelect
        )
        present = on_behalf.cpos(signal)
        if len(present) > 1:
            self.fields["agreed_with"] = forms.TypedChoiceField(
                label="Wie ging akkoord?",
                choices=[(cpo.pk, f"{cpo.full_name}, {capacity(cpo)}") for cpo in present],
                coerce=lambda pk: next(cpo for cpo in present if str(cpo.pk) == pk),
                widget=forms.RadioSelect,
            )

    def agreement(self) -> dict[str, Agreed]:
        """Return the agreement as the argument of an act; nothing for the CPO himself."""
        if not self.is_on_behalf:
            return {}
        data = self.cleaned_data
        agreed = Agreed(
            agreed_at=data["agreed_at"],
            agreed_way=data["agreed_way"],
            cpo=data.get("agreed_with"),
        )
        return {"agreement": agreed}


class IssueForm(OnBehalfForm):
    """Issuing; ``seen`` is the text that was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, signal: Signal, user: User, **kwargs: Any) -> None:
        """Remember which text the page shows."""
        super().__init__(*args, signal=signal, user=user, **kwargs)
        self.initial.setdefault("seen", signal.text_hash)

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.signals.issue``."""
        return {"seen": self.cleaned_data["seen"], **self.agreement()}


class PublishForm(LookedOverForm, OnBehalfForm):
    """The last check before signal and response go public."""

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.signals.publish``."""
        return {**super().arguments(), **self.agreement()}


def capacity(cpo: User) -> str:
    """Return "CPO" or "waarnemend CPO"."""
    return "waarnemend CPO" if cpo.is_acting else "CPO"
