"""Questions of the public in every state, and a standard answer; nobody in them exists."""

from aanspreekpunt.models import Channel, Question, Topic, Way
from aanspreekpunt.workflow import handling, questions, standard_answers
from aanspreekpunt.workflow.questions import Asked
from mit_waakstand.demo.story import Story

WHERE_TO_READ = (
    "Goedendag,\n\n"
    "Onderzoek naar de gevolgen van een pandemie staat in de kennisbasis van het SCP. Het MIT in "
    "waakstand doet zelf geen onderzoek.\n\n"
    "Met vriendelijke groet,\nhet secretariaat (demonstratie)"
)
SCHOOLS = Asked(
    text="Onze gemeente wil weten wat een lange sluiting van scholen met gezinnen doet. Waar "
    "vinden wij dat?",
    topic=Topic.SOCIETY,
    name="Gemeente Verzonnenstad",
    email="beleid@verzonnenstad.example",
)
SHOPS = Asked(
    text="Rekent u bij een signaal ook mee wat sluiten doet met kleine winkels?",
    topic=Topic.ECONOMY,
    name="Winkeliersvereniging De Verzinsels",
    email="bestuur@verzinsels.example",
)
TERM = Asked(
    text="Wanneer reageert de secretaris-generaal op een signaal?",
    topic=Topic.SIGNAL,
    email="student@verzonnenstad.example",
)
VACCINE = Asked(text="Welk vaccin krijg ik dit jaar?", topic=Topic.OTHER, name="P. Bedenksel")
THANKS = Asked(text="Dank voor uw uitleg!", topic=Topic.WORK)
ADVERTISING = Asked(text="Goedkope beeldschermen, alleen vandaag.", topic=Topic.WEBSITE)


class Questions(Story):
    """What the contact point was asked in the last weeks."""

    def questions(self) -> None:
        """One question in each state; one of them waits too long."""
        secretary = self.cast.secretary
        standard_answers.write(
            title="Waar onderzoek te vinden is", text=WHERE_TO_READ, by=secretary, at=self.ago(60)
        )
        answered = self._taken_up(SCHOOLS, days=40)
        handling.answer(answered, text=WHERE_TO_READ, by=secretary, at=self.ago(36))
        handling.refer(
            self._telephoned(VACCINE, days=30),
            referred_to="het RIVM",
            by=secretary,
            at=self.ago(30),
        )
        handling.dismiss(
            questions.ask(THANKS, at=self.ago(35)),
            reason="Een bedankje.",
            by=secretary,
            at=self.ago(34),
        )
        handling.mark_as_spam(
            questions.ask(ADVERTISING, at=self.ago(12)),
            reason="Reclame.",
            by=secretary,
            at=self.ago(12),
        )
        late = self._taken_up(SHOPS, days=25)
        handling.assign(late, assigned_to=self.cast.expert_account, by=secretary, at=self.ago(24))
        questions.ask(TERM, at=self.ago(1))
        on_the_telephone = self._telephoned(SCHOOLS, days=8)
        handling.record_answer(
            on_the_telephone,
            way=Way.TELEPHONE,
            given_on=self.ago(8).date(),
            text="Verwezen naar de kennisbasis van het SCP.",
            by=secretary,
            at=self.ago(8),
        )

    def _taken_up(self, asked: Asked, *, days: int) -> Question:
        question = questions.ask(asked, at=self.ago(days))
        return handling.take_up(question, by=self.cast.secretary, at=self.ago(days - 1))

    def _telephoned(self, asked: Asked, *, days: int) -> Question:
        question = questions.enter(
            asked,
            channel=Channel.TELEPHONE,
            received_on=self.ago(days).date(),
            by=self.cast.secretary,
            at=self.ago(days),
        )
        return handling.take_up(question, by=self.cast.secretary, at=self.ago(days))
