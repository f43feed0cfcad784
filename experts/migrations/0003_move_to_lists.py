"""What stood in words becomes entries of the lists; reversible, and nothing is lost on the way."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def to_lists(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Make an organisation and an expertise of each name that an expert had, old values too."""
    expert_model = apps.get_model("experts", "Expert")
    history_model = apps.get_model("experts", "HistoricalExpert")
    institutes = apps.get_model("experts", "Institute").objects
    expertises = apps.get_model("experts", "Expertise").objects
    for model in (expert_model, history_model):
        for row in model.objects.exclude(organisation="").order_by("pk"):
            name = row.organisation
            row.institute = institutes.filter(name__iexact=name).first() or institutes.create(
                name=name
            )
            row.save(update_fields=["institute"])
    for expert in expert_model.objects.order_by("pk"):
        known = expertises.filter(name__iexact=expert.expertise).first()
        expert.expertises.add(known or expertises.create(name=expert.expertise))
        first = history_model.objects.filter(id=expert.pk).order_by("history_date").first()
        if first:
            expert.added_at = first.history_date
            expert.save(update_fields=["added_at"])


def to_words(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Write the name of the organisation where it stood; the field of knowledge never left."""
    for name in ("Expert", "HistoricalExpert"):
        for row in apps.get_model("experts", name).objects.exclude(institute=None).order_by("pk"):
            found = apps.get_model("experts", "Institute").objects.get(pk=row.institute_id)
            row.organisation = found.name
            row.save(update_fields=["organisation"])


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("experts", "0002_lists")]

    operations = [migrations.RunPython(to_lists, to_words)]
