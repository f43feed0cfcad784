"""Work for the outbox about runs: each mail says how things stand when it is sent."""

from django.utils import timezone
from django.utils.timezone import localdate

from draaiboek import run_letters
from draaiboek.models import Inject, Lesson, PlaybookRun, RunStep
from draaiboek.run_reminders import is_told
from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work

NO_ACCOUNT = "niet verstuurd: het account is niet meer actief"


@kinds("mail_run_late")
def mail_run_late(work: Work) -> str:
    """Tell one reader how many of his steps are late; not when none is any more."""
    reader = _reader(work)
    if reader is None:
        return NO_ACCOUNT
    run = PlaybookRun.objects.select_related("situation").get(pk=work.subject_pk)
    late = RunStep.objects.of(reader).filter(run=run).overdue(timezone.now()).count()
    if not late:
        return "niet verstuurd: er is geen stap meer te laat"
    mail.send(run_letters.late_letter(run, late, to=reader.email, key=work.key))
    return "verstuurd"


@kinds("mail_inject")
def mail_inject(work: Work) -> str:
    """Tell one participant that something happened; not when it was withdrawn."""
    reader = _reader(work)
    if reader is None:
        return NO_ACCOUNT
    inject = Inject.objects.select_related("run").get(pk=work.subject_pk)
    if not is_told(inject, timezone.now()) or not inject.run_is_running():
        return "niet verstuurd: de oefening is klaar, of de inject is gewijzigd"
    if not inject.is_visible_to(reader):
        return "niet verstuurd: deze persoon doet niet meer mee"
    mail.send(run_letters.inject_letter(inject, to=reader.email, key=work.key))
    return "verstuurd"


@kinds("mail_lesson")
def mail_lesson(work: Work) -> str:
    """Tell the owner that a lesson waits too long; not when somebody decided on it."""
    reader = _reader(work)
    if reader is None:
        return NO_ACCOUNT
    lesson = Lesson.objects.select_related("run__situation").get(pk=work.subject_pk)
    if not lesson.is_overdue(localdate()) or lesson.owner_id != reader.pk:
        return "niet verstuurd: er is over de les besloten, of zij ging naar iemand anders"
    mail.send(run_letters.lesson_letter(lesson, to=reader.email, key=work.key))
    return "verstuurd"


def _reader(work: Work) -> User | None:
    pk = str(work.details["recipient"]).removeprefix("user:")
    return User.objects.filter(pk=pk, is_active=True).first()
