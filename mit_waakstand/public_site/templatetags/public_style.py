"""``{% public_style %}``: icon and style sheets of a public page."""

from django import template

from mit_waakstand.public_site.for_people import style
from mit_waakstand.public_site.pages import root

register = template.Library()


@register.inclusion_tag("components/public_style.html")
def public_style() -> dict[str, object]:
    """Return the addresses; no request and no context is needed, so every error page can ask."""
    found = style.look()
    return {
        "icon": f"{root()}{found.icon.path}",
        "sheets": [f"{root()}{sheet.path}" for sheet in found.sheets],
    }
