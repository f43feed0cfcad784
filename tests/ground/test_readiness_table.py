"""A finding says how a duty stands, and cannot say it wrongly (domain §6)."""

import pytest

from mit_waakstand.readiness import Finding, Ground, Link, Status

WAY_OUT = Link(label="Plan een vergadering", url="/werk/")


def finding(ground: Ground, status: Status, act: Link | None = WAY_OUT) -> Finding:
    return Finding(title="Samenkomst", ground=ground, status=status, reason="Niets.", act=act)


def test_what_was_agreed_can_be_red() -> None:
    assert finding(Ground.AGREED, Status.NOT_IN_ORDER).status == Status.NOT_IN_ORDER


def test_an_own_norm_is_at_most_amber() -> None:
    assert finding(Ground.OWN_NORM, Status.ATTENTION).status == Status.ATTENTION
    with pytest.raises(ValueError, match="at most amber"):
        finding(Ground.OWN_NORM, Status.NOT_IN_ORDER)


@pytest.mark.parametrize("status", [Status.ATTENTION, Status.NOT_IN_ORDER])
def test_what_is_not_in_order_names_the_act_that_mends_it(status: Status) -> None:
    with pytest.raises(ValueError, match="names the act"):
        finding(Ground.AGREED, status, act=None)
