"""Addresses of the contact point: the form of the public, and the questions in the office."""

from django.urls import path

from aanspreekpunt.views import asking, lists, questions, standard_answers, steps
from mit_waakstand.public_site.serving.addresses import ASK

app_name = "aanspreekpunt"
OFFICE = "werk/aanspreekpunt/"
ONE = f"{OFFICE}<int:pk>/"
TEXTS = f"{OFFICE}standaardantwoorden/"

urlpatterns = [
    path(ASK, asking.ask, name="ask"),
    path(f"{ASK}verstuurd/<str:receipt>/", asking.thanks, name="thanks"),
    path(OFFICE, lists.questions, name="questions"),
    path(f"{OFFICE}bestand/", lists.questions_file, name="questions-file"),
    path(f"{OFFICE}invoeren/", questions.enter, name="question-enter"),
    path(TEXTS, standard_answers.standard_answers, name="standard-answers"),
    path(f"{TEXTS}nieuw/", standard_answers.write, name="standard-answer-write"),
    path(f"{TEXTS}<int:pk>/", standard_answers.standard_answer, name="standard-answer"),
    path(f"{TEXTS}<int:pk>/wijzigen/", standard_answers.change, name="standard-answer-change"),
    path(ONE, questions.question, name="question"),
    path(f"{ONE}antwoord/", steps.answer, name="question-answer"),
    path(f"{ONE}doorverwijzen/", steps.refer, name="question-refer"),
    *(
        path(f"{ONE}{address}/", steps.step, {"verb": verb}, f"question-{verb.replace('_', '-')}")
        for address, verb in (
            ("in-behandeling", "take_up"),
            ("antwoord-vastleggen", "record_answer"),
            ("geen-antwoord", "dismiss"),
            ("spam", "mark_as_spam"),
            ("toewijzen", "assign"),
            ("verbeteren", "correct"),
            ("opnieuw-mailen", "resend"),
            ("heropenen", "reopen"),
            ("wissen", "erase"),
        )
    ),
]
