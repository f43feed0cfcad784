"""The columns of the register as a file: what is exported can be imported again."""

from collections.abc import Callable, Iterable, Iterator

from experts.models import Expert

BETWEEN = " | "  # between several expertises or languages in one cell

COLUMNS: tuple[tuple[str, Callable[[Expert], object]], ...] = (
    ("nummer", lambda expert: expert.pk),
    ("naam", lambda expert: expert.name),
    ("vakgebied", lambda expert: expert.expertise),
    ("functie", lambda expert: expert.function),
    ("organisatie", lambda expert: expert.institute.name if expert.institute else ""),
    ("e-mailadres", lambda expert: expert.email),
    ("telefoonnummer", lambda expert: expert.phone),
    ("expertises", lambda expert: BETWEEN.join(one.name for one in expert.expertises.all())),
    ("talen", lambda expert: expert.language_names().replace(", ", BETWEEN)),
    ("beschikbaar", lambda expert: expert.get_availability_display()),
    ("oud-lid", lambda expert: expert.is_former_member),
    ("lid van", lambda expert: expert.member_from),
    ("lid tot", lambda expert: expert.member_until),
    ("bevestigd op", lambda expert: expert.confirmed_on),
)
HEADING = tuple(title for title, _ in COLUMNS)


def cells(experts: Iterable[Expert]) -> Iterator[list[object]]:
    """Yield the cells of each row."""
    for expert in experts:
        yield [value(expert) for _, value in COLUMNS]
