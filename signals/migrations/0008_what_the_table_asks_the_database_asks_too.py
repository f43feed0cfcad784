from django.db import migrations

from mit_waakstand.database_rules import refused_when

OF_SIGNAL = "signals_signal s WHERE s.id = NEW.signal_id"
# Names and conditions come from this file, never from a person.
ISSUED_ON = "(s.issued_at AT TIME ZONE 'Europe/Amsterdam')::date"
BEFORE_ISSUE = f"EXISTS (SELECT 1 FROM {OF_SIGNAL} AND NEW.sent_on < {ISSUED_ON})"  # noqa: S608
NOT_ISSUED = f"EXISTS (SELECT 1 FROM {OF_SIGNAL} AND s.number IS NULL)"  # noqa: S608
AFTER_ANSWER = (
    f"EXISTS (SELECT 1 FROM {OF_SIGNAL} "  # noqa: S608
    "AND NEW.received_on > (s.answered_at AT TIME ZONE 'Europe/Amsterdam')::date)"
)


def agreed(verb: str, person: str, moment: str) -> str:
    """Return the condition "this person is a secretaris, and no CPO agreed to this very act"."""
    return (
        "EXISTS (SELECT 1 FROM accounts_user u "  # noqa: S608
        f"WHERE u.id = NEW.{person} AND u.role = 'secretaris' "
        "AND (u.acting_since IS NULL OR u.acting_until < CURRENT_DATE)) "
        "AND NOT EXISTS (SELECT 1 FROM signals_cpoagreement a WHERE a.signal_id = NEW.signal_id "
        f"AND a.verb = '{verb}' AND a.recorded_by_id = NEW.{person} "
        f"AND a.recorded_at = NEW.{moment})"
    )


SUPPLEMENT_ON_BEHALF = refused_when(
    "secretary_publishes_a_supplement_with_agreement",
    "signals_revision",
    when="NEW.kind = 'aanvulling' AND NEW.version IS NOT NULL AND "
    + agreed("publish_supplement", "published_by_id", "published_at"),
    message="De secretaris publiceert alleen met het akkoord van de CPO.",
)
MESSAGE_ON_BEHALF = refused_when(
    "secretary_sends_a_message_with_agreement",
    "signals_message",
    when="TG_OP = 'INSERT' AND NEW.kind = 'aanvullend_bericht' AND "
    + agreed("send_message", "recorded_by_id", "recorded_at"),
    message="De secretaris stuurt een bericht alleen met het akkoord van de CPO.",
)
COMPLETE = refused_when(
    "adopted_signal_is_complete_and_weighed",
    "signals_signal",
    when="TG_OP = 'UPDATE' AND OLD.state = 'concept' AND NEW.state = 'vastgesteld' AND ("
    "btrim(NEW.title) = '' OR NEW.purport = '' OR btrim(NEW.summary) = '' OR btrim(NEW.text) = '' "
    "OR NOT EXISTS (SELECT 1 FROM signals_weighing w WHERE w.id = NEW.weighing_id "
    "AND w.state = 'gesloten' AND w.outcome = 'signaal'))",
    message="Vaststellen kan met een volledige tekst, na een weging met de uitkomst signaal.",
)
REFERENCE = refused_when(
    "published_signal_names_the_reference_of_its_a1",
    "signals_signal",
    when="TG_OP = 'UPDATE' AND OLD.state <> NEW.state AND NEW.state = 'gepubliceerd' "
    "AND EXISTS (SELECT 1 FROM signals_trigger t WHERE t.weighing_id = NEW.weighing_id "
    "AND t.route = 'a1' AND t.gazette_reference = '')",
    message="Vul bij de aanleiding eerst de vindplaats in de Staatscourant in.",
)
SIDE = refused_when(
    "signal_is_of_the_side_of_its_situation",
    "signals_signal",
    when="TG_OP = 'INSERT' AND NEW.is_exercise <> (SELECT s.is_exercise FROM signals_weighing w "
    "JOIN situations_situation s ON s.id = w.situation_id WHERE w.id = NEW.weighing_id)",
    message="Een oefening blijft een oefening, en echt blijft echt.",
)
ANSWERED = refused_when(
    "answered_signal_has_its_response",
    "signals_signal",
    when="NEW.answered_at IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM signals_response r WHERE r.signal_id = NEW.id)",
    message="Leg de reactie zelf vast, met tekst en datums.",
)
RESPONSE_SENT = refused_when(
    "response_is_sent_after_the_issue",
    "signals_response",
    when=f"TG_OP = 'INSERT' AND ({NOT_ISSUED} OR {BEFORE_ISSUE})",
    message="De reactie kan niet verzonden zijn voordat het signaal is uitgebracht.",
)
RESPONSE_PAST = refused_when(
    "response_is_not_of_the_future",
    "signals_response",
    when=AFTER_ANSWER,
    message="Deze datum ligt in de toekomst.",
    at_the_end=True,
)
MESSAGE_SENT = refused_when(
    "message_is_sent_between_issue_and_recording",
    "signals_message",
    when="TG_OP = 'INSERT' AND ("
    "NEW.received_on > (NEW.recorded_at AT TIME ZONE 'Europe/Amsterdam')::date "
    "OR NEW.spoken_at > NEW.recorded_at "
    f"OR {BEFORE_ISSUE})",
    message="Deze datum ligt in de toekomst, of voor het uitbrengen van het signaal.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0007_rules_of_who_takes_part")]

    operations = [
        *COMPLETE,
        *REFERENCE,
        *SIDE,
        *ANSWERED,
        *RESPONSE_SENT,
        *RESPONSE_PAST,
        *MESSAGE_SENT,
        *SUPPLEMENT_ON_BEHALF,
        *MESSAGE_ON_BEHALF,
    ]
