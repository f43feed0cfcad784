"""What somebody read before he changed it: another person's change is never lost unseen."""

import hashlib

from mit_waakstand import chain
from mit_waakstand.workflow import ConflictError

NOT_SAVED = "Wat u invulde staat hieronder en is nog niet opgeslagen."


def fingerprint(**facts: object) -> str:
    """Return the SHA-256 (hex) of facts, to see later whether they are still the same.

    What a browser does to spaces and line ends makes no difference.
    """
    told = {name: " ".join(str(value).split()) for name, value in facts.items()}
    return hashlib.sha256(chain.canonical(told).encode()).hexdigest()


def mark_of(answer: object) -> str:
    """Return a short number by which an answer (plain JSON) is known, so that no change is missed.

    Only the ends of lines, as browsers send them, make no difference. Of no answer too: who saw
    that there was none, saw something.
    """
    plain = chain.canonical(answer).replace("\\r\\n", "\\n").replace("\\r", "\\n")
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def check_seen(seen: str, now: str, *, instead: str, field: str = "") -> None:
    """Raise ConflictError when what was read is not what stands there now.

    ``seen`` is a fingerprint, "" when nobody says what he read; ``instead`` tells in Dutch what
    stands there now.
    """
    if seen and seen != now:
        message = f"Iemand anders was u voor. Nu staat er: {instead}. {NOT_SAVED}"
        raise ConflictError(message, field=field)
