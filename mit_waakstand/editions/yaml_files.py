"""A version as a file: YAML out, YAML in, with a checksum that says whether it was changed.

A file is data only: no references, no other types than text, number, list and mapping, and not
larger than anybody needs.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from mit_waakstand import chain
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.outline import Content
from mit_waakstand.editions.reading import Path, read, written

MOST_BYTES: Final = 500_000
DEEPEST: Final = 12
MOST_SHOWN: Final = 20  # of what is wrong with a file
TOP: Final = ("soort", "versie", "controlegetal", "inhoud")


class FileRefusedError(Exception):
    """A file cannot be taken in; ``sentences`` say in Dutch why, with the line."""

    def __init__(self, *sentences: str) -> None:
        """Keep the sentences, the first ones when there are many."""
        shown = list(sentences[:MOST_SHOWN])
        if len(sentences) > MOST_SHOWN:
            shown.append(f"En nog {len(sentences) - MOST_SHOWN} andere fouten.")
        super().__init__(" ".join(shown))
        self.sentences = shown


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What a file holds. ``is_sealed``: it bore a checksum, and that was right."""

    content: Content
    version: str
    is_sealed: bool


@dataclass
class _Read:
    """The data of a file, and on which line each place stands."""

    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """Return the line of a place, or of the nearest place that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def write(edition: Edition) -> str:
    """Return the version as YAML, with the SHA-256 of its content."""
    data = {
        "soort": edition.SUBJECT,
        "versie": edition.number,
        "controlegetal": edition.checksum,
        "inhoud": written(edition.OUTLINE, edition.content),
    }
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def take_in(kind: type[Edition], data: bytes) -> TakenIn:
    """Return what a file for this kind of edition holds; nothing is kept.

    Raises FileRefusedError. A file without checksum was written by hand and is taken as it is.
    """
    if len(data) > MOST_BYTES:
        refused = f"Dit bestand is te groot. Het mag hoogstens {MOST_BYTES // 1000} kB zijn."
        raise FileRefusedError(refused)
    found, places = _parsed(_text(data))
    if not isinstance(found, dict):
        refused = "Dit bestand heeft niet de vorm van een versie: begin met “soort: …”."
        raise FileRefusedError(refused)
    _check_top(kind, found, places)
    content, problems = read(kind.OUTLINE, found.get("inhoud") or {})
    if problems:
        raise FileRefusedError(
            *(
                f"Regel {places.line_of(('inhoud', *p.path))}: {str(p).rstrip('.')}."
                for p in problems
            )
        )
    seal = str(found.get("controlegetal") or "")
    if seal and seal != chain.digest("", chain.canonical(content)):
        refused = (
            f"Regel {places.line_of(('controlegetal',))}: het controlegetal klopt niet, dus dit "
            "bestand is veranderd of beschadigd. Haal deze regel weg als u het zelf wijzigde."
        )
        raise FileRefusedError(refused)
    return TakenIn(content=content, version=str(found.get("versie", "")), is_sealed=bool(seal))


def _check_top(kind: type[Edition], found: dict[Any, Any], places: _Read) -> None:
    unknown = [name for name in found if name not in TOP]
    if unknown:
        line = places.line_of((unknown[0],))
        known = ", ".join(TOP)
        refused = f"Regel {line}: “{str(unknown[0])[:40]}” is onbekend; bekend zijn: {known}."
        raise FileRefusedError(refused)
    subject = found.get("soort")
    if subject != kind.SUBJECT:
        line = places.line_of(("soort",))
        refused = f"Regel {line}: dit is geen bestand van {kind.ARTICLE} (soort: {kind.SUBJECT})."
        raise FileRefusedError(refused)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refused = "Dit bestand is geen tekst in UTF-8. Sla het opnieuw op als UTF-8."
        raise FileRefusedError(refused) from error


def _parsed(text: str) -> tuple[object, _Read]:
    places = _Read()
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        return (_value(loader, node, (), places) if node else None), places
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"Regel {mark.line + 1}: " if mark else ""
        refused = f"{line}dit is geen geldige YAML."
        raise FileRefusedError(refused[:1].upper() + refused[1:]) from error


def _value(loader: "_Loader", node: yaml.Node, path: Path, places: _Read) -> Any:
    """Return the plain data of a node, noting on which line each part of it stands."""
    places.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(loader, item, (*path, place), places) for place, item in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    found: dict[Any, Any] = {}
    for name_node, value_node in node.value:
        name = str(name_node.value) if isinstance(name_node, yaml.ScalarNode) else ""
        line = name_node.start_mark.line + 1
        if not name or name in found:
            refused = f"Regel {line}: “{name[:40]}” staat er twee keer of heeft geen naam."
            raise FileRefusedError(refused)
        places.lines[*path, name] = line
        found[name] = _value(loader, value_node, (*path, name), places)
    return found


class _Loader(yaml.SafeLoader):
    """Reads plain data only: no references (so no bombs), and not deeper than anybody needs."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Return the next node; refuse a reference to another one, and what is too deep."""
        if self.check_event(yaml.AliasEvent):
            line = self.line + 1
            refused = f"Regel {line}: verwijzingen (*) kunnen niet. Schrijf de tekst uit."
            raise FileRefusedError(refused)
        self.depth += 1
        if self.depth > DEEPEST:
            line = self.line + 1
            refused = f"Regel {line}: dit bestand is te diep ingesprongen."
            raise FileRefusedError(refused)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Dumper(yaml.SafeDumper):
    """Writes every text out: the reader takes no references."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Return that nothing is written as a reference."""
        return True
