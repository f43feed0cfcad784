"""The publication package: what an editor puts on a page of SCP's own website, as one zip.

Everything follows from one publication, so the same version always gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime

from mit_waakstand import chain, vault
from mit_waakstand.markdown import to_html, to_plain
from mit_waakstand.public_site.for_machines.feed import LICENCE_IN_DUTCH
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import absolute
from signals import deadlines
from signals.models import Signal
from signals.public_page import still_public
from signals.public_words import Content, in_one_line, issued_on

FILES, TEXTS = "bestanden", "teksten"
README = """\
Publicatiepakket van signaal {number}, versie {version}
MIT in waakstand, {day}

Voor de redacteur die dit op een eigen pagina van de website van het SCP zet.

Wat komt waar
{what}
Wat u moet weten
- Titel van de pagina: {title}
- Zet de teksten over zoals zij zijn. Zij zijn vastgesteld en mogen niet veranderen.
- De fragmenten zijn schone HTML zonder opmaak. De koppen beginnen bij h3: zet boven elk
  fragment de kop (h2) die hierboven staat. Een fragment in het Engels krijgt lang="en".
- De PDF's zijn de brieven zelf. Zet ze over zonder ze opnieuw op te slaan: dan blijven de
  controlegetallen in SHA256SUMS gelijk. Nagaan kan met: sha256sum -c SHA256SUMS
- Verwijs op uw pagina naar de pagina van het MIT in waakstand:
  {address}
- Meld daarna het adres en de datum bij het secretariaat van het MIT in waakstand. Die worden
  bij het signaal vastgelegd.
"""


@dataclass(frozen=True)
class Text:
    """A text as a fragment of HTML, with the heading that belongs above it."""

    name: str
    heading: str
    html: SafeString
    language: str = "nl"


def packable(signal: Signal) -> list[Publication]:
    """Return the versions of a signal that the public may read, newest first.

    Of what was removed only the notice: what came before it is no longer public.
    """
    if signal.number is None:
        return []
    found = Publication.objects.filter(
        kind=Publication.Kind.SIGNAL, key=signal.number.lower()
    ).order_by("-version")
    versions = [version for version in found if version.payload]
    return still_public(versions) or versions[:1]


def to_pack(signal: Signal, number: int) -> Publication | None:
    """Return this version of a signal; None when there is none that the public may read."""
    return next((found for found in packable(signal) if found.version == number), None)


def package(publication: Publication) -> bytes:
    """Return the zip of one publication; the same publication gives the same bytes."""
    content = publication.content
    texts = list(_texts(content))
    entries = [(f"{TEXTS}/{text.name}", f"{text.html}\n".encode()) for text in texts]
    entries += [(f"{FILES}/{f.name}", vault.read(f.sha256)) for f in publication.published_files]
    entries.append(("gegevens.json", _metadata(publication, texts)))
    entries.append(("README.txt", _readme(publication, texts).encode()))
    sums = "".join(f"{vault.checksum_of(data)}  {name}\n" for name, data in sorted(entries))
    return _zipped([*sorted(entries), ("SHA256SUMS", sums.encode())], publication.published_at)


def name_of(publication: Publication) -> str:
    """Return the name under which a package is saved."""
    return f"{publication.key}-versie-{publication.version}.zip"


def _texts(content: Content) -> Iterator[Text]:
    if content.get("verwijderd"):
        reason = to_html(content["wijziging"]["toelichting"], first_heading=3)
        yield Text("mededeling.html", "Deze publicatie is verwijderd", reason)
        return
    line = format_html("<p>{}.</p>\n", in_one_line(content))
    summary = mark_safe(line + to_html(content["samenvatting"], first_heading=3))  # noqa: S308
    yield Text("samenvatting.html", "In het kort", summary)
    if english := content.get("samenvattingEngels"):
        yield Text(
            "samenvatting-engels.html", "In English", to_html(english, first_heading=3), "en"
        )
    yield Text("signaal.html", "Het signaal", to_html(content["tekst"], first_heading=3))
    if response := content["reactie"]:
        html = to_html(response["tekst"], first_heading=3)
        yield Text("reactie.html", "De reactie van de secretaris-generaal van SZW", html)
    for number, message in enumerate(content.get("berichten", ()), start=1):
        name = message["naam"]
        html = to_html(message["tekst"], first_heading=3)
        yield Text(f"bericht-{number}.html", name[:1].upper() + name[1:], html)
    for number, decision in enumerate(content.get("besluiten", ()), start=1):
        yield Text(f"besluit-{number}.html", "Het besluit van de minister", _decision(decision))


def _decision(decision: Content) -> SafeString:
    what = decision["omschrijving"]
    on = deadlines.in_dutch(datetime.fromisoformat(decision["datum"]).date())
    said = format_html("<p>{}, {}.</p>\n", what[:1].upper() + what[1:], on)
    return mark_safe(said + to_html(decision["motivering"], first_heading=3))  # noqa: S308


def _metadata(publication: Publication, texts: list[Text]) -> bytes:
    content = publication.content
    titles = {file["naam"]: file["titel"] for file in content.get("bestanden", ())}
    data: dict[str, Any] = {
        "kenmerk": content["nummer"],
        "versie": publication.version,
        "titel": _title(content),
        "omschrijving": to_plain(content.get("samenvatting", ""))[:300],
        "taal": "nl",
        "gepubliceerdOp": localtime(publication.published_at).isoformat(timespec="seconds"),
        "pagina": absolute(f"signalen/{publication.key}/"),
        "registerhash": publication.hash,
        "licentie": LICENCE_IN_DUTCH,
        "teksten": [
            {"bestand": f"{TEXTS}/{text.name}", "kop": text.heading, "taal": text.language}
            for text in texts
        ],
        "bestanden": [
            {
                "bestand": f"{FILES}/{file.name}",
                "titel": titles[file.name],
                "mediatype": file.media_type,
                "omvang": file.size,
                "sha256": file.sha256,
            }
            for file in publication.published_files
        ],
    }
    if "uitgebrachtOp" in content:
        data["uitgebrachtOp"] = issued_on(content).isoformat()
    return f"{chain.canonical(data)}\n".encode()


def _readme(publication: Publication, texts: list[Text]) -> str:
    content = publication.content
    titles = {file["naam"]: file["titel"] for file in content.get("bestanden", ())}
    what = [f"- {TEXTS}/{text.name}: onder de kop “{text.heading}”" for text in texts]
    what += [
        f"- {FILES}/{file.name}: als download, met de naam “{titles[file.name]}”"
        for file in publication.published_files
    ]
    what.append("- gegevens.json: titel, omschrijving, datums en adressen voor de metadata")
    return README.format(
        number=content["nummer"],
        version=publication.version,
        day=deadlines.in_dutch(localdate(publication.published_at)),
        what="\n".join(what) + "\n",
        title=_title(content),
        address=absolute(f"signalen/{publication.key}/"),
    )


def _title(content: Content) -> str:
    return str(content.get("titel") or f"Signaal {content['nummer']}: verwijderd met bericht")


def _zipped(entries: list[tuple[str, bytes]], moment: datetime) -> bytes:
    """Return the zip, not compressed: then its bytes depend on no version of a library."""
    target = io.BytesIO()
    local = localtime(moment)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, date_time=local.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Linux, everywhere
            archive.writestr(entry, data)
    return target.getvalue()
