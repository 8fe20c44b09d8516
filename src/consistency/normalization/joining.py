"""Measures that belong together: ranges, sums of units, conversions in parentheses, ratios, scores."""

from __future__ import annotations

import functools

from consistency.normalization.bounds import bound_before
from consistency.normalization.counting import is_number_word
from consistency.normalization.measures import Measure
from consistency.normalization.number_words import arabic_number_words, english_number_words, suffix_scales
from consistency.normalization.phrases import (
    Ends,
    by_last_word,
    ends_with_phrase,
    phrase_at,
    phrase_values,
    without_proclitic,
    word_list,
)
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens
from consistency.normalization.units import convert, currencies, same_dimension
from consistency.resources import language_resource

_HUNDREDTHS = {"USD": "cent", "EUR": "cent", "AUD": "cent", "CAD": "cent", "GBP": "penny"}
_SCALE = 500  # the least that «ونصف الألف» adds
# What a few are told of: «تسعة من أصل عشرة» is a ratio, «104 مقاعد من أصل 230» are two counts.
_SMALL_WHOLES = frozenset({3, 4, 5, 10, 100})
_REACH = 4  # tokens between two measures that make one value
_CONVERSION_REACH = 6
_SUMMED = frozenset({"second", "metre", "kilogram"})  # bases of the dimensions that are said in two units


# The words that can stand between two measures that make one value.
_JOINTS = QUANTITY_WORDS.add(
    lambda: {",", "،", "~", ":", "in"}.union(
        word_list("bounds", "range"), word_list("bounds", "and"), phrase_values("bounds", "ratio"), {"ل"}
    )
)


def join(tokens: Tokens, measures: list[Measure]) -> list[Measure]:
    """Return the measures with those that make one value put together, in order."""
    joined: list[Measure] = []
    roles = tokens.roles(QUANTITY_WORDS)
    for measure in measures:
        while joined and measure.first - joined[-1].last <= _REACH and _may_join(tokens, roles, joined[-1], measure):
            whole = _together(tokens, joined[-1], measure)
            if whole is None:
                _borrow(tokens, joined[-1], measure)
                break
            joined.pop()
            measure = whole
        if joined and tokens.words[joined[-1].last] == "(" and _is_conversion(tokens, joined[-1], measure):
            continue
        if tokens.words[measure.first - 1] == "كل" and measure.first > 2:
            _one_of_each(tokens, measure)
        joined.append(measure)
    return joined


def _may_join(tokens: Tokens, roles: list[int], a: Measure, b: Measure) -> bool:
    """Return whether a word between two measures, or the first letter of the second, can join them at all."""
    if roles[a.last] & _JOINTS or (a.counted is not None and roles[a.last + 1] & _JOINTS):
        return True
    return tokens.words[b.first][0] in "ول-" or (a.unit is not None and a.last == b.first)


def _together(tokens: Tokens, a: Measure, b: Measure) -> Measure | None:
    gap = b.first - a.last
    if gap < 0 or a.ordinal or b.ordinal:
        return None
    return (
        _part_added(tokens, a, b, gap) or _sum(tokens, a, b, gap) or _ratio(tokens, a, b) or _range(tokens, a, b, gap)
    )


def _one_of_each(tokens: Tokens, b: Measure) -> None:
    """Make a ratio of a count whose share is a noun alone: "طفل من كل خمسة أطفال"."""
    phrase = ends_with_phrase(_ratio_ends(), tokens, b.first - 1)
    if phrase is None or b.unit not in {None, "person"} or b.low != b.high or not 1 < b.low <= 1000 or b.ordinal:
        return
    place = phrase[1] - 1
    noun = tokens.word(place)
    if len(noun) < 3 or noun.isascii() or not noun.isalpha() or noun.startswith(("ال", "ي")) or is_number_word(noun):
        return
    if noun not in word_list("not_quantities", "stop"):
        b.first, b.low, b.high, b.unit, b.fraction, b.counted = place, 1 / b.low, 1 / b.low, "ratio", True, noun


@functools.cache
def _ratio_ends() -> Ends:
    return by_last_word((phrase, "ratio") for phrase in language_resource("ar", "bounds")["ratio"])


def _merged(a: Measure, b: Measure, low: float, high: float, unit: str | None) -> Measure:
    return Measure(
        a.first, b.last, low, high, unit, b.per or a.per, b.counted or a.counted, words=a.words, number=a.number,
        alone=a.alone and b.alone, bound=a.bound,
    )  # fmt: skip


def _part_added(tokens: Tokens, a: Measure, b: Measure, gap: int) -> Measure | None:
    """Add "ونصف" and "and a half" after a unit: "ساعة ونصف", "3 hours and a half", «مليون طن ونصف المليون»."""
    part = b.low / a.low if a.low else 0.0
    if gap == 0 and a.unit is not None and b.unit is None and b.counted is None and b.words and a.low == a.high:
        led = tokens.words[b.first] in {"ونصف", "وربع"} and b.last - b.first == 2
        if led and b.low >= _SCALE and part in (0.5, 0.25):
            return _merged(a, b, a.low + b.low, a.low + b.low, a.unit)
    if not b.fraction or a.unit is None or a.unit == "ratio" or b.low >= 1 or a.low != a.high:
        return None
    joined = (gap == 0 and tokens.words[b.first][0] == "و") or (gap == 1 and tokens.words[a.last] in {"and", "و"})
    if not joined or b.unit not in {"ratio", a.unit}:
        return None
    return _merged(a, b, a.low + b.low, a.low + b.low, a.unit)


def _sum(tokens: Tokens, a: Measure, b: Measure, gap: int) -> Measure | None:
    """Add "7 feet 10 inches", "20 دولار و43 سنت"."""
    between = [word for word in tokens.words[a.last : b.first] if word not in {",", "and", "و", "،"}]
    if between == ["-"] and tokens.touches(a.last) and tokens.touches(b.first) and tokens.word(a.last - 2) == "-":
        between = []  # "6-foot-4-inch"
    if between or gap > 2 or a.low != a.high or b.low != b.high or a.low != int(a.low) or a.unit is None:
        return None
    if b.unit == _HUNDREDTHS.get(a.unit) and b.unit is not None and b.low < 100:
        value = a.low + b.low / 100
        return _merged(a, b, value, value, a.unit)
    if (
        a.unit in currencies()
        and b.unit is None
        and b.counted is None
        and gap <= 1
        and 10 <= b.low < 100
        and (b.last == len(tokens.words) and a.first == 0)
    ):
        return _merged(a, b, a.low + b.low / 100, a.low + b.low / 100, a.unit)
    if b.unit is None or a.unit == b.unit or not same_dimension(a.unit, b.unit):
        return None
    one_a, base = convert(1, a.unit)
    one_b, _ = convert(1, b.unit)
    if base not in _SUMMED or one_b >= one_a or b.low * one_b >= one_a:
        return None
    value = float(f"{a.low * one_a / one_b + b.low:.12g}")  # without what binary multiplication adds
    return _merged(a, b, value, value, b.unit)


def _ratio(tokens: Tokens, a: Measure, b: Measure) -> Measure | None:
    """Read "one in five", "three out of four", "واحد من كل خمسة"."""
    if a.unit is not None or b.unit not in {None, "person"} or a.low != a.high or not 0 < a.low < b.low <= 1000:
        return None
    counted = a.counted is not None
    phrases = phrase_values("bounds", "ratio")
    found = phrase_at(phrases, tokens, a.last)
    if found is None and counted:
        found = phrase_at(phrases, tokens, a.last + 1)  # "55 أسرة من كل مئة"
    elif found is None and a.low < 10 and b.low in _SMALL_WHOLES:
        found = phrase_at(phrase_values("bounds", "ratio_of_few"), tokens, a.last)
    plain = (
        not counted
        and tokens.word(a.last) == "in"
        and b.first == a.last + 1
        and a.low <= 9
        and ((a.words == b.words and (a.low == 1 or b.low in {3, 4, 5, 10, 100})) or (a.words and b.low in {10, 100}))
    )
    if not plain and (found is None or found[1] != b.first):
        return None
    whole = _merged(a, b, a.low / b.low, a.low / b.low, "ratio")
    whole.fraction = True
    return whole


def _scale_of(tokens: Tokens, measure: Measure) -> float:
    """Return the scale word that ends a measure's number: 1e6 for "3 million", 1 for none."""
    number = measure.number
    if number is None or number.last - number.first < 2:
        return 1.0
    word = tokens.words[number.last - 1]
    entry = arabic_number_words().get(word) or english_number_words().get(word)
    if entry is not None and entry.kind.startswith("scale"):
        return entry.value
    return suffix_scales().get(word, 1.0) if not number.is_words else 1.0


def _range(tokens: Tokens, a: Measure, b: Measure, gap: int) -> Measure | None:
    """Read "10-15", "from 10 to 15", "بين 10 و15 طنا", "$10-$20", "2 إلى 3 ملايين"."""
    if a.low != a.high and not a.alone:
        return None
    kind = _separator(tokens, a, b)
    if kind is None or (kind == "to" and _is_year(tokens, a)):
        return None
    unit = b.unit
    if a.unit is not None and b.unit is None and b.counted is None:
        unit = a.unit
    elif a.unit is not None and a.unit != b.unit:
        return None
    ages = a.unit == "year" and tokens.word(a.first - 1) in word_list("not_quantities", "age_before")
    if kind == "to" and a.unit is not None and b.unit is None and not (ages or a.unit in currencies()):
        return None  # "0.4% to 150 per dollar"
    if a.counted is not None and a.counted != b.counted:
        return None
    scale = _scale_of(tokens, b)
    low = a.low
    if scale > 1 and _scale_of(tokens, a) == 1 and a.low < 1000 and a.low * scale <= b.high:
        low = a.low * scale
    if kind in {"-", ":"} and unit is None and not a.fraction and not b.fraction:
        score = _score(tokens, a, b)
        if score is not None or kind == ":":
            return score
    if low >= b.high or (a.fraction != b.fraction):
        return None
    if kind == "or" and b.high > low * 2.5:
        return None
    return _merged(a, b, low, b.high, unit)


def _is_year(tokens: Tokens, measure: Measure) -> bool:
    """Return whether a bare number is the year in which something reached another: «وصلت في 2024 إلى 1.45 مليار»."""
    bare = measure.unit is None and measure.counted is None and not measure.words
    return bare and 1800 <= measure.low <= 2100 and tokens.word(measure.first - 1) in {"in", "في", "عام", "سنه"}


def _borrow(tokens: Tokens, a: Measure, b: Measure) -> None:
    """Give the first value of a change what only the second one says: "fell from 3.2 to 2.8 million barrels"."""
    bare = a.unit is None and a.counted is None and not (a.ordinal or a.fraction or b.ordinal or b.fraction)
    if not bare or a.low != a.high or tokens.words[a.last : b.first] not in (["to"], ["الي"]):
        return
    if tokens.word(a.first - 1) not in {"from", "من"} or not _is_change(tokens, a.first):
        return
    scale = _scale_of(tokens, b)
    if scale > 1 and _scale_of(tokens, a) == 1 and 0.1 <= a.low * scale / b.low <= 10:
        a.low = a.high = float(f"{a.low * scale:.12g}")
    if scale == _scale_of(tokens, a) or 0.1 <= a.low / (b.low or 1) <= 10:
        a.unit, a.per, a.counted = b.unit, b.per, b.counted


def _separator(tokens: Tokens, a: Measure, b: Measure) -> str | None:
    """Return how two measures are set apart as the ends of a range, or None."""
    between = list(tokens.words[a.last : b.first])
    if len(between) > 1:
        hedge = bound_before(tokens, b.first)
        if hedge is not None and hedge[1] >= a.last:
            between = between[: hedge[1] - a.last]
    opened = tokens.word(_opening(tokens, a))
    first_word = tokens.words[b.first]
    if not between:
        if b.words and first_word[0] == "و" and _is_between(opened):
            return "and"
        if b.words and first_word[0] == "ل" and opened == "من" and not a.counted:
            return "to"
        negative = b.number is not None and first_word == "-" and b.high < 0 <= a.low
        if negative and gap_is_range(tokens, b):
            b.low, b.high = -b.high, -b.low
            return "-"
        return None
    if between in (["-"], ["~"]):
        return "-"
    if between == [":"] and len(first_word) == 1 and first_word.isdigit() and tokens.touches(b.first):
        return ":"
    if between in (["و"], ["and"]):
        return "and" if _is_between(opened) or (opened == "from" and a.unit is not None and a.unit == b.unit) else None
    if between in (["to"], ["الي"], ["حتي"], ["ل"]):
        return None if _is_change(tokens, a.first) else "to"
    if between in (["or"], ["او"]):
        return "or"
    return None


def gap_is_range(tokens: Tokens, b: Measure) -> bool:
    """Return whether a minus sign before `b` can be the dash of a range ("2 -7 g")."""
    return not tokens.touches(b.first)


def _opening(tokens: Tokens, a: Measure) -> int:
    """Return the index of the word before a measure and its hedge."""
    hedge = bound_before(tokens, a.first)
    index = (hedge[1] if hedge is not None and not _is_between(tokens.word(a.first - 1)) else a.first) - 1
    return index - 1 if tokens.word(index) in {"ال", "ما"} else index


def _is_between(word: str) -> bool:
    return word in word_list("bounds", "between") or without_proclitic(word) == "بين"


def _is_change(tokens: Tokens, first: int) -> bool:
    """Return whether the clause before token `first` speaks of a change from one value to another."""
    change = word_list("bounds", "change")
    opened = tokens.word(first - 1)
    if opened not in {"from", "من"}:
        return not change.isdisjoint(tokens.words[max(0, first - 6) : first])
    for index in range(first - 2, max(-1, first - 14), -1):
        word = tokens.words[index]
        if word in {"\n", "."}:
            return False
        bare = without_proclitic(word)
        if word in change or bare in change or (bare[0] == "س" and bare[1:] in change):  # «ستزيد», «سترتفع»
            return True
    return False


def _score(tokens: Tokens, a: Measure, b: Measure) -> Measure | None:
    """Read "3-1" as a score: the first is the larger, or the words around speak of a match."""
    small = a.low == int(a.low) and b.low == int(b.low) and a.low < 1000 and b.low < 1000
    context = word_list("bounds", "score_context")
    if not small or a.words or b.words:
        return None
    around = tokens.words[max(0, a.first - 12) : b.last + 12]
    spoken = any(word in context or without_proclitic(word) in context for word in around)
    spoken = spoken and (b.counted is None or b.counted in context)
    if not spoken and not _counts_down(tokens, a, b):
        return None
    score = _merged(a, b, a.low, b.low, "score")
    score.counted = f"{a.low:.0f}-{b.low:.0f}"
    return score


_HIGHEST_SCORE = 200
_NO_SCORES = frozenset({(24.0, 7.0), (50.0, 50.0)})  # "24-7" is every hour of every day


def _counts_down(tokens: Tokens, a: Measure, b: Measure) -> bool:
    """Return whether two numbers are too far down for a range, and no part of a date, a label or a telephone number."""
    lone = tokens.word(a.first - 1) not in {"-", "/"} and tokens.word(b.last) not in {"-", "/"}
    return lone and _HIGHEST_SCORE > a.low > b.low and (a.low, b.low) not in _NO_SCORES


def _is_conversion(tokens: Tokens, a: Measure, b: Measure) -> bool:
    """Return whether `b` says `a` again in parentheses, in another unit: "£20m ($25.4 million)"."""
    if (
        b.first - a.last > _CONVERSION_REACH
        or tokens.word(a.last) != "("
        or tokens.word(b.last) != ")"
        or a.unit is None
        or b.unit is None
    ):
        return False
    money = a.unit in currencies() and b.unit in currencies()
    if a.unit == b.unit or not (money or same_dimension(a.unit, b.unit)):
        return False
    allowed = word_list("bounds", "conversion")
    return all(word in allowed or word in {"ال", "~"} for word in tokens.words[a.last + 1 : b.first])
