"""Every form that the URLconf leads to, with the controls that stand on its page."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from asking import BUTTON_ONLY, signed_in
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse
from drill.addresses import Address, Stand
from drill.filling import Attempt, Control, Upload, Value, as_attempt, sent
from drill.furniture_of_forms import is_for_nobody, stand_of
from lxml import html

from building import person
from mit_waakstand.accounts.roles import Role

ROLES = (Role.CPO, Role.SECRETARY, Role.SG_OFFICE, Role.EXPERT, Role.ADMINISTRATOR)
OK, FOUND, REFUSED, NOT_FOUND, NO_FORM = 200, 302, 403, 404, 405
SIGN_IN = ("/aanmelden/?next=", "/beheer/login/?next=")
HANDLER = ClientHandler(enforce_csrf_checks=False)  # one for all: it loads the middleware once


@dataclass(frozen=True)
class Entrance:
    """A form: where it is sent, by whom, and what a browser would send."""

    name: str
    method: str
    address: str
    client: Client
    controls: tuple[Control, ...]
    status: int  # of what a browser would send

    def takes(self, answer: HttpResponse) -> bool:
        """Return whether what was sent was accepted: a refusal of a library is a 200 as well."""
        code = answer.status_code
        return code == FOUND or (code == OK and self.status == OK)

    def send(self, attempt: Attempt) -> HttpResponse:
        """Return the answer, in a browser that remembers nothing of earlier attempts."""
        client = browser_like(self.client)
        if self.method == "GET":
            query = attempt.body.decode("latin-1")
            return client.generic("GET", self.address, QUERY_STRING=query)
        return client.generic("POST", self.address, attempt.body, attempt.content_type)


def browser_like(client: Client) -> Client:
    """Return a browser with the same cookies, that shows a fault as its page."""
    fresh = Client(raise_request_exception=False)
    fresh.handler = HANDLER
    fresh.cookies = deepcopy(client.cookies)
    return fresh


def entrances(address: Address) -> list[Entrance]:
    """Return the forms behind an address: one that is sent, one that asks, both or none.

    Raises LookupError for an address about a record that nobody built, or at which every role is
    refused.
    """
    stand = stand_of(address)
    if stand is None:
        message = f"{address.name}: zet in tests/drill/furniture_of_forms.py wat hier moet staan"
        raise LookupError(message)
    url = stand.address or reverse(address.name, args=stand.arguments)
    clients = [stand.client] if stand.client else [*map(signed_in, map(person, ROLES)), Client()]
    posted, asked = _posted(address.name, url, clients, stand), _asked(address.name, url, clients)
    if posted and posted.status in {REFUSED, NOT_FOUND}:
        if not is_for_nobody(address.name):
            message = f"niemand komt verder dan {posted.status}"
            raise LookupError(message)
        posted = None
    return [entrance for entrance in (posted, asked) if entrance]


def _posted(name: str, url: str, clients: list[Client], stand: Stand) -> Entrance | None:
    """Return the form that is sent, by whoever gets furthest with it; None when there is none."""
    tried = []
    for client in clients:
        controls = _controls(_get(client, url), url, "post", stand.form)
        entrance = Entrance(name, "POST", url, client, controls, 0)
        with transaction.atomic():
            answer = entrance.send(as_attempt(sent(controls)))
            transaction.set_rollback(True)
        if answer.status_code == NO_FORM:
            return None
        status = answer.status_code
        if answer.headers.get("Location", "").startswith(SIGN_IN):
            status = REFUSED
        tried.append(replace(entrance, status=status))
        if status in {OK, FOUND}:
            break
    return min(tried, key=lambda one: _rank(one.status))


def _asked(name: str, url: str, clients: list[Client]) -> Entrance | None:
    """Return the form with which a list is searched or filtered; None when there is none."""
    for client in clients:
        answer = _get(client, url)
        if answer.status_code == OK and _is_html(answer):
            controls = _controls(answer, url, "get", {})
            if controls:
                more = tuple(Control(n, "text", ("1",)) for n in ("page", "per_page", "ordering"))
                return Entrance(f"{name}?", "GET", url, client, controls + more, OK)
            return None
    return None


def _rank(status: int) -> int:
    order = (FOUND, OK, 422, 409, 400)
    return order.index(status) if status in order else len(order)


def _get(client: Client, url: str) -> HttpResponse:
    with transaction.atomic():
        answer = browser_like(client).get(url)
        transaction.set_rollback(True)
    return answer


def _is_html(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def _controls(
    answer: HttpResponse, url: str, method: str, form: dict[str, object]
) -> tuple[Control, ...]:
    """Return the controls of the forms on a page that lead here, with what fits in them."""
    found: dict[str, Control] = {}
    page = html.fromstring(answer.content) if _is_html(answer) and answer.content else None
    for one in page.forms if page is not None else []:
        target = urlsplit(urljoin(url, one.get("action") or url)).path
        if (one.method.lower(), target) == (method, urlsplit(url).path):
            found |= {control.name: control for control in _of_form(one)}
    for name, given in form.items():
        values = _values(given)
        known = found.get(name)
        kind = known.kind if known else "file" if isinstance(values[0], Upload) else "text"
        more = (known.options, known.longest) if known else ((), None)
        found[name] = Control(name, kind, values, *more)
    if method == "post" and not found:
        found = {name: Control(name, "hidden", (value,)) for name, value in BUTTON_ONLY.items()}
    return tuple(found.values())


def _of_form(form: html.FormElement) -> Iterator[Control]:
    values = form.form_values()
    names = [str(name) for name in dict.fromkeys(c.get("name") for c in form.xpath(".//*[@name]"))]
    for name in names:
        if name == "csrfmiddlewaretoken":
            continue
        elements = form.xpath(".//*[@name=$name]", name=name)
        first = elements[0]
        kind = first.get("type", "text") if first.tag == "input" else first.tag
        options = [e.get("value", "") for e in elements if first.get("type") in OF_CHOICE]
        options += form.xpath(".//select[@name=$name]//option/@value", name=name)
        longest = first.get("maxlength")
        yield Control(
            name,
            "day" if first.get("autocomplete") == "off" and kind == "text" else str(kind),
            tuple(str(value) for key, value in values if key == name),
            tuple(str(option) for option in options),
            int(longest) if longest else None,
        )


OF_CHOICE = {"radio", "checkbox"}


def _values(given: object) -> tuple[Value, ...]:
    several = given if isinstance(given, list | tuple) else [given]
    return tuple(_value(one) for one in several)


def _value(one: object) -> Value:
    if isinstance(one, UploadedFile):
        one.seek(0)
        return Upload(str(one.name), one.content_type or "", one.read())
    return str(one)
