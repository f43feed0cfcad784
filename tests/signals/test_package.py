"""The publication package: everything an editor needs, the same bytes each time."""

import hashlib
import io
import json
import zipfile

import pytest
from asking import signed_in
from django.urls import reverse
from django.utils import timezone
from later import a_message, a_signal_without_response, with_pdf
from lxml import html

from building import a_decision, a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.models import Publication
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import publishing

pytestmark = pytest.mark.django_db

PLAIN = {"p", "ul", "ol", "li", "h3", "h4", "h5", "strong", "em", "a", "blockquote", "div", "br"}


def address(signal: Signal, version: int = 1) -> str:
    return reverse("signals:signal-package", args=[signal.pk, version])


def package_of(signal: Signal, user: User, version: int = 1) -> zipfile.ZipFile:
    answer = signed_in(user).get(address(signal, version))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def a_second_version() -> Signal:
    signal = a_signal(SignalState.PUBLISHED)
    with_pdf(a_message(signal, text="Nieuwe feiten.\n\n## Wat nu\n\nNiets."))
    a_decision(signal)
    doing.sweep(timezone.now())
    return publishing.publish_supplement(
        Signal.objects.get(pk=signal.pk),
        reason="Nieuws.",
        personal_data_checked=True,
        by=person(Role.CPO),
        at=timezone.now(),
    )


def test_it_holds_texts_files_data_words_for_the_editor_and_checksums(secretary: User) -> None:
    signal = a_second_version()
    key = str(signal.number).lower()

    archive = package_of(signal, secretary, 2)

    assert archive.namelist() == [
        "README.txt",
        f"bestanden/{key}-aanvullend-bericht-1.pdf",
        f"bestanden/{key}-reactie.pdf",
        f"bestanden/{key}-signaal.pdf",
        "gegevens.json",
        "teksten/bericht-1.html",
        "teksten/besluit-1.html",
        "teksten/reactie.html",
        "teksten/samenvatting.html",
        "teksten/signaal.html",
        "SHA256SUMS",
    ]
    sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS").decode().splitlines())
    assert sums == {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != "SHA256SUMS"
    }


def test_the_readme_says_of_each_file_where_it_goes(cpo: User) -> None:
    signal = a_second_version()

    archive = package_of(signal, cpo, 2)

    readme = archive.read("README.txt").decode()
    rest = {"README.txt", "SHA256SUMS"}
    assert [name for name in archive.namelist() if name not in rest and name not in readme] == []
    assert f"signaal {signal.number}, versie 2" in readme
    assert "sha256sum -c SHA256SUMS" in readme


def test_the_texts_are_clean_html_and_the_data_describe_everything(cpo: User) -> None:
    archive = package_of(a_second_version(), cpo, 2)

    data = json.loads(archive.read("gegevens.json"))

    for text in data["teksten"]:
        root = html.fragment_fromstring(archive.read(text["bestand"]).decode(), create_parent="div")
        tags = {element.tag for element in root.iterdescendants()}
        names = {name for element in root.iterdescendants() for name in element.attrib}
        assert tags <= PLAIN
        assert names <= {"href", "rel"}
    assert data["versie"] == 2
    assert data["registerhash"] == Publication.objects.get(kind="signaal", version=2).hash
    assert {file["bestand"] for file in data["bestanden"]} == {
        name for name in archive.namelist() if name.endswith(".pdf")
    }


def test_the_same_version_always_gives_the_same_bytes(cpo: User, secretary: User) -> None:
    signal = a_second_version()
    first = signed_in(cpo).get(address(signal)).content

    again = signed_in(secretary).get(address(signal)).content

    assert first == again
    assert first != signed_in(cpo).get(address(signal, 2)).content


def test_without_a_response_there_is_no_text_of_one(cpo: User) -> None:
    archive = package_of(a_signal_without_response(), cpo)

    assert "teksten/reactie.html" not in archive.namelist()
    assert "geen reactie geregistreerd" in archive.read("teksten/samenvatting.html").decode()


def test_of_what_was_removed_only_the_notice_can_be_packed(cpo: User) -> None:
    signal = publishing.remove(
        a_second_version(), reason="Een fout bestand.", by=cpo, at=timezone.now()
    )
    client = signed_in(cpo)

    gone = [client.get(address(signal, version)).status_code for version in (1, 2, 4)]
    archive = package_of(signal, cpo, 3)

    assert gone == [404, 404, 404]
    assert archive.namelist() == [
        "README.txt",
        "gegevens.json",
        "teksten/mededeling.html",
        "SHA256SUMS",
    ]
    assert signal.title not in archive.read("gegevens.json").decode()


def test_it_is_for_cpo_and_secretaris_and_only_once_published() -> None:
    signal, waiting = a_signal(SignalState.PUBLISHED), a_signal(SignalState.ANSWERED)

    answers = {role: signed_in(person(role)).get(address(signal)).status_code for role in Role}

    assert {role for role, status in answers.items() if status == 200} == {
        Role.CPO,
        Role.SECRETARY,
    }
    assert signed_in(person(Role.CPO)).get(address(waiting)).status_code == 404
