"""A house with many experts: some by taking the real steps, the others as copies of those."""

from collections.abc import Callable

from bench.house import listen, page  # first: it sets up Django
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from building import person
from experts.models import Expert, Expertise, Institute
from experts.states import Availability
from experts.workflow import confirming, register
from experts.workflow.register import Particulars
from mit_waakstand.accounts.roles import Role

BY_STEPS = 50
DISTANCE = 1_000_000  # between the keys of one copy and the next
COPIES = (
    "INSERT INTO experts_expert (id, {columns}, name, name_key, email, reference) "
    "SELECT t.id + copy.n * %(distance)s, {values}, t.name || ' ' || copy.n, "
    "t.name_key || ' ' || copy.n, copy.n || '.' || t.email, gen_random_uuid() "
    "FROM experts_expert t, generate_series(1, %(last)s) AS copy(n)"
)
FIELDS_OF_COPIES = (
    "INSERT INTO experts_expert_expertises (expert_id, expertise_id) "
    "SELECT t.expert_id + copy.n * %(distance)s, t.expertise_id "
    "FROM experts_expert_expertises t, generate_series(1, %(last)s) AS copy(n)"
)
OWN = {"id", "name", "name_key", "email", "reference"}


def fill() -> None:
    """Add fifty people, spread over all expertises and organisations; most confirmed."""
    call_command("prepare", verbosity=0)
    secretary, now = person(Role.SECRETARY), timezone.now()
    fields, institutes = list(Expertise.objects.all()), list(Institute.objects.all())
    for number in range(BY_STEPS):
        expert = register.add(
            Particulars(
                name=f"Expert Nummer{number}",
                expertise="economie",
                institute=institutes[number % len(institutes)],
                email=f"{number}@voorbeeld.invalid",
                expertises=(fields[number % len(fields)], fields[(number * 3 + 1) % len(fields)]),
                languages=("nl",),
                availability=Availability.WITHIN_A_DAY,
            ),
            by=secretary,
            at=now,
        )
        if number % 5:
            confirming.confirm(expert, by=secretary, at=now)


def multiply(times: int) -> None:
    """Let everybody stand in the register ``times`` times."""
    names = [field.column for field in Expert._meta.concrete_fields if field.column not in OWN]  # noqa: SLF001
    columns, values = (", ".join(f'{t}"{name}"' for name in names) for t in ("", "t."))
    keys = {"distance": DISTANCE, "last": times - 1}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET session_replication_role = replica")  # nothing points anywhere new
        cursor.execute(COPIES.format(columns=columns, values=values), keys)
        cursor.execute(FIELDS_OF_COPIES, keys)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def tasks() -> dict[str, Callable[[], object]]:
    """Return everything that is measured, by name."""
    someone = Expert.objects.order_by("pk")[0]
    return {
        "overzicht van expertises": page("experts:coverage", Role.CPO),
        "register": page("experts:experts", Role.CPO),
        "register, tweede bladzijde": page("experts:experts", Role.CPO, pagina="2"),
        "register, niet bevestigd": page("experts:experts", Role.CPO, bevestigd="nee"),
        "één expert": page("experts:expert", Role.CPO, someone.pk),
    }


def answer_to(what: str, words: list[str]) -> dict[str, object]:
    """Fill the register, and say how many stand in it."""
    if what == "fill":
        fill()
        multiply(int(words[0]))
    return {"experts": Expert.objects.in_register().count()}


if __name__ == "__main__":
    listen(tasks, answer_to)
