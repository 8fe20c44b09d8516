"""Counts told twice of one thing: "three chambers … all four chambers", «ثلاث حجرات … الحجرات الأربع»."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.nouns import PEOPLE, Thing, are_people, names_a_thing
from consistency.extraction.settings import feature_of
from consistency.extraction.things import thing_of
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.model import Claim, Mention, Quantity, Term, Value
from consistency.normalization.counting import is_plural
from consistency.resources import language_resource

_ONE = 1.0
_MORE = 1.5  # as many times more people are other people
_QUOTED = 30  # words that are quoted at a stretch
_QUOTED_BESIDE = 2  # words behind a count that are quoted with it
_BEFORE = 6  # words between things and the count that sums them up
_AFTER = 5  # words after a count that say which of the things are meant

_Figure = tuple[Mention[Quantity], int, int]  # and its words, half-open
_Count = tuple[Mention[Quantity], int, int, Thing]


@functools.cache
def _words(language: str, key: str) -> frozenset[str]:
    return folded_words(language_resource(language, "recounts")[key])


def recount_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "recount" where a count is taken up again as known: "the 17 miners" after "14 miners".

    Fields: head (Term), told (Quantity: the count before), again (Quantity: the count taken up). A smaller count with
    "the" may be some of them, and is no claim without a word for all; nor is one that other figures of the text add up
    to, or one of things that the sentence of the first count does not speak of.
    """
    counts = list(_counts(analysis))
    values = Counter(round(mention.value.low, 6) for mention, *_ in counts)
    by_head: dict[str, _Told] = {}
    people: list[_Count] = []
    for mention, first, last, thing in counts:
        known = _is_known(analysis, first, last)
        if known == "the" and thing.head in (None, PEOPLE) and _are_who(analysis, last):
            headless = _of_whom(analysis, people, mention, first, last)
            if headless is not None and not _add_up(values, mention.value.low):
                yield headless
            continue
        if thing.head is None:
            continue
        if thing.head == PEOPLE or group_of(thing.head[2:]) == "person":
            people.append((mention, first, last, thing))
        before = by_head.get(thing.head)
        if before is None:
            told_here = _Told(mention, first, last, known == "the", known == "all")
            by_head[thing.head] = told_here
            for feature in [f for w in thing.words[:1] if (f := feature_of(analysis, w)) is not None]:
                by_head.setdefault(feature, told_here)
            continue
        one, before.one = before.one, before.one and mention.value.low == before.mention.value.low
        taken_up, before.known = before.known, before.known or known is not None
        if known is None or not one:
            continue
        told, start, value = before.mention, before.first, mention.value
        if analysis.words[start].sentence == analysis.words[first].sentence:
            continue  # "six tanks beside the eight tanks": two groups, or they would not be counted in one breath
        if _is_some_of(analysis, before.last):
            continue  # "four crew members of a boat" may not be all of them
        if taken_up or value.low == told.value.low:
            continue
        if known == "the" and value.low < told.value.low and not (before.all and _means_all(analysis, last)):
            continue
        if _add_up(values, value.low):
            continue
        if not _of_the_same(analysis, first, last, start, people=_may_be_people(analysis, known, thing)):
            continue
        yield _claim(analysis, thing.head, (told, start, before.last), (mention, first, last))


def _are_who(analysis: Analysis, last: int) -> bool:
    """Tell whether a relative clause about people follows a count: "the six who walked out", «الستة الذين انسحبوا»."""
    return last < len(analysis.words) and analysis.words[last].folded in _words(analysis.language, "who")


def _of_whom(
    analysis: Analysis, people: list[_Count], mention: Mention[Quantity], first: int, last: int
) -> Claim | None:
    """Return the claim that a count without a noun takes up the only count of people that was told before, and is
    larger: of fewer it may be some."""
    told = {count[0].value.low: count for count in people}
    if len(told) != 1:
        return None
    before, start, behind, thing = next(iter(told.values()))
    if not before.value.low < mention.value.low <= before.value.low * _MORE or thing.head is None:
        return None
    if analysis.words[start].sentence == analysis.words[first].sentence or _is_some_of(analysis, behind):
        return None
    return _claim(analysis, thing.head, (before, start, behind), (mention, first, last))


def _claim(analysis: Analysis, head: str, before: _Figure, after: _Figure) -> Claim:
    """Make the claim; two counts that stand far from each other are quoted each for itself."""
    told, start, behind = before
    again, first, last = after
    fields: dict[str, Value] = {"head": Term(head), "told": told.value, "again": again.value}
    spans = {"told": (told.start, told.end), "again": (again.start, again.end)}
    if last - start <= _QUOTED:
        return make_claim(analysis, "recount", fields, start, last, spans)
    home = analysis.sentences[analysis.words[first].sentence]
    besides = (max(home.first, first - 1), min(last + _QUOTED_BESIDE, home.last))
    end = min(behind + _QUOTED_BESIDE, analysis.sentences[analysis.words[start].sentence].last)
    return make_claim(analysis, "recount", fields, start, end, spans, None, besides)


@dataclass(slots=True)
class _Told:
    """The first count of a thing, the words that it stands in, whether any count of it so far takes up what is known,
    whether the first is of all of them, and whether all counts give one figure."""

    mention: Mention[Quantity]
    first: int
    last: int
    known: bool
    all: bool = False
    one: bool = True


def _add_up(values: Counter[float], value: float) -> bool:
    """Tell whether a figure is the sum or the difference of two of those told."""
    for one in values:
        for other in (round(value - one, 6), round(one - value, 6)):
            if other in values and (other != one or values[one] > 1):
                return True
    return False


def _is_some_of(analysis: Analysis, last: int) -> bool:
    """Tell whether "of" or «من» follows a count and its noun."""
    return any(word.folded in ("of", "من") for word in analysis.words[last : last + 3])


def _means_all(analysis: Analysis, last: int) -> bool:
    """Tell whether nothing behind a count and its noun says which things are meant: "The 25 employees, unpaid …"."""
    words = analysis.words
    behind = words[last + 1] if last + 1 < len(words) else None
    return behind is None or not behind.solid or behind.folded in ("were", "had", "have", "are", "will")


def _may_be_people(analysis: Analysis, known: str, thing: Thing) -> bool:
    """Arabic nouns that no lexicon has pass for people: where the text says "all", nothing more is asked of them."""
    return are_people(thing) and not (analysis.language == "ar" and known == "all")


def _counts(analysis: Analysis) -> Iterator[_Count]:
    for mention in analysis.quantities:
        value = mention.value
        exact = value.bound == "exact" and value.low == value.high and value.low > _ONE and not value.ordinal
        if not exact or value.unit not in (None, "person") or analysis.skips(mention.start):
            continue
        first, last = analysis.words_of(mention.start, mention.end)
        sizes = last < len(analysis.words) and analysis.words[last].folded == "-"  # "the 60-seat assembly"
        if analysis.words[first].date < 0 and not sizes:
            thing = thing_of(analysis, mention, first, last)
            summed = _summed_up(analysis, first, last) if thing.head is None else None
            if summed is not None:
                thing = summed
            elif analysis.language == "ar" and value.counted:
                thing = Thing(f"l:{value.counted}", thing.features, thing.words)  # «الحجرات الأربع»
            yield mention, first, last, thing


def _summed_up(analysis: Analysis, first: int, last: int) -> Thing | None:
    """Return the things named before a count that sums them up: "the sites, all 12 of them", «المواقع، وعددها 12»."""
    words = analysis.words
    opens = first - 1
    if opens < 0 or not (
        _is_all_of_them(analysis, first, last) or words[opens].folded in _words(analysis.language, "sums")
    ):
        return None
    for word in reversed(words[max(0, opens - _BEFORE) : opens]):
        if word.sentence != words[first].sentence or word.function:
            return None
        if not word.solid:
            continue
        several = is_plural(word.folded) if analysis.language == "en" else word.folded.startswith("ال")
        if several and names_a_thing(analysis, word):
            feature = feature_of(analysis, word)
            return Thing(feature, frozenset({feature}), (word,)) if feature is not None else None
        if analysis.language == "en":
            return None
    return None


def _is_all_of_them(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a count stands in "all 12 of them"."""
    behind = [word.folded for word in analysis.words[last : last + 2]]
    return first > 0 and analysis.words[first - 1].folded == "all" and behind in (["of", "them"], ["of", "which"])


def _is_known(analysis: Analysis, first: int, last: int) -> str | None:
    """Return "all" or "the" where a count is of things known already, else None."""
    words, language = analysis.words, analysis.language
    home = words[first].sentence
    if _is_all_of_them(analysis, first, last) or (first and words[first - 1].folded in _words(language, "sums")):
        return "all"
    near = [w.folded for w in words[max(0, first - 3) : last + 2] if w.sentence == home]
    beside = [w.folded for w in (*words[max(0, first - 3) : first], *words[last : last + 1]) if w.sentence == home]
    if any(word in _words(language, "of") for word in beside):
        return None  # "11 of the 35"
    if any(word in _words(language, "all") for word in near):
        return "all" if language == "en" or _has_article(analysis, first) else None
    opened = first > 0 and words[first - 1].folded in _words(language, "the")
    return "the" if opened or (language == "ar" and _has_article(analysis, first)) else None


def _has_article(analysis: Analysis, first: int) -> bool:
    return analysis.words[first].folded.startswith("ال")


def _of_the_same(analysis: Analysis, first: int, last: int, told: int, people: bool) -> bool:
    """Tell whether what is said of the things taken up was said before; of people some of it must have been."""
    known = {feature_of(analysis, w) for w in analysis.sentence_words(analysis.words[told].sentence)} - {None}
    home = analysis.words[first].sentence
    after = [w for w in analysis.words[last : last + _AFTER] if w.sentence == home and w.solid and w.quantity < 0]
    features = [f for w in after if (f := feature_of(analysis, w)) is not None]
    return not people or any(f in known for f in features)
