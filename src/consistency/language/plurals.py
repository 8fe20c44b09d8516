"""Which form of a counted noun, or of an ordinal, goes with a number: the plural categories of CLDR, through babel."""

from __future__ import annotations

import functools
from collections.abc import Mapping
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


def choose_form(forms: Mapping[str, str], language: str, number: float, use: Use = "plural") -> str:
    """Return the form that goes with a number: that for exactly it ("=2"), else that of its category, else "other".

    >>> choose_form({"=0": "nobody", "one": "one person", "other": "{n} people"}, "en", 0)
    'nobody'
    """
    exact = forms.get(f"={number:g}")
    if exact is not None or len(forms) == 1 or number != int(number):
        return exact or forms["other"]
    if set(forms) <= {"=0", "=1", "=2", "other"}:  # none that CLDR need be asked for
        return forms["other"]
    return forms.get(plural_category(language, int(number), use), forms["other"])


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
