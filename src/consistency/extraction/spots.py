"""Spots where something happens, finer than towns: a road by its ends, a station, a shaft, a stretch of coast.

The noun for the kind of spot tells that the words beside it are its name: «طريق حمص - تدمر», "the Veta Negra shaft".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from consistency.extraction.analysis import Analysis, Word, entity_key, places_of_keys
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import features
from consistency.extraction.contexts import context_of
from consistency.extraction.settings import setting
from consistency.extraction.speakers import Speaker, speakers
from consistency.language.orthography import folded_words
from consistency.model import Claim, Name, Term, Terms, Value
from consistency.resources import language_resource, shared_resource

_PLACED = 7  # words before a kind of spot within which a preposition places something there
_NAMED = 3  # words of a name
_ENDS = 8  # words behind "road" in which its two ends are named
_ROAD, _MARK = "road", "mark"
_TWO = 2  # ends of a road, and words of an Arabic name


@functools.cache
def _table() -> dict[str, dict[str, dict[str, list[str]]]]:
    table: dict[str, dict[str, dict[str, list[str]]]] = shared_resource("spots")
    return table


@functools.cache
def _kinds(language: str) -> dict[str, str]:
    return {word: kind for kind, words in _table()["kinds"].items() for word in folded_words(words[language])}


@functools.cache
def _listed(language: str, key: str) -> frozenset[str]:
    raw = shared_resource("spots")
    return folded_words(raw[key][language])


@functools.cache
def _towns(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "sites")["kinds"]["settlement"])


def spot_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "spot" for each named spot at which something is placed, of kind "route" for a road or
    a milestone of it.

    Fields: level (Term: the kind), place (Name) of a spot, ends (Terms: the towns that a road joins, or
    the number of a milestone), setting.
    """
    spoken, kinds = speakers(analysis), _kinds(analysis.language)
    places = places_of_keys(analysis)
    for index in sorted({index for key in kinds.keys() & places.keys() for index in places[key]}):
        word = analysis.words[index]
        kind = next(kinds[key] for key in word.forms.keys if key in kinds)
        if word.person >= 0 or analysis.skips(word.start) or not _is_placed(analysis, word):
            continue
        if kind == _MARK:
            yield from _marks(analysis, word, spoken.get(word.sentence))
            continue
        named = _ends(analysis, word) if kind == _ROAD else _name(analysis, word)
        if not named:
            continue
        first, last = min(word.index, named[0].index), max(word.index, named[-1].index) + 1
        fields: dict[str, Value] = {"level": Term(kind), "setting": setting(analysis, first, last, range(first, last))}
        if kind == _ROAD:
            ends = features(analysis, named)
            if len(ends) != _TWO:
                continue
            fields["ends"] = Terms(ends, complete=True)
        else:
            fields["place"] = _named_place(analysis, named)
        context = context_of(analysis, first, last, spoken.get(word.sentence))
        field = "ends" if kind == _ROAD else "place"
        spans = {field: analysis.span(named[0].index, named[-1].index + 1)}
        yield make_claim(analysis, "route" if kind == _ROAD else "spot", fields, first, last, spans, context)


def _marks(analysis: Analysis, word: Word, speaker: Speaker | None) -> Iterator[Claim]:
    """Yield the milestone at which something is placed: "at kilometer 133", «عند الكيلومتر 133»."""
    for other in analysis.words[word.index + 1 : word.index + 1 + _TWO]:
        number = analysis.quantities[other.quantity].value if other.quantity >= 0 else None
        if other.sentence != word.sentence or number is None or number.unit is not None:
            continue
        first, last = word.index, other.index + 1
        fields: dict[str, Value] = {
            "level": Term(_MARK),
            "ends": Terms(frozenset({f"n:{number.low:g}"}), complete=True),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        context = context_of(analysis, first, last, speaker)
        yield make_claim(analysis, "route", fields, first, last, {"ends": analysis.span(other.index, last)}, context)
        return


def _is_placed(analysis: Analysis, word: Word) -> bool:
    placing = _listed(analysis.language, "placing")
    bounds = analysis.sentences[word.sentence]
    near = analysis.words[max(bounds.first, word.index - _PLACED) : word.index]
    attached = analysis.language == "ar" and "ب" in word.forms.proclitics
    return attached or any(w.folded in placing for w in near)


def _named_place(analysis: Analysis, named: Sequence[Word]) -> Name:
    start, end = analysis.span(named[0].index, named[-1].index + 1)
    entity = next((w.entity for w in named if w.entity >= 0), None)
    return Name(analysis.text[start:end], entity_key(analysis.entities[entity]) if entity is not None else None)


def _name(analysis: Analysis, word: Word) -> list[Word]:
    """Return the words of a name: in English the capitals before or behind the kind, in Arabic what follows it."""
    words, not_names = analysis.words, _listed(analysis.language, "not_names")
    home = word.sentence
    if analysis.language == "ar":
        found: list[Word] = []
        for other in words[word.index + 1 : word.index + 1 + _NAMED]:
            if other.sentence != home or not other.solid or other.function or other.folded in not_names:
                break
            if other.quantity >= 0 or other.date >= 0 or other.person >= 0 or other.forms.pronoun:
                break
            if other.entity < 0 and any(letter in "وبلكف" for letter in other.forms.proclitics):
                break  # «منجم كابومبا للنحاس»
            if _is_nationality(analysis, other):
                break  # «منجم كابومبا الزامبي», «الساحل السوري»
            if found and found[-1].entity >= 0 > other.entity:
                break
            found.append(other)
            if len(found) == _TWO:
                break
        adjective = len(found) == 1 and found[0].entity < 0 and found[0].folded.endswith(("ي", "يه"))
        proper = found and not adjective and (found[0].entity >= 0 or found[0].concept is None)
        return found if proper else []
    before: list[Word] = []
    for other in reversed(words[max(0, word.index - _NAMED) : word.index]):
        if other.sentence != home or not other.text[:1].isupper() or other.folded in not_names:
            break
        if _is_nationality(analysis, other):
            break  # "the Syrian coast"
        before.insert(0, other)
    if before:
        return before
    behind: list[Word] = []
    for other in words[word.index + 1 : word.index + 2 + _NAMED]:
        if other.sentence != home or (other.folded != "of" and not other.text[:1].isupper()):
            break
        if other.folded != "of" and other.folded not in not_names:
            behind.append(other)
    return behind


def _is_nationality(analysis: Analysis, word: Word) -> bool:
    return word.entity >= 0 and analysis.entities[word.entity].type in ("nationality", "country")


def _ends(analysis: Analysis, word: Word) -> list[Word]:
    """Return the two towns that a road joins: «طريق حمص - تدمر», «الواصل بين حمص وطرطوس», "the Homs-Palmyra road"."""
    words, not_names = analysis.words, _listed(analysis.language, "not_names")
    bounds = analysis.sentences[word.sentence]
    if analysis.language == "ar":
        near = words[word.index + 1 : min(bounds.last, word.index + 1 + _ENDS)]
    else:
        near = words[max(bounds.first, word.index - _PLACED) : word.index]
        if not any(w.text[:1].isupper() for w in near):
            near = words[word.index + 1 : min(bounds.last, word.index + 1 + _ENDS)]
    found: list[Word] = []
    for other in near:
        if not other.solid:
            if other.folded in ("،", ",", "."):
                break
            continue
        if other.entity >= 0 and analysis.entities[other.entity].type in ("place", "capital"):
            found.append(other)
        elif other.function or other.folded in not_names or other.folded.removeprefix("و") in _towns(analysis.language):
            continue  # «بين تيرا وبلدة أيورو»
        elif other.concept is None if analysis.language == "ar" else other.text[:1].isupper():
            found.append(other)
        elif found:
            break
        if len(found) == _TWO:
            break
    return found if len(found) == _TWO else []
