"""What each office address answers: a literal table by role, and how one asks."""

from collections.abc import Generator
from contextlib import contextmanager

from archive_places import ROWS as ARCHIVE_ROWS
from asking import signed_in, undone
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from draaiboek_places import ROWS as PLAYBOOK_ROWS
from edition_places import edition_rows
from office_places import PLACES, Place
from pytest_django import DjangoDbBlocker

from afwegingskader.models import KaderEdition, WeighingQuestions
from building import person
from mit_waakstand.accounts.roles import Role

ROLES = (Role.CPO, Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR)
NEVER = "405 405 405 405 405 405"

# For GET and for POST: statuses in the order of ROLES, then of somebody who is not signed in.
# "in": sent to sign in.
# 302 on GET of a step: back to the record, with the message that the step is not for this person.
TABLE = {
    "office": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "office:worklist": ("200 200 200 200 200 in", NEVER),
    "office:search": ("200 200 200 200 403 in", NEVER),
    "office:work": ("403 403 403 403 200 in", NEVER),
    "office:work-trial-mail": (NEVER, "403 403 403 403 302 in"),
    "office:work-retry-all": (NEVER, "403 403 403 403 302 in"),
    "office:work-retry": (NEVER, "403 403 403 403 302 in"),
    # alleen lezen (onderhoud); postponing and ending are refused when it does not run
    "office:maintenance": ("403 403 403 403 200 in", NEVER),
    "office:maintenance-begin": ("403 403 403 403 200 in", "403 403 403 403 302 in"),
    "office:maintenance-postpone": ("403 403 403 403 200 in", "403 403 403 403 422 in"),
    "office:maintenance-end": ("403 403 403 403 200 in", "403 403 403 403 422 in"),
    # Paraatheid: the beheerder sees what is technical
    "office:readiness": ("200 200 403 403 200 in", NEVER),
    "office:norms": ("200 200 403 403 403 in", NEVER),
    "office:norm-set": ("200 403 403 403 403 in", "302 403 403 403 403 in"),
    "office:proofs": ("200 200 403 403 200 in", NEVER),
    "office:proof-record": ("200 200 403 403 200 in", "302 302 403 403 302 in"),
    "office:dossier": ("200 200 403 403 403 in", NEVER),
    "office:dossier-file": (NEVER, "200 200 403 403 403 in"),
    # the yearly account; the year of the test is not over, so it cannot be adopted yet
    "yearly:accounts": ("200 200 403 403 403 in", NEVER),
    "yearly:account-draft": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "yearly:account": ("200 200 403 403 403 in", NEVER),
    "yearly:yearaccount-edit": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "yearly:yearaccount-refresh": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "yearly:yearaccount-adopt": ("200 302 403 403 403 in", "422 403 403 403 403 in"),
    "yearly:yearaccount-deliver": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "yearly:yearaccount-publish": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "yearly:account-pdf": ("200 200 403 403 403 in", NEVER),
    "yearly:account-file": (NEVER, "200 200 403 403 403 in"),
    # accounts: the beheerder gives access, the CPO looks once a year at who has it
    "people:accounts": ("200 403 403 403 200 in", NEVER),
    "people:account": ("200 403 403 403 200 in", NEVER),
    "people:invite": ("403 403 403 403 200 in", "403 403 403 403 302 in"),
    "people:review": ("200 403 403 403 403 in", "422 403 403 403 403 in"),
    "people:account-invite-again": ("403 403 403 403 200 in", "403 403 403 403 302 in"),
    "people:account-change-role": ("403 403 403 403 200 in", "403 403 403 403 302 in"),
    "scanning:held-files": ("403 403 403 403 200 in", NEVER),
    "scanning:held-file": ("403 403 403 403 200 in", NEVER),
    "scanning:heldfile-settle": ("403 403 403 403 200 in", "403 403 403 403 302 in"),
    "people:account-deactivate": ("403 403 403 403 200 in", "403 403 403 403 302 in"),
    "people:account-reactivate": ("403 403 403 403 200 in", "403 403 403 403 422 in"),
    "people:account-reset-second-factor": ("403 403 403 403 200 in", "403 403 403 403 422 in"),
    "calendar_feed:page": ("200 200 200 200 200 in", "200 200 200 200 200 in"),
    "calendar_feed:revoke": (NEVER, "302 302 302 302 302 in"),
    "keeping:keep": (NEVER, "400 400 400 400 400 in"),  # without a slip of one of our forms
    "keeping:discard": (NEVER, "400 400 400 400 400 in"),
    "signals:calendar": ("403 403 403 403 200 in", "403 403 403 403 302 in"),
    "signals:situations": ("200 200 403 403 403 in", NEVER),
    "signals:situation": ("200 200 403 403 403 in", NEVER),
    "signals:triggers": ("200 200 403 403 403 in", NEVER),
    "signals:triggers-file": (NEVER, "200 200 403 403 403 in"),
    "signals:register": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:trigger": ("200 200 403 403 403 in", NEVER),
    "signals:trigger-submit": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:trigger-convene": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-do-not-convene": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-uphold": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-reconsider": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-end-a1": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:trigger-correct-facts": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:trigger-merge": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-void": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-hand-over": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-report-outside-scope": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:outside-scope": ("200 200 403 200 403 in", NEVER),
    "signals:situation-participants": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:situation-correct": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:proposals": ("200 200 200 403 403 in", NEVER),
    "signals:propose": ("403 403 200 403 403 in", "403 403 302 403 403 in"),
    "signals:proposal": ("200 200 200 403 403 in", NEVER),
    "signals:proposal-take-over": ("200 302 302 403 403 in", "302 403 403 403 403 in"),
    "signals:proposal-reject": ("200 302 302 403 403 in", "302 403 403 403 403 in"),
    "signals:trigger-weigh": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:trigger-complete": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:weighings": ("200 200 200 403 403 in", NEVER),
    "signals:weighings-file": (NEVER, "200 200 200 403 403 in"),
    "signals:weighing": ("200 200 200 403 403 in", NEVER),
    "signals:weighing-invite": ("200 302 302 403 403 in", "302 403 403 403 403 in"),
    "signals:weighing-propose-expert": (
        "302 200 302 403 403 in",
        "403 302 403 403 403 in",
    ),
    "signals:weighing-declare-interests": (
        "200 200 200 403 403 in",
        "302 302 302 403 403 in",
    ),
    "signals:weighing-record-opinion": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "signals:weighing-reschedule": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "signals:weighing-decline": ("302 302 200 403 403 in", "403 403 302 403 403 in"),
    "signals:weighing-answer": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "signals:weighing-give-opinion": ("302 302 200 403 403 in", "403 403 302 403 403 in"),
    "signals:weighing-close": ("200 302 302 403 403 in", "302 403 403 403 403 in"),
    "signals:weighing-draft": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:signals": ("200 200 200 200 403 in", NEVER),
    "signals:signals-file": (NEVER, "200 200 200 200 403 in"),
    "signals:signal": ("200 200 200 200 403 in", NEVER),
    "signals:signal-edit": ("200 200 302 404 403 in", "302 302 403 404 403 in"),
    "signals:signal-versions": ("200 200 403 403 403 in", NEVER),
    "signals:signal-adopt": ("200 302 302 404 403 in", "302 403 403 404 403 in"),
    "signals:signal-issue": ("200 200 302 404 403 in", "302 302 403 404 403 in"),
    "signals:signal-respond": ("302 200 302 200 403 in", "403 302 403 302 403 in"),
    "signals:signal-send-message": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-record-interim": ("302 200 302 200 403 in", "403 302 403 302 403 in"),
    "signals:signal-record-conversation": ("200 200 302 200 403 in", "302 302 403 302 403 in"),
    "signals:signal-record-further-response": (
        "302 200 302 200 403 in",
        "403 302 403 302 403 in",
    ),
    "signals:message-file": ("200 200 200 200 403 in", NEVER),
    "signals:signal-report-leak": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-show-line": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-ask-sooner": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-publish-without-response": (
        "200 302 302 302 403 in",
        "302 403 403 403 403 in",
    ),
    "signals:signal-add-response": ("302 200 302 200 403 in", "403 302 403 302 403 in"),
    "signals:signal-publish-supplement": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-prepare-correction": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-publish-correction": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-drop-correction": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-take-offline": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-remove": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-summarise": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-record-live": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-package": ("200 200 403 403 403 in", NEVER),
    "signals:signal-rebake": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-preview": ("200 200 403 403 403 in", NEVER),
    "signals:signal-preview-file": ("200 200 403 403 403 in", NEVER),
    "signals:standing-decisions": ("200 200 403 403 403 in", NEVER),
    "signals:standing-decision-decide": ("200 403 403 403 403 in", "302 403 403 403 403 in"),
    "signals:standing-decision-end": ("200 403 403 403 403 in", "302 403 403 403 403 in"),
    "signals:signal-publish": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-reopen": ("200 302 302 404 403 in", "302 403 403 404 403 in"),
    "signals:signal-withdraw": ("200 302 302 404 403 in", "302 403 403 404 403 in"),
    "signals:signal-disclose": ("200 302 302 404 403 in", "302 403 403 404 403 in"),
    "signals:signal-confirm-receipt": ("302 302 302 200 403 in", "403 403 403 302 403 in"),
    "signals:signal-record-receipt": ("302 200 302 302 403 in", "403 302 403 403 403 in"),
    "signals:signal-resend": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-inform-minister": ("302 200 302 200 403 in", "403 302 403 302 403 in"),
    "signals:signal-propose-date": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    # Who proposed the date (the secretaris) does not confirm it himself.
    "signals:signal-confirm-date": ("200 302 302 302 403 in", "302 403 403 403 403 in"),
    "signals:signal-drop-date": ("200 200 302 302 403 in", "302 302 403 403 403 in"),
    "signals:signal-a4": ("200 200 200 200 403 in", NEVER),
    "signals:signal-response-receipt": ("200 200 200 200 403 in", NEVER),
    "signals:signal-file": ("200 200 200 200 403 in", NEVER),
    "signals:decisions": ("200 200 403 200 403 in", NEVER),
    "signals:decision-new": ("200 200 403 200 403 in", "302 302 403 302 403 in"),
    "signals:ministerdecision": ("200 200 403 200 403 in", NEVER),
    "signals:ministerdecision-replace": ("200 200 403 200 403 in", "302 302 403 302 403 in"),
    "signals:commission-new": ("200 200 403 200 403 in", "302 302 403 302 403 in"),
    "signals:commission": ("200 200 403 200 403 in", NEVER),
    "signals:commission-change-end": ("200 200 403 200 403 in", "302 302 403 302 403 in"),
    "signals:commission-propose": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:suspension": ("200 200 403 403 403 in", NEVER),
    "signals:suspension-register": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:suspension-drop": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    "signals:suspension-prepare": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "signals:suspension-end": ("200 302 403 403 403 in", "302 403 403 403 403 in"),
    # the contact point; an expert reads what is assigned to him
    "aanspreekpunt:questions": ("200 200 200 403 403 in", NEVER),
    "aanspreekpunt:questions-file": (NEVER, "200 200 403 403 403 in"),
    "aanspreekpunt:question-enter": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "aanspreekpunt:question": ("200 200 404 403 403 in", NEVER),
    "aanspreekpunt:question-take-up": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-answer": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-record-answer": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-refer": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-dismiss": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-mark-as-spam": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-assign": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "aanspreekpunt:question-correct": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-resend": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-reopen": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:question-erase": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "aanspreekpunt:standard-answers": ("200 200 403 403 403 in", NEVER),
    "aanspreekpunt:standard-answer": ("200 200 403 403 403 in", NEVER),
    "aanspreekpunt:standard-answer-write": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "aanspreekpunt:standard-answer-change": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    **edition_rows(WeighingQuestions),
    **PLAYBOOK_ROWS,
    **ARCHIVE_ROWS,
    **edition_rows(KaderEdition),
    # a use of the kader; the expert was asked to help
    "afwegingskader:assessments": ("200 200 200 403 403 in", NEVER),
    "afwegingskader:assessment": ("200 200 200 403 403 in", NEVER),
    "afwegingskader:assessment-pdf": ("404 404 404 403 403 in", NEVER),  # none while it is open
    "afwegingskader:assessment-begin": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "afwegingskader:assessment-answer": ("200 200 200 403 403 in", "302 302 302 403 403 in"),
    "afwegingskader:assessment-answer-step": ("200 200 200 403 403 in", "302 302 302 403 403 in"),
    "afwegingskader:assessment-invite": ("200 302 302 403 403 in", "302 403 403 403 403 in"),
    "afwegingskader:assessment-rename": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "afwegingskader:assessment-close": ("200 302 302 403 403 in", "302 403 403 403 403 in"),
    "afwegingskader:assessment-compare": ("200 200 404 403 403 in", NEVER),
    # the waarneming is of the secretaris
    "draaiboek:meetings": ("200 200 200 403 403 in", NEVER),
    "draaiboek:meeting-plan": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting": ("200 200 200 403 403 in", NEVER),
    "draaiboek:meeting-reschedule": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-hold": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-correct-attendance": (
        "200 200 302 403 403 in",
        "302 302 403 403 403 in",
    ),
    "draaiboek:meeting-cancel": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-edit-agenda": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-item": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-item-move": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-item-remove": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-propose": ("302 200 302 403 403 in", "403 302 403 403 403 in"),
    "draaiboek:meeting-invite": ("200 302 302 403 403 in", "302 403 403 403 403 in"),
    "draaiboek:meeting-withdraw-invitation": (
        "200 302 302 403 403 in",
        "302 403 403 403 403 in",
    ),
    "draaiboek:meeting-record-reply": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-reply": ("200 200 200 403 403 in", "302 302 302 403 403 in"),
    "draaiboek:meeting-declare-interests": (
        "200 200 200 403 403 in",
        "302 302 302 403 403 in",
    ),
    "draaiboek:meeting-decide": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:meeting-add-action": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:actions": ("200 200 200 403 403 in", NEVER),
    "draaiboek:actionitem-finish": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "draaiboek:actionitem-drop": ("200 200 404 403 403 in", "302 302 404 403 403 in"),
    "draaiboek:minutes": ("200 200 404 403 403 in", NEVER),
    "draaiboek:minutes-adopt": ("200 302 404 403 403 in", "302 403 404 403 403 in"),
    "draaiboek:minutes-correct": ("200 200 302 403 403 in", "302 302 403 403 403 in"),
    "draaiboek:minutes-file": ("200 200 200 403 403 in", NEVER),
    "deputies:deputies": ("200 200 404 404 404 in", NEVER),
    "deputies:appoint": ("200 403 403 403 403 in", "302 403 403 403 403 in"),
    "deputies:deputy-activate": ("302 200 404 404 404 in", "403 302 404 404 404 in"),
    "deputies:deputy-stand-down": ("302 200 404 404 404 in", "403 302 404 404 404 in"),
    "deputies:deputy-end": ("200 302 404 404 404 in", "302 403 404 404 404 in"),
    # the register of expertises
    "experts:experts": ("200 200 403 403 403 in", NEVER),
    "experts:experts-file": (NEVER, "200 200 403 403 403 in"),
    "experts:add": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:import": ("200 200 403 403 403 in", "422 422 403 403 403 in"),  # without a file
    # a preview is of who made it: the secretaris
    "experts:import-carry-out": (NEVER, "404 302 403 403 403 in"),
    "experts:expert": ("200 200 403 403 403 in", NEVER),
    "experts:expert-edit": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-ask": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-confirm": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-record-consent": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-withdraw-consent": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-note-interest": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-end-interest": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-erase": ("200 403 403 403 403 in", "302 403 403 403 403 in"),
    # praktijkkringen are off unless a setting says so
    "experts:circles": ("404 404 403 403 403 in", NEVER),
    "experts:circle-add": ("404 404 403 403 403 in", "404 404 403 403 403 in"),
    "experts:contact-add": ("404 404 403 403 403 in", "404 404 403 403 403 in"),
    "experts:contact-edit": ("404 404 403 403 403 in", "404 404 403 403 403 in"),
    "experts:contact-remove": ("404 404 403 403 403 in", "404 404 403 403 403 in"),
    # an expert without a record in the register has none of his own
    "experts:own-record": ("403 403 200 403 403 in", "403 403 302 403 403 in"),
    "experts:own-copy": ("403 403 200 403 403 in", NEVER),
    "experts:expert-leave": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expert-come-back": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:coverage": ("200 200 403 403 403 in", NEVER),
    "experts:lists": ("200 200 403 403 403 in", NEVER),
    "experts:expertise-add": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:expertise-edit": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:institute-add": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "experts:institute-edit": ("200 200 403 403 403 in", "302 302 403 403 403 in"),
    "demo:post": ("404 404 404 404 404 in", NEVER),  # only a demonstration has this page
}

NEW = {"register", "propose", "decision-new", "commission-new", "standing-decision-decide"}
OF_NO_RECORD = {*NEW, "standing-decision-end"}
OF_MEETINGS = (":meeting", ":minutes", ":actionitem")
MEETINGS = {name for name in PLACES if any(word in name for word in OF_MEETINGS)}
MEETINGS -= {"draaiboek:meeting-plan"}
OF_A_RECORD = sorted(
    {name for name in PLACES if name[:8] == "signals:" and name[8:] not in OF_NO_RECORD} | MEETINGS
)


@contextmanager
def sign_ins(
    blocker: DjangoDbBlocker, people: list[tuple[Role, str]]
) -> Generator[dict[str, str], None, None]:
    """Yield the session of each of these people by name: signed in once for all tests of a module.

    At the end there is nothing left of it.
    """
    with blocker.unblock(), undone():
        cookie = settings.SESSION_COOKIE_NAME
        everybody = [person(role, name) for role, name in people]
        yield {user.username: signed_in(user).cookies[cookie].value for user in everybody}


def browser_with(session: str) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def ask(client: Client, method: str, name: str, place: Place) -> HttpResponse:
    """Return the answer; whatever it changed is undone."""
    address = reverse(name, args=place.arguments)
    with undone():
        return client.get(address) if method == "GET" else client.post(address, place.form)


def status(answer: HttpResponse) -> str:
    """Return its number, or "in" for who is sent to sign in."""
    sign_in = f"{reverse(settings.LOGIN_URL)}?next="
    is_sent_away = answer.status_code == 302 and answer.headers["Location"].startswith(sign_in)
    return "in" if is_sent_away else str(answer.status_code)


def answers(client: Client, name: str, place: Place) -> tuple[HttpResponse, HttpResponse]:
    """Return what comes on GET and on POST."""
    return ask(client, "GET", name, place), ask(client, "POST", name, place)


def statuses(found: tuple[HttpResponse, HttpResponse]) -> tuple[str, str]:
    """Return both as they stand in the table."""
    return status(found[0]), status(found[1])


def closed_to(name: str, role: Role) -> tuple[str, str]:
    """Return the statuses for somebody of this role who may not know the record."""
    on_get, on_post = TABLE[name]
    hidden = "403" if on_get.split()[ROLES.index(role)] == "403" else "404"
    return hidden, "405" if on_post == NEVER else hidden
