"""The literal list of all pages: who sees which page, at which address, under which heading.

``{name}`` in an address is a record (see ``furniture.py``). A page with ``press`` is looked at
after that button was pressed on an empty form: the state in which it shows errors.
"""

from dataclasses import dataclass

NOBODY = ""
CPO, SECRETARY, SG, EXPERT, ADMINISTRATOR = "cpo", "secretaris", "sg", "expert", "beheerder"
NEWCOMER = "nieuw"  # an expert who was not invited to anything
DEPUTY, ACTING = "waarnemer", "invaller"  # recorded in advance; acting for the CPO


@dataclass(frozen=True, kw_only=True)
class Row:
    """One page as one person sees it. ``name`` is the name in the URLconf, or what it is."""

    name: str
    who: str = NOBODY
    address: str
    heading: str
    status: int = 200
    press: str = ""
    is_exercise: bool = False

    def __str__(self) -> str:
        """Return the name under which the test of this page runs."""
        who = self.who or "iedereen"
        return f"{who}-{self.address.strip('/') or 'home'}{'-fout' if self.press else ''}"

    @property
    def file_name(self) -> str:
        """Return the name of its screenshot."""
        return str(self).replace("/", "-").replace("?", "-")


def _page(
    name: str,
    who: str,
    address: str,
    heading: str,
    *,
    status: int = 200,
    press: str = "",
    is_exercise: bool = False,
) -> Row:
    return Row(
        name=name,
        who=who,
        address=address,
        heading=heading,
        status=status,
        press=press,
        is_exercise=is_exercise,
    )


PUBLIC = (
    _page("home", NOBODY, "/", "Op tijd waarschuwen"),
    _page("list", NOBODY, "/signalen/", "Signalen"),
    _page("year", NOBODY, "/signalen/{year}/", "Signalen uit 2"),
    _page("facet", NOBODY, "/signalen/zonder-reactie/", "Signalen zonder reactie"),
    _page("page", NOBODY, "/signalen/{year}/binnen-de-termijn/pagina-1/", "Signalen uit 2"),
    _page("register", NOBODY, "/register/", "Openbaar register"),
    _page("article", NOBODY, "/over/", "Over het MIT in waakstand"),
    _page("article", NOBODY, "/contact/", "Contact"),
    _page("article", NOBODY, "/toegankelijkheid/", "Toegankelijkheid"),
    _page("article", NOBODY, "/privacy/", "Privacy en veiligheid"),
    _page("article", NOBODY, "/vaste-besluiten/", "Vaste besluiten"),
    _page("article", NOBODY, "/afwegingskader/", "Afwegingskader"),
    _page("version", NOBODY, "/afwegingskader/versie/0-1/", "Afwegingskader"),
    _page("article", NOBODY, "/weegvragen/", "Weegvragen"),
    _page("article", NOBODY, "/draaiboek/", "Draaiboek"),
    _page("article", NOBODY, "/verantwoording/", "Jaarlijkse verantwoording"),
    _page("article", NOBODY, "/gegevens/", "Open data"),
    _page("signal", NOBODY, "/signalen/{number}/", "Signaal MIW-"),
    _page("signal", NOBODY, "/signalen/{corrected}/", "Signaal MIW-"),
    _page("signal", NOBODY, "/signalen/{unanswered}/", "Signaal MIW-"),
    _page("signal", NOBODY, "/signalen/{removed}/", "Signaal MIW-"),
    _page("facet", NOBODY, "/signalen/{year}/verwijderd/", "Signalen uit 2"),
    _page("version", NOBODY, "/signalen/{corrected}/versie-1/", "Signaal MIW-"),
)

ERRORS = (
    _page("404", NOBODY, "/bestaat-niet/", "Deze pagina bestaat niet", status=404),
    _page("404", CPO, "/werk/signalen/0/", "Deze pagina bestaat niet", status=404),
    _page("403", SG, "/werk/situaties/", "Dit mag u niet", status=403),
)

ACCOUNT = (
    _page("account_login", NOBODY, "/aanmelden/", "Aanmelden"),
    _page("account_login", NOBODY, "/aanmelden/", "Aanmelden", press="Aanmelden"),
    _page("account_logout", SECRETARY, "/afmelden/", "Afmelden"),
    _page("account_inactive", NOBODY, "/account/niet-actief/", "Uw account is niet actief"),
    _page("account_change_password", CPO, "/wachtwoord/wijzigen/", "Wachtwoord veranderen"),
    _page(
        "account_change_password",
        CPO,
        "/wachtwoord/wijzigen/",
        "Wachtwoord veranderen",
        press="Wachtwoord opslaan",
    ),
    _page("account_reauthenticate", CPO, "/aanmelden/opnieuw/", "Bevestig dat u het bent"),
    _page("account_sessions", SG, "/account/sessies/", "Waar u bent aangemeld"),
    _page("mfa_index", EXPERT, "/account/tweede-stap/", "Aanmelden in twee stappen"),
    _page("mfa_activate_totp", EXPERT, "/account/tweede-stap/app/", "App instellen"),
    _page(
        "mfa_activate_totp",
        EXPERT,
        "/account/tweede-stap/app/",
        "App instellen",
        press="App instellen",
    ),
    _page(
        "mfa_add_webauthn", EXPERT, "/account/tweede-stap/sleutels/toevoegen/", "Sleutel toevoegen"
    ),
    _page("account_reset_password", NOBODY, "/wachtwoord/vergeten/", "Wachtwoord vergeten"),
    _page(
        "account_reset_password",
        NOBODY,
        "/wachtwoord/vergeten/",
        "Wachtwoord vergeten",
        press="Stuur mij een link",
    ),
    _page(
        "account_reset_password_done",
        NOBODY,
        "/wachtwoord/vergeten/verstuurd/",
        "Kijk in uw e-mail",
    ),
    _page(
        "account_reset_password_from_key",
        NOBODY,
        "/wachtwoord/nieuw/1-verlopen/",
        "Deze link werkt niet meer",
    ),
    _page(
        "account_reset_password_from_key_done",
        NOBODY,
        "/wachtwoord/nieuw/klaar/",
        "Uw wachtwoord is veranderd",
    ),
)

OFFICE = (
    _page("office:worklist", CPO, "/werk/", "Nu te doen"),
    _page("office:worklist", SECRETARY, "/werk/", "Nu te doen"),
    _page("office:worklist", SG, "/werk/", "Nu te doen"),
    _page("office:worklist", EXPERT, "/werk/", "Nu te doen"),
    _page("office:worklist", NEWCOMER, "/werk/", "Nu te doen"),
    _page("office:worklist", ADMINISTRATOR, "/werk/", "Nu te doen"),
    _page("office:worklist", DEPUTY, "/werk/", "Nu te doen"),
    _page("office:worklist", ACTING, "/werk/", "Nu te doen"),
    _page("office:search", CPO, "/werk/zoeken/", "Zoeken"),
    _page("office:search", SECRETARY, "/werk/zoeken/?q=zilverkoorts", "Zoeken"),
    _page("office:search", SG, "/werk/zoeken/?q=signaal", "Zoeken"),
    _page("office:search", EXPERT, "/werk/zoeken/?q=onvindbaarheid", "Zoeken"),
    _page("signals:calendar", ADMINISTRATOR, "/werk/feestdagen/", "Gelijkgestelde dagen"),
    _page("office:readiness", CPO, "/werk/paraatheid/", "Paraatheid"),
    _page("office:readiness", ADMINISTRATOR, "/werk/paraatheid/", "Paraatheid"),
    _page("office:norms", CPO, "/werk/paraatheid/normen/", "Eigen normen"),
    _page(
        "office:norm-set",
        CPO,
        "/werk/paraatheid/normen/oefening/",
        "Een oefening: om de zoveel maanden",
        press="Vastleggen",
    ),
    _page("yearly:accounts", CPO, "/werk/verantwoording/", "Verantwoordingen"),
    _page(
        "yearly:account-draft",
        SECRETARY,
        "/werk/verantwoording/nieuw/",
        "Verantwoording beginnen",
    ),
    _page(
        "yearly:account",
        CPO,
        "/werk/verantwoording/{account}/",
        "Verantwoording over 2026",
    ),
    *(
        _page(
            f"yearly:yearaccount-{verb}",
            CPO,
            f"/werk/verantwoording/{{{record}}}/{address}/",
            heading,
            press=press,
        )
        for verb, record, address, heading, press in (
            (
                "edit",
                "account",
                "bewerken",
                "Tekst en bedragen bewerken",
                "",
            ),
            (
                "refresh",
                "account",
                "verversen",
                "Cijfers verversen",
                "",
            ),
            (
                "adopt",
                "account",
                "vaststellen",
                "Verantwoording vaststellen",
                "",
            ),
            (
                "deliver",
                "adopted_account",
                "aanbieden",
                "Aanbieden vastleggen",
                "Aanbieden vastleggen",
            ),
            (
                "publish",
                "adopted_account",
                "openbaar",
                "Verantwoording openbaar maken",
                "Verantwoording openbaar maken",
            ),
        )
    ),
    _page("office:dossier", CPO, "/werk/paraatheid/dossier/", "Evaluatiedossier"),
    _page("office:proofs", SECRETARY, "/werk/paraatheid/vastgelegd/", "Wat is vastgelegd"),
    _page(
        "office:proof-record",
        SECRETARY,
        "/werk/paraatheid/vastgelegd/account_bureau_sg/",
        "Proef met het account van Bureau SG",
        press="Vastleggen",
    ),
    _page("people:accounts", ADMINISTRATOR, "/werk/accounts/", "Accounts"),
    _page("people:accounts", CPO, "/werk/accounts/", "Accounts"),
    _page("people:account", ADMINISTRATOR, "/werk/accounts/{role_owner}/", "Ida Ingebeeld"),
    _page("people:invite", ADMINISTRATOR, "/werk/accounts/uitnodigen/", "Iemand uitnodigen"),
    _page(
        "people:invite",
        ADMINISTRATOR,
        "/werk/accounts/uitnodigen/",
        "Iemand uitnodigen",
        press="Uitnodigen",
    ),
    _page("people:review", CPO, "/werk/accounts/beoordelen/", "Toegang beoordelen"),
    _page("scanning:held-files", ADMINISTRATOR, "/werk/virusscanner/", "Virusscanner"),
    _page(
        "scanning:held-file",
        ADMINISTRATOR,
        "/werk/virusscanner/{held_file}/",
        "Tegengehouden bestand",
    ),
    _page(
        "scanning:heldfile-settle",
        ADMINISTRATOR,
        "/werk/virusscanner/{held_file}/afhandelen/",
        "Afhandelen",
        press="Afhandelen",
    ),
    *(
        _page(
            f"people:account-{name}",
            ADMINISTRATOR,
            f"/werk/accounts/{{newcomer}}/{address}/",
            heading,
        )
        for name, address, heading in (
            ("invite-again", "opnieuw-uitnodigen", "Opnieuw uitnodigen"),
            ("change-role", "rol", "Rol veranderen"),
            ("deactivate", "sluiten", "Account sluiten"),
            ("reactivate", "openen", "Account weer openen"),
            ("reset-second-factor", "tweede-stap", "Tweede stap wissen"),
        )
    ),
    _page("office:work", ADMINISTRATOR, "/werk/werk/", "Werk op de achtergrond"),
    _page("office:maintenance", ADMINISTRATOR, "/werk/onderhoud/", "Onderhoud"),
    _page(
        "office:maintenance-begin",
        ADMINISTRATOR,
        "/werk/onderhoud/aanzetten/",
        "Alleen lezen aanzetten",
    ),
    _page(
        "office:maintenance-begin",
        ADMINISTRATOR,
        "/werk/onderhoud/aanzetten/",
        "Alleen lezen aanzetten",
        press="Alleen lezen aanzetten",
    ),
    _page(
        "office:maintenance-postpone",
        ADMINISTRATOR,
        "/werk/onderhoud/verwachting/",
        "Verwachting bijstellen",
    ),
    _page(
        "office:maintenance-end",
        ADMINISTRATOR,
        "/werk/onderhoud/uitzetten/",
        "Alleen lezen uitzetten",
    ),
    _page("calendar_feed:page", CPO, "/werk/agenda/", "Uw agenda"),
    _page("calendar_feed:page", SG, "/werk/agenda/", "Uw agenda"),
    _page("calendar_feed:page", NEWCOMER, "/werk/agenda/", "Uw agenda"),
    _page("demo:post", SG, "/werk/demonstratie/post/", "Uw post"),
    _page("demo:post", NEWCOMER, "/werk/demonstratie/post/", "Uw post"),
    _page(
        "afwegingskader:kaderedition",
        CPO,
        "/werk/afwegingskader/{kader}/",
        "Afwegingskader, versie",
    ),
    _page(
        "afwegingskader:kaderedition-edit",
        SECRETARY,
        "/werk/afwegingskader/{new_kader}/wijzigen/",
        "Inhoud wijzigen",
    ),
    _page(
        "afwegingskader:kaderedition-add-inside",
        SECRETARY,
        "/werk/afwegingskader/{new_kader}/toevoegen/questions/uitruil/",
        "Vraag toevoegen",
        press="Toevoegen",
    ),
    _page(
        "afwegingskader:kaderedition-compare",
        CPO,
        "/werk/afwegingskader/{new_kader}/vergelijken/",
        "Wat is er veranderd?",
    ),
    _page(
        "afwegingskader:versions",
        SECRETARY,
        "/werk/afwegingskader/",
        "Afwegingskader",
    ),
    _page(
        "afwegingskader:kaderedition-adopt",
        CPO,
        "/werk/afwegingskader/{new_kader}/vaststellen/",
        "Vaststellen",
    ),
    _page(
        "afwegingskader:assessments",
        SECRETARY,
        "/werk/toepassingen/",
        "Toepassingen van het afwegingskader",
    ),
    _page(
        "afwegingskader:assessment-begin",
        SECRETARY,
        "/werk/toepassingen/nieuw/",
        "Afwegingskader toepassen",
        press="Beginnen",
    ),
    _page(
        "afwegingskader:assessment",
        CPO,
        "/werk/toepassingen/{closed_assessment}/",
        "Scholen twee weken dicht",
    ),
    _page(
        "afwegingskader:assessment",
        EXPERT,
        "/werk/toepassingen/{assessment}/",
        "Niets doen",
    ),
    _page(
        "afwegingskader:assessment-answer-step",
        EXPERT,
        "/werk/toepassingen/{assessment}/invullen/impact/",
        "Stap 3: Maatschappelijke impact",
    ),
    _page(
        "afwegingskader:assessment-answer",
        SECRETARY,
        "/werk/toepassingen/{assessment}/invullen/",
        "Stap 1: Situatie en scenario",
    ),
    _page(
        "afwegingskader:assessment-compare",
        CPO,
        "/werk/toepassingen/{assessment}/naast/{closed_assessment}/",
        "Twee toepassingen vergelijken",
    ),
    _page(
        "afwegingskader:assessment-close",
        CPO,
        "/werk/toepassingen/{assessment}/afsluiten/",
        "Afsluiten",
    ),
    _page("afwegingskader:weegvragen", CPO, "/werk/weegvragen/", "Weegvragen"),
    _page(
        "afwegingskader:weighingquestions",
        SECRETARY,
        "/werk/weegvragen/{weegvragen}/",
        "Weegvragen, versie",
    ),
    _page(
        "afwegingskader:weighingquestions",
        CPO,
        "/werk/weegvragen/{new_weegvragen}/",
        "Weegvragen, versie",
    ),
    _page(
        "afwegingskader:weighingquestions-edit",
        SECRETARY,
        "/werk/weegvragen/{new_weegvragen}/wijzigen/",
        "Inhoud wijzigen",
    ),
    _page(
        "afwegingskader:weighingquestions-change",
        SECRETARY,
        "/werk/weegvragen/{new_weegvragen}/potentieel/wijzigen/",
        "Vraag 1 wijzigen",
    ),
    _page(
        "afwegingskader:weighingquestions-compare",
        CPO,
        "/werk/weegvragen/{new_weegvragen}/vergelijken/",
        "Wat is er veranderd?",
    ),
    _page(
        "afwegingskader:weighingquestions-take-in",
        CPO,
        "/werk/weegvragen/{new_weegvragen}/inlezen/",
        "Bestand inlezen",
        press="Bestand inlezen (YAML)",
    ),
    _page(
        "afwegingskader:weighingquestions-adopt",
        CPO,
        "/werk/weegvragen/{new_weegvragen}/vaststellen/",
        "Vaststellen",
    ),
)


def _of_an_expert(verb: str, path: str, heading: str, press: str = "") -> Row:
    name = f"experts:expert-{verb}"
    return _page(name, CPO, f"/werk/experts/{{expert}}/{path}/", heading, press=press)


DEPUTIES = (
    _page("experts:experts", SECRETARY, "/werk/experts/", "Experts"),
    _page(
        "experts:add", SECRETARY, "/werk/experts/toevoegen/", "Expert toevoegen", press="Toevoegen"
    ),
    _page("experts:expert", CPO, "/werk/experts/{expert}/", "Floris de Bedachte"),
    _page("experts:expert-edit", CPO, "/werk/experts/{expert}/wijzigen/", "Gegevens wijzigen"),
    _page("experts:coverage", CPO, "/werk/experts/overzicht/", "Overzicht van expertises"),
    _page("experts:lists", CPO, "/werk/experts/lijsten/", "Lijsten van het register"),
    _of_an_expert("ask", "vragen", "Vragen of dit nog klopt"),
    _of_an_expert("confirm", "bevestigen", "Bevestiging vastleggen"),
    _of_an_expert("record-consent", "toestemming", "Toestemming vastleggen"),
    _of_an_expert("withdraw-consent", "toestemming-intrekken", "Floris de Bedachte"),
    _of_an_expert("note-interest", "belang", "Belang vastleggen", press="Belang vastleggen"),
    _of_an_expert("leave", "uit-register", "Uit het register halen"),
    _of_an_expert("come-back", "terug", "Floris de Bedachte"),
    _of_an_expert("erase", "wissen", "Persoon wissen"),
    _page("experts:import", SECRETARY, "/werk/experts/overnemen/", "Lijst overnemen"),
    _page("experts:own-record", EXPERT, "/werk/mijn-gegevens/", "Kloppen uw gegevens nog?"),
    _page(
        "experts:expertise-add",
        SECRETARY,
        "/werk/experts/lijsten/expertise/",
        "Expertise toevoegen",
        press="Opslaan",
    ),
    _page(
        "experts:expertise-edit",
        SECRETARY,
        "/werk/experts/lijsten/expertise/{expertise}/",
        "Expertise wijzigen",
    ),
    _page(
        "experts:institute-add",
        SECRETARY,
        "/werk/experts/lijsten/organisatie/",
        "Organisatie toevoegen",
    ),
    _page(
        "experts:institute-edit",
        SECRETARY,
        "/werk/experts/lijsten/organisatie/{institute}/",
        "Organisatie wijzigen",
    ),
    _page(
        "afwegingskader:assessment-invite",
        CPO,
        "/werk/toepassingen/{assessment}/experts/",
        "Expert laten meedoen",
    ),
    _page(
        "afwegingskader:assessment-rename",
        SECRETARY,
        "/werk/toepassingen/{assessment}/omschrijving/",
        "Omschrijving wijzigen",
    ),
    _page("deputies:deputies", CPO, "/werk/waarneming/", "Waarneming"),
    _page("deputies:deputies", SECRETARY, "/werk/waarneming/", "Waarneming"),
    _page("deputies:deputies", DEPUTY, "/werk/waarneming/", "Waarneming"),
    _page("deputies:deputies", ACTING, "/werk/waarneming/", "Waarneming"),
    _page("deputies:appoint", CPO, "/werk/waarneming/vastleggen/", "Waarnemer vastleggen"),
    _page(
        "deputies:appoint",
        CPO,
        "/werk/waarneming/vastleggen/",
        "Waarnemer vastleggen",
        press="Vastleggen",
    ),
    _page(
        "deputies:deputy-activate",
        DEPUTY,
        "/werk/waarneming/{deputy}/beginnen/",
        "Beginnen met waarnemen",
    ),
    _page(
        "deputies:deputy-activate",
        DEPUTY,
        "/werk/waarneming/{deputy}/beginnen/",
        "Beginnen met waarnemen",
        press="Beginnen met waarnemen",
    ),
    _page(
        "deputies:deputy-stand-down",
        ACTING,
        "/werk/waarneming/{acting_deputy}/stoppen/",
        "Stoppen met waarnemen",
    ),
    _page(
        "deputies:deputy-end",
        CPO,
        "/werk/waarneming/{deputy}/beeindigen/",
        "Waarneming beëindigen",
    ),
)

ARCHIVE = (
    _page(
        "archive:woo-begin",
        SECRETARY,
        "/werk/archief/{situation}/woo/",
        "Woo-inventaris maken",
        press="Maken",
    ),
    _page("archive:wooreview", SECRETARY, "/werk/archief/woo/{woo_review}/", "Woo-inventaris"),
    _page("archive:wooreview", CPO, "/werk/archief/woo/{adopted_woo}/", "Woo-inventaris"),
    _page(
        "archive:wooreview-judge",
        SECRETARY,
        "/werk/archief/woo/{woo_review}/beoordelen/",
        "Document 1 beoordelen",
        press="Vastleggen",
    ),
    _page(
        "archive:wooreview-adopt",
        CPO,
        "/werk/archief/woo/{woo_review}/vaststellen/",
        "Woo-inventaris vaststellen",
    ),
    _page(
        "archive:wooreview-pack",
        SECRETARY,
        "/werk/archief/woo/{adopted_woo}/uitvoer/",
        "Woo-uitvoer maken",
    ),
    _page(
        "archive:handover-prepare",
        SECRETARY,
        "/werk/archief/{held_situation}/overdracht/",
        "Overdracht voorbereiden",
    ),
    _page(
        "archive:handover",
        CPO,
        "/werk/archief/overdrachten/{handed}/",
        "Overdracht",
        is_exercise=True,
    ),
    _page(
        "archive:handover-hand-over",
        CPO,
        "/werk/archief/overdrachten/{handover}/overdragen/",
        "Overdracht vastleggen",
        press="Vastleggen",
        is_exercise=True,
    ),
    _page(
        "archive:handover-take-in",
        CPO,
        "/werk/archief/overdrachten/{handed}/opnemen/",
        "Stuk van de commissie opnemen",
        press="Opnemen",
        is_exercise=True,
    ),
    _page(
        "archive:package-request",
        SECRETARY,
        "/werk/archief/{situation}/pakket/",
        "Archiefpakket maken",
    ),
    _page("archive:package", SECRETARY, "/werk/archief/pakketten/{package}/", "Archiefpakket"),
    _page("archive:package", CPO, "/werk/archief/pakketten/{waiting_package}/", "Archiefpakket"),
    _page("archive:dossiers", CPO, "/werk/archief/", "Archief"),
    _page("archive:dossier", SECRETARY, "/werk/archief/{situation}/", "Zilverkoorts"),
    _page("archive:dossier", CPO, "/werk/archief/{held_situation}/", "Zwartkoorts"),
    _page(
        "archive:dossier-appraise",
        SECRETARY,
        "/werk/archief/{situation}/waardering/",
        "Waardering vastleggen",
    ),
    _page(
        "archive:dossier-hold",
        SECRETARY,
        "/werk/archief/{situation}/vasthouden/",
        "Dossier vasthouden",
        press="Vasthouden",
    ),
    _page(
        "archive:dossier-lift",
        CPO,
        "/werk/archief/{held_situation}/opheffen/",
        "Vasthouden opheffen",
        press="Opheffen",
    ),
)

SITUATIONS = (
    _page("signals:situations", CPO, "/werk/situaties/", "Situaties"),
    _page("signals:situations", SECRETARY, "/werk/situaties/", "Situaties"),
    _page("signals:situation", CPO, "/werk/situaties/{situation}/", "Zilverkoorts"),
    _page(
        "signals:situation",
        SECRETARY,
        "/werk/situaties/{exercise_situation}/",
        "Oefening: 2019-nCoV",
        is_exercise=True,
    ),
    _page("signals:triggers", CPO, "/werk/aanleidingen/", "Aanleidingen"),
    _page("signals:triggers", SECRETARY, "/werk/aanleidingen/?route=omt", "Aanleidingen"),
    _page("signals:register", SECRETARY, "/werk/aanleidingen/nieuw/", "Aanleiding vastleggen"),
    _page(
        "signals:register",
        SECRETARY,
        "/werk/aanleidingen/nieuw/",
        "Aanleiding vastleggen",
        press="Vastleggen",
    ),
    _page("signals:trigger", CPO, "/werk/aanleidingen/{a1}/", "Aanleiding"),
    _page("signals:trigger", SECRETARY, "/werk/aanleidingen/{a1_in_weighing}/", "Aanleiding"),
    _page("signals:trigger", CPO, "/werk/aanleidingen/{omt_with_cpo}/", "Aanleiding"),
    _page(
        "signals:trigger",
        CPO,
        "/werk/aanleidingen/{omt_not_convened}/",
        "Aanleiding",
        is_exercise=True,
    ),
    _page(
        "signals:trigger-submit",
        SECRETARY,
        "/werk/aanleidingen/{omt}/voorleggen/",
        "Voorleggen aan de CPO",
    ),
    _page(
        "signals:trigger-convene",
        CPO,
        "/werk/aanleidingen/{omt_with_cpo}/samenkomen/",
        "Samenkomen: weging openen",
    ),
    _page(
        "signals:trigger-convene",
        CPO,
        "/werk/aanleidingen/{omt_with_cpo}/samenkomen/",
        "Samenkomen: weging openen",
        press="Samenkomen: weging openen",
    ),
    _page(
        "signals:trigger-do-not-convene",
        CPO,
        "/werk/aanleidingen/{omt_with_cpo}/niet-samenkomen/",
        "Geen samenkomst nodig",
    ),
    _page(
        "signals:trigger-do-not-convene",
        CPO,
        "/werk/aanleidingen/{omt_with_cpo}/niet-samenkomen/",
        "Geen samenkomst nodig",
        press="Geen samenkomst nodig",
    ),
    _page(
        "signals:trigger-hand-over",
        CPO,
        "/werk/aanleidingen/{exercise_to_hand_over}/overdragen/",
        "Overdragen aan de commissie MIT",
        is_exercise=True,
    ),
    _page(
        "signals:trigger-report-outside-scope",
        CPO,
        "/werk/aanleidingen/{exercise_to_hand_over}/buiten-de-opdracht/",
        "Melden: buiten de opdracht van de commissie",
        is_exercise=True,
    ),
    _page(
        "signals:outside-scope",
        SG,
        "/werk/buiten-de-opdracht/{exercise_outside_scope}/",
        "Buiten de opdracht van de commissie MIT",
        is_exercise=True,
    ),
    _page(
        "signals:situation-participants",
        SECRETARY,
        "/werk/situaties/{exercise_situation}/deelnemers/",
        "Deelnemer toevoegen",
        is_exercise=True,
    ),
    _page(
        "signals:situation-correct",
        SECRETARY,
        "/werk/situaties/{exercise_situation}/verbeteren/",
        "Situatie verbeteren",
        is_exercise=True,
    ),
    _page("signals:proposals", CPO, "/werk/voorstellen/", "Voorstellen"),
    _page("signals:proposals", EXPERT, "/werk/voorstellen/", "Voorstellen"),
    _page("signals:proposals", NEWCOMER, "/werk/voorstellen/", "Voorstellen"),
    _page("signals:propose", EXPERT, "/werk/voorstellen/nieuw/", "Weging voorstellen"),
    _page(
        "signals:propose",
        EXPERT,
        "/werk/voorstellen/nieuw/",
        "Weging voorstellen",
        press="Voorstel indienen",
    ),
    _page("signals:proposal", CPO, "/werk/voorstellen/{proposal}/", "Voorstel"),
    _page("signals:proposal", EXPERT, "/werk/voorstellen/{answered_proposal}/", "Voorstel"),
    _page(
        "signals:proposal-take-over",
        CPO,
        "/werk/voorstellen/{proposal}/overnemen/",
        "Voorstel overnemen",
        press="Voorstel overnemen",
    ),
    _page(
        "signals:proposal-reject",
        CPO,
        "/werk/voorstellen/{proposal}/afwijzen/",
        "Voorstel afwijzen",
    ),
    _page("signals:trigger", CPO, "/werk/aanleidingen/{omt_after_standing}/", "Aanleiding"),
    _page(
        "signals:trigger-uphold",
        CPO,
        "/werk/aanleidingen/{omt_after_standing}/blijft-gelden/",
        "De vorige beoordeling blijft gelden",
    ),
    _page(
        "signals:trigger-do-not-convene",
        CPO,
        "/werk/aanleidingen/{omt_after_standing}/niet-samenkomen/",
        "Geen samenkomst nodig",
    ),
    _page(
        "signals:trigger-reconsider",
        CPO,
        "/werk/aanleidingen/{omt_not_convened}/opnieuw-beoordelen/",
        "Opnieuw beoordelen",
        is_exercise=True,
    ),
    _page(
        "signals:trigger-end-a1",
        SECRETARY,
        "/werk/aanleidingen/{a1}/einde/",
        "Einddatum vastleggen",
        press="Einddatum vastleggen",
    ),
    _page(
        "signals:trigger-correct-facts",
        SECRETARY,
        "/werk/aanleidingen/{omt}/verbeteren/",
        "Gegevens verbeteren",
    ),
    _page(
        "signals:trigger-merge",
        CPO,
        "/werk/aanleidingen/{omt_after_standing}/samenvoegen/",
        "Samenvoegen",
        press="Samenvoegen",
    ),
    _page(
        "signals:trigger-void",
        CPO,
        "/werk/aanleidingen/{a1}/onterecht/",
        "Onterecht vastgelegd",
        press="Onterecht vastgelegd",
    ),
    _page("signals:trigger-weigh", CPO, "/werk/aanleidingen/{a1}/wegen/", "Weging openen"),
    _page("signals:trigger-weigh", SECRETARY, "/werk/aanleidingen/{a1}/wegen/", "Weging openen"),
    _page(
        "signals:trigger-complete",
        SECRETARY,
        "/werk/aanleidingen/{a1_in_weighing}/aanvullen/",
        "Vindplaats aanvullen",
    ),
    _page(
        "signals:trigger-complete",
        SECRETARY,
        "/werk/aanleidingen/{a1_in_weighing}/aanvullen/",
        "Vindplaats aanvullen",
        press="Vindplaats aanvullen",
    ),
)

WEIGHINGS = (
    _page("signals:weighings", CPO, "/werk/wegingen/", "Wegingen"),
    _page("signals:weighings", EXPERT, "/werk/wegingen/", "Wegingen"),
    _page("signals:weighings", SECRETARY, "/werk/wegingen/?stand=open&jaar=x", "Wegingen"),
    _page("signals:weighing", CPO, "/werk/wegingen/{open_weighing}/", "Weging"),
    _page("signals:weighing", SECRETARY, "/werk/wegingen/{weighing_without_signal}/", "Weging"),
    _page("signals:weighing", EXPERT, "/werk/wegingen/{open_weighing}/", "Weging"),
    _page(
        "signals:weighing",
        EXPERT,
        "/werk/wegingen/{exercise_weighing}/",
        "Weging",
        is_exercise=True,
    ),
    _page(
        "signals:weighing-invite",
        CPO,
        "/werk/wegingen/{open_weighing}/uitnodigen/",
        "Expert uitnodigen",
    ),
    _page("signals:weighing", CPO, "/werk/wegingen/{weighing_to_close}/", "Weging"),
    _page("signals:weighing", CPO, "/werk/wegingen/{handed_weighing}/", "Weging"),
    _page(
        "signals:weighing-propose-expert",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/voorstellen/",
        "Experts voorstellen",
    ),
    _page(
        "signals:weighing-propose-expert",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/voorstellen/",
        "Experts voorstellen",
        press="Experts voorstellen",
    ),
    _page(
        "signals:weighing-declare-interests",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/belangen/",
        "Belangen melden",
    ),
    _page(
        "signals:weighing-declare-interests",
        EXPERT,
        "/werk/wegingen/{open_weighing}/belangen/",
        "Belangen melden",
        press="Belangen melden",
    ),
    _page(
        "signals:weighing-record-opinion",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/deelname/",
        "Deelname vastleggen",
    ),
    _page(
        "signals:weighing-record-opinion",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/deelname/",
        "Deelname vastleggen",
        press="Deelname vastleggen",
    ),
    _page(
        "signals:weighing-reschedule",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/wanneer/",
        "Vorm of datum wijzigen",
    ),
    _page(
        "signals:weighing-decline",
        EXPERT,
        "/werk/wegingen/{open_weighing}/afmelden/",
        "Afmelden voor deze weging",
    ),
    _page(
        "signals:weighing-close",
        CPO,
        "/werk/wegingen/{weighing_to_close}/sluiten/",
        "Weging sluiten",
    ),
    _page(
        "signals:weighing-answer",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/weegvragen/",
        "Weegvragen beantwoorden",
    ),
    _page(
        "signals:weighing-give-opinion",
        EXPERT,
        "/werk/wegingen/{open_weighing}/standpunt/",
        "Standpunt geven",
    ),
    _page(
        "signals:weighing-give-opinion",
        EXPERT,
        "/werk/wegingen/{open_weighing}/standpunt/",
        "Standpunt geven",
        press="Standpunt geven",
    ),
    _page(
        "signals:weighing-close", CPO, "/werk/wegingen/{open_weighing}/sluiten/", "Weging sluiten"
    ),
    _page(
        "signals:weighing-close",
        CPO,
        "/werk/wegingen/{weighing_to_close}/sluiten/",
        "Weging sluiten",
        press="Weging sluiten",
    ),
    _page(
        "signals:weighing-draft",
        SECRETARY,
        "/werk/wegingen/{open_weighing}/signaal/",
        "Signaal opstellen",
    ),
)

SIGNALS = (
    _page("signals:signals", CPO, "/werk/signalen/", "Signalen"),
    _page("signals:signals", SG, "/werk/signalen/", "Signalen"),
    _page("signals:signals", EXPERT, "/werk/signalen/", "Signalen"),
    _page("signals:signals", NEWCOMER, "/werk/signalen/", "Signalen"),
    _page("signals:signals", CPO, "/werk/signalen/?stand=ingetrokken", "Signalen"),
    _page("signals:signal", SECRETARY, "/werk/signalen/{concept}/", "Concept"),
    _page("signals:signal", CPO, "/werk/signalen/{adopted}/", "Concept"),
    _page("signals:signal", CPO, "/werk/signalen/{late}/", "MIW-"),
    _page("signals:signal", SG, "/werk/signalen/{late}/", "MIW-"),
    _page("signals:signal", SG, "/werk/signalen/{waiting}/", "MIW-"),
    _page("signals:signal", SG, "/werk/signalen/{answered}/", "MIW-"),
    _page("signals:signal", CPO, "/werk/signalen/{answered}/", "MIW-"),
    _page("signals:signal", SECRETARY, "/werk/signalen/{published}/", "MIW-"),
    _page("signals:signal", EXPERT, "/werk/signalen/{published}/", "MIW-"),
    _page("signals:signal", SG, "/werk/signalen/{exercise_signal}/", "OEF-", is_exercise=True),
    _page("signals:signal-a4", CPO, "/werk/signalen/{concept}/a4/", "Concept"),
    _page("signals:signal-a4", SECRETARY, "/werk/signalen/{published}/a4/", "MIW-"),
    _page("signals:signal-a4", SG, "/werk/signalen/{late}/a4/", "MIW-"),
    _page(
        "signals:signal-a4",
        SG,
        "/werk/signalen/{exercise_signal}/a4/",
        "OEF-",
        is_exercise=True,
    ),
    _page(
        "signals:signal-response-receipt",
        SG,
        "/werk/signalen/{answered}/ontvangstbewijs/",
        "Ontvangstbewijs: reactie op MIW-",
    ),
    _page("signals:signal-edit", SECRETARY, "/werk/signalen/{concept}/bewerken/", "Tekst bewerken"),
    _page(
        "signals:signal-versions",
        SECRETARY,
        "/werk/signalen/{concept}/versies/",
        "Opgeslagen teksten",
    ),
    _page(
        "signals:signal-versions",
        CPO,
        "/werk/signalen/{concept_to_adopt}/versies/",
        "Opgeslagen teksten",
    ),
    _page("signals:signal-adopt", CPO, "/werk/signalen/{concept}/vaststellen/", "Vaststellen"),
    _page(
        "signals:signal-adopt", CPO, "/werk/signalen/{concept_to_adopt}/vaststellen/", "Vaststellen"
    ),
    _page("signals:signal-reopen", CPO, "/werk/signalen/{adopted}/heropenen/", "Heropenen"),
    _page("signals:signal-withdraw", CPO, "/werk/signalen/{concept}/intrekken/", "Intrekken"),
    _page(
        "signals:signal-disclose",
        CPO,
        "/werk/signalen/{concept}/verstrekking/",
        "Verstrekking vastleggen",
    ),
    _page("signals:signal-issue", SECRETARY, "/werk/signalen/{adopted}/uitbrengen/", "Uitbrengen"),
    _page(
        "signals:signal-confirm-receipt",
        SG,
        "/werk/signalen/{waiting}/ontvangst/",
        "Ontvangst bevestigen",
    ),
    _page(
        "signals:signal-record-receipt",
        SECRETARY,
        "/werk/signalen/{waiting}/ontvangst-vastleggen/",
        "Ontvangst langs andere weg vastleggen",
    ),
    _page(
        "signals:signal-record-receipt",
        SECRETARY,
        "/werk/signalen/{waiting}/ontvangst-vastleggen/",
        "Ontvangst langs andere weg vastleggen",
        press="Ontvangst langs andere weg vastleggen",
    ),
    _page(
        "signals:signal-resend",
        SECRETARY,
        "/werk/signalen/{bounced}/opnieuw-versturen/",
        "Mail opnieuw versturen",
    ),
    _page("signals:signal", CPO, "/werk/signalen/{bounced}/", "MIW-"),
    _page(
        "signals:signal-inform-minister",
        SG,
        "/werk/signalen/{waiting}/minister/",
        "Minister geïnformeerd vastleggen",
    ),
    _page(
        "signals:signal-propose-date",
        SECRETARY,
        "/werk/signalen/{waiting}/herstel/",
        "Herstel van een datum voorstellen",
    ),
    _page(
        "signals:signal-confirm-date",
        CPO,
        "/werk/signalen/{bounced}/herstel-bevestigen/",
        "Herstel van de datum bevestigen",
    ),
    _page(
        "signals:signal-drop-date",
        SECRETARY,
        "/werk/signalen/{bounced}/herstel-vervallen/",
        "Voorstel tot herstel laten vervallen",
    ),
    _page(
        "signals:signal-issue", CPO, "/werk/signalen/{adopted}/uitbrengen/", "Uitbrengen aan de SG"
    ),
    _page("signals:signal-respond", SG, "/werk/signalen/{waiting}/reactie/", "Reactie vastleggen"),
    _page(
        "signals:signal-respond", SECRETARY, "/werk/signalen/{late}/reactie/", "Reactie vastleggen"
    ),
    _page(
        "signals:signal-respond",
        SG,
        "/werk/signalen/{waiting}/reactie/",
        "Reactie vastleggen",
        press="Reactie vastleggen",
    ),
    _page("signals:signal-publish", CPO, "/werk/signalen/{answered}/publiceren/", "Publiceren"),
    _page(
        "signals:signal-publish",
        CPO,
        "/werk/signalen/{answered}/publiceren/",
        "Publiceren",
        press="Publiceren",
    ),
)

DECISIONS = (
    _page("signals:decisions", CPO, "/werk/besluiten/", "Besluiten en commissies"),
    _page("signals:decisions", SG, "/werk/besluiten/", "Besluiten en commissies"),
    _page("signals:ministerdecision", SECRETARY, "/werk/besluiten/{decision}/", "Besluit van"),
    _page("signals:ministerdecision", SG, "/werk/besluiten/{decision}/", "Besluit van"),
    _page(
        "signals:decision-new",
        SG,
        "/werk/besluiten/nieuw/",
        "Besluit van de minister vastleggen",
    ),
    _page(
        "signals:decision-new",
        SECRETARY,
        "/werk/besluiten/nieuw/",
        "Besluit van de minister vastleggen",
        press="Vastleggen",
    ),
    _page(
        "signals:ministerdecision-replace",
        SECRETARY,
        "/werk/besluiten/{decision}/verbeteren/",
        "Vastlegging verbeteren",
    ),
    _page(
        "signals:commission-new",
        SECRETARY,
        "/werk/commissies/nieuw/",
        "Commissie MIT vastleggen",
        press="Vastleggen",
    ),
    _page(
        "signals:commission",
        CPO,
        "/werk/commissies/{commission}/",
        "Commissie MIT",
        is_exercise=True,
    ),
    _page(
        "signals:commission-change-end",
        SG,
        "/werk/commissies/{commission}/einddatum/",
        "Einddatum wijzigen",
        press="Einddatum vastleggen",
        is_exercise=True,
    ),
    _page(
        "signals:commission-propose",
        SECRETARY,
        "/werk/commissies/{commission}/opschorten/",
        "Opschorting voorstellen",
        is_exercise=True,
    ),
    _page(
        "signals:suspension",
        CPO,
        "/werk/opschortingen/{proposed}/",
        "Opschorting van de waakstand",
        is_exercise=True,
    ),
    _page(
        "signals:suspension",
        SECRETARY,
        "/werk/opschortingen/{suspended_to_end}/",
        "Opschorting van de waakstand",
        is_exercise=True,
    ),
    _page(
        "signals:suspension-register",
        CPO,
        "/werk/opschortingen/{proposed}/registreren/",
        "Opschorting registreren",
        is_exercise=True,
    ),
    _page(
        "signals:suspension-drop",
        CPO,
        "/werk/opschortingen/{proposed}/laten-vervallen/",
        "Voorstel laten vervallen",
        press="Voorstel laten vervallen",
        is_exercise=True,
    ),
    _page(
        "signals:suspension-prepare",
        SECRETARY,
        "/werk/opschortingen/{running}/checklist/",
        "Checklist bijwerken",
        is_exercise=True,
    ),
    _page(
        "signals:suspension-end",
        CPO,
        "/werk/opschortingen/{suspended_to_end}/hervatten/",
        "Hervatting bevestigen",
        is_exercise=True,
    ),
)

OF_A_SIGNAL = "/werk/signalen/{{{}}}/{}/"


def _of_signal(  # noqa: PLR0917  (as a line of a table)
    verb: str, who: str, record: str, slug: str, heading: str, press: str = ""
) -> Row:
    """Return the page of a step with a signal; ``record`` is a name of the furniture."""
    address = OF_A_SIGNAL.format(record, slug)
    return _page(f"signals:signal-{verb}", who, address, heading, press=press)


LATER = (
    _page("signals:signal", CPO, "/werk/signalen/{leaked}/", "MIW-"),
    _page("signals:signal", CPO, "/werk/signalen/{without_response}/", "MIW-"),
    _page("signals:signal", SG, "/werk/signalen/{with_news}/", "MIW-"),
    _page("signals:signal", CPO, "/werk/signalen/{to_correct}/", "MIW-"),
    _of_signal("send-message", CPO, "waiting", "aanvullend-bericht", "Aanvullend bericht sturen"),
    _of_signal(
        "send-message", SECRETARY, "waiting", "aanvullend-bericht", "Aanvullend bericht sturen"
    ),
    _of_signal("record-interim", SG, "waiting", "tussenbericht", "Tussenbericht vastleggen"),
    _of_signal(
        "record-conversation", SECRETARY, "waiting", "gesprek", "Mondelinge reactie vastleggen"
    ),
    _of_signal(
        "record-conversation",
        SG,
        "waiting",
        "gesprek",
        "Mondelinge reactie vastleggen",
        "Mondelinge reactie vastleggen",
    ),
    _of_signal(
        "record-further-response",
        SG,
        "answered",
        "aanvullende-reactie",
        "Aanvullende reactie vastleggen",
    ),
    _of_signal(
        "report-leak", CPO, "waiting", "voortijdig-bekend", "Voortijdig bekend geworden vastleggen"
    ),
    _of_signal("show-line", CPO, "leaked", "openbare-regel", "Openbare regel plaatsen"),
    _of_signal("ask-sooner", CPO, "leaked", "eerder-reageren", "De SG vragen eerder te reageren"),
    _of_signal(
        "publish-without-response",
        CPO,
        "late",
        "publiceren-zonder-reactie",
        "Publiceren zonder reactie",
    ),
    _of_signal("add-response", SG, "without_response", "reactie-alsnog", "Reactie vastleggen"),
    _of_signal("publish-supplement", CPO, "with_news", "aanvulling", "Aanvulling publiceren"),
    _page(
        "signals:signal-preview",
        CPO,
        "/werk/signalen/{answered}/voorvertoning/publiceren/",
        "Signaal MIW-",
    ),
    _page(
        "signals:signal-preview",
        SECRETARY,
        "/werk/signalen/{with_news}/voorvertoning/aanvulling/",
        "Signaal MIW-",
    ),
    _of_signal(
        "summarise", CPO, "waiting", "engelse-samenvatting", "Engelse samenvatting schrijven"
    ),
    _of_signal(
        "record-live",
        SECRETARY,
        "with_news",
        "op-de-website",
        "Plaatsing op de website van het SCP vastleggen",
        "Plaatsing op de website van het SCP vastleggen",
    ),
    _page("signals:signal", SECRETARY, "/werk/signalen/{with_news}/", "MIW-"),
    _of_signal("rebake", CPO, "not_online", "opnieuw-maken", "Openbare pagina opnieuw maken"),
    _page("signals:signal", CPO, "/werk/signalen/{not_online}/", "MIW-"),
    _of_signal("prepare-correction", CPO, "with_news", "correctie", "Correctie klaarzetten"),
    _of_signal(
        "publish-correction", CPO, "to_correct", "correctie-publiceren", "Correctie publiceren"
    ),
    _of_signal(
        "drop-correction", CPO, "to_correct", "correctie-vervallen", "Correctie laten vervallen"
    ),
    _of_signal(
        "take-offline", CPO, "with_news", "offline", "Direct offline halen (persoonsgegevens)"
    ),
    _of_signal("remove", CPO, "with_news", "verwijderen", "Verwijderen met bericht"),
    _page("signals:standing-decisions", SECRETARY, "/werk/vaste-besluiten/", "Vaste besluiten"),
    _page(
        "signals:standing-decision-decide",
        CPO,
        "/werk/vaste-besluiten/nieuw/",
        "Vast besluit nemen",
    ),
    _page(
        "signals:standing-decision-end",
        CPO,
        "/werk/vaste-besluiten/{standing_decision}/beeindigen/",
        "Vast besluit beëindigen",
    ),
)

_QUESTION = "/werk/aanspreekpunt/{%s}/%s"


def _of_a_question(verb: str, record: str, path: str, heading: str, press: str = "") -> Row:
    address = _QUESTION % (record, f"{path}/")
    return _page(f"aanspreekpunt:question-{verb}", SECRETARY, address, heading, press=press)


CONTACT = (
    _page("aanspreekpunt:ask", NOBODY, "/contact/vraag/", "Stel een vraag"),
    _page(
        "aanspreekpunt:ask", NOBODY, "/contact/vraag/", "Stel een vraag", press="Vraag versturen"
    ),
    _page(
        "aanspreekpunt:thanks",
        NOBODY,
        "/contact/vraag/verstuurd/{receipt}/",
        "Uw vraag is verstuurd",
    ),
    _page("aanspreekpunt:questions", SECRETARY, "/werk/aanspreekpunt/", "Vragen aan"),
    _page("aanspreekpunt:questions", EXPERT, "/werk/aanspreekpunt/", "Vragen aan"),
    _page("aanspreekpunt:question", CPO, _QUESTION % ("undelivered_question", ""), "Vraag V-"),
    _page("aanspreekpunt:question", EXPERT, _QUESTION % ("assigned_question", ""), "Vraag V-"),
    _page(
        "aanspreekpunt:question-enter",
        SECRETARY,
        "/werk/aanspreekpunt/invoeren/",
        "Vraag invoeren",
        press="Invoeren",
    ),
    _of_a_question("take-up", "question", "in-behandeling", "In behandeling nemen"),
    _of_a_question(
        "answer", "question_in_progress", "antwoord", "Antwoord mailen", press="Antwoord mailen"
    ),
    _of_a_question(
        "record-answer", "question_in_progress", "antwoord-vastleggen", "Antwoord per brief"
    ),
    _of_a_question("refer", "question_in_progress", "doorverwijzen", "Doorverwijzen"),
    _of_a_question("dismiss", "question", "geen-antwoord", "Sluiten: geen antwoord nodig"),
    _of_a_question("mark-as-spam", "question", "spam", "Sluiten: spam"),
    _of_a_question("assign", "question", "toewijzen", "Toewijzen"),
    _of_a_question("correct", "question", "verbeteren", "Gegevens van de vraagsteller"),
    _of_a_question("resend", "undelivered_question", "opnieuw-mailen", "Antwoord opnieuw mailen"),
    _of_a_question("reopen", "answered_question", "heropenen", "Heropenen"),
    _of_a_question("erase", "answered_question", "wissen", "Persoonsgegevens nu wissen"),
    _page(
        "aanspreekpunt:standard-answers",
        SECRETARY,
        "/werk/aanspreekpunt/standaardantwoorden/",
        "Standaardantwoorden",
    ),
    _page(
        "aanspreekpunt:standard-answer",
        CPO,
        "/werk/aanspreekpunt/standaardantwoorden/{standard_answer}/",
        "Waar onderzoek te vinden is",
    ),
    _page(
        "aanspreekpunt:standard-answer-write",
        SECRETARY,
        "/werk/aanspreekpunt/standaardantwoorden/nieuw/",
        "Standaardantwoord schrijven",
    ),
    _page(
        "aanspreekpunt:standard-answer-change",
        CPO,
        "/werk/aanspreekpunt/standaardantwoorden/{standard_answer}/wijzigen/",
        "Standaardantwoord wijzigen",
    ),
)

_VERSION = "/werk/draaiboek/{new_playbook}/%s"
_RUN = "/werk/uitvoeringen/{%s}/%s"


def _of_a_version(verb: str, path: str, heading: str, press: str = "") -> Row:
    name = f"draaiboek:playbookedition-{verb}"
    return _page(name, CPO, _VERSION % f"{path}/", heading, press=press)


def _of_a_run(verb: str, path: str, heading: str, press: str = "") -> Row:
    name = f"draaiboek:playbookrun-{verb}"
    return _page(name, SECRETARY, _RUN % ("run", f"{path}/"), heading, press=press)


def _of_a_step(verb: str, record: str, path: str, heading: str, press: str = "") -> Row:
    address = "/werk/stappen/{%s}/%s/" % (record, path)  # noqa: UP031  (braces are for later)
    return _page(f"draaiboek:runstep-{verb}", CPO, address, heading, press=press)


PLAYBOOK = (
    _page("draaiboek:versions", CPO, "/werk/draaiboek/", "Draaiboek"),
    _page("draaiboek:versions", SECRETARY, "/werk/draaiboek/", "Draaiboek"),
    _page(
        "draaiboek:playbookedition",
        SECRETARY,
        "/werk/draaiboek/{playbook}/",
        "Draaiboek, versie 0.1",
    ),
    _page("draaiboek:playbookedition", CPO, _VERSION % "", "Draaiboek, versie 0.2"),
    _page("draaiboek:playbookedition-draft", CPO, "/werk/draaiboek/nieuw/", "Nieuwe versie"),
    _of_a_version("compare", "vergelijken", "Wat is er veranderd?"),
    _of_a_version("adopt", "vaststellen", "Vaststellen", press="Vaststellen"),
    _of_a_version("own", "eigen-tekst", "Kenmerk"),
    _of_a_version("withdraw", "intrekken", "Concept intrekken", press="Concept intrekken"),
    _page(
        "draaiboek:playbookedition-plan-review",
        CPO,
        "/werk/draaiboek/{playbook}/herziening/",
        "Datum van herziening",
    ),
    _page(
        "draaiboek:playbookedition-publish",
        CPO,
        "/werk/draaiboek/{playbook}/openbaar/",
        "Openbaar maken",
    ),
    _of_a_version("attach", "document", "Document toevoegen"),
    _of_a_version("detach", "document/weghalen", "Draaiboek, versie 0.2"),
    _of_a_version("take-in", "inlezen", "Bestand inlezen"),
    _of_a_version("edit", "wijzigen", "Inhoud wijzigen"),
    _of_a_version("add", "toevoegen/steps", "Stap toevoegen", press="Toevoegen"),
    _of_a_version("change", "a1/wijzigen", "Stap 1 wijzigen"),
    _of_a_version("remove", "doel/weghalen", "Hoofdstuk 1 weghalen"),
    _page("draaiboek:runs", CPO, "/werk/uitvoeringen/", "Uitvoeringen van het draaiboek"),
    _page("draaiboek:runs", SG, "/werk/uitvoeringen/", "Uitvoeringen van het draaiboek"),
    _page(
        "draaiboek:run-start",
        SECRETARY,
        "/werk/uitvoeringen/beginnen/",
        "Uitvoering beginnen",
        press="Beginnen",
    ),
    _page("draaiboek:run", SECRETARY, _RUN % ("run", ""), "Uitvoering "),
    _page("draaiboek:run", CPO, _RUN % ("closed_run", ""), "Uitvoering ", is_exercise=True),
    _page("draaiboek:run", SECRETARY, _RUN % ("exercise_run", ""), "Uitvoering ", is_exercise=True),
    _page("draaiboek:run", EXPERT, _RUN % ("exercise_run", ""), "Uitvoering ", is_exercise=True),
    _page("draaiboek:run", SG, _RUN % ("exercise_run", ""), "Uitvoering ", is_exercise=True),
    _of_a_run(
        "close", "afsluiten", "Afsluiten met een evaluatie", press="Afsluiten met een evaluatie"
    ),
    _of_a_run("add-step", "stap", "Eigen stap toevoegen", press="Eigen stap toevoegen"),
    _page(
        "draaiboek:playbookrun-plan-inject",
        SECRETARY,
        _RUN % ("exercise_run", "inject/"),
        "Inject plannen",
        press="Inject plannen",
        is_exercise=True,
    ),
    _of_a_run("draw-lesson", "les", "Les vastleggen", press="Les vastleggen"),
    _of_a_step("tick", "step_open", "afvinken", "Afvinken"),
    _of_a_step(
        "untick", "step_done", "terugdraaien", "Vinkje terugdraaien", press="Vinkje terugdraaien"
    ),
    _of_a_step("skip", "step_open", "overslaan", "Overslaan"),
    _of_a_step("resume", "step_skipped", "toch", "Toch uitvoeren"),
    _page(
        "draaiboek:inject-change",
        SECRETARY,
        "/werk/injects/{inject_planned}/wijzigen/",
        "Inject wijzigen",
        is_exercise=True,
    ),
    _page(
        "draaiboek:inject-withdraw",
        SECRETARY,
        "/werk/injects/{inject_planned}/intrekken/",
        "Inject intrekken",
        is_exercise=True,
    ),
    _page(
        "draaiboek:inject-respond",
        SG,
        "/werk/injects/{inject_revealed}/reactie/",
        "Vastleggen wat u doet",
        press="Vastleggen wat u doet",
        is_exercise=True,
    ),
    _page("draaiboek:lessons", CPO, "/werk/lessen/", "Lessen uit uitvoeringen"),
    _page(
        "draaiboek:lesson-accept",
        CPO,
        "/werk/lessen/{lesson}/overnemen/",
        "Overnemen in het concept",
        press="Overnemen in het concept",
        is_exercise=True,
    ),
    _page(
        "draaiboek:lesson-decline",
        CPO,
        "/werk/lessen/{lesson}/afwijzen/",
        "Afwijzen",
        is_exercise=True,
    ),
    _page(
        "draaiboek:lesson-hand-on",
        SECRETARY,
        "/werk/lessen/{lesson}/wijzigen/",
        "Eigenaar of datum",
        is_exercise=True,
    ),
    _page("draaiboek:documents", SECRETARY, "/werk/documenten/", "Documenten bij"),
    _page("draaiboek:documents", SG, "/werk/documenten/", "Documenten bij"),
    _page(
        "draaiboek:document-add",
        SECRETARY,
        "/werk/documenten/toevoegen/",
        "Document toevoegen",
        press="Toevoegen",
    ),
    _page("draaiboek:document", CPO, "/werk/documenten/{document}/", "Bestuurlijke afspraken"),
    _page(
        "draaiboek:document-add-version",
        CPO,
        "/werk/documenten/{document}/versie/",
        "Nieuwe versie toevoegen",
    ),
    _page(
        "draaiboek:document-describe",
        CPO,
        "/werk/documenten/{document}/wijzigen/",
        "Titel of lezers wijzigen",
    ),
    _page("draaiboek:scale-up", CPO, "/werk/opschaling/", "Opschaling"),
    _page("draaiboek:scale-up-add", CPO, "/werk/opschaling/toevoegen/", "Punt toevoegen"),
    _page("draaiboek:scale-up-change", CPO, "/werk/opschaling/{point}/wijzigen/", "Voorzitter"),
    _page(
        "draaiboek:scale-up-arrange",
        CPO,
        "/werk/opschaling/{point}/afspraak/",
        "Voorzitter",
        press="Vastleggen",
    ),
)

MEETINGS = (
    _page("draaiboek:meetings", SECRETARY, "/werk/vergaderingen/", "Vergaderingen"),
    _page("draaiboek:meetings", EXPERT, "/werk/vergaderingen/", "Vergaderingen"),
    _page(
        "draaiboek:meeting-plan",
        SECRETARY,
        "/werk/vergaderingen/plannen/",
        "Vergadering plannen",
        press="Plannen",
    ),
    _page("draaiboek:meeting", CPO, "/werk/vergaderingen/{meeting}/", "Jaarvergadering"),
    _page("draaiboek:meeting", EXPERT, "/werk/vergaderingen/{meeting}/", "Jaarvergadering"),
    _page("draaiboek:meeting", SECRETARY, "/werk/vergaderingen/{held_meeting}/", "Jaarvergadering"),
    _page(
        "draaiboek:meeting-reschedule",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/wijzigen/",
        "Moment of plaats wijzigen",
    ),
    _page(
        "draaiboek:meeting-hold",
        SECRETARY,
        "/werk/vergaderingen/{begun_meeting}/gehouden/",
        "Vastleggen wie er was",
    ),
    _page(
        "draaiboek:meeting-correct-attendance",
        SECRETARY,
        "/werk/vergaderingen/{held_meeting}/aanwezigen/",
        "Aanwezigen verbeteren",
    ),
    _page(
        "draaiboek:meeting-cancel",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/afgelasten/",
        "Afgelasten",
    ),
    _page(
        "draaiboek:meeting-edit-agenda",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/agenda/",
        "Agenda bewerken",
    ),
    _page(
        "draaiboek:meeting-item",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/agendapunten/{agenda_item}/",
        "Agendapunt wijzigen",
    ),
    _page(
        "draaiboek:meeting-item-move",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/agendapunten/{agenda_item}/verplaatsen/",
        "Agendapunt verplaatsen",
    ),
    _page(
        "draaiboek:meeting-item-remove",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/agendapunten/{agenda_item}/weghalen/",
        "Agendapunt weghalen",
    ),
    _page(
        "draaiboek:meeting-propose",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/voorstellen/",
        "Experts voorstellen",
    ),
    _page(
        "draaiboek:meeting-invite",
        CPO,
        "/werk/vergaderingen/{meeting}/uitnodigen/",
        "Mensen uitnodigen",
    ),
    _page(
        "draaiboek:meeting-withdraw-invitation",
        CPO,
        "/werk/vergaderingen/{meeting}/intrekken/",
        "Uitnodiging intrekken",
    ),
    _page(
        "draaiboek:meeting-record-reply",
        SECRETARY,
        "/werk/vergaderingen/{meeting}/antwoord-vastleggen/",
        "Antwoord of belangen van een ander vastleggen",
    ),
    _page(
        "draaiboek:meeting-reply",
        EXPERT,
        "/werk/vergaderingen/{meeting}/antwoord/",
        "Uitnodiging beantwoorden",
    ),
    _page(
        "draaiboek:meeting-declare-interests",
        EXPERT,
        "/werk/vergaderingen/{meeting}/belangen/",
        "Belangen melden",
    ),
    _page(
        "draaiboek:meeting-decide",
        SECRETARY,
        "/werk/vergaderingen/{held_meeting}/besluit/",
        "Besluit vastleggen",
    ),
    _page(
        "draaiboek:meeting-add-action",
        SECRETARY,
        "/werk/vergaderingen/{held_meeting}/actie/",
        "Actie vastleggen",
        press="Actie vastleggen",
    ),
    _page("draaiboek:actions", SECRETARY, "/werk/acties/", "Acties"),
    _page("draaiboek:actionitem-finish", SECRETARY, "/werk/acties/{action}/gedaan/", "Gedaan"),
    _page(
        "draaiboek:actionitem-drop",
        SECRETARY,
        "/werk/acties/{action}/vervallen/",
        "Laten vervallen",
    ),
    _page("draaiboek:minutes", SECRETARY, "/werk/verslagen/{minutes}/", "Verslag, versie 1"),
    _page("draaiboek:minutes", EXPERT, "/werk/verslagen/{adopted_minutes}/", "Verslag, versie 1"),
    _page(
        "draaiboek:minutes-adopt",
        CPO,
        "/werk/verslagen/{minutes}/vaststellen/",
        "Verslag vaststellen",
        press="Verslag vaststellen",
    ),
    _page(
        "draaiboek:minutes-correct",
        SECRETARY,
        "/werk/verslagen/{adopted_minutes}/corrigeren/",
        "Correctie beginnen",
    ),
    _page("account-invitation", NOBODY, "/persoonlijk/{account_link}/account/", "Kies uw"),
    _page("meeting-reply", NOBODY, "/persoonlijk/{meeting_link}/vergadering/", "Uitnodiging voor"),
    _page(
        "weighing-answer-invitation",
        NOBODY,
        "/persoonlijk/{weighing_link}/weging/",
        "Uitnodiging voor",
        press="Antwoorden",
    ),
)

PAGES = (
    *PUBLIC,
    *ERRORS,
    *ACCOUNT,
    *OFFICE,
    *DEPUTIES,
    *ARCHIVE,
    *SITUATIONS,
    *WEIGHINGS,
    *SIGNALS,
    *LATER,
    *DECISIONS,
    *CONTACT,
    *PLAYBOOK,
    *MEETINGS,
)

AS_OF_THE_PLAYBOOK = "the same page as of the draaiboek, and looked at there"
BEHIND_A_SETTING = "not there, unless a setting asks for it (tests/experts/test_circles.py)"
# Addresses without a page of ours, and what they give instead.
WITHOUT_PAGE = {
    **{
        f"afwegingskader:{kind}-{verb}": AS_OF_THE_PLAYBOOK
        for kind in ("weighingquestions", "kaderedition")
        for verb in (
            *("draft", "document", "own", "withdraw", "plan-review", "publish", "attach", "detach"),
            *("paper", "file", "add", "move", "remove"),
        )
    },
    "afwegingskader:kaderedition-take-in": AS_OF_THE_PLAYBOOK,
    "afwegingskader:kaderedition-change": AS_OF_THE_PLAYBOOK,
    **{
        f"experts:{name}": BEHIND_A_SETTING
        for name in ("circles", "circle-add", "contact-add", "contact-edit", "contact-remove")
    },
    "experts:experts-file": "takes a POST and gives a spreadsheet",
    "experts:import-carry-out": "follows on a file (tests/experts/test_importing.py)",
    "experts:expert-end-interest": "follows on an interest (tests/experts/test_own_record.py)",
    "experts:own-copy": "a file in JSON",
    "experts:own-record-by-link": "opens by a link in a mail (test_readiness_by_hand.py)",
    "experts:own-copy-by-link": "a file in JSON",
    **{
        f"openid_connect_{name}": "leads to a provider (test_signing_in_elsewhere.py)"
        for name in ("login", "callback")
    },
    "account_end_session": "takes a POST and leads back",
    "account_session_left": "JSON",
    "account_session_stay": "takes a POST from our script",
    **{
        f"mfa_{name}": "is of who has a second factor (test_second_factor_by_hand.py)"
        for name in (
            *("authenticate", "reauthenticate", "reauthenticate_webauthn", "deactivate_totp"),
            *("view_recovery_codes", "generate_recovery_codes", "remove_webauthn"),
        )
    },
    "mfa_list_webauthn": "the page of the second factors, under another name",
    "security-txt": "leads to another address, or is no page",
    "alive": "JSON",
    "ready": "JSON",
    "metrics": "figures for a watch",
    "office": "leads to Nu te doen",
    "office:work-trial-mail": "takes a POST and leads back",
    "office:work-retry-all": "takes a POST and leads back",
    "office:work-retry": "takes a POST and leads back",
    "archive:returned-file": "a PDF",
    "archive:woo-document": "a PDF",
    "archive:package-file": "takes a POST and gives a zip",
    "office:dossier-file": "takes a POST and gives a zip",
    "yearly:account-pdf": "a PDF",
    "yearly:account-file": "takes a POST and gives a spreadsheet",
    "calendar_feed:feed": "a calendar",
    "calendar_feed:revoke": "takes a POST and leads back",
    "aanspreekpunt:questions-file": "takes a POST and gives a spreadsheet",
    "draaiboek:document-file": "a PDF",
    "draaiboek:playbookedition-document": "a PDF",
    "draaiboek:playbookedition-paper": "a PDF",
    "afwegingskader:assessment-pdf": "a PDF",
    "draaiboek:playbookedition-file": "a file in YAML",
    "draaiboek:playbookedition-move": "takes a POST and leads back",
    "draaiboek:run-offline": "a file to keep",
    "keeping:keep": "takes a form and leads back to it",
    "keeping:discard": "takes a POST and leads back",
    "signals:signal-file": "a PDF",
    "signals:signal-package": "a zip",
    "signals:signal-preview-file": "a PDF, or data",
    "signals:signals-file": "takes a POST and gives a spreadsheet",
    "signals:triggers-file": "takes a POST and gives a spreadsheet",
    "signals:weighings-file": "takes a POST and gives a spreadsheet",
    "signals:message-file": "a PDF",
    "draaiboek:minutes-file": "a PDF",
}
