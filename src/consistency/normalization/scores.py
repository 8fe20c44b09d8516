"""Scores of matches in words: "بثلاثة أهداف لهدف", "بهدفين دون رد", "two goals to one", "28 مقابل 27", "3-nil"."""

from __future__ import annotations

import functools

from consistency.language.orthography import fold_word
from consistency.normalization.measures import Measure
from consistency.normalization.phrases import phrase_at, phrase_values, without_proclitic, word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens
from consistency.resources import language_resource

_HIGHEST = 200  # a larger number is no side of a score
_CONTEXT = 9  # words before a score in which a match is spoken of
_CHANGE = 2  # words before two numbers in which these are told to be no score


@functools.cache
def _goal_words() -> dict[str, float]:
    """Return the words that tell the winner's goals by themselves, with and without a proclitic."""
    table = language_resource("ar", "bounds")["goal_words"]
    return {f"{led}{fold_word(word)}": float(number) for word, number in table.items() for led in ("", "و", "ب", "ل")}


_IN_ONE_WORD = QUANTITY_WORDS.add(lambda: _goal_words(), anchor=True)


def with_scores(tokens: Tokens, measures: list[Measure]) -> list[Measure]:
    """Return the measures with those of goals put together into scores: unit "score", `counted` as "3-1"."""
    goals = word_list("bounds", "goals")
    told = _in_one_word(tokens, measures, tokens.places(QUANTITY_WORDS, _IN_ONE_WORD))
    if told:
        taken = {index for score in told for index in range(score.first, score.last)}
        measures = sorted([*told, *(m for m in measures if m.first not in taken)], key=lambda m: m.first)
    found: list[Measure] = []
    last = 0
    for index, measure in enumerate(measures):
        if measure.first < last:
            continue
        score = None
        if not measure.ordinal and measure.low == measure.high == int(measure.low):
            following = measures[index + 1] if index + 1 < len(measures) else None
            if measure.counted in goals:
                score = _score(tokens, measure, following, goals)
            elif _is_bare(measure) or (measure.unit is None and measure.counted in _behind_dash()):
                score = _facing(tokens, measure, following, goals)
        found.append(score or measure)
        last = found[-1].last
    return found


def _in_one_word(tokens: Tokens, measures: list[Measure], places: list[int]) -> list[Measure]:
    """Return the scores of which one word tells the winner's goals: «بثلاثية نظيفة», «بثلاثية مقابل هدف»."""
    if not places:
        return []
    table, goals = _goal_words(), word_list("bounds", "goals")
    taken = {index for measure in measures for index in range(measure.first, measure.last)}
    found = []
    for index in places:
        number = table[tokens.words[index]]
        if index in taken:
            continue
        alone = Measure(index, index + 1, number, number, counted=next(iter(goals)), words=True, alone=True)
        following = next((m for m in measures if m.first > index), None)
        score = _score(tokens, alone, following, goals)
        if score is not None:
            found.append(score)
    return found


@functools.cache
def _behind_dash() -> dict[str, float]:
    """Return what the loser has by a word behind a dash, -1 for as many as the winner: "3-nil", "one-all"."""
    told = (("nothing", 0.0), ("one_goal", 1.0), ("alike", -1.0))
    return {word: number for key, number in told for word in word_list("bounds", key)}


def _is_bare(measure: Measure) -> bool:
    return measure.unit is None and measure.counted is None and not measure.fraction and measure.low < _HIGHEST


def _facing(tokens: Tokens, a: Measure, b: Measure | None, goals: frozenset[str]) -> Measure | None:
    """Read two numbers that stand against each other where a match is spoken of: "28 مقابل 27", "28 to 27", "3-nil"."""
    end = a.last
    against = _behind_dash().get(tokens.word(end + 1)) if tokens.word(end) == "-" else None
    if against is not None:
        lost = a.low if against < 0 else against
        return _told(a, lost, end + 2) if _is_of_a_match(tokens, a.first) else None
    if b is None or b.first != end + 1 or tokens.word(end) not in word_list("bounds", "against") or b.ordinal:
        return None
    if b.low != b.high or b.low != int(b.low) or not (_is_bare(b) or b.counted in goals):
        return None
    if tokens.word(end) == "to" and not (a.low > b.low and a.low < _HIGHEST):
        return None
    return _told(a, b.low, b.last) if _is_of_a_match(tokens, a.first) else None


def _is_of_a_match(tokens: Tokens, first: int) -> bool:
    """Tell whether the words before a score speak of a match or vote, and of no change or odds."""
    context, change = word_list("bounds", "score_context"), word_list("bounds", "no_score")
    before = tokens.words[max(0, first - _CONTEXT) : first]
    spoken = any(word in context or without_proclitic(word) in context for word in before)
    return spoken and change.isdisjoint(before[-_CHANGE:])


def _told(a: Measure, against: float, last: int) -> Measure:
    counted = f"{a.low:.0f}-{against:.0f}"
    return Measure(a.first, last, a.low, against, "score", counted=counted, words=True, alone=True)


def _score(tokens: Tokens, goals_for: Measure, following: Measure | None, goals: frozenset[str]) -> Measure | None:
    end = goals_for.last if goals_for.alone else goals_for.last + 1
    against: tuple[float, int] | None = None
    one = word_list("bounds", "one_goal")
    nil = phrase_at(phrase_values("bounds", "nil"), tokens, end)
    start = end + 1 if tokens.word(end) in word_list("bounds", "against") else end
    joined = start > end or tokens.word(start).startswith("ل")
    if nil is not None:
        against = (0.0, nil[1])
    elif tokens.word(start) in word_list("bounds", "alike") and joined:
        against = (goals_for.low, start + 1)
    elif joined and following is not None and following.first == start and following.low == following.high < 100:
        counts = following.counted in goals
        if counts or (following.counted is None and following.unit is None):
            noun = counts and not following.alone and tokens.word(following.last) in goals
            against = (following.low, following.last + noun)
    elif joined and tokens.word(start) in one:
        against = (1.0, start + 1)
    if against is None or against[0] != int(against[0]):
        return None
    return _told(goals_for, against[0], against[1])
