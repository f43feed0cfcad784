"""How an answer to a question of the kader reads, for templates."""

from django import template

from afwegingskader.questionnaire import Given, KaderQuestion, Line

register = template.Library()


@register.filter
def said(question: KaderQuestion, given: Given) -> str:
    """Return the answer in words."""
    return question.in_words(given)


@register.filter
def filled(question: KaderQuestion, given: Given) -> list[tuple[Line, list[tuple[str, str]]]]:
    """Return the rows of a matrix in which something was filled in."""
    return [row for row in question.table(given) if any(text for _, text in row[1])]
