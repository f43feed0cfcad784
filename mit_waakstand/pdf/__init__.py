"""PDFs that last and that everybody can read: PDF/A-3a and PDF/UA-1 in one file.

``render`` makes the bytes; the same input gives the same bytes, in any process, for ever
(architecture §1.3). It fetches nothing but our own fonts.
"""

from collections.abc import Mapping

from mit_waakstand.pdf.documents import Attachment, Document, PdfError
from mit_waakstand.pdf.fonts import check_printable

__all__ = ["Attachment", "Document", "PdfError", "check_printable", "render"]


def render(
    template: str, context: Mapping[str, object], *, document: Document, stylesheet: str
) -> bytes:
    """Return the PDF of a template, as ``rendering.render`` describes.

    WeasyPrint takes most of a second to load, so only a process that makes a PDF loads it.
    """
    from mit_waakstand.pdf import rendering  # noqa: PLC0415  (see above)

    return rendering.render(template, context, document=document, stylesheet=stylesheet)
