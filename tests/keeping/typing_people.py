"""People who fill in forms: they open a page, type, and send what the page itself asks for."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client
from lxml import html

KEEP, DISCARD = "/werk/bewaard/", "/werk/bewaard/weggooien/"
SCRIPT = {"accept": "application/json"}


@dataclass
class Typist:
    """Somebody with a form open in a browser that must send its token, as real ones must."""

    client: Client
    address: str
    fields: dict[str, str] = field(default_factory=dict)
    page: HttpResponse | None = None

    def open(self, query: str = "") -> "Typist":
        """Open the form; what it shows is what would be sent."""
        self.page = self.client.get(f"{self.address}{query}")
        assert self.page.status_code == 200
        forms = html.fromstring(self.page.content).forms
        (form,) = [f for f in forms if f.action is None]
        # A browser leaves out the line with which a textarea begins.
        typed = {name: (value or "").removeprefix("\n") for name, value in form.form_values()}
        self.fields = typed
        return self

    def type(self, **texts: str) -> "Typist":
        """Fill in these fields."""
        self.fields |= texts
        return self

    def autosave(self) -> HttpResponse:
        """Do what our script does when typing stops."""
        return self.client.post(KEEP, self.fields, headers=SCRIPT)

    def press_keep(self) -> HttpResponse:
        """Press "Tussentijds bewaren", without our script."""
        return self.client.post(KEEP, self.fields)

    def send(self) -> HttpResponse:
        """Press the button of the form itself."""
        return self.client.post(self.address, self.fields)

    def discard(self) -> HttpResponse:
        """Press "Weggooien"."""
        return self.client.post(DISCARD, self.fields)


def at_form(user: object, address: str) -> Typist:
    """Return somebody who is signed in and has opened this form."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return Typist(client, address).open()
