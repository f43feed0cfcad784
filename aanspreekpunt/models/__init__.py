"""Questions of the public, their answers, and the standard answers."""

from aanspreekpunt.models.answer import Answer, Way
from aanspreekpunt.models.question import Channel, Question, Topic
from aanspreekpunt.models.standard_answer import StandardAnswer

__all__ = ["Answer", "Channel", "Question", "StandardAnswer", "Topic", "Way"]
