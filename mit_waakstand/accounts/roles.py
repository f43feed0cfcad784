"""The role table: which role may do what (domain §5). One table, asked by everything.

Which *records* a person sees is asked of the record itself (``visible_to``); this table says which
acts belong to a role at all.
"""

from django.db import models


class Role(models.TextChoices):
    """The parts that people with an account play."""

    CPO = "cpo", "Chief Preparedness Officer"
    SECRETARY = "secretaris", "secretaris"
    EXPERT = "expert", "expert"
    SG_OFFICE = "bureau_sg", "Bureau SG (SZW)"
    ADMINISTRATOR = "beheerder", "functioneel beheerder"
    DEPUTY = "waarnemer", "waarnemer"


CPO, SECRETARY, EXPERT, SG_OFFICE, ADMINISTRATOR, DEPUTY = (
    Role.CPO,
    Role.SECRETARY,
    Role.EXPERT,
    Role.SG_OFFICE,
    Role.ADMINISTRATOR,
    Role.DEPUTY,
)
SECRETARIAT = frozenset({CPO, SECRETARY})
DEPUTIES = frozenset({SECRETARY, EXPERT, DEPUTY})  # the roles of which somebody may be a deputy

PERMISSIONS: dict[str, frozenset[Role]] = {
    # situation and trigger
    "situation.see": SECRETARIAT,
    "situation.write": SECRETARIAT,
    "trigger.register": SECRETARIAT,
    "trigger.submit": SECRETARIAT,
    "trigger.convene": frozenset({CPO}),
    "trigger.do_not_convene": frozenset({CPO}),
    "trigger.weigh": SECRETARIAT,
    "trigger.complete": SECRETARIAT,
    "trigger.end_a1": SECRETARIAT,
    "trigger.correct_facts": SECRETARIAT,
    "trigger.uphold": frozenset({CPO}),
    "trigger.reconsider": frozenset({CPO}),
    "trigger.merge": frozenset({CPO}),
    "trigger.void": frozenset({CPO}),
    "trigger.hand_over": frozenset({CPO}),
    "scope.see": SECRETARIAT | {SG_OFFICE},
    "proposal.see": SECRETARIAT | {EXPERT},
    "proposal.submit": frozenset({EXPERT}),
    "proposal.answer": frozenset({CPO}),
    # weighing
    "weighing.see": SECRETARIAT | {EXPERT},
    "weighing.open": SECRETARIAT,
    "weighing.invite": frozenset({CPO}),
    "weighing.answer": SECRETARIAT,
    "weighing.propose": frozenset({SECRETARY}),
    "weighing.declare": SECRETARIAT | {EXPERT},
    "weighing.record": SECRETARIAT,
    "weighing.reschedule": SECRETARIAT,
    "weighing.opinion": frozenset({EXPERT}),
    "weighing.decline": frozenset({EXPERT}),
    "weighing.close": frozenset({CPO}),
    # signal
    "signal.see": SECRETARIAT | {EXPERT, SG_OFFICE},
    "signal.draft": SECRETARIAT,
    "signal.edit": SECRETARIAT,
    "signal.adopt": frozenset({CPO}),
    "signal.reopen": frozenset({CPO}),
    "signal.withdraw": frozenset({CPO}),
    "signal.disclose": frozenset({CPO}),
    "signal.issue": SECRETARIAT,  # the secretaris namens de CPO
    "signal.confirm_receipt": frozenset({SG_OFFICE}),
    "signal.record_receipt": frozenset({SECRETARY}),
    "signal.resend": SECRETARIAT,
    "signal.inform_minister": frozenset({SECRETARY, SG_OFFICE}),
    "signal.correct_date": SECRETARIAT,
    "signal.respond": frozenset({SECRETARY, SG_OFFICE}),
    "signal.publish": SECRETARIAT,  # idem
    "signal.summarise": SECRETARIAT,  # in English; goes public with the CPO's step
    "signal.preview": SECRETARIAT,  # the public page before it is public
    # what the Minister decides, a commissie MIT, and the suspension that follows from it
    "decision.see": SECRETARIAT | {SG_OFFICE},
    "decision.record": SECRETARIAT | {SG_OFFICE},
    "commission.see": SECRETARIAT | {SG_OFFICE},
    "commission.record": SECRETARIAT | {SG_OFFICE},
    "suspension.see": SECRETARIAT,
    "suspension.prepare": SECRETARIAT,
    "suspension.register": frozenset({CPO}),
    "suspension.end": frozenset({CPO}),
    # each finds what he may know
    "search.use": SECRETARIAT | {EXPERT, SG_OFFICE},
    # messages, publication beside the main road, corrections (§3.3, 3.6, 3.7)
    "signal.message": SECRETARIAT,  # the secretaris namens de CPO
    "signal.note": SECRETARIAT | {SG_OFFICE},
    "signal.package": SECRETARIAT,  # for editors of SCP's own site
    "signal.record_live": SECRETARIAT,
    "signal.rebake": SECRETARIAT,
    "signal.report_leak": frozenset({CPO}),
    "signal.publish_without_response": frozenset({CPO}),
    "signal.correct": frozenset({CPO}),
    "standing_decision.see": SECRETARIAT,
    "standing_decision.decide": frozenset({CPO}),
    # versions of the weegvragen
    "weegvragen.see": SECRETARIAT,
    "weegvragen.read": SECRETARIAT,
    "weegvragen.write": SECRETARIAT,
    "weegvragen.adopt": frozenset({CPO}),
    # versions of the afwegingskader, and its uses
    "afwegingskader.see": SECRETARIAT,
    "afwegingskader.read": SECRETARIAT | {EXPERT},  # a draft to which he was invited
    "afwegingskader.write": SECRETARIAT,
    "afwegingskader.adopt": frozenset({CPO}),
    "assessment.see": SECRETARIAT | {EXPERT},
    "assessment.begin": SECRETARIAT,
    "assessment.answer": SECRETARIAT | {EXPERT},
    "assessment.invite": frozenset({CPO}),
    "assessment.close": frozenset({CPO}),
    # meetings (domain §5); an expert sees those to which he was invited
    "meeting.see": SECRETARIAT | {EXPERT, DEPUTY},
    "meeting.write": SECRETARIAT,
    "meeting.propose": frozenset({SECRETARY}),
    "meeting.invite": frozenset({CPO}),  # inviting is a right of the CPO
    "meeting.reply": SECRETARIAT | {EXPERT, DEPUTY},
    "action.finish": SECRETARIAT | {EXPERT, DEPUTY},
    "minutes.see": SECRETARIAT | {EXPERT, DEPUTY},
    "minutes.write": SECRETARIAT,
    "minutes.adopt": frozenset({CPO}),
    # questions of the public; an expert reads what was assigned to him
    "question.see": SECRETARIAT | {EXPERT},
    "question.enter": SECRETARIAT,
    "question.handle": SECRETARIAT,
    "question.erase": SECRETARIAT,
    "standard_answer.write": SECRETARIAT,
    # the draaiboek, its runs and documents; in an exercise who takes part sees his part
    "draaiboek.see": SECRETARIAT,
    "draaiboek.read": SECRETARIAT | {EXPERT},  # idem
    "draaiboek.write": SECRETARIAT,
    "draaiboek.adopt": frozenset({CPO}),
    "run.see": SECRETARIAT | {EXPERT, SG_OFFICE},
    "run.steps": SECRETARIAT | {EXPERT},
    "run.write": SECRETARIAT,
    "run.respond": SECRETARIAT | {EXPERT, SG_OFFICE},
    "document.see": SECRETARIAT | {EXPERT, SG_OFFICE},
    "document.write": SECRETARIAT,
    "scale_up.see": SECRETARIAT,
    "scale_up.write": SECRETARIAT,
    # the deputies of the CPO (domain §1)
    "deputy.see": SECRETARIAT | {DEPUTY},
    "deputy.appoint": frozenset({CPO}),
    "deputy.end": frozenset({CPO}),
    "deputy.activate": DEPUTIES,
    # Paraatheid (domain §6): the beheerder sees what is technical, not how the duties stand
    "readiness.see": SECRETARIAT | {ADMINISTRATOR},
    "readiness.duties": SECRETARIAT,
    "norm.set": frozenset({CPO}),
    "proof.duty": SECRETARIAT,
    "proof.machine": SECRETARIAT | {ADMINISTRATOR},
    # the yearly account, and what the evaluator gets
    "yearly.see": SECRETARIAT,
    "yearly.write": SECRETARIAT,
    "yearly.adopt": frozenset({CPO}),
    "yearly.deliver": SECRETARIAT,
    "yearly.publish": frozenset({CPO}),
    "dossier.export": SECRETARIAT,
    # the archive: what is kept, what is held
    "archive.see": SECRETARIAT,
    "archive.appraise": SECRETARIAT,
    "archive.hold": SECRETARIAT,
    "archive.lift": frozenset({CPO}),
    "archive.export": SECRETARIAT,
    "handover.prepare": SECRETARIAT,
    "handover.hand_over": frozenset({CPO}),
    "handover.take_in": SECRETARIAT,
    "woo.judge": SECRETARIAT,
    "woo.adopt": frozenset({CPO}),
    # the record itself, and the machine room
    "event.see": SECRETARIAT,
    "admin.enter": SECRETARIAT | {ADMINISTRATOR},
    # the register of expertises; who is in it knows his own record (domain §5)
    "expert.see": SECRETARIAT,
    "expert.write": SECRETARIAT,
    "expert.erase": frozenset({CPO}),
    "expert.own": frozenset({EXPERT}),
    "account.write": frozenset({ADMINISTRATOR}),
    "access.see": frozenset({CPO, ADMINISTRATOR}),
    "access.review": frozenset({CPO}),  # the owner, not the one who gives the roles
    "table.write": frozenset({ADMINISTRATOR}),
    "work.see": frozenset({ADMINISTRATOR}),
    "maintenance.switch": frozenset({ADMINISTRATOR}),
    # what the virus scanner held: whoever sends a file in may be the one, the beheerder knows
    "held_file.send": frozenset(Role),
    "held_file.see": frozenset({ADMINISTRATOR}),
    "held_file.settle": frozenset({ADMINISTRATOR}),
}

# What a deputy does not do as acting CPO: keep himself in office, or bring in others.
NOT_AS_DEPUTY = frozenset({"deputy.appoint", "deputy.end"})
# What a secretaris may only do namens de CPO: a secretaris who is acting CPO does it as that.
ON_BEHALF = frozenset({"signal.issue", "signal.publish"})

# Before these acts somebody shows again that it is he.
GRAVE = frozenset(
    {
        "signal.issue",
        "signal.publish",
        "signal.publish_without_response",
        "signal.correct",  # a correction, removed with a notice, offline
        "yearly.publish",
        "expert.erase",
        "question.erase",
        "account.write",
        "access.review",
    }
)


def allows(role: str, permission: str) -> bool:
    """Return whether a role carries this permission.

    Raises KeyError for a permission that the table does not know.
    """
    return role in PERMISSIONS[permission]
