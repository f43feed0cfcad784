"""The workflow table of the register of experts (issue 5 §2)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class ExpertState(models.TextChoices):
    """States of a record in the register."""

    IN_REGISTER = "in_register", "in het register"
    LEFT = "uit_register", "uit het register"
    ERASED = "gewist", "gewist"


class Availability(models.TextChoices):
    """How soon somebody can help in a crisis, as he says himself."""

    WITHIN_A_DAY = "binnen_24_uur", "in een crisis binnen 24 uur"
    LATER = "later", "in een crisis, maar niet binnen 24 uur"
    NOT_NOW = "niet", "nu niet"
    UNKNOWN = "onbekend", "nog niet gevraagd"


AVAILABLE = (Availability.WITHIN_A_DAY, Availability.LATER)
LIVING = (ExpertState.IN_REGISTER, ExpertState.LEFT)

EXPERT_STEPS = Steps(
    Step(
        verb="add",
        label="Expert toevoegen",
        sentence="heeft een expert aan het register toegevoegd",
        sources=sources(START),
        target=ExpertState.IN_REGISTER,
        permission="expert.write",
        by_hand=False,
    ),
    Step(
        verb="edit",
        label="Gegevens wijzigen",
        sentence="heeft gegevens van een expert gewijzigd",
        sources=sources(ExpertState.IN_REGISTER),
        permission="expert.write",
    ),
    Step(
        verb="ask",
        label="Vragen of dit nog klopt",
        sentence="heeft een expert gevraagd of zijn gegevens nog kloppen",
        sources=sources(ExpertState.IN_REGISTER),
        permission="expert.write",
        guards=("has_no_address",),
    ),
    Step(
        verb="confirm",
        label="Bevestiging vastleggen",
        sentence="heeft vastgelegd dat de gegevens van een expert kloppen",
        sources=sources(ExpertState.IN_REGISTER),
        permission="expert.write",
    ),
    Step(
        verb="record_consent",
        label="Toestemming vastleggen",
        sentence="heeft vastgelegd dat een expert in het openbaar genoemd mag worden",
        sources=sources(ExpertState.IN_REGISTER),
        permission="expert.write",
        still=("has_not_consented",),
        aside=True,
    ),
    Step(
        verb="withdraw_consent",
        label="Toestemming intrekken",
        sentence="heeft vastgelegd dat een expert niet meer in het openbaar genoemd mag worden",
        sources=sources(*LIVING),
        permission="expert.write",
        still=("has_consented",),
        aside=True,
    ),
    Step(
        verb="note_interest",
        label="Belang vastleggen",
        sentence="heeft een belang van een expert vastgelegd",
        sources=sources(ExpertState.IN_REGISTER),
        permission="expert.write",
        aside=True,
    ),
    Step(
        verb="end_interest",
        label="Belang beëindigen",
        sentence="heeft vastgelegd dat een belang van een expert voorbij is",
        sources=sources(ExpertState.IN_REGISTER),
        permission="expert.write",
        aside=True,  # offered beside each interest
    ),
    Step(
        verb="leave",
        label="Uit het register halen",
        sentence="heeft een expert uit het register gehaald",
        sources=sources(ExpertState.IN_REGISTER),
        target=ExpertState.LEFT,
        permission="expert.write",
        aside=True,
    ),
    Step(
        verb="come_back",
        label="Terug in het register",
        sentence="heeft een expert teruggezet in het register",
        sources=sources(ExpertState.LEFT),
        target=ExpertState.IN_REGISTER,
        permission="expert.write",
        aside=True,
    ),
    Step(
        verb="erase",
        label="Persoon wissen",
        sentence="heeft een persoon gewist",
        sources=sources(*LIVING),
        target=ExpertState.ERASED,
        permission="expert.erase",
        guards=("is_no_deputy", "stands_in_what_is_held"),
        aside=True,
    ),
)
