"""The second scenario: a stand-in opens the application after eighteen months of nothing."""

from datetime import datetime, timedelta

from django.db import transaction

from mit_waakstand.demo.duties import Duties
from mit_waakstand.demo.exercises import Exercises
from mit_waakstand.demo.meetings import Meetings
from mit_waakstand.demo.people import Cast
from mit_waakstand.demo.playbook import Playbook
from mit_waakstand.demo.published import Published
from mit_waakstand.demo.questions import Questions
from mit_waakstand.demo.register import Register
from mit_waakstand.demo.weegvragen import Weegvragen
from mit_waakstand.deputies import workflow as deputies
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.for_people.standing import publish_first_standing

SILENCE = timedelta(days=548)  # eighteen months


class StandIn(Published, Exercises, Register, Weegvragen, Questions, Playbook, Meetings, Duties):
    """What was kept up until ``now``; then everybody was busy with other things."""

    def tell(self) -> None:
        """Let everything happen; a few questions and a run of the draaiboek stay open."""
        with transaction.atomic():
            publish_first_standing(at=self.ago(80))
        for happens in (
            self.first_weegvragen,
            self.playbook,
            self.register_of_experts,
            self.duties,
            self.published,
            self.yearly_meeting,
            self.better_weegvragen,
            self.measles,
            self.questions,
        ):
            happens()
        doing.sweep(self.now)

    def take_over(self, at: datetime) -> None:
        """Let the deputy begin, at the moment that the demonstration is loaded."""
        appointment = deputies.appoint(
            user=self.cast.deputy,
            appointed_by="De directeur van het SCP (verzonnen)",
            appointed_on=self.ago(60).date(),
            by=self.cast.cpo,
            at=self.ago(60),
        )
        reason = "De CPO is langdurig ziek."
        deputies.activate(appointment, reason=reason, by=self.cast.deputy, at=at)
        doing.sweep(at)


def tell(cast: Cast, now: datetime) -> None:
    """Tell what happened until eighteen months before ``now`` (aware), and who opens it now."""
    story = StandIn(cast, now - SILENCE)
    story.tell()
    story.take_over(now)
