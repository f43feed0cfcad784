"""Checking structured content item by item, and saying in Dutch what is wrong and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mit_waakstand.editions.outline import KEY, MOST_ITEMS, Content, Item, Kind

Path = tuple[str | int, ...]
KEY_WORD = "sleutel"
LONGEST_KEY = 40


@dataclass(frozen=True)
class Problem:
    """What is wrong with one place in the content; ``path`` leads to it, in the words of a file."""

    path: Path
    sentence: str
    where: str = ""

    def __str__(self) -> str:
        """Return the sentence with the item that it is about."""
        return f"{self.where}: {self.sentence}" if self.where else self.sentence


def problems_in(kinds: tuple[Kind, ...], content: Content) -> list[Problem]:
    """Return what is wrong with content as it is kept."""
    return read(kinds, written(kinds, content))[1]


def written(kinds: tuple[Kind, ...], content: Content) -> dict[str, Any]:
    """Return the content in the Dutch words of a file."""
    return {
        kind.many: [_written_item(kind, item) for item in content[kind.name]]
        for kind in kinds
        if content.get(kind.name)
    }


def _written_item(kind: Kind, item: Item) -> dict[str, Any]:
    fields = {kind.form.WORDS.get(name, name): value for name, value in kind.values(item).items()}
    return {KEY_WORD: item["key"]} | fields | written(kind.inside, item)


def read(kinds: tuple[Kind, ...], data: object) -> tuple[Content, list[Problem]]:
    """Return the content that stands in the words of a file, and everything that is wrong with it.

    Fields are checked by the forms in which people type them; empty fields are left out.
    """
    reader = _Reader()
    content = reader.lists(kinds, data, (), "") if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        reader.say((), "hier horen lijsten te staan")
    return content, reader.problems


class _Reader:
    """One reading: what was found wrong so far, and which keys were seen."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.keys: set[str] = set()

    def say(self, path: Path, sentence: str, where: str = "") -> None:
        self.problems.append(Problem(path, sentence, where))

    def lists(
        self, kinds: tuple[Kind, ...], data: dict[Any, Any], path: Path, number: str
    ) -> Content:
        found: Content = {}
        for kind in kinds:
            items = data.get(kind.many, [])
            here = (*path, kind.many)
            if not isinstance(items, list):
                self.say(here, f"“{kind.many}” hoort een lijst te zijn")
                continue
            if items:
                found[kind.name] = list(self._items(kind, items, here, number))
        if not path:
            self._unknown(data, {kind.many for kind in kinds}, path, "")
        return found

    def _items(self, kind: Kind, items: list[Any], path: Path, number: str) -> Iterator[Item]:
        for place, data in enumerate(items):
            own = f"{number}{place + 1}"
            where = f"{kind.one[:1].upper()}{kind.one[1:]} {own}"
            here = (*path, place)
            if len(self.keys) >= MOST_ITEMS:
                self.say(here, f"er staan meer dan {MOST_ITEMS} onderdelen in", where)
                return
            if not isinstance(data, dict):
                self.say(here, "hier horen velden te staan, zoals “sleutel: …”", where)
                continue
            yield self._item(kind, data, here, own, where)

    def _item(self, kind: Kind, data: dict[Any, Any], path: Path, own: str, where: str) -> Item:
        words = {name: kind.form.WORDS.get(name, name) for name in kind.form.base_fields}
        names = {KEY_WORD, *words.values(), *(inner.many for inner in kind.inside)}
        self._unknown(data, names, path, where)
        form = kind.form({name: _plain(data.get(word)) for name, word in words.items()})
        for name, errors in form.errors.items():
            at = (*path, words[name]) if name in words else path
            said = f"{words[name]}: {errors[0]}" if name in words else str(errors[0])
            self.say(at, said, where)
        filled = {
            name: value
            for name, value in getattr(form, "cleaned_data", {}).items()
            if value not in (None, "", [], False)
        }
        key = self._key(data, path, where)
        return {"key": key} | filled | self.lists(kind.inside, data, path, f"{own}.")

    def _key(self, data: dict[Any, Any], path: Path, where: str) -> str:
        key, here = str(data.get(KEY_WORD, "")), (*path, KEY_WORD)
        if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
            self.say(here, "een sleutel bestaat uit kleine letters, cijfers en streepjes", where)
        elif key in self.keys:
            self.say(here, f"de sleutel “{key}” komt al eerder voor", where)
        self.keys.add(key)
        return key

    def _unknown(self, data: dict[Any, Any], names: set[str], path: Path, where: str) -> None:
        for name in data:
            if name not in names:
                known = ", ".join(sorted(names))
                shown = str(name)[:40]
                self.say((*path, name), f"“{shown}” is onbekend; bekend zijn: {known}", where)


def _plain(value: object) -> object:
    """Return a value as a form reads it: a list of texts, or a text; nothing for nothing."""
    if isinstance(value, list):
        return [str(one) for one in value]
    if value is None or isinstance(value, bool):
        return value
    return str(value)
