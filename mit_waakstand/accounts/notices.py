"""What is written down and mailed about somebody's own sign-in: to himself, never what he typed."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from mit_waakstand.accounts.models import LiveSession, User, recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put, put_mails
from mit_waakstand.trail.recording import Happening, record, recorded

NOT_YOU = "Deed u dit niet zelf? Bel dan direct de functioneel beheerder."


@dataclass(frozen=True)
class Change:
    """One change of a sign-in: its verb and sentence in the trail, and what the mail says."""

    verb: str
    sentence: str
    told: str
    ends_sessions: bool = False


CHANGES: dict[str, Change] = {
    "account/email/password_changed": Change(
        "change_password",
        "heeft het wachtwoord veranderd",
        "Uw wachtwoord is veranderd.",
        ends_sessions=True,
    ),
    "account/email/password_set": Change(
        "change_password",
        "heeft een wachtwoord gekozen",
        "U hebt een wachtwoord gekozen.",
        ends_sessions=True,
    ),
    "account/email/password_reset": Change(
        "reset_password",
        "heeft een nieuw wachtwoord gekozen",
        "Uw wachtwoord is nieuw.",
        ends_sessions=True,
    ),
    "mfa/email/totp_activated": Change(
        "add_app", "meldt zich voortaan aan met een app", "U meldt zich voortaan aan met een app."
    ),
    "mfa/email/totp_deactivated": Change(
        "remove_app", "meldt zich niet meer aan met een app", "Uw app is losgemaakt."
    ),
    "mfa/email/webauthn_added": Change(
        "add_key", "heeft een sleutel toegevoegd", "Aan uw account is een sleutel toegevoegd."
    ),
    "mfa/email/webauthn_removed": Change(
        "remove_key", "heeft een sleutel weggehaald", "Van uw account is een sleutel weggehaald."
    ),
    "mfa/email/recovery_codes_generated": Change(
        "renew_codes", "heeft nieuwe herstelcodes gemaakt", "U hebt nieuwe herstelcodes gemaakt."
    ),
}
TOLD = {change.verb: change.told for change in CHANGES.values()}

# What is told of an account of last resort: to whom it concerns, each time.
ALARMS = {
    "opened": "Met een opdracht op de server is noodtoegang geopend tot de toepassing.",
    "used": "Iemand heeft zich aangemeld met de noodtoegang.",
}


def sign_in_changed(what: str, user: User, *, at: datetime, request: HttpRequest) -> None:
    """Write a change of this person's sign-in down and queue the mail to him.

    A new password ends all his other sessions.
    """
    change = CHANGES[what]
    with recorded():
        record(Happening(change.verb, change.sentence, user, user, at))
        key = f"mail_sign_in_changed:{user.pk}:{at.isoformat()}"
        put("mail_sign_in_changed", about=user, at=at, key=key, what=change.verb)
        if change.ends_sessions:
            LiveSession.objects.end(user, but=request.session.session_key)


def new_password_asked(user: User, *, at: datetime) -> None:
    """Queue the mail with the way to a new password; asked twice in a minute it is one mail."""
    key = f"mail_new_password:{user.pk}:{at:%Y%m%d%H%M}"
    put("mail_new_password", about=user, at=at, key=key)


def last_resort_used(account: User, *, at: datetime) -> None:
    """Write down that somebody signed in with the account of last resort, and raise the alarm."""
    with recorded():
        record(Happening("use_last_resort", "is aangemeld", account, account, at))
        alarm(account, "used", at=at)


def address_changed(user: User, *, at: datetime) -> None:
    """Queue a mail to the address that this account had until now.

    The row of work names the old value, not the address.
    """
    before = user.history.exclude(email=user.email).order_by("-history_date", "-pk").first()
    if before is not None:
        key = f"mail_address_changed:{user.pk}:{at.isoformat()}"
        put("mail_address_changed", about=user, at=at, key=key, version=before.pk)


def alarm(account: User, what: str, *, at: datetime) -> None:
    """Queue the alarm that an account of last resort was opened or used: one mail for each."""
    readers = User.objects.with_role(Role.CPO, Role.SECRETARY, Role.ADMINISTRATOR)
    key, to = f"mail_last_resort:{what}:{at.isoformat()}", recipients_of(readers)
    put_mails("mail_last_resort", to, about=account, at=at, key=key, what=what)


def change_letter(user: User, work: Work) -> Letter:
    """Return the mail that somebody's sign-in changed."""
    told = TOLD[str(work.details["what"])]
    return Letter(
        to=user.email,
        key=work.key,
        subject="Uw aanmelding bij het MIT in waakstand is veranderd",
        lines=(told, "", NOT_YOU, "", "Zo meldt u zich nu aan:"),
        link=urljoin(settings.OFFICE_URL, reverse("mfa_index")),
    )


def old_address_letter(address: str, work: Work) -> Letter:
    """Return the mail that an account has another address from now on, without saying which."""
    return Letter(
        to=address,
        key=work.key,
        subject="Uw mailadres bij het MIT in waakstand is veranderd",
        lines=(
            "De functioneel beheerder heeft het mailadres van uw account veranderd.",
            "Mail komt voortaan op het nieuwe adres, ook een nieuw wachtwoord als u dat vraagt.",
            "",
            "Wist u hier niets van? Bel dan direct de secretaris van het MIT in waakstand.",
            "",
            "Zo bereikt u ons:",
        ),
        link=urljoin(settings.PUBLIC_URL, "contact/"),
    )


def password_letter(user: User, work: Work) -> Letter:
    """Return the mail with the way to a new password; the key in it is made here."""
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return Letter(
        to=user.email,
        key=work.key,
        subject="Een nieuw wachtwoord voor het MIT in waakstand",
        lines=(
            "Iemand vroeg een nieuw wachtwoord voor uw account.",
            f"Uw gebruikersnaam is {user.username}.",
            "",
            "Was u dat? Kies dan binnen een uur uw nieuwe wachtwoord op deze pagina:",
        ),
        link=urljoin(settings.OFFICE_URL, path),
        postscript=(
            "Vroeg u dit niet zelf? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.",
        ),
    )


def alarm_letter(reader: User, work: Work) -> Letter:
    """Return the alarm."""
    return Letter(
        to=reader.email,
        key=work.key,
        subject="ALARM: noodtoegang tot het MIT in waakstand",
        lines=(
            ALARMS[str(work.details["what"])],
            "Weet u hiervan niets? Bel dan direct de functioneel beheerder.",
            "",
            "Wie, wanneer en waarom:",
        ),
        link=urljoin(settings.OFFICE_URL, reverse("people:account", args=[work.subject_pk])),
    )
