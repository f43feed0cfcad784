"""The kinds of work that the office itself offers: mail to the beheerder, and forgetting words."""

from django.utils.timezone import localdate

from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.office.digest import digest_letter, problems
from mit_waakstand.office.forgetting import forget_words as forget
from mit_waakstand.office.trial_mail import trial_letter
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work


@kinds("mail_trial")
def mail_trial(work: Work) -> str:
    """Send a beheerder the mail that he asked for."""
    user = User.objects.filter(pk=work.subject_pk, is_active=True).first()
    if user is None:
        return "niet verstuurd: het account is niet meer actief"
    mail.send(trial_letter(user, work.key))
    return "verstuurd"


@kinds("mail_digest")
def mail_digest(work: Work) -> str:
    """Tell a beheerder what is not in order today."""
    today = localdate()
    user = User.objects.filter(pk=work.subject_pk, is_active=True).first()
    if user is None:
        return "niet verstuurd: het account is niet meer actief"
    if str(work.details["day"]) < today.isoformat():
        return "vervallen: elke dag gaat er hoogstens één, met de stand van die dag"
    found = problems(user, today)
    if not found:
        return "niet verstuurd: alles is weer op orde"
    mail.send(digest_letter(user, work.key, found))
    return "verstuurd"


@kinds("forget_words")
def forget_words(work: Work) -> str:  # noqa: ARG001  (whatever was erased, it is the same work)
    """Forget the words that were only said in what was erased."""
    return f"{forget()} woorden vergeten"
