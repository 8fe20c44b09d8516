"""English number words: "twenty-one thousand and eleven", "two and a half million", "three-quarters", "31st".

The grammar follows Quirk et al., "A Comprehensive Grammar of the English Language", §§6.63-6.67; the words are in
rules/languages/en/numbers.yaml.
"""

from __future__ import annotations

import math

from consistency.normalization.number_words import (
    NumberWord,
    Reading,
    after_part,
    english_fractions,
    english_number_words,
    ordinal_suffixes,
    suffix_scales,
)
from consistency.normalization.tokens import Tokens, read_digits, starts_digits

_STARTS = frozenset({"unit", "teen", "tens", "zero"})


def _peek(tokens: Tokens, index: int) -> NumberWord | None:
    return english_number_words().get(tokens.word(index))


def _after_hyphen(tokens: Tokens, index: int) -> int:
    """Return the index of the next word where a hyphen joins it ("twenty-five"), else `index`."""
    joined = tokens.word(index) == "-" and tokens.touches(index) and tokens.touches(index + 1)
    return index + 1 if joined else index


def _is_hyphen(tokens: Tokens, index: int) -> bool:
    return _after_hyphen(tokens, index) != index


def read_english(tokens: Tokens, index: int, digits: tuple[float, int] | None = None) -> Reading | None:
    """Read the number that begins at token `index`: with a word, or with `digits` (value and index after them)."""
    if digits is not None:
        return _after_digits(tokens, *digits)
    entry = _peek(tokens, index)
    if entry is None:
        return None
    kind = entry.kind
    if kind == "minus":
        if tokens.word(index - 1) == "or":
            return None  # "plus or minus 3 points"
        return _negative(tokens, index + 1)
    if kind == "article":
        return _after_article(tokens, index + 1)
    if kind == "point" and index == 0 and starts_digits(tokens.word(1)) and tokens.words[1].isdigit():
        value = float("0." + tokens.words[1][:15])
        return Reading(2, value, value)
    if kind == "vague":
        return _vague(tokens, index, entry)
    if kind == "ordinal":
        return Reading(index + 1, entry.value, entry.value, ordinal=True)
    if kind == "fraction":
        return _times_scale(tokens, index + 1, entry.value, weak=not _stands_as_part(tokens, index))
    if kind == "pair":
        return Reading(_skip(tokens, index + 1, "of"), entry.value, entry.value, weak=True)
    if kind in {"scale", "hundred"}:
        return _cardinal(tokens, index)
    if kind == "scale_plural":
        return _plural_alone(tokens, index, entry)
    if kind in _STARTS or kind == "tens_full":
        return _cardinal(tokens, index)
    return None


def _skip(tokens: Tokens, index: int, word: str) -> int:
    return index + 1 if tokens.word(index) == word else index


def _negative(tokens: Tokens, index: int) -> Reading | None:
    if starts_digits(tokens.word(index)):
        read = read_digits(tokens, index, decimal_comma=False)
        reading = None if read is None else _after_digits(tokens, *read)
    else:
        reading = _cardinal(tokens, index) if index < len(tokens.words) else None
    if reading is None:
        return None
    return Reading(reading.end, -reading.low, -reading.low)


def _stands_as_part(tokens: Tokens, index: int) -> bool:
    """Return whether a bare "half" or "quarter" is a share of something: "half of", "half the", "by half"."""
    after = tokens.word(index + 1)
    return after in {"of", "the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "all"} or (
        index > 0 and tokens.words[index - 1] in {"by", "in", "than", "about", "nearly", "almost", "over", "roughly"}
        and not after[:1].isalpha()
    )  # fmt: skip


def _times_scale(tokens: Tokens, index: int, fraction: float, weak: bool = False) -> Reading:
    """Read the scale after a fraction: "half a million", "three quarters of a million", "half-million"."""
    after = _after_hyphen(tokens, index)
    after = _skip(tokens, after, "of")
    if tokens.word(after) in {"a", "an"}:
        after += 1
    entry = _peek(tokens, after)
    if entry is not None and entry.kind in {"scale", "hundred"}:
        return Reading(after + 1, fraction * entry.value, fraction * entry.value)
    return Reading(index, fraction, fraction, fraction=True, weak=weak)


def _after_article(tokens: Tokens, index: int) -> Reading | None:
    entry = _peek(tokens, index)
    if entry is None:
        return None
    if entry.kind in {"scale", "hundred"}:
        return _cardinal(tokens, index)
    part = english_fractions().get(tokens.words[index])
    if part is not None and entry.kind in {"fraction", "ordinal"}:
        following = tokens.word(index + 1)
        verbal = following.endswith("ing") or following in after_part()
        if entry.kind == "fraction" or following == "of" or not following[:1].isalpha() or verbal:
            added = tokens.word(index - 2) == "and"  # "a year and a half to build"
            weak = entry.kind == "fraction" and following not in {"of", "a"} and following[:1].isalpha() and not added
            return _times_scale(tokens, index + 1, part, weak=weak)
        return Reading(index + 1, entry.value, entry.value, ordinal=True)
    if entry.kind == "pair":
        after = _skip(tokens, index + 1, "of")
        scale = _peek(tokens, after)
        if scale is not None and scale.kind in {"scale", "hundred"}:  # "a couple of hundred"
            return Reading(after + 1, entry.value * scale.value, entry.value * scale.value)
        return Reading(after, entry.value, entry.value)
    if entry.kind == "vague" and entry.high == 9:
        return _vague(tokens, index, entry, counted=True)
    if entry.kind == "unit" and tokens.words[index] == "single":
        return Reading(index + 1, 1, 1, weak=True)
    return None


def _plural_alone(tokens: Tokens, index: int, entry: NumberWord) -> Reading:
    top = 100 if entry.value == 1000 else 1000
    low, high, end = 2 * entry.value, top * entry.value - 1, index + 1
    return Reading(_skip(tokens, end, "of") if _peek(tokens, end + 1) is None else end, low, high, vague=True)


def _vague(tokens: Tokens, index: int, entry: NumberWord, counted: bool = False) -> Reading:
    """Read "a few thousand", "several hundred", "hundreds of thousands", "dozens"."""
    low, high, end = entry.value, entry.high, index + 1
    scaled = False
    while True:
        after = _skip(tokens, end, "of")
        following = _peek(tokens, after)
        if following is None or not (
            following.kind in {"scale", "scale_plural", "hundred"}
            or (following.kind == "vague" and following.value == 200 and entry.high == 9)
        ):
            break
        scale = 100.0 if following.kind in {"hundred", "vague"} else following.value
        low, high, end, scaled = low * scale, (high + 1) * scale - 1, after + 1, True
    weak = entry.high == 9 and not scaled and not counted
    return Reading(end, low, high, vague=True, weak=weak)


def _after_digits(tokens: Tokens, value: float, end: int) -> Reading:
    """Go on after a number in digits: "21st", "3m", "1.2bn", "5 million", "2 dozen", "5 and a half", "1 point 1"."""
    word = tokens.word(end)
    if tokens.touches(end):
        if word in ordinal_suffixes() and value == int(value):
            return Reading(end + 1, value, value, ordinal=True, words=False)
        scale = suffix_scales().get(word)
        if scale is None and word == "g" and value != int(value) and tokens.written(end) == "G":
            scale = 1e9
        if scale is not None and not (tokens.touches(end + 1) and tokens.word(end + 1)[:1] in {"2", "3", "/"}):
            return Reading(end + 1, value * scale, value * scale, words=False)
    if word == "point" and value == int(value):
        decimal = _decimals(tokens, end + 1, value)
        if decimal is not None:
            return decimal
    return _Total(tokens, end, value).read()


def _decimals(tokens: Tokens, index: int, whole: float) -> Reading | None:
    """Read what follows "point": digits, or digit words one by one; then a scale."""
    digits = ""
    words = tokens.words
    if starts_digits(tokens.word(index)) and words[index].isdigit():
        digits, index = words[index][:15], index + 1
    else:
        while len(digits) < 15:
            entry = _peek(tokens, index)
            if entry is None or entry.kind not in {"unit", "zero"}:
                break
            digits, index = f"{digits}{entry.value:.0f}", index + 1
        entry = _peek(tokens, index)
        if not digits and entry is not None and entry.kind in _STARTS:
            cardinal = _cardinal(tokens, index, scaled=False)
            digits, index = (f"{cardinal.low:.0f}", cardinal.end) if cardinal else ("", index)
    if not digits:
        return None
    value = float(f"{whole:.0f}.{digits}")
    return _Total(tokens, index, value).read()


def _cardinal(tokens: Tokens, index: int, *, scaled: bool = True) -> Reading | None:
    """Read a number in words from its first word on."""
    group = _group(tokens, index)
    if group is None:
        return None
    value, end, ordinal = group
    if ordinal:
        return Reading(end, value, value, ordinal=True)
    fraction = _unit_fraction(tokens, index, value, end)
    if fraction is not None:
        return fraction
    if tokens.word(end) == "point" and scaled:
        decimal = _decimals(tokens, end + 1, value)
        if decimal is not None:
            return decimal
    return _Total(tokens, end, value, words=True).read() if scaled else Reading(end, value, value)


def _unit_fraction(tokens: Tokens, index: int, value: float, end: int) -> Reading | None:
    """Read "two thirds", "one-fifth", "three quarters of a million"."""
    if not 1 <= value < 100:
        return None
    after = _after_hyphen(tokens, end)
    word = tokens.word(after)
    part = english_fractions().get(word)
    entry = _peek(tokens, after)
    if part is None or entry is None:
        return None
    if entry.kind == "fraction_plural" or (entry.kind in {"fraction", "ordinal"} and value == 1) or (
        entry.kind == "fraction" and word == "quarter"
    ):  # fmt: skip
        return _times_scale(tokens, after + 1, value * part)
    return None


def _group(tokens: Tokens, index: int, pairs: bool = True) -> tuple[float, int, bool] | None:
    """Read a number below a thousand (or "a million" by its scale alone): value, index after it, and if an ordinal.

    `pairs` allows a year said in two pairs of digits; the second pair is not one itself.
    """
    entry = _peek(tokens, index)
    if entry is None:
        return None
    kind, value, end = entry.kind, entry.value, index + 1
    if kind in {"hundred", "scale"}:
        if kind == "scale":
            return 1.0, index, False
        return _after_hundred(tokens, end, 100.0)
    if kind in {"zero", "tens_full"}:
        return value, end, False
    if kind not in _STARTS:
        return None
    if kind == "tens":
        value, end, ordinal = _after_tens(tokens, end, value)
        if ordinal:
            return value, end, True
        if value != 20:
            return value, end, False
    following = _peek(tokens, _after_hyphen(tokens, end))
    if following is None:
        return value, end, False
    if following.kind == "hundred" and value < 20:
        return _after_hundred(tokens, _after_hyphen(tokens, end) + 1, value * 100)
    year_like = kind in {"teen", "tens"} and 17 <= value <= 20 and following.kind in {"teen", "tens", "tens_full"}
    unit_before_tens = kind == "unit" and following.kind in {"tens", "tens_full"} and not _is_hyphen(tokens, end)
    if pairs and (year_like or unit_before_tens):
        inner = _group(tokens, end, pairs=False)
        if inner is not None and not inner[2] and inner[0] < 100:
            return value * 100 + inner[0], inner[1], False  # "nineteen eighty-four", "one twenty two"
    return value, end, False


def _after_tens(tokens: Tokens, end: int, value: float) -> tuple[float, int, bool]:
    after = _after_hyphen(tokens, end)
    following = _peek(tokens, after)
    if following is not None and following.value < 10 and tokens.words[after] != "single":
        if following.kind == "unit":
            return value + following.value, after + 1, False
        if following.kind == "ordinal":
            return value + following.value, after + 1, True
    return value, end, False


def _after_hundred(tokens: Tokens, end: int, value: float) -> tuple[float, int, bool]:
    after = end
    if tokens.word(after) == "and":
        after += 1
    after = _after_hyphen(tokens, after)
    entry = _peek(tokens, after)
    if entry is not None and entry.value < 100:
        if entry.kind == "ordinal":
            return value + entry.value, after + 1, True
        if entry.kind in {"unit", "teen", "tens_full"} and tokens.words[after] != "single":
            return value + entry.value, after + 1, False
        if entry.kind == "tens":
            inner, end, ordinal = _after_tens(tokens, after + 1, entry.value)
            return value + inner, end, ordinal
    return value, end, False


class _Total:
    """A number that grows group by group: "three crore twelve lakh fifty-six thousand seven hundred"."""

    def __init__(self, tokens: Tokens, index: int, value: float, words: bool = False) -> None:
        self.tokens = tokens
        self.end = index
        self.total = 0.0
        self.group = value
        self.scale = 1.0
        self.words = words

    def read(self) -> Reading:
        """Read the scales and groups that follow."""
        limit = math.inf
        rounds = 0
        while rounds < 12:
            rounds += 1
            self._part()
            if not self._scales(limit):
                break
            self._part()
            limit = self.scale
            following = self._next_group(limit)
            if following is None:
                break
            value, end, ordinal = following
            if ordinal:
                total = self.total + self.group * self.scale + value
                return Reading(end, total, total, ordinal=True)
            self.total += self.group * self.scale
            self.group, self.scale, self.end = value, 1.0, end
        value = self.total + self.group * self.scale
        return Reading(self.end, value, value, words=self.words)

    def _scales(self, limit: float) -> bool:
        """Take in scale words ("thousand", "hundred thousand", "thousand millions"); return whether there were any."""
        found = False
        while True:
            after = _after_hyphen(self.tokens, self.end)
            entry = _peek(self.tokens, after)
            if entry is None or entry.kind not in {"scale", "scale_after", "scale_plural", "hundred", "vague"}:
                return found
            if entry.kind == "vague" and self.tokens.words[after] not in {"dozens", "hundreds"}:
                return found
            value = {"dozens": 12.0, "hundreds": 100.0}.get(self.tokens.words[after], entry.value)
            if self.scale * value >= limit:
                return found
            self.scale *= value
            self.end, found = after + 1, True

    def _part(self) -> None:
        """Take in "and a half", "and three quarters"."""
        joined = _after_hyphen(self.tokens, self.end)
        if self.tokens.word(joined) != "and":
            return
        after = _after_hyphen(self.tokens, joined + 1)
        count = 1.0
        entry = _peek(self.tokens, after)
        if entry is not None and (entry.kind == "article" or (entry.kind == "unit" and entry.value < 10)):
            count, after = entry.value, _after_hyphen(self.tokens, after + 1)
        part = english_fractions().get(self.tokens.word(after))
        entry = _peek(self.tokens, after)
        if part is not None and part >= 1 / 10 and entry is not None and entry.kind in {"fraction", "fraction_plural"}:
            self.group += count * part
            self.end = after + 1
        elif part is not None and part == 1 / 3 and count == 1 and after > joined + 1:
            self.group += part
            self.end = after + 1

    def _next_group(self, limit: float) -> tuple[float, int, bool] | None:
        """Read the group after a scale: "[and] two hundred", "[,] twelve", "200 thousand"."""
        tokens = self.tokens
        comma = limit >= 1000 and tokens.word(self.end) == "," and not starts_digits(tokens.word(self.end + 1))
        after = _skip(tokens, self.end + comma, "and")
        joined = after != self.end + comma
        word = tokens.word(after)
        if starts_digits(word):
            read = read_digits(tokens, after, decimal_comma=False)
            scale = _peek(tokens, read[1]) if read is not None else None
            if read is None or scale is None or scale.kind != "scale" or scale.value >= limit or joined:
                return None
            return read[0], read[1], False
        entry = _peek(tokens, after)
        if entry is None or entry.kind not in _STARTS | {"hundred", "tens_full", "ordinal"} or word == "single":
            return None
        if entry.kind == "ordinal":
            return (entry.value, after + 1, True) if joined else None
        group = _group(tokens, after)
        if group is None or group[0] >= limit or limit < 100:
            return None
        following = _peek(tokens, _after_hyphen(tokens, group[1]))
        scaled = following is not None and following.kind in {"scale", "scale_plural"}
        if following is not None and scaled and following.value >= limit:
            return None
        if comma and not joined and group[0] < 100 and not scaled:
            return None  # "two thousand, five of them"
        return group
