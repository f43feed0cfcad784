"""The privacy page names every field that can hold personal data, and the terms of the code.

That its places in the code exist, ``test_architectuur`` holds.
"""

import re
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from experts.models import Expert
from experts.models.expert import UNCONFIRMED_FOR
from experts.models.preview import KEPT_FOR as PREVIEW_KEPT_FOR
from mit_waakstand.accounts.devices import KNOWN_FOR
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.models.sessions import IDLE, LONGEST
from mit_waakstand.erasing import is_history, models_with_texts
from mit_waakstand.keeping.models import KEPT_FOR as TEXT_KEPT_FOR
from mit_waakstand.keeping.models import NEARBY

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
# Fields with text in which no person can stand: codes, keys, digests, names of lists, references of
# papers; and tables of libraries that stay empty here (providers stand in the settings).
WITHOUT = {
    "archive.Dossier": "selection_category",
    "archive.Package": "sha256",
    "archive.WooDocument": "sha256 suggestions grounds",
    "archive.ReturnedFile": "original_sha256",
    "office.SearchEntry": "kind",
    "signals.Answer": "key",
    "signals.Signal": "text_hash number letter_sha256",
    "signals.CpoAgreement": "verb",
    "signals.EquatedDay": "reference",
    "signals.MinisterDecision": "parliamentary_paper gazette_reference note_link",
    "signals.Commission": "name gazette_reference diseases",
    "signals.CommissionChange": "gazette_reference",
    "signals.Disclosure": "text_hash",
    "signals.Elsewhere": "url",
    "signals.Leak": "line_key",
    "signals.Message": "original_sha256 copy_sha256 pdf_sha256 public_sha256 reference",
    "signals.Trigger": "gazette_reference omt_number",
    "signals.Receipt": "scan_sha256",
    "signals.Response": "original_sha256 copy_sha256 pdf_sha256 public_sha256 reference",
    "signals.Revision": "letter_sha256 original_sha256 copy_sha256 pdf_sha256",
    "afwegingskader.KaderEdition": "number document_checksum "
    "public_checksum adoption_reference pdf_checksum",
    "afwegingskader.Assessment": "pdf_checksum",
    "afwegingskader.Answer": "key",
    "afwegingskader.WeighingQuestions": "number document_checksum "
    "public_checksum adoption_reference pdf_checksum",
    "draaiboek.Meeting": "link",
    "draaiboek.AgendaItem": "about_kind about_number",
    "draaiboek.DocumentVersion": "gazette_reference url file_checksum",
    "draaiboek.PlaybookEdition": "number document_checksum "
    "public_checksum adoption_reference pdf_checksum",
    "draaiboek.Minutes": "pdf_sha256",
    "draaiboek.RunStep": "code phase after",
    "draaiboek.Arrangement": "reference",
    "experts.Circle": "name",
    "experts.Expertise": "name",
    "experts.Institute": "name",
    "experts.ImportPreview": "register",
    "aanspreekpunt.Question": "reference",
    "scanning.HeldFile": "page field finding checksum",
    "situations.Situation": "disease",
    "yearly.YearAccount": "pdf_sha256",
    "public_site.Publication": "key salt digest previous_hash hash",
    "public_site.Card": "key facet",
    "public_site.FacetRank": "facet",
    "personal_links.PersonalLink": "purpose subject",
    "calendar_feed.CalendarFeed": "digest",
    "keeping.KeptText": "address page",
    "keeping.Presence": "address",
    "outbox.Work": "kind key subject details request_id",
    "trail.Event": "verb sentence subject role salt digest link",
    "trail.Reading": "role subject what",
    "account.EmailConfirmation": "key",
    "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
    "socialaccount.SocialAccount": "provider",
    "socialaccount.SocialToken": "token token_secret",
    "admin.LogEntry": "object_id",
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "contenttypes.ContentType": "app_label model",
    "sessions.Session": "session_data",
}


def label_of(model: type[Model]) -> str:
    """Return the name of the model as the page has it."""
    return model._meta.label  # noqa: SLF001


def named() -> dict[str, set[str]]:
    """Return the fields that the tables of the page name, by model."""
    fields: dict[str, set[str]] = defaultdict(set)
    for line in PAGE.splitlines():
        row = re.fullmatch(r"\| [^|`]*\(`(\w+\.\w+)`\) \| ([^|]*) \|", line)
        if row:
            fields[row[1]] |= set(re.findall(r"`(\w+)`", row[2]))
    return fields


def about_people() -> dict[str, set[str]]:
    """Return the fields that point to a person, except those that say who took a step."""
    people = {User, Expert}
    return {
        label_of(model): {
            field.name
            for field in model._meta.concrete_fields  # noqa: SLF001
            if field.related_model in people and field.name != "by"
            if not field.name.endswith("_by")
        }
        for model in apps.get_models()
        if not is_history(model)
    }


def test_every_field_in_which_a_name_can_stand_is_on_the_page_or_is_said_to_have_none() -> None:
    page = named()
    texts = {
        label_of(model): {field.name for field in fields}
        for model, fields in models_with_texts()
        if not is_history(model)
    }

    unnamed = {
        label: fields - page.get(label, set()) - set(WITHOUT.get(label, "").split())
        for label, fields in texts.items()
    }

    assert "email" in texts["experts.Expert"]
    assert {label: fields for label, fields in unnamed.items() if fields} == {}


def test_every_field_that_points_to_a_person_is_on_the_page() -> None:
    page = named()

    unnamed = {
        label: fields - page.get(label, set()) for label, fields in about_people().items() if fields
    }

    assert "expert" in about_people()["signals.Participant"]
    assert {label: fields for label, fields in unnamed.items() if fields} == {}


def test_the_page_and_the_list_of_fields_without_name_only_what_is_there_and_once() -> None:
    page = named()
    fields = {
        label_of(model): {field.name for field in model._meta.concrete_fields}  # noqa: SLF001
        for model in apps.get_models()
    }

    gone = {label: told - fields.get(label, set()) for label, told in page.items()}
    gone |= {
        f"{label} (WITHOUT)": set(told.split()) - fields.get(label, set())
        for label, told in WITHOUT.items()
    }
    twice = {label: page.get(label, set()) & set(told.split()) for label, told in WITHOUT.items()}

    assert len(page) > 60
    assert {label: names for label, names in gone.items() if names} == {}
    assert {label: names for label, names in twice.items() if names} == {}


def test_the_terms_on_the_page_are_those_of_the_code() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if line.count(" | ") == 3]
    said = {row[0].removeprefix("| "): row[1] for row in rows}

    assert f"{settings.QUESTIONS_KEPT}" in said["vraag en antwoord van het aanspreekpunt"]
    assert UNCONFIRMED_FOR == 2
    assert "twee jaar" in said["expert in het register"]
    preview = "lijst die is ingelezen en niet overgenomen"
    assert said[preview] == f"{PREVIEW_KEPT_FOR // timedelta(hours=1)} uur"
    typed = "tekst die is getypt en niet opgeslagen"
    assert said[typed] == f"{TEXT_KEPT_FOR.days} dagen"
    assert said["wie een formulier open heeft"] == f"{NEARBY // timedelta(minutes=1)} minuten"
    hours, minutes = LONGEST // timedelta(hours=1), IDLE // timedelta(minutes=1)
    assert said["sessie"] == f"{hours} uur, of {minutes} minuten zonder teken van leven"
    assert f"{KNOWN_FOR.days} dagen" in said["bekende browser (cookie met een nummer)"]
