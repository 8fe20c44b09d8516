"""Courses: what a text says of when a thing begins and when it ends, in one sentence or in two about one thing."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from consistency.extraction.analysis import Analysis, Word, dates_of_sentences
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import features, parts_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.model import Claim, Mention, Period, Value
from consistency.resources import language_resource

_NEAR = 8  # words between a date and the word that makes it a beginning or an end
_TWO = 2
_OPENING = 4  # words at the head of a sentence in which it goes on with the course of the one before
_YEAR = re.compile(r"\d{4}")
_SLIP = 45  # days by which an end may stand before its beginning where one of the two was mistyped
_SHIFT = 6  # words before "from … to …" in which a verb may make it a change of one date


@dataclass(frozen=True, slots=True)
class _Lexicon:
    begin: Phrases[bool]
    end: Phrases[bool]
    shift: Phrases[bool]
    parting: Phrases[bool]
    runs: Phrases[bool]
    since: frozenset[str]
    until: frozenset[str]
    goes_on: frozenset[str]
    between: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "courses")

    def listed(key: str) -> Phrases[bool]:
        return phrases((word, True) for word in table[key])

    def words(key: str) -> frozenset[str]:
        return folded_words(table[key])

    return _Lexicon(
        listed("begin"), listed("end"), listed("shift"), listed("parting"), listed("runs"),
        words("since"), words("until"), words("goes_on"), words("between"),
    )  # fmt: skip


def course_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "course" where a sentence, or two about one thing, dates both a beginning and an end.

    Fields: begins (Period), ends (Period). Days of one month lie in one year, unless the later one has a year of its
    own: a wrong day has made it the next year's.
    """
    lexicon = _lexicon(analysis.language)
    told = dates_of_sentences(analysis)
    yield from _apart(analysis)
    for index in told:
        # "By 6 October" has no start, and "2 April" may have no year.
        dates = [date for date in told[index] if _is_dated(date.value)]
        begins = [d for d in dates if _led_by(analysis, d, lexicon.begin) or _right_after(analysis, d, lexicon.since)]
        ends = [
            d
            for d in dates
            if d not in begins and (_led_by(analysis, d, lexicon.end) or _right_after(analysis, d, lexicon.until))
        ]
        if not begins and len(dates) == _TWO and _is_between(analysis, dates[0], dates[1], lexicon):
            begins, ends = dates[:1], dates[1:]
        if len(begins) == 1 and not ends and len(dates) == 1 and _goes_on(analysis, index + 1):
            following = [d for d in told.get(index + 1, ()) if _is_dated(d.value)]
            ends = [d for d in following if len(following) == 1 and _led_by(analysis, d, lexicon.end)]
        if len(begins) != 1 or len(ends) != 1 or ends[0].start < begins[0].start:
            continue
        if _is_reckoned(analysis, begins[0]) and _is_reckoned(analysis, ends[0]):
            continue  # from Saturday to Friday is nearly a week, and "the end of the week" may be that of the next one
        if _parted(analysis, begins[0], ends[0]) or not _comparable(analysis, begins[0], ends[0]):
            continue
        begin, end = _in_one_year(analysis, begins[0], ends[0])
        fields: dict[str, Value] = {"begins": begin, "ends": end}
        spans = {"begins": (begins[0].start, begins[0].end), "ends": (ends[0].start, ends[0].end)}
        first, last = analysis.word_at(begins[0].start), analysis.words_of(ends[0].start, ends[0].end)[1]
        yield make_claim(analysis, "course", fields, first, last, spans)


@dataclass(frozen=True, slots=True)
class _Border:
    """The day on which a thing begins or ends, its sentence, and the meanings of the words that name the thing."""

    date: Mention[Period]
    sentence: int
    thing: frozenset[str]


def _apart(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim for a beginning and an end of one thing, told in two sentences that each have one date: "The fair
    opens on 12 May … The fair closes on 3 May". Further apart than a slip they are those of two things."""
    lexicon = _lexicon(analysis.language)
    begins, ends = _borders(analysis, lexicon.begin), _borders(analysis, lexicon.end)
    for begin in begins:
        later = [end for end in ends if end.sentence > begin.sentence and end.thing == begin.thing]
        if len(later) != 1 or sum(other.thing == begin.thing for other in begins) > 1:
            continue
        one, other = begin.date.value, later[0].date.value
        if one.start is None or other.end is None or not 0 < (one.start - other.end).days <= _SLIP:
            continue
        fields: dict[str, Value] = {"begins": one, "ends": other}
        mentions = (begin.date, later[0].date)
        spans = {name: (date.start, date.end) for name, date in zip(("begins", "ends"), mentions, strict=True)}
        (first, behind), besides = (analysis.words_of(date.start, date.end) for date in mentions)
        yield make_claim(analysis, "course", fields, first, behind, spans, None, besides)


def _borders(analysis: Analysis, table: Phrases[bool]) -> list[_Border]:
    """Return the days to which a verb of the table leads, each the only date of its sentence, where its subject is a
    thing that a noun names."""
    lexicon, found = _lexicon(analysis.language), list[_Border]()
    for sentence, dates in dates_of_sentences(analysis).items():
        if len(dates) != 1 or dates[0].value.day is None or not _is_dated(dates[0].value):
            continue
        verb = _leading(analysis, dates[0], table)
        if verb is None and table is lexicon.end and _right_after(analysis, dates[0], lexicon.until):
            verb = _leading(analysis, dates[0], lexicon.runs)
        if verb is None:
            continue
        parts = parts_of(analysis, verb, verb + 1)
        thing = features(analysis, parts.subject or parts.object)
        if thing:
            found.append(_Border(dates[0], sentence, thing))
    return found


def _is_between(analysis: Analysis, one: Mention[Period], other: Mention[Period], lexicon: _Lexicon) -> bool:
    """Tell whether two dates are the two ends of "between … and …"."""
    first, last = analysis.words_of(one.start, one.end)
    then = analysis.word_at(other.start)
    joined = last == then - 1 and analysis.words[last].folded == "and"
    led = analysis.language == "ar" and last == then and analysis.words[then].folded.startswith("و")
    return first > 0 and analysis.words[first - 1].folded in lexicon.between and (joined or led)


def _is_dated(value: Period) -> bool:
    return value.end is not None or (value.month is not None and value.day is not None)


def _is_reckoned(analysis: Analysis, date: Mention[Period]) -> bool:
    """Tell whether a day is told by its weekday, or reckoned from another day: which week is meant is a guess."""
    return date.value.month is None and not _YEAR.search(analysis.text[date.start : date.end])


def _in_one_year(analysis: Analysis, begin: Mention[Period], end: Mention[Period]) -> tuple[Period, Period]:
    """Return both dates, days of one month in one year unless the text gives the later one a year of its own."""
    one, other = begin.value, end.value
    if None in (one.day, other.day) or one.month is None or one.month != other.month:
        return one, other
    if _YEAR.search(analysis.text[end.start : end.end]) and other.end is not None and one.start is not None:
        return one, other
    published = analysis.source.published
    year = next((d.year for d in (one.start, other.end, published) if d is not None), None)
    if year is None or one.impossible or other.impossible:
        return one, other
    return _day(one, year), _day(other, year)


def _day(value: Period, year: int) -> Period:
    try:
        day = datetime.date(year, value.month or 0, value.day or 0)
    except ValueError:  # 29 February of another year
        return value
    return replace(value, start=day, end=day)


def _comparable(analysis: Analysis, begin: Mention[Period], end: Mention[Period]) -> bool:
    """Tell whether an end before its beginning is a slip: months alone recur, "from September to June"."""
    months = [d for d in (begin, end) if d.value.month is not None and d.value.day is None]
    return not months or len(analysis.text[end.start : end.end].split()) > 1


def _parted(analysis: Analysis, begin: Mention[Period], end: Mention[Period]) -> bool:
    """Tell whether the two dates are those of two things, or the old and the new one of one thing."""
    lexicon, words = _lexicon(analysis.language), analysis.words
    first, last = analysis.words_of(begin.start, begin.end)
    until = analysis.words_of(end.start, end.end)[0]
    if any(lexicon.parting.at(words, i) for i in range(last, until)):
        return True
    home = analysis.sentences[words[first].sentence].first
    return any(words[i].solid and lexicon.shift.at(words, i) for i in range(max(home, first - _SHIFT), first))


def _goes_on(analysis: Analysis, index: int) -> bool:
    """Tell whether a sentence is about the thing of the one before: "It ended on …", «وانتهى في …»."""
    if index >= len(analysis.sentences):
        return False
    lexicon = _lexicon(analysis.language)
    words = [w for w in analysis.sentence_words(index) if w.solid]
    if not words:
        return False
    verb = analysis.language == "ar" and lexicon.end.at(analysis.words, words[0].index) is not None
    opened = any(lexicon.end.at(analysis.words, w.index) for w in words[:_OPENING])
    return verb or (opened and words[0].folded in lexicon.goes_on)


def _led_by(analysis: Analysis, date: Mention[Period], table: Phrases[bool]) -> bool:
    """Tell whether a word of the table leads to a date, with no other date between them."""
    return _leading(analysis, date, table) is not None


def _leading(analysis: Analysis, date: Mention[Period], table: Phrases[bool]) -> int | None:
    """Return the word of the table that leads to a date, with no other date between them; None without one."""
    first = analysis.word_at(date.start)
    home = analysis.words[first].sentence
    before: Sequence[Word] = analysis.words[max(0, first - _NEAR) : first]
    for word in reversed(before):
        if word.sentence != home or word.date >= 0:
            return None
        if word.solid and table.at(analysis.words, word.index):
            return word.index
    return None


def _right_after(analysis: Analysis, date: Mention[Period], table: frozenset[str]) -> bool:
    """Tell whether the word that opens a date, or the one right before it, is in the table: "from 2019 until 2014"."""
    first = analysis.word_at(date.start)
    near = [analysis.words[first]] + ([analysis.words[first - 1]] if first else [])
    return any(word.folded in table or word.forms.lemma in table for word in near)
