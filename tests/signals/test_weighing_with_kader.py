"""A weighing may use the afwegingskader: the version is pinned at closing, for ever (§3.2)."""

import pytest
from asking import main_text, signed_in
from building_editions import adopted
from building_kader import a_draft_of_the_kader, an_assessment, kader_in_force
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from building import a_weighing, answer_everything
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import workflow as editions
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import RefusedError
from signals.models import Outcome, Weighing
from signals.workflow import weighings

pytestmark = pytest.mark.django_db
CLOSING = {"outcome": "signaal", "rationale": "Onze reden."}


def _ready(expert: User) -> Weighing:
    """Return an open weighing that only waits to be closed, in a situation without the kader."""
    weighing = answer_everything(a_weighing())
    return weighings.give_opinion(
        weighing, opinion=Outcome.SIGNAL, rationale="Reden.", by=expert, at=timezone.now()
    )


def _close(weighing: Weighing) -> str:
    return reverse("signals:weighing-close", args=[weighing.pk])


def test_an_open_weighing_says_what_is_in_force_and_leads_to_using_it(
    cpo: User, expert: User
) -> None:
    weighing, kader = _ready(expert), kader_in_force()
    use = f"/werk/toepassingen/nieuw/?situatie={weighing.situation_id}"

    page = signed_in(cpo).get(weighing.get_absolute_url())
    of_the_expert = signed_in(expert).get(weighing.get_absolute_url())

    assert f"Nu geldt versie {kader.number}." in main_text(page)
    assert use in page.content.decode()
    assert use not in of_the_expert.content.decode()
    form = signed_in(cpo).get(use).context["form"]
    assert form["situation"].value() == weighing.situation_id


def test_what_was_used_is_pinned_at_closing_and_stays(cpo: User, expert: User) -> None:
    weighing = _ready(expert)
    used = an_assessment(situation=weighing.situation).edition
    form = signed_in(cpo).get(_close(weighing)).context["form"]

    signed_in(cpo).post(_close(weighing), CLOSING | {"kader": used.pk})
    own = editions.own(a_draft_of_the_kader(), reason="Ja.", by=cpo, at=timezone.now())
    adopted(own, by=cpo)

    assert form.initial["kader"] == used
    weighing.refresh_from_db()
    assert weighing.kader == used
    page = main_text(signed_in(cpo).get(weighing.get_absolute_url()))
    assert f"Gewogen met versie {used.number}, vastgelegd bij het sluiten" in page
    event = Event.objects.about(weighing).get(verb="close")
    assert f"Gewogen met het afwegingskader, versie: {used.number}" in event.facts
    with pytest.raises(IntegrityError, match="gesloten en verandert niet"), transaction.atomic():
        Weighing.objects.filter(pk=weighing.pk).update(kader=None)


def test_a_weighing_without_the_kader_asks_nothing_and_says_so(cpo: User, expert: User) -> None:
    weighing = _ready(expert)
    kader_in_force()
    form = signed_in(cpo).get(_close(weighing)).context["form"]

    signed_in(cpo).post(_close(weighing), CLOSING)

    assert "kader" not in form.fields
    page = main_text(signed_in(cpo).get(weighing.get_absolute_url()))
    assert "Gewogen zonder afwegingskader." in page


def test_a_version_that_was_not_used_in_the_situation_is_refused(cpo: User, expert: User) -> None:
    weighing, kader = _ready(expert), kader_in_force()

    with pytest.raises(RefusedError, match="niet toegepast") as refusal:
        weighings.close(weighing, **CLOSING, kader=kader, by=cpo, at=timezone.now())

    assert refusal.value.field == "kader"
    with pytest.raises(IntegrityError, match="niet toegepast"), transaction.atomic():
        Weighing.objects.filter(pk=weighing.pk).update(kader=kader)
