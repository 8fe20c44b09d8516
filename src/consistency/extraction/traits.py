"""Traits: words of a class of which one person or thing has but one, as a calling, a hurt part of the body, a side, a
colour, a way to travel, a century, a firm's country.

What the classes are stands in rules/languages/traits.yaml, their words in rules/languages/*/traits.yaml.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.contexts import context_of
from consistency.extraction.holders import adjacent_noun, holder_of, nearest_person, only_person
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import group_of
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource, shared_resource

_HURT = 5  # words between a part of the body and what was done to it
_BODY = 3  # words between an English nationality and the body that it tells of: "a Swedish buyout fund"
_BODY_CLASS, _CENTURY = "country", "century"
_HUNDRED = 100

_Member = tuple[str, str]  # a class and the member of it


@dataclass(frozen=True, slots=True)
class _Lexicon:
    members: Phrases[_Member]
    hurt: Phrases[bool]
    sided: Phrases[str]
    bodies: Phrases[str]
    described: Phrases[str]


@dataclass(frozen=True, slots=True)
class _Class:
    """How a class is read, what takes its members in, and the classes of the nouns that it describes."""

    of: str
    wider: Mapping[str, list[str]]
    heads: frozenset[str]


@functools.cache
def _classes() -> dict[str, _Class]:
    table = shared_resource("traits")["classes"]
    return {
        name: _Class(entry["of"], entry.get("wider", {}), frozenset(entry.get("heads", ())))
        for name, entry in table.items()
    }


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "traits")

    def listed(entries: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
        return ((word, member) for member, words in entries.items() for word in words)

    members = ((w, (name, m)) for name, entries in table["classes"].items() for w, m in listed(entries))
    sided = {**table["classes"]["body-part"], **table["sided"]}
    bodies, described = (phrases(listed(table[key])) for key in ("bodies", "described"))
    return _Lexicon(
        phrases(members), phrases((w, True) for w in table["hurt"]), phrases(listed(sided)), bodies, described
    )


@functools.cache
def _taken_in(name: str, member: str) -> Terms:
    """Return a member with those that take it in: a surgeon is a doctor."""
    return Terms(frozenset({member, *_classes()[name].wider.get(member, ())}))


def trait_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "trait" for each word of a class of which one person or thing has but one.

    Fields: trait (Term: the class), member (Terms: the member, and those that take it in), holder (Name, where it is
    said of somebody named), link (Term: named or referred), head (Term: what it describes, or the list that it
    stands in), noun (Term: the noun itself), setting.
    """
    yield from _words_of_classes(analysis)
    yield from _countries_of_bodies(analysis)
    yield from _centuries(analysis)


def _words_of_classes(analysis: Analysis) -> Iterator[Claim]:
    members = _lexicon(analysis.language).members
    done = 0
    for place in members.places(analysis):
        word = analysis.words[place]
        if place < done or not word.solid or word.person >= 0 or word.entity >= 0 or analysis.skips(word.start):
            continue
        found = members.at(analysis.words, place)
        if found is None:
            continue
        length, (name, member) = found
        last = place + length
        if analysis.words[last - 1].folded.endswith("ing"):
            continue  # "a pharmacist by training" went by no train
        told = _read(analysis, name, place, last)
        if told is None:
            continue
        done = last
        yield _claim(analysis, name, _taken_in(name, member), place, last, told)


def _read(analysis: Analysis, name: str, first: int, last: int) -> dict[str, Value] | None:
    """Return of whom or what a word of a class is said, as fields; None where it is no such thing."""
    of = _classes()[name].of
    if of == "person":
        holder = holder_of(analysis, first, last)
        if holder is None and name == "position" and (player := only_person(analysis, first)) is not None:
            holder = player, "named"  # "Eze plays at left back"
        return {} if holder is None else _held(analysis, *holder)
    if of == "hurt":
        if not _is_hurt(analysis, first, last):
            return None
        person = nearest_person(analysis, first, last)
        return {} if person is None else _held(analysis, person, "named")
    if of == "sided":
        noun = adjacent_noun(analysis, first, last)
        found = _lexicon(analysis.language).sided.at(analysis.words, noun.index) if noun is not None else None
        return {"head": Term(found[1]), "noun": Term(found[1])} if found is not None else None
    if of == "head":
        noun = adjacent_noun(analysis, first, last)
        if noun is None:
            return None
        described = _lexicon(analysis.language).described.at(analysis.words, noun.index)
        heads = _classes()[name].heads
        feature = feature_of(analysis, noun) if group_of(noun.concept) in heads else None
        feature = described[1] if described is not None else feature
        if feature is None:
            return None
        return {"head": Term(feature), "noun": Term(feature)} if noun.concept != analysis.words[first].concept else None
    return {}


def _held(analysis: Analysis, person: int, link: str) -> dict[str, Value]:
    return {"holder": person_value(analysis, person), "link": Term(link)}


def _is_hurt(analysis: Analysis, first: int, last: int) -> bool:
    hurt, words = _lexicon(analysis.language).hurt, analysis.words
    near = (*words[max(0, first - _HURT) : first], *words[last : last + _HURT])
    return any(w.sentence == words[first].sentence and hurt.at(words, w.index) is not None for w in near)


def _countries_of_bodies(analysis: Analysis) -> Iterator[Claim]:
    """Yield whose a firm, a ship or a bank is by the nationality beside it: "a Qatari contractor", «شركة تركية»."""
    bodies = _lexicon(analysis.language).bodies
    for entity in analysis.entities:
        if entity.type != "nationality":
            continue
        word = analysis.words[analysis.word_at(analysis.original(entity)[0])]
        if analysis.skips(word.start):
            continue
        country = entity.country
        noun = _body_beside(analysis, word)
        found = bodies.at(analysis.words, noun.index) if noun is not None else None
        if noun is None or found is None or country is None:
            continue
        first, last = min(word.index, noun.index), max(word.index, noun.index) + 1
        told: dict[str, Value] = {"head": Term(found[1])}
        if (feature := feature_of(analysis, noun)) is not None:
            told["noun"] = Term(feature)
        yield _claim(analysis, _BODY_CLASS, Terms(frozenset({country})), first, last, told)


def _body_beside(analysis: Analysis, word: Word) -> Word | None:
    """Return the body that a nationality describes: the last of the words behind it, in Arabic the one before it."""
    words, bodies = analysis.words, _lexicon(analysis.language).bodies
    if analysis.language == "ar":
        return adjacent_noun(analysis, word.index, word.index + 1)
    noun = None
    for beside in words[word.index + 1 : word.index + 1 + _BODY]:
        if beside.sentence != word.sentence or not beside.solid or beside.function or beside.quantity >= 0:
            break
        if beside.person >= 0 or beside.entity >= 0:
            break
        if bodies.at(words, beside.index) is not None:
            noun = beside
    return noun


def _centuries(analysis: Analysis) -> Iterator[Claim]:
    """Yield the century that something is of: "a tomb from the 18th century B.C.", «يعود إلى القرن الثامن عشر»."""
    for date in analysis.dates:
        value = date.value
        if value.precision != _CENTURY or analysis.skips(date.start):
            continue
        if value.years is not None:
            opens = value.years[0]
            century = -(-opens // _HUNDRED) if opens is not None else None
        else:
            opens = value.start.year if value.start is not None else None
            century = opens // _HUNDRED + 1 if opens is not None else None
        if century is None:
            continue
        first, last = analysis.words_of(date.start, date.end)
        yield _claim(analysis, _CENTURY, Terms(frozenset({str(century)})), first, last, {})


def _claim(analysis: Analysis, name: str, member: Terms, first: int, last: int, told: Mapping[str, Value]) -> Claim:
    fields: dict[str, Value] = {
        "trait": Term(name),
        "member": member,
        **told,
        "setting": setting(analysis, first, last, range(first, last)),
    }
    context = None
    if name in _classes() and _classes()[name].of == "event":
        context = context_of(analysis, first, last, speakers(analysis).get(analysis.words[first].sentence))
    head = told.get("head")
    noun = adjacent_noun(analysis, first, last) if head is not None and name != _BODY_CLASS else None
    start, end = (first, last) if noun is None else (min(first, noun.index), max(last, noun.index + 1))
    return make_claim(analysis, "trait", fields, start, end, {"member": analysis.span(first, last)}, context)
