"""Work of the shop window, done from the outbox; twice is once."""

from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import bake
from mit_waakstand.public_site.elsewhere import uploading
from mit_waakstand.public_site.models import Publication


@kinds("bake")
def bake_publication(work: Work) -> str:
    """Bake the pages that change with one publication."""
    publication = Publication.objects.get(pk=work.subject_pk)
    return f"{publication}: {bake.publication(publication)} pagina's gewijzigd"


@kinds("upload")
def upload(work: Work) -> str:
    """Bring what was baked to the bucket."""
    return uploading.upload(work)


@kinds("renew_security_txt")
def renew_security_txt(_: Work) -> str:
    """Make security.txt with the date of this month."""
    return f"security.txt: {bake.part('security')} bestanden gewijzigd"
