"""Details: facts that a text tells once, by a cue and the value beside it: "built in 1968", «من مواليد صفاقس», "seeded
fifth", "the winning goal came from Sami Khalil".

The details and their cues stand in rules/languages/details.yaml.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.contexts import context_of
from consistency.extraction.descriptions import nationalities
from consistency.extraction.holders import told_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import group_of
from consistency.language.orthography import fold_word, folded_words
from consistency.model import Claim, Name, Quantity, Term, Terms, Value
from consistency.resources import shared_resource

_LAST_RANK = 500  # a larger number is no place among others
_THING = 6  # words before a cue in which the thing stands that it is told of
_LIMITED = 4  # words behind a number in which what makes it a limit begins
_AROUND = 7  # words to either side in which another sense of a cue is told
_MARKS = frozenset({".", "-", "'", "’", "#", "(", "«", '"', "“"})
_FULL_NAME = 2  # words of a name that is told by its capitals alone
_COUNTRY_TYPES = frozenset({"country", "nationality"})


@dataclass(frozen=True, slots=True)
class _Detail:
    name: str
    value: str
    of_person: bool
    within: int
    ranks: bool
    unless: Phrases[bool]
    leads: frozenset[str]


_Cue = tuple[_Detail, bool]
"""A detail, and whether its value stands behind the cue."""
_Found = tuple[Value, int, int]
"""A value, and the words (half-open) that tell it."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    cues: Phrases[tuple[_Cue, ...]]
    ranking: Phrases[str]
    generic: frozenset[str]
    labels: frozenset[str]
    hedged: frozenset[str]
    numbers: dict[str, int]
    limits: Phrases[bool]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = shared_resource("details")
    cues: dict[str, list[_Cue]] = defaultdict(list)
    for name, told in table["details"].items():
        unless = phrases((word, True) for word in told.get("unless", {}).get(language, ()))
        person = told["whose"] == "person"
        leads = folded_words(told.get("leads", {}).get(language, ()))
        detail = _Detail(name, told["value"], person, told["within"], told.get("ranks", False), unless, leads)
        for side, behind in (("after", True), ("before", False)):
            for phrase in told[language].get(side, ()):
                cues[phrase].append((detail, behind))
    ranking = phrases((word, rank) for rank, words in table["ranking"][language].items() for word in words)
    generic, labels, hedged = (folded_words(table[key][language]) for key in ("generic", "labels", "hedged"))
    numbers = {fold_word(word): number for word, number in table["numbers"][language].items()}
    limits = phrases((word, True) for word in table["limits"][language])
    return _Lexicon(phrases((p, tuple(c)) for p, c in cues.items()), ranking, generic, labels, hedged, numbers, limits)


@functools.cache
def _kinds() -> frozenset[str]:
    return frozenset(shared_resource("details")["kinds"])


def detail_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "detail" for each cue that has a value of its kind beside it.

    Fields: detail (Term), dimension (Term: the same), type (Term: year, number, place, country or person), told
    (Quantity, Name or Term), called (Terms: the features of a name), grain (Term: "country" or "local", of a place),
    holder (Name, of a detail of a person), thing (Term: the class of the thing, of another one), quality
    (Term: by what a record ranks), setting.
    """
    cues = _lexicon(analysis.language).cues
    done = -1
    for place in cues.places(analysis):
        word = analysis.words[place]
        if place < done or analysis.skips(word.start):
            continue
        found = cues.at(analysis.words, place)
        if found is None:
            continue
        done = place + found[0]
        for detail, behind in found[1]:
            if word.person >= 0 and detail.value in ("place", "person"):
                continue  # «ولد» of a name
            yield from _claim(analysis, detail, behind, place, done)
    yield from _citizens(analysis)


def _citizens(analysis: Analysis) -> Iterator[Claim]:
    """Yield of which country a person is whose nationality stands beside the name: it is that of a passport as well."""
    name = "citizenship"
    for told in nationalities(analysis):
        first, last = told.first, told.last
        fields: dict[str, Value] = {
            "detail": Term(name),
            "dimension": Term(f"detail {name}"),
            "type": Term("country"),
            "told": Term(told.country),
            "holder": person_value(analysis, told.person),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        yield make_claim(analysis, "detail", fields, first, last, {"told": analysis.span(first, last)})


def _claim(analysis: Analysis, detail: _Detail, behind: bool, first: int, last: int) -> Iterator[Claim]:
    bounds = analysis.sentences[analysis.words[first].sentence]
    if behind:
        near = analysis.words[last : min(bounds.last, last + detail.within + 1)]
    else:
        near = analysis.words[max(bounds.first, first - detail.within - 1) : first][::-1]
    if detail.leads and analysis.words[last - 1].folded not in detail.leads:
        led = next((n for n, word in enumerate(near) if word.folded in detail.leads), -1)
        near = near[led + 1 :]
    told = _value(analysis, detail, near, behind)
    if told is None or _says_otherwise(analysis, detail, first, last):
        return
    value, opens, closes = told
    begin, end = min(first, opens), max(last, closes)
    fields: dict[str, Value] = {
        "detail": Term(detail.name),
        "dimension": Term(f"detail {detail.name}"),
        "type": Term("number" if isinstance(value, Quantity) else detail.value),
        "told": value,
        "setting": setting(analysis, begin, end, range(begin, end)),
    }
    if detail.ranks:
        before = analysis.words[bounds.first : first]
        ranks = {rank for _, _, rank in _lexicon(analysis.language).ranking.among(before)}
        if not ranks:
            return
        known = ranks - {"none"}
        if len(known) == 1:
            fields["quality"] = Term(known.pop())
    if isinstance(value, Name):
        words = analysis.words[opens:closes]
        fields["called"] = Terms(frozenset(f for w in words if (f := feature_of(analysis, w)) is not None))
        if detail.value == "place":
            entity = analysis.words[opens].entity
            country = entity >= 0 and analysis.entities[entity].type in _COUNTRY_TYPES
            fields["grain"] = Term("country" if country else "local")
    if detail.of_person:
        person = told_of(analysis, begin, end)
        if person is not None:
            fields["holder"] = person_value(analysis, person)
    elif (thing := _thing(analysis, bounds.first, begin, end)) is not None:
        fields["thing"] = Term(thing)
    context = context_of(analysis, begin, end, speakers(analysis).get(analysis.words[first].sentence))
    yield make_claim(analysis, "detail", fields, begin, end, {"told": analysis.span(opens, closes)}, context)


def _says_otherwise(analysis: Analysis, detail: _Detail, first: int, last: int) -> bool:
    """Tell whether a word near a cue makes another detail of it: «المصنف الثامن عالميا» is no seed."""
    near = analysis.words[max(0, first - _AROUND) : last + _AROUND]
    return any(w.sentence == analysis.words[first].sentence and detail.unless.at(near, n) for n, w in enumerate(near))


def _thing(analysis: Analysis, begin: int, first: int, last: int) -> str | None:
    """Return the class of the thing of which a cue tells: the subject before it, in Arabic the one right behind it."""
    before = analysis.words[max(begin, first - _THING) : first][::-1]
    near = (*analysis.words[first + 1 : last], *before) if analysis.language == "ar" else before
    return next((group for word in near if (group := group_of(word.concept)) in _kinds()), None)


def _value(analysis: Analysis, detail: _Detail, near: list[Word], behind: bool) -> _Found | None:
    """Return the value of a detail among the words from its cue on, the nearest first."""
    if detail.value == "year":
        return _year(analysis, near)
    if detail.value == "number":
        return _number(analysis, near, behind)
    if detail.value == "country":
        return _country(analysis, near)
    if detail.value == "person":
        return _person(analysis, near) or _capitals(analysis, near, behind)
    return _place(analysis, near, behind)


def _year(analysis: Analysis, near: Iterable[Word]) -> _Found | None:
    for word in near:
        if word.date < 0:
            continue
        date = analysis.dates[word.date]
        digits = any(len(part) >= 4 and part.isdigit() for part in date.quote.replace("،", " ").split())
        if date.value.start is None or not digits:
            return None
        year = float(date.value.start.year)
        return Quantity(year, year, None, "exact", True), *analysis.words_of(date.start, date.end)
    return None


def _number(analysis: Analysis, near: list[Word], behind: bool) -> _Found | None:
    lexicon, words = _lexicon(analysis.language), analysis.words
    for word in near:
        if not word.solid and word.folded not in _MARKS:
            return None
        number, ordinal = _small_number(analysis, word, lexicon)
        if number is None:
            continue
        before = [w.folded for w in words[max(0, word.index - 2) : word.index]]
        if any(w.folded in lexicon.hedged for w in words[word.index + 1 : word.index + 2]):
            return None
        if any(lexicon.limits.at(words, w.index) for w in words[word.index + 1 : word.index + _LIMITED]):
            return None
        if before and (before[-1] in lexicon.hedged or not (behind or ordinal or lexicon.labels & set(before))):
            return None
        return Quantity(number, number, None, "exact", True), word.index, word.index + 1
    return None


def _small_number(analysis: Analysis, word: Word, lexicon: _Lexicon) -> tuple[float | None, bool]:
    """Return the number that a word tells, and whether it is an ordinal."""
    if word.quantity >= 0:
        value = analysis.quantities[word.quantity].value
        whole = value.low == value.high and value.low % 1 == 0 and value.unit is None
        return (value.low, value.ordinal) if whole and 0 < value.low <= _LAST_RANK else (None, False)
    if word.date >= 0 or word.person >= 0:
        return None, False
    if word.folded.isdigit() and len(word.folded) <= len(str(_LAST_RANK)):
        return float(word.folded), False
    number = lexicon.numbers.get(word.folded)
    return (float(number), True) if number is not None else (None, False)


def _country(analysis: Analysis, near: Iterable[Word]) -> _Found | None:
    for word in near:
        if word.entity >= 0:
            entity = analysis.entities[word.entity]
            if entity.country is not None and entity.type in _COUNTRY_TYPES:
                return Term(entity.country), *analysis.words_of_mention(entity)
            return None
    return None


def _person(analysis: Analysis, near: Iterable[Word]) -> _Found | None:
    for word in near:
        if word.person >= 0:
            return person_value(analysis, word.person), *analysis.words_of_mention(analysis.persons[word.person])
    return None


def _capitals(analysis: Analysis, near: list[Word], behind: bool) -> _Found | None:
    """Return the name right beside an English cue that capitals alone tell: "Grace Oduya will take over"."""
    if analysis.language != "en":
        return None
    run: list[Word] = []
    for word in near:
        if (
            not word.text[:1].isupper()
            or word.entity >= 0
            or word.concept is not None
            or word.function
            or word.date >= 0
        ):
            break
        run.append(word)
    if len(run) < _FULL_NAME:
        return None
    first, last = min(w.index for w in run), max(w.index for w in run) + 1
    return Name(analysis.text[slice(*analysis.span(first, last))]), first, last


def _place(analysis: Analysis, near: list[Word], behind: bool) -> _Found | None:
    lexicon, words = _lexicon(analysis.language), analysis.words
    for word in near:
        if word.quantity >= 0 or word.date >= 0 or (not word.solid and word.folded not in _MARKS):
            return None
        if word.entity >= 0:
            entity = analysis.entities[word.entity]
            first, last = analysis.words_of_mention(entity)
            known = entity.country if entity.type in _COUNTRY_TYPES else None
            return Name(analysis.text[slice(*analysis.span(first, last))], known), first, last
        if word.person >= 0:
            first, last = analysis.words_of_mention(analysis.persons[word.person])
            return Name(analysis.text[slice(*analysis.span(first, last))]), first, last
        bare = word.folded.removeprefix("ال")
        if word.function or word.folded in lexicon.generic or bare in lexicon.generic or not word.solid:
            continue
        if analysis.language == "en":
            if not word.text[:1].isupper():
                continue
            last = word.index + 1
            while last < len(words) and words[last].text[:1].isupper() and words[last].sentence == word.sentence:
                last += 1
            first = word.index
            while not behind and first > 0 and words[first - 1].text[:1].isupper():
                first -= 1
            return Name(analysis.text[slice(*analysis.span(first, last))]), first, last
        if word.concept is not None:
            return None
        return Name(word.text), word.index, word.index + 1
    return None
