"""The register: complete, chained, unchangeable, and closed to exercises."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, transaction
from publication_samples import PUBLISHED, a_file, a_payload, a_published_signal

from mit_waakstand import chain
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication, PublishedFile

pytestmark = pytest.mark.django_db


def publish(kind: str, key: str, payload: dict[str, Any], **more: Any) -> Publication:
    with transaction.atomic():
        return register.publish(kind, key, payload, at=PUBLISHED, **more)


def tamper(statement: str) -> None:
    """Change a row the way somebody with full power over the database could."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publication DISABLE TRIGGER ALL")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE publication ENABLE TRIGGER ALL")


def test_the_first_publication_starts_the_chain() -> None:
    publication = publish("stand", "stand", {"status": "waakstand"})

    assert (publication.position, publication.version) == (1, 1)
    assert publication.previous_hash == chain.GENESIS
    assert register.head() == publication.hash


def test_before_the_first_publication_there_is_no_head() -> None:
    head = register.head()

    assert head is None


def test_every_publication_is_tied_to_the_one_before_it() -> None:
    first = publish("stand", "stand", {"status": "waakstand"})
    second = publish("stand", "stand", {"status": "opgeschort"})

    assert second.previous_hash == first.hash
    assert (second.position, second.version) == (2, 2)
    assert register.verify() == []


def test_a_payload_is_kept_as_canonical_json() -> None:
    publication = publish("pagina", "over", {"z": "é", "a": [1, {"c": None, "b": True}]})

    publication.refresh_from_db()
    assert publication.payload == '{"a":[1,{"b":true,"c":null}],"z":"é"}'


def test_the_hash_can_be_computed_by_a_stranger_from_the_public_record() -> None:
    publication = a_published_signal()

    public = json.loads(chain.canonical(publication.record()))
    digest = chain.digest(publication.salt, chain.canonical(public))
    assert chain.link(public["vorigeHash"], digest) == register.head()


def test_a_register_with_all_kinds_of_moments_and_files_still_verifies_when_read_back() -> None:
    files = [a_file("bijlage.pdf")]
    at = datetime(2026, 10, 25, 0, 30, 0, 123456, tzinfo=UTC)
    with transaction.atomic():
        register.publish("versie", "draaiboek", {"tekst": "“é”"}, files=files, at=at)

    problems = register.verify()

    assert problems == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE publication SET payload = '{\"a\":2}' WHERE position = 2",
            "de inhoud is gewijzigd",
        ),
        ("UPDATE publication SET key = 'ander' WHERE position = 2", "de inhoud is gewijzigd"),
        ("UPDATE publication SET files = '[]' WHERE position = 2", "de inhoud is gewijzigd"),
        ("UPDATE publication SET hash = repeat('a', 64) WHERE position = 2", "de hash klopt niet"),
        ("DELETE FROM publication WHERE position = 2", "publicatie 2 ontbreekt"),
        (
            "UPDATE publication SET previous_hash = repeat('a', 64) WHERE position = 2",
            "sluit niet aan op de vorige publicatie",
        ),
    ],
)
def test_tampering_at_the_database_is_found(statement: str, sentence: str) -> None:
    for number in range(3):
        publish("versie", f"stuk-{number}", {"a": 1}, files=[a_file("stuk.pdf")])
    untouched = register.verify()

    tamper(statement)

    assert untouched == []
    assert sentence in [problem.sentence for problem in register.verify()]


def test_a_publication_cannot_be_changed() -> None:
    publication = a_published_signal()
    publication.payload = '{"titel":"anders"}'

    with pytest.raises(Error, match="liggen vast"), transaction.atomic():
        publication.save()

    publication.refresh_from_db()
    assert publication.content["titel"] == "Vergulde koorts (MIW-2026-01)"


def test_a_publication_cannot_be_deleted() -> None:
    publication = a_published_signal()

    with pytest.raises(Error, match="liggen vast"), transaction.atomic():
        publication.delete()

    assert Publication.objects.count() == 1


def test_all_publications_cannot_be_thrown_away_at_once() -> None:
    a_published_signal()

    with (
        pytest.raises(Error, match="liggen vast"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE publication CASCADE")

    assert Publication.objects.count() == 1


def test_an_exercise_is_refused() -> None:
    payload = a_payload("MIW-2026-02", oefening=True)

    with pytest.raises(register.ExerciseCannotBePublishedError, match="Een oefening kan niet"):
        publish("signaal", "miw-2026-02", payload)

    assert Publication.objects.count() == 0


def test_the_number_of_an_exercise_is_refused() -> None:
    payload = a_payload("OEF-2026-01")

    with pytest.raises(register.ExerciseCannotBePublishedError):
        publish("signaal", "oef-2026-01", payload)

    assert Publication.objects.count() == 0


@pytest.mark.parametrize(
    ("key", "payload"),
    [
        ("miw-2026-02", {"oefening": True}),
        ("miw-2026-02", {"reactie": {"oefening": True}}),
        ("oef-2026-01", {"oefening": False}),
    ],
)
def test_the_database_too_refuses_an_exercise(key: str, payload: dict[str, Any]) -> None:
    row = Publication(
        position=1,
        kind="signaal",
        key=key,
        version=1,
        payload=chain.canonical(payload),
        published_at=PUBLISHED,
    )

    with pytest.raises(IntegrityError, match="publication_is_never_an_exercise"):
        row.save()


def test_a_sentence_about_an_exercise_is_no_exercise() -> None:
    publication = publish("pagina", "over", {"tekst": 'Er staat "oefening":true in.'})

    assert publication.version == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda file: PublishedFile(file.name, "0" * 64, file.size, file.media_type),
        lambda file: PublishedFile(file.name, "../../etc/passwd", file.size, file.media_type),
        lambda file: PublishedFile(file.name, file.sha256, file.size + 1, file.media_type),
        lambda file: PublishedFile("../brief.pdf", file.sha256, file.size, file.media_type),
        lambda file: PublishedFile(".brief.pdf", file.sha256, file.size, file.media_type),
    ],
)
def test_a_file_that_is_not_as_described_is_refused(
    wrong: Callable[[PublishedFile], PublishedFile],
) -> None:
    file = a_file("brief.pdf")

    with pytest.raises(register.FileCannotBePublishedError):
        publish("versie", "draaiboek", {"a": 1}, files=[wrong(file)])

    assert Publication.objects.count() == 0


def test_a_key_that_could_not_be_an_address_is_refused() -> None:

    with pytest.raises(ValidationError):
        publish("signaal", "../miw", {"a": 1})

    assert Publication.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="inside the transaction"):
        register.publish("stand", "stand", {"status": "waakstand"}, at=PUBLISHED)

    assert Publication.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_ten_publications_at_one_moment_make_one_chain() -> None:
    def publish_one(number: int) -> None:
        try:
            publish("versie", f"stuk-{number}", {"a": number})
        finally:
            connection.close()

    threads = [Thread(target=publish_one, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    positions = Publication.objects.values_list("position", flat=True)
    assert sorted(positions) == list(range(1, 11))
    assert register.verify() == []


def test_a_publication_is_named_without_its_content() -> None:
    publication = a_published_signal()

    assert str(publication) == "signaal miw-2026-01, versie 1"
