"""Addresses of runs, lessons and documents of the draaiboek."""

from django.urls import path

from draaiboek.models import PlaybookEdition
from draaiboek.views import documents, injects, lessons, run_steps, runs, scale_up
from mit_waakstand.editions.urls import addresses

RUNS = [
    path("uitvoeringen/", runs.run_list, name="runs"),
    path("uitvoeringen/beginnen/", runs.start, name="run-start"),
    path("uitvoeringen/<int:pk>/", runs.run, name="run"),
    path("uitvoeringen/<int:pk>/kopie/", runs.offline, name="run-offline"),
    path("uitvoeringen/<int:pk>/afsluiten/", runs.close, name="playbookrun-close"),
    path("uitvoeringen/<int:pk>/stap/", runs.add_step, name="playbookrun-add-step"),
    path("uitvoeringen/<int:pk>/inject/", runs.plan_inject, name="playbookrun-plan-inject"),
    path("uitvoeringen/<int:pk>/les/", runs.draw_lesson, name="playbookrun-draw-lesson"),
    path("stappen/<int:pk>/afvinken/", run_steps.tick, name="runstep-tick"),
    path("stappen/<int:pk>/terugdraaien/", run_steps.untick, name="runstep-untick"),
    path("stappen/<int:pk>/overslaan/", run_steps.skip, name="runstep-skip"),
    path("stappen/<int:pk>/toch/", run_steps.resume, name="runstep-resume"),
    path("injects/<int:pk>/wijzigen/", injects.change, name="inject-change"),
    path("injects/<int:pk>/intrekken/", injects.withdraw, name="inject-withdraw"),
    path("injects/<int:pk>/reactie/", injects.respond, name="inject-respond"),
    path("lessen/", lessons.lesson_list, name="lessons"),
    path("lessen/<int:pk>/overnemen/", lessons.accept, name="lesson-accept"),
    path("lessen/<int:pk>/afwijzen/", lessons.decline, name="lesson-decline"),
    path("lessen/<int:pk>/wijzigen/", lessons.hand_on, name="lesson-hand-on"),
]
DOCUMENTS = [
    path("documenten/", documents.document_list, name="documents"),
    path("documenten/toevoegen/", documents.add_document, name="document-add"),
    path("documenten/<int:pk>/", documents.document, name="document"),
    path("documenten/<int:pk>/versie/", documents.add_version, name="document-add-version"),
    path("documenten/<int:pk>/wijzigen/", documents.describe, name="document-describe"),
    path("documenten/<int:pk>/<int:version>.pdf", documents.document_file, name="document-file"),
    path("opschaling/", scale_up.points, name="scale-up"),
    path("opschaling/toevoegen/", scale_up.add_point, name="scale-up-add"),
    path("opschaling/<int:pk>/wijzigen/", scale_up.change_point, name="scale-up-change"),
    path("opschaling/<int:pk>/afspraak/", scale_up.arrange, name="scale-up-arrange"),
]
PLAYBOOK = [*addresses(PlaybookEdition, "draaiboek/"), *RUNS, *DOCUMENTS]
