"""Domain §3 written out by hand: from which state to which, and who may bring that about.

Nothing here is read from the application, so that the two can contradict each other.
"""

CPO, SECRETARY, SG, EXPERT = "cpo", "secretaris", "bureau_sg", "expert"
OFFICE = {CPO, SECRETARY}
DEPUTIES = {SECRETARY, EXPERT, "waarnemer"}  # who may be a waarnemer of the CPO
A1, OMT, OWN = "a1", "omt", "eigen"
EVERY_ROUTE = {A1, OMT, OWN}

# (from, to): routes for which the row exists, and whose step it is.
TRIGGER = {
    ("", "geregistreerd"): (EVERY_ROUTE, OFFICE),
    ("geregistreerd", "beoordeling_cpo"): ({OMT}, OFFICE),
    ("geregistreerd", "in_weging"): ({A1, OWN}, OFFICE),
    ("beoordeling_cpo", "geen_samenkomst"): ({OMT}, {CPO}),
    ("beoordeling_cpo", "in_weging"): ({OMT}, {CPO}),
    ("geen_samenkomst", "beoordeling_cpo"): ({OMT}, {CPO}),
    ("in_weging", "besloten_geen_signaal"): (EVERY_ROUTE, {CPO}),
    ("in_weging", "besloten_signaal"): (EVERY_ROUTE, {CPO}),
    ("geregistreerd", "gevoegd"): (EVERY_ROUTE, {CPO}),
    ("beoordeling_cpo", "gevoegd"): ({OMT}, {CPO}),
    ("geregistreerd", "onterecht"): (EVERY_ROUTE, {CPO}),
    ("beoordeling_cpo", "onterecht"): ({OMT}, {CPO}),
    ("geregistreerd", "overgedragen"): (EVERY_ROUTE, {CPO}),
    ("beoordeling_cpo", "overgedragen"): ({OMT}, {CPO}),
    # Two rows in one act: the CPO upholds or hands over what nobody laid before him yet.
    ("geregistreerd", "geen_samenkomst"): ({OMT}, {CPO}),
}
WEIGHING = {("", "open"): OFFICE, ("open", "gesloten"): {CPO}}
SIGNAL = {
    ("", "concept"): OFFICE,
    ("concept", "vastgesteld"): {CPO},
    ("vastgesteld", "concept"): {CPO},
    ("vastgesteld", "uitgebracht"): OFFICE,  # the secretaris namens de CPO
    ("uitgebracht", "reactie_ontvangen"): {SG, SECRETARY},
    ("reactie_ontvangen", "gepubliceerd"): OFFICE,  # idem
    ("uitgebracht", "gepubliceerd"): {CPO},  # only under a standing decision (§3.6)
    ("concept", "ingetrokken"): {CPO},
    ("vastgesteld", "ingetrokken"): {CPO},
}
SUSPENSION = {
    ("", "voorgesteld"): {CPO, SECRETARY, SG},  # recording a commissie proposes it
    ("voorgesteld", "lopend"): {CPO},
    ("voorgesteld", "vervallen"): {CPO},
    ("lopend", "beeindigd"): {CPO},
}
DECISION = {
    ("", "vastgelegd"): {CPO, SECRETARY, SG},
    ("vastgelegd", "vervangen"): {CPO, SECRETARY, SG},
}
PROPOSAL = {
    ("", "ingediend"): {EXPERT},
    ("ingediend", "overgenomen"): {CPO},
    ("ingediend", "afgewezen"): {CPO},
}
DEPUTY = {
    ("", "aangewezen"): {CPO},
    ("aangewezen", "treedt_op"): DEPUTIES,
    ("treedt_op", "aangewezen"): DEPUTIES,
    ("aangewezen", "beeindigd"): {CPO},
    ("treedt_op", "beeindigd"): {CPO},
}
ROADS: dict[str, dict[tuple[str, str], set[str]]] = {
    "aanleiding": {change: roles for change, (_, roles) in TRIGGER.items()},
    "weging": WEIGHING,
    "signaal": SIGNAL,
    "opschorting": SUSPENSION,
    "besluit": DECISION,
    "voorstel": PROPOSAL,
    "commissie": {("", "vastgelegd"): {CPO, SECRETARY, SG}},
    "waarneming": DEPUTY,
}
STATES = {
    kind: sorted({to for _, to in road}) for kind, road in ROADS.items() if kind != "waarneming"
}
ISSUED = {"uitgebracht", "reactie_ontvangen", "gepubliceerd"}

# Whose act it is (§5), for what leaves the state as it is and for what one act takes along.
ACTS: dict[tuple[str, str], set[str]] = {
    ("aanleiding", "complete"): OFFICE,
    ("aanleiding", "end_a1"): OFFICE,
    ("aanleiding", "correct_facts"): OFFICE,
    ("aanleiding", "report_outside_scope"): {CPO},
    ("aanleiding", "cover"): OFFICE,
    ("weging", "invite"): {CPO},
    ("weging", "propose_expert"): {SECRETARY},
    ("weging", "answer"): OFFICE,
    ("weging", "declare_interests"): {CPO, SECRETARY, EXPERT},
    ("weging", "record_opinion"): OFFICE,
    ("weging", "reschedule"): OFFICE,
    ("weging", "give_opinion"): {EXPERT},
    ("weging", "decline"): {EXPERT},
    ("signaal", "edit"): OFFICE,
    ("signaal", "disclose"): {CPO},
    ("signaal", "agree"): {SECRETARY},  # namens de CPO
    ("signaal", "confirm_receipt"): {SG},
    ("signaal", "record_receipt"): {SECRETARY},
    ("signaal", "resend"): OFFICE,
    ("signaal", "inform_minister"): {SG, SECRETARY},
    ("signaal", "propose_date"): OFFICE,
    ("signaal", "confirm_date"): OFFICE,
    ("signaal", "drop_date"): OFFICE,
    ("signaal", "send_message"): OFFICE,
    ("signaal", "record_interim"): {SG, SECRETARY},
    ("signaal", "record_conversation"): {CPO, SECRETARY, SG},
    ("signaal", "record_further_response"): {SG, SECRETARY},
    ("signaal", "report_leak"): {CPO},
    ("signaal", "show_line"): {CPO},
    ("signaal", "ask_sooner"): {CPO},
    ("signaal", "add_response"): {SG, SECRETARY},
    ("signaal", "prepare_correction"): {CPO},
    ("signaal", "drop_correction"): {CPO},
    ("signaal", "publish_correction"): {CPO},
    ("signaal", "rebake"): OFFICE,
    ("signaal", "record_live"): OFFICE,
    ("signaal", "summarise"): OFFICE,
    ("signaal", "remove"): {CPO},
    ("signaal", "take_offline"): {CPO},
    ("signaal", "publish_supplement"): OFFICE,
    ("opschorting", "prepare"): OFFICE,
    ("commissie", "change_end"): {CPO, SECRETARY, SG},
    ("commissie", "propose"): OFFICE,
    ("vast besluit", "decide"): {CPO},
    ("vast besluit", "end"): {CPO},
}
# The only acts that may put anything before the public (§3.6, 3.7).
PUBLISHING = {
    ("signaal", "publish"),
    ("signaal", "publish_without_response"),
    ("signaal", "publish_supplement"),
    ("signaal", "publish_correction"),
    ("signaal", "remove"),
    ("signaal", "take_offline"),
    ("signaal", "show_line"),
    ("opschorting", "register"),
    ("opschorting", "end"),
    ("vast besluit", "decide"),
    ("vast besluit", "end"),
}
# The only act that moves a term once it runs: herstel van een datum (§3.3).
MOVES_A_TERM = ("signaal", "confirm_date")
# What stops during a suspension (§3.5): "no weighing". One may still decline, or declare interests.
RESTS = {"invite", "propose_expert", "answer", "record_opinion", "reschedule", "give_opinion"}
