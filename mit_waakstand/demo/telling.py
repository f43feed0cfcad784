"""The whole demonstration, from the first event to the last."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from afwegingskader.workflow import adopt as adopt_weegvragen
from afwegingskader.workflow import load_starting_version
from mit_waakstand.demo.at_work import AtWork
from mit_waakstand.demo.exercises import Exercises
from mit_waakstand.demo.framework import Framework
from mit_waakstand.demo.on_the_way import OnTheWay
from mit_waakstand.demo.people import Cast
from mit_waakstand.demo.playbook import Playbook
from mit_waakstand.demo.published import Published
from mit_waakstand.demo.questions import Questions
from mit_waakstand.editions.states import AdoptionForm, EditionState
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.standing import publish_first_standing


class Whole(Published, OnTheWay, AtWork, Exercises, Questions, Framework, Playbook):
    """All chapters; signals are issued in the order of their numbers."""

    def tell(self) -> None:
        """Let everything happen, and send what is due."""
        with transaction.atomic():
            publish_first_standing(at=self.ago(80))
        for happens in (
            self.weegvragen,
            self.questions,
            self.published,
            self.published_late,
            self.without_signal,
            self.standing_assessment,
            self.without_response,
            self.measles,
            self.coronavirus,
            self.late_but_received,
            self.late,
            self.last_days,
            self.answered,
            self.waiting,
            self.another_date,
            self.mistaken,
            self.proposals,
            self.suspension,
            self.adopted,
            self.concept,
            self.not_weighed,
            self.commission_to_come,
            self.framework,
            self.playbook,
        ):
            happens()
        doing.sweep(self.now)

    def weegvragen(self) -> None:
        """Adopt the starting version of the weegvragen, unless there is one in force."""
        edition, adopted_at = load_starting_version(), self.ago(79)
        if edition.state == EditionState.DRAFT:
            adopt_weegvragen(
                edition,
                form=AdoptionForm.WRITTEN_ROUND,
                held_on=localdate(adopted_at),
                reference="schriftelijke ronde over de weegvragen",
                by=self.cast.cpo,
                at=adopted_at,
            )


def tell(cast: Cast, now: datetime) -> None:
    """Tell the whole demonstration, counted back from ``now`` (aware)."""
    Whole(cast, now).tell()
