"""Everything that is kept about one person, for himself (AVG art. 15 and 20)."""

from datetime import date
from typing import Any

from experts.models import Consent, Expert, Interest
from experts.models.consent import Way


def copy_of(expert: Expert) -> dict[str, Any]:
    """Return what the register keeps, under Dutch names; moments and days in ISO 8601."""
    return {
        "naam": expert.name,
        "vakgebied": expert.expertise,
        "functie": expert.function,
        "organisatie": expert.institute.name if expert.institute else "",
        "e-mailadres": expert.email,
        "telefoonnummer": expert.phone,
        "expertises": [one.name for one in expert.expertises.all()],
        "talen": expert.language_names(),
        "beschikbaar": expert.get_availability_display(),
        "oud-lid": expert.is_former_member,
        "lid van": _day(expert.member_from),
        "lid tot": _day(expert.member_until),
        "account": expert.user.username if expert.user else "",
        "stand": expert.get_state_display(),
        "toegevoegd op": expert.added_at.isoformat(),
        "gevraagd op": _day(expert.asked_on),
        "bevestigd op": _day(expert.confirmed_on),
        "toestemming om in het openbaar genoemd te worden": [
            _consent(one) for one in expert.consents.all()
        ],
        "belangen": [_interest(one) for one in expert.interests.all()],
    }


def _consent(consent: Consent) -> dict[str, str]:
    taken_back = consent.withdrawn_at
    return {
        "gegeven op": consent.given_at.isoformat(),
        "hoe gegeven": str(consent.get_given_via_display()),
        "ingetrokken op": taken_back.isoformat() if taken_back else "",
        "hoe ingetrokken": str(Way(consent.withdrawn_via).label) if taken_back else "",
    }


def _interest(interest: Interest) -> dict[str, str]:
    return {
        "belang": interest.description,
        "geldt vanaf": _day(interest.valid_from),
        "geldt tot en met": _day(interest.valid_until),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
