"""What stands in the structured content of a version: items in lists, which may hold lists.

The content is plain JSON. An app describes it with ``Kind``: the name of a list, what one item is
called, and a form with the fields of an item. Pages, comparison and YAML follow from that. Every
item has a ``key`` that stays with it from version to version.
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString

from mit_waakstand.forms import GroupedForm
from mit_waakstand.markdown import to_html

Content = dict[str, Any]
Item = dict[str, Any]
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_ITEMS = 1000  # in one version


class ItemForm(GroupedForm):
    """The fields of one item. ``TITLE`` names the field by which people know it.

    ``WORDS`` gives the Dutch name of each field in a YAML file; ``PROSE`` names the field that is
    a text in Markdown, if there is one.
    """

    TITLE: ClassVar[str]
    PROSE: ClassVar[str] = ""
    WORDS: ClassVar[dict[str, str]] = {}

    @classmethod
    def title_of(cls, item: Item) -> str:
        """Return by what people know it."""
        return str(item.get(cls.TITLE, ""))

    @classmethod
    def lines_of(cls, item: Item) -> list[tuple[str, str]]:
        """Return what else is said of it: (label, text), empty fields left out."""
        found = [
            (str(field.label), in_words(field, item.get(name)))
            for name, field in cls.base_fields.items()
            if name != cls.TITLE
        ]
        return [(label, text) for label, text in found if text]


class LinesField(forms.CharField):
    """A list of short texts, typed one on each line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: object) -> object:
        """Return the lines as one text."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: object) -> Any:
        """Return the lines as one text: also of a list, as a file has it."""
        return super().to_python(self.prepare_value(value))

    def clean(self, value: object) -> Any:
        """Return the list of lines that are not empty."""
        text = super().clean(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One list in the content: its name there, what one item and several are called, its fields."""

    name: str
    one: str
    many: str
    form: type[ItemForm]
    inside: tuple["Kind", ...] = ()
    explanation: str = ""

    def values(self, item: Item) -> Item:
        """Return the item without its key and without the lists in it."""
        return {name: item[name] for name in self.form.base_fields if name in item}


@dataclass(frozen=True)
class Part:
    """One item as people read it, with its number in words ("Vraag 1.2")."""

    kind: Kind
    key: str
    label: str
    item: Item
    parent: str = ""

    @property
    def is_short(self) -> bool:
        """Whether it is only a name, so that a list says it all."""
        return not self.kind.inside and len(self.kind.form.base_fields) == 1

    @property
    def heading(self) -> str:
        """What the items of its kind are called together."""
        return f"{self.kind.many[:1].upper()}{self.kind.many[1:]}"

    @property
    def title(self) -> str:
        """By what people know it."""
        return self.kind.form.title_of(self.item)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What else is said of it."""
        return self.kind.form.lines_of(self.item)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What else is said of it, the text in Markdown apart."""
        form = self.kind.form
        prose = str(form.base_fields[form.PROSE].label) if form.PROSE else ""
        return [(label, text) for label, text in self.lines if label != prose]

    @property
    def prose(self) -> SafeString:
        """Its text in Markdown as HTML that is safe on any page, below a heading of level 3."""
        return to_html(str(self.item.get(self.kind.form.PROSE, "")), first_heading=4)

    def text(self) -> str:
        """Return everything that is said of it, to compare and to search."""
        return "\n".join([self.title, *(f"{label}: {text}" for label, text in self.lines)])


def parts(
    kinds: Iterable[Kind], content: Content, *, number: str = "", parent: str = ""
) -> Iterator[Part]:
    """Yield every item in the order in which people read, a list after the item that holds it."""
    for kind in kinds:
        for place, item in enumerate(content.get(kind.name, ()), start=1):
            own = f"{number}{place}"
            label = f"{kind.one[:1].upper()}{kind.one[1:]} {own}"
            yield Part(kind, item["key"], label, item, parent)
            yield from parts(kind.inside, item, number=f"{own}.", parent=item["key"])


def in_words(field: forms.Field, value: object) -> str:
    """Return the value of a field as people read it; "" when there is none."""
    if value in (None, "", [], False):
        return ""
    if value is True:
        return "ja"
    choices = dict(getattr(field, "choices", ()) or ())
    if isinstance(value, list):
        return "; ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value))


class NoSuchItemError(LookupError):
    """The content has no item, or no list, by that name."""


def add(kinds: tuple[Kind, ...], content: Content, name: str, parent: str, values: Item) -> Content:
    """Return the content with a new item at the end of a list; ``parent`` is "" at the top."""
    made = deepcopy(content)
    kind_of(kinds, made, name, parent)
    holder = made if not parent else _siblings(kinds, made, parent)[1]
    key = _new_key(kinds, made)
    holder.setdefault(name, []).append({"key": key} | values)
    return made


def change(kinds: tuple[Kind, ...], content: Content, key: str, values: Item) -> Content:
    """Return the content with other fields of one item; its key and the lists in it stay."""
    made = deepcopy(content)
    kind, item, _ = _siblings(kinds, made, key)
    for name in kind.form.base_fields:
        item.pop(name, None)
    item.update(values)
    return made


def move(kinds: tuple[Kind, ...], content: Content, key: str, *, up: bool) -> Content:
    """Return the content with one item a place higher or lower; at the end it stays."""
    made = deepcopy(content)
    _, item, siblings = _siblings(kinds, made, key)
    place = siblings.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(siblings):
        siblings[place], siblings[other] = siblings[other], siblings[place]
    return made


def remove(kinds: tuple[Kind, ...], content: Content, key: str) -> Content:
    """Return the content without one item and what stands in it."""
    made = deepcopy(content)
    _, item, siblings = _siblings(kinds, made, key)
    siblings.remove(item)
    return made


def kind_of(kinds: tuple[Kind, ...], content: Content, name: str, parent: str) -> Kind:
    """Return the kind of list ``name``, at the top or in an item; raises NoSuchItemError."""
    if parent:
        kinds = _siblings(kinds, content, parent)[0].inside
    found = next((kind for kind in kinds if kind.name == name), None)
    if found is None:
        raise NoSuchItemError(name)
    return found


def part_of(kinds: tuple[Kind, ...], content: Content, key: str) -> Part:
    """Return one item as people read it; raises NoSuchItemError."""
    found = next((part for part in parts(kinds, content) if part.key == key), None)
    if found is None:
        raise NoSuchItemError(key)
    return found


def _siblings(kinds: tuple[Kind, ...], content: Content, key: str) -> tuple[Kind, Item, list[Item]]:
    """Return the kind of an item, the item, and the list in which it stands."""
    for kind in kinds:
        items = content.get(kind.name, [])
        for item in items:
            if item["key"] == key:
                return kind, item, items
            try:
                return _siblings(kind.inside, item, key)
            except NoSuchItemError:
                continue
    raise NoSuchItemError(key)


def _new_key(kinds: tuple[Kind, ...], content: Content) -> str:
    """Return a key that no item has: it says nothing, so it can stay when the text changes."""
    taken = {part.key for part in parts(kinds, content)}
    key = ""
    while not key or key in taken:
        key = secrets.token_hex(4)
    return key
