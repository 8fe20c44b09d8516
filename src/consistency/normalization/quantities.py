"""Quantities in a text: numbers with their units, rates, bounds and the nouns they count, in Arabic and English.

One pass finds number words, digits and nouns that count by themselves; grammar looks only at what stands around them.
The tables are in rules/languages/{ar,en}/{numbers,units,bounds,not_quantities}.yaml.
"""

from __future__ import annotations

import functools
import re

from consistency.language.orthography import Folded, fold
from consistency.model import Mention, Quantity
from consistency.normalization.bounds import bound_of
from consistency.normalization.contexts import is_quantity
from consistency.normalization.counting import countable_duals
from consistency.normalization.joining import join
from consistency.normalization.measures import Measure, below_zero, measure_of
from consistency.normalization.numbers import numbers_of
from consistency.normalization.phrases import phrase_at, phrase_values, without_proclitic, word_list
from consistency.normalization.scores import with_scores
from consistency.normalization.tokens import Tokens, starts_digits, tokenize
from consistency.normalization.units import resolved_currency, unit_after, unit_names
from consistency.resources import language_resource

_ARABIC, _LATIN = re.compile("[\u0600-\u06ff]"), re.compile("[a-z]")
_HALVES = frozenset({"ونصف", "ونص", "وربع", "وثلث"})
_NEVER_ONE = frozenset({"percent", "per_mille", "times", "person"})
_ONE_WITH_PART = frozenset({"degree", "celsius", "percentage_point", "basis_point"})
_MONEY_BY_COUNTRY = frozenset(
    {"dinar", "riyal", "lira", "dirham", "franc", "rupee", "rial", "krona", "peso", "shilling"}
)


def find_quantities(text: str | Folded, language: str | None = None) -> list[Mention[Quantity]]:
    """Return the quantities of a text in order, each with its place in the original: ``text[start:end] == quote``.

    A span covers the number, its unit and its rate, without the hedge before it. `language` ("ar" or "en") decides
    what separators in digits mean; None chooses by the script of the text. Years, dates, times of day, labels and
    captions are left out. Any text, no errors, linear time.

    >>> [(m.quote, m.value.low, m.value.unit) for m in find_quantities("خفض بنسبة ٥٠٪ مقابل $1.2bn")]
    [('٥٠٪', 50.0, 'percent'), ('$1.2bn', 1200000000.0, 'USD')]
    """
    folded = fold(text) if isinstance(text, str) else text
    tokens = tokenize(folded)
    if not tokens.words:
        return []
    measures = _with_nouns_alone(tokens, _measures(tokens, language or script_language(folded.text)))
    found: list[Mention[Quantity]] = []
    words: frozenset[str] | None = None
    for measure in with_scores(tokens, join(tokens, measures)):
        measure.bound = bound_of(tokens, measure.first, measure.last)
        if not is_quantity(tokens, measure):
            continue
        unit = measure.unit
        if unit in _MONEY_BY_COUNTRY:
            words = frozenset(tokens.words) if words is None else words
            unit = resolved_currency(unit, words)
        if unit == "degree" and 0 < measure.high < 10:
            words = frozenset(tokens.words) if words is None else words
            unit = "degree" if words.isdisjoint(word_list("units", "quake")) else "magnitude"
        start, end = folded.original(tokens.starts[measure.first], tokens.ends[measure.last - 1])
        value = Quantity(measure.low, measure.high, unit, measure.bound, measure.ordinal, measure.per, measure.counted)
        found.append(Mention(start, end, folded.source[start:end], value))
    return found


def script_language(text: str) -> str:
    """Return "ar" for a text with more Arabic than Latin letters among its first ones, else "en"."""
    head = text[:600]
    return "ar" if len(_ARABIC.findall(head)) > len(_LATIN.findall(head)) else "en"


def _measures(tokens: Tokens, language: str) -> list[Measure]:
    """Return the measure of each number; a word that one measure took in ("في المئة") begins no other."""
    measures: list[Measure] = []
    taken = 0
    for number in numbers_of(tokens, language):
        if number.first < taken or (number.ordinal and _is_second_of_time(tokens, number.first, number.last)):
            continue
        if number.low == 0 == number.high and tokens.word(number.first - 1) in {"تحت", "دون", "below"}:
            continue  # "درجتين تحت الصفر"
        measure = measure_of(tokens, number, taken)
        if measure is not None:
            measures.append(measure)
            taken = measure.last
    return measures


def _is_second_of_time(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether "ثانية" is the unit of time and not "second"."""
    if last - first != 1 or tokens.words[first] not in {"ثانيه", "second"}:
        return False
    return (len(tokens.words) == 1 and tokens.words[first] == "ثانيه") or tokens.word(first - 1) in _one_after()


@functools.cache
def _nouns_alone() -> frozenset[str]:
    """Return the words that are a quantity, or begin one, without a number beside them."""
    duals = {name.words[0] for group in unit_names().after.values() for name in group if name.count == 2}
    prefixed = {prefix + word for word in duals for prefix in ("و", "ب", "ل", "ف", "ك")}
    return frozenset(duals | prefixed | set(countable_duals()) | set(phrase_values("bounds", "twice")))


@functools.cache
def _unit_words() -> frozenset[str]:
    words = {word for word, group in unit_names().after.items() if any(name.singular or name.short for name in group)}
    times = {"سنه", "عام", "شهر", "اسبوع", "يوم", "ساعه", "دقيقه", "لتر", "متر", "طن", "كيلو"}
    return frozenset(words | {prefix + word for word in times for prefix in "بلف"})


def _with_nouns_alone(tokens: Tokens, measures: list[Measure]) -> list[Measure]:
    """Add the measures of nouns without a number, in order: duals, "twice", "a week ago", "قبل أسبوع"."""
    alone, units = _nouns_alone(), _unit_words()
    words = tokens.words
    places = [index for index, word in enumerate(words) if word in alone or word in units]
    if not places:
        return measures
    taken = [False] * (len(words) + 1)
    for measure in measures:
        for index in range(measure.first, measure.last):
            taken[index] = True
    added: list[Measure] = []
    for index in places:
        if taken[index]:
            continue
        noun = _dual(tokens, index) or _twice(tokens, index) or _one(tokens, index)
        if noun is None or any(taken[place] for place in range(noun.first, noun.last)):
            continue
        for place in range(noun.first, noun.last):
            taken[place] = True
        added.append(noun)
    return sorted([*measures, *added], key=lambda measure: measure.first) if added else measures


def _dual(tokens: Tokens, index: int) -> Measure | None:
    word = tokens.words[index]
    if word.isascii():
        return None
    for place, form in enumerate((word, without_proclitic(word))):
        if place and form == word:
            break
        for name in unit_names().after.get(form, ()):
            if name.count == 2 and all(tokens.word(index + at) == part for at, part in enumerate(name.words[1:], 1)):
                measure = Measure(index, index + len(name.words), 2, 2, name.unit, alone=True)
                below_zero(tokens, measure)
                return measure
    dual = countable_duals().get(word)
    return None if dual is None else Measure(index, index + 1, dual[0], dual[0], counted=dual[1], alone=True)


def _twice(tokens: Tokens, index: int) -> Measure | None:
    found = phrase_at(phrase_values("bounds", "twice"), tokens, index)
    if found is None:
        return None
    factor = float(str(found[0]))
    return Measure(index, found[1], factor, factor, "ratio", alone=True)


@functools.cache
def _one_after() -> frozenset[str]:
    return word_list("units", "one_after")


def _one(tokens: Tokens, index: int) -> Measure | None:
    """Read a singular unit as one of it where the grammar counts: "قبل أسبوع", "a week ago", "لتر ونصف"."""
    word = tokens.words[index]
    whole = len(tokens.words) - (tokens.words[0] in {"a", "an"}) == 1
    found = unit_after(tokens, index, after_digits=whole)
    if found is None:
        return _with_proclitic(tokens, index)
    name, after = found
    following = tokens.word(after)
    part = following in _HALVES or (following == "و" and tokens.word(after + 1) in {"نصف", "نص", "ربع"})
    if (
        not (name.singular or whole)
        or name.count
        or name.unit in _NEVER_ONE
        or (name.unit in _ONE_WITH_PART and not part)
    ):
        return None
    first = index
    ascii_word = word.isascii()
    if ascii_word and tokens.word(index - 1) in {"a", "an"}:
        first = index - 1
    measure = Measure(first, after, 1, 1, name.unit, alone=True)
    if first == 0 and after == len(tokens.words):
        return measure
    if ascii_word:
        if first == index or name.unit == "second":
            return None
        before = tokens.word(first - 1)
        part = following == "and" and tokens.word(after + 1) in {"a", "half", "one"}
        if name.unit in _ONE_WITH_PART and not part:
            return None
        return measure if part or following in _en("one_before") or before in _en("one_after") else None
    if part:
        return measure
    if tokens.word(index - 1) not in _one_after() or starts_digits(following) or following.startswith("ال"):
        return None
    dated = following in word_list("not_quantities", "months") | word_list("not_quantities", "month_parts")
    return None if dated or (following in {"من", "علي"} and name.unit == "day") else measure


def _with_proclitic(tokens: Tokens, index: int) -> Measure | None:
    """Read "لأسبوع" (for a week) and "بسنة ونصف السنة"."""
    word = tokens.words[index]
    following = tokens.word(index + 1)
    for name in unit_names().after.get(without_proclitic(word), ()):
        if len(name.words) != 1 or not name.singular:
            continue
        part = following in _HALVES
        long = word[0] == "ل" and name.unit in {"week", "month"} and not starts_digits(following)
        dated = following.startswith("ال") or following in word_list("not_quantities", "months") | word_list(
            "not_quantities", "month_parts"
        )
        if part or (long and not dated):
            return Measure(index, index + 1, 1, 1, name.unit, alone=True)
    return None


@functools.cache
def _en(name: str) -> frozenset[str]:
    return frozenset(language_resource("en", "units")[name])
