"""Which form of a counted noun, or of an ordinal, goes with a number: the plural categories of CLDR, through babel."""

from __future__ import annotations

import functools
from typing import Literal

from consistency.resources import cached_table

Use = Literal["plural", "ordinal"]
_TABLE = 200  # from a hundred on the last two digits decide, but for whole millions in Romance languages


def plural_category(language: str, number: int, use: Use = "plural") -> str:
    """Return "zero", "one", "two", "few", "many" or "other" for a whole number in a language.

    `use` "ordinal" gives that of "3rd". An unknown language has only "other".
    """
    number = abs(number)
    table = _categories(language, use)
    return str(table[number if number < _TABLE else 100 + number % 100])


@functools.cache
def _categories(language: str, use: Use) -> list[str]:
    table: list[str] = cached_table([], f"{use} categories of {language}", lambda: _build(language, use))
    return table


def _build(language: str, use: Use) -> list[str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return ["other"] * _TABLE
    form = locale.plural_form if use == "plural" else locale.ordinal_form
    return [form(number) for number in range(_TABLE)]
