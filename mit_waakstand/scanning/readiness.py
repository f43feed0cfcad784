"""Whether files are scanned for viruses, for Paraatheid."""

from datetime import date

from django.urls import reverse

from mit_waakstand.readiness import Finding, Ground, Link, checks
from mit_waakstand.scanning.condition import condition


@checks("virus scanner")
def virus_scanner(today: date) -> Finding:
    """Return whether there is a scanner that answers, with a list of this week."""
    found = condition(today)
    page = reverse("scanning:held-files")
    return Finding(
        title="Virusscanner",
        ground=Ground.MACHINE,
        status=found.status,
        reason=found.words,
        source="ASVS 5.4.3",
        evidence=(Link(label="Virusscanner", url=page, permission="held_file.see"),),
        act=Link(
            label="Zet de virusscanner aan, of herstel hem",
            url=page,
            permission="held_file.see",
        ),
    )
