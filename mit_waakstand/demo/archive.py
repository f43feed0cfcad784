"""The archive at work: a dossier that is held, and one of which somebody asks for the papers."""

from django.utils.timezone import localdate

from mit_waakstand.archive.workflow import holding, woo
from mit_waakstand.demo.story import Story
from mit_waakstand.situations.models import Situation


class Archive(Story):
    """What happens to dossiers; of the others nothing was recorded."""

    def archive(self) -> None:
        """Hold the dossier of the newest situation, and begin an inventory for a Woo request."""
        situation = Situation.objects.filter(is_exercise=False, weighings=None).latest("pk")
        holding.hold(
            situation,
            reason="Een (verzonnen) onderzoekscommissie vraagt om alles te bewaren.",
            by=self.cast.secretary,
            at=self.now,
        )
        other = Situation.objects.filter(is_exercise=False, weighings=None).earliest("pk")
        holding.appraise(
            other,
            appraisal="B",
            selection_category="Verzonnen selectielijst, categorie 1",
            by=self.cast.secretary,
            at=self.now,
        )
        woo.begin(
            other,
            reference="Woo-verzoek 12 (verzonnen)",
            received_on=localdate(self.now),
            by=self.cast.secretary,
            at=self.now,
        )
