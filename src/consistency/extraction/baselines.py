"""With what a change is compared ("year on year", "on the previous quarter"), for how long an amount is meant, and of
which month, quarter or year a share is."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, dates_of_sentences
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.model import Period, Quantity
from consistency.resources import language_resource

_REACH = 9  # words behind a figure in which its baseline stands
_WHAT = frozenset({"ما", "مما", "عما", "what"})
_SPAN = 8
_OF_TIME = 6  # words between a share and the time that it is of
_TIMES = frozenset({"month", "quarter", "season", "year"})
_LED = 4  # words from the one that leads to a baseline
SHARES = frozenset({"percent", "percentage_point", "basis_point", "ratio"})
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[٠-٩]{4}")
_PER = {"year": "yearly", "month": "monthly", "week": "weekly", "day": "daily"}


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What a change is compared with, by kinds; words that lead from the figure to it, open a sentence with it, say how
    many years back it lies ("two years ago"), or tell it beside what is measured ("annual inflation"); and for how long
    an amount is meant."""

    against: Phrases[str]
    leads: frozenset[str]
    fronts: frozenset[str]
    ago: frozenset[str]
    beside: Phrases[str]
    months: frozenset[str]
    span: Phrases[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "baselines")

    def kinds(key: str) -> Phrases[str]:
        return phrases((word, kind) for kind, listed in table[key].items() for word in listed)

    leads, fronts, ago, of_year = (folded_words(table[key]) for key in ("leads", "fronts", "ago", "of_year"))
    return _Lexicon(kinds("against"), leads, fronts, ago, kinds("beside"), of_year, kinds("span"))


Told = tuple[str, int, int]
"""What is told, and the words that tell it (half-open)."""


def baseline_of(analysis: Analysis, value: Quantity, first: int, last: int) -> Told | None:
    """Return with what the change by a share is compared: year, half, quarter, month, week, average, placebo …, or a
    year by its number; None where untold.

    The first baseline behind the figure in its clause or the next counts, where a word leads to it: "rose 9% on the
    previous quarter", but not "rose 9% as last year's drought ended". Else one that opens the sentence ("Compared with
    the previous quarter, orders fell 9%"), or that is told of what is measured ("annual inflation was 9%").
    """
    if value.unit not in SHARES:
        return None
    return _behind(analysis, first, last) or _fronted(analysis, first) or _beside(analysis, first)


def _behind(analysis: Analysis, first: int, last: int) -> Told | None:
    lexicon, words = _lexicon(analysis.language), analysis.words
    open_ = 1  # clauses in which it may stand; «على ما أنفقوه قبل عامين» has one more
    for place in range(last, min(last + _REACH, len(words))):
        word = words[place]
        open_ += word.folded in _WHAT
        if word.sentence != words[first].sentence or word.clause > words[first].clause + open_:
            break
        found = _kind_at(analysis, place)
        if found is None:
            if _is_share(analysis, word):
                break
            continue
        led = range(max(last, place - _LED), place + 1)
        lead = next((w for w in led if _leads(words[w].folded, lexicon.leads)), None)
        if lead is not None:
            return found[1], lead, place + found[0]
    return None


def _fronted(analysis: Analysis, first: int) -> Told | None:
    """Return the baseline that opens the sentence of a figure, with no other share between them."""
    lexicon, words = _lexicon(analysis.language), analysis.words
    opening = analysis.sentences[words[first].sentence].first
    for place in range(opening, min(opening + _LED, first)):
        if words[place].folded.lstrip("و") not in lexicon.fronts:
            continue
        for behind in range(place, min(place + _LED + 1, first)):
            found = _kind_at(analysis, behind)
            if found is not None and not any(_is_share(analysis, w) for w in words[behind + found[0] : first]):
                return found[1], place, behind + found[0]
    return None


def _beside(analysis: Analysis, first: int) -> Told | None:
    """Return the baseline that is told of what a figure measures, right before it in its clause."""
    lexicon, words = _lexicon(analysis.language), analysis.words
    for place in range(first - 1, max(-1, first - _REACH), -1):
        if words[place].sentence != words[first].sentence or _is_share(analysis, words[place]):
            break
        found = lexicon.beside.at(words, place) if words[place].solid else None
        if found is not None:
            return found[1], place, place + found[0]
    return None


def _is_share(analysis: Analysis, word: Word) -> bool:
    return word.quantity >= 0 and analysis.quantities[word.quantity].value.unit in SHARES


def _kind_at(analysis: Analysis, place: int) -> tuple[int, str] | None:
    """Return how many words tell a baseline at a place, and its kind; a year is one by its number, but the last year.

    A month of an earlier year is a year before, and so is "last October": it is compared with the same month.
    """
    words, word = analysis.words, analysis.words[place]
    if not word.solid:
        return None
    lexicon, published = _lexicon(analysis.language), analysis.source.published
    if (ago := _years_ago(analysis, place)) is not None:
        return ago
    if (found := lexicon.against.at(words, place)) is not None:
        return found
    if word.date < 0 and word.quantity < 0 and published is not None and _YEAR.fullmatch(word.folded):
        return 1, _year(int(word.folded), published.year)
    if word.date < 0 or words[place - 1].date == word.date:
        return None
    period = analysis.dates[word.date].value
    behind = next((w.index for w in words[place:] if w.date != word.date), len(words))
    if period.day is not None or period.weekday is not None or period.start is None or published is None:
        return None
    year = _YEAR.search(" ".join(w.text for w in words[place:behind]))
    if period.month is None:
        if year is None or period.precision != "year":
            return None
        return behind - place, _year(period.start.year, published.year)
    near = {w.folded for w in (*words[max(0, place - 1) : place], *words[place : behind + 2])}
    if period.start.year < published.year and (year is not None or not near.isdisjoint(lexicon.months)):
        return behind - place, "year"
    return None


def _years_ago(analysis: Analysis, place: int) -> tuple[int, str] | None:
    """Return the year that lies several years back: "than two years earlier", «على ما كانت عليه قبل عامين»."""
    words, published = analysis.words, analysis.source.published
    before = analysis.language == "ar"
    ago = _lexicon(analysis.language).ago
    at = place + 1 if before else place
    if at >= len(words) or words[at].quantity < 0 or published is None or (before and words[place].folded not in ago):
        return None
    quantity = analysis.quantities[words[at].quantity]
    first, last = analysis.words_of(quantity.start, quantity.end)
    if quantity.value.unit != "year" or first != at or quantity.value.low < 2 or quantity.value.low % 1:
        return None
    if not before and (last >= len(words) or words[last].folded not in ago):
        return None
    return last + (not before) - place, _year(published.year - int(quantity.value.low), published.year)


def _year(told: int, now: int) -> str:
    return "year" if told == now - 1 else f"year {told}"


def _leads(word: str, leads: frozenset[str]) -> bool:
    return word in leads or word.lstrip("و") in leads or word[:1] in "بل"


def span_of(analysis: Analysis, value: Quantity, first: int, last: int) -> Told | None:
    """Return for how long an amount is meant: yearly, monthly, weekly, daily or whole; None where untold.

    It is told behind the amount in its clause, or opens the sentence: "Each day, 450,000 people take the tram".
    """
    if value.per in _PER:
        return _PER[value.per], first, last
    spans, words = _lexicon(analysis.language).span.found(analysis), analysis.words
    for place in range(last, min(last + _SPAN, len(words))):
        word = words[place]
        if word.sentence != words[first].sentence or word.clause != words[first].clause:
            break
        if word.quantity >= 0 and place > last and place not in spans:
            break
        found = spans.get(place) if word.solid else None
        if found is not None:
            return found[1], place, place + found[0]
    opening = analysis.sentences[words[first].sentence].first
    found = spans.get(opening) if opening < first and words[opening].solid else None
    return (found[1], opening, opening + found[0]) if found is not None else None


def time_told(analysis: Analysis, value: Quantity, first: int, last: int) -> Period | None:
    """Return the month, quarter, season or year of which a share is told: the only one in its clause, beside it."""
    if value.unit not in SHARES:
        return None
    words, home = analysis.words, analysis.words[first]
    own = [
        (date.value, *analysis.words_of(date.start, date.end))
        for date in dates_of_sentences(analysis).get(home.sentence, ())
        if date.value.precision in _TIMES and words[analysis.word_at(date.start)].clause == home.clause
    ]
    if len(own) != 1 or not own[0][0].is_closed:
        return None
    period, begin, end = own[0]
    between = words[last:begin] if begin >= last else words[end:first]
    if len(between) > _OF_TIME or any(w.quantity >= 0 for w in between):
        return None
    return period
