"""What a PDF is made of besides its text: our fonts and our style sheets, and nothing else."""

from functools import cache
from typing import Final

from django.template.loader import render_to_string
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mit_waakstand.pdf.fonts import FAMILIES, WEIGHTS, file_name, font_names, font_path

FONT_SCHEME: Final = "mit-font:"
FONT_FACE: Final = """@font-face {{
  font-family: "{family}"; font-weight: {weight}; src: url("{scheme}{name}") format("truetype");
}}
"""


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Opens the bundled fonts by name and nothing else: no file, no network, no data URL."""

    def __init__(self) -> None:
        """Stop the rendering at the first thing refused, instead of leaving a hole in a letter."""
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return one of our fonts; raises ValueError for any other address."""
        del headers
        name = url.removeprefix(FONT_SCHEME)
        if not url.startswith(FONT_SCHEME) or name not in font_names():
            message = "Not one of the bundled fonts"
            raise ValueError(message)
        data = font_path(name).read_bytes()
        return URLFetcherResponse(url, data, {"Content-Type": "font/ttf"})


@cache
def house_style(stylesheet: str) -> tuple[FontConfiguration, tuple[CSS, ...]]:
    """Return fonts and style sheets, read once in each process.

    ``stylesheet`` is the name of a file under ``templates/``.
    """
    for name in sorted(font_names()):
        font_path(name)
    configuration = FontConfiguration()
    faces = "".join(
        FONT_FACE.format(
            family=family, weight=weight, scheme=FONT_SCHEME, name=file_name(part, weight)
        )
        for family, part in FAMILIES.items()
        for weight in WEIGHTS
    )
    texts = (faces, render_to_string(stylesheet))
    return configuration, tuple(
        CSS(string=text, url_fetcher=OwnFilesOnly(), font_config=configuration) for text in texts
    )
