"""The kinds of work that the office itself offers: a trial mail, and forgetting words."""

from mit_waakstand import mail
from mit_waakstand.accounts.models import User
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


@kinds("forget_words")
def forget_words(work: Work) -> str:  # noqa: ARG001  (whatever was erased, it is the same work)
    """Forget the words that were only said in what was erased."""
    return f"{forget()} woorden vergeten"
