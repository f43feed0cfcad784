"""PostgreSQL dates every role, whoever gives it."""

from django.db import migrations

from mit_waakstand.database_rules import checked

FOLLOW = """
    IF TG_OP = 'UPDATE' AND OLD.role = NEW.role AND OLD.is_active = NEW.is_active THEN
        RETURN NEW;
    END IF;
    UPDATE accounts_roleassignment SET until = greatest(clock_timestamp(), since)
        WHERE user_id = NEW.id AND until IS NULL;
    IF NEW.is_active THEN
        INSERT INTO accounts_roleassignment (user_id, role, since, because)
            VALUES (NEW.id, NEW.role, clock_timestamp(), '');
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        *checked("roles_are_dated", "accounts_user", moment="AFTER INSERT OR UPDATE", body=FOLLOW),
    ]
