from django.db import migrations

from mit_waakstand.database_rules import checked, refusal

RESTS = "De waakstand is opgeschort: de weging rust."
OF_WEIGHING = "(SELECT situation_id FROM signals_weighing WHERE id = NEW.weighing_id)"
CLOSE = checked(
    "no_weighing_is_closed_during_a_suspension",
    "signals_weighing",
    moment="BEFORE UPDATE",
    body=refusal(
        "OLD.state <> NEW.state AND NEW.state = 'gesloten' "
        "AND waakstand_is_suspended(NEW.situation_id, NEW.closed_at)",
        message=RESTS,
    ),
)
ANSWER = checked(
    "no_weegvraag_is_answered_during_a_suspension",
    "signals_answer",
    moment="BEFORE INSERT OR UPDATE",
    body=refusal(f"waakstand_is_suspended({OF_WEIGHING}, now())", message=RESTS),
)
OPINION = checked(
    "nobody_takes_part_during_a_suspension",
    "signals_participant",
    moment="BEFORE INSERT OR UPDATE",
    # Who declines, or declares what touches his judgement, can do so at any time.
    body="IF TG_OP = 'UPDATE' THEN IF (OLD.took_part, OLD.opinion, OLD.rationale) "
    "IS NOT DISTINCT FROM (NEW.took_part, NEW.opinion, NEW.rationale) "
    "AND (NEW.invited_at IS NOT DISTINCT FROM OLD.invited_at) THEN RETURN NEW; END IF; END IF; "
    + refusal(f"waakstand_is_suspended({OF_WEIGHING}, now())", message=RESTS),
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0025_rules_of_offline")]

    operations = [*CLOSE, *ANSWER, *OPINION]
