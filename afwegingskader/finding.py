"""What can be found of weegvragen and kader, and by whom: each record answers that itself."""

from afwegingskader.models import Answer, Assessment, KaderEdition, WeighingQuestions
from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable


@findable("afwegingskader_weighingquestions")
def weegvragen(user: User) -> Findable:
    """Return the versions of the weegvragen."""
    visible = WeighingQuestions.objects.visible_to(user)
    return Findable(label="Weegvragen", visible=visible, url_name=WeighingQuestions.page_name())


@findable("afwegingskader_kaderedition")
def kader(user: User) -> Findable:
    """Return the versions of the kader."""
    visible = KaderEdition.objects.visible_to(user)
    return Findable(label="Afwegingskader", visible=visible, url_name=KaderEdition.page_name())


@findable("afwegingskader_assessment")
def assessments(user: User) -> Findable:
    """Return the uses of the kader."""
    visible = Assessment.objects.visible_to(user)
    return Findable(label="Toepassing", visible=visible, url_name="afwegingskader:assessment")


@findable("afwegingskader_answer")
def answers(user: User) -> Findable:
    """Return the answers, each on the page of its assessment."""
    visible = Answer.objects.filter(assessment__in=Assessment.objects.visible_to(user))
    return Findable(label="Antwoord", visible=visible, url_name="afwegingskader:assessment")
