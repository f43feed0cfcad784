"""Meetings: one held with minutes, one to come, one called off, and one for an exercise."""

from datetime import timedelta

from django.utils.timezone import localtime

from draaiboek.models import Attendance, Meeting, MeetingKind, Minutes
from draaiboek.workflow import agenda, inviting, meetings, minutes, outcomes, replying
from experts.models import Expert
from mit_waakstand.demo.story import Story

HELD, LATER, TO_COME = 40, 9, 12  # days ago, days ago, days ahead
PLACE = "Zaal 3 van het (verzonnen) vergadercentrum, Den Haag"
YEARLY = (
    "## Draaiboek\n\nWij namen het voorbeeld door. Het geldt tot er een eigen versie is.\n\n"
    "## Expertises\n\nVoor sport en voor openbare orde is er nu niemand. Bram zoekt mensen.\n\n"
    "## Verantwoording\n\nDe secretaris maakt in oktober het concept."
)
CORRECTED = YEARLY.replace("Voor sport en voor", "Voor sport, voor internationaal en voor")
SECOND = "## Oefening\n\nWij bespraken wat wij leerden van de oefening over 2019-nCoV."


class Meetings(Story):
    """How the MIT in waakstand meets when nothing is the matter."""

    def yearly_meeting(self) -> None:
        """Hold the yearly meeting with two experts; the minutes are adopted, and corrected."""
        cast = self.cast
        experts = (cast.expert, cast.second_expert)
        meeting = self._plan(MeetingKind.YEARLY, begins=-HELD, planned=75, experts=experts)
        replying.reply(meeting, reply="ja", by=cast.expert_account, at=self.ago(70))
        replying.declare_interests(
            meeting, has_conflict=False, by=cast.expert_account, at=self.ago(HELD + 1)
        )
        replying.record_reply(
            meeting,
            invitation=meeting.invitations.get(expert=cast.second_expert),
            reply="misschien",
            has_conflict=True,
            interests="Zit in de raad van toezicht van het (verzonnen) Ziekenhuis Nergens.",
            by=cast.secretary,
            at=self.ago(60),
        )
        meeting = self._hold(meeting)
        outcomes.decide(
            meeting, text="Het draaiboek blijft gelden.", by=cast.secretary, at=self.ago(HELD - 1)
        )
        self._actions(meeting)
        kept = minutes.draft(meeting, text=YEARLY, by=cast.secretary, at=self.ago(HELD - 1))
        how = "Per mail rondgestuurd; niemand had opmerkingen."
        kept = minutes.adopt(kept, in_writing=how, by=cast.cpo, at=self.ago(HELD - 10))
        self._correct(kept)

    def _correct(self, kept: Minutes) -> None:
        reason = "Bij expertises ontbrak “internationaal”."
        better = minutes.correct(kept, reason=reason, by=self.cast.secretary, at=self.ago(25))
        better = minutes.edit(
            better, text=CORRECTED, correction=reason, by=self.cast.secretary, at=self.ago(25)
        )
        how = "Per mail rondgestuurd; iedereen is akkoord."
        minutes.adopt(better, in_writing=how, by=self.cast.cpo, at=self.ago(20))

    def _actions(self, meeting: Meeting) -> None:
        """Agree four actions: done, dropped, too late, and still in time."""
        cast = self.cast
        rows = (
            ("Maak het verslag", cast.secretary, HELD - 7),
            ("Vraag een prijs voor een stempel", cast.secretary, HELD - 7),
            ("Zoek iemand voor sport en voor openbare orde", cast.secretary, 5),
            ("Bel de (verzonnen) veiligheidsregio", cast.cpo, -20),
        )
        for text, owner, due in rows:
            outcomes.add_action(
                meeting,
                text=text,
                owner=owner,
                due_on=self.ago(due).date(),
                by=cast.secretary,
                at=self.ago(HELD - 1),
            )
        done, dropped, *_ = meeting.actions.order_by("pk")
        outcomes.finish(done, by=cast.secretary, at=self.ago(HELD - 2))
        reason = "Een stempel is niet meer nodig."
        outcomes.drop(dropped, reason=reason, by=cast.cpo, at=self.ago(30))

    def other_meetings(self) -> None:
        """Meet about the exercise, with minutes in draft; plan one more, and call one off."""
        cast = self.cast
        held = self._plan(
            MeetingKind.OTHER,
            begins=-LATER,
            planned=20,
            experts=[cast.expert],
            subject="Nabespreking van de oefening",
        )
        held = self._hold(held)
        minutes.draft(held, text=SECOND, by=cast.secretary, at=self.ago(LATER - 1))
        coming = self._plan(
            MeetingKind.OTHER,
            begins=TO_COME,
            planned=4,
            experts=[cast.expert],
            subject="Het nieuwe draaiboek",
        )
        inviting.propose(coming, experts=[cast.second_expert], by=cast.secretary, at=self.ago(3))
        agenda.write_item(
            coming,
            subject="Wat er verandert in het draaiboek",
            about_kind="draaiboek",  # so that the expert reads the draft
            about_number="0.2",
            about_title="concept",
            by=cast.secretary,
            at=self.ago(3),
        )
        self._plan(MeetingKind.YEARLY, begins=320, planned=2)
        off = self._plan(
            MeetingKind.OTHER, begins=-30, planned=35, subject="Kennismaken met Bureau SG"
        )
        meetings.cancel(off, reason="Bureau SG was verhinderd.", by=cast.secretary, at=self.ago(31))

    def _plan(
        self,
        kind: str,
        *,
        begins: int,
        planned: int,
        experts: tuple[Expert, ...] | list[Expert] = (),
        subject: str = "",
    ) -> Meeting:
        """Return a meeting so many days from now at ten, with the experts invited."""
        day = localtime(self.ago(-begins))
        starts_at = day.replace(hour=10, minute=0, second=0, microsecond=0)
        meeting = meetings.plan(
            kind=kind,
            form=Attendance.IN_PERSON,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            subject=subject,
            place=PLACE,
            by=self.cast.secretary,
            at=self.ago(planned),
        )
        if experts:
            inviting.invite(meeting, experts=experts, by=self.cast.cpo, at=self.ago(planned))
        return meeting

    def _hold(self, meeting: Meeting) -> Meeting:
        everybody = meeting.invitations.standing()
        at = meeting.ends_at + timedelta(hours=1)
        return meetings.hold(meeting, attended=everybody, by=self.cast.secretary, at=at)
