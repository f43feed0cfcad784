"""What must stand behind an address before its form can be reached: records, people, sign-in.

The addresses of the office have theirs in ``office_places``; here is the rest.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from asking import BUTTON_ONLY, signed_in
from building_draaiboek import a_draft_of_the_playbook
from building_experts import AN_ADDRESS, a_file, a_registered_expert
from building_kader import a_draft_of_the_kader
from building_meetings import a_meeting, link_of, some_minutes, the_expert_of
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from drill.addresses import Address, Stand
from drill.furniture_of_sign_in import NEW_PASSWORD, OF_SIGNING_IN, SECRET
from lxml import html
from office_places import PLACES, Place
from pdf_uploads import a_pdf, sent

from aanspreekpunt.views.asking import SIGNER
from building import a_draft_of_the_weegvragen, a_situation, a_trigger, person, weegvragen_in_force
from experts.models import Circle, CircleContact, Expert
from experts.workflow import confirming
from experts.workflow.circles import load_starting_circles
from mit_waakstand.accounts.roles import Role
from mit_waakstand.calendar_feed import workflow as calendar_feed
from mit_waakstand.editions.models import Edition
from mit_waakstand.office import maintaining
from mit_waakstand.people import workflow as people
from mit_waakstand.people.models import PURPOSE as OF_AN_ACCOUNT
from mit_waakstand.personal_links import workflow as links
from mit_waakstand.personal_links.models import PersonalLink
from signals.models import Addressee, EquatedDay, Form, Weighing
from signals.models.participant import PURPOSE as OF_A_WEIGHING
from signals.workflow import triggers, weighings

TABLES_OF_LIBRARIES = ("account_", "auth_", "mfa_", "socialaccount_")
OLD_VERSIONS = ("user_simple_history", "equatedday_simple_history")  # read in the list
NEVER_IN_ADMIN = ("_delete", "user_add", "view_on_site", *OLD_VERSIONS)
WITHOUT_PROVIDER = {"openid_connect_login", "openid_connect_callback", "demo:post"}
OBJECT_PAGES = ("change", "delete", "history", "simple_history")


def link_for(purpose: str, record: Model, form: dict[str, object]) -> Stand:
    """Return the stand of who follows a personal link."""
    now = timezone.now()
    links.make(purpose, record, at=now, expires_at=now + timedelta(days=7))
    return Stand((PersonalLink.objects.latest("pk").secret,), form, Client())


def _weighing_by_link() -> Stand:
    weegvragen_in_force()
    trigger, now = a_trigger(situation=a_situation()), timezone.now()
    day = localdate() + timedelta(days=3)
    triggers.weigh(trigger, form=Form.MEETING, held_on=day, by=person(Role.SECRETARY), at=now)
    weighing = Weighing.objects.latest("pk")
    expert = Expert.objects.create(name="Wout Proef", expertise="economie", email=AN_ADDRESS)
    weighings.invite(weighing, expert=expert, by=person(Role.CPO), at=now)
    participant = weighing.participants.get(expert=expert)
    return link_for(OF_A_WEIGHING, participant, {"takes_part": "nee", "reason": "Op reis."})


def _meeting_by_link() -> Stand:
    link = link_of(the_expert_of(a_meeting()))
    return Stand((link.secret,), {"reply": "ja"}, Client())


def _kept() -> Stand:
    """Return the stand of who keeps what he is writing: the slip is in the form itself."""
    place = PLACES["signals:signal-edit"](False)  # noqa: FBT003
    client = signed_in(person(Role.CPO))
    page = client.get(reverse("signals:signal-edit", args=place.arguments))
    (slip,) = html.fromstring(page.content).xpath("//input[@name='keep_as']/@value")
    return Stand(form={**place.form, "keep_as": str(slip)}, client=client)


def _feed() -> Stand:
    secret = calendar_feed.renew(by=person(Role.CPO), at=timezone.now())
    return Stand((secret,), client=Client())


def _of_a_circle(form: dict[str, object]) -> Stand:
    load_starting_circles()
    return Stand((Circle.objects.earliest("pk").pk,), form)


def _of_a_contact(form: dict[str, object]) -> Stand:
    stand = _of_a_circle(A_CONTACT)
    address = reverse("experts:contact-add", args=stand.arguments)
    signed_in(person(Role.SECRETARY)).post(address, stand.form)
    return Stand((CircleContact.objects.latest("pk").pk,), form)


def _invited() -> Stand:
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return link_for(OF_AN_ACCOUNT, person(Role.EXPERT, "nieuw"), form)


def _own_record_by_link() -> Stand:
    form = {"availability": "later", "named_in_public": "nee", "email": AN_ADDRESS}
    return link_for(confirming.PURPOSE, a_registered_expert(email=AN_ADDRESS), form)


DRAFTS: dict[str, Callable[[], Edition]] = {
    "afwegingskader:weighingquestions": a_draft_of_the_weegvragen,
    "afwegingskader:kaderedition": a_draft_of_the_kader,
    "draaiboek:playbookedition": a_draft_of_the_playbook,
}


def _to_attach(kind: str) -> Stand:
    return Stand((DRAFTS[kind]().pk,), {"document": sent(a_pdf())})


def _to_detach(kind: str) -> Stand:
    stand = _to_attach(kind)
    address = reverse(f"{kind}-attach", args=stand.arguments)
    signed_in(person(Role.SECRETARY)).post(address, stand.form)
    return Stand(stand.arguments, dict(BUTTON_ONLY))


def _to_take_in(kind: str) -> Stand:
    draft = DRAFTS[kind]()
    answer = signed_in(person(Role.SECRETARY)).get(reverse(f"{kind}-file", args=[draft.pk]))
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Stand((draft.pk,), {"file": SimpleUploadedFile("concept.yaml", data)})


def _under_maintenance(form: dict[str, object]) -> Stand:
    by, now = person(Role.ADMINISTRATOR), timezone.now()
    maintaining.begin(reason="Verhuizing.", expected_until=now + timedelta(days=1), by=by, at=now)
    return Stand(form=form)


def _to_reopen() -> Stand:
    user, by = person(Role.EXPERT, "iemand"), person(Role.ADMINISTRATOR)
    people.deactivate(user, because="Met verlof.", by=by, at=timezone.now())
    return Stand((user.pk,), {"because": "Weer terug."})


def _to_reset() -> Stand:
    user = person(Role.EXPERT, "iemand")
    TOTP.activate(user, SECRET)
    return Stand((user.pk,), {"because": "Telefoon kwijt."})


def _to_review() -> Stand:
    everybody = [person(role).pk for role in Role if role != Role.DEPUTY]
    return Stand(form={"correct": everybody, "remarks": "Gezien."})


QUESTION = {
    "topic": "samenleving",
    "text": "Wat betekent dit?",
    "name": "Wil",
    "email": "w@x.invalid",
}
A_CONTACT: dict[str, object] = {"organisation": "Jeugdraad (verzonnen)", "name": "Anna Aap"}
FURNITURE: dict[str, Callable[[], Stand]] = {
    **OF_SIGNING_IN,
    "openid_connect_login": lambda: Stand(("onbekend",), client=Client()),
    "openid_connect_callback": lambda: Stand(("onbekend",), client=Client()),
    "calendar_feed:feed": _feed,
    "keeping:keep": _kept,
    "keeping:discard": _kept,
    "aanspreekpunt:ask": lambda: Stand(form=dict(QUESTION), client=Client()),
    "aanspreekpunt:thanks": lambda: Stand((SIGNER.sign("V-2026-001"),), client=Client()),
    "experts:import": lambda: Stand(form={"file": a_file("naam;vakgebied", "Anna Aap;zorg")}),
    "office:maintenance-postpone": lambda: _under_maintenance(
        {"expected_until_0": "31-12-2099", "expected_until_1": "12:00"}
    ),
    "office:maintenance-end": lambda: _under_maintenance(dict(BUTTON_ONLY)),
    "people:account-reactivate": _to_reopen,
    "people:account-reset-second-factor": _to_reset,
    "people:review": _to_review,
    **{f"{kind}-attach": partial(_to_attach, kind) for kind in DRAFTS},
    **{f"{kind}-detach": partial(_to_detach, kind) for kind in DRAFTS},
    **{f"{kind}-take-in": partial(_to_take_in, kind) for kind in DRAFTS},
    "experts:circle-add": lambda: Stand(form={"name": "duikers"}),
    "experts:contact-add": lambda: _of_a_circle(A_CONTACT),
    "experts:contact-edit": lambda: _of_a_contact(A_CONTACT),
    "experts:contact-remove": lambda: _of_a_contact(BUTTON_ONLY),
    "experts:own-record-by-link": _own_record_by_link,
    "experts:own-copy-by-link": _own_record_by_link,
    "weighing-answer-invitation": _weighing_by_link,
    "meeting-reply": _meeting_by_link,
    "account-invitation": _invited,
    "admin:view_on_site": lambda: Stand((1, 1)),
    "admin:app_list": lambda: Stand(("signals",)),
    "admin:signals_addressee_add": lambda: Stand(
        form={"since": "1-9-2026", "name": "E. Eerder", "office": "SG", "address": "Straat 1"}
    ),
    "admin:signals_equatedday_add": lambda: Stand(
        form={"day": "23-05-2031", "reference": "Stcrt. 2030, 1"}
    ),
}
RECORDS: dict[str, Callable[[], Any]] = {
    "signals_addressee": lambda: Addressee.objects.create(since=date(2020, 1, 1), name="E."),
    "signals_equatedday": lambda: EquatedDay.objects.create(
        day=date(2031, 5, 23), reference="Stcrt. 2030, 1"
    ),
    "draaiboek_minutes": some_minutes,
    "accounts_user": lambda: person(Role.EXPERT),
}


def stand_of(address: Address) -> Stand | None:
    """Return what stands behind an address; None when nobody put anything there."""
    name, takes_arguments = address.name, address.takes_arguments
    if name in FURNITURE:
        return FURNITURE[name]()
    if name in PLACES:
        place: Place = PLACES[name](False)  # noqa: FBT003
        return Stand(place.arguments, place.form)
    if takes_arguments and name.startswith("admin:") and name.endswith(OBJECT_PAGES):
        return _in_the_admin(name.removeprefix("admin:"))
    return None if takes_arguments else Stand()


def _in_the_admin(name: str) -> Stand:
    """Return the page of a record in the admin; what nobody may open there needs no record."""
    ending = next(one for one in reversed(OBJECT_PAGES) if name.endswith(one))
    model = name.removesuffix(f"_{ending}")
    if model not in RECORDS:
        return Stand((1,))
    record = RECORDS[model]()
    if ending == "simple_history":
        return Stand((record.pk, record.history.latest().history_id))
    return Stand((record.pk,))


def is_for_nobody(name: str) -> bool:
    """Return whether no role may open this.

    Tables of libraries in the admin, what the admin never does, and providers that are not set.
    """
    rest = name.removeprefix("admin:")
    if rest == name:
        return name in WITHOUT_PROVIDER
    return rest.startswith(TABLES_OF_LIBRARIES) or rest.endswith(NEVER_IN_ADMIN)


def has_furniture(address: Address) -> bool:
    """Return whether ``stand_of`` knows this address, without building anything."""
    name = address.name
    is_of_the_admin = name.startswith("admin:") and name.endswith(OBJECT_PAGES)
    return name in {*PLACES, *FURNITURE} or is_of_the_admin or not address.takes_arguments
