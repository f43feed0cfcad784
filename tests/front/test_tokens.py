"""The contrast of every pair of tokens that meets on a page (WCAG 2.2: 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "static" / "src"
TOKENS = dict(
    re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", (SOURCE / "theme.css").read_text(encoding="utf-8"))
)

TEXT_ON_BACKGROUND = [
    ("--mit-color-ink", "--mit-color-paper"),
    ("--mit-color-ink", "--mit-color-surface"),
    ("--mit-color-ink", "--mit-color-info-tint"),
    ("--mit-color-ink", "--mit-color-ok-tint"),
    ("--mit-color-ink", "--mit-color-warning-tint"),
    ("--mit-color-ink", "--mit-color-error-tint"),
    ("--mit-color-ink-soft", "--mit-color-paper"),
    ("--mit-color-ink-soft", "--mit-color-surface"),
    ("--nl-heading-level-1-color", "--mit-color-paper"),
    ("--nl-heading-level-2-color", "--mit-color-surface"),
    ("--nl-link-color", "--mit-color-paper"),
    ("--nl-link-color", "--mit-color-surface"),
    ("--nl-link-color", "--mit-color-info-tint"),
    ("--nl-link-color", "--mit-color-ok-tint"),
    ("--nl-link-color", "--mit-color-warning-tint"),
    ("--nl-link-color", "--mit-color-error-tint"),
    ("--nl-link-color", "--nl-skip-link-background-color"),
    ("--nl-link-hover-color", "--mit-color-paper"),
    ("--nl-skip-link-color", "--nl-skip-link-background-color"),
    ("--nl-data-badge-color", "--nl-data-badge-background-color"),
    ("--mit-color-info", "--mit-color-info-tint"),
    ("--mit-color-ok", "--mit-color-ok-tint"),
    ("--mit-color-warning", "--mit-color-warning-tint"),
    ("--mit-color-warning", "--mit-color-paper"),
    ("--mit-color-warning", "--mit-color-surface"),
    ("--mit-color-error", "--mit-color-error-tint"),
    ("--mit-color-error", "--mit-color-paper"),
    ("--mit-color-error", "--mit-color-surface"),
    ("--mit-color-exercise", "--mit-color-exercise-tint"),
    ("--mit-color-petrol-dark", "--mit-color-flame"),
    ("--mit-color-on-dark", "--mit-color-petrol"),
    ("--mit-color-on-dark", "--mit-color-error"),
    ("--mit-color-on-dark", "--mit-color-warning"),
    ("--utrecht-page-header-color", "--utrecht-page-header-background-color"),
    ("--mit-color-on-dark-soft", "--utrecht-page-header-background-color"),
    ("--utrecht-page-footer-color", "--utrecht-page-footer-background-color"),
    ("--mit-color-on-dark", "--utrecht-page-footer-background-color"),
    ("--utrecht-nav-bar-color", "--utrecht-nav-bar-background-color"),
    ("--utrecht-form-control-color", "--utrecht-form-control-background-color"),
    ("--utrecht-form-control-disabled-color", "--utrecht-form-control-disabled-background-color"),
    ("--utrecht-form-field-description-color", "--mit-color-paper"),
    ("--utrecht-form-field-error-message-color", "--mit-color-surface"),
    ("--utrecht-table-header-cell-color", "--mit-color-surface"),
    ("--utrecht-data-list-item-key-color", "--mit-color-surface"),
]
BORDER_ON_BACKGROUND = [
    ("--utrecht-form-control-border-color", "--mit-color-surface"),
    ("--utrecht-form-control-border-color", "--mit-color-paper"),
    ("--utrecht-form-control-invalid-border-color", "--mit-color-surface"),
    ("--utrecht-button-border-color", "--mit-color-paper"),
    ("--utrecht-button-border-color", "--mit-color-surface"),
    ("--utrecht-focus-outline-color", "--mit-color-paper"),
    ("--utrecht-focus-outline-color", "--mit-color-surface"),
    ("--utrecht-focus-outline-color", "--utrecht-focus-inverse-outline-color"),
    ("--utrecht-focus-inverse-outline-color", "--utrecht-page-header-background-color"),
    ("--mit-color-flame", "--mit-color-petrol-dark"),
    ("--mit-color-on-dark-soft", "--mit-color-petrol-dark"),
    ("--mit-color-line-strong", "--mit-color-surface"),
]
BUTTONS = sorted(
    name for name in TOKENS if re.fullmatch(r"--utrecht-button-[a-z-]*background-color", name)
)


def colour(name: str) -> str:
    """Follow ``var(…)`` until there is a colour."""
    value = TOKENS[name].strip()
    reference = re.fullmatch(r"var\((--[a-z0-9-]+)\)", value)
    return colour(reference.group(1)) if reference else value


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG defines it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "background"), TEXT_ON_BACKGROUND)
def test_text_can_be_read_on_its_background(text: str, background: str) -> None:
    ratio = contrast(colour(text), colour(background))

    assert ratio >= 4.5


@pytest.mark.parametrize("background", BUTTONS)
def test_every_button_can_be_read_in_every_state(background: str) -> None:
    text = background.replace("background-color", "color")

    ratio = contrast(colour(text), colour(background))

    assert ratio >= 4.5


@pytest.mark.parametrize(("border", "background"), BORDER_ON_BACKGROUND)
def test_what_is_not_text_can_still_be_seen(border: str, background: str) -> None:
    ratio = contrast(colour(border), colour(background))

    assert ratio >= 3


def test_black_on_white_has_the_highest_contrast_there_is() -> None:
    black, white = "#000000", "#ffffff"

    ratio = contrast(black, white)

    assert ratio == 21


def test_our_colours_are_named_once_in_the_theme() -> None:
    sheets = [
        sheet for sheet in SOURCE.glob("*.css") if sheet.name not in {"theme.css", "print.css"}
    ]

    strays = [
        (sheet.name, found)
        for sheet in sheets
        for found in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))
    ]

    assert strays == []


def test_every_token_that_a_sheet_asks_for_exists() -> None:
    asked = {
        name
        for sheet in SOURCE.glob("*.css")
        for name in re.findall(r"var\((--mit-[a-z0-9-]+)", sheet.read_text(encoding="utf-8"))
    }

    missing = sorted(asked - set(TOKENS))

    assert missing == []
