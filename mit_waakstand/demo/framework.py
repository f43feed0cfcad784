"""The afwegingskader in the demonstration: an example in force, a draft, and two uses of it."""

from django.db import transaction
from django.utils.timezone import localdate

from afwegingskader.models import Assessment
from afwegingskader.workflow import assessments, load_starting_kader
from afwegingskader.workflow.assessments import Filled
from mit_waakstand.demo.story import Story
from mit_waakstand.editions import workflow as editions
from mit_waakstand.editions.states import AdoptionForm, EditionState
from mit_waakstand.outbox import doing
from mit_waakstand.situations.models import Situation

CLOSING: dict[str, dict[str, object]] = {
    "wat-is-er": {"text": "Een nieuwe koorts die snel rondgaat op scholen. Nog niet goed gemeten."},
    "scenario": {"choice": "midden"},
    "fase": {"choice": "acuut"},
    "maatregel-of-pakket": {"text": "Alle scholen twee weken dicht."},
    "impact-domeinen": {
        "cells": {
            "d-zorg": {"0": "-2", "1": "-1", "2": "onbekend", "3": "onbekend"},
            "d-onderwijs": {"0": "-1", "1": "-3", "2": "-1", "3": "-2"},
            "d-werk-en-inkomen": {"0": "-1", "1": "-2"},
        },
        "text": "Over de lange termijn weten we weinig.",
    },
    "per-waarde": {
        "cells": {
            "w-gelijke-kansen": {"0": "Kinderen zonder eigen kamer lopen meer achterstand op."}
        }
    },
    "noodzakelijk": {"choice": "deels", "text": "Alleen zolang de zorg het niet aankan."},
    "dilemma": {"text": "Nu minder zieken, later meer achterstand."},
    "herijken": {"text": "Na twee weken, of eerder als de druk op de zorg daalt."},
}
NOTHING: dict[str, dict[str, object]] = {
    "wat-is-er": CLOSING["wat-is-er"],
    "scenario": {"choice": "midden"},
    "maatregel-of-pakket": {"text": "Niets doen, en elke dag meten."},
    "dilemma": {"text": "Scholen blijven open; de zorg loopt vol."},
}


class Framework(Story):
    """What the MIT in waakstand does with the afwegingskader."""

    def framework(self) -> None:
        """Adopt the example (in a demonstration that can), publish it, and use it twice."""
        kader = load_starting_kader()
        if kader.state != EditionState.DRAFT:
            return
        cpo, secretary = self.cast.cpo, self.cast.secretary
        adopted_at = self.ago(60)
        kader = editions.adopt(
            kader,
            form=AdoptionForm.WRITTEN_ROUND,
            held_on=localdate(adopted_at),
            reference="schriftelijke ronde over het afwegingskader",
            review_on=localdate(self.ago(-300)),
            by=cpo,
            at=adopted_at,
        )
        given_up = editions.draft(
            type(kader), number="0.1.1", source=kader, by=secretary, at=self.ago(40)
        )
        reason = "Wij wachten op het kader van de vorige commissie."
        editions.withdraw(given_up, reason=reason, by=cpo, at=self.ago(35))
        draft = editions.draft(
            type(kader), number="0.2", source=kader, by=secretary, at=self.ago(20)
        )
        editions.change_item(
            draft,
            key="dilemma",
            values={"question": "Welke dilemma's liggen er?", "kind": "tekst", "source": "R-124"},
            by=secretary,
            at=self.ago(19),
        )
        situation = Situation.objects.get(disease__startswith="Droomkoorts")
        closed = self._used(situation, "Scholen twee weken dicht", CLOSING, days=3)
        assessments.close(closed, by=cpo, at=self.ago(2))
        self._used(situation, "Niets doen en elke dag meten", NOTHING, days=2)
        doing.sweep(self.now)
        kader.refresh_from_db()
        if not kader.lacks_pdf():
            with transaction.atomic():
                editions.publish(kader, by=cpo, at=self.ago(1))

    def _used(
        self, situation: Situation, title: str, answers: dict[str, dict[str, object]], *, days: int
    ) -> Assessment:
        begun = assessments.begin(
            situation,
            subject="maatregel",
            title=title,
            by=self.cast.secretary,
            at=self.ago(days),
        )
        assessments.invite(
            begun, expert=self.cast.expert_account, by=self.cast.cpo, at=self.ago(days)
        )
        filled = {key: Filled(given=given) for key, given in answers.items()}
        return assessments.answer(begun, answers=filled, by=self.cast.secretary, at=self.ago(days))
