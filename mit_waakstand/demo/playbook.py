"""The draaiboek in the demonstration: a version in force, an exercise with lessons, a run now."""

from datetime import timedelta

from django.utils.timezone import localdate

from draaiboek.models import (
    DocumentKind,
    Inject,
    Lesson,
    PlaybookEdition,
    PlaybookRun,
    Readers,
    ScaleUpPoint,
)
from draaiboek.workflow import documents, injects, lessons, run_steps, runs, scale_up
from draaiboek.workflow.documents import Given
from draaiboek.workflow.starting import load_starting_version
from mit_waakstand.demo.story import Story
from mit_waakstand.editions import workflow as editions
from mit_waakstand.editions.states import AdoptionForm

AGREEMENT = "https://www.officielebekendmakingen.nl/"
LIBRARY = "https://www.scp.nl/"
OUT_OF_THE_EXERCISE = (
    ("Wij zochten een half uur naar het nummer van de wacht.", "Noem het nummer in stap A4."),
    ("De perslijn lag klaar, maar niemand wist wie hem uitsprak.", "Noem de woordvoerder in R2."),
    ("Een tweede scherm had geholpen.", ""),
)


class Playbook(Story):
    """What is practised and followed; in a demonstration an example may be adopted."""

    def playbook(self) -> None:
        """Adopt the starting version, practise with it, and begin the next draft."""
        at = self.ago(78)
        editions.adopt(
            load_starting_version(),
            form=AdoptionForm.WRITTEN_ROUND,
            held_on=localdate(at),
            reference="schriftelijke ronde over het draaiboek",
            review_on=localdate(self.now) + timedelta(days=300),
            by=self.cast.cpo,
            at=at,
        )
        self._documents()
        self._arrangements()
        self._practised()
        self._followed()

    def _practised(self) -> None:
        """Practise on a day: the press calls, a step is forgotten, three lessons are drawn."""
        situation = self._exercise("Kustkoorts (verzonnen ziekte)", "", days=40)
        secretary, start = self.cast.secretary, self.ago(40)
        run = runs.start(
            situation, leader=secretary, purpose="Oefenen met de pers.", by=secretary, at=start
        )
        hour = timedelta(hours=1)
        for hours, text in ((2, "Om 14.00 uur belt de pers."), (4, "Het netwerk valt uit.")):
            moment = start + hours * hour
            injects.plan_inject(run, planned_at=moment, text=text, by=secretary, at=start)
        press, network = Inject.objects.filter(run=run).order_by("planned_at")
        injects.withdraw(network, by=secretary, at=start + hour)
        injects.respond(
            press,
            text="Wij zeggen niets tot de SG reageert.",
            by=self.cast.cpo,
            at=start + 3 * hour,
        )
        self._tick(run, ("A1", "A2", "W1"), after=hour)
        run_steps.skip(run.steps.get(code="A3"), reason="Geen OMT.", by=secretary, at=start + hour)
        runs.close(
            run,
            evaluation="De weging ging vlot. Het contact met de pers niet.",
            open_reason="De oefening ging tot en met de weging.",
            by=secretary,
            at=start + 6 * hour,
        )
        self._learnt(run)

    def _learnt(self, run: PlaybookRun) -> None:
        """Draw three lessons: one is taken over in the next draft, one declined, one waits."""
        drawn_at = self.ago(39)
        for text, proposal in OUT_OF_THE_EXERCISE:
            lessons.draw_lesson(
                run,
                text=text,
                proposal=proposal,
                owner=self.cast.secretary,
                due_on=localdate(self.now) + timedelta(days=20),
                by=self.cast.secretary,
                at=drawn_at,
            )
        taken, _, declined = Lesson.objects.filter(run=run).order_by("pk")
        in_force, cpo = PlaybookEdition.objects.in_force(), self.cast.cpo
        given_up = editions.draft(
            PlaybookEdition, number="0.1.1", source=in_force, by=cpo, at=self.ago(38)
        )
        reason = "Eerst leggen wij de lessen van de oefening vast."
        editions.withdraw(given_up, reason=reason, by=cpo, at=self.ago(37))
        editions.draft(PlaybookEdition, number="0.2", source=in_force, by=cpo, at=self.ago(30))
        lessons.accept(taken, outcome="Stap A4 noemt de wacht nu.", by=cpo, at=self.ago(29))
        lessons.decline(declined, outcome="Een scherm staat er al.", by=cpo, at=self.ago(29))

    def _followed(self) -> None:
        """Follow the draaiboek in a real situation, since yesterday; one step is late."""
        situation, start = self._invented("Vossenkoorts", days=1), self.ago(1)
        secretary = self.cast.secretary
        run = runs.start(
            situation,
            leader=secretary,
            purpose="Een A1-status is aangekondigd.",
            by=secretary,
            at=start,
        )
        self._tick(run, ("A1", "A2", "A4", "W1"), after=timedelta(hours=1))

    def _tick(self, run: PlaybookRun, codes: tuple[str, ...], *, after: timedelta) -> None:
        for code in codes:
            step = run.steps.get(code=code)
            run_steps.tick(step, by=self.cast.secretary, at=run.started_at + after)

    def _documents(self) -> None:
        """Keep the agreements, a protocol and links to the kennisbasis."""
        dated = localdate(self.ago(78))
        for kind, title, readers, given in (
            (
                DocumentKind.AGREEMENT,
                "Bestuurlijke afspraken (fictief nummer)",
                Readers.SG_OFFICE,
                Given(dated_on=dated, url=AGREEMENT, gazette_reference="Stcrt. 2026, 0"),
            ),
            (
                DocumentKind.LIBRARY,
                "Kennisbibliotheek",
                Readers.EXPERTS,
                Given(dated_on=dated, url=LIBRARY),
            ),
        ):
            documents.add_document(
                kind=kind,
                title=title,
                readers=readers,
                given=given,
                by=self.cast.secretary,
                at=self.ago(77),
            )

    def _arrangements(self) -> None:
        """Agree on the chair; the departments are still to be asked."""
        scale_up.arrange(
            ScaleUpPoint.objects.get(kind="voorzitter"),
            agreed_on=localdate(self.ago(60)),
            agreed_with="De voorzitter van een (verzonnen) adviesraad",
            text="Neemt het voorzitterschap op zich als er een commissie komt.",
            by=self.cast.secretary,
            at=self.ago(60),
        )
