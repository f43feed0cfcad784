"""What became public: answered in time and answered late, and a commissie that came of it."""

from datetime import timedelta

from mit_waakstand.demo import letters, texts
from mit_waakstand.demo.afterwards import Afterwards
from signals.models import Commission, DecisionKind, Outcome, Purport, Signal
from signals.models.decision import MinisterDecision
from signals.states import Route
from signals.workflow import decisions, handing_over, suspensions, triggers
from signals.workflow.decisions import Decided, Instituted


class Published(Afterwards):
    """Two signals that everybody can read, from their cause to what the Minister decided."""

    def published(self) -> None:
        """One A1 status at night, answered after seven days; a commissie; the waakstand resumed."""
        situation = self._invented("Zilverkoorts", days=78)
        status = self._a1(situation, days=78, reference="Stcrt. 0000, 1 (fictief)")
        weighing = self._close(
            self._open(status, days=78),
            days=78,
            outcome=Outcome.SIGNAL,
            urgency="Het was nacht en geen van de experts nam op. Wij spraken hen de volgende dag.",
        )
        signal = self._received(self._issue(weighing, texts.SILVER_FEVER, days=77), days=77)
        self._new_facts(signal, days=74)
        signal = self._respond(signal, texts.RESPONSE_SILVER_FEVER, days=70)
        self._publish(signal, days=69)
        decision = self._decide(
            signal,
            Decided(
                kind=DecisionKind.INSTITUTE,
                decided_on=self.ago(68).date(),
                cabinet_meeting_on=self.ago(68).date(),
                gazette_reference="Stcrt. 0000, 2 (fictief)",
            ),
            days=68,
        )
        self._commission(decision)
        triggers.end_a1(
            status, ended_on=self.ago(45).date(), by=self.cast.secretary, at=self.ago(44)
        )

    def _decide(self, signal: Signal, decided: Decided, *, days: int) -> MinisterDecision:
        return decisions.record_decision(
            signal.weighing.situation,
            decided=decided,
            signals=[signal],
            by=self.cast.sg_office,
            at=self.ago(days),
        )

    def _commission(self, decision: MinisterDecision) -> Commission:
        """Return the commissie, which lasted twenty days; meanwhile one trigger was handed over."""
        cast = self.cast
        commission = decisions.record_commission(
            instituted=Instituted(
                name="Commissie MIT zilverkoorts (verzonnen)",
                signed_on=self.ago(68).date(),
                in_force_from=self.ago(67).date(),
                scope=letters.SCOPE,
                diseases=f"{decision.situation.disease}\nzilverkoorts",
                gazette_reference="Stcrt. 0000, 3 (fictief)",
                decision=decision,
            ),
            by=cast.sg_office,
            at=self.ago(67),
        )
        suspension = commission.suspensions.get()
        suspension = suspensions.register(suspension, by=cast.cpo, at=self.ago(67))
        second = self._omt(decision.situation, self.ago(60).date(), days=60)
        handing_over.hand_over(
            second,
            covers_disease=True,
            reason="De commissie adviseert al over deze ziekte.",
            by=cast.cpo,
            at=self.ago(59),
        )
        decisions.change_end(
            commission,
            lapses_on=self.ago(47).date(),
            reason="De A1-status eindigt.",
            by=cast.secretary,
            at=self.ago(50),
        )
        suspensions.prepare(suspension, by=cast.secretary, at=self.ago(47), **letters.CHECKLIST)
        suspensions.end(suspension, by=cast.cpo, at=self.ago(47))
        return commission

    def published_late(self) -> None:
        """One own initiative, issued namens de CPO; the response was two days late."""
        situation = self._invented("Nachtkoorts", days=46)
        trigger = triggers.register(
            situation,
            route=Route.OWN_INITIATIVE,
            happened_on=self.ago(46).date(),
            description="In drie havens melden zich zieke zeelieden met nachtkoorts.",
            by=self.cast.cpo,
            at=self.ago(46),
        )
        weighing = self._close(
            self._open(trigger, days=46),
            days=46,
            outcome=Outcome.SIGNAL,
            opinion=Outcome.NO_SIGNAL,
            departure="De expert verwacht weinig. Wij vinden voorbereiding ook dan verstandig: zij "
            "kost weinig, en te laat zijn kost veel.",
        )
        content = letters.a_signal("nachtkoorts", purport=Purport.PREPARE)
        signal = self._issue(weighing, content, days=45, by=self.cast.secretary)
        signal = self._received_by_telephone(signal, days=45)
        self._more_time(signal, days=38)
        response = letters.a_response("nachtkoorts", "DEMO-0002")
        signal = self._respond(signal, response, days=29)
        signal = self._publish(signal, days=28, by=self.cast.secretary)
        self._decide(
            signal,
            Decided(
                kind=DecisionKind.DO_NOT_INSTITUTE,
                decided_on=self.ago(26).date(),
                reasons=letters.NOT_INSTITUTED,
                parliamentary_paper="Kamerstukken 00 000, nr. 1 (fictief)",
            ),
            days=25,
        )
        self._later_response(signal, days=20)
        self._corrected(signal, days=16)

    def commission_to_come(self) -> None:
        """One commissie without any signal, which still has to begin: suspension is proposed."""
        decisions.record_commission(
            instituted=Instituted(
                name="Commissie MIT ijzelkoorts (verzonnen)",
                signed_on=self.ago(1).date(),
                in_force_from=(self.now + timedelta(days=60)).date(),
                scope=letters.SCOPE,
                diseases="ijzelkoorts",
            ),
            by=self.cast.sg_office,
            at=self.ago(0, 2),
        )
