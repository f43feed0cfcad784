"""Hash chains: the record that can be checked (trail and publication register).

An entry has a ``digest`` over salt and canonical payload, and a ``link`` over the link before it
and that digest. Because the digest is kept apart, salt and payload of one entry can be blanked
for privacy: it then says "verwijderd" and the chain around it stays whole.
"""

import hashlib
import json
import secrets

GENESIS = "0" * 64


def canonical(data: object) -> str:
    """Return JSON with one spelling: sorted keys, no spaces, unescaped UTF-8.

    Raises TypeError for what JSON cannot say, ValueError for NaN.
    """
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def new_salt() -> str:
    """Return 32 random hex characters: a short payload cannot be guessed from its digest."""
    return secrets.token_hex(16)


def digest(salt: str, payload: str) -> str:
    """Return the SHA-256 (hex) over salt and payload, in UTF-8."""
    return hashlib.sha256(f"{salt}{payload}".encode()).hexdigest()


def link(previous: str, entry: str) -> str:
    """Return the SHA-256 (hex) that ties an entry's digest to the link before it."""
    return hashlib.sha256(f"{previous}{entry}".encode()).hexdigest()
