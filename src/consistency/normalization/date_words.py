"""The words of dates and times: which they are, what they mean, and the stretches of a text that hold some.

The words are in rules/languages/*/dates.yaml; number words are those of the number reader.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from consistency.language.orthography import fold, fold_word, folded_words
from consistency.normalization.number_words import (
    NumberWord,
    arabic_number_words,
    english_number_words,
    ordinal_suffixes,
)
from consistency.normalization.phrase_patterns import Alphabet, Grammar, Rule
from consistency.normalization.tokens import DIGITS, WordRoles, tokenize
from consistency.resources import language_resource

_SIGNS = {",": "comma", "،": "comma", "/": "slash", "-": "dash", ":": "colon", ".": "dot", "(": "open", ")": "close",
          "'": "apostrophe", '"': "quote", "@": "at_sign"}  # fmt: skip
_REMEMBERED_LENGTH, _REMEMBERED = 40, 20_000  # sequences of letters
# The roles of words, in the order in which a language adds them; and what stands inside of a date.
ANCHOR, TIME_ANCHOR, _KNOWN = 2, 4, 8
INSIDE = _KNOWN | DIGITS
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
NUMBER_KINDS = frozenset({"unit", "ten", "teen", "tens", "tens_full", "zero", "one", "ordinal", "ordinal_one", "scale",
                           "scale_dual", "hundred", "hundreds", "fraction"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    rest: tuple[str, ...]  # the words after the first
    values: dict[str, Any]
    categories: frozenset[str]
    letter: str


class Alone(NamedTuple):
    """What a word means unless one of the words of `second` follows, with which it begins a phrase."""

    letter: str
    values: dict[str, Any]
    second: frozenset[str]


@dataclass(slots=True)
class DateLanguage:
    """All that is known of the dates of one language."""

    name: str
    entries: dict[str, list[_Entry]] = field(default_factory=dict)
    roles: WordRoles = field(default_factory=lambda: WordRoles("dates"))
    capitals: frozenset[str] = frozenset()
    not_after: dict[str, frozenset[str]] = field(default_factory=dict)
    levels: list[Grammar] = field(default_factory=list)
    times: Grammar | None = None
    alphabet: Alphabet = field(default_factory=Alphabet)
    other: str = ""  # the letters of a word that is none of dates, and of one that a capital would make one
    lower: str = ""
    signs: dict[str, str] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)  # the letter of what was read, by its precision
    words: frozenset[str] = frozenset()
    numbers: dict[str, NumberWord] = field(default_factory=dict)
    alone: dict[str, Alone | None] = field(default_factory=dict)  # filled on first sight of a word
    first_levels: dict[str, int] = field(default_factory=dict)  # by the letters of a stretch of words, as they are met
    tense: dict[str, Any] = field(default_factory=dict)

    def first_level(self, letters: str) -> int:
        """Return the index of the first level with a construction that fits these letters, past the last for none.

        Most stretches of words hold nothing to read, and the same few sequences of letters recur all through a text.
        """
        known = self.first_levels.get(letters)
        if known is None:
            fits = (place for place, level in enumerate(self.levels) if any(level.matches(letters)))
            known = next(fits, len(self.levels))
            if len(letters) <= _REMEMBERED_LENGTH and len(self.first_levels) < _REMEMBERED:
                self.first_levels[letters] = known
        return known


# The forms of a definite Arabic noun: with و, ف, ب, ك before it, and with the article made one with ل.
_HEAD_FORMS = (("", 0), ("و", 0), ("ف", 0), ("ب", 0), ("ك", 0), ("لل", 2), ("ولل", 2))
READING = "reading"  # the category of what a level has read; and `reading_day`, `reading_year` by its precision
_PRECISIONS = ("time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "interval")
# What kinds of reading the later levels tell apart.
_KINDS = (*_PRECISIONS, "night")


def number_categories(value: float, digits: int, ordinal: bool, letters: bool, definite: bool = True) -> dict[str, Any]:
    """Return what a number can be in a date or time, with its value there. `digits` is 0 for number words.

    An Arabic ordinal that is not `definite` ("ثاني") counts things, not the days of a month.
    """
    if value != int(value):
        return {"hours_and_part": value} if 1 < value < 13 else {}
    whole = int(value)
    found: dict[str, Any] = {"ordinal" if ordinal else "number": whole}
    short = digits <= 2
    if 1 <= whole <= 31 and short and (definite or whole == 1 or not ordinal):
        found["day"] = whole
        if ordinal:
            found["day_ordinal"] = whole
            if digits:
                found["day_nth"] = whole  # "24th", which seldom counts anything but days
    if not short and not ordinal and digits < 4:
        found["long_number"] = whole
    if short and not ordinal and whole >= 32:
        found["not_day"] = whole
    if short and not ordinal and 1 <= whole <= 12:
        found["month_number"] = whole
    if digits == 2 and not ordinal:
        found["short_year"] = whole
    if not ordinal and (digits == 4 or not digits) and _FIRST_YEAR <= whole <= _LAST_YEAR:
        found["year"] = whole
        if 1900 <= whole <= 2099:
            found["modern_year"] = whole
    if short and whole <= 24 and not ordinal:
        found["hour"] = whole
        if 1 <= whole <= 12:
            found["clock_hour"] = whole
    if short and ordinal and definite and 1 <= whole <= 12:
        found["clock_ordinal"] = whole
    if short and not ordinal and whole <= 59:
        found["minute"] = whole
        if digits == 2:
            found["two_digits"] = whole
    if digits in (3, 4) and whole // 100 <= 24 and whole % 100 <= 59:
        found["hours_minutes"] = whole
    if digits == 0 and letters:
        found["spelled"] = whole
    return found


def _number_sets() -> Iterable[frozenset[str]]:
    """Return every set of categories that a number can have, by trying what sets them apart."""
    values = {*range(62), 99, 100, 360, 367, 999, 1000, 1030, 1060, 1299, 1399, 1899, 1900, 1960, 1975, 2000, 2030,
              2099, 2100, 2130, 2160, 2199, 2200, 2201, 2300, 2359, 2360, 2459, 2460, 2500, 9999}  # fmt: skip
    for value in values:
        for ordinal in (False, True):
            for digits in (0, 1, 2, 3, 4, 5):
                yield frozenset(number_categories(value, digits, ordinal, digits == 0))
        yield frozenset(number_categories(value, 0, True, True, definite=False))
    yield frozenset({"hours_and_part"})
    yield frozenset({"hours_dot_minutes"})
    yield frozenset({"dotted_date"})


@functools.cache
def date_language(name: str) -> DateLanguage:
    """Return the words and rules of dates and times in a language ("ar" or "en")."""
    table = language_resource(name, "dates")
    zones = language_resource(name, "zones")
    language = DateLanguage(name)
    language.tense = table["tense"]
    language.capitals = folded_words(table.get("capitals", ()))
    for word, heads in table.get("not_after", {}).items():
        language.not_after[fold_word(word)] = frozenset(
            fold_word(prefix) + fold_word(head)[cut:] for head in heads for prefix, cut in _HEAD_FORMS
        )
    meanings: dict[tuple[str, ...], dict[str, Any]] = {}
    anchors: set[tuple[str, ...]] = set()
    time_anchors: set[str] = {":"}
    clitics = {category: tuple(forms) for category, forms in table.get("clitics", {}).items()}

    def add(category: str, value: Any, form: str) -> None:
        words = tuple(tokenize(fold(form)).words)
        prefixes = clitics.get(category, clitics.get("any", ()))
        for prefix in ("", *prefixes):
            first = words[0]
            if prefix == "لل":
                key = ("لل" + first[2:], *words[1:]) if first.startswith("ال") else None
            else:
                key = (fold_word(prefix) + first, *words[1:])
            if key is None:
                continue
            meanings.setdefault(key, {}).setdefault(category, value)
            if category in table["anchors"]:
                anchors.add(key)
            if category in table["time_anchors"]:
                time_anchors.add(key[0])

    for category, forms in table["words"].items():
        if isinstance(forms, list):
            for form in forms:
                add(category, 1, form)
        else:
            for value, listed in forms.items():
                for form in listed:
                    add(category, _integer(value), form)
    for zone, listed in (*zones["zones"].items(), *zones["by_day"].items()):
        for form in listed:
            add("zone", _integer(zone), form)
    for form in zones["local"]:
        add("zone_local", 1, form)
    numbers = language.numbers = arabic_number_words() if name == "ar" else english_number_words()
    alphabet = language.alphabet
    for category_set in _number_sets():
        alphabet.add(category_set)
    language.other, language.lower = alphabet.add(frozenset({"other"})), alphabet.add(frozenset({"lower"}))
    language.signs = {sign: alphabet.add(frozenset({category})) for sign, category in _SIGNS.items()}
    for kind in _KINDS:
        language.readings[kind] = alphabet.add(frozenset({READING, f"reading_{kind}"}))
    for key, values in meanings.items():
        categories = frozenset(values)
        letter = alphabet.add(categories)
        number = numbers.get(key[0]) if len(key) == 1 else None
        if number is not None:  # "second", "صفر" are numbers too
            for ordinal in (False, True):
                for definite in (False, True):
                    alphabet.add(categories | frozenset(number_categories(number.value, 0, ordinal, True, definite)))
        language.entries.setdefault(key[0], []).append(_Entry(key[1:], values, categories, letter))
    for entries in language.entries.values():
        entries.sort(key=lambda entry: -len(entry.rest))
    language.words = (
        frozenset(word for key in meanings for word in key)
        | {word for word, entry in numbers.items() if entry.kind in NUMBER_KINDS or entry.kind == "scale_plural"}
        | frozenset(_SIGNS)
        | ordinal_suffixes()
    )
    # "في اليوم التالي" is looked for by its last word: its first stands everywhere.
    common = {key[0] for key in meanings if len(key) == 1 and key not in anchors} | numbers.keys()
    language.roles = WordRoles(f"dates {name}")
    date_anchors = frozenset(key[-1] if len(key) > 1 and key[0] in common else key[0] for key in anchors)
    language.roles.add(lambda: date_anchors, anchor=True)
    language.roles.add(lambda: time_anchors, anchor=True)
    language.roles.add(lambda: language.words)
    parts: dict[str, str] = table.get("parts", {})
    language.levels = [Grammar(map(_rule, rules), parts, alphabet) for rules in table["levels"]]
    language.times = Grammar(map(_rule, table["times"]), parts, alphabet)
    return language


def _rule(entry: dict[str, Any]) -> Rule:
    values = {key: value for key, value in entry.items() if key not in {"reads", "pattern", "whole"}}
    return Rule(entry["reads"], entry["pattern"], values, bool(entry.get("whole")))


def _integer(value: Any) -> Any:
    try:
        return int(value)
    except (TypeError, ValueError):
        return value
