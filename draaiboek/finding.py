"""What can be found of the draaiboek: runs, lessons and documents, each by who may know them."""

from draaiboek import meeting_finding
from draaiboek.models import Lesson, PlaybookDocument, PlaybookEdition, PlaybookRun
from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable

__all__ = ["meeting_finding"]  # found by way of this module


@findable("draaiboek_playbookedition")
def versions(user: User) -> Findable:
    """Return the versions of the draaiboek."""
    visible = PlaybookEdition.objects.visible_to(user)
    return Findable(label="Draaiboek", visible=visible, url_name=PlaybookEdition.page_name())


@findable("draaiboek_playbookrun")
def runs(user: User) -> Findable:
    """Return the runs, for who may read the draaiboek in them."""
    visible = PlaybookRun.objects.visible_to(user)
    if not user.may("run.steps"):
        visible = visible.none()
    return Findable(label="Uitvoering", visible=visible, url_name="draaiboek:run")


@findable("draaiboek_lesson")
def lessons(user: User) -> Findable:
    """Return the lessons, each on the page of its run."""
    visible = Lesson.objects.visible_to(user).filter(run__in=PlaybookRun.objects.visible_to(user))
    return Findable(label="Les", visible=visible, url_name="draaiboek:run", place="lessen")


@findable("draaiboek_playbookdocument")
def documents(user: User) -> Findable:
    """Return the documents that this person may read."""
    visible = PlaybookDocument.objects.visible_to(user)
    return Findable(label="Document", visible=visible, url_name="draaiboek:document")
