"""The plural categories of CLDR."""

from __future__ import annotations

import pytest

from consistency.language.plurals import plural_category


@pytest.mark.parametrize(
    ("language", "number", "category"),
    [
        ("en", 1, "one"), ("en", 2, "other"), ("en", 0, "other"), ("ar", 0, "zero"), ("ar", 1, "one"), ("ar", 2, "two"),
        ("ar", 3, "few"), ("ar", 11, "many"), ("ar", 100, "other"), ("ar", 103, "few"), ("ar", 1_000_011, "many"),
        ("ar", 300, "other"), ("ru", 21, "one"), ("ru", 111, "many"), ("ru", 211, "many"), ("xx-nonsense", 1, "other"),
    ],
)  # fmt: skip
def test_categories(language: str, number: int, category: str) -> None:
    assert plural_category(language, number) == category


@pytest.mark.parametrize(
    ("number", "category"),
    [(1, "one"), (2, "two"), (3, "few"), (4, "other"), (11, "other"), (21, "one"), (112, "other")],
)
def test_english_ordinals(number: int, category: str) -> None:
    assert plural_category("en", number, "ordinal") == category


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru", "pl", "he"])
def test_the_table_stands_for_all_numbers(language: str) -> None:
    from babel import Locale

    form = Locale.parse(language).plural_form
    assert all(plural_category(language, n) == form(n) for n in (*range(2000), 5003, 12_011, 999_999))
