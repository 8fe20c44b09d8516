"""Scores of matches in words: "بثلاثة أهداف لهدف", "بهدفين دون رد", "two goals to one"."""

from __future__ import annotations

from consistency.normalization.measures import Measure
from consistency.normalization.phrases import phrase_at, phrase_values, word_list
from consistency.normalization.tokens import Tokens


def with_scores(tokens: Tokens, measures: list[Measure]) -> list[Measure]:
    """Return the measures with those of goals put together into scores: unit "score", `counted` as "3-1"."""
    goals = word_list("bounds", "goals")
    if goals.isdisjoint(tokens.words) and not any(measure.counted in goals for measure in measures):
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
