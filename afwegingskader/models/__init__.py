"""What the weegvragen and the afwegingskader keep."""

from afwegingskader.models.assessments import Answer, Assessment, Participant
from afwegingskader.models.kader import KaderEdition
from afwegingskader.models.weegvragen import Question, WeighingQuestions

__all__ = ["Answer", "Assessment", "KaderEdition", "Participant", "Question", "WeighingQuestions"]
