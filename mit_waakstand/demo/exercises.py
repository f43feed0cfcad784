"""Exercises: two after a historical case, and one with a commissie and a suspension."""

from datetime import date, timedelta

from mit_waakstand.demo import letters, texts
from mit_waakstand.demo.story import Story
from mit_waakstand.situations.models import Situation
from signals.models import Commission, Outcome
from signals.states import Route
from signals.workflow import decisions, handing_over, suspensions, triggers
from signals.workflow.decisions import Instituted


class Exercises(Story):
    """What is practised: never public, numbered apart, for its participants only."""

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

    def suspension(self) -> None:
        """Exercise: a commissie, and the waakstand suspended; outside it the work goes on."""
        situation = self._exercise("Oefenkoorts (verzonnen ziekte)", "", days=6)
        self._lapsed_proposal(situation)
        covered = self._own(situation, "In de oefening stijgt het verzuim.", days=5)
        outside = self._own(situation, "In de oefening duikt ook veegriep op.", days=4)
        commission = self._practised_commission(
            situation, "Commissie MIT oefenkoorts (oefening)", days=5
        )
        suspensions.register(commission.suspensions.get(), by=self.cast.cpo, at=self.ago(5))
        handing_over.hand_over(
            covered,
            covers_disease=True,
            reason="De commissie gaat over deze ziekte.",
            by=self.cast.cpo,
            at=self.ago(4),
        )
        handing_over.report_outside_scope(
            outside,
            reason="De commissie gaat over mensen, niet over vee.",
            by=self.cast.cpo,
            at=self.ago(3),
        )

    def _lapsed_proposal(self, situation: Situation) -> None:
        """Record a commissie of which the suspension was proposed, and lapsed."""
        commission = self._practised_commission(situation, "Eerste commissie (oefening)", days=6)
        suspensions.drop(
            commission.suspensions.get(),
            reason="In de oefening trok de Minister het instellingsbesluit in.",
            by=self.cast.cpo,
            at=self.ago(6),
        )

    def _practised_commission(self, situation: Situation, name: str, *, days: int) -> Commission:
        return decisions.record_commission(
            instituted=Instituted(
                name=name,
                signed_on=self.ago(days).date(),
                in_force_from=self.ago(days).date(),
                scope=letters.SCOPE,
                diseases=situation.disease,
            ),
            exercise=situation,
            by=self.cast.secretary,
            at=self.ago(days),
        )
