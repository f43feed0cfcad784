"""What lies on the desk: triggers, proposals, open weighings, and signals that are written."""

from datetime import timedelta

from mit_waakstand.demo import letters, texts
from mit_waakstand.demo.story import Story
from signals.models import Form, Outcome, Proposal, Trigger
from signals.states import Route
from signals.workflow import assessing, closing, proposals, signals, triggers, weighings


class AtWork(Story):
    """What was not issued, and what never will be."""

    def without_signal(self) -> None:
        """One weighing that ended without a signal: its concept was withdrawn."""
        situation = self._invented("Blauwe hik", days=30)
        trigger = self._own(situation, texts.BLUE_HICCUPS, days=30)
        weighing = self._open(trigger, days=29)
        title = "Stel een commissie MIT in vanwege blauwe hik"
        signals.draft(weighing, title=title, by=self.cast.secretary, at=self.ago(29))
        self._close(weighing, days=29, outcome=Outcome.NO_SIGNAL)

    def standing_assessment(self) -> None:
        """Three OMTs: no meeting needed, that still holds, and one that waits for the CPO."""
        situation = self._invented("Mistgriep", days=25)
        first = self._omt(situation, self.ago(25).date(), days=25)
        triggers.do_not_convene(
            first,
            review_on=(self.now + timedelta(days=40)).date(),
            by=self.cast.cpo,
            at=self.ago(24),
            **texts.MIST_FLU,
        )
        second = self._learned_of(first, days=12)
        assessing.uphold(second, by=self.cast.cpo, at=self.ago(11))
        self._omt(situation, self.ago(1).date(), days=1)

    def _learned_of(self, earlier: Trigger, *, days: int) -> Trigger:
        return triggers.register(
            earlier.situation,
            route=Route.OMT_CONVENED,
            happened_on=self.ago(days).date(),
            learned_from="een bericht op de (verzonnen) site van het RIVM",
            by=self.cast.secretary,
            at=self.ago(days),
        )

    def mistaken(self) -> None:
        """One trigger that should never have been registered."""
        situation = self._invented("Spookgriep", days=5)
        trigger = self._own(situation, "Twintig zieken op één school.", days=5)
        closing.void(
            trigger,
            reason="Het bleek voedselvergiftiging, geen infectieziekte.",
            by=self.cast.cpo,
            at=self.ago(4),
        )

    def proposals(self) -> None:
        """Three proposals of the expert: rejected, taken over and weighed, and a new one."""
        rejected = self._propose("Kwakkoorts", "Drie zieken in één huishouden.", days=20)
        proposals.reject(
            rejected,
            answer="Het gaat om één huishouden. Meld het gerust opnieuw als het zich uitbreidt.",
            by=self.cast.cpo,
            at=self.ago(19),
        )
        taken = self._propose("Roetkoorts", "Leraren vallen in het hele land uit.", days=10)
        taken = proposals.take_over(
            taken, answer="Dit kan scholen raken.", by=self.cast.cpo, at=self.ago(9)
        )
        if taken.trigger is not None:
            self._weigh_with_regrets(taken.trigger)
        self._propose("Sluimerkoorts", "Jongeren melden zich massaal ziek.", days=2)

    def _propose(self, disease: str, reasons: str, *, days: int) -> Proposal:
        return proposals.submit(
            disease=f"{disease} (verzonnen ziekte)",
            reasons=reasons,
            by=self.cast.expert_account,
            at=self.ago(days),
        )

    def _weigh_with_regrets(self, trigger: Trigger) -> None:
        """Open a written round that the CPO can close: one expert declined, one took part."""
        weighing = self._in_weighing(
            triggers.weigh(
                trigger,
                form=Form.WRITTEN_ROUND,
                held_on=self.now.date(),
                experts=[self.cast.expert, self.cast.second_expert],
                by=self.cast.cpo,
                at=self.ago(8),
            )
        )
        weighings.decline(
            weighing, reason="Ik ben op reis.", by=self.cast.expert_account, at=self.ago(7)
        )
        weighings.record_opinion(
            weighing,
            participant=weighing.participants.get(expert=self.cast.second_expert),
            opinion=Outcome.SIGNAL,
            rationale="Als scholen sluiten, kunnen ouders niet werken.",
            by=self.cast.secretary,
            at=self.ago(6),
        )
        self._answer(weighing, outcome=Outcome.SIGNAL, at=self.ago(5))
        for person in (self.cast.secretary, self.cast.cpo):
            weighings.declare_interests(weighing, has_conflict=False, by=person, at=self.ago(5))

    def adopted(self) -> None:
        """One adopted signal, once reopened, of which the CPO shared the draft."""
        trigger = self._own(
            self._invented("Schemergriep", days=3), "Veel verzuim in de zorg.", days=3
        )
        weighing = self._weigh(trigger, days=3, outcome=Outcome.SIGNAL)
        cast = self.cast
        signal = self._draft(weighing, letters.a_signal("schemergriep"), at=self.ago(2))
        signal = signals.adopt(signal, by=cast.cpo, at=self.ago(2))
        signal = signals.reopen(
            signal, reason="De cijfers van gisteren moeten erin.", by=cast.cpo, at=self.ago(1, 6)
        )
        signal = signals.disclose(
            signal,
            shared_with="G. Gefingeerd",
            organisation="Instituut voor Verzinsels",
            reason="Om de cijfers te laten nakijken.",
            by=cast.cpo,
            at=self.ago(1, 4),
        )
        signals.adopt(signal, by=cast.cpo, at=self.ago(1))

    def concept(self) -> None:
        """One concept under a weighing that is open: one expert invited, one proposed."""
        trigger = self._a1(self._invented("Droomkoorts", days=1), days=1)
        weighing = self._open(trigger, days=1)
        weighings.propose_expert(
            weighing,
            experts=[self.cast.second_expert],
            by=self.cast.secretary,
            at=self.ago(0, 6),
        )
        title = texts.DREAM_FEVER["title"]
        signal = signals.draft(weighing, title=title, by=self.cast.secretary, at=self.ago(0, 5))
        signals.edit(signal, by=self.cast.secretary, at=self.ago(0, 4), **texts.DREAM_FEVER)

    def not_weighed(self) -> None:
        """One A1 status that nobody weighed within a day: the most urgent of all."""
        self._a1(self._invented("Zonnekoorts", days=1), days=1, hours=6)
