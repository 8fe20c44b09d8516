"""The stretches of a text that may hold a date or a time, as items: each word or number with all that it can mean."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from consistency.normalization.arabic_numbers import read_arabic
from consistency.normalization.date_words import (
    ANCHOR,
    INSIDE,
    NUMBER_KINDS,
    READING,
    TIME_ANCHOR,
    Alone,
    DateLanguage,
    date_language,
    number_categories,
)  # fmt: skip
from consistency.normalization.english_numbers import read_english
from consistency.normalization.number_words import ordinal_suffixes
from consistency.normalization.phrase_patterns import Found
from consistency.normalization.tokens import DIGITS, Tokens

_PHRASE = 6  # tokens
_DIGITS = frozenset("0123456789")


@dataclass(slots=True)
class Item:
    """A word or a number, or what was read from several: its letter, its value in each category, its tokens."""

    letter: str
    values: dict[str, Any]
    first: int
    last: int


def captures(items: list[Item], found: Found) -> dict[str, Any]:
    """Return what a match gives its reader: the rule's fixed values, the words captured by name, and their tokens.

    `first_token` and `last_token` (exclusive) are where the match stands, `<name>_of` is the category of a word, and
    `before_noun` tells whether a word that is none of dates follows.
    """
    words: dict[str, Any] = dict(found.rule.values)
    words["first_token"], words["last_token"] = items[found.start].first, items[found.end - 1].last
    words["before_noun"] = found.end < len(items) and not items[found.end].values
    for name, category, place in found.groups:
        values = items[place].values
        words[name] = values[READING] if category.startswith(READING) else values[category]
        words[f"{name}_of"] = category
    return words


_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\Z")
_GROUPED = re.compile(r"[1-9][0-9]?,[0-9]{3}\Z")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]\Z")


def windows(tokens: Tokens, language: DateLanguage, times: bool = False) -> list[tuple[int, int]]:
    """Return the stretches of tokens (half-open) that may hold a date, in order and without overlap.

    With `times` those that may hold a time of day.
    """
    words = tokens.words
    roles = tokens.roles(language.roles)
    if times:
        places = tokens.places(language.roles, TIME_ANCHOR)
    else:
        places = [
            index
            for index in tokens.places(language.roles, ANCHOR | DIGITS)
            if roles[index] & ANCHOR or (words[index] >= "0" and _date_digits(words, index))
        ]
    found: list[tuple[int, int]] = []
    before = 0
    for index in places:
        if index < before:
            continue
        first = index
        while first > before and roles[first - 1] & INSIDE:
            first -= 1
        last = index + 1
        while roles[last] & INSIDE:
            last += 1
        found.append((first, last))
        before = last
    if not found and 0 < len(words) <= _PHRASE:  # a phrase by itself, a cell of a table: all of it is looked at
        return [(0, len(words))]
    return found


def _date_digits(words: list[str], index: int) -> bool:
    """Tell whether the digits at `index` alone are worth a look: a year, or two groups with a slash or colon."""
    word = words[index]
    if len(word) == 4 and word.isdigit() and "1000" <= word <= "2199":
        return True
    following = words[index + 1] if index + 1 < len(words) else ""
    if following in ("/", ":", "-"):
        return index + 2 < len(words) and words[index + 2][0] in _DIGITS
    return bool(_DOTTED.match(word))


def items_of(tokens: Tokens, first: int, last: int, language: DateLanguage, casual: bool) -> list[Item]:
    """Return the items of a stretch of tokens, and the word to either side of it as "other".

    `casual` is true for a text without any capital letter, where case tells nothing. The list is shared by those who
    ask for the same stretch: it is not to be changed.
    """
    known: dict[tuple[int, int], list[Item]] = tokens.shared(("items", language.name), dict)
    items = known.get((first, last))
    if items is None:
        items = known[first, last] = _items(tokens, first, last, language, casual)
    return items


def _items(tokens: Tokens, first: int, last: int, language: DateLanguage, casual: bool) -> list[Item]:
    other, alone = language.other, language.alone
    items: list[Item] = []
    index = first
    words = tokens.words
    if first > 0:
        items.append(Item(other, {}, first - 1, first))
    while index < last:
        word = words[index]
        meaning = alone.get(word)
        if meaning is None and word not in alone and word in language.words:
            meaning = alone[word] = _alone(word, language)
        if meaning is not None:
            letter, values, second = meaning
            if not second or tokens.word(index + 1) not in second:
                items.append(Item(letter, values, index, index + 1))
                index += 1
                continue
        item = _item(tokens, index, language, casual)
        items.append(item if item is not None else Item(other, {}, index, index + 1))
        index = items[-1].last
    if index < len(words):
        items.append(Item(other, {}, index, index + 1))
    return items


def _alone(word: str, language: DateLanguage) -> Alone | None:
    """Return what a word means alone, or None where it hangs on capitals, on the word before or on a number."""
    entries = language.entries.get(word, [])
    single = next((entry for entry in entries if not entry.rest), None)
    if word in language.capitals or word in language.not_after or word in language.numbers or word[0] in _DIGITS:
        return None
    second = frozenset(entry.rest[0] for entry in entries if entry.rest)
    if single is not None:
        return Alone(single.letter, single.values, second)
    return Alone(language.signs.get(word, language.other), {}, second)


def _item(tokens: Tokens, index: int, language: DateLanguage, casual: bool) -> Item | None:
    words = tokens.words
    word = words[index]
    heads = language.not_after.get(word)
    if heads is not None and index and words[index - 1] in heads:
        return None  # "الأمين العام السابق" is no year
    for entry in language.entries.get(word, ()):
        length = len(entry.rest)
        if length and tuple(words[index + 1 : index + 1 + length]) != entry.rest:
            continue
        lower = not casual and word in language.capitals and not tokens.written(index)[0].isupper()
        number = None if length or "weekday" in entry.values else _number(tokens, index, language)
        if number is not None:  # "second", "صفر": a number and a word of dates
            if number.last > index + 1:
                return number
            merged = {**number.values, **entry.values}
            letter = language.alphabet.letter(frozenset(merged))
            if letter is not None and not lower:
                return Item(letter, merged, index, index + 1)
        return Item(language.lower if lower else entry.letter, entry.values, index, index + 1 + length)
    number = _number(tokens, index, language)
    if number is not None:
        return number
    sign = language.signs.get(word)
    return None if sign is None else Item(sign, {}, index, index + 1)


def _number(tokens: Tokens, index: int, language: DateLanguage) -> Item | None:
    word = tokens.words[index]
    values: dict[str, Any]
    last = index + 1
    if word[0] in _DIGITS:
        if word.isdigit():
            digits = len(word)
            if digits > 4:
                return None
            ordinal = tokens.word(last) in ordinal_suffixes() and tokens.touches(last)
            last += ordinal
            letter, values = _number_meaning(language.name, int(word), digits, ordinal, False, True)
            return None if letter is None else Item(letter, values, index, last)
        if _DOTTED.match(word):
            values = {"dotted_date": word}
        elif _CLOCK.match(word):
            values = {"hours_dot_minutes": word}
        elif _GROUPED.match(word):
            values = {"number": int(word.replace(",", ""))}
        else:
            return None
    else:
        entry = language.numbers.get(word)
        if entry is None or entry.kind not in NUMBER_KINDS:
            return None
        reading = read_arabic(tokens, index) if language.name == "ar" else read_english(tokens, index)
        if reading is None or reading.vague or reading.low < 0 or (reading.fraction and reading.low < 1):
            return None
        last = reading.end
        definite = language.name != "ar" or entry.definite
        letter, values = _number_meaning(language.name, reading.low, 0, reading.ordinal, True, definite)
        return None if letter is None else Item(letter, values, index, last)
    letter = language.alphabet.letter(frozenset(values))
    return None if letter is None else Item(letter, values, index, last)


@functools.lru_cache(maxsize=4096)
def _number_meaning(
    language: str, value: float, digits: int, ordinal: bool, letters: bool, definite: bool
) -> tuple[str | None, dict[str, Any]]:
    """Return the letter and the values of a number, remembered: the same few stand in most dates."""
    values = number_categories(value, digits, ordinal, letters, definite)
    return date_language(language).alphabet.letter(frozenset(values)), values
