"""The whole demonstration, from the first event to the last."""

from datetime import datetime

from django.db import transaction

from mit_waakstand.demo.archive import Archive
from mit_waakstand.demo.at_work import AtWork
from mit_waakstand.demo.duties import Duties
from mit_waakstand.demo.exercises import Exercises
from mit_waakstand.demo.framework import Framework
from mit_waakstand.demo.meetings import Meetings
from mit_waakstand.demo.on_the_way import OnTheWay
from mit_waakstand.demo.people import Cast
from mit_waakstand.demo.playbook import Playbook
from mit_waakstand.demo.published import Published
from mit_waakstand.demo.questions import Questions
from mit_waakstand.demo.register import Register
from mit_waakstand.demo.weegvragen import Weegvragen
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.for_people.standing import publish_first_standing


class Whole(
    Published,
    OnTheWay,
    AtWork,
    Exercises,
    Register,
    Weegvragen,
    Questions,
    Framework,
    Playbook,
    Meetings,
    Duties,
    Archive,
):
    """All chapters; signals are issued in the order of their numbers."""

    def tell(self) -> None:
        """Let everything happen, and send what is due."""
        with transaction.atomic():
            publish_first_standing(at=self.ago(80))
        for happens in (
            self.first_weegvragen,
            self.register_of_experts,
            self.questions,
            self.duties,
            self.published,
            self.published_late,
            self.yearly_meeting,
            self.better_weegvragen,
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
            self.other_meetings,
            self.next_weegvragen,
            self.archive,
        ):
            happens()
        doing.sweep(self.now)


def tell(cast: Cast, now: datetime) -> None:
    """Tell the whole demonstration, counted back from ``now`` (aware)."""
    Whole(cast, now).tell()
