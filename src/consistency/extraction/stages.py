"""Stages of one course that a text dates: what comes first by its nature, or by "after" and "before"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.nouns import names_a_thing
from consistency.extraction.phrases import Phrases, phrases
from consistency.model import Claim, Mention, Period, Value
from consistency.normalization.times import find_times
from consistency.resources import language_resource

_NEAR = 8  # words between a moment and the word that tells what happened then
_OPENS = 3  # words before a moment at the head of its sentence
_BETWEEN = 16  # words between two moments of one course
_LINKED = 9  # words between a moment and the "after" that follows it, or that it follows
_APART = 2  # words before "after" in which a length of time makes it another day
_SLIP = 400  # days by which a mistyped year, month or day may stand wrong
_PARTING = frozenset({";", "؛", "while", "whereas", "بينما", "فيما"})
_JOINTS = frozenset({"and", ",", "،", "then", "but", "later", "who", "which", "before", "eventually", "finally"})
_CLOCK = re.compile(r"\d\s?[:.]\s?\d\d|[ap]\.?m\b|o'clock|GMT|UTC|noon|midnight|الساعة|فجرا|صباحا|ظهرا|عصرا|مساء|ليلا")
_YEAR = re.compile(r"\d{4}|[٠-٩]{4}")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    stages: Phrases[tuple[tuple[str, int], ...]]
    one: frozenset[str]
    clock: frozenset[str]
    again: Phrases[bool]
    after: Phrases[bool]
    before: Phrases[bool]
    apart: Phrases[bool]
    kept: Phrases[bool]


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day or a time of day, its words, half-open, and the stages that are told of it."""

    mention: Mention[Period]
    first: int
    last: int
    stages: tuple[tuple[str, int], ...] = ()
    verb: int = -1
    behind: int = -1  # the word after those that tell the stage

    @property
    def value(self) -> Period:
        return self.mention.value


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "stages")
    stages: dict[str, list[tuple[str, int]]] = {}
    for chain, listed in table["chains"].items():
        for number, words in enumerate(listed):
            for word in words:
                stages.setdefault(word, []).append((chain, number))
    lists = (phrases((word, True) for word in table[key]) for key in ("again", "after", "before", "apart", "kept"))
    told = phrases((word, tuple(places)) for word, places in stages.items())
    return _Lexicon(told, frozenset(table["one"]), frozenset(table["clock"]), *lists)


def stage_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "stage" for two moments of a sentence of which one comes first by what happened then.

    Fields: earlier (Period), later (Period): which of the two has to come first, and which after it.
    """
    moments = _moments(analysis)
    for sentence, told in moments.items():
        if analysis.skips(analysis.sentences[sentence].start):
            continue
        for one, other in pairwise(told):
            ordered = _ordered(analysis, one, other)
            if ordered is not None:
                earlier, later = ordered
                fields: dict[str, Value] = {"earlier": earlier.value, "later": later.value}
                spans = {
                    name: (moment.mention.start, moment.mention.end)
                    for name, moment in (("earlier", earlier), ("later", later))
                }
                yield make_claim(analysis, "stage", fields, one.first, other.last, spans)


@once
def clock_times(analysis: Analysis) -> list[Mention[Period]]:
    """Return the times of day of a text, which most texts have none of."""
    if _CLOCK.search(analysis.folded.source) is None:
        return []
    return find_times(analysis.folded, analysis.language, analysis.source.published)


def _moments(analysis: Analysis) -> dict[int, list[_Moment]]:
    """Return the times of day of each sentence, or its days where it has none, with the stages told of each."""
    found: dict[int, list[Mention[Period]]] = {}
    for mention in clock_times(analysis):
        found.setdefault(analysis.words[analysis.word_at(mention.start)].sentence, []).append(mention)
    clocks = set(found)
    for mention in analysis.dates:
        sentence = analysis.words[analysis.word_at(mention.start)].sentence
        if sentence not in clocks and _is_named(mention.value):
            found.setdefault(sentence, []).append(mention)
    moments: dict[int, list[_Moment]] = {}
    for sentence, mentions in found.items():
        if len(mentions) < 2:
            continue
        places = [analysis.words_of(mention.start, mention.end) for mention in mentions]
        taken = {index for first, last in places for index in range(first, last)}
        moments[sentence] = [
            _told_of(analysis, mention, first, last, taken)
            for mention, (first, last) in zip(mentions, places, strict=True)
        ]
    return moments


def _is_named(value: Period) -> bool:
    """Tell whether a day, month or year is told as such: no weekday, no stretch of time from the news on."""
    return value.start is not None and value.end is not None and (value.month is not None or value.precision == "year")


def _told_of(analysis: Analysis, mention: Mention[Period], first: int, last: int, taken: set[int]) -> _Moment:
    """Return a moment with the stages that the nearest verb before it tells of, or, where it opens, one behind it."""
    table, words = _lexicon(analysis.language).stages.found(analysis), analysis.words
    home = analysis.sentences[words[first].sentence]
    ahead = range(last, min(home.last, last + _NEAR))
    behind = range(first - 1, max(home.first, first - _NEAR) - 1, -1)
    joined = first - home.first >= 2 and words[first - 2].folded in (",", "and", "،")  # "and at 8:20 it derailed"
    opens = first - home.first <= _OPENS
    for places in (ahead, behind) if joined else (behind, ahead) if opens else (behind,):
        for index in places:
            if index in taken:
                break
            if index in table and words[index].solid:
                return _Moment(mention, first, last, table[index][1], index, index + table[index][0])
    return _Moment(mention, first, last)


def _ordered(analysis: Analysis, one: _Moment, other: _Moment) -> tuple[_Moment, _Moment] | None:
    """Return two moments in the order that they must have, or None where nothing tells of it."""
    if other.first - one.last > _BETWEEN or not _comparable(analysis, one, other):
        return None
    lexicon, words = _lexicon(analysis.language), analysis.words
    begin = min(one.first, one.verb if one.verb >= 0 else one.first)
    link = _link(analysis, one, other)
    if link is not None:
        home = analysis.sentences[words[one.first].sentence]
        kept = any(lexicon.kept.at(words, i) for i in range(home.first, other.first) if words[i].solid)
        return None if kept else (other, one) if link == "after" else (one, other)
    again = any(lexicon.again.at(words, i) for i in range(begin, other.last) if words[i].solid)
    if again or one.verb < 0 or other.verb < 0 or one.verb == other.verb:
        return None
    timed = one.value.minute is not None
    for chain, stage in one.stages:
        later = [number for name, number in other.stages if name == chain]
        if not later or later[0] == stage or (chain in lexicon.clock and not timed):
            continue
        if chain in lexicon.one and _is_of_another(analysis, one, other):
            continue
        if later[0] > stage:
            return one, other
        if chain in lexicon.clock:
            return other, one
    return None


def _link(analysis: Analysis, one: _Moment, other: _Moment) -> str | None:
    """Return "after" or "before" where that word alone joins what is told of two moments."""
    lexicon, words = _lexicon(analysis.language), analysis.words
    found: list[tuple[str, int]] = []
    for index in range(one.last, other.first):
        for name, table in (("after", lexicon.after), ("before", lexicon.before)):
            if words[index].solid and table.at(words, index):
                found.append((name, index))
    if len(found) != 1:
        return None
    name, place = found[0]
    beside = [*words[max(one.last, place - _APART) : place], *words[place + 1 : place + 1 + _APART]]
    if any(w.quantity >= 0 or lexicon.apart.at(words, w.index) for w in beside if w.solid):
        return None
    near = place - one.last <= _LINKED and other.first - place <= _LINKED
    return name if near and other.first - place > 1 else None


def _is_of_another(analysis: Analysis, one: _Moment, other: _Moment) -> bool:
    """Tell whether somebody or something new stands between two moments: then the second stage is that one's.

    In English that is the subject before the second verb, in Arabic what follows it.
    """
    words = analysis.words
    between = words[one.last : max(other.verb, one.last)]
    if any(w.folded in _PARTING or w.quantity >= 0 for w in between):
        return True
    if analysis.language == "ar":
        told = [w for w in words[other.behind : other.first] if w.date < 0]
        told += [w for w in between if "و" in w.forms.proclitics]
    else:
        joint = max((w.index for w in between if w.folded in _JOINTS), default=one.last - 1)
        told = list(words[joint + 1 : max(other.verb, joint + 1)])
    home = analysis.sentences[words[one.first].sentence]
    known = {w.forms.lemma for w in words[home.first : one.last]}
    return any(_is_new(analysis, w, known) for w in told)


def _is_new(analysis: Analysis, word: Word, known: set[str]) -> bool:
    if word.forms.lemma in known or word.function or not word.solid:
        return False
    return word.person >= 0 or word.entity >= 0 or names_a_thing(analysis, word)


def _comparable(analysis: Analysis, one: _Moment, other: _Moment) -> bool:
    """Tell whether two moments stand on one clock, or are two days whose years the text gives or need not give."""
    x, y = one.value, other.value
    if (x.minute is None) != (y.minute is None):
        return False
    if x.minute is not None:
        return x.zone == y.zone and (x.start == y.start or None in (x.start, y.start))
    if x.start is None or y.end is None or y.start is None or x.end is None or abs((x.start - y.start).days) > _SLIP:
        return False
    if x.precision == y.precision == "day" and x.month == y.month and x.start.year == y.start.year:
        return True
    return all(_has_year(analysis, moment) for moment in (one, other))


def _has_year(analysis: Analysis, moment: _Moment) -> bool:
    return _YEAR.search(analysis.text[moment.mention.start : moment.mention.end]) is not None
