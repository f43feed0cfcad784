"""Open data: every JSON file fits the schema that stands beside it, and OpenAPI names them all."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from jsonschema import Draft202012Validator
from later import a_message
from lxml import html
from publication_samples import (
    PUBLISHED,
    a_payload,
    a_published_signal,
    a_removal,
    cleaned,
    taken_offline,
)
from pytest_django import DjangoAssertNumQueries

from building import a_decision, a_signal
from mit_waakstand.outbox import doing
from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.for_machines import volumes
from mit_waakstand.public_site.for_machines.open_data import Lists
from signals import public
from signals.models import MessageKind, Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db

# Which schema describes which files; a JSON file that is not here fails the test below.
SCHEMAS = {
    r"gegevens/signalen\.json": "signalen",
    r"gegevens/signalen-\d{4}(-\d+)?\.json": "signalen-deel",
    r"signalen/[^/]+/(versie-\d+/)?[^/]+\.json": "publicatie",
    r"register/\d{6}\.json": "publicatie",
    r"register/hoofd\.json": "registerhoofd",
}
DESCRIPTIONS = re.compile(r"gegevens/(schema/[a-z-]+\.schema|openapi)\.json")


def documents(root: Path) -> dict[str, Any]:
    """Return every JSON file but the ones that describe others."""
    files = {str(file.relative_to(root)): file for file in root.rglob("*.json")}
    return {
        path: json.loads(file.read_bytes())
        for path, file in files.items()
        if not DESCRIPTIONS.fullmatch(path)
    }


def schema(root: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / f"gegevens/schema/{name}.schema.json").read_bytes())
    return found


def closed(part: Any) -> Any:
    """Return a schema that refuses every key that it does not describe."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: closed(value) for key, value in part.items()}
    if part.get("type") == "object" and "properties" in part:
        made["additionalProperties"] = False
    return made


def faults(root: Path) -> Iterator[str]:
    for path, document in documents(root).items():
        [name] = [name for form, name in SCHEMAS.items() if re.fullmatch(form, path)]
        validator = Draft202012Validator(
            closed(schema(root, name)), format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        for error in validator.iter_errors(document):
            yield f"{path}: {error.json_path}: {error.message[:300]}"


def test_every_json_file_fits_its_schema(public_root: Path) -> None:
    signal = a_signal(SignalState.PUBLISHED)  # payloads that the application itself makes
    a_message(signal, MessageKind.FURTHER)
    a_decision(signal)
    doing.sweep(timezone.now())
    with transaction.atomic():
        public.store(Signal.objects.get(pk=signal.pk), at=timezone.now())
    a_published_signal("MIW-2027-01")
    with transaction.atomic():
        changed = a_payload("MIW-2027-01", titel="Aangevuld")
        register.publish("signaal", "miw-2027-01", changed, at=PUBLISHED)
    a_published_signal("MIW-2027-02")
    taken_offline("miw-2027-02")
    cleaned("miw-2027-02")
    a_published_signal("MIW-2027-03")
    a_removal("miw-2027-03")
    bake.everything()

    assert len(documents(public_root)) >= 7
    assert list(faults(public_root)) == []


def test_an_empty_site_fits_the_schemas_too(public_root: Path) -> None:
    bake.everything()

    assert list(faults(public_root)) == []
    assert documents(public_root)["gegevens/signalen.json"]["delen"] == []


def test_each_schema_is_a_schema_at_its_own_address(one_signal: Path) -> None:
    files = sorted((one_signal / "gegevens/schema").glob("*.json"))

    assert {f"{name}.schema.json" for name in SCHEMAS.values()} == {file.name for file in files}
    for file in files:
        found = json.loads(file.read_bytes())
        Draft202012Validator.check_schema(found)
        assert found["$id"] == f"https://waakstand.example/gegevens/schema/{file.name}"


def test_the_list_leads_to_every_signal(one_signal: Path) -> None:
    found = documents(one_signal)

    [part] = found["gegevens/signalen.json"]["delen"]
    [row] = found["gegevens/signalen-2026.json"]["signalen"]

    assert part == {
        "jaar": 2026,
        "deel": 1,
        "aantal": 1,
        "gewijzigdOp": "2026-09-12T10:00:00+02:00",
        "bestand": "https://waakstand.example/gegevens/signalen-2026.json",
    }
    page = "https://waakstand.example/signalen/miw-2026-01/"
    assert {name: row[name] for name in ("nummer", "pagina", "gegevens", "hash")} == {
        "nummer": "MIW-2026-01",
        "pagina": page,
        "gegevens": f"{page}miw-2026-01.json",
        "hash": found["register/hoofd.json"]["hash"],
    }
    assert (row["binnenTermijn"], row["dagenNaUitbrengen"]) == (True, 9)
    assert [file["adres"] for file in row["bestanden"]] == [
        f"{page}miw-2026-01-signaal.pdf",
        f"{page}miw-2026-01-reactie.pdf",
    ]


def test_every_document_of_ours_names_licence_version_and_schema(one_signal: Path) -> None:
    for name in ("signalen", "signalen-2026"):
        found = documents(one_signal)[f"gegevens/{name}.json"]
        assert found["licentie"] == "https://creativecommons.org/publicdomain/zero/1.0/"
        assert found["versie"] == "1.0"
        path = found["schema"].removeprefix("https://waakstand.example/")
        assert (one_signal / path).is_file()


def test_what_was_removed_keeps_its_row_and_nothing_else(public_root: Path) -> None:
    a_published_signal()
    bake.everything()
    assert "Vergulde koorts" in (public_root / "gegevens/signalen-2026.json").read_text()

    a_removal("miw-2026-01")
    bake.everything()

    [row] = documents(public_root)["gegevens/signalen-2026.json"]["signalen"]
    assert (row["verwijderd"], row["bestanden"]) == (True, [])
    assert "Vergulde koorts" not in (public_root / "gegevens/signalen-2026.json").read_text()


def test_openapi_names_every_file_for_machines_and_no_other(one_signal: Path) -> None:
    openapi = json.loads((one_signal / "gegevens/openapi.json").read_bytes())
    forms = {
        path: re.compile(re.sub(r"\\\{[a-z]+\\\}", "[a-z0-9-]+", re.escape(path)))
        for path in openapi["paths"]
    }
    there = {f"/{path}" for path in documents(one_signal)}
    there |= {f"/{file.relative_to(one_signal)}" for file in one_signal.rglob("*.pdf")}

    undescribed = {
        path for path in there if not any(form.fullmatch(path) for form in forms.values())
    }

    assert openapi["openapi"] == "3.1.0"
    assert openapi["servers"] == [{"url": "https://waakstand.example/"}]
    assert undescribed == set()
    for path, form in forms.items():
        expected = not re.search(r"versie|deel|register", path)
        files = {f"/{file.relative_to(one_signal)}" for file in one_signal.rglob("*.*")}
        assert any(form.fullmatch(file) for file in files) or not expected, path


def test_openapi_refers_to_schemas_that_are_there(one_signal: Path) -> None:
    text = (one_signal / "gegevens/openapi.json").read_text()

    references = set(re.findall(r'"\$ref": "([^#"]+)"', text))

    assert len(references) == 4
    assert [path for path in references if not (one_signal / "gegevens" / path).is_file()] == []


def test_the_page_about_open_data_leads_to_files_that_are_there(one_signal: Path) -> None:
    page = html.fromstring((one_signal / "gegevens/index.html").read_bytes())

    links = [link for link in page.xpath("//main//a/@href") if link.startswith("/")]
    assert len(links) == 8
    paths = [f"{link}index.html" if link.endswith("/") else link for link in links]
    assert [path for path in paths if not (one_signal / path[1:]).is_file()] == []


def test_the_examples_on_the_page_have_the_names_of_the_real_files(one_signal: Path) -> None:
    page = html.fromstring((one_signal / "gegevens/index.html").read_bytes())

    index, row = (json.loads(example) for example in page.xpath("//pre/code/text()"))
    found = documents(one_signal)
    assert set(index) <= set(found["gegevens/signalen.json"])
    assert set(index["delen"][0]) == set(found["gegevens/signalen.json"]["delen"][0])
    assert set(row) <= set(found["gegevens/signalen-2026.json"]["signalen"][0])


def test_one_more_publication_touches_two_lists_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "PER_VOLUME", 2)
    for number in range(1, 6):
        newest = a_published_signal(f"MIW-2026-{number:02d}")

    with django_assert_num_queries(3):
        pages = list(Lists().touched_by(newest))

    assert [page.path for page in pages] == [
        "gegevens/signalen-2026-3.json",
        "gegevens/signalen.json",
    ]
