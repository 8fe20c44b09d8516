"""Sums over more than the figures of a sentence: people listed one by one, the dead of the sentence before, and what
the rest brings to an amount told before."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.extraction.analysis import Analysis
from consistency.extraction.nouns import are_people
from consistency.extraction.summands import (
    FEW,
    LIST,
    MANY,
    NEAR,
    SUM,
    Figure,
    cue_of,
    fates_of_figures,
    on_scale,
    total_claim,
    totals_lexicon,
)
from consistency.language.concepts import group_of
from consistency.model import Claim
from consistency.normalization.counting import is_plural

_TWO = 2


def identified(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read a list that says who all of some people are: «11 شخصا هم خمسة طلاب وأربع معلمات وسائق», where a person
    without a figure counts one. A list that goes on with what cannot be counted tells of no sum."""
    words, lexicon = analysis.words, totals_lexicon(analysis.language)
    for place, total in enumerate(figures):
        named = total.value.unit == "person" or (total.value.unit is None and bool(total.thing.words))
        if not named or not are_people(total.thing):
            continue
        opens = max([total.last, *(w.index + 1 for w in total.thing.words if w.index < total.last + SUM)])
        cue = next((i for i in range(opens, min(opens + 2, len(words))) if lexicon.identity.at(words, i)), None)
        if cue is None or words[cue].sentence != index:
            continue
        parts: list[Figure] = []
        end = cue + 1
        for part in figures[place + 1 :]:
            between = [w for w in words[end : part.first] if w.solid and w.folded != "and"]
            if between or not are_people(part.thing) or part.thing.head is None or part.value.low >= total.value.low:
                break
            parts.append(part)
            end = max([part.last, *(w.index + 1 for w in part.thing.words)])
        alone, goes_on = _alone(analysis, end) if parts else (0, False)
        if not parts or goes_on or len(parts) + alone < _TWO:
            continue
        amount = sum(part.value.low for part in parts) + alone
        if amount != total.value.low and total.value.low / MANY <= amount <= total.value.low * MANY:
            return total_claim(analysis, total, parts, figures, told=True, amount=amount)
    return None


def _alone(analysis: Analysis, first: int) -> tuple[int, bool]:
    """Return how many people without a figure a list goes on with, and whether it goes on with what has no count."""
    words, count, place = analysis.words, 0, first
    home = words[first - 1].sentence
    while place < len(words) and words[place].sentence == home:
        word = words[place]
        joined = word.folded in ("and", ",", "،") if analysis.language == "en" else "و" in word.forms.proclitics
        if not joined:
            return count, False
        if analysis.language == "en":
            noun = next((w for w in words[place + 1 : place + 4] if w.solid and not w.function), None)
            article = place + 1 < len(words) and words[place + 1].folded in ("a", "an", "the", "their", "his", "her")
            if word.folded == "," and not article:
                return count, False
        else:
            noun, article = word, True
        person = noun is not None and group_of(noun.concept) == "person" and noun.quantity < 0
        plural = noun is not None and (is_plural(noun.folded) or noun.folded.endswith(("ين", "ون", "ات")))
        if noun is None or not article or not person or plural:
            return count, True
        count += 1
        place = noun.index + 1
        while place < len(words) and words[place].folded.startswith("ال") and words[place].solid:
            place += 1  # «سائق الحافلة»
    return count, False


def of_the_dead(analysis: Analysis, before: Sequence[Figure], figures: Sequence[Figure]) -> Claim | None:
    """Read parts that exceed a toll of the sentence before: "killed 14 people. Eight of the victims died in …"."""
    fates = fates_of_figures(analysis)
    dead = [f for f in before if f.value.unit in (None, "person") and f.mention.start in fates]
    parts = [f for f in figures if f.value.unit in (None, "person")]
    if len(dead) != 1 or len(parts) < LIST or len(parts) != len(figures):
        return None
    total, amount = dead[0], sum(part.value.low for part in parts)
    behind = [w.folded for w in analysis.words[parts[0].last : parts[0].last + 2]]
    of_them = behind[:1] in (["of"], ["من"]) or any(w in ("منهم", "منهن") for w in behind)
    if not of_them or not total.value.low < amount <= total.value.low * NEAR:
        return None
    befell = {fates[f.mention.start] for f in [total, *parts] if f.mention.start in fates}
    if len(befell) > 1:
        return None
    return total_claim(analysis, total, parts, [*before, *figures])


def of_what_was_told(analysis: Analysis, index: int, told: Sequence[Figure], figures: Sequence[Figure]) -> Claim | None:
    """Read a list that ends with the rest, of an amount that was told sentences before: "Exports came to 236,000
    tonnes. … China took 138,000 tonnes, Europe 62,000 and the other markets 26,000." """
    unit = figures[0].value.unit
    if len(figures) < LIST or unit in (None, "person", "percent") or any(not on_scale(f, figures[0]) for f in figures):
        return None
    home = analysis.sentences[index]
    if cue_of(analysis, totals_lexicon(analysis.language).rest, figures[-2].last, figures[-1].last) is None:
        return None
    amount = sum(figure.value.low for figure in figures)
    scaled = [f for f in told if f.value.unit == unit]
    near = {f.value.low: f for f in scaled if FEW * f.value.low <= amount <= NEAR * f.value.low}
    if len(near) != 1 or amount in near or any(f.value.low == amount for f in scaled):
        return None
    total = next(iter(near.values()))
    if max(f.value.low for f in figures) >= total.value.low or home.first == 0:
        return None
    return total_claim(analysis, total, figures, figures)
