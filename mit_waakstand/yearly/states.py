"""The life of a yearly account: concept, vastgesteld, aangeboden; public or not stands apart."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class AccountState(models.TextChoices):
    """States of a yearly account."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    DELIVERED = "aangeboden", "aangeboden"


FINAL = (AccountState.ADOPTED, AccountState.DELIVERED)

ACCOUNT_STEPS = Steps(
    Step(
        verb="draft",
        label="Verantwoording beginnen",
        sentence="is de verantwoording over een jaar begonnen",
        sources=sources(START),
        target=AccountState.DRAFT,
        permission="yearly.write",
        by_hand=False,
    ),
    Step(
        verb="edit",
        label="Tekst en bedragen bewerken",
        sentence="heeft tekst of bedragen van de verantwoording bewerkt",
        sources=sources(AccountState.DRAFT),
        permission="yearly.write",
    ),
    Step(
        verb="refresh",
        label="Cijfers verversen",
        sentence="heeft de cijfers van de verantwoording ververst",
        sources=sources(AccountState.DRAFT),
        permission="yearly.write",
        aside=True,
    ),
    Step(
        verb="adopt",
        label="Verantwoording vaststellen",
        sentence="heeft de verantwoording vastgesteld",
        sources=sources(AccountState.DRAFT),
        target=AccountState.ADOPTED,
        permission="yearly.adopt",
        stamp="adopted",
        guards=("is_not_over", "has_a_gap", "says_nothing"),
    ),
    Step(
        verb="deliver",
        label="Aanbieden vastleggen",
        sentence="heeft vastgelegd aan wie de verantwoording is aangeboden",
        sources=sources(AccountState.ADOPTED),
        target=AccountState.DELIVERED,
        permission="yearly.deliver",
        stamp="delivered",
    ),
    Step(
        verb="publish",
        label="Verantwoording openbaar maken",
        sentence="heeft de verantwoording openbaar gemaakt",
        sources=sources(*FINAL),
        permission="yearly.publish",
        stamp="published",
        still=("is_not_public",),
        guards=("has_no_pdf",),
        aside=True,
    ),
)
