"""Numbers in a text: digits, Arabic and English number words, fractions, ordinals, vague counts.

Each number is read by itself: ranges ("10-15", "بين 10 و15"), units, bounds and everything that makes a quantity of
it are `quantities`' matter, and a number that is a year or part of a date is still a number here.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from consistency.language.orthography import Folded
from consistency.normalization.arabic_numbers import read_arabic
from consistency.normalization.english_numbers import read_english
from consistency.normalization.number_words import (
    Reading,
    arabic_number_words,
    articles,
    english_number_words,
    number_starts,
    ordinal_suffixes,
    suffix_scales,
)
from consistency.normalization.phrases import word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import (
    DIGITS,
    VULGAR_FRACTIONS,
    Tokens,
    digits_value,
    read_digits,
    starts_digits,
    tokenize,
)

_HUNDRED = ("مئه", "مائه", "ميه")
_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 16, 32})  # of the parts that are written after a whole number


class NumberMention(NamedTuple):
    """A number at ``folded.text[start:end]``, made of the tokens `first` to `last` (exclusive).

    `low` and `high` differ for vague counts only ("dozens" is 24 to 99, and `is_vague`). `is_fraction` marks a share
    below or beside one ("two-thirds", "3/4"), `is_words` a number that begins with a word. `weak` marks a word that
    is a number only before a unit, a scale or as the whole of a phrase ("few", "نص"); `find_numbers` leaves it out
    of longer texts.
    """

    start: int
    end: int
    low: float
    high: float
    ordinal: bool = False
    is_words: bool = False
    is_fraction: bool = False
    is_vague: bool = False
    weak: bool = False
    first: int = 0
    last: int = 0


_START = QUANTITY_WORDS.add(lambda: number_starts().union(VULGAR_FRACTIONS), anchor=True)


@functools.cache
def _after_digits() -> frozenset[str]:
    """Return the words and signs with which a number may go on after digits."""
    words = arabic_number_words().keys() | english_number_words().keys() | ordinal_suffixes() | suffix_scales().keys()
    return frozenset(words | {"و", "and", "-", "/", "g"})


# What may follow digits within a number. After most there is none of it, and they are all of the number.
_GOING_ON = DIGITS | QUANTITY_WORDS.add(lambda: _after_digits() | VULGAR_FRACTIONS.keys() | frozenset("²³"))


def find_numbers(folded: Folded, language: str = "ar") -> list[NumberMention]:
    """Return the numbers of a folded text, in order and without overlap; offsets are those of ``folded.text``.

    `language` ("ar" or "en") decides what separators mean: "2,5" is two and a half in Arabic text. Number words are
    read by their script, whatever the language.

    >>> from consistency.language.orthography import fold
    >>> [(n.low, n.ordinal) for n in find_numbers(fold("ثلاثمئة وخمسة وعشرون ألفا، والحادية والعشرون"), "ar")]
    [(325000.0, False), (21.0, True)]
    """
    tokens = tokenize(folded)
    numbers = numbers_of(tokens, language)
    if any(number.weak for number in numbers):
        whole = len(tokens.words)
        numbers = [number for number in numbers if not number.weak or number.last - number.first == whole]
    return numbers


def numbers_of(tokens: Tokens, language: str) -> list[NumberMention]:
    """Return the numbers of tokens already made, weak ones too."""
    words = tokens.words
    arabic = language == "ar"
    article, english = articles(), english_number_words()
    decimal = word_list("not_quantities", "after_decimal")
    roles = tokens.roles(QUANTITY_WORDS)
    found: list[NumberMention] = []
    after = 0
    for index in tokens.places(QUANTITY_WORDS, _START | DIGITS):
        if index < after:
            continue
        word = words[index]
        if roles[index] & DIGITS and word.isdigit() and not roles[index + 1] & _GOING_ON:
            reading: Reading | None = _plain_digits(word, index + 1)
        elif word in article and tokens.word(index + 1) not in english:
            continue
        elif index <= after + 1 and word.endswith(_HUNDRED) and _is_percent(words, index, after):
            continue  # "3 بالمئة وثلاثة …": what follows begins a number of its own
        elif index > 1 and words[index - 1] == ":" and "." in word and starts_digits(words[index - 2]):
            continue  # the seconds of a swimmer's 3:51.44
        else:
            reading = _read(tokens, index, arabic or tokens.word(index + 1) in decimal)
        if reading is None:
            continue
        first = index
        low = _rounded(reading.low)
        high = low if reading.high == reading.low else _rounded(reading.high)
        before = words[index - 1] if index else ""
        if before == "-" and not reading.words and _is_minus(tokens, index - 1, after):
            low, high, first = -high, -low, index - 1
        elif index == 1 and reading.words and before in word_list("numbers", "minus"):
            low, high, first = -high, -low, 0  # «سالب خمسة»
        after = reading.end
        number = NumberMention(
            tokens.starts[first], tokens.ends[after - 1], low, high, reading.ordinal, reading.words, reading.fraction,
            reading.vague, reading.weak, first, after,
        )  # fmt: skip
        if before == "(" and found and _repeats(tokens, found[-1], number):
            after += 1
            found[-1] = found[-1]._replace(end=tokens.ends[after - 1], last=after)
        else:
            found.append(number)
    return found


def _is_percent(words: list[str], index: int, after: int) -> bool:
    """Return whether "بالمئة" or "في المئة" stands right after a number, which ends at token `after`."""
    word = words[index]
    if not after or (index > after and words[after] != "في"):
        return False
    return word.startswith("بال") if index == after else word.startswith("ال")


def _rounded(value: float) -> float:
    """Return a value without what binary multiplication adds: 8.12 thousand million is 8120000000."""
    return value if value == int(value) else float(f"{value:.14g}")


def _plain_digits(word: str, end: int) -> Reading | None:
    value = digits_value(word, decimal_comma=False)
    return None if value is None else Reading(end, value, value, words=False)


def _read(tokens: Tokens, index: int, decimal_comma: bool) -> Reading | None:
    word = tokens.words[index]
    if not (starts_digits(word) or word in VULGAR_FRACTIONS):
        return read_english(tokens, index) if word.isascii() else read_arabic(tokens, index)
    digits = read_digits(tokens, index, decimal_comma=decimal_comma)
    if digits is None:
        return None
    value, end = digits
    following = tokens.word(end)
    if following.isdecimal() or following == "-":
        mixed = _mixed(tokens, value, end)
        if mixed is not None:
            return mixed
    if following not in _after_digits():
        return Reading(end, value, value, words=False)
    if following == "/" and tokens.touches(end) and tokens.touches(end + 1) and tokens.word(end + 1).isdecimal():
        return _written_fraction(tokens, value, end)
    if following and following[0].isalpha() and not following.isascii():
        reading = read_arabic(tokens, index, digits)
        if reading is not None:
            return reading
    reading = read_english(tokens, index, digits)
    return reading if reading is not None else Reading(end, value, value, words=False)


def _mixed(tokens: Tokens, whole: float, end: int) -> Reading | None:
    """Read the part after a whole number in digits: "7 1/2", "7-1/2"."""
    hyphen = tokens.words[end] == "-" and tokens.touches(end) and tokens.touches(end + 1)
    if tokens.words[end] == "-" and not hyphen:
        return None
    top = end + hyphen
    if tokens.word(top + 1) != "/" or not (tokens.touches(top + 1) and tokens.touches(top + 2)):
        return None
    over, under = tokens.word(top), tokens.word(top + 2)
    if not (over.isdecimal() and under.isdecimal() and len(under) < 3 and 0 < int(over) < int(under)):
        return None
    if whole != int(whole) or tokens.word(top + 3) in {"/", "-"} or int(under) not in _DENOMINATORS:
        return None
    value = whole + int(over) / int(under)
    return Reading(top + 3, value, value, words=False)


def _written_fraction(tokens: Tokens, value: float, end: int) -> Reading | None:
    """Read "3/4"; what goes on with another part is a date or a number of a document."""
    further = tokens.word(end + 2)
    bottom = tokens.words[end + 1]
    if (further in {"/", "-"} and tokens.touches(end + 2)) or len(bottom) > 15 or int(bottom) == 0:
        return Reading(end, value, value, words=False)
    share = value / int(bottom)
    return Reading(end + 2, share, share, fraction=True, words=False)


def _is_minus(tokens: Tokens, index: int, after: int) -> bool:
    """Return whether the sign at `index` makes the number after it negative: no range, no dash, no list."""
    if (
        tokens.words[index] != "-"
        or index < after
        or (index and tokens.touches(index) and tokens.words[index - 1] != "(")
    ):
        return False
    if tokens.touches(index + 1):
        return not (index and after == index and index > 0)
    return index == 0 and len(tokens.words) <= 6


def _repeats(tokens: Tokens, before: NumberMention, number: NumberMention) -> bool:
    """Return whether `number` says `before` again in parentheses: "forty-five (45)"."""
    return (
        number.low == before.low
        and number.first == before.last + 1
        and tokens.words[before.last] == "("
        and tokens.word(number.last) == ")"
        and before.is_words != number.is_words
    )
