"""The content of a version as its page shows it: lists of items, which may hold lists."""

from dataclasses import dataclass, field

from django.urls import reverse

from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.outline import Content, Kind, Part


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One item on the page. The addresses are "" for who only reads."""

    part: Part
    is_first: bool
    is_last: bool
    change_url: str = ""
    move_url: str = ""
    remove_url: str = ""
    chapters: list["Chapter"] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One list on the page. ``is_short``: its items are only a name."""

    kind: Kind
    entries: list[Entry]
    add_url: str = ""

    @property
    def heading(self) -> str:
        """What the items are called together."""
        return f"{self.kind.many[:1].upper()}{self.kind.many[1:]}"

    @property
    def is_short(self) -> bool:
        """Whether its items are only a name, so that a list says it all."""
        return not self.kind.inside and not any(entry.part.lines for entry in self.entries)


def chapters(version: Edition, *, can_write: bool = False) -> list[Chapter]:
    """Return the lists of a version, in their order."""
    by_key = {part.key: part for part in version.parts()}
    return [
        _chapter(version, kind, version.content, by_key, can_write=can_write)
        for kind in version.OUTLINE
    ]


def _chapter(  # noqa: PLR0913  (a list is made of these)
    version: Edition,
    kind: Kind,
    content: Content,
    by_key: dict[str, Part],
    *,
    parent: str = "",
    can_write: bool,
) -> Chapter:
    items = content.get(kind.name, [])

    def address(verb: str, *more: str) -> str:
        return reverse(version.page_name(verb), args=[version.pk, *more]) if can_write else ""

    entries = [
        Entry(
            part=by_key[item["key"]],
            is_first=place == 0,
            is_last=place == len(items) - 1,
            change_url=address("change", item["key"]),
            move_url=address("move", item["key"]),
            remove_url=address("remove", item["key"]),
            chapters=[
                _chapter(version, inner, item, by_key, parent=item["key"], can_write=can_write)
                for inner in kind.inside
            ],
        )
        for place, item in enumerate(items)
    ]
    add_url = address("add_inside", kind.name, parent) if parent else address("add", kind.name)
    return Chapter(kind=kind, entries=entries, add_url=add_url)
