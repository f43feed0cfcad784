"""Hash chains, recomputed here by hand from what the documentation of the register says."""

import hashlib

import pytest

from mit_waakstand import chain


def test_the_same_data_have_one_spelling() -> None:
    one = chain.canonical({"b": [1, None, True], "a": "é“"})
    other = chain.canonical({"a": "é“", "b": [1, None, True]})

    assert one == other == '{"a":"é“","b":[1,null,true]}'


@pytest.mark.parametrize(
    ("data", "error"), [({"x": object()}, TypeError), (float("nan"), ValueError)]
)
def test_what_has_no_one_spelling_is_refused(data: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        chain.canonical(data)


def test_a_digest_is_the_sha256_of_salt_and_payload() -> None:
    digest = chain.digest("zout", '{"a":"é"}')

    assert digest == hashlib.sha256('zout{"a":"é"}'.encode()).hexdigest()


def test_a_link_ties_a_digest_to_the_link_before_it() -> None:
    digest = chain.digest("zout", "{}")

    link = chain.link(chain.GENESIS, digest)

    assert link == hashlib.sha256(("0" * 64 + digest).encode()).hexdigest()


def test_every_salt_is_new() -> None:
    salts = {chain.new_salt() for _ in range(50)}

    assert len(salts) == 50
    assert {len(salt) for salt in salts} == {32}
