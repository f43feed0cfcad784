"""Erasing what is personal of a closed question: everywhere that it stands (domain §8).

What is counted stays: dates, topic, how it came in and how it ended. Events hold no names or
texts, so the trail stays whole.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from aanspreekpunt.models import Answer, Question
from aanspreekpunt.states import CLOSED
from mit_waakstand.keeping.models import KeptText
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.trail.recording import Happening, record, recorded

FIELDS = ("name", "email", "text", "reason", "referred_to")
GONE = "gewist"
SENTENCE = "heeft de persoonsgegevens en de teksten van de vraag gewist"


def empty(question: Question) -> None:
    """Take out of the record, not yet saved, what is personal."""
    for name in FIELDS:
        setattr(question, name, "")


def clear_around(question: Question, *, at: datetime) -> None:
    """Take it out of everything around the record, which says already that it was erased.

    That is: the answers, the earlier versions in the history, what was typed and not saved, and
    what mail servers said. The index of the search follows by itself, its list of words as work.
    """
    for answer in question.answers.all():
        answer.text = ""
        answer.save(update_fields=["text"])
    question.history.all().delete()
    KeptText.objects.filter(address__startswith=question.get_absolute_url()).delete()
    mails = Work.objects.filter(subject=Answer._meta.label_lower)  # noqa: SLF001
    mails = mails.filter(subject_pk__in=question.answers.values("pk"))
    mails.exclude(outcome="").update(outcome=GONE)
    put("forget_words", about=question, at=at)


def erase(question: Question, *, at: datetime) -> bool:
    """Erase a question because its time is over; return whether that was still to be done.

    The event names nobody: nobody did it.
    """
    with recorded():
        locked = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
        if not locked.has_personal_data() or locked.is_open():
            return False
        empty(locked)
        locked.erased_at = at
        locked.save()
        clear_around(locked, at=at)
        record(Happening("erase", SENTENCE, locked, None, at))
    return True


def note(question: Question) -> None:
    """Put the reference on the list beside the database: a backup may know the question still.

    It is the list of ``reapply_erasures``: an empty file for each that was erased on request.
    """
    place = Path(settings.PRIVATE_ROOT) / "wissingen"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    (place / question.reference).touch(mode=0o600)


def erase_listed(place: Path, *, at: datetime) -> int:
    """Return how many closed questions of a list a restored backup had brought back: now gone.

    What a backup knows as open is handled anew.
    """
    names = [file.name for file in sorted(place.iterdir())] if place.is_dir() else []
    found = Question.objects.filter(reference__in=names, state__in=CLOSED, erased_at=None)
    return sum(erase(question, at=at) for question in found.order_by("pk"))
