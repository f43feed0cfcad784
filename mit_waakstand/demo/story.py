"""What happens in the demonstration: invented diseases, and exercises after historical cases.

Every record is made by taking the real steps, at moments counted back from the loading. No real
person says anything here, and no disease exists.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from afwegingskader.models import WeighingQuestions
from afwegingskader.workflow import adopt as adopt_weegvragen
from afwegingskader.workflow import load_starting_version
from mit_waakstand.demo import texts
from mit_waakstand.demo.people import Cast
from mit_waakstand.editions import EditionState
from mit_waakstand.outbox import doing
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from signals.models import Outcome, Signal, Trigger, Weighing
from signals.states import Route
from signals.workflow import signals, triggers, weighings
from signals.workflow.received import ResponseDates
from signals.workflow.weighings import Given


@dataclass(frozen=True)
class Story:
    """The cast, and the moment from which everything is counted back."""

    cast: Cast
    now: datetime

    def ago(self, days: int, hours: int = 0) -> datetime:
        """Return the moment that many days and hours before now."""
        return self.now - timedelta(days=days, hours=hours)

    def tell(self) -> None:
        """Let everything happen, the oldest first."""
        edition = load_starting_version()
        if edition.state == EditionState.DRAFT:
            adopt_weegvragen(edition, by=self.cast.cpo, at=self.ago(60))
        self.published()
        self.without_signal()
        self.measles()
        self.coronavirus()
        self.late()
        self.waiting()
        self.concept()
        doing.sweep(self.now)

    def published(self) -> None:
        """One signal after an A1 status, answered after nine days and published."""
        situation = self._situation("Zilverkoorts (verzonnen ziekte)", days=38)
        trigger = triggers.register(
            situation,
            route=Route.A1_STATUS,
            happened_on=self.ago(38).date(),
            gazette_reference="Stcrt. 0000, 1 (fictief)",
            by=self.cast.secretary,
            at=self.ago(38),
        )
        weighing = self._weigh(trigger, days=37, outcome=Outcome.SIGNAL)
        signal = self._issue(weighing, texts.SILVER_FEVER, days=36)
        signal = self._respond(signal, texts.RESPONSE_SILVER_FEVER, days=27)
        signals.publish(signal, personal_data_checked=True, by=self.cast.cpo, at=self.ago(26))

    def without_signal(self) -> None:
        """One weighing that ended without a signal."""
        situation = self._situation("Blauwe hik (verzonnen ziekte)", days=30)
        trigger = triggers.register(
            situation,
            route=Route.OWN_INITIATIVE,
            happened_on=self.ago(30).date(),
            description=texts.BLUE_HICCUPS,
            by=self.cast.cpo,
            at=self.ago(30),
        )
        self._weigh(trigger, days=29, outcome=Outcome.NO_SIGNAL)

    def measles(self) -> None:
        """Exercise: the OMT of 28 March 2024 on measles; no meeting is needed (R-048)."""
        situation = self._exercise("mazelen", "OMT over mazelen, 28 maart 2024", days=24)
        trigger = self._omt(situation, date(2024, 3, 28), days=24)
        triggers.do_not_convene(
            trigger, by=self.cast.cpo, at=self.ago(24) + timedelta(hours=2), **texts.MEASLES
        )

    def coronavirus(self) -> None:
        """Exercise: January 2020; two triggers, one situation, one weighing, one signal."""
        case = "OMT van 24 januari 2020 en A-status van 28 januari 2020 (2019-nCoV)"
        situation = self._exercise("2019-nCoV", case, days=22)
        omt = self._omt(situation, date(2020, 1, 24), days=22)
        triggers.convene(
            omt,
            experts=[self.cast.expert],
            by=self.cast.cpo,
            at=self.ago(22) + timedelta(hours=1),
            **texts.CORONAVIRUS,
        )
        status = triggers.register(
            situation,
            route=Route.A1_STATUS,
            happened_on=date(2020, 1, 28),
            gazette_reference="Stcrt. 2020, 6800",
            description="Groep A van toen, in de oefening behandeld als A1.",
            by=self.cast.secretary,
            at=self.ago(21),
        )
        status = triggers.weigh(status, by=self.cast.secretary, at=self.ago(21))
        weighing = self._close(self._in_weighing(status), days=20, outcome=Outcome.SIGNAL)
        signal = self._issue(weighing, texts.CORONAVIRUS_SIGNAL, days=20)
        self._respond(signal, texts.EXERCISE_RESPONSE, days=15)

    def late(self) -> None:
        """One signal to which nobody responded in time: two days late."""
        situation = self._situation("Maanhoest (verzonnen ziekte)", days=18)
        trigger = triggers.register(
            situation,
            route=Route.OWN_INITIATIVE,
            happened_on=self.ago(18).date(),
            description=texts.MOON_COUGH_CAUSE,
            by=self.cast.secretary,
            at=self.ago(18),
        )
        weighing = self._weigh(trigger, days=17, outcome=Outcome.SIGNAL)
        self._issue(weighing, texts.MOON_COUGH, days=16)

    def waiting(self) -> None:
        """One signal that waits for the SG, with eight days left."""
        situation = self._situation("Kristalgriep (verzonnen ziekte)", days=8)
        omt = self._omt(situation, self.ago(8).date(), days=8)
        omt = triggers.convene(
            omt,
            experts=[self.cast.expert, self.cast.second_expert],
            by=self.cast.cpo,
            at=self.ago(8) + timedelta(hours=1),
            **texts.CRYSTAL_FLU_ASSESSMENT,
        )
        weighing = self._close(self._in_weighing(omt), days=7, outcome=Outcome.SIGNAL)
        self._issue(weighing, texts.CRYSTAL_FLU, days=6)

    def concept(self) -> None:
        """One concept under a weighing that is still open."""
        situation = self._situation("Droomkoorts (verzonnen ziekte)", days=1)
        trigger = triggers.register(
            situation,
            route=Route.A1_STATUS,
            happened_on=self.ago(1).date(),
            by=self.cast.secretary,
            at=self.ago(1),
        )
        trigger = triggers.weigh(
            trigger, experts=[self.cast.expert], by=self.cast.cpo, at=self.ago(1)
        )
        weighing = self._in_weighing(trigger)
        title = texts.DREAM_FEVER["title"]
        signal = signals.draft(weighing, title=title, by=self.cast.secretary, at=self.ago(0, 5))
        signals.edit(signal, by=self.cast.secretary, at=self.ago(0, 4), **texts.DREAM_FEVER)

    def _situation(self, disease: str, *, days: int) -> Situation:
        return open_situation(disease=disease, by=self.cast.secretary, at=self.ago(days))

    def _exercise(self, disease: str, case: str, *, days: int) -> Situation:
        cast = self.cast
        return open_situation(
            title=f"Oefening: {disease}",
            disease=disease,
            is_exercise=True,
            historical_case=case,
            participants=[cast.cpo, cast.secretary, cast.sg_office, cast.expert_account],
            by=cast.secretary,
            at=self.ago(days),
        )

    def _omt(self, situation: Situation, day: date, *, days: int) -> Trigger:
        trigger = triggers.register(
            situation,
            route=Route.OMT_CONVENED,
            happened_on=day,
            informed_by="RIVM (in deze demonstratie)",
            by=self.cast.secretary,
            at=self.ago(days),
        )
        return triggers.submit(trigger, by=self.cast.secretary, at=self.ago(days))

    def _weigh(self, trigger: Trigger, *, days: int, outcome: str) -> Weighing:
        trigger = triggers.weigh(
            trigger, experts=[self.cast.expert], by=self.cast.cpo, at=self.ago(days)
        )
        return self._close(self._in_weighing(trigger), days=days, outcome=outcome)

    def _close(self, weighing: Weighing, *, days: int, outcome: str) -> Weighing:
        at = self.ago(days) + timedelta(hours=3)
        answers = {
            question.key: Given(**texts.ANSWERS[outcome][question.key])
            for question in WeighingQuestions.objects.get(pk=weighing.questions_id).questions()
        }
        weighings.answer(weighing, answers=answers, by=self.cast.secretary, at=at)
        weighings.give_opinion(
            weighing, opinion=outcome, by=self.cast.expert_account, at=at, **texts.OPINION[outcome]
        )
        for person in (self.cast.secretary, self.cast.cpo):
            weighings.declare_interests(weighing, has_conflict=False, by=person, at=at)
        rationale = texts.RATIONALE[outcome]
        return weighings.close(
            weighing, outcome=outcome, rationale=rationale, by=self.cast.cpo, at=at
        )

    def _issue(self, weighing: Weighing, content: texts.Texts, *, days: int) -> Signal:
        at = self.ago(days)
        title = content["title"]
        signal = signals.draft(weighing, title=title, by=self.cast.secretary, at=at)
        signal = signals.edit(signal, by=self.cast.secretary, at=at, **content)
        signal = signals.adopt(signal, by=self.cast.cpo, at=at)
        signal = signals.issue(signal, by=self.cast.cpo, at=at)
        doing.sweep(self.now)  # the letter is made, the mail is sent
        return signal

    def _respond(self, signal: Signal, content: texts.Texts, *, days: int) -> Signal:
        day = self.ago(days).date()
        signal = signals.respond(
            signal,
            dates=ResponseDates(dated_on=day, sent_on=day, received_on=day),
            by=self.cast.sg_office,
            at=self.ago(days),
            **content,
        )
        doing.sweep(self.now)
        return signal

    def _in_weighing(self, trigger: Trigger) -> Weighing:
        if trigger.weighing is None:
            message = f"{trigger} is not in a weighing"
            raise ValueError(message)
        return trigger.weighing
