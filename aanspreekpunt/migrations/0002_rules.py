from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

QUESTION, ANSWER = "aanspreekpunt_question", "aanspreekpunt_answer"
CLOSED = "'beantwoord', 'doorverwezen', 'geen_antwoord', 'spam'"

BEGINS = refused_when(
    "question_begins_as_received",
    QUESTION,
    when="TG_OP = 'INSERT' AND (NEW.state <> 'ontvangen' OR NEW.erased_at IS NOT NULL)",
    message="Een vraag begint als ontvangen.",
)
GOES_ITS_WAY = refused_when(
    "question_goes_its_way",
    QUESTION,
    when=f"""TG_OP = 'UPDATE' AND OLD.state <> NEW.state AND NOT (
        (OLD.state = 'ontvangen' AND NEW.state IN ('in_behandeling', 'geen_antwoord', 'spam'))
        OR (OLD.state = 'in_behandeling' AND NEW.state IN ({CLOSED}))
        OR (OLD.state IN ({CLOSED}) AND NEW.state = 'in_behandeling'))""",
    message="Deze stap bestaat niet voor een vraag.",
)
CAME_IN = frozen(
    "question_stays_as_it_came_in",
    QUESTION,
    when="TRUE",
    columns=["reference", "channel", "received_on", "due_on", "entered_at", "entered_by_id"],
    message="Hoe en wanneer een vraag binnenkwam, verandert niet.",
)
WORDS = refused_when(
    "question_keeps_its_words",
    QUESTION,
    when="TG_OP = 'UPDATE' AND OLD.text IS DISTINCT FROM NEW.text AND NEW.erased_at IS NULL",
    message="De woorden van de vraagsteller veranderen niet.",
)
ERASED = frozen(
    "erased_question_stays_erased",
    QUESTION,
    when="OLD.erased_at IS NOT NULL",
    columns=["state", "name", "email", "text", "reason", "referred_to", "closed_at", "erased_at"],
    message="Deze vraag is gewist.",
)
GIVEN = frozen(
    "answer_stays_as_given",
    ANSWER,
    when="TRUE",
    columns=["question_id", "way", "is_referral", "given_on", "given_at", "given_by_id"],
    message="Een gegeven antwoord verandert niet.",
)
SAID = frozen(
    "answer_keeps_its_words",
    ANSWER,
    when=(
        "NOT EXISTS (SELECT 1 FROM aanspreekpunt_question question "
        "WHERE question.id = OLD.question_id AND question.erased_at IS NOT NULL)"
    ),
    columns=["text"],
    message="Een gegeven antwoord verandert niet.",
)


class Migration(migrations.Migration):
    dependencies = [("aanspreekpunt", "0001_initial")]

    operations = [*BEGINS, *GOES_ITS_WAY, *CAME_IN, *WORDS, *ERASED, *GIVEN, *SAID]
