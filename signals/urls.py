"""Addresses of the signal workflow in the office, by pk; public ones use the number."""

from django.urls import path

from signals.views import (
    a4,
    calendar,
    decisions,
    lists,
    messages,
    participation,
    proposals,
    publication,
    publishing,
    signal_side_steps,
    signal_steps,
    signals,
    situations,
    standing_decisions,
    suspensions,
    triggers,
    versions,
    weighings,
)

app_name = "signals"


def _trigger_step(slug: str, verb: str) -> object:
    return path(
        f"aanleidingen/<int:pk>/{slug}/",
        triggers.trigger_step,
        {"verb": verb},
        name=f"trigger-{verb.replace('_', '-')}",
    )


def _side_step(slug: str, verb: str) -> object:
    return path(
        f"signalen/<int:pk>/{slug}/",
        signal_side_steps.side_step,
        {"verb": verb},
        name=f"signal-{verb.replace('_', '-')}",
    )


def _suspension_step(slug: str, verb: str) -> object:
    return path(
        f"opschortingen/<int:pk>/{slug}/",
        suspensions.suspension_step,
        {"verb": verb},
        name=f"suspension-{verb}",
    )


def _addition(slug: str, verb: str) -> object:
    return path(
        f"signalen/<int:pk>/{slug}/",
        messages.add,
        {"verb": verb},
        name=f"signal-{verb.replace('_', '-')}",
    )


def _public_step(slug: str, verb: str) -> object:
    return path(
        f"signalen/<int:pk>/{slug}/",
        publishing.step,
        {"verb": verb},
        name=f"signal-{verb.replace('_', '-')}",
    )


urlpatterns = [
    path("situaties/", situations.situations, name="situations"),
    path("situaties/<int:pk>/", situations.situation, name="situation"),
    path("situaties/<int:pk>/verbeteren/", situations.correct, name="situation-correct"),
    path(
        "situaties/<int:pk>/deelnemers/", situations.add_participant, name="situation-participants"
    ),
    path("aanleidingen/", lists.triggers, name="triggers"),
    path("aanleidingen/lijst.csv", lists.triggers_file, name="triggers-file"),
    path("aanleidingen/nieuw/", triggers.register, name="register"),
    path("aanleidingen/<int:pk>/", triggers.trigger, name="trigger"),
    _trigger_step("voorleggen", "submit"),
    _trigger_step("samenkomen", "convene"),
    _trigger_step("niet-samenkomen", "do_not_convene"),
    _trigger_step("blijft-gelden", "uphold"),
    _trigger_step("opnieuw-beoordelen", "reconsider"),
    _trigger_step("wegen", "weigh"),
    _trigger_step("aanvullen", "complete"),
    _trigger_step("einde", "end_a1"),
    _trigger_step("verbeteren", "correct_facts"),
    _trigger_step("samenvoegen", "merge"),
    _trigger_step("onterecht", "void"),
    _trigger_step("overdragen", "hand_over"),
    _trigger_step("buiten-de-opdracht", "report_outside_scope"),
    path("buiten-de-opdracht/<int:pk>/", triggers.outside_scope, name="outside-scope"),
    path("voorstellen/", proposals.proposals, name="proposals"),
    path("voorstellen/nieuw/", proposals.propose, name="propose"),
    path("voorstellen/<int:pk>/", proposals.proposal, name="proposal"),
    path(
        "voorstellen/<int:pk>/overnemen/",
        proposals.proposal_step,
        {"verb": "take_over"},
        name="proposal-take-over",
    ),
    path(
        "voorstellen/<int:pk>/afwijzen/",
        proposals.proposal_step,
        {"verb": "reject"},
        name="proposal-reject",
    ),
    path("wegingen/", lists.weighings, name="weighings"),
    path("wegingen/lijst.csv", lists.weighings_file, name="weighings-file"),
    path("wegingen/<int:pk>/", weighings.weighing, name="weighing"),
    path("wegingen/<int:pk>/uitnodigen/", participation.invite, name="weighing-invite"),
    path(
        "wegingen/<int:pk>/voorstellen/",
        participation.propose_expert,
        name="weighing-propose-expert",
    ),
    path("wegingen/<int:pk>/afmelden/", participation.decline, name="weighing-decline"),
    path(
        "wegingen/<int:pk>/belangen/",
        participation.declare_interests,
        name="weighing-declare-interests",
    ),
    path(
        "wegingen/<int:pk>/deelname/",
        participation.record_opinion,
        name="weighing-record-opinion",
    ),
    path("wegingen/<int:pk>/wanneer/", weighings.reschedule, name="weighing-reschedule"),
    path("wegingen/<int:pk>/weegvragen/", weighings.answer, name="weighing-answer"),
    path("wegingen/<int:pk>/standpunt/", participation.give_opinion, name="weighing-give-opinion"),
    path("wegingen/<int:pk>/sluiten/", weighings.close, name="weighing-close"),
    path("wegingen/<int:pk>/signaal/", weighings.draft, name="weighing-draft"),
    path("feestdagen/", calendar.calendar, name="calendar"),
    path("signalen/", lists.signals, name="signals"),
    path("signalen/lijst.csv", lists.signals_file, name="signals-file"),
    path("signalen/<int:pk>/", signals.signal, name="signal"),
    path("signalen/<int:pk>/bewerken/", signal_steps.edit, name="signal-edit"),
    path("signalen/<int:pk>/versies/", versions.saved_texts, name="signal-versions"),
    path("signalen/<int:pk>/vaststellen/", signal_steps.adopt, name="signal-adopt"),
    path("signalen/<int:pk>/uitbrengen/", signal_steps.issue, name="signal-issue"),
    _side_step("heropenen", "reopen"),
    _side_step("intrekken", "withdraw"),
    _side_step("verstrekking", "disclose"),
    _side_step("ontvangst", "confirm_receipt"),
    _side_step("ontvangst-vastleggen", "record_receipt"),
    _side_step("opnieuw-versturen", "resend"),
    _side_step("minister", "inform_minister"),
    _side_step("herstel", "propose_date"),
    _side_step("herstel-bevestigen", "confirm_date"),
    _side_step("herstel-vervallen", "drop_date"),
    path("signalen/<int:pk>/reactie/", signal_steps.respond, name="signal-respond"),
    path("signalen/<int:pk>/publiceren/", signal_steps.publish, name="signal-publish"),
    path("signalen/<int:pk>/a4/", a4.a4, name="signal-a4"),
    path(
        "signalen/<int:pk>/ontvangstbewijs/",
        a4.response_receipt,
        name="signal-response-receipt",
    ),
    path("signalen/<int:pk>/reactie-alsnog/", signal_steps.respond, name="signal-add-response"),
    _addition("aanvullend-bericht", "send_message"),
    _addition("tussenbericht", "record_interim"),
    _addition("gesprek", "record_conversation"),
    _addition("aanvullende-reactie", "record_further_response"),
    _public_step("engelse-samenvatting", "summarise"),
    _public_step("voortijdig-bekend", "report_leak"),
    _public_step("openbare-regel", "show_line"),
    _public_step("eerder-reageren", "ask_sooner"),
    _public_step("publiceren-zonder-reactie", "publish_without_response"),
    _public_step("aanvulling", "publish_supplement"),
    _public_step("correctie", "prepare_correction"),
    _public_step("correctie-publiceren", "publish_correction"),
    _public_step("correctie-vervallen", "drop_correction"),
    _public_step("verwijderen", "remove"),
    _public_step("opnieuw-maken", "rebake"),
    _public_step("op-de-website", "record_live"),
    path(
        "signalen/<int:pk>/pakket/<int:version>.zip",
        publication.package_file,
        name="signal-package",
    ),
    _public_step("offline", "take_offline"),
    path(
        "signalen/<int:pk>/voorvertoning/<slug:slug>/", publication.preview, name="signal-preview"
    ),
    path(
        "signalen/<int:pk>/voorvertoning/<slug:slug>/<path:name>",
        publication.preview_file,
        name="signal-preview-file",
    ),
    path("berichten/<int:pk>/<slug:which>.pdf", messages.file, name="message-file"),
    path("vaste-besluiten/", standing_decisions.standing_decisions, name="standing-decisions"),
    path("vaste-besluiten/nieuw/", standing_decisions.decide, name="standing-decision-decide"),
    path(
        "vaste-besluiten/<int:pk>/beeindigen/",
        standing_decisions.end,
        name="standing-decision-end",
    ),
    path("signalen/<int:pk>/bestand/<slug:which>.pdf", signals.file, name="signal-file"),
    path("besluiten/", decisions.decisions, name="decisions"),
    path("besluiten/nieuw/", decisions.new_decision, name="decision-new"),
    path("besluiten/<int:pk>/", decisions.decision, name="ministerdecision"),
    path("besluiten/<int:pk>/verbeteren/", decisions.replace, name="ministerdecision-replace"),
    path("commissies/nieuw/", suspensions.new_commission, name="commission-new"),
    path("commissies/<int:pk>/", suspensions.commission, name="commission"),
    path("commissies/<int:pk>/einddatum/", suspensions.change_end, name="commission-change-end"),
    path("commissies/<int:pk>/opschorten/", suspensions.propose, name="commission-propose"),
    path("opschortingen/<int:pk>/", suspensions.suspension, name="suspension"),
    _suspension_step("registreren", "register"),
    _suspension_step("laten-vervallen", "drop"),
    _suspension_step("checklist", "prepare"),
    _suspension_step("hervatten", "end"),
]
