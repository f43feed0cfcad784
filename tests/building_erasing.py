"""A person who stands in every place where a person can stand, built by the real steps."""

from dataclasses import replace
from datetime import timedelta

from allauth.mfa.models import Authenticator
from building_experts import a_file, a_registered_expert, an_expertise, an_interest
from building_meetings import a_meeting, some_minutes
from django.utils import timezone
from pdf_uploads import a_pdf
from pikepdf import Pdf

from building import a_signal, a_situation, a_trigger, a_weighing, answer_everything, person
from draaiboek.models import Attendance, Meeting, Minutes, PlaybookDocument, Reply
from draaiboek.states.minutes import MinutesState
from draaiboek.workflow import documents, inviting, meetings, replying
from draaiboek.workflow import minutes as writing
from draaiboek.workflow.documents import Given as GivenDocument
from experts import sheet
from experts.models import Expert
from experts.workflow import confirming, consents, importing, register
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.keeping.models import KeptText
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.uploads import Upload
from signals.models import Outcome, Signal, Trigger, Weighing
from signals.states import Route, SignalState, TriggerState
from signals.workflow import signals, triggers, weighings
from signals.workflow.signals import ResponseDates
from signals.workflow.weighings import Given

NAME, ADDRESS, OLD_NAME = "Floris de Bedachte", "floris@bedacht.invalid", "Floris Verzonnen"
PHONE, PHONE_OTHERWISE = "070 123 45 67", "070-1234567"
WORDS = (NAME, ADDRESS, OLD_NAME, PHONE, PHONE_OTHERWISE)
SAID = f"Volgens {NAME} ({PHONE_OTHERWISE}) is er verzuim."


def in_the_register() -> Expert:
    """Return an expert with an account, a key, another name before, mail, a link, an interest.

    His name stands too in a file that is being taken over, in texts that nobody saved yet, in an
    event, and in what a mail server said.
    """
    now, secretary = timezone.now(), person(Role.SECRETARY)
    account = User.objects.create_user("floris", ADDRESS, full_name=NAME, role=Role.EXPERT)
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": f"Sleutel van {NAME}"}
    )
    expert = a_registered_expert(
        OLD_NAME, email=ADDRESS, phone=PHONE, user=account, expertises=(an_expertise(),)
    )
    renamed = replace(register.particulars_of(expert), name=NAME)
    expert = register.edit(expert, renamed, user=account, by=secretary, at=now)
    an_interest(expert, of=f"Stichting {NAME}")
    consents.record_consent(expert, by=secretary, at=now)
    confirming.ask(expert, by=secretary, at=now)
    planned = importing.plan(sheet.read(a_file("naam;vakgebied", f"{NAME};zorg").read()))
    importing.preview(planned, by=secretary, at=now)
    for user in (secretary, account):
        KeptText.objects.create(
            user=user, address="/werk/x/", data={"text": [SAID]}, page="x", saved_at=now
        )
    with recorded():
        told: dict[str, object] = {"reason": f"{NAME} belde."}
        record(Happening("note", "heeft iets opgeschreven", expert, secretary, now, told))
    doing.sweep(now)
    work = Work.objects.filter(kind="mail_own_record").get()
    work.outcome = f"de mailserver weigert deze mail: 550 <{ADDRESS}>"
    work.save()
    return Expert.objects.get(pk=expert.pk)


def invited_to_weighings(expert: Expert) -> tuple[Weighing, Weighing]:
    """Let him take part in a weighing that is open, and in one that was closed."""
    cpo, secretary, now = person(Role.CPO), person(Role.SECRETARY), timezone.now()
    account = expert.user
    assert account is not None
    weighing = a_weighing()
    weighings.invite(weighing, expert=expert, by=cpo, at=now)
    weighings.declare_interests(
        weighing, statement=f"{NAME} bezit aandelen.", has_conflict=True, by=account, at=now
    )
    key = weighing.questions.questions()[0].key
    given = {key: Given(text=SAID, judgement="ja")}
    weighing = weighings.answer(weighing, answers=given, by=secretary, at=now)
    closed = a_trigger(situation=a_situation(disease="duinkoorts"), state=TriggerState.WEIGHED)
    assert closed.weighing is not None
    weighings.invite(closed.weighing, expert=expert, by=cpo, at=now)
    weighings.declare_interests(
        closed.weighing, statement=f"{NAME} bezit aandelen.", has_conflict=True, by=account, at=now
    )
    participant = closed.weighing.participants.get(expert=expert)
    weighings.record_opinion(
        closed.weighing,
        participant=participant,
        opinion=Outcome.NO_SIGNAL,
        rationale="Te vroeg.",
        interests=f"Stichting {NAME}",
        by=secretary,
        at=now,
    )
    return weighing, closed_with_no_signal(closed.weighing)


def closed_with_no_signal(weighing: Weighing) -> Weighing:
    """Return the weighing after the CPO closed it."""
    answer_everything(weighing)
    return weighings.close(
        weighing,
        outcome=Outcome.NO_SIGNAL,
        rationale="Onze reden.",
        by=person(Role.CPO),
        at=timezone.now(),
    )


def invited_to_meetings(expert: Expert) -> tuple[Minutes, Minutes]:
    """Let him come to a meeting with adopted minutes, and to one of which they are a draft."""
    kept = []
    for state in (MinutesState.ADOPTED, MinutesState.DRAFT):
        meeting = _meeting_with(expert)
        minutes = some_minutes(meeting=meeting)
        minutes = writing.edit(minutes, text=SAID, by=person(Role.SECRETARY), at=timezone.now())
        if state == MinutesState.ADOPTED:
            how = "Per mail rondgestuurd."
            by, at = person(Role.CPO), timezone.now()
            minutes = writing.adopt(minutes, in_writing=how, by=by, at=at)
        kept.append(minutes)
    return kept[0], kept[1]


def a_trigger_that_names_him() -> Trigger:
    """Return a trigger of which the description names him."""
    return triggers.register(
        a_situation(disease="heikoorts"),
        route=Route.OWN_INITIATIVE,
        happened_on=timezone.localdate(),
        description=SAID,
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )


def a_signal_that_names_him() -> Signal:
    """Return a signal of which the text and the letter of the SG name him."""
    signal = a_signal(SignalState.ISSUED, text=SAID)
    now = timezone.now()
    today = timezone.localdate()
    letter = Upload(name="brief.pdf", original=a_letter(NAME), cleaned=a_letter("de SG"))
    return signals.respond(
        signal,
        text="Wij nemen uw signaal over.",
        signed_by="De SG",
        dates=ResponseDates(dated_on=today, sent_on=today, received_on=today),
        letter=letter,
        by=person(Role.SG_OFFICE),
        at=now,
    )


def a_document_that_names_him() -> PlaybookDocument:
    """Return a document of the draaiboek of which the file names him as its author."""
    file = Upload(name="reglement.pdf", original=a_letter(NAME), cleaned=a_letter("MIT"))
    return documents.add_document(
        kind="reglement",
        title="Reglement van het MIT in waakstand",
        readers="miw",
        given=GivenDocument(dated_on=timezone.localdate(), file=file, url=""),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )


def a_letter(author: str) -> bytes:
    """Return a PDF that somebody sent in, and that names its author."""

    def with_author(document: Pdf) -> None:
        document.docinfo["/Author"] = author

    return a_pdf(with_author)


def take_the_name_away(trigger: Trigger, weighing: Weighing, minutes: Minutes) -> None:
    """Take his name out of what can still be changed, as the page asks."""
    by, at = person(Role.SECRETARY), timezone.now()
    triggers.correct_facts(trigger, description="Er is verzuim.", by=by, at=at)
    key = weighing.questions.questions()[0].key
    weighings.answer(
        weighing, answers={key: Given(text="Er is verzuim.", judgement="ja")}, by=by, at=at
    )
    writing.edit(minutes, text="Er is verzuim.", by=by, at=at)


def _meeting_with(expert: Expert) -> Meeting:
    """Return a meeting to which he came; he answered, and declared what interests him."""
    now = timezone.now()
    before = now - timedelta(days=20)
    meeting = a_meeting(starts_at=now - timedelta(hours=1), form=Attendance.IN_PERSON)
    inviting.invite(meeting, experts=[expert], by=person(Role.CPO), at=before)
    invitation = meeting.invitations.get(expert=expert)
    replying.record_reply(
        meeting,
        invitation=invitation,
        reply=Reply.YES,
        has_conflict=True,
        interests=f"{NAME} bezit aandelen.",
        by=person(Role.SECRETARY),
        at=before,
    )
    everybody = meeting.invitations.standing()
    return meetings.hold(meeting, attended=everybody, by=person(Role.SECRETARY), at=now)
