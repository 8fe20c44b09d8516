"""Scores of matches in words: "بثلاثة أهداف لهدف", "بهدفين دون رد", "two goals to one"."""

from __future__ import annotations

import functools

from consistency.language.orthography import fold_word
from consistency.normalization.measures import Measure
from consistency.normalization.phrases import phrase_at, phrase_values, word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens
from consistency.resources import language_resource


@functools.cache
def _goal_words() -> dict[str, float]:
    """Return the words that tell the winner's goals by themselves, with and without a proclitic."""
    table = language_resource("ar", "bounds")["goal_words"]
    return {f"{led}{fold_word(word)}": float(number) for word, number in table.items() for led in ("", "و", "ب", "ل")}


_GOALS = QUANTITY_WORDS.add(lambda: word_list("bounds", "goals"), anchor=True)
_IN_ONE_WORD = QUANTITY_WORDS.add(lambda: _goal_words(), anchor=True)


def with_scores(tokens: Tokens, measures: list[Measure]) -> list[Measure]:
    """Return the measures with those of goals put together into scores: unit "score", `counted` as "3-1"."""
    goals = word_list("bounds", "goals")
    told = _in_one_word(tokens, measures, tokens.places(QUANTITY_WORDS, _IN_ONE_WORD))
    if told:
        taken = {index for score in told for index in range(score.first, score.last)}
        measures = sorted([*told, *(m for m in measures if m.first not in taken)], key=lambda m: m.first)
    if not tokens.places(QUANTITY_WORDS, _GOALS) and all(measure.counted not in goals for measure in measures):
        return measures
    found: list[Measure] = []
    last = 0
    for index, measure in enumerate(measures):
        if measure.first < last:
            continue
        score = None
        if measure.counted in goals and measure.low == measure.high == int(measure.low) and not measure.ordinal:
            following = measures[index + 1] if index + 1 < len(measures) else None
            score = _score(tokens, measure, following, goals)
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


def _score(tokens: Tokens, goals_for: Measure, following: Measure | None, goals: frozenset[str]) -> Measure | None:
    end = goals_for.last if goals_for.alone else goals_for.last + 1
    against: tuple[float, int] | None = None
    one = word_list("bounds", "one_goal")
    nil = phrase_at(phrase_values("bounds", "nil"), tokens, end)
    start = end + 1 if tokens.word(end) in word_list("bounds", "against") else end
    joined = start > end or tokens.word(start).startswith("ل")
    if nil is not None:
        against = (0.0, nil[1])
    elif joined and following is not None and following.first == start and following.low == following.high < 100:
        counts = following.counted in goals
        if counts or (following.counted is None and following.unit is None):
            noun = counts and not following.alone and tokens.word(following.last) in goals
            against = (following.low, following.last + noun)
    elif joined and tokens.word(start) in one:
        against = (1.0, start + 1)
    if against is None or against[0] != int(against[0]):
        return None
    return Measure(
        goals_for.first,
        against[1],
        goals_for.low,
        against[0],
        "score",
        counted=f"{goals_for.low:.0f}-{against[0]:.0f}",
        words=True,
        alone=True,
    )
