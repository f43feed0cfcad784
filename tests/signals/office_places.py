"""A place for each address of the office: a record in the right state, and a form that fits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from archive_places import places as places_of_the_archive
from asking import BUTTON_ONLY
from building_aanspreekpunt import (
    FORM,
    a_question,
    a_standard_answer,
    an_undelivered_question,
)
from building_aanspreekpunt import (
    REASON as CLOSING,
)
from building_experts import (
    AN_ADDRESS,
    AN_ENTRY,
    AN_INTEREST,
    a_preview,
    a_registered_expert,
    an_expert_who_consented,
    an_expert_who_left,
    an_expertise,
    an_institute,
    an_interest,
    own_form,
    the_form,
)
from building_kader import (
    a_draft_of_the_kader,
    an_answered_assessment,
    an_assessment,
    kader_in_force,
)
from building_meetings import a_meeting, an_action, some_minutes
from building_scanning import a_held_file
from building_yearly import AN_EDIT, an_account, an_adopted_account
from django.utils import timezone
from draaiboek_places import places as places_of_the_playbook
from edition_places import edition_places
from later import (
    a_late_signal,
    a_leaked_signal,
    a_message,
    a_prepared_correction,
    a_signal_that_did_not_get_online,
    a_signal_without_response,
    a_standing_decision,
    with_pdf,
)
from signal_forms import (
    TODAY,
    a_date,
    a_disclosure,
    a_receipt,
    a_response,
    an_agreement,
    moment,
)

from aanspreekpunt.states import QuestionState
from aanspreekpunt.workflow import handling
from afwegingskader.models import KaderEdition, WeighingQuestions
from building import (
    TEXT,
    a_commission,
    a_decision,
    a_deputy,
    a_draft_of_the_weegvragen,
    a_proposal,
    a_proposed_date,
    a_signal,
    a_signal_with_failed_mail,
    a_situation,
    a_suspension,
    a_trigger,
    a_weighing,
    an_expert,
    an_omt_after_a_standing_one,
    answer_everything,
    person,
    weegvragen_in_force,
)
from draaiboek.models import Minutes
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MinutesState
from mit_waakstand.accounts.roles import Role
from mit_waakstand.deputies import workflow as deputies
from mit_waakstand.outbox import doing, kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import add_participant
from signals.models import MinisterDecision, Outcome, Signal, Suspension, Trigger, Weighing
from signals.states import Route, SignalState, SuspensionState, TriggerState
from signals.workflow import handing_over, suspensions, triggers, weighings


@dataclass(frozen=True)
class Place:
    """An address with a record in the state for it, and a form that would be accepted."""

    arguments: tuple[object, ...] = ()
    form: dict[str, object] = field(default_factory=lambda: dict(BUTTON_ONLY))


def failed_work() -> Work:
    a_weighing()
    work = Work.objects.get(kind="mail_invitation")
    work.failed_at, work.outcome = timezone.now(), "mislukt"
    work.save()
    return work


def a_trigger_without_reference(*, is_exercise: bool) -> Trigger:
    return triggers.register(
        a_situation(is_exercise=is_exercise),
        route=Route.A1_STATUS,
        happened_on=timezone.localdate(),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )


def an_omt(state: TriggerState, *, is_exercise: bool) -> Trigger:
    weegvragen_in_force()
    situation = a_situation(is_exercise=is_exercise)
    return a_trigger(Route.OMT_CONVENED, situation=situation, state=state)


def a_weighing_to_close(*, is_exercise: bool) -> Weighing:
    weighing = answer_everything(a_weighing(is_exercise=is_exercise))
    return weighings.give_opinion(
        weighing,
        opinion=Outcome.SIGNAL,
        rationale="Reden.",
        by=person(Role.EXPERT),
        at=timezone.now(),
    )


def a_signal_with_files(*, is_exercise: bool) -> Signal:
    signal = a_signal(SignalState.ANSWERED, is_exercise=is_exercise)
    doing.sweep(timezone.now())
    return signal


def a_weighable_trigger(*, is_exercise: bool) -> Trigger:
    weegvragen_in_force()
    return a_trigger(situation=a_situation(is_exercise=is_exercise))


def an_exercise(is_exercise: bool) -> Situation | None:  # noqa: FBT001
    return a_situation(is_exercise=True) if is_exercise else None


def a_decided(*, is_exercise: bool) -> MinisterDecision:
    return a_decision(a_signal(SignalState.ISSUED, is_exercise=is_exercise))


def a_decision_form(signal: Signal) -> dict[str, object]:
    today = timezone.localdate().strftime("%d-%m-%Y")
    return {"kind": "tot_instelling", "decided_on": today, "signals": [signal.pk]}


def _replace(*, is_exercise: bool) -> Place:
    decision = a_decided(is_exercise=is_exercise)
    return Place((decision.pk,), a_decision_form(decision.signals.get()))


def a_suspension_to_end(*, is_exercise: bool) -> Suspension:
    before = timezone.now() - timedelta(days=2)
    suspension = a_suspension(
        exercise=an_exercise(is_exercise), at=before, lapses_on=timezone.localdate()
    )
    ticks = {f"{point}_done": True for point in Suspension.CHECKLIST}
    return suspensions.prepare(suspension, by=person(Role.CPO), at=timezone.now(), **ticks)


A_COMMISSION = {
    "name": "Commissie MIT",
    "scope": "Adviseren.",
    "diseases": "zilverkoorts",
    "signed_on": "1-9-2026",
    "in_force_from": "1-9-2026",
}
WEIGHED = {"form": "samenkomst", "held_on": "2-9-2026"}
ASSESSED = {"assessment": "Reden."}


def with_record(
    make: Callable[[bool], object], form: dict[str, object] | None = None, *rest: object
) -> Callable[[bool], Place]:
    """Return what builds the place around a record that ``make`` builds."""

    def place(is_exercise: bool) -> Place:  # noqa: FBT001
        record = make(is_exercise)
        return Place((record.pk, *rest), form or dict(BUTTON_ONLY))

    return place


def _begin_an_assessment(is_exercise: bool) -> Place:  # noqa: FBT001
    kader_in_force()
    situation = a_situation(is_exercise=is_exercise)
    return Place((), {"situation": situation.pk, "subject": "maatregel", "title": "Scholen dicht"})


def _invite_to_an_assessment(is_exercise: bool) -> Place:  # noqa: FBT001
    assessment = an_assessment(is_exercise=is_exercise)
    newcomer = an_expert(person(Role.EXPERT, "tweede-expert"))
    if is_exercise:
        assessment.situation.participations.create(user=newcomer.user)
    return Place((assessment.pk,), {"expert": newcomer.user_id})


def _two_assessments(is_exercise: bool) -> Place:  # noqa: FBT001
    one = an_assessment(is_exercise=is_exercise)
    other = an_assessment(situation=one.situation, is_joined=False)
    return Place((one.pk, other.pk))


SOMEBODY_NEW = {
    "full_name": "Gerda Proef",
    "email": "gerda@voorbeeld.invalid",
    "username": "gerda",
    "role": "expert",
}
PLACES: dict[str, Callable[[bool], Place]] = {
    "people:invite": lambda _: Place(form=SOMEBODY_NEW),
    **{
        f"people:account{verb}": lambda _: Place(
            (person(Role.EXPERT, "iemand").pk,), {"role": "waarnemer", "because": "nieuwe functie"}
        )
        for verb in (
            *("", "-invite-again", "-change-role", "-deactivate", "-reactivate"),
            "-reset-second-factor",
        )
    },
    **{
        f"scanning:{name}": lambda _: Place((a_held_file().pk,), {"how": "Vals alarm."})
        for name in ("held-file", "heldfile-settle")
    },
    "office:work-retry": lambda _: Place((failed_work().pk,)),
    "signals:situation": with_record(lambda e: a_situation(is_exercise=e)),
    "signals:register": lambda _: Place(
        form={"route": "a1", "disease": "koorts", "happened_on": "1-9-2026"}
    ),
    "signals:trigger": with_record(lambda e: an_omt(TriggerState.REGISTERED, is_exercise=e)),
    "signals:trigger-submit": with_record(lambda e: an_omt(TriggerState.REGISTERED, is_exercise=e)),
    "signals:trigger-convene": with_record(
        lambda e: an_omt(TriggerState.WITH_CPO, is_exercise=e), WEIGHED | ASSESSED
    ),
    "signals:trigger-do-not-convene": with_record(
        lambda e: an_omt(TriggerState.WITH_CPO, is_exercise=e), ASSESSED
    ),
    "signals:trigger-uphold": with_record(
        lambda e: an_omt_after_a_standing_one(
            state=TriggerState.WITH_CPO, situation=a_situation(is_exercise=e)
        )
    ),
    "signals:trigger-reconsider": with_record(
        lambda e: an_omt(TriggerState.NOT_CONVENED, is_exercise=e),
        {"new_facts": "Meer zieken.", "reconsideration": "Het groeit."},
    ),
    "signals:trigger-end-a1": with_record(
        lambda e: a_weighable_trigger(is_exercise=e), {"ended_on": "1-9-2099"}
    ),
    "signals:trigger-correct-facts": with_record(
        lambda e: a_weighable_trigger(is_exercise=e), {"happened_on": "1-9-2026"}
    ),
    "signals:trigger-void": with_record(
        lambda e: a_weighable_trigger(is_exercise=e), {"reason": "Dubbel."}
    ),
    "signals:trigger-weigh": with_record(lambda e: a_weighable_trigger(is_exercise=e), WEIGHED),
    "signals:trigger-complete": with_record(
        lambda e: a_trigger_without_reference(is_exercise=e), {"gazette_reference": "Stcrt. 1"}
    ),
    "signals:weighing": with_record(lambda e: a_weighing(is_exercise=e)),
    "signals:weighing-answer": with_record(
        lambda e: a_weighing(is_exercise=e), {"gevolgen_text": "Groot."}
    ),
    "signals:weighing-give-opinion": with_record(
        lambda e: a_weighing(is_exercise=e), {"opinion": "signaal", "rationale": "Reden."}
    ),
    "signals:weighing-close": with_record(
        lambda e: a_weighing_to_close(is_exercise=e), {"outcome": "signaal", "rationale": "Reden."}
    ),
    "signals:weighing-draft": with_record(lambda e: a_weighing(is_exercise=e), {"title": "Titel"}),
    "signals:signal": with_record(lambda e: a_signal(SignalState.ISSUED, is_exercise=e)),
    "signals:signal-a4": with_record(lambda e: a_signal(SignalState.ISSUED, is_exercise=e)),
    "signals:signal-response-receipt": with_record(
        lambda e: a_signal(SignalState.ANSWERED, is_exercise=e)
    ),
    "signals:signal-edit": with_record(lambda e: a_signal(SignalState.DRAFT, is_exercise=e), TEXT),
    "signals:signal-versions": with_record(lambda e: a_signal(SignalState.DRAFT, is_exercise=e)),
    "signals:signal-adopt": with_record(lambda e: a_signal(SignalState.DRAFT, is_exercise=e)),
    "signals:signal-reopen": with_record(
        lambda e: a_signal(SignalState.ADOPTED, is_exercise=e), {"reason": "Reden."}
    ),
    "signals:signal-withdraw": with_record(
        lambda e: a_signal(SignalState.ADOPTED, is_exercise=e), {"reason": "Reden."}
    ),
    "signals:signal-disclose": with_record(
        lambda e: a_signal(SignalState.DRAFT, is_exercise=e), a_disclosure()
    ),
    "signals:signal-confirm-receipt": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e)
    ),
    "signals:signal-record-receipt": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e), a_receipt()
    ),
    "signals:signal-resend": with_record(lambda e: a_signal_with_failed_mail(is_exercise=e)),
    "signals:signal-inform-minister": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e), {"minister_informed_on": TODAY}
    ),
    "signals:signal-propose-date": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e), a_date()
    ),
    "signals:signal-confirm-date": with_record(lambda e: a_proposed_date(is_exercise=e)),
    "signals:signal-drop-date": with_record(lambda e: a_proposed_date(is_exercise=e)),
    "signals:signal-issue": with_record(
        lambda e: a_signal(SignalState.ADOPTED, is_exercise=e), an_agreement()
    ),
    "signals:signal-respond": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e), a_response()
    ),
    "signals:signal-publish": with_record(
        lambda e: a_signal_with_files(is_exercise=e),
        {"personal_data_checked": "on"} | an_agreement(),
    ),
    "signals:signal-file": with_record(lambda e: a_signal_with_files(is_exercise=e), None, "brief"),
    "signals:decision-new": lambda _: Place(form=a_decision_form(a_signal(SignalState.ISSUED))),
    "signals:ministerdecision": with_record(lambda e: a_decided(is_exercise=e)),
    "signals:ministerdecision-replace": lambda e: _replace(is_exercise=e),
    "signals:commission-new": lambda _: Place(form=A_COMMISSION),
    "signals:commission": with_record(lambda e: a_commission(exercise=an_exercise(e))),
    "signals:commission-change-end": with_record(
        lambda e: a_commission(exercise=an_exercise(e)),
        {"lapses_on": "1-9-2030", "reason": "Verlengd."},
    ),
    "signals:commission-propose": with_record(
        lambda e: a_suspension(SuspensionState.DROPPED, exercise=an_exercise(e)).commission
    ),
    "signals:suspension": with_record(lambda e: a_suspension(exercise=an_exercise(e))),
    "signals:suspension-register": with_record(
        lambda e: a_suspension(SuspensionState.PROPOSED, exercise=an_exercise(e))
    ),
    "signals:suspension-drop": with_record(
        lambda e: a_suspension(SuspensionState.PROPOSED, exercise=an_exercise(e)),
        {"reason": "Toch niet."},
    ),
    "signals:suspension-prepare": with_record(
        lambda e: a_suspension(exercise=an_exercise(e)), {"archive_done": "on"}
    ),
    "signals:suspension-end": with_record(lambda e: a_suspension_to_end(is_exercise=e)),
    **edition_places(
        WeighingQuestions,
        a_draft=a_draft_of_the_weegvragen,
        in_force=weegvragen_in_force,
        item={"question": "Is het zo?", "kind": "tekst", "source": "R-043"},
        make=Place,
    ),
    **edition_places(
        KaderEdition,
        a_draft=a_draft_of_the_kader,
        in_force=kader_in_force,
        item={"title": "Nog een stap", "question": "Is het zo?", "kind": "tekst"},
        inside="questions",
        make=Place,
    ),
    "afwegingskader:assessment": with_record(lambda e: an_assessment(is_exercise=e)),
    "afwegingskader:assessment-pdf": with_record(lambda e: an_assessment(is_exercise=e)),
    "afwegingskader:assessment-begin": _begin_an_assessment,
    "afwegingskader:assessment-answer": with_record(
        lambda e: an_assessment(is_exercise=e), {"wat-is-er_text": "Een nieuwe koorts."}
    ),
    "afwegingskader:assessment-answer-step": with_record(
        lambda e: an_assessment(is_exercise=e), {"dilemma_text": "Nu of later."}, "uitruil"
    ),
    "afwegingskader:assessment-invite": _invite_to_an_assessment,
    "afwegingskader:assessment-rename": with_record(
        lambda e: an_assessment(is_exercise=e), {"subject": "pakket", "title": "Alles dicht"}
    ),
    "afwegingskader:assessment-close": with_record(lambda e: an_answered_assessment(is_exercise=e)),
    "afwegingskader:assessment-compare": _two_assessments,
}


def _invite(is_exercise: bool) -> Place:  # noqa: FBT001
    weighing = a_weighing(is_exercise=is_exercise)
    newcomer = an_expert(person(Role.EXPERT, "tweede-expert"))
    if is_exercise:
        weighing.situation.participations.create(user=newcomer.user)
    return Place((weighing.pk,), {"experts": [newcomer.pk]})


def _record(is_exercise: bool) -> Place:  # noqa: FBT001
    weighing = a_weighing(is_exercise=is_exercise)
    return Place((weighing.pk,), {"participant": weighing.participants.get().pk})


PLACES |= {
    "signals:weighing-invite": _invite,
    "signals:weighing-propose-expert": _invite,
    "signals:weighing-record-opinion": _record,
    "signals:weighing-declare-interests": with_record(
        lambda e: a_weighing(is_exercise=e), {"has_conflict": "nee"}
    ),
    "signals:weighing-reschedule": with_record(
        lambda e: a_weighing(is_exercise=e), {"form": "schriftelijk", "held_on": "2-9-2026"}
    ),
    "signals:weighing-decline": with_record(lambda e: a_weighing(is_exercise=e)),
}


A_PROOF = {"done_on": TODAY, "succeeded": "ja", "note": "Gemaakt en nageteld."}


def _appoint(_: bool) -> Place:  # noqa: FBT001
    deputy = person(Role.DEPUTY)
    return Place((), {"user": deputy.pk, "appointed_by": "De SG", "appointed_on": "1-9-2026"})


def _stand_down(_: bool) -> Place:  # noqa: FBT001
    appointment = a_deputy()
    deputies.activate(appointment, reason="Ziek.", by=person(Role.SECRETARY), at=timezone.now())
    return Place((appointment.pk,))


PLACES |= {
    "office:maintenance-begin": lambda _: Place(
        (),
        {
            "reason": "Wij verhuizen.",
            "expected_until_0": "31-12-2099",
            "expected_until_1": "12:00",
        },
    ),
    "office:norm-set": lambda _: Place(("oefening",), {"value": 12, "reason": "Vaker oefenen."}),
    "office:proof-record": lambda _: Place(("reservekopie",), A_PROOF),
}
PLACES |= {
    "yearly:account-draft": lambda _: Place((), {"year": timezone.localdate().year}),
    "yearly:account": lambda _: Place((an_account().pk,)),
    "yearly:yearaccount-edit": lambda _: Place((an_account().pk,), AN_EDIT),
    "yearly:yearaccount-refresh": lambda _: Place((an_account().pk,)),
    "yearly:yearaccount-adopt": lambda _: Place((an_account().pk,)),
    "yearly:yearaccount-deliver": lambda _: Place(
        (an_adopted_account().pk,), {"delivered_to": "De SG van SZW", "delivered_on": TODAY}
    ),
    "yearly:yearaccount-publish": lambda _: Place((an_adopted_account().pk,), {"checked": "on"}),
    "yearly:account-pdf": lambda _: Place((an_adopted_account().pk,)),
    "yearly:account-file": lambda _: Place((an_account().pk,)),
}
PLACES |= {
    "deputies:appoint": _appoint,
    "deputies:deputy-activate": lambda _: Place((a_deputy().pk,), {"reason": "Ziek."}),
    "deputies:deputy-stand-down": _stand_down,
    "deputies:deputy-end": lambda _: Place((a_deputy().pk,), {"reason": "Klaar."}),
}


def _merge(is_exercise: bool) -> Place:  # noqa: FBT001
    trigger = an_omt(TriggerState.REGISTERED, is_exercise=is_exercise)
    other = a_trigger(situation=trigger.situation)
    return Place((trigger.pk,), {"target": other.pk, "reason": "Hetzelfde."})


PLACES["signals:trigger-merge"] = _merge


def _hand_over(is_exercise: bool) -> Place:  # noqa: FBT001
    trigger = an_omt(TriggerState.REGISTERED, is_exercise=is_exercise)
    a_suspension(exercise=trigger.situation if is_exercise else None)
    return Place((trigger.pk,), {"covers_disease": "on", "reason": "Het staat in de opdracht."})


def _outside_scope(is_exercise: bool) -> Place:  # noqa: FBT001
    trigger = an_omt(TriggerState.REGISTERED, is_exercise=is_exercise)
    a_suspension(exercise=trigger.situation if is_exercise else None)
    handing_over.report_outside_scope(
        trigger, reason="Een andere ziekte.", by=person(Role.CPO), at=timezone.now()
    )
    return Place((trigger.pk,))


def _participants(is_exercise: bool) -> Place:  # noqa: FBT001, ARG001  (only an exercise has them)
    newcomer = person(Role.EXPERT, "tweede-expert")
    return Place((a_situation(is_exercise=True).pk,), {"user": newcomer.pk})


PLACES |= {
    "signals:trigger-hand-over": _hand_over,
    "signals:trigger-report-outside-scope": _hand_over,
    "signals:outside-scope": _outside_scope,
    "signals:situation-participants": _participants,
    "signals:situation-correct": with_record(
        lambda e: a_situation(is_exercise=e), {"title": "Koorts in Zeeland", "disease": "koorts"}
    ),
    "signals:propose": lambda _: Place(form={"disease": "koorts", "reasons": "Veel verzuim."}),
    "signals:proposal": with_record(lambda e: a_proposal(is_exercise=e)),
    "signals:proposal-take-over": with_record(
        lambda e: a_proposal(is_exercise=e), {"answer": "Goed gezien."}
    ),
    "signals:proposal-reject": with_record(
        lambda e: a_proposal(is_exercise=e), {"answer": "Te klein."}
    ),
}


def _real(make: Callable[[], Signal]) -> Callable[[bool], Signal]:
    """Return what builds the record; of what is never an exercise, an exercise that is not it."""

    def build(is_exercise: bool) -> Signal:  # noqa: FBT001
        return a_signal(SignalState.ANSWERED, is_exercise=True) if is_exercise else make()

    return build


def a_late_signal_under_a_decision() -> Signal:
    a_standing_decision()
    return a_late_signal()


def a_signal_with_news() -> Signal:
    signal = a_signal(SignalState.PUBLISHED)
    a_message(signal)
    doing.sweep(timezone.now())
    return signal


def _preview_file(*, is_exercise: bool) -> Place:
    signal = a_signal_with_files(is_exercise=is_exercise)
    return Place((signal.pk, "publiceren", f"{str(signal.number).lower()}-signaal.pdf"))


CHECKED = {"personal_data_checked": "on"}
REASON = {"reason": "Reden."}
PLACES |= {
    "signals:signal-send-message": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e), {"text": "Nieuws."} | an_agreement()
    ),
    "signals:signal-record-interim": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e), a_response()
    ),
    "signals:signal-record-conversation": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e),
        {"text": "Ja.", "spoken_with": "De SG"} | moment("spoken_at"),
    ),
    "signals:signal-record-further-response": with_record(
        lambda e: a_signal(SignalState.ANSWERED, is_exercise=e), a_response()
    ),
    "signals:message-file": with_record(
        lambda e: with_pdf(a_message(a_signal(SignalState.ISSUED, is_exercise=e))), None, "bericht"
    ),
    "signals:signal-report-leak": with_record(
        lambda e: a_signal(SignalState.ISSUED, is_exercise=e), {"known_on": TODAY, "how": "Krant."}
    ),
    "signals:signal-show-line": with_record(_real(a_leaked_signal)),
    "signals:signal-ask-sooner": with_record(lambda e: a_leaked_signal(is_exercise=e)),
    "signals:signal-publish-without-response": with_record(
        _real(a_late_signal_under_a_decision), CHECKED
    ),
    "signals:signal-add-response": with_record(_real(a_signal_without_response), a_response()),
    "signals:signal-publish-supplement": with_record(
        _real(a_signal_with_news), CHECKED | REASON | an_agreement()
    ),
    "signals:signal-prepare-correction": with_record(
        _real(lambda: a_signal(SignalState.PUBLISHED)), REASON | {"summary": "Anders."}
    ),
    "signals:signal-publish-correction": with_record(_real(a_prepared_correction), CHECKED),
    "signals:signal-drop-correction": with_record(_real(a_prepared_correction)),
    "signals:signal-take-offline": with_record(
        _real(lambda: a_signal(SignalState.PUBLISHED)), REASON
    ),
    "signals:signal-remove": with_record(_real(lambda: a_signal(SignalState.PUBLISHED)), REASON),
    "signals:signal-summarise": with_record(
        _real(lambda: a_signal(SignalState.ISSUED)), {"summary_en": "We ask for a commission."}
    ),
    "signals:signal-record-live": with_record(
        _real(lambda: a_signal(SignalState.PUBLISHED, at=timezone.now() - timedelta(days=12))),
        {"url": "https://www.scp.example/mit", "live_on": TODAY},
    ),
    "signals:signal-package": with_record(_real(lambda: a_signal(SignalState.PUBLISHED)), None, 1),
    "signals:signal-rebake": with_record(_real(a_signal_that_did_not_get_online)),
    "signals:signal-preview": with_record(
        lambda e: a_signal_with_files(is_exercise=e), None, "publiceren"
    ),
    "signals:signal-preview-file": lambda e: _preview_file(is_exercise=e),
    "signals:standing-decision-decide": lambda _: Place(
        form={"decided_on": TODAY, "rationale": "Reden.", "public_text": "Tekst."}
    ),
    "signals:standing-decision-end": lambda _: Place(
        (a_standing_decision().pk,), {"end_rationale": "Klaar."}
    ),
}

# the register of expertises
PLACES |= {
    "experts:add": lambda _: Place(form=the_form()),
    "experts:expert": lambda _: Place((a_registered_expert().pk,)),
    "experts:expert-edit": lambda _: Place((a_registered_expert().pk,), the_form()),
    "experts:expert-ask": lambda _: Place((a_registered_expert(email=AN_ADDRESS).pk,)),
    "experts:expert-confirm": lambda _: Place((a_registered_expert().pk,)),
    "experts:expert-record-consent": lambda _: Place((a_registered_expert().pk,)),
    "experts:expert-withdraw-consent": lambda _: Place((an_expert_who_consented().pk,)),
    "experts:expert-note-interest": lambda _: Place((a_registered_expert().pk,), AN_INTEREST),
    "experts:expert-end-interest": lambda _: Place(an_interest()),
    "experts:expert-erase": lambda _: Place((a_registered_expert().pk,), {"sure": "on"}),
    "experts:import-carry-out": lambda _: Place((a_preview(),)),
    "experts:contact-add": lambda _: Place((1,)),
    "experts:contact-edit": lambda _: Place((1,)),
    "experts:contact-remove": lambda _: Place((1,)),
    "experts:own-record": lambda _: Place(form=own_form(an_expert())),
    "experts:own-copy": lambda _: Place(form={"x": an_expert().pk}),
    "experts:expert-leave": lambda _: Place((a_registered_expert().pk,)),
    "experts:expert-come-back": lambda _: Place((an_expert_who_left().pk,)),
    "experts:expertise-add": lambda _: Place(form=AN_ENTRY),
    "experts:expertise-edit": lambda _: Place((an_expertise().pk,), AN_ENTRY),
    "experts:institute-add": lambda _: Place(form={"name": "Universiteit van Nergens"}),
    "experts:institute-edit": lambda _: Place((an_institute().pk,), {"name": "Planbureau"}),
}


def a_meeting_plan() -> dict[str, object]:
    start = timezone.localtime() + timedelta(days=30)
    day = f"{start:%d-%m-%Y}"
    return {
        "kind": "jaarvergadering",
        "form": "online",
        "starts_at_0": day,
        "starts_at_1": "10:00",
        "ends_at_0": day,
        "ends_at_1": "12:00",
        "link": "https://vergadering.voorbeeld.invalid/miw",
    }


def _planned(form: dict[str, object] | None = None) -> Callable[[bool], Place]:
    return with_record(lambda e: a_meeting(is_exercise=e), form)


def _held(form: dict[str, object] | None = None) -> Callable[[bool], Place]:
    return with_record(lambda e: a_meeting(MeetingState.HELD, is_exercise=e), form)


def _of_an_item(form: dict[str, object]) -> Callable[[bool], Place]:
    def place(is_exercise: bool) -> Place:  # noqa: FBT001
        meeting = a_meeting(is_exercise=is_exercise)
        return Place((meeting.pk, meeting.items.first().pk), form | BUTTON_ONLY)

    return place


def _with_a_choice(name: str) -> Callable[[bool], Place]:
    def place(is_exercise: bool) -> Place:  # noqa: FBT001
        meeting = a_meeting(is_exercise=is_exercise)
        newcomer = an_expert(person(Role.EXPERT, "nog-een-expert"))
        if meeting.situation is not None:
            add_participant(
                meeting.situation, user=newcomer.user, by=person(Role.CPO), at=timezone.now()
            )
        return Place((meeting.pk,), {name: [newcomer.pk]})

    return place


def _with_an_invitation(form: dict[str, object]) -> Callable[[bool], Place]:
    def place(is_exercise: bool) -> Place:  # noqa: FBT001
        meeting = a_meeting(is_exercise=is_exercise)
        invitation = meeting.invitations.filter(user=person(Role.SECRETARY)).get()
        return Place((meeting.pk,), form | {"invitation": invitation.pk})

    return place


def _of_an_action_to_add(is_exercise: bool) -> Place:  # noqa: FBT001
    meeting = a_meeting(MeetingState.HELD, is_exercise=is_exercise)
    due_on = f"{meeting.day() + timedelta(days=7):%d-%m-%Y}"
    form = {"text": "Bel", "owner": person(Role.SECRETARY).pk, "due_on": due_on}
    return Place((meeting.pk,), form)


def _adopted(is_exercise: bool) -> Minutes:  # noqa: FBT001
    return some_minutes(MinutesState.ADOPTED, is_exercise=is_exercise)


def _with_its_pdf(is_exercise: bool) -> Minutes:  # noqa: FBT001
    minutes = _adopted(is_exercise)
    work = Work.objects.get(kind="make_minutes_pdf")
    kinds["make_minutes_pdf"](work)
    return minutes


# meetings, their minutes and actions
PLACES |= {
    "draaiboek:meeting-plan": lambda _: Place((), a_meeting_plan()),
    "draaiboek:meeting": _planned(),
    "draaiboek:meeting-reschedule": _planned(a_meeting_plan()),
    "draaiboek:meeting-hold": with_record(
        lambda e: a_meeting(is_exercise=e, starts_at=timezone.now() - timedelta(hours=1))
    ),
    "draaiboek:meeting-correct-attendance": _held(),
    "draaiboek:meeting-cancel": _planned({"reason": "Ziekte."}),
    "draaiboek:meeting-edit-agenda": _planned({"subject": "Nieuw", "purpose": "besluit"}),
    "draaiboek:meeting-item": _of_an_item({"subject": "Anders", "purpose": "besluit"}),
    "draaiboek:meeting-item-move": _of_an_item({"direction": "omlaag"}),
    "draaiboek:meeting-item-remove": _of_an_item({}),
    "draaiboek:meeting-propose": _with_a_choice("experts"),
    "draaiboek:meeting-invite": _with_a_choice("experts"),
    "draaiboek:meeting-withdraw-invitation": _with_an_invitation({}),
    "draaiboek:meeting-record-reply": _with_an_invitation({"reply": "ja"}),
    "draaiboek:meeting-reply": _planned({"reply": "ja"}),
    "draaiboek:meeting-declare-interests": _planned({"has_conflict": "nee"}),
    "draaiboek:meeting-decide": _held({"text": "Zo doen wij het."}),
    "draaiboek:meeting-add-action": _of_an_action_to_add,
    "draaiboek:actionitem-finish": with_record(lambda e: an_action(is_exercise=e)),
    "draaiboek:actionitem-drop": with_record(
        lambda e: an_action(is_exercise=e), {"reason": "Niet meer nodig."}
    ),
    "draaiboek:minutes": with_record(lambda e: some_minutes(is_exercise=e)),
    "draaiboek:minutes-adopt": with_record(
        lambda e: some_minutes(is_exercise=e), {"in_writing": "Per mail."}
    ),
    "draaiboek:minutes-correct": with_record(_adopted, {"reason": "Een naam was fout."}),
    "draaiboek:minutes-file": with_record(_with_its_pdf),
}


def _assigned(is_exercise: bool) -> Place:  # noqa: FBT001, ARG001  (there are no exercises here)
    question = handling.assign(
        a_question(),
        assigned_to=person(Role.EXPERT),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    return Place((question.pk,), {"assigned_to": person(Role.CPO).pk})


def _of_the_public(
    state: QuestionState, form: dict[str, object] | None = None
) -> Callable[[bool], Place]:
    return with_record(lambda _: a_question(state), form)


ANSWERED, IN_PROGRESS = QuestionState.ANSWERED, QuestionState.IN_PROGRESS
ENTERED = FORM | {"channel": "telefoon", "received_on": TODAY}
STANDARD = {"title": "Andere titel", "text": "Tekst."}
PLACES |= {
    "aanspreekpunt:question-enter": lambda _: Place(form=dict(ENTERED)),
    "aanspreekpunt:question": _of_the_public(QuestionState.RECEIVED),
    "aanspreekpunt:question-take-up": _of_the_public(QuestionState.RECEIVED),
    "aanspreekpunt:question-answer": _of_the_public(IN_PROGRESS, {"text": "Ja."}),
    "aanspreekpunt:question-record-answer": _of_the_public(
        IN_PROGRESS, {"text": "Ja.", "way": "brief", "given_on": TODAY}
    ),
    "aanspreekpunt:question-refer": _of_the_public(
        IN_PROGRESS, {"text": "Ja.", "referred_to": "RIVM"}
    ),
    "aanspreekpunt:question-dismiss": _of_the_public(IN_PROGRESS, dict(CLOSING)),
    "aanspreekpunt:question-mark-as-spam": _of_the_public(IN_PROGRESS, dict(CLOSING)),
    "aanspreekpunt:question-assign": _assigned,
    "aanspreekpunt:question-correct": _of_the_public(IN_PROGRESS, {"topic": "werk"}),
    "aanspreekpunt:question-resend": with_record(lambda _: an_undelivered_question()),
    "aanspreekpunt:question-reopen": _of_the_public(ANSWERED),
    "aanspreekpunt:question-erase": _of_the_public(ANSWERED),
    "aanspreekpunt:standard-answer": with_record(lambda _: a_standard_answer()),
    "aanspreekpunt:standard-answer-write": lambda _: Place(form=dict(STANDARD)),
    "aanspreekpunt:standard-answer-change": with_record(
        lambda _: a_standard_answer(), STANDARD | {"version": 1, "is_in_use": "on"}
    ),
}
PLACES |= places_of_the_playbook(Place)
PLACES |= places_of_the_archive(Place)
