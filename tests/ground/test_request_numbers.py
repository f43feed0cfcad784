"""One number a request: ours, or that of our own nginx, and carried on by what follows from it."""

import pytest
from django.test import Client
from proving import KIND, Proof, some_work
from pytest_django import Settings

from mit_waakstand import tracing
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import doing, kinds
from mit_waakstand.outbox.models import Work

pytestmark = pytest.mark.django_db

OF_NGINX = "0123456789abcdef" * 2


def number_of(act_by: User, told: str) -> str:
    """Return the number of the work that followed from one act in the office."""
    office = Client(headers={"X-Request-ID": told, "X-Correlation-ID": told})
    office.force_login(act_by)
    office.post("/werk/werk/proefmail/")
    return Work.objects.get(kind="mail_trial").request_id


@pytest.mark.parametrize(
    ("proxies", "told", "is_taken_over"),
    [
        (1, OF_NGINX, True),
        (0, OF_NGINX, False),  # nobody stands before us, so a visitor says it
        (1, "", False),
        (1, "Gerda Vermeer", False),
        (1, f"{OF_NGINX}\n", False),
        (1, OF_NGINX.upper(), False),
        (1, OF_NGINX * 9, False),
    ],
)
def test_only_a_number_of_our_own_nginx_is_taken_over(
    administrator: User, settings: Settings, proxies: int, told: str, *, is_taken_over: bool
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    number = number_of(administrator, told)

    assert tracing.FORM.match(number)
    assert (number == told) is is_taken_over


def test_every_request_has_a_number_of_its_own_and_leaves_none_behind(
    administrator: User,
) -> None:
    first = number_of(administrator, "")
    Work.objects.all().delete()

    second = number_of(administrator, "")

    assert first != second
    assert tracing.current() == ""


def test_work_that_is_put_by_other_work_carries_its_number_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    list(kinds)
    proof = Proof(act=lambda work: some_work(f"na {work.pk}").kind)
    monkeypatch.setitem(kinds._table, KIND, proof)  # noqa: SLF001
    with tracing.traced(OF_NGINX):
        first = some_work()

    doing.do(first.pk)

    assert Work.objects.get(key=f"na {first.pk}").request_id == OF_NGINX


def test_work_of_no_request_has_a_number_too() -> None:
    work = some_work()

    assert tracing.FORM.match(work.request_id)
