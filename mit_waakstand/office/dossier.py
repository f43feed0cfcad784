"""The dossier for who evaluates the MIW every five years: one zip, with an inventory (R-075).

Figures, dates, adopted texts and lessons; no names of persons but what stands in adopted texts.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from draaiboek.models import Invitation, Lesson, Meeting, PlaybookRun
from draaiboek.yearly import counting_in
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.duties.models import Norm, Proof
from mit_waakstand.editions.models import Edition, kinds_of_edition
from mit_waakstand.editions.states import NEVER_ADOPTED
from mit_waakstand.office import board
from mit_waakstand.spreadsheets import lines
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError
from mit_waakstand.yearly.composing import compose
from mit_waakstand.yearly.models import FIRST_YEAR, YearAccount
from signals.models import Signal

PERMISSION = "dossier.export"
README = """\
Evaluatiedossier van het MIT in waakstand
Gemaakt op {day}

Voor wie het functioneren van het MIT in waakstand evalueert (elke vijf jaar, voor het eerst
in 2031). Alles komt uit de vastlegging van de toepassing. Oefeningen staan apart.

{files}
- inventaris.csv noemt elk bestand met omvang en controlegetal.
- SHA256SUMS: nagaan kan met sha256sum -c SHA256SUMS

De csv-bestanden zijn te openen met een spreadsheet (puntkomma's, UTF-8).
"""


@dataclass(frozen=True)
class Paper:
    """A file of the dossier, with what it is in a line."""

    name: str
    about: str
    data: bytes


def make(*, by: User, at: datetime) -> bytes:
    """Return the zip, and write down who took it. Raises NotAllowedError."""
    if not by.may(PERMISSION):
        message = "U kunt het evaluatiedossier niet maken."
        raise NotAllowedError(message)
    papers = list(_papers(by, localdate(at)))
    with recorded():
        told: dict[str, object] = {"list": "evaluatiedossier", "rows": len(papers)}
        sentence = "heeft het evaluatiedossier gedownload"
        record(Happening("export", sentence, by, by, at, told, PERMISSION))
    return _zip(papers, at)


def _papers(by: User, today: date) -> Iterator[Paper]:
    yield from _accounts()
    yield from (_figures(year, today) for year in range(FIRST_YEAR, today.year + 1))
    yield _signals(today)
    yield from _versions()
    yield _meetings(today)
    yield _exercises()
    yield _lessons()
    yield _standing(by, today)
    yield _proofs()
    yield _norms()


def _accounts() -> Iterator[Paper]:
    for account in YearAccount.objects.exclude(pdf_sha256="").order_by("year"):
        name = f"verantwoordingen/verantwoording-{account.year}.pdf"
        yield Paper(name, account.title(), vault.read(account.pdf_sha256))


def _figures(year: int, today: date) -> Paper:
    rows = (
        (chapter["title"], line["label"], line["value"], " / ".join(line["details"]))
        for chapter in compose(year, today=today)
        for line in chapter["lines"]
    )
    heading = ("hoofdstuk", "cijfer", "waarde", "bijzonderheden")
    return _csv(f"cijfers/cijfers-{year}.csv", f"De cijfers over {year}", heading, rows)


def _signals(today: date) -> Paper:
    issued = Signal.objects.filter(issued_at__isnull=False, is_exercise=False)
    found = issued.select_related("response").order_by("issued_at", "pk")
    rows = (
        (
            signal.number,
            signal.get_purport_display(),
            signal.issued_at,
            signal.response_due_on,
            response.sent_on if (response := signal.response_or_none()) else "",
            signal.days_used() if response else "",
            "ja" if signal.was_answered_in_time() else "nee" if _ended(signal, today) else "",
            signal.published_at or "",
        )
        for signal in found
    )
    heading = (
        *("kenmerk", "strekking", "uitgebracht op", "reactie uiterlijk op"),
        *("reactie verzonden op", "dagen", "binnen de termijn", "openbaar op"),
    )
    return _csv("signalen.csv", "Elk signaal met zijn termijn", heading, rows)


def _ended(signal: Signal, today: date) -> bool:
    return signal.answered_at is not None or signal.is_overdue(today)


def _versions() -> Iterator[Paper]:
    found = [
        edition
        for kind in kinds_of_edition()
        for edition in kind._default_manager.exclude(state__in=NEVER_ADOPTED).order_by("pk")  # noqa: SLF001
    ]
    rows = (
        (
            edition.title(),
            edition.get_state_display(),
            edition.get_adoption_form_display(),
            edition.adopted_on,
            edition.replaced_at or "",
            edition.checksum,
        )
        for edition in found
    )
    heading = ("versie", "stand", "vastgesteld in", "op", "vervangen op", "controlegetal inhoud")
    yield _csv("versies.csv", "Vastgestelde versies van kader en draaiboek", heading, rows)
    for edition in found:
        yield from _documents(edition)


def _documents(edition: Edition) -> Iterator[Paper]:
    for checksum, what in ((edition.pdf_checksum, "inhoud"), (edition.document_checksum, "bron")):
        if checksum:
            name = f"versies/{edition.SUBJECT}-{edition.pk}-{what}.pdf"
            yield Paper(name, f"{edition.title()} ({what})", vault.read(checksum))


def _meetings(today: date) -> Paper:
    real = Meeting.objects.filter(is_exercise=False)
    there = Counter(Invitation.objects.filter(attended=True).values_list("meeting", flat=True))
    years = range(FIRST_YEAR, today.year + 1)
    counting = {meeting.pk for year in years for meeting in counting_in(year)}
    rows = (
        (
            m.get_kind_display(),
            m.day(),
            m.get_form_display(),
            m.get_state_display(),
            there[m.pk],
            m.pk in counting,
        )
        for m in real.order_by("starts_at", "pk")
    )
    heading = ("soort", "op", "vorm", "stand", "aanwezigen", "telt mee (R-029)")
    return _csv("vergaderingen.csv", "Vergaderingen, zonder namen", heading, rows)


def _exercises() -> Paper:
    found = PlaybookRun.objects.filter(situation__is_exercise=True).select_related("edition")
    rows = (
        (run.pk, run.edition.title(), run.started_at, run.closed_at or "", run.get_state_display())
        for run in found.order_by("started_at", "pk")
    )
    heading = ("uitvoering", "draaiboek", "begonnen op", "afgesloten op", "stand")
    return _csv("oefeningen.csv", "Oefeningen met het draaiboek", heading, rows)


def _lessons() -> Paper:
    found = Lesson.objects.select_related("run__situation").order_by("drawn_at", "pk")
    rows = (
        (
            lesson.run_id,
            "ja" if lesson.run.situation.is_exercise else "nee",
            lesson.text,
            lesson.get_state_display(),
            lesson.outcome,
        )
        for lesson in found
    )
    heading = ("uitvoering", "oefening", "les", "stand", "wat ermee is gedaan")
    return _csv("lessen.csv", "Lessen, en wat ermee is gedaan", heading, rows)


def _standing(by: User, today: date) -> Paper:
    rows = ((r.title, r.ground.label, r.word, r.reason) for r in board.rows_for(by, today))
    heading = ("plicht of voorwaarde", "grond", "stand", "reden")
    return _csv("paraatheid.csv", "Paraatheid op deze dag", heading, rows)


def _proofs() -> Paper:
    found = Proof.objects.order_by("done_on", "pk")
    rows = ((p.get_kind_display(), p.done_on, p.succeeded, p.note) for p in found)
    heading = ("wat", "op", "gelukt", "toelichting")
    return _csv("vastgelegd.csv", "Proeven en plannen", heading, rows)


def _norms() -> Paper:
    found = Norm.objects.order_by("pk")
    rows = ((n.get_subject_display(), n.value, n.set_at, n.reason) for n in found)
    heading = ("norm", "getal", "gesteld op", "reden")
    return _csv("normen.csv", "Eigen normen van de CPO", heading, rows)


def _csv(name: str, about: str, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> Paper:
    return Paper(name, about, "".join(lines(heading, rows)).encode())


def _zip(papers: list[Paper], at: datetime) -> bytes:
    told = "\n".join(f"- {paper.name}: {paper.about}" for paper in papers)
    readme = README.format(day=f"{localdate(at):%d-%m-%Y}", files=told).encode()
    every = [Paper("LEESMIJ.txt", "Wat er in dit dossier zit", readme), *papers]
    sums = [(paper.name, len(paper.data), vault.checksum_of(paper.data)) for paper in every]
    abouts = {paper.name: paper.about for paper in every}
    heading = ("bestand", "wat", "omvang in bytes", "sha256")
    rows = ((name, abouts[name], size, checksum) for name, size, checksum in sums)
    inventory = _csv("inventaris.csv", "Elk bestand", heading, rows)
    list_of_sums = "".join(f"{checksum}  {name}\n" for name, _, checksum in sums).encode()
    every += [inventory, Paper("SHA256SUMS", "Controlegetallen", list_of_sums)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in every:
            moment = (*localdate(at).timetuple()[:3], 0, 0, 0)
            archive.writestr(zipfile.ZipInfo(paper.name, moment), paper.data)
    return buffer.getvalue()
