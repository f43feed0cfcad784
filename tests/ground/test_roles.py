"""The role table against the roles of the agreement, written out here (domain §5)."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_display
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from building import person
from mit_waakstand.accounts.adapter import Adapter
from mit_waakstand.accounts.backends import AccountBackend
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import PERMISSIONS, Role
from mit_waakstand.role_admin import RoleAdmin

# C = CPO, S = secretaris, E = expert, B = Bureau SG, A = functioneel beheerder, W = waarnemer
PEOPLE = (
    Role.CPO,
    Role.SECRETARY,
    Role.EXPERT,
    Role.SG_OFFICE,
    Role.ADMINISTRATOR,
    Role.DEPUTY,
)
LETTERS = dict(zip("CSEBAW", PEOPLE, strict=True))
EXPECTED = """
situation.see           C S . . .
situation.write         C S . . .
trigger.register        C S . . .
trigger.submit          C S . . .
trigger.convene         C . . . .
trigger.do_not_convene  C . . . .
trigger.weigh           C S . . .
trigger.complete        C S . . .
trigger.end_a1          C S . . .
trigger.correct_facts   C S . . .
trigger.uphold          C . . . .
trigger.reconsider      C . . . .
trigger.merge           C . . . .
trigger.void            C . . . .
trigger.hand_over       C . . . .
scope.see               C S . B .
proposal.see            C S E . .
proposal.submit         . . E . .
proposal.answer         C . . . .
weighing.see            C S E . .
weighing.open           C S . . .
weighing.invite         C . . . .
weighing.answer         C S . . .
weighing.propose        . S . . .
weighing.declare        C S E . .
weighing.record         C S . . .
signal.preview          C S . . .
held_file.send          C S E B A W
held_file.see           . . . . A
held_file.settle        . . . . A
signal.summarise        C S . . .
signal.rebake           C S . . .
signal.package          C S . . .
signal.record_live      C S . . .
weighing.reschedule     C S . . .
weighing.opinion        . . E . .
weighing.decline        . . E . .
weighing.close          C . . . .
signal.see              C S E B .
signal.draft            C S . . .
signal.edit             C S . . .
signal.adopt            C . . . .
signal.reopen           C . . . .
signal.withdraw         C . . . .
signal.disclose         C . . . .
signal.issue            C S . . .
signal.confirm_receipt  . . . B .
signal.record_receipt   . S . . .
signal.resend           C S . . .
signal.inform_minister  . S . B .
signal.correct_date     C S . . .
signal.respond          . S . B .
signal.publish          C S . . .
signal.message          C S . . .
signal.note             C S . B .
signal.report_leak      C . . . .
signal.publish_without_response C . . . .
signal.correct          C . . . .
standing_decision.see   C S . . .
standing_decision.decide C . . . .
decision.see            C S . B .
decision.record         C S . B .
commission.see          C S . B .
commission.record       C S . B .
suspension.see          C S . . .
suspension.prepare      C S . . .
suspension.register     C . . . .
suspension.end          C . . . .
search.use              C S E B .
weegvragen.see          C S . . .
weegvragen.read         C S . . .
weegvragen.write        C S . . .
weegvragen.adopt        C . . . .
afwegingskader.see      C S . . .
afwegingskader.read     C S E . .
afwegingskader.write    C S . . .
afwegingskader.adopt    C . . . .
assessment.see          C S E . .
assessment.begin        C S . . .
assessment.answer       C S E . .
assessment.invite       C . . . .
assessment.close        C . . . .
meeting.see             C S E . . W
meeting.write           C S . . .
meeting.propose         . S . . .
meeting.invite          C . . . .
meeting.reply           C S E . . W
action.finish           C S E . . W
minutes.see             C S E . . W
minutes.write           C S . . .
minutes.adopt           C . . . .
question.see            C S E . .
question.enter          C S . . .
question.handle         C S . . .
question.erase          C S . . .
standard_answer.write   C S . . .
draaiboek.see           C S . . .
draaiboek.read          C S E . .
draaiboek.write         C S . . .
draaiboek.adopt         C . . . .
run.see                 C S E B .
run.steps               C S E . .
run.write               C S . . .
run.respond             C S E B .
document.see            C S E B .
document.write          C S . . .
scale_up.see            C S . . .
scale_up.write          C S . . .
deputy.see              C S . . . W
deputy.appoint          C . . . .
deputy.end              C . . . .
deputy.activate         . S E . . W
readiness.see           C S . . A
readiness.duties        C S . . .
norm.set                C . . . .
proof.duty              C S . . .
proof.machine           C S . . A
yearly.see              C S . . .
yearly.write            C S . . .
yearly.adopt            C . . . .
yearly.deliver          C S . . .
yearly.publish          C . . . .
dossier.export          C S . . .
archive.see             C S . . .
archive.appraise        C S . . .
archive.hold            C S . . .
archive.lift            C . . . .
archive.export          C S . . .
handover.prepare        C S . . .
handover.hand_over      C . . . .
handover.take_in        C S . . .
woo.judge               C S . . .
woo.adopt               C . . . .
event.see               C S . . .
admin.enter             C S . . A
expert.see              C S . . .
expert.write            C S . . .
expert.erase            C . . . .
expert.own              . . E . .
account.write           . . . . A
access.see              C . . . A
access.review           C . . . .
table.write             . . . . A
work.see                . . . . A
maintenance.switch      . . . . A
"""
TABLE = {
    permission: {LETTERS[letter] for letter in letters if letter != "."}
    for permission, *letters in (line.split() for line in EXPECTED.strip().splitlines())
}


def test_each_role_may_do_what_the_agreement_says_and_nothing_else() -> None:
    as_built = {permission: set(roles) for permission, roles in PERMISSIONS.items()}

    assert as_built == TABLE


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_a_person_may_what_the_role_may(role: Role) -> None:
    user = person(role)

    may = {permission for permission in PERMISSIONS if user.may(permission)}

    assert may == {permission for permission, roles in TABLE.items() if role in roles}


@pytest.mark.django_db
def test_who_is_not_active_may_nothing(cpo: User) -> None:
    assert cpo.may("signal.issue")

    cpo.is_active = False

    assert [permission for permission in PERMISSIONS if cpo.may(permission)] == []


@pytest.mark.django_db
def test_a_permission_that_nobody_knows_is_an_error(cpo: User) -> None:
    with pytest.raises(KeyError):
        cpo.may("signal.burn")


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_nobody_is_a_superuser_or_has_a_permission_of_django(role: Role) -> None:
    user = person(role)

    assert (user.is_superuser, user.has_perm("accounts.change_user")) == (False, False)
    assert user.has_module_perms("accounts") is False
    assert not hasattr(AnonymousUser(), "may")


@pytest.mark.django_db
def test_the_way_of_signing_in_brings_no_permissions_of_its_own(cpo: User) -> None:
    backend = AccountBackend()

    brought = (
        backend.get_user_permissions(cpo)
        | backend.get_group_permissions(cpo)
        | backend.get_all_permissions(cpo)
    )

    assert brought == set()


def test_nobody_can_sign_up(rf: RequestFactory) -> None:
    adapter = get_adapter()

    assert isinstance(adapter, Adapter)
    assert adapter.is_open_for_signup(rf.get("/")) is False


@pytest.mark.django_db
def test_an_account_is_shown_by_name_and_logged_by_number(cpo: User) -> None:
    assert (user_display(cpo), cpo.get_full_name()) == ("Anna Proef", "Anna Proef")
    assert str(cpo) == f"account {cpo.pk}"


@pytest.mark.django_db
def test_the_admin_writes_nothing_for_a_stranger(rf: RequestFactory, cpo: User) -> None:
    request = rf.post("/beheer/")
    request.user = AnonymousUser()
    page = RoleAdmin(User, admin.site)

    with pytest.raises(TypeError, match="signed in"):
        page.save_model(request, cpo, None, change=True)

    assert page.has_module_permission(request) is False
