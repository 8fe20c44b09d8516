"""Sums over more than the figures of a sentence: people listed one by one, the dead of the sentence before, and what
the rest brings to an amount told before."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.nouns import are_people
from consistency.extraction.summands import (
    FEW,
    LIST,
    MANY,
    NEAR,
    SCALED,
    SUM,
    Figure,
    cue_of,
    fates_of_figures,
    is_split,
    on_scale,
    total_claim,
    totals_lexicon,
)
from consistency.language.concepts import group_of
from consistency.model import Claim
from consistency.normalization.counting import is_plural
from consistency.normalization.units import currencies

_TWO = 2


def identified(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read a list that says who all of some people are: «11 شخصا هم خمسة طلاب وأربع معلمات وسائق», where a person
    without a figure counts one. A list that goes on with what cannot be counted tells of no sum."""
    words, lexicon = analysis.words, totals_lexicon(analysis.language)
    for place, total in enumerate(figures):
        counted = bool(total.thing.words) or total.value.counted is not None
        named = total.value.unit == "person" or (total.value.unit is None and counted)
        if not named or not are_people(total.thing):
            continue
        opens = max([total.last, *(w.index + 1 for w in total.thing.words if w.index < total.last + SUM)])
        cue = next((i for i in range(opens, min(opens + 2, len(words))) if lexicon.identity.at(words, i)), None)
        if cue is None and place + 1 < len(figures):
            cue = _right_before(analysis, opens, figures[place + 1].first)
        if cue is None or words[cue].sentence != index:
            continue
        parts: list[Figure] = []
        end = cue + 1
        for part in figures[place + 1 :]:
            between = [w for w in words[end : part.first] if w.solid and w.folded not in ("and", "و")]
            told = part.thing.head is not None or part.value.counted is not None
            if between or not are_people(part.thing) or not told or part.value.low >= total.value.low:
                break
            parts.append(part)
            end = max([part.last, *(w.index + 1 for w in part.thing.words)])
            end += end < len(words) and words[end].folded == part.value.counted  # «9 قتلى»
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
        dual = noun is not None and analysis.language == "ar" and _is_dual(noun)
        plural = (
            not dual
            and noun is not None
            and noun is not None
            and (is_plural(noun.folded) or noun.folded.endswith(("ين", "ون", "ات")))
        )
        if noun is None or not article or not person or plural:
            return count, True
        count += 2 if dual else 1
        place = noun.index + 1
        while place < len(words) and words[place].folded.startswith("ال") and words[place].solid:
            place += 1  # «سائق الحافلة»
    return count, False


def _is_dual(noun: Word) -> bool:
    """Tell whether a noun is a dual of its lemma: «وطفلان», «ممرضتان»; «شبان» is none of «شاب»."""
    whole = noun.folded.removeprefix("و") if "و" in noun.forms.proclitics else noun.folded
    stem = whole.removesuffix("ان")
    return stem != whole and stem.removesuffix("ت") in (noun.forms.lemma, noun.forms.lemma.removesuffix("ه"))


def _right_before(analysis: Analysis, first: int, figure: int) -> int | None:
    """Return the «هم» behind a comma and right before a figure, which says who the people told last are."""
    words = analysis.words
    if analysis.language != "ar" or figure - 2 < first or words[figure - 2].folded not in (",", "،"):
        return None
    return figure - 1 if totals_lexicon("ar").identity.at(words, figure - 1) else None


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
    """Read a list of an amount that was told sentences before, if it ends with the rest ("… China took 138,000 tonnes,
    Europe 62,000 and the other markets 26,000") or is opened as all of it ("The sum is split into …")."""
    unit = figures[0].value.unit
    if len(figures) < LIST or unit in ("person", "percent") or any(not on_scale(f, figures[0]) for f in figures):
        return None
    if unit is None and min(f.value.low for f in figures) < SCALED:
        return None
    home, rest = analysis.sentences[index], totals_lexicon(analysis.language).rest
    ends = cue_of(analysis, rest, figures[-2].last, figures[-1].last) is not None
    if not ends and not is_split(analysis, index, figures[0].first):
        return None
    amount = sum(figure.value.low for figure in figures)
    scaled = [f for f in told if f.value.unit == unit or (unit is None and f.value.unit in currencies())]
    near = {f.value.low: f for f in scaled if FEW * f.value.low <= amount <= NEAR * f.value.low}
    if len(near) != 1 or amount in near or any(f.value.low == amount for f in scaled):
        return None
    total = next(iter(near.values()))
    if max(f.value.low for f in figures) >= total.value.low or home.first == 0:
        return None
    return total_claim(analysis, total, figures, figures)
