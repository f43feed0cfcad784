"""PDFs that last and that everybody can read: PDF/A-3a and PDF/UA-1 in one file.

``render`` makes the bytes; the same input gives the same bytes, in any process, for ever
(architecture §1.3). It fetches nothing but our own fonts.
"""

from mit_waakstand.pdf.documents import Attachment, Document, PdfError
from mit_waakstand.pdf.fonts import check_printable
from mit_waakstand.pdf.rendering import render

__all__ = ["Attachment", "Document", "PdfError", "check_printable", "render"]
