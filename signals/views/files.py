"""How a private file of a signal is sent: as it is kept, and unable to do anything."""

from django.http import HttpResponse

from mit_waakstand import vault


def pdf_answer(checksum: str, name: str) -> HttpResponse:
    """Return the PDF from the vault under this name."""
    answer = HttpResponse(vault.read(checksum), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer
