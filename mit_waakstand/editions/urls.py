"""The addresses of one kind of edition; an app puts them among its own."""

from django.urls import URLPattern, path

from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.views import acts, items, versions

# Below the list, and with the name of the step or page behind the name of the model.
OF_A_VERSION = (
    ("", "", versions.version),
    ("vergelijken/", "compare", versions.compare),
    ("document.pdf", "document", versions.document),
    ("vaststellen/", "adopt", acts.adopt),
    ("intrekken/", "withdraw", acts.withdraw),
    ("eigen-tekst/", "own", acts.own),
    ("herziening/", "plan_review", acts.plan_review),
    ("openbaar/", "publish", acts.publish),
    ("document/", "attach", acts.attach),
    ("document/weghalen/", "detach", acts.detach),
)
# For kinds with structured content.
OF_THE_CONTENT = (
    ("versie.pdf", "paper", versions.paper),
    ("inhoud.yaml", "file", versions.file),
    ("inlezen/", "take_in", acts.take_in),
    ("wijzigen/", "edit", items.edit),
    ("toevoegen/<slug:name>/", "add", items.add),
    ("<slug:key>/wijzigen/", "change", items.change),
    ("<slug:key>/verplaatsen/", "move", items.move),
    ("<slug:key>/weghalen/", "remove", items.remove),
)
# For kinds of which an item holds lists.
INSIDE = (("toevoegen/<slug:name>/<slug:parent>/", "add_inside", items.add),)


def addresses(kind: type[Edition], root: str) -> list[URLPattern]:
    """Return the addresses of a kind below ``root``: "weegvragen/"."""
    given: dict[str, object] = {"kind": kind}
    has_lists_inside = any(one.inside for one in kind.OUTLINE)
    pages = [
        *OF_A_VERSION,
        *(OF_THE_CONTENT if kind.OUTLINE else ()),
        *(INSIDE if has_lists_inside else ()),
    ]
    return [
        path(root, versions.versions, given, name=kind.LIST),
        path(f"{root}nieuw/", acts.draft, given, name=_name(kind, "draft")),
        *(
            path(f"{root}<int:pk>/{rest}", view, given, name=_name(kind, verb))
            for rest, verb, view in pages
        ),
    ]


def _name(kind: type[Edition], verb: str) -> str:
    return kind.page_name(verb).partition(":")[2]
