"""A version as YAML: out with a checksum, in again whole or not at all."""

from collections.abc import Callable

import pytest
from asking import signed_in
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from afwegingskader.models import WeighingQuestions
from building import a_draft_of_the_weegvragen, weegvragen_in_force
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import yaml_files
from mit_waakstand.editions.yaml_files import MOST_BYTES, FileRefusedError

pytestmark = pytest.mark.django_db
BY_HAND = """\
soort: weegvragen
inhoud:
  vragen:
  - sleutel: een
    vraag: Is het zo?
    soort: tekst
    bron: R-043
"""
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


def _refused(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(FileRefusedError) as refusal:
        yaml_files.take_in(WeighingQuestions, data)
    return refusal.value.sentences


def test_what_was_written_reads_back_the_same() -> None:
    version = weegvragen_in_force()

    taken = yaml_files.take_in(WeighingQuestions, yaml_files.write(version).encode())

    assert (taken.content, taken.version, taken.is_sealed) == (version.content, "0.1", True)


def test_a_file_says_in_dutch_what_it_holds() -> None:
    lines = yaml_files.write(weegvragen_in_force()).splitlines()

    assert lines[0] == "soort: weegvragen"
    assert lines[3:9] == [
        "inhoud:",
        "  vragen:",
        "  - sleutel: potentieel",
        "    vraag: Heeft deze gezondheidssituatie pandemisch potentieel?",
        "    soort: oordeel",
        "    bron: R-051",
    ]


def test_a_file_with_one_word_changed_is_refused() -> None:
    text = yaml_files.write(weegvragen_in_force()).replace("pandemisch potentieel", "potentieel")

    (sentence,) = _refused(text)

    assert sentence.startswith("Regel 3: het controlegetal klopt niet")


def test_a_file_that_was_written_by_hand_has_no_checksum() -> None:
    taken = yaml_files.take_in(WeighingQuestions, BY_HAND.encode())

    assert not taken.is_sealed
    assert taken.content == {
        "questions": [{"key": "een", "question": "Is het zo?", "kind": "tekst", "source": "R-043"}]
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            lambda t: t.replace("soort: tekst", "soort: gedicht"),
            "Regel 6: Vraag 1: soort: Selecteer een geldige keuze.",
        ),
        (lambda t: t.replace("    bron: R-043\n", ""), "Regel 4: Vraag 1: bron: Vul dit veld in."),
        (
            lambda t: t.replace("sleutel: een", "sleutel: Een!"),
            "Regel 4: Vraag 1: een sleutel bestaat uit kleine letters, cijfers en streepjes.",
        ),
        (
            lambda t: t + "  - sleutel: een\n    vraag: Weer?\n    soort: tekst\n    bron: x\n",
            "Regel 8: Vraag 2: de sleutel “een” komt al eerder voor.",
        ),
        (
            lambda t: t + "    kleur: rood\n",
            "Regel 8: Vraag 1: “kleur” is onbekend; bekend zijn: bron, sleutel, soort, vraag.",
        ),
        (
            lambda t: t.replace("soort: weegvragen", "soort: recept"),
            "Regel 1: dit is geen bestand van de weegvragen (soort: weegvragen).",
        ),
        (
            lambda t: t + "geheim: ja\n",
            "Regel 8: “geheim” is onbekend; bekend zijn: soort, versie, controlegetal, inhoud.",
        ),
        (
            lambda t: t + "    bron: dubbel\n",
            "Regel 8: “bron” staat er twee keer",
        ),
        (lambda t: t + "  vragen: [\n", "Regel 9: dit is geen geldige YAML."),
        (
            lambda _: "vragen",
            "Dit bestand heeft niet de vorm van een versie",
        ),
        (lambda _: "", "Dit bestand heeft niet de vorm van een versie"),
        (
            lambda _: "soort: weegvragen\ninhoud: [1]\n",
            "Regel 2: hier horen lijsten te staan.",
        ),
        (
            lambda _: "soort: weegvragen\ninhoud: {vragen: [x, {sleutel: a}]}\n",
            "Regel 2: Vraag 1: hier horen velden te staan, zoals “sleutel: …”.",
        ),
        (lambda _: BOMB, "Regel 2: verwijzingen (*) kunnen niet. Schrijf de tekst uit."),
        (lambda _: "[" * 2000, "Regel 1: dit bestand is te diep ingesprongen."),
        (lambda _: "a: !!python/object/apply:os.system [ls]\n", "Regel 1: “a” is onbekend; "),
        (lambda _: b"soort: \xff\xfe", "Dit bestand is geen tekst in UTF-8. "),
        (lambda _: "a: \x00", "Dit is geen geldige YAML."),
        (
            lambda _: "x" * (MOST_BYTES + 1),
            "Dit bestand is te groot.",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_line(
    wrong: Callable[[str], str | bytes], said: str
) -> None:
    sentences = _refused(wrong(BY_HAND))

    assert sentences[0].startswith(said)


def test_a_refused_file_changes_nothing_and_shows_every_error(cpo: User) -> None:
    draft = a_draft_of_the_weegvragen()
    address = reverse("afwegingskader:weighingquestions-take-in", args=[draft.pk])
    wrong = BY_HAND.replace("bron: R-043", "kleur: rood").encode()

    tried = signed_in(cpo).post(address, {"file": SimpleUploadedFile("a.yaml", wrong)})

    words = " ".join(html.fromstring(tried.content).text_content().split())
    assert tried.status_code == 422
    assert "Regel 7: Vraag 1: “kleur” is onbekend" in words
    assert "Vraag 1: bron: Vul dit veld in" in words
    draft.refresh_from_db()
    assert draft.content == weegvragen_in_force().content


def test_a_file_that_is_right_replaces_the_content_of_the_draft(cpo: User) -> None:
    draft = a_draft_of_the_weegvragen()
    visitor = signed_in(cpo)
    address = reverse("afwegingskader:weighingquestions-take-in", args=[draft.pk])

    sent = visitor.post(address, {"file": SimpleUploadedFile("a.yaml", BY_HAND.encode())})

    draft.refresh_from_db()
    assert sent.status_code == 302
    assert [question.question for question in draft.questions()] == ["Is het zo?"]
    fetched = visitor.get(reverse("afwegingskader:weighingquestions-file", args=[draft.pk]))
    assert fetched.headers["Content-Disposition"] == 'attachment; filename="weegvragen-0.2.yaml"'
    assert fetched.content.decode() == yaml_files.write(draft)
