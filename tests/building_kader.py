"""Builders of the afwegingskader and its uses: each by the real steps."""

from building_editions import adopted
from django.utils import timezone

from afwegingskader.models import Assessment, KaderEdition
from afwegingskader.workflow import assessments, load_starting_kader
from afwegingskader.workflow.assessments import Filled
from building import a_situation, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow as editions
from mit_waakstand.situations.models import Situation


def kader_in_force() -> KaderEdition:
    """Return the starting version of the kader, made the MIW's own and adopted."""
    in_force = KaderEdition.objects.in_force()
    if in_force:
        return in_force
    now, cpo = timezone.now(), person(Role.CPO)
    own = editions.own(load_starting_kader(), reason="Nagelezen.", by=cpo, at=now)
    return adopted(own, by=cpo)


def a_draft_of_the_kader(number: str = "0.2") -> KaderEdition:
    """Return a draft of the next version, made of the one in force and marked as an example."""
    made = editions.draft(
        KaderEdition,
        number=number,
        source=kader_in_force(),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    made.is_example = True
    made.save()
    return made


def an_assessment(
    *,
    is_exercise: bool = False,
    situation: Situation | None = None,
    is_joined: bool = True,
    title: str = "scholen twee weken dicht",
) -> Assessment:
    """Return an open assessment; the expert helps unless told otherwise."""
    kader_in_force()
    situation = situation or a_situation(is_exercise=is_exercise)
    begun = assessments.begin(
        situation,
        subject="maatregel",
        title=title,
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    if is_joined:
        assessments.invite(
            begun, expert=person(Role.EXPERT), by=person(Role.CPO), at=timezone.now()
        )
    return begun


def an_answered_assessment(**options: bool) -> Assessment:
    """Return an open assessment in which one question was answered."""
    begun = an_assessment(**options)  # type: ignore[arg-type]
    filled = {"wat-is-er": Filled(given={"text": "Een nieuwe koorts."})}
    return assessments.answer(begun, answers=filled, by=person(Role.SECRETARY), at=timezone.now())
