"""What no other record shows: norms that the CPO set, and what was tried or done by hand."""

from mit_waakstand.demo.story import Story
from mit_waakstand.duties import workflow
from mit_waakstand.duties.models import ProofKind, Subject


class Duties(Story):
    """What Paraatheid goes by."""

    def duties(self) -> None:
        """Set a norm, and record what was tried; putting a backup back went wrong."""
        workflow.set_norm(
            subject=Subject.EXERCISE,
            value=12,
            reason="Elk jaar één oefening, zolang de waakstand nieuw is.",
            by=self.cast.cpo,
            at=self.ago(75),
        )
        for kind, succeeded, days, note in (
            (ProofKind.SG_ACCOUNT, True, 60, "Samen met Bureau SG aangemeld, per telefoon."),
            (ProofKind.BACKUP, True, 2, "Zie het (verzonnen) logboek van het beheer."),
            (ProofKind.RESTORE, False, 40, "De sleutel van de kopie ontbrak. Wordt herhaald."),
        ):
            workflow.record_proof(
                kind=kind,
                done_on=self.ago(days).date(),
                succeeded=succeeded,
                note=note,
                by=self.cast.secretary,
                at=self.ago(days),
            )
