"""Mail about runs: numbers and a link; what it is about stands on the page."""

from draaiboek.models import Inject, Lesson, PlaybookRun
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.working_days import in_dutch


def late_letter(run: PlaybookRun, late: int, *, to: str, key: str) -> Letter:
    """Return the mail that steps are past their moment."""
    verb, steps = ("is", "1 stap") if late == 1 else ("zijn", f"{late} stappen")
    return Letter(
        to=to,
        key=key,
        subject=f"Uitvoering {run.pk} van het draaiboek: {steps} {verb} te laat",
        lines=(
            f"In uitvoering {run.pk} van het draaiboek {verb} {steps} over het moment heen.",
            "Doe wat er staat en vink het af.",
            "Is het niet aan de orde? Sla de stap dan over, met een reden.",
            "U krijgt elke dag om 9.00 uur een herinnering zolang dit zo is.",
            "",
            "Zie welke stappen het zijn:",
        ),
        link=office_address(run.get_absolute_url()),
        is_exercise=run.is_part_of_exercise(),
    )


def inject_letter(inject: Inject, *, to: str, key: str) -> Letter:
    """Return the mail that something happened in an exercise."""
    return Letter(
        to=to,
        key=key,
        subject=f"Uitvoering {inject.run_id}: er is iets gebeurd",
        lines=(
            "In de oefening waaraan u meedoet, is zojuist iets gebeurd.",
            "Lees wat het is, en leg vast wat u doet.",
            "",
            "Open de oefening:",
        ),
        link=office_address(inject.get_absolute_url()),
        is_exercise=True,
    )


def lesson_letter(lesson: Lesson, *, to: str, key: str) -> Letter:
    """Return the mail that a lesson waits too long."""
    day = in_dutch(lesson.due_on, weekday="short")
    return Letter(
        to=to,
        key=key,
        subject=f"Les {lesson.pk}: de datum is voorbij",
        lines=(
            f"U bent eigenaar van een les. De datum was {day}.",
            "Neem de les over in het concept van het draaiboek, of wijs haar af met een reden.",
            "Lukt dat nog niet? Kies dan een andere datum.",
            "",
            "Lees de les:",
        ),
        link=office_address(lesson.get_absolute_url()),
        is_exercise=lesson.is_part_of_exercise(),
    )
