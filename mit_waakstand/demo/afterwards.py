"""What is added to a signal on its way and afterwards: messages, leaks, new versions."""

from datetime import timedelta

from mit_waakstand.demo import letters
from mit_waakstand.demo.story import Story
from mit_waakstand.outbox import doing
from signals.models import Outcome, Purport, Signal
from signals.workflow import leaks, messages, publishing, standing_decisions
from signals.workflow.messages import ReceivedLetter


class Afterwards(Story):
    """Messages of both sides, and what they do to what is public."""

    def _new_facts(self, signal: Signal, *, days: int) -> None:
        """Send an aanvullend bericht to the SG."""
        at = self.ago(days)
        messages.send_message(signal, text=letters.NEW_FACTS, by=self.cast.cpo, at=at)
        doing.sweep(at)

    def _more_time(self, signal: Signal, *, days: int) -> None:
        """Record a tussenbericht, in which the SG asks for more time."""
        self._letter("record_interim", signal, letters.MORE_TIME, days=days)

    def _later_response(self, signal: Signal, *, days: int) -> None:
        """Record an aanvullende reactie, and add it to what is public namens de CPO."""
        self._letter("record_further_response", signal, letters.LATER_RESPONSE, days=days)
        at = self.ago(days - 1)
        publishing.publish_supplement(
            signal,
            reason="De secretaris-generaal stuurde een aanvullende reactie.",
            personal_data_checked=True,
            by=self.cast.secretary,
            at=at,
            agreement=self._agreed(at),
        )

    def _letter(self, verb: str, signal: Signal, text: str, *, days: int) -> None:
        letter = ReceivedLetter(text=text, signed_by=letters.SIGNED, dates=self._dates(days))
        record = getattr(messages, verb)
        record(signal, letter=letter, by=self.cast.sg_office, at=self.ago(days))
        doing.sweep(self.ago(days))

    def _corrected(self, signal: Signal, *, days: int) -> None:
        """Publish a correction of the summary; the old version stays, marked."""
        publishing.prepare_correction(
            signal,
            reason="In de samenvatting stond dat scholen al dicht waren. Dat was niet zo.",
            summary=f"{signal.summary} Scholen zijn nog open.",
            by=self.cast.cpo,
            at=self.ago(days, 2),
        )
        publishing.publish_correction(
            signal, personal_data_checked=True, by=self.cast.cpo, at=self.ago(days)
        )

    def _spoken(self, signal: Signal, *, days: int) -> None:
        """Record what the SG's office said on the telephone; the clock runs on."""
        messages.record_conversation(
            signal,
            text="Bureau SG zegt dat de reactie deze week wordt getekend.",
            spoken_with="C. Denkbeeld, Bureau SG (verzonnen persoon)",
            spoken_at=self.ago(days),
            by=self.cast.secretary,
            at=self.ago(days) + timedelta(hours=1),
        )

    def _leaked(self, signal: Signal, *, days: int) -> None:
        """Record that a signal became known before it was published."""
        leaks.report_leak(
            signal,
            known_on=self.ago(days).date(),
            how="Een (verzonnen) krant citeert uit de brief.",
            by=self.cast.cpo,
            at=self.ago(days),
        )

    def without_response(self) -> None:
        """One signal that went public without a response, under a decision that ended since."""
        cpo = self.cast.cpo
        trigger = self._own(
            self._invented("Windvlek", days=26), "Reizigers brengen windvlek mee.", days=26
        )
        weighing = self._weigh(trigger, days=26, outcome=Outcome.SIGNAL)
        content = letters.a_signal("windvlek", purport=Purport.PREPARE)
        signal = self._received(self._issue(weighing, content, days=25), days=25)
        decision = standing_decisions.decide(
            decided_on=self.ago(11).date(),
            rationale=letters.STANDING,
            public_text=letters.STANDING_IN_PUBLIC,
            by=cpo,
            at=self.ago(11),
        )
        publishing.publish_without_response(
            signal, personal_data_checked=True, by=cpo, at=self.ago(9)
        )
        standing_decisions.end(
            decision,
            end_rationale="Met SZW is (in deze demonstratie) afgesproken dat zij eerder bellen.",
            by=cpo,
            at=self.ago(5),
        )
