"""Quantities in a text: numbers with their units, rates, bounds and the nouns they count, in Arabic and English.

One pass finds number words, digits and nouns that count by themselves; grammar looks only at what stands around them.
The tables are in rules/languages/{ar,en}/{numbers,units,bounds,not_quantities}.yaml.
"""

from __future__ import annotations

import re

from consistency.language.orthography import Folded
from consistency.model import Mention, Quantity
from consistency.normalization.bounds import bound_of
from consistency.normalization.contexts import is_quantity
from consistency.normalization.joining import join
from consistency.normalization.measures import Measure, measure_of
from consistency.normalization.nouns_alone import one_after, with_nouns_alone
from consistency.normalization.numbers import numbers_of
from consistency.normalization.phrases import word_list
from consistency.normalization.scores import with_scores
from consistency.normalization.tokens import Tokens, tokens_of
from consistency.normalization.units import resolved_currency

_ARABIC, _LATIN = re.compile("[\u0600-\u06ff]"), re.compile("[a-z]")
_MONEY_BY_COUNTRY = frozenset(
    {"dinar", "riyal", "lira", "dirham", "franc", "rupee", "rial", "krona", "peso", "shilling", "GBP"}
)


def find_quantities(text: str | Folded | Tokens, language: str | None = None) -> list[Mention[Quantity]]:
    """Return the quantities of a text in order, each with its place in the original: ``text[start:end] == quote``.

    A span covers the number, its unit and its rate, without the hedge before it. `language` ("ar" or "en") decides
    what separators in digits mean; None chooses by the script of the text. Years, dates, times of day, labels and
    captions are left out. Any text, no errors, linear time; one that is folded or split into tokens already saves
    doing so.

    >>> [(m.quote, m.value.low, m.value.unit) for m in find_quantities("خفض بنسبة ٥٠٪ مقابل $1.2bn")]
    [('٥٠٪', 50.0, 'percent'), ('$1.2bn', 1200000000.0, 'USD')]
    """
    tokens = tokens_of(text)
    folded = tokens.folded
    if not tokens.words:
        return []
    measures = with_nouns_alone(tokens, _measures(tokens, language or script_language(folded.text)))
    found: list[Mention[Quantity]] = []
    words: frozenset[str] | None = None
    for measure in with_scores(tokens, join(tokens, measures)):
        measure.bound = bound_of(tokens, measure.first, measure.last)
        if not is_quantity(tokens, measure):
            continue
        unit = measure.unit
        if unit in _MONEY_BY_COUNTRY:
            words = frozenset(tokens.words) if words is None else words
            unit = resolved_currency(unit, words, {other.unit for other in measures})
        if unit == "degree" and 0 < measure.high < 10:
            words = frozenset(tokens.words) if words is None else words
            unit = "degree" if words.isdisjoint(word_list("units", "quake")) else "magnitude"
        last = measure.last - (tokens.words[measure.last - 1] == "of")  # "thousands of homes"
        start, end = folded.original(tokens.starts[measure.first], tokens.ends[last - 1])
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
    return (len(tokens.words) == 1 and tokens.words[first] == "ثانيه") or tokens.word(first - 1) in one_after()
