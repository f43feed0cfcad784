"""Puts a record in every state that a page can show, beside the demonstration; prints their keys.

Run as a process of the house: the tests themselves never touch its database.
"""

import json
import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mit_waakstand.settings")
django.setup()

import archive_furniture  # noqa: E402
import contact_furniture  # noqa: E402
import meeting_furniture  # noqa: E402
import playbook_furniture  # noqa: E402
import yearly_furniture  # noqa: E402
from django.conf import settings  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import timezone  # noqa: E402

from afwegingskader.models import Assessment, KaderEdition, WeighingQuestions  # noqa: E402
from experts.models import Expert, Expertise, Institute  # noqa: E402
from mit_waakstand import errors  # noqa: E402
from mit_waakstand.accounts.models import User  # noqa: E402
from mit_waakstand.accounts.roles import Role  # noqa: E402
from mit_waakstand.demo.letters import a_signal  # noqa: E402
from mit_waakstand.demo.people import DEFAULT_PASSWORD, Cast  # noqa: E402
from mit_waakstand.demo.story import Story  # noqa: E402
from mit_waakstand.demo.texts import ANSWERS, RESPONSE_SILVER_FEVER  # noqa: E402
from mit_waakstand.deputies import workflow as deputies  # noqa: E402
from mit_waakstand.deputies.models import Deputy, DeputyState  # noqa: E402
from mit_waakstand.editions import workflow as editions  # noqa: E402
from mit_waakstand.outbox import doing  # noqa: E402
from mit_waakstand.outbox.models import MOST_ATTEMPTS, Work  # noqa: E402
from mit_waakstand.people import workflow as people  # noqa: E402
from mit_waakstand.people.models import PURPOSE  # noqa: E402
from mit_waakstand.personal_links.models import PersonalLink  # noqa: E402
from mit_waakstand.scanning import workflow as scanning  # noqa: E402
from mit_waakstand.scanning.models import HeldFile  # noqa: E402
from mit_waakstand.situations.models import Situation  # noqa: E402
from mit_waakstand.situations.workflow import open_situation  # noqa: E402
from mit_waakstand.uploads import Held  # noqa: E402
from signals.models import (  # noqa: E402
    DecisionKind,
    MinisterDecision,
    Outcome,
    Proposal,
    Signal,
    StandingDecision,
    Suspension,
    Trigger,
    Weighing,
)
from signals.states import (  # noqa: E402
    Route,
    SuspensionState,
)
from signals.workflow import (  # noqa: E402
    dates,
    decisions,
    handing_over,
    leaks,
    messages,
    proposals,
    publishing,
    signals,
    standing_decisions,
    suspensions,
    triggers,
    weighings,
)
from signals.workflow.decisions import Decided, Instituted  # noqa: E402
from signals.workflow.weighings import Given  # noqa: E402

NOW = timezone.now()
MOST_LOOKS = 10_000


def the_cast() -> Cast:
    """Return the people whom the demonstration made."""
    users = {user.username: user for user in User.objects.all()}
    expert, second = Expert.objects.order_by("pk")[:2]
    return Cast(
        cpo=users["cpo"],
        secretary=users["secretaris"],
        sg_office=users["sg"],
        deputy=users["waarnemer"],
        expert_account=users["expert"],
        expert=expert,
        second_expert=second,
    )


class Furniture(Story):
    """The demonstration's own steps, taken a little further or less far."""

    def a1(self) -> Trigger:
        """Return an A1 status that still has to be weighed."""
        situation = self._situation("Veenkoorts (verzonnen ziekte)", days=0)
        return triggers.register(
            situation,
            route=Route.A1_STATUS,
            happened_on=self.now.date(),
            by=self.cast.secretary,
            at=self.ago(0, 1),
        )

    def weighing_to_close(self) -> Weighing:
        """Return an open weighing in which every weegvraag is answered."""
        trigger = triggers.weigh(self.a1(), by=self.cast.cpo, at=self.now)
        weighing = self._in_weighing(trigger)
        given = ANSWERS[Outcome.SIGNAL]
        answers = {key: Given(**answer) for key, answer in given.items()}
        weighings.declare_interests(weighing, has_conflict=False, by=self.cast.cpo, at=self.now)
        weighings.propose_expert(
            weighing, experts=[self.cast.second_expert], by=self.cast.secretary, at=self.now
        )
        return weighings.answer(weighing, answers=answers, by=self.cast.cpo, at=self.now)

    def handed_weighing(self, deputy: User) -> Weighing:
        """Return a weighing that a deputy closed, because the CPO has an interest in it."""
        weighing = self.weighing_to_close()
        weighings.declare_interests(
            weighing,
            has_conflict=True,
            statement="Bestuurslid van een (verzonnen) vaccinfabriek.",
            by=self.cast.cpo,
            at=self.now,
        )
        weighings.declare_interests(weighing, has_conflict=False, by=deputy, at=self.now)
        return weighings.close(
            weighing,
            outcome=Outcome.SIGNAL,
            rationale="Er is pandemisch potentieel.",
            urgency="Het was nacht en geen expert nam op.",
            by=deputy,
            at=self.now,
        )

    def omt(self) -> Trigger:
        """Return an OMT that was not laid before the CPO yet."""
        situation = self._situation("Duinkoorts (verzonnen ziekte)", days=0)
        return triggers.register(
            situation,
            route=Route.OMT_CONVENED,
            happened_on=self.ago(1).date(),
            learned_from="een bericht in de krant (verzonnen)",
            by=self.cast.secretary,
            at=self.ago(0, 2),
        )

    def omt_with_cpo(self) -> Trigger:
        """Return an OMT that waits for the CPO."""
        situation = self._situation("Polderpest (verzonnen ziekte)", days=2)
        return self._omt(situation, self.ago(2).date(), days=2)

    def omt_after_standing(self) -> Trigger:
        """Return an OMT that waits for the CPO, in a situation with an assessment that holds."""
        situation = self._situation("Kadepokken (verzonnen ziekte)", days=20)
        first = self._omt(situation, self.ago(20).date(), days=20)
        triggers.do_not_convene(
            first,
            assessment="De ziekte verspreidt zich niet van mens op mens.",
            review_on=self.now.date() + timedelta(days=60),
            by=self.cast.cpo,
            at=self.ago(19),
        )
        self._omt(situation, self.ago(9).date(), days=9)
        return self._omt(situation, self.ago(2).date(), days=2)

    def exercise_outside_scope(self) -> Trigger:
        """Return, in an exercise with a commissie, a trigger that the commissie does not cover."""
        trigger = self._exercise_trigger("Wierkoorts (verzonnen ziekte)")
        return handing_over.report_outside_scope(
            trigger, reason="De commissie gaat over griep.", by=self.cast.cpo, at=self.now
        )

    def exercise_to_hand_over(self) -> Trigger:
        """Return, in an exercise with a commissie, a trigger that can be handed over."""
        return self._exercise_trigger("Zoutgriep (verzonnen ziekte)")

    def _exercise_trigger(self, disease: str) -> Trigger:
        cast = self.cast
        situation = open_situation(
            disease=disease,
            is_exercise=True,
            participants=[cast.cpo, cast.secretary, cast.sg_office],
            by=cast.secretary,
            at=self.ago(2),
        )
        trigger = triggers.register(
            situation,
            route=Route.OWN_INITIATIVE,
            happened_on=self.ago(2).date(),
            description="In de oefening stijgt het verzuim.",
            by=cast.secretary,
            at=self.ago(2),
        )
        commission = decisions.record_commission(
            instituted=Instituted(
                name="Commissie MIT (oefening)",
                signed_on=self.ago(1).date(),
                in_force_from=self.ago(1).date(),
                scope="Adviseren over de gevolgen van maatregelen tegen griep.",
                diseases="griep",
            ),
            exercise=situation,
            by=cast.secretary,
            at=self.ago(1),
        )
        suspensions.register(commission.suspensions.get(), by=cast.cpo, at=self.now)
        return trigger

    def proposal(self, disease: str) -> Proposal:
        """Return a proposal of the expert."""
        return proposals.submit(
            disease=f"{disease} (verzonnen ziekte)",
            reasons="In de zorg valt in korte tijd veel personeel uit.",
            by=self.cast.expert_account,
            at=self.ago(3),
        )

    def weighed(self, disease: str) -> Weighing:
        """Return a weighing that was closed with "signaal"."""
        situation = self._situation(f"{disease} (verzonnen ziekte)", days=4)
        trigger = triggers.register(
            situation,
            route=Route.OWN_INITIATIVE,
            happened_on=self.ago(4).date(),
            description="Een expert zag in korte tijd veel verzuim in één regio.",
            by=self.cast.secretary,
            at=self.ago(4),
        )
        return self._weigh(trigger, days=4, outcome=Outcome.SIGNAL)

    def concept_to_adopt(self) -> Signal:
        """Return a concept that the CPO can adopt."""
        weighing = self.weighed("Heidekoorts")
        return self._draft(weighing, a_signal("heidekoorts"), at=self.ago(3))

    def adopted(self) -> Signal:
        """Return a signal that the CPO can issue."""
        return signals.adopt(self.concept_to_adopt(), by=self.cast.cpo, at=self.ago(2))

    def bounced(self) -> Signal:
        """Return a signal of which the mail did not arrive, with another date proposed."""
        signal = self._issue(self.weighed("Zandkoorts"), a_signal("zandkoorts"), days=3)
        for mail in Work.objects.about(signal).filter(kind="mail_issued"):
            mail.failed_at, mail.done_at, mail.outcome = NOW, None, "SMTPRecipientsRefused"
            mail.save()
        return dates.propose_date(
            signal,
            issued_at=self.ago(2),
            reason="De mail kwam nooit aan.",
            by=self.cast.secretary,
            at=self.now,
        )

    def answered(self) -> Signal:
        """Return a signal with a response, not yet published."""
        signal = self._issue(self.weighed("Waddenkuch"), a_signal("waddenkuch"), days=3)
        return self._respond(signal, RESPONSE_SILVER_FEVER, days=1)

    def leaked(self) -> Signal:
        """Return an issued signal that became known too early."""
        signal = self._issue(self.weighed("Heidegriep"), a_signal("heidegriep"), days=3)
        return leaks.report_leak(
            signal,
            known_on=self.now.date(),
            how="Een krant citeert eruit.",
            by=self.cast.cpo,
            at=self.now,
        )

    def without_response(self) -> Signal:
        """Return a signal that was published without a response."""
        signal = self._issue(self.weighed("Duinhoest"), a_signal("duinhoest"), days=20)
        standing_decisions.decide(
            decided_on=self.now.date(),
            rationale="Wie niets hoort, mag het publiek niet laten wachten.",
            public_text="Blijft een reactie uit, dan maken wij het signaal toch openbaar.",
            by=self.cast.cpo,
            at=self.now,
        )
        return publishing.publish_without_response(
            with_files(signal),
            personal_data_checked=True,
            by=self.cast.cpo,
            at=self.now,
        )

    def public(self, disease: str) -> Signal:
        """Return a signal that was published yesterday."""
        signal = self._issue(self.weighed(disease), a_signal(disease.lower()), days=3)
        self._respond(signal, RESPONSE_SILVER_FEVER, days=2)
        return signals.publish(
            with_files(signal),
            personal_data_checked=True,
            by=self.cast.cpo,
            at=self.ago(1),
        )

    def offline(self) -> Signal:
        """Return a published signal that was taken offline for personal data."""
        return publishing.take_offline(
            self.public("Zeemist"),
            reason="Er stond een naam in die niet openbaar mag zijn.",
            by=self.cast.cpo,
            at=self.now,
        )

    def not_online(self) -> Signal:
        """Return a published signal whose newest version could not be brought online."""
        signal = self.public("Veenkoorts")
        bake = Work.objects.filter(kind="bake").latest("pk")
        while bake.done_at is None:
            doing.sweep(timezone.now())
            bake.refresh_from_db()
        bake.done_at, bake.failed_at, bake.attempts = None, NOW, MOST_ATTEMPTS
        bake.outcome = "OSError: [Errno 28] No space left on device"
        bake.save()
        return signal

    def with_news(self) -> Signal:
        """Return a published signal to which a message was added."""
        signal = self.public("Bergkoorts")
        messages.send_message(
            signal, text="De A1-status is vervallen.", by=self.cast.cpo, at=self.now
        )
        return with_files(signal)

    def to_correct(self) -> Signal:
        """Return a published signal with a correction that waits."""
        return publishing.prepare_correction(
            self.public("Kwelderziekte"),
            reason="In de samenvatting stond een fout.",
            summary="De kwelderziekte verspreidt zich langzaam.",
            by=self.cast.cpo,
            at=self.now,
        )


def decided() -> MinisterDecision:
    """Return a decision that came before the response, as Bureau SG recorded it."""
    signal = a_signal_about("Maanhoest")
    return decisions.record_decision(
        signal.weighing.situation,
        decided=Decided(
            kind=DecisionKind.HELD,
            decided_on=NOW.date(),
            reasons="De minister wacht op een advies (verzonnen).",
            return_on=NOW.date() + timedelta(days=14),
            note_link="https://voorbeeld.invalid/beslisnota",
        ),
        signals=[signal],
        by=the_cast().sg_office,
        at=NOW,
    )


def suspended(furniture: Furniture, state: SuspensionState) -> Suspension:
    """Return a suspension in an exercise of its own; ``ENDED`` only lacks the confirmation."""
    is_over, cast = state == SuspensionState.ENDED, the_cast()
    situation = furniture._exercise("Oefenkoorts", "", days=9)  # noqa: SLF001
    day = NOW.date() - timedelta(days=8)
    commission = decisions.record_commission(
        instituted=Instituted(
            name="Commissie MIT Oefenkoorts (verzonnen)",
            signed_on=day,
            in_force_from=day,
            lapses_on=day + timedelta(days=5 if is_over else 60),
            scope="Adviseren over de gevolgen van maatregelen voor mensen en de samenleving.",
            diseases="Oefenkoorts",
            gazette_reference="Stcrt. (verzonnen)",
        ),
        exercise=situation,
        by=cast.secretary,
        at=NOW - timedelta(days=8),
    )
    suspension: Suspension = commission.suspensions.get()
    if state == SuspensionState.DROPPED:
        return suspensions.drop(suspension, reason="Te vroeg.", by=cast.cpo, at=NOW)
    if state != SuspensionState.PROPOSED:
        at = NOW - timedelta(days=7)
        suspension = suspensions.register(suspension, by=cast.cpo, at=at)
    if is_over:
        done = {f"{point}_done": True for point in Suspension.CHECKLIST}
        suspension = suspensions.prepare(suspension, by=cast.secretary, at=NOW, **done)
    return suspension


def with_files(signal: Signal) -> Signal:
    """Return the signal once its PDFs are there: the house itself may be making them now."""
    for _ in range(MOST_LOOKS):
        found = Signal.objects.get(pk=signal.pk)
        if not found.lacks_files():
            return found
        doing.sweep(timezone.now())
    message = f"the files of {signal} were never made"
    raise RuntimeError(message)


def a_new_version() -> WeighingQuestions:
    """Return a draft of the next version of the weegvragen."""
    draft = WeighingQuestions.objects.draft()
    if draft is None:
        message = "the demonstration has no draft of the weegvragen"
        raise RuntimeError(message)
    return editions.change_item(
        draft,
        key="potentieel",
        values={"question": "Kan dit een pandemie worden?", "kind": "oordeel", "source": "R-051"},
        by=User.objects.get(username="cpo"),
        at=NOW,
    )


def failed_work() -> Work:
    """Return work that was given up after the last attempt."""
    return Work.objects.create(
        kind="mail_invitation",
        key="browser:mislukt",
        subject="signals.participant",
        subject_pk=1,
        next_try_at=NOW - timedelta(hours=1),
        attempts=MOST_ATTEMPTS,
        failed_at=NOW,
        outcome="SMTPRecipientsRefused: dit adres bestaat niet",
    )


def newcomer() -> User:
    """Return an expert who was not invited to anything yet."""
    return User.objects.create_user(
        "nieuw",
        "nieuw@voorbeeld.invalid",
        DEFAULT_PASSWORD,
        full_name="Gijs Gefingeerd",
        role=Role.EXPERT,
    )


def invited() -> User:
    """Return somebody who was invited and did not choose a password yet."""
    return people.invite(
        full_name="Ida Ingebeeld",
        email="ida@voorbeeld.invalid",
        username="ida",
        role=Role.EXPERT,
        by=User.objects.get(username="beheerder"),
        at=NOW,
    )


def held_file() -> HeldFile:
    """Return a file that the virus scanner held."""
    held = Held("Bestand (pdf)", "Win.Test.EICAR_HDB-1", "0123456789abcdef" * 4, 68_000)
    secretary = User.objects.get(username="secretaris")
    return scanning.hold(held, page="draaiboek:document-add", by=secretary, at=NOW)


def key_owner() -> User:
    """Return an expert whose account only the test of second factors uses."""
    return User.objects.create_user(
        "sleutel",
        "sleutel@voorbeeld.invalid",
        DEFAULT_PASSWORD,
        full_name="Hanna Hersenspinsel",
        role=Role.EXPERT,
    )


def acting_deputy() -> Deputy:
    """Return the appointment of a second deputy, who acts for the CPO now."""
    user = User.objects.create_user(
        "invaller",
        "invaller@voorbeeld.invalid",
        DEFAULT_PASSWORD,
        full_name="Hugo Hypothese",
        role=Role.DEPUTY,
    )
    appointment = deputies.appoint(
        user=user,
        appointed_by="De directeur van het SCP (verzonnen)",
        appointed_on=NOW.date(),
        by=the_cast().cpo,
        at=NOW,
    )
    return deputies.activate(appointment, reason="De CPO is ziek.", by=user, at=NOW)


def a_signal_about(disease: str) -> Signal:
    """Return the demonstration's signal about this disease."""
    return Signal.objects.get(weighing__situation__disease__startswith=disease)


def known() -> dict[str, int]:
    """Return the records of the demonstration that pages are about."""
    return {
        "situation": Situation.objects.get(disease__startswith="Zilverkoorts").pk,
        "exercise_situation": Situation.objects.get(disease="2019-nCoV").pk,
        "a1_in_weighing": Trigger.objects.get(situation__disease__startswith="Droomkoorts").pk,
        "omt_not_convened": Trigger.objects.get(situation__disease="mazelen").pk,
        "open_weighing": Weighing.objects.get(situation__disease__startswith="Droomkoorts").pk,
        "weighing_ready": Weighing.objects.get(situation__disease__startswith="Roetkoorts").pk,
        "weighing_without_signal": Weighing.objects.get(outcome=Outcome.NO_SIGNAL).pk,
        "exercise_weighing": Weighing.objects.get(situation__is_exercise=True).pk,
        "concept": a_signal_about("Droomkoorts").pk,
        "late": a_signal_about("Maanhoest").pk,
        "waiting": a_signal_about("Kristalgriep").pk,
        "published": a_signal_about("Zilverkoorts").pk,
        "exercise_signal": Signal.objects.get(is_exercise=True).pk,
        "deputy": Deputy.objects.get(state=DeputyState.STANDING_BY).pk,
        "weegvragen": WeighingQuestions.objects.in_force().pk,
        "kader": KaderEdition.objects.in_force().pk,
        "new_kader": KaderEdition.objects.draft().pk,
        "assessment": Assessment.objects.get(state="open").pk,
        "closed_assessment": Assessment.objects.get(state="gesloten").pk,
    }


def write_error_pages() -> None:
    """Put the pages that nobody can ask for where the tests find them."""
    request = RequestFactory().get("/")
    for page in (errors.server_error(request), errors.too_many_requests(request)):
        file = settings.STATE_DIR / f"{page.status_code}.html"
        file.write_bytes(page.content)


def furnish() -> dict[str, int]:
    """Return the key of each record, after making what the demonstration lacks."""
    write_error_pages()
    records = known()
    furniture = Furniture(the_cast(), NOW)
    acting = acting_deputy()
    made = {
        **archive_furniture.made(the_cast().cpo, at=NOW),
        **yearly_furniture.made(the_cast().cpo, at=NOW),
        "a1": furniture.a1(),
        "omt": furniture.omt(),
        "omt_with_cpo": furniture.omt_with_cpo(),
        "exercise_outside_scope": furniture.exercise_outside_scope(),
        "exercise_to_hand_over": furniture.exercise_to_hand_over(),
        "proposal": furniture.proposal("Rietkoorts"),
        "answered_proposal": proposals.reject(
            furniture.proposal("Gansgriep"),
            answer="Het gaat om één instelling.",
            by=the_cast().cpo,
            at=NOW,
        ),
        "omt_after_standing": furniture.omt_after_standing(),
        "concept_to_adopt": furniture.concept_to_adopt(),
        "weighing_to_close": furniture.weighing_to_close(),
        "adopted": furniture.adopted(),
        "answered": furniture.answered(),
        "bounced": furniture.bounced(),
        "leaked": furniture.leaked(),
        "without_response": furniture.without_response(),
        "with_news": furniture.with_news(),
        "to_correct": furniture.to_correct(),
        "offline": furniture.offline(),
        "not_online": furniture.not_online(),
        "new_weegvragen": a_new_version(),
        "expert": Expert.objects.get(name="Floris de Bedachte"),
        "expertise": Expertise.objects.earliest("pk"),
        "institute": Institute.objects.earliest("pk"),
        "failed_work": failed_work(),
        "newcomer": newcomer(),
        "key_owner": key_owner(),
        "role_owner": invited(),
        "held_file": held_file(),
        "acting_deputy": acting,
        "handed_weighing": furniture.handed_weighing(acting.user),
    }
    made |= {
        "decision": decided(),
        "proposed": suspended(furniture, SuspensionState.PROPOSED),
        "running": suspended(furniture, SuspensionState.RUNNING),
        "suspended_to_end": suspended(furniture, SuspensionState.ENDED),
        "commission": suspended(furniture, SuspensionState.DROPPED).commission,
    }
    records |= contact_furniture.furnish(the_cast(), NOW)
    records |= playbook_furniture.furnish(the_cast(), NOW)
    records |= meeting_furniture.furnish(the_cast(), NOW)
    link = PersonalLink.objects.about(made["role_owner"], PURPOSE).get()
    records["account_link"] = link.secret
    records["standing_decision"] = StandingDecision.objects.get(ended_at=None).pk
    return records | {name: record.pk for name, record in made.items()}


if __name__ == "__main__":
    print(json.dumps(furnish()))  # noqa: T201  (read by the tests)
