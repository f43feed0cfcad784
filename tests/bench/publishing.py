"""A process with one database that issues, answers and publishes, and says how long that took.

Asked with a line of JSON on standard input, answers with one on standard output. WeasyPrint alone
gets the very HTML and style sheet that the letter was made of, in the same process.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mit_waakstand.settings")

import django

django.setup()

import pypdf  # noqa: E402
import weasyprint  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from ground.letter_samples import LONG_TEXT  # noqa: E402
from publication_samples import a_published_signal  # noqa: E402

import building  # noqa: E402
from building import a_signal, person, received  # noqa: E402
from mit_waakstand.accounts.roles import Role  # noqa: E402
from mit_waakstand.outbox import doing  # noqa: E402
from mit_waakstand.outbox.models import Work  # noqa: E402
from mit_waakstand.pdf import rendering  # noqa: E402
from mit_waakstand.pdf.style import OwnFilesOnly, house_style  # noqa: E402
from mit_waakstand.public_site.models import Publication  # noqa: E402
from mit_waakstand.public_site.pages import listings, parts  # noqa: E402
from mit_waakstand.public_site.writing import write  # noqa: E402
from signals.models import Signal  # noqa: E402
from signals.states import SignalState  # noqa: E402
from signals.workflow import signals  # noqa: E402
from signals.workflow.signals import ResponseDates  # noqa: E402

# As long as such letters are: with these, a signal has six pages and its response three.
SIGNAL, RESPONSE = LONG_TEXT * 3, LONG_TEXT
printed: list[tuple[str, str]] = []


def remember_what_is_printed() -> None:
    """Keep the HTML and the style sheet of each PDF, for WeasyPrint alone."""
    write_pdf = rendering._write  # noqa: SLF001

    def remembered(html: str, document: object, stylesheet: str) -> bytes:
        printed.append((html, stylesheet))
        return write_pdf(html, document, stylesheet)

    rendering._write = remembered  # noqa: SLF001


def fill(count: int) -> dict[str, object]:
    """Publish so many signals and bake what lists them; their own pages are stand-ins."""
    call_command("prepare", verbosity=0)
    building.TEXT["text"] = SIGNAL
    for role in Role:
        person(role)
    year, root = timezone.localdate().year - 2, Path(settings.PUBLIC_ROOT)
    for number in range(1, count + 1):
        made = a_published_signal(f"MIW-{year}-{number:02}")
        folder = root / "signalen" / made.key
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text("een eerdere publicatie", encoding="utf-8")
    for offered in (*(listings[kind]() for kind in listings), *(parts[name]() for name in parts)):
        write(offered.all())
    return {"published": Publication.objects.filter(kind="signaal").count()}


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that it took; what was left behind before is cleared away first."""
    gc.collect()
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def one_signal() -> dict[str, float]:
    """Take a signal from issue to public; return the seconds of each stretch, and of WeasyPrint."""
    printed.clear()
    now = timezone.now()
    signal = a_signal(SignalState.ADOPTED, at=now - timedelta(days=1))
    cpo = person(Role.CPO)
    letter = timed(lambda: issue_and_print(signal, cpo))
    respond(received(Signal.objects.get(pk=signal.pk)))
    signal = Signal.objects.get(pk=signal.pk)
    do_all("make_response_pdf")
    live = timed(lambda: publish_and_bake(signal, cpo))
    files = Path(settings.PUBLIC_ROOT, "signalen", str(signal.number).lower())
    if len(list(files.glob("*.pdf"))) < len(printed) or not (files / "index.html").is_file():
        message = f"{signal.number} is not live"
        raise RuntimeError(message)
    alone = [timed(lambda one=one: weasyprint_alone(*one)) for one in printed]
    return {"letter": letter, "live": live, "letter_alone": alone[0], "alone": sum(alone)}


def pages() -> dict[str, object]:
    """Return how many pages the last letters had."""
    found = [pypdf.PdfReader(BytesIO(weasyprint_alone(*one))) for one in printed]
    return {"pages": [len(one.pages) for one in found]}


def respond(signal: Signal) -> None:
    """Record a response of some pages, which Bureau SG sent just now."""
    today = timezone.localdate()
    signals.respond(
        signal,
        text=RESPONSE,
        signed_by="De SG",
        dates=ResponseDates(dated_on=today, sent_on=today, received_on=today),
        by=person(Role.SG_OFFICE),
        at=timezone.now(),
    )


def issue_and_print(signal: Signal, cpo: object) -> None:
    signals.issue(signal, by=cpo, at=timezone.now())
    do_all("make_letter")


def publish_and_bake(signal: Signal, cpo: object) -> None:
    signals.publish(signal, personal_data_checked=True, by=cpo, at=timezone.now())
    do_all("bake")


def do_all(kind: str) -> None:
    """Do the work of this kind that waits, as a worker does that is told of it."""
    for pk in Work.objects.due(timezone.now()).filter(kind=kind).values_list("pk", flat=True):
        if not doing.do(pk):
            message = f"{kind} was not done: {Work.objects.get(pk=pk).outcome}"
            raise RuntimeError(message)


def weasyprint_alone(html: str, stylesheet: str) -> bytes:
    """Return the PDF that WeasyPrint makes of this, without anything of ours."""
    fonts, styles = house_style(stylesheet)
    made: bytes = weasyprint.HTML(string=html, url_fetcher=OwnFilesOnly()).write_pdf(
        font_config=fonts, stylesheets=list(styles), pdf_variant="pdf/a-3a"
    )
    return made


def main() -> None:
    """Answer until the input ends."""
    remember_what_is_printed()
    for line in sys.stdin:
        what, *words = json.loads(line)
        answer = {"fill": fill, "pages": pages, "take": one_signal}[what](*words)
        sys.__stdout__.write(json.dumps(answer) + "\n")
        sys.__stdout__.flush()


if __name__ == "__main__":
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    main()
