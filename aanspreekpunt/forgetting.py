"""Erasing what is personal of a closed question: everywhere that it stands (domain §8).

What is counted stays: dates, topic, how it came in and how it ended. Events hold no names or
texts, so the trail stays whole.
"""

from datetime import datetime

from aanspreekpunt.models import Answer, Question
from mit_waakstand.keeping.models import KeptText
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put

FIELDS = ("name", "email", "text", "reason", "referred_to")
GONE = "gewist"


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

    Runs in the caller's transaction.
    """
    locked = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    if not locked.has_personal_data() or locked.is_open():
        return False
    empty(locked)
    locked.erased_at = at
    locked.save()
    clear_around(locked, at=at)
    return True
