"""Issue 4 §4 and robustness 1-9, 30 and 31: which tests hold each case.

The names are those of tests in files under ``tests``; a name that is gone fails here.
"""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
CASES: dict[str, dict[str, tuple[str, ...]]] = {
    "1. an unpublished signal is in no list, feed, count or link": {
        "leaks/test_nothing_leaks.py": (
            "test_what_is_not_public_changes_no_byte_of_the_site",
            "test_a_count_that_is_one_higher_is_found",
            "test_no_secret_word_stands_in_any_file",
            "test_an_unpublished_number_is_found_in_every_list",
        ),
        "leaks/test_crawler.py": (
            "test_a_reader_finds_what_the_publications_allow_and_nothing_else",
            "test_an_unpublished_number_in_a_list_is_found",
        ),
        "public/test_store.py": ("test_before_publication_nothing_of_a_signal_is_public_anywhere",),
        "browser/test_main_line_by_hand.py": ("test_before_publication_no_list_names_the_signal",),
    },
    "2. unpublished and never existed answer the same": {
        "leaks/test_crawler.py": (
            "test_unpublished_and_never_existed_say_the_same_whatever_is_asked",
            "test_an_address_that_betrays_itself_is_found",
            "test_a_stranger_cannot_tell_a_record_of_the_office_from_none",
        ),
        "ground/test_error_pages.py": (
            "test_unpublished_and_never_existed_answer_with_the_same_bytes",
            "test_who_is_signed_in_gets_the_same_404_as_everybody",
        ),
        "public/test_nginx.py": (
            "test_what_is_not_published_answers_with_the_404_of_the_application",
        ),
        "calendars/test_calendar_feed.py": (
            "test_what_is_not_there_was_taken_back_or_belongs_to_nobody_looks_the_same",
        ),
    },
    "3. HEAD, Range and conditions give no 200, 206 or 304": {
        "leaks/test_crawler.py": (
            "test_unpublished_and_never_existed_say_the_same_whatever_is_asked",
        ),
        "public/test_published.py": (
            "test_no_trick_gets_anything_but_djangos_404_for_an_unpublished_address",
        ),
        "public/test_nginx.py": ("test_no_trick_changes_that_404",),
        "calendars/test_calendar_feed.py": (
            "test_no_condition_gets_an_answer_about_what_is_not_there",
        ),
    },
    "4. a PDF cannot be guessed, and stands under no public root": {
        "leaks/test_nothing_leaks.py": (
            "test_every_pdf_on_the_site_was_published",
            "test_a_letter_from_the_vault_is_found_under_any_name",
            "test_private_files_stand_under_no_public_root",
        ),
        "leaks/test_crawler.py": (
            "test_a_stray_file_is_found_although_nothing_leads_to_it",
            "test_unpublished_and_never_existed_say_the_same_whatever_is_asked",
        ),
        "ground/test_vault.py": ("test_private_files_stand_outside_the_public_root",),
        "public/test_bake.py": ("test_everything_removes_what_no_publication_accounts_for",),
        "signals/test_offline.py": ("test_the_originals_stay_private_in_the_vault",),
    },
    "5. public numbers have no gaps": {
        "leaks/test_nothing_leaks.py": (
            "test_public_numbers_have_no_gaps",
            "test_a_number_that_went_missing_is_found",
        ),
        "signals/test_numbering.py": (
            "test_a_refused_issue_uses_no_number",
            "test_signals_issued_at_one_moment_get_numbers_without_gap_or_double",
        ),
    },
    "6. secondary views obey the same matrix": {
        "signals/test_visibility.py": (
            "test_every_address_of_the_office_has_a_row",
            "test_each_address_is_open_to_whom_the_table_says_and_to_nobody_else",
            "test_a_record_that_does_not_exist_and_one_that_is_hidden_look_the_same",
        ),
        "signals/test_preview.py": ("test_it_is_for_cpo_and_secretaris_only",),
        "office/test_exports.py": (
            "test_bureau_sg_gets_issued_signals_and_nothing_of_how_they_came_about",
            "test_a_list_that_is_not_ones_own_is_not_exported",
        ),
        "office/test_search.py": (
            "test_bureau_sg_finds_what_was_issued_and_counts_nothing_else",
            "test_bureau_sg_sees_the_same_for_a_hidden_word_and_one_that_is_nowhere",
        ),
        "ground/test_admin.py": ("test_the_secretaris_cannot_reach_an_account_by_its_address",),
    },
    "7. an exercise is never published, mailed outside, fed or exported": {
        "leaks/test_nothing_leaks.py": (
            "test_what_is_not_public_changes_no_byte_of_the_site",
            "test_no_secret_word_stands_in_any_file",
        ),
        "public/test_register.py": (
            "test_an_exercise_is_refused",
            "test_the_database_too_refuses_an_exercise",
        ),
        "public/test_feeds.py": ("test_an_exercise_that_was_planted_reaches_no_file",),
        "signals/test_signal_publication.py": ("test_an_exercise_is_never_published",),
        "signals/test_preview.py": ("test_an_exercise_has_no_preview",),
        "signals/test_who_gets_mail.py": (
            "test_an_exercise_is_mailed_to_its_participants_only_and_says_so_on_every_line",
        ),
        "office/test_exports.py": ("test_an_exercise_never_leaves_the_house",),
    },
    "8. mail, logs, work and names of records say numbers": {
        "leaks/test_nothing_leaks.py": (
            "test_records_and_work_say_numbers_and_no_content",
            "test_subjects_of_mail_say_numbers_and_no_content",
            "test_a_subject_with_a_title_or_a_name_is_found",
        ),
        "ground/test_logs.py": (
            "test_the_whole_way_of_a_signal_is_logged_as_work_with_numbers",
            "test_an_error_is_logged_with_its_place_and_without_its_words",
        ),
        "ground/test_outbox_putting.py": (
            "test_work_is_a_row_with_ids_only",
            "test_the_broker_hears_the_number_of_the_row_and_nothing_else",
        ),
        "ground/test_notifications.py": ("test_mail_carries_numbers_and_no_content_or_names",),
    },
    "9. a PDF carries no login, internal title or path": {
        "leaks/test_nothing_leaks.py": (
            "test_no_pdf_tells_of_accounts_or_of_the_machine",
            "test_what_a_pdf_carries_along_is_found",
        ),
        "ground/test_pdf.py": (
            "test_a_pdf_says_who_made_it_and_when_and_nothing_about_the_machine",
        ),
        "browser/test_main_line_by_hand.py": (
            "test_the_published_copy_of_the_sg_s_letter_hides_nothing",
        ),
    },
    "30. with everything down the published pages are served": {
        "public/test_published_alone.py": (
            "test_the_published_pages_are_served_without_database_and_broker",
        ),
        "public/test_nginx.py": ("test_every_published_address_answers_as_before",),
        "browser/test_main_line_by_hand.py": (
            "test_with_everything_stopped_the_published_page_is_complete_on_disk",
        ),
    },
    "31. hostile content fetches nothing and runs nowhere": {
        "leaks/test_nothing_leaks.py": (
            "test_no_page_runs_anything_or_fetches_from_elsewhere",
            "test_hostile_markup_is_found",
        ),
        "ground/test_pdf_hostile.py": (
            "test_hostile_markup_fetches_nothing",
            "test_a_reference_to_the_outside_stops_the_pdf_in_plain_dutch",
        ),
        "public/test_pages.py": ("test_hostile_text_is_shown_and_does_nothing",),
        "public/test_feeds.py": ("test_hostile_text_stays_text_in_every_file",),
    },
    "no dead link and no fault": {
        "leaks/test_crawler.py": (
            "test_a_reader_finds_what_the_publications_allow_and_nothing_else",
            "test_every_page_can_be_reached_from_the_front_door",
            "test_a_link_to_nothing_is_found_from_every_door",
            "test_an_answer_that_is_a_fault_is_found",
        ),
    },
    "HTML is valid": {
        "leaks/test_html_is_valid.py": (
            "test_every_page_is_valid_html_and_a_planted_error_is_found",
        ),
    },
    "axe finds nothing": {
        "browser/test_every_page.py": (
            "test_the_page_is_there_for_everybody",
            "test_the_list_names_every_kind_of_page_of_the_public_site",
            "test_what_looks_at_pages_finds_what_is_wrong",
        ),
    },
    "letters are valid for PDF/A-3a and PDF/UA-1": {
        "ground/test_letters.py": (
            "test_every_letter_meets_both_standards",
            "test_extreme_input_still_gives_a_letter_that_meets_both_standards",
        ),
        "ground/test_pdf.py": ("test_a_pdf_meets_both_standards",),
        "browser/test_main_line_by_hand.py": (
            "test_the_published_pdf_is_archivable_and_accessible",
        ),
    },
    "DiWoo is valid against the schema": {
        "public/test_feeds.py": (
            "test_every_document_is_valid",
            "test_every_code_stands_in_the_lists_of_diwoo",
        ),
    },
    "feed and JSON fit their schemas": {
        "public/test_feeds.py": ("test_has_what_rfc_4287_asks",),
        "public/test_open_data.py": (
            "test_every_json_file_fits_its_schema",
            "test_an_empty_site_fits_the_schemas_too",
            "test_openapi_names_every_file_for_machines_and_no_other",
        ),
    },
    "verify_register finds a byte, a tail, an inserted and a swapped entry": {
        "public/test_verify_register.py": (
            "test_any_changed_byte_of_an_entry_is_found",
            "test_a_removed_tail_is_found_against_the_head_file",
            "test_an_inserted_entry_is_found",
            "test_swapped_entries_are_found",
        ),
    },
}
ROWS = [(file, name) for files in CASES.values() for file, names in files.items() for name in names]


def names_in(file: str) -> set[str]:
    return set(re.findall(r"^ *def (test_\w+)\(", (TESTS / file).read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", sorted({file for file, _ in ROWS}))
def test_every_test_in_the_table_is_there(file: str) -> None:
    named = {name for where, name in ROWS if where == file}

    assert named - names_in(file) == set()


def test_every_test_of_this_room_has_a_place_in_the_table() -> None:
    here = {
        name
        for file in (TESTS / "leaks").glob("test_*.py")
        for name in names_in(f"leaks/{file.name}")
        if file.name != Path(__file__).name
    }

    assert here - {name for _, name in ROWS} == {
        "test_the_house_holds_what_could_leak",
        "test_a_secret_in_a_compressed_form_or_a_name_is_found",
    }
