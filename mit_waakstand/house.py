"""What every page of the house knows, baked or not: no request, no person."""

from django.conf import settings

DEMONSTRATION = "Demonstratie met fictieve gegevens"


def facts() -> dict[str, object]:
    """Return the variables that the base templates use."""
    return {"demo": DEMONSTRATION if settings.DEMO else "", "huisstijl_css": settings.STYLE_CSS}
