"""Wholes whose parts leave nothing out by what they are: men and women, gold, silver and bronze, for, against and
abstaining; sides of a contest, who cannot get more than there is; and pairs of parts told alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.nouns import PEOPLE, are_people
from consistency.extraction.summands import (
    FEW,
    MANY,
    NEAR,
    Figure,
    cue_of,
    fates_of_figures,
    on_scale,
    total_claim,
    totals_lexicon,
)
from consistency.knowledge.entities import EntityMention
from consistency.model import Claim
from consistency.normalization.units import currencies
from consistency.resources import shared_resource

_BESIDE = 4  # words behind a part in which stands what it is a part of
_LEADING = 2  # words before a part that tell the same
_OPENS = 9  # words between a whole and its first part
_PAIRED = 5  # words of a part with what is told of it
_TWO = 2
_SIZED = frozenset({"of", "من", "-"})


@dataclass(frozen=True, slots=True)
class _Set:
    of: frozenset[str]
    members: tuple[frozenset[str], ...]
    led: frozenset[str]
    all: bool


@functools.cache
def _sets() -> tuple[_Set, ...]:
    table = shared_resource("partitions")["sets"]
    return tuple(
        _Set(
            frozenset(entry["of"]),
            tuple(map(frozenset, entry["members"])),
            frozenset(entry.get("led", ())),
            bool(entry.get("all")),
        )
        for entry in table.values()
    )


@functools.cache
def _contested() -> frozenset[str]:
    return frozenset(f"c:{concept}" for concept in shared_resource("partitions")["contested"])


def of_a_set(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read a whole whose parts are all that a set has: "31 medals, 12 golds, 10 silvers and eight bronzes"."""
    beside = {figure.first: _beside(analysis, figure, figures) for figure in figures}
    for table in _sets():
        every = frozenset[str]().union(*table.members)
        members = {first: behind if behind & every else before for first, (behind, before) in beside.items()}
        parts = [_only(figures, members, member) for member in table.members]
        found = [part for part in parts if part is not None]
        if len(found) != len(parts) or len({part.first for part in found}) != len(parts):
            continue
        found.sort(key=lambda part: part.first)
        amount = sum(part.value.low for part in found)
        for total in figures:
            if (
                total in found
                or total.value.low <= max(part.value.low for part in found)
                or not on_scale(total, found[0])
            ):
                continue
            if not _counts(total, table.of) or not FEW * total.value.low <= amount <= MANY * total.value.low:
                continue
            if table.led:
                exact = any(w.concept in table.led or w.folded in table.led for w in analysis.sentence_words(index))
            else:
                exact = table.all or _is_appositive(analysis, total, found)
            if amount == total.value.low or (amount < total.value.low and not exact):
                continue
            if exact or total.last <= found[0].first:
                return total_claim(analysis, total, found, figures, told=True)
    return None


def _only(figures: Sequence[Figure], members: Mapping[int, frozenset[str]], member: frozenset[str]) -> Figure | None:
    found = [figure for figure in figures if members[figure.first] & member]
    return found[0] if len(found) == 1 else None


def _beside(analysis: Analysis, figure: Figure, figures: Sequence[Figure]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the concepts and words behind a figure that tell of which part it is, and in Arabic those before it."""
    words = analysis.words
    head = figure.thing.head
    own = frozenset({head[2:]}) if head is not None and head.startswith("c:") else frozenset[str]()
    found: list[Word] = []
    taken = {i for other in figures for i in range(other.first, other.last)}
    for place in range(figure.last, min(figure.last + _BESIDE, len(words))):
        if place in taken or not words[place].solid or "و" in words[place].forms.proclitics:
            break  # «وعارضه 21 وامتنع ستة»
        found.append(words[place])
    verbs = words[max(0, figure.first - _LEADING) : figure.first] if analysis.language == "ar" else []
    return own | _names(found), _names(w for w in verbs if w.index not in taken)


def _names(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(name for word in words for name in (word.concept, word.folded) if name is not None)


def _counts(total: Figure, of: frozenset[str]) -> bool:
    head = total.thing.head
    people = total.value.unit == "person" or head == PEOPLE or (head is not None and are_people(total.thing))
    return (head is not None and head[2:] in of) or ("people" in of and people)


def _is_appositive(analysis: Analysis, total: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether parts follow their whole at a mark or «هم», each with but its noun, and nothing follows them."""
    words, lexicon = analysis.words, totals_lexicon(analysis.language)
    home = words[total.first].sentence
    between = words[total.last : parts[0].first]
    if not between or len(between) > _OPENS or cue_of(analysis, lexicon.some, total.last, parts[0].first) is not None:
        return False
    before = [w for w in between[-_TWO:] if not w.solid or w.folded in ("هم", "وهم")]
    if not before:
        return False
    end = parts[-1].last + 1
    joined = end < len(words) and words[end].sentence == home
    behind = words[end] if joined else None
    return (
        behind is None
        or not (behind.folded in ("and", ",", "،", "plus") or "و" in behind.forms.proclitics)
        or (analysis.language == "en" and behind.folded == ",")
    )


def contested(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read sides of a contest that have more than there is: "seven of the 11 seats, ahead of the Union with five"."""
    seats = [f for f in figures if f.thing.head in _contested() and f.value.unit is None]
    wholes = [f for f in seats if _is_whole(analysis, f)]
    if len(wholes) != 1:
        return None
    total = wholes[0]
    bare = [f for f in figures if f.value.unit is None and f.value.counted is None and _is_bare(analysis, f)]
    of_sides = [f for f in figures if f is not total and (f.thing.head == total.thing.head or f in bare)]
    parts = [f for f in of_sides if f.value.low < total.value.low]
    alone = sum(_is_one(analysis, w, total) for w in analysis.sentence_words(index))
    amount = sum(f.value.low for f in parts) + alone
    if len(parts) != len(of_sides) or len(parts) + alone < _TWO or not parts:
        return None
    if not total.value.low < amount <= NEAR * total.value.low:
        return None
    return total_claim(analysis, total, parts, figures, told=True, amount=amount)


def _is_bare(analysis: Analysis, figure: Figure) -> bool:
    """Tell whether no noun is counted by a figure: «وثلاثة للمستقلين»."""
    behind = analysis.words[figure.last] if figure.last < len(analysis.words) else None
    led = analysis.language == "ar" and behind is not None and behind.folded.startswith("لل")
    return figure.thing.head is None or led


def _is_whole(analysis: Analysis, figure: Figure) -> bool:
    """Tell whether a figure is that of all there is: "of the 11 seats", "the 101-seat chamber", «من أحد عشر مقعدا»."""
    words, lexicon = analysis.words, totals_lexicon(analysis.language)
    led = range(max(0, figure.first - 3), figure.first)
    sized = figure.last < len(words) and words[figure.last].folded == "-"
    near = words[max(0, figure.first - 1)].folded
    return sized or near in _SIZED or any(lexicon.whole.at(words, i) for i in led if words[i].solid)


def _is_one(analysis: Analysis, word: Word, total: Figure) -> bool:
    """Tell whether an Arabic noun without a figure is one of what is counted: «ومقعد لقائمة»."""
    if analysis.language != "ar" or f"c:{word.concept}" != total.thing.head or word.quantity >= 0:
        return False
    plain = word.folded.removeprefix("و").removesuffix("ا") == word.forms.lemma
    before = analysis.words[word.index - 1] if word.index else word
    counted = before.quantity >= 0 or (word.index > 1 and analysis.words[word.index - 2].quantity >= 0)
    behind = analysis.words[word.index + 1] if word.index + 1 < len(analysis.words) else word
    return plain and not counted and "ل" in (*behind.forms.proclitics, behind.folded[:1])


def paired(analysis: Analysis, index: int, figures: Sequence[Figure]) -> Claim | None:
    """Read two parts told alike right behind their total that exceed it: "12 people, eight in one bus and five in the
    other", «ثمانية أشخاص، خمسة لبنانيين وأربعة سوريين»."""
    words, home = analysis.words, analysis.sentences[index]
    for place, (total, one, other) in enumerate(zip(figures, figures[1:], figures[2:], strict=False)):
        goes_on = place + 3 < len(figures) and figures[place + 3].first - other.last <= _PAIRED + 1
        amount = one.value.low + other.value.low
        if goes_on or not total.value.low < amount <= NEAR * total.value.low:
            continue
        if max(one.value.low, other.value.low) >= total.value.low or other.first - one.last > _PAIRED + 1:
            continue
        mark = words[one.first - 1]
        if mark.folded not in (",", "،", ":", "-", "–", "—") or one.first - total.last > _OPENS:
            continue
        fates = fates_of_figures(analysis)
        if len({fates.get(part.mention.start) for part in (one, other)}) > 1:
            continue
        if not (_fits(one, total) and _fits(other, total) and on_scale(one, total) and on_scale(other, total)):
            continue
        if _told_alike(
            analysis, words[one.last : other.first], words[other.last : min(other.last + _PAIRED, home.last)]
        ):
            return total_claim(analysis, total, (one, other), figures, told=True)
    return None


def _fits(part: Figure, total: Figure) -> bool:
    """Tell whether a part is a bare figure, one of the same things, or people where people are counted."""
    if total.value.unit in currencies() or total.value.unit not in (None, "person"):
        return part.value.unit == total.value.unit or part.value.unit is None
    if total.value.unit is None and total.thing.head is None:
        return False
    same = part.thing.head in (None, total.thing.head)
    return same or (are_people(part.thing) and are_people(total.thing))


def _told_alike(analysis: Analysis, one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether what stands behind two figures is of one kind: the same preposition, or two nationalities."""
    first, second = (next((w for w in _told(words)), None) for words in (one, other))
    if first is None or second is None or first.folded in ("of", "منهم", "منها", "من"):
        return False
    nations = [_nation(analysis, w) for w in (first, second)]
    if None not in nations:
        return nations[0] != nations[1]
    return first.function and first.folded == second.folded and first.folded not in ("and", "were", "are", "was", "who")


def _nation(analysis: Analysis, word: Word) -> str | None:
    entity: EntityMention | None = analysis.entities[word.entity] if word.entity >= 0 else None
    return None if entity is None else entity.country or entity.entity


def _told(words: Sequence[Word]) -> Iterator[Word]:
    return (w for w in words if w.solid)
