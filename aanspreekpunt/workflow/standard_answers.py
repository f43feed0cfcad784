"""Writing standard answers and changing them; every version is kept in the history."""

from datetime import datetime

from aanspreekpunt.models import StandardAnswer
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError, require_text

PERMISSION = "standard_answer.write"


def write(*, title: str, text: str, by: User, at: datetime) -> StandardAnswer:
    """Return a new standard answer. Raises RefusedError at a field."""
    _check(title, text, by=by)
    standard = StandardAnswer(title=title.strip(), text=text.strip())
    with recorded():
        return _save(standard, "heeft een standaardantwoord geschreven", by=by, at=at)


def change(  # noqa: PLR0913  (each is a field of the text)
    standard: StandardAnswer,
    *,
    title: str,
    text: str,
    is_in_use: bool,
    version: int,
    by: User,
    at: datetime,
) -> StandardAnswer:
    """Return the next version. ``version`` is the one that was read.

    Raises ConflictError when somebody changed it since, and RefusedError at a field.
    """
    _check(title, text, by=by, own=standard)
    with recorded():
        locked = StandardAnswer.objects.select_for_update().get(pk=standard.pk)
        if locked.version != version:
            message = "Iemand anders heeft deze tekst intussen gewijzigd. Vergelijk beide teksten."
            raise ConflictError(message)
        locked.title, locked.text, locked.is_in_use = title.strip(), text.strip(), is_in_use
        locked.version += 1
        return _save(locked, "heeft een standaardantwoord gewijzigd", by=by, at=at)


def _check(title: str, text: str, *, by: User, own: StandardAnswer | None = None) -> None:
    if not by.may(PERMISSION):
        message = "U kunt geen standaardantwoorden schrijven."
        raise NotAllowedError(message)
    require_text(title, "Geef een titel.", field="title")
    require_text(text, "Schrijf de tekst.", field="text")
    others = StandardAnswer.objects.filter(title__iexact=title.strip())
    if (others.exclude(pk=own.pk) if own else others).exists():
        message = "Er is al een standaardantwoord met deze titel."
        raise RefusedError(message, field="title")


def _save(standard: StandardAnswer, sentence: str, *, by: User, at: datetime) -> StandardAnswer:
    standard._history_user, standard._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
    standard.save()
    data: dict[str, object] = {"version": standard.version}
    record(Happening("write", sentence, standard, by, at, data, PERMISSION))
    return standard
