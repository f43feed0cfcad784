"""Signals that were issued: they wait for the SG, are late, or wait for publication."""

from datetime import timedelta

from mit_waakstand.accounts.models import User
from mit_waakstand.demo import letters, texts
from mit_waakstand.demo.afterwards import Afterwards
from mit_waakstand.deputies import workflow as deputies
from mit_waakstand.deputies.models import Deputy
from signals.models import DecisionKind, Form, Outcome, Purport, Weighing
from signals.workflow import closing, dates, decisions, delivery, triggers, weighings
from signals.workflow.decisions import Decided


class OnTheWay(Afterwards):
    """From the first day of the term until the response, in time and too late."""

    def waiting(self) -> None:
        """One signal that waits for the SG, with eight days left; a second OMT was merged."""
        situation = self._invented("Kristalgriep", days=8)
        omt = self._omt(situation, self.ago(8).date(), days=8)
        omt = triggers.convene(
            omt,
            experts=[self.cast.expert, self.cast.second_expert],
            by=self.cast.cpo,
            at=self.ago(8) + timedelta(hours=1),
            **texts.CRYSTAL_FLU_ASSESSMENT,
        )
        second = self._omt(situation, self.ago(7).date(), days=7)
        closing.merge(
            second,
            target=omt,
            reason="Hetzelfde OMT, een dag later voortgezet.",
            by=self.cast.cpo,
            at=self.ago(7) + timedelta(hours=1),
        )
        weighing = self._in_weighing(omt)
        floris = weighing.participants.get(expert=self.cast.second_expert)
        weighings.record_opinion(
            weighing,
            participant=floris,
            opinion=Outcome.NO_SIGNAL,
            rationale="De beperkingen gelden kort; de economische schade blijft klein.",
            by=self.cast.secretary,
            at=self.ago(7) + timedelta(hours=2),
        )
        weighing = self._close(weighing, days=7, outcome=Outcome.SIGNAL)
        self._issue(weighing, texts.CRYSTAL_FLU, days=6)

    def last_days(self) -> None:
        """One signal with one day left; the Minister was informed."""
        signal = self._issue(self._weighed("Stuifkoorts", days=14), _about("stuifkoorts"), days=13)
        signal = self._received(signal, days=13)
        delivery.inform_minister(
            signal,
            minister_informed_on=self.ago(12).date(),
            by=self.cast.sg_office,
            at=self.ago(12),
        )

    def late(self) -> None:
        """One signal to which nobody responded: two days late, and receipt never confirmed."""
        situation = self._invented("Maanhoest", days=18)
        trigger = self._own(situation, texts.MOON_COUGH_CAUSE, days=18)
        weighing = self._weigh(trigger, days=17, outcome=Outcome.SIGNAL)
        self._issue(weighing, texts.MOON_COUGH, days=16)

    def late_but_received(self) -> None:
        """One signal that did arrive, five days late; the Minister held her decision."""
        signal = self._issue(self._weighed("Gruisgriep", days=20), _about("gruisgriep"), days=19)
        signal = self._received_by_telephone(self._received(signal, days=19), days=19)
        self._spoken(signal, days=6)
        self._leaked(signal, days=2)
        situation = signal.weighing.situation
        held = Decided(
            kind=DecisionKind.HELD,
            decided_on=self.ago(10).date(),
            reasons=letters.HELD,
            return_on=(self.now + timedelta(days=10)).date(),
        )
        decision = decisions.record_decision(
            situation, decided=held, signals=[signal], by=self.cast.sg_office, at=self.ago(9)
        )
        decisions.replace(
            decision,
            decided=Decided(**{**vars(held), "cabinet_meeting_on": self.ago(10).date()}),
            signals=[signal],
            by=self.cast.sg_office,
            at=self.ago(8),
        )

    def another_date(self) -> None:
        """One signal of which, as the secretaris says, the mail arrived a day later."""
        signal = self._issue(self._weighed("Grondgriep", days=5), _about("grondgriep"), days=4)
        signal = self._received_by_telephone(signal, days=3)
        dates.propose_date(
            signal,
            issued_at=self.ago(3, 2),
            reason="De mailserver van SZW lag stil. Op papier kwam de brief een dag later aan.",
            by=self.cast.secretary,
            at=self.ago(2),
        )

    def answered(self) -> None:
        """One answered signal that waits for publication; the deputy weighed and issued it."""
        deputy = self.cast.deputy
        earlier = self._deputy(self.cast.secretary, days=75)
        deputies.end(earlier, reason="Femke volgt hem op.", by=self.cast.cpo, at=self.ago(40))
        appointment = self._deputy(deputy, days=40)
        situation = self._invented("Lichtkoorts", days=12)
        weighing = self._open(
            self._a1(situation, days=12, reference="Stcrt. 0000, 4 (fictief)"), days=12
        )
        weighings.declare_interests(
            weighing,
            has_conflict=True,
            statement="Mijn zus leidt het (verzonnen) bedrijf dat een middel hiertegen maakt.",
            by=self.cast.cpo,
            at=self.ago(12, -1),
        )
        reason = "De CPO heeft een belang bij deze weging."
        deputies.activate(appointment, reason=reason, by=deputy, at=self.ago(12, -2))
        self._close(weighing, days=12, outcome=Outcome.SIGNAL, by=deputy)
        signal = self._issue(weighing, _about("lichtkoorts"), days=11, by=deputy)
        deputies.stand_down(appointment, by=deputy, at=self.ago(10))
        signal = self._received(signal, days=11)
        self._respond(signal, letters.a_response("lichtkoorts", "DEMO-0003"), days=1)

    def _deputy(self, user: User, *, days: int) -> Deputy:
        return deputies.appoint(
            user=user,
            appointed_by="De directeur van het SCP (verzonnen)",
            appointed_on=self.ago(days).date(),
            by=self.cast.cpo,
            at=self.ago(days),
        )

    def _weighed(self, disease: str, *, days: int) -> Weighing:
        """Return a weighing in writing of an own initiative, closed with "signaal"."""
        trigger = self._own(
            self._invented(disease, days=days), "Er is in korte tijd veel verzuim.", days=days
        )
        trigger = triggers.weigh(
            trigger,
            form=Form.WRITTEN_ROUND,
            experts=[self.cast.expert],
            by=self.cast.cpo,
            at=self.ago(days),
        )
        return self._close(self._in_weighing(trigger), days=days, outcome=Outcome.SIGNAL)


def _about(disease: str) -> texts.Texts:
    return letters.a_signal(disease, purport=Purport.INSTITUTE)
