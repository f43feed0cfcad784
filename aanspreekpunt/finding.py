"""What can be found of the contact point, and by whom: each record answers that itself."""

from aanspreekpunt.models import Question
from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable


@findable("aanspreekpunt_question")
def questions(user: User) -> Findable:
    """Return the questions: for an expert those that were assigned to him."""
    visible = Question.objects.visible_to(user)
    return Findable(label="Vraag", visible=visible, url_name="aanspreekpunt:question")
