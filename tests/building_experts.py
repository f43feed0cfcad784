"""Records of the register of experts, built by the real steps."""

from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from building import person
from experts import sheet
from experts.models import Expert, Expertise, Institute
from experts.states import Availability
from experts.workflow import confirming, consents, importing, register
from experts.workflow.lists import load_starting_lists
from experts.workflow.register import Particulars
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role

AN_ENTRY = {"kind": "aandachtsgebied", "name": "wonen", "wanted": "2", "is_needed": "on"}

AN_ADDRESS = "floris@instituut.invalid"
AN_INTEREST = {"description": "lid van een raad van toezicht", "valid_from": "1-9-2026"}


def an_expertise(name: str = "economie") -> Expertise:
    """Return an entry of the list of expertises."""
    load_starting_lists()
    return Expertise.objects.get(name=name)


def a_registered_expert(
    name: str = "Floris de Bedachte",
    *,
    user: User | None = None,
    at: datetime | None = None,
    **particulars: object,
) -> Expert:
    """Return an expert whom the secretaris added to the register."""
    told = {
        "name": name,
        "expertise": "economie",
        "availability": Availability.WITHIN_A_DAY,
        **particulars,
    }
    return register.add(
        Particulars(**told),  # type: ignore[arg-type]
        user=user,
        by=person(Role.SECRETARY),
        at=at or timezone.now(),
    )


def an_institute(name: str = "SCP") -> Institute:
    """Return an entry of the list of organisations."""
    load_starting_lists()
    return Institute.objects.get(name=name)


def the_form(expert: Expert | None = None, **changes: object) -> dict[str, object]:
    """Return the fields of the page as a browser sends them."""
    fields: dict[str, object] = {
        "name": expert.name if expert else "Gerda de Nieuwe",
        "expertise": expert.expertise if expert else "onderwijskunde",
        "availability": expert.availability if expert else Availability.LATER,
    }
    return fields | changes


def an_expert_who_left() -> Expert:
    """Return an expert whom the secretaris took out of the register."""
    return register.leave(a_registered_expert(), by=person(Role.SECRETARY), at=timezone.now())


def an_expert_who_consented() -> Expert:
    """Return an expert who may be named in public."""
    secretary = person(Role.SECRETARY)
    return consents.record_consent(a_registered_expert(), by=secretary, at=timezone.now())


def an_interest(
    expert: Expert | None = None,
    *,
    of: str = "lid van een raad van toezicht",
    since: date | None = None,
) -> tuple[int, int]:
    """Return the numbers of an expert and of an interest of his that holds."""
    expert = expert or a_registered_expert()
    consents.note_interest(
        expert,
        description=of,
        valid_from=since or timezone.localdate() - timedelta(days=30),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    return expert.pk, expert.interests.order_by("-pk")[0].pk


def own_form(expert: Expert, **changes: object) -> dict[str, object]:
    """Return the fields of one's own page as a browser sends them."""
    known = expert.availability != Availability.UNKNOWN
    fields: dict[str, object] = {
        "availability": expert.availability if known else Availability.LATER,
        "named_in_public": "nee",
    }
    return fields | {"email": expert.email, "function": expert.function} | changes


def a_confirmed_expert(name: str = "Floris de Bedachte", *expertises: str) -> Expert:
    """Return an expert who counts for these expertises: available, and confirmed today."""
    chosen = tuple(an_expertise(one) for one in expertises)
    expert = a_registered_expert(name, expertises=chosen)
    return confirming.confirm(expert, by=person(Role.SECRETARY), at=timezone.now())


def a_file(*lines: str) -> SimpleUploadedFile:
    """Return a file with these lines, as a browser sends it."""
    return SimpleUploadedFile("experts.csv", "\r\n".join(lines).encode("utf-8-sig"))


def a_preview() -> int:
    """Return the number of a preview of the secretaris, with one new expert."""
    planned = importing.plan(sheet.read(a_file("naam;vakgebied", "Anna Aap;zorg").read()))
    return importing.preview(planned, by=person(Role.SECRETARY), at=timezone.now()).pk
