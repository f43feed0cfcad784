"""The register of experts: invented people, with gaps and single points to see."""

from dataclasses import dataclass
from datetime import date

from experts.models import Expert, Expertise, Institute
from experts.states import Availability
from experts.workflow import confirming, consents, erasing, own, register
from experts.workflow.own import Answer, Himself
from experts.workflow.register import Particulars, particulars_of
from mit_waakstand.demo.story import Story

SOON, LATER = Availability.WITHIN_A_DAY, Availability.LATER
ADDED, NOT_SINCE = 900, 760  # days ago


@dataclass(frozen=True)
class Entry:
    """One person; ``confirmed`` is how many days ago, ``member`` from and until which year."""

    name: str
    expertise: str
    function: str
    institute: str
    fields: tuple[str, ...]
    availability: Availability
    confirmed: int | None
    member: tuple[int, int] | None = None
    languages: tuple[str, ...] = ("nl", "en")


ENTRIES = (
    Entry(
        "Gerrit Gefingeerd",
        "arbeidsmarkteconomie",
        "programmaleider",
        "CPB",
        ("economie", "innovatie en ondernemerschap"),
        SOON,
        30,
        (2022, 2025),
    ),
    Entry(
        "Hanna Schaduw",
        "sociologie van het gezin",
        "senior onderzoeker",
        "SCP",
        ("sociologie", "cultuur"),
        SOON,
        120,
        (2022, 2025),
    ),
    Entry(
        "Ilse van Papier",
        "gedrag en gezondheid",
        "onderzoeker",
        "RIVM Gedragsunit",
        ("gedragswetenschap", "publieke gezondheid en leefstijl"),
        SOON,
        200,
    ),
    Entry(
        "Joris Uitgedacht",
        "onderwijskunde",
        "hoogleraar",
        "Universiteit van Nergens",
        ("onderwijs", "sociologie"),
        LATER,
        310,
    ),
    Entry(
        "Karin ter Fabel",
        "ouderenzorg",
        "lector",
        "Hogeschool Luchtkasteel",
        ("zorg", "publieke gezondheid en leefstijl"),
        SOON,
        60,
    ),
    Entry(
        "Lars Mythe",
        "staatsrecht",
        "hoogleraar",
        "Universiteit van Nergens",
        ("(mensen)rechten",),
        LATER,
        15,
    ),
    Entry(
        "Mina Sprook",
        "journalistiek",
        "zelfstandig adviseur",
        "Bureau Verbeelding",
        ("media",),
        SOON,
        250,
        languages=("nl", "en", "tr"),
    ),
    Entry(
        "Noor Sage",
        "overlegeconomie",
        "beleidsmedewerker",
        "SER",
        ("economie", "sociologie"),
        LATER,
        90,
        (2023, 2025),
    ),
    Entry(
        "Otto Denkwerk",
        "internationale vergelijking",
        "onderzoeker",
        "PBL",
        ("internationaal",),
        Availability.NOT_NOW,
        45,
    ),
    Entry(
        "Pien van Vroeger",
        "psychologie",
        "klinisch psycholoog",
        "Instituut voor Verzinsels",
        ("geestelijke gezondheid",),
        LATER,
        NOT_SINCE,
        (2021, 2023),
    ),
    Entry(
        "Quint Legende",
        "veiligheid",
        "adviseur",
        "Veiligheidsregio Nergens",
        ("openbare orde en veiligheid",),
        Availability.UNKNOWN,
        None,
    ),
    Entry(
        "Roos Verdichtsel",
        "sportbeleid",
        "directeur",
        "Bureau Verbeelding",
        ("sport",),
        LATER,
        400,
    ),
    Entry(
        "Stef Schimmig",
        "sportbeleid",
        "adviseur",
        "Bureau Verbeelding",
        ("sport",),
        LATER,
        400,
    ),
)


class Register(Story):
    """Who stands in the register, and what is kept of them."""

    def register_of_experts(self) -> None:
        """Everybody is added and confirms; one did not for two years, two left, one is erased."""
        found = {entry.name: self._add(entry) for entry in ENTRIES}
        for expert, days in ((self.cast.expert, 40), (self.cast.second_expert, 100)):
            confirming.confirm(expert, by=self.cast.secretary, at=self.ago(days))
        self._consents(found["Hanna Schaduw"], found["Gerrit Gefingeerd"])
        self._interests(found["Karin ter Fabel"])
        for name in ("Roos Verdichtsel", "Stef Schimmig"):
            register.leave(found[name], by=self.cast.secretary, at=self.ago(35))
        gone = found["Stef Schimmig"]
        erasing.erase(gone, sure=True, by=self.cast.cpo, at=self.ago(34))

    def _add(self, entry: Entry) -> Expert:
        added = ADDED if entry.confirmed is not None else 9
        expert = register.add(
            Particulars(
                name=entry.name,
                expertise=entry.expertise,
                function=entry.function,
                institute=Institute.objects.filter(name=entry.institute).first(),
                other_institute=entry.institute,
                email=f"{entry.name.split()[0].lower()}@voorbeeld.invalid",
                phone="070 000 00 00",
                expertises=tuple(Expertise.objects.filter(name__in=entry.fields)),
                languages=entry.languages,
                availability=entry.availability,
                is_former_member=entry.member is not None,
                member_from=date(entry.member[0], 3, 1) if entry.member else None,
                member_until=date(entry.member[1], 2, 28) if entry.member else None,
            ),
            by=self.cast.secretary,
            at=self.ago(added),
        )
        for days in _confirmations(entry):
            confirming.confirm(expert, by=self.cast.secretary, at=self.ago(days))
        return expert

    def _consents(self, given: Expert, withdrawn: Expert) -> None:
        """Give three consents; Dina gives hers herself, and one is taken back."""
        secretary = self.cast.secretary
        for expert in (given, withdrawn):
            consents.record_consent(expert, by=secretary, at=self.ago(120))
        consents.withdraw_consent(withdrawn, by=secretary, at=self.ago(30))
        dina = self.cast.expert
        own.confirm(
            dina,
            Answer(particulars=particulars_of(dina), named_in_public=True),
            himself=Himself(user=self.cast.expert_account),
            at=self.ago(39),
        )

    def _interests(self, adviser: Expert) -> None:
        """Record an interest that holds, and one that is over."""
        secretary = self.cast.secretary
        consents.note_interest(
            self.cast.second_expert,
            description="lid van de raad van toezicht van het (verzonnen) Ziekenhuis Nergens",
            valid_from=self.ago(400).date(),
            by=secretary,
            at=self.ago(100),
        )
        consents.note_interest(
            adviser,
            description="adviseur van de (verzonnen) Bond van Zorgdromers",
            valid_from=self.ago(800).date(),
            valid_until=self.ago(200).date(),
            by=secretary,
            at=self.ago(300),
        )


def _confirmations(entry: Entry) -> list[int]:
    """Return how many days ago somebody confirmed: each year, the last time at the end."""
    days = entry.confirmed
    if days is None:
        return []
    return [*reversed(range(days, NOT_SINCE, 365))] or [days]
