"""Counts told twice of one thing: "three chambers … all four chambers", «ثلاث حجرات … الحجرات الأربع»."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.nouns import PEOPLE, Thing, are_people, classes, names_a_thing
from consistency.extraction.roles import role_of
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
_CLAUSE = 5  # words of a clause that says of all things what was said of them before
_AFTER = 5  # words after a count that say which of the things are meant

_DEFINITE = frozenset({"the", "its", "their", "his", "her", "those", "these", "all", "our", "them", "whom", "which"})

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
    by_head: dict[str, _Told] = {}
    people: list[_Count] = []
    for mention, first, last, thing in counts:
        known = _is_known(analysis, first, last)
        if known == "the" and thing.head in (None, PEOPLE) and _are_who(analysis, last):
            headless = _of_whom(analysis, people, mention, first, last)
            if headless is not None and not _add_up(_alike(counts, PEOPLE), mention.value.low):
                yield headless
            continue
        if thing.head is None:
            continue
        if thing.head == PEOPLE or group_of(thing.head[2:]) == "person":
            people.append((mention, first, last, thing))
        before = by_head.get(thing.head)
        if before is None:
            whole = role_of(analysis, first, last) not in ("rest", "each")  # "three other districts" are some of more
            told_here = _Told(mention, first, last, known == "the", known == "all", whole)
            by_head[thing.head] = told_here
            for feature in [f for w in thing.words[:1] if (f := feature_of(analysis, w)) is not None]:
                by_head.setdefault(feature, told_here)
            continue
        same = mention.value.low == before.mention.value.low and role_of(analysis, first, last) not in ("rest", "each")
        one, before.one = before.one, before.one and same
        if same and known is None:  # the body tells it once more than the title
            before.mention, before.first, before.last = mention, first, last
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
        if not classes("had_by_each").isdisjoint(_concepts(analysis, thing, first, last)):
            continue
        fewer = known == "the" and value.low < told.value.low
        if fewer and not (before.all and _means_all(analysis, last)) and not _are_those(analysis, start, last):
            continue
        if _add_up(_alike(counts, thing.head), value.low):
            continue
        if not _of_the_same(analysis, first, last, start, people=_may_be_people(analysis, known, thing, first, last)):
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


def _alike(counts: Sequence[_Count], head: str) -> Counter[float]:
    """Return the figures of what can be among some things: of the same ones, of people among people, of no noun."""
    people = head == PEOPLE or group_of(head[2:]) in ("person", "group", "casualty")
    fitting = (m.value.low for m, _, _, thing in counts if thing.head in (None, head) or (people and are_people(thing)))
    return Counter(round(low, 6) for low in fitting)


def _add_up(values: Counter[float], value: float) -> bool:
    """Tell whether a figure is the sum or the difference of two of those told."""
    for one in values:
        for other in (round(value - one, 6), round(one - value, 6)):
            if other in values and (other != one or values[one] > 1):
                return True
    return False


def _is_some_of(analysis: Analysis, last: int) -> bool:
    """Tell whether "of the" or «من» follows a count and its noun: "four crew members of a boat" may be all of them."""
    words = analysis.words
    for word in words[last : last + 3]:
        behind = words[word.index + 1] if word.index + 1 < len(words) else word
        if word.folded == "من" or (word.folded == "of" and (behind.folded in _DEFINITE or behind.quantity >= 0)):
            return True
    return False


def _means_all(analysis: Analysis, last: int) -> bool:
    """Tell whether nothing behind a count and its noun says which things are meant: "The 25 employees, unpaid …"."""
    words = analysis.words
    behind = words[last + 1] if last + 1 < len(words) else None
    return behind is None or not behind.solid or behind.folded in ("were", "had", "have", "are", "will")


def _are_those(analysis: Analysis, told: int, last: int) -> bool:
    """Tell whether a short clause behind a count says of all things meant what was said at their first count:
    «أوقف أربع مباريات … المباريات الثلاث التي شملها الإيقاف»."""
    words = analysis.words
    home = analysis.sentences[words[told].sentence]
    before = {w.concept for w in words[home.first : told] if w.concept is not None and w.entity < 0 and w.person < 0}
    told_before = {_bare(w) for w in words[home.first : told] if not w.function and w.solid}
    clause: list[Word] = []
    for word in words[last : last + _CLAUSE]:
        if word.sentence != words[last - 1].sentence or not word.solid:
            return any(w.concept in before or _bare(w) in told_before for w in clause if not w.function)
        clause.append(word)
    return False


def _bare(word: Word) -> str:
    """Return a folded word without the Arabic article."""
    return word.folded.removeprefix("و").removeprefix("ال")


def _of_construct(analysis: Analysis, first: int, counted: str) -> Word | None:
    """Return the noun before a singular one that a number behind it cannot count: «أحكام المحكمة الثمانية»."""
    words = analysis.words
    noun, head = words[first], words[first - 1] if first else None
    if head is None or head.sentence != noun.sentence or not noun.folded.startswith("ال"):
        return None
    singular = noun.forms.lemma == noun.folded.removeprefix("ال") and noun.folded.endswith("ه")
    several = head.forms.lemma != head.folded and not head.folded.startswith("ال")
    return head if singular and several and names_a_thing(analysis, head) and counted else None


def _may_be_people(analysis: Analysis, known: str, thing: Thing, first: int, last: int) -> bool:
    """Arabic nouns that no lexicon has pass for people: where the text says "all", nothing more is asked of them."""
    if not are_people(thing) or (analysis.language == "ar" and known == "all"):
        return False
    groups = {group_of(concept) for concept in _concepts(analysis, thing, first, last)}
    return not groups or not groups.isdisjoint(classes("people"))


def _concepts(analysis: Analysis, thing: Thing, first: int, last: int) -> set[str]:
    """Return the concepts of the noun that a count counts, also where only its form is known."""
    head = thing.head or ""
    if head.startswith("c:"):
        return {head[2:]}
    near = analysis.words[max(0, first - 1) : last + 2]
    return {w.concept for w in near if w.folded.removeprefix("ال") == head[2:] and w.concept is not None}


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
                construct = _of_construct(analysis, first, value.counted)
                counted = value.counted if construct is None else construct.folded
                thing = Thing(f"l:{counted}", thing.features, thing.words)  # «الحجرات الأربع»
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
