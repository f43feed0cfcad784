"""The weegvragen: three versions, each pinned by the weighings of its time."""

from datetime import timedelta

from django.utils.timezone import localdate

from afwegingskader.models import WeighingQuestions
from afwegingskader.workflow import load_starting_version
from mit_waakstand.demo.story import Story
from mit_waakstand.editions import workflow as editions
from mit_waakstand.editions.outline import part_of
from mit_waakstand.editions.states import AdoptionForm, EditionState


class Weegvragen(Story):
    """What the MIT in waakstand asks itself before it decides, and how that changed."""

    def first_weegvragen(self) -> None:
        """Adopt the first version, unless that was done before."""
        edition = load_starting_version()
        if edition.state == EditionState.DRAFT:
            self._adopt_weegvragen(edition, "schriftelijke ronde over de weegvragen", days=79)

    def better_weegvragen(self) -> None:
        """Replace the first version by a second; what was weighed keeps the first."""
        better = self._next_weegvragen(
            "0.2", "Hoe snel is het nodig, en wat kost wachten?", days=42
        )
        self._adopt_weegvragen(better, "schriftelijke ronde na de eerste wegingen", days=41)

    def next_weegvragen(self) -> None:
        """Begin on a third version, after one that was given up."""
        given_up = self._next_weegvragen("0.2.1", "Hoe snel is het nodig, per regio?", days=20)
        reason = "Per regio wegen hoort niet bij onze taak."
        editions.withdraw(given_up, reason=reason, by=self.cast.cpo, at=self.ago(15))
        self._next_weegvragen("0.3", "Hoe snel is het nodig, en wat doet het OMT nu?", days=6)

    def _next_weegvragen(self, number: str, question: str, *, days: int) -> WeighingQuestions:
        by, at = self.cast.secretary, self.ago(days)
        in_force = WeighingQuestions.objects.in_force()
        made = editions.draft(WeighingQuestions, number=number, source=in_force, by=by, at=at)
        asked = part_of(made.OUTLINE, made.content, "snelheid")
        values = asked.kind.values(asked.item) | {"question": question}
        return editions.change_item(made, key="snelheid", values=values, by=by, at=at)

    def _adopt_weegvragen(self, edition: WeighingQuestions, round_: str, *, days: int) -> None:
        at = self.ago(days)
        editions.adopt(
            edition,
            form=AdoptionForm.WRITTEN_ROUND,
            held_on=localdate(at),
            reference=round_,
            review_on=localdate(at + timedelta(days=365)),
            by=self.cast.cpo,
            at=at,
        )
