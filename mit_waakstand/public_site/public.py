"""What stands on the site that is no app's own: the home page."""

from mit_waakstand.public_site.home import Home
from mit_waakstand.public_site.pages import Part, parts


@parts("home")
def home() -> Part:
    """Return the home page."""
    return Home()
