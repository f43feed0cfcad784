"""How things happen in the demonstration: by the real steps, at moments counted back from now.

What happens stands in the chapters beside this module. No real person says anything there, and no
disease exists; exercises may follow a historical case.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from afwegingskader.models import WeighingQuestions
from mit_waakstand.accounts.models import User
from mit_waakstand.demo import texts
from mit_waakstand.demo.people import Cast
from mit_waakstand.outbox import doing
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from signals.models import Signal, Trigger, Weighing
from signals.models.agreement import AgreedWay
from signals.models.receipt import Channel
from signals.states import Route
from signals.workflow import delivery, signals, triggers, weighings
from signals.workflow.on_behalf import Agreed
from signals.workflow.received import ResponseDates
from signals.workflow.weighings import Given

INVENTED = "verzonnen ziekte"


@dataclass(frozen=True)
class Story:
    """The cast, and the moment from which everything is counted back."""

    cast: Cast
    now: datetime

    def ago(self, days: int, hours: int = 0) -> datetime:
        """Return the moment that many days and hours before now."""
        return self.now - timedelta(days=days, hours=hours)

    def _situation(self, disease: str, *, days: int) -> Situation:
        return open_situation(disease=disease, by=self.cast.secretary, at=self.ago(days))

    def _invented(self, disease: str, *, days: int) -> Situation:
        """Return a situation about a disease that does not exist, and says so."""
        return self._situation(f"{disease} ({INVENTED})", days=days)

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

    def _a1(
        self, situation: Situation, *, days: int, hours: int = 0, reference: str = ""
    ) -> Trigger:
        return triggers.register(
            situation,
            route=Route.A1_STATUS,
            happened_on=self.ago(days).date(),
            gazette_reference=reference,
            by=self.cast.secretary,
            at=self.ago(days, hours),
        )

    def _own(self, situation: Situation, description: str, *, days: int) -> Trigger:
        return triggers.register(
            situation,
            route=Route.OWN_INITIATIVE,
            happened_on=self.ago(days).date(),
            description=description,
            by=self.cast.secretary,
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
        return self._close(self._open(trigger, days=days), days=days, outcome=outcome)

    def _open(self, trigger: Trigger, *, days: int) -> Weighing:
        """Return the weighing into which the CPO brings a trigger, with one expert invited."""
        trigger = triggers.weigh(
            trigger, experts=[self.cast.expert], by=self.cast.cpo, at=self.ago(days)
        )
        return self._in_weighing(trigger)

    def _close(
        self,
        weighing: Weighing,
        *,
        days: int,
        outcome: str,
        opinion: str = "",
        by: User | None = None,
        **reasons: str,
    ) -> Weighing:
        """Close as the CPO, or ``by`` the deputy; with ``urgency`` nobody gives a standpunt."""
        at = self.ago(days) + timedelta(hours=3)
        self._answer(weighing, outcome=outcome, at=at)
        if "urgency" not in reasons:
            given = opinion or outcome
            own = texts.OPINION[given]
            expert = self.cast.expert_account
            weighings.give_opinion(weighing, opinion=given, by=expert, at=at, **own)
        for person in (self.cast.secretary, by or self.cast.cpo):
            weighings.declare_interests(weighing, has_conflict=False, by=person, at=at)
        rationale = texts.RATIONALE[outcome]
        return weighings.close(
            weighing,
            outcome=outcome,
            rationale=rationale,
            departure=reasons.get("departure", ""),
            urgency=reasons.get("urgency", ""),
            by=by or self.cast.cpo,
            at=at,
        )

    def _answer(self, weighing: Weighing, *, outcome: str, at: datetime) -> None:
        answers = {
            question.key: Given(**texts.ANSWERS[outcome][question.key])
            for question in WeighingQuestions.objects.get(pk=weighing.questions_id).questions()
        }
        weighings.answer(weighing, answers=answers, by=self.cast.secretary, at=at)

    def _draft(self, weighing: Weighing, content: texts.Texts, *, at: datetime) -> Signal:
        title = content["title"]
        signal = signals.draft(weighing, title=title, by=self.cast.secretary, at=at)
        return signals.edit(signal, by=self.cast.secretary, at=at, **content)

    def _issue(
        self, weighing: Weighing, content: texts.Texts, *, days: int, by: User | None = None
    ) -> Signal:
        """Write, adopt and issue; ``by`` the secretaris it is done namens de CPO."""
        at = self.ago(days)
        signal = self._draft(weighing, content, at=at)
        signal = signals.adopt(signal, by=self.cast.cpo, at=at)
        agreement = self._agreed(at) if by == self.cast.secretary else None
        signal = signals.issue(signal, by=by or self.cast.cpo, at=at, agreement=agreement)
        doing.sweep(at)  # the letter is made, the mail is sent
        return signal

    def _agreed(self, at: datetime) -> Agreed:
        return Agreed(agreed_at=at, agreed_way=AgreedWay.TELEPHONE, cpo=self.cast.cpo)

    def _received(self, signal: Signal, *, days: int) -> Signal:
        """Return the signal after Bureau SG confirmed, three hours before that many days ago."""
        return delivery.confirm_receipt(signal, by=self.cast.sg_office, at=self.ago(days, -3))

    def _received_by_telephone(self, signal: Signal, *, days: int) -> Signal:
        return delivery.record_receipt(
            signal,
            channel=Channel.TELEPHONE,
            confirmed_by="C. Denkbeeld, Bureau SG (verzonnen persoon)",
            confirmed_at=self.ago(days),
            by=self.cast.secretary,
            at=self.ago(days),
        )

    def _respond(self, signal: Signal, content: texts.Texts, *, days: int) -> Signal:
        at = self.ago(days)
        signal = signals.respond(
            signal, dates=self._dates(days), by=self.cast.sg_office, at=at, **content
        )
        doing.sweep(at)
        return signal

    def _dates(self, days: int) -> ResponseDates:
        day = self.ago(days).date()
        return ResponseDates(dated_on=day, sent_on=day, received_on=day)

    def _publish(self, signal: Signal, *, days: int, by: User | None = None) -> Signal:
        """Publish as the CPO; ``by`` the secretaris it is done namens de CPO."""
        at = self.ago(days)
        agreement = self._agreed(at) if by == self.cast.secretary else None
        return signals.publish(
            signal, personal_data_checked=True, by=by or self.cast.cpo, at=at, agreement=agreement
        )

    def _in_weighing(self, trigger: Trigger) -> Weighing:
        if trigger.weighing is None:
            message = f"{trigger} is not in a weighing"
            raise ValueError(message)
        return trigger.weighing
