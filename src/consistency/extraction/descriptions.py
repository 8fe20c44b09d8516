"""What a person is called besides an office: a rank («العقيد فلان») and a nationality ("the Dutch expert X")."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.holders import holder_of, only_bearer, told_of
from consistency.extraction.office_lexicon import office_lexicon
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import knowledge_resource, language_resource

_SERVES = 5  # words behind a rank in which it is told in what somebody serves
_BEFORE = 5  # words before a name that may describe the person
_AFTER = 5  # words of an apposition behind it
_RANK = 3  # words of a rank, and between it and the name


@dataclass(frozen=True, slots=True)
class _Ranks:
    """What leads to a rank without a name, in what somebody has one, and for which others a rank may stand."""

    told: Phrases[bool]
    serves: Phrases[bool]
    wider: dict[str, frozenset[str]]


@functools.cache
def _ranks(language: str) -> _Ranks:
    raw = language_resource(language, "ranks")
    told, serves = (phrases((word, True) for word in raw[key]) for key in ("rank", "serves"))
    return _Ranks(told, serves, {rank: frozenset({rank, *others}) for rank, others in raw["wider"].items()})


@functools.cache
def _table(language: str) -> tuple[Phrases[str], frozenset[str], frozenset[str], frozenset[str]]:
    raw = language_resource(language, "ranks")
    ranks = phrases((word, rank) for rank, listed in raw["ranks"].items() for word in listed)
    between, describes, bearing = (folded_words(raw[key]) for key in ("between", "describes", "bearing"))
    return ranks, between, describes, bearing


def description_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "rank" or "nationality" for each person so described.

    Fields: holder (Name), and rank (Terms: those that the word may stand for) or country (Term).
    """
    for index, person in enumerate(analysis.persons):
        start, end = analysis.original(person)
        if analysis.skips(start):
            continue
        first, last = analysis.words_of(start, end)
        rank = _rank(analysis, first)
        if rank is not None:
            place, found = rank
            spans = {"rank": analysis.span(place, first), "holder": (start, end)}
            fields: dict[str, Value] = {"holder": person_value(analysis, index), "rank": _rank_value(analysis, found)}
            yield make_claim(analysis, "rank", fields, place, last, spans)
    yield from _held_ranks(analysis)
    yield from (_nationality_claim(analysis, told) for told in nationalities(analysis))


@dataclass(frozen=True, slots=True)
class Nationality:
    """The country that a person is said to be of; offsets and half-open word ranges are those of the analysis."""

    person: int
    country: str
    told: tuple[int, int]
    first: int
    last: int


@once
def nationalities(analysis: Analysis) -> list[Nationality]:
    """Return the nationalities told of persons: beside a name, or standing for somebody."""
    found = list(_called(analysis))
    for index, person in enumerate(analysis.persons):
        start, end = analysis.original(person)
        if analysis.skips(start):
            continue
        first, last = analysis.words_of(start, end)
        nation = _nationality(analysis, first, last)
        if nation is not None:
            word, country = nation
            opens, closes = min(first, word.index), max(last, word.index + 1)
            found.append(Nationality(index, country, (word.start, word.end), opens, closes))
    return found


def _rank_value(analysis: Analysis, rank: str) -> Terms:
    return Terms(_ranks(analysis.language).wider.get(rank, frozenset({rank})))


def _held_ranks(analysis: Analysis) -> Iterator[Claim]:
    """Yield the rank of a person of whom it is said: "Salim Nader, a colonel in the army", «يحمل رتبة عقيد»."""
    words, known = analysis.words, _ranks(analysis.language)
    ranks = _table(analysis.language)[0]
    for place in ranks.places(analysis):
        found = ranks.at(words, place)
        if found is None or words[place].person >= 0 or analysis.skips(words[place].start):
            continue
        last, home = place + found[0], words[place].sentence
        led = any(known.told.at(words, n) for n in range(max(0, place - 2), place) if words[n].sentence == home)
        ahead = (w for w in words[last : last + _SERVES] if w.sentence == home)
        if not (led or any(known.serves.at(words, w.index) for w in ahead)):
            continue
        if last < len(words) and words[last].person >= 0:
            continue  # the rank before a name
        person = told_of(analysis, place, last)
        if person is None:
            continue
        fields: dict[str, Value] = {"holder": person_value(analysis, person), "rank": _rank_value(analysis, found[1])}
        yield make_claim(analysis, "rank", fields, place, last, {"rank": analysis.span(place, last)})


def _nationality_claim(analysis: Analysis, told: Nationality) -> Claim:
    fields: dict[str, Value] = {"holder": person_value(analysis, told.person), "country": Term(told.country)}
    spans = {"country": told.told, "holder": analysis.original(analysis.persons[told.person])}
    return make_claim(analysis, "nationality", fields, told.first, told.last, spans)


def _called(analysis: Analysis) -> Iterator[Nationality]:
    """Yield the nationality of a person where it stands for him, or is said to be his: "Sondre Lien, a Dane", "a
    Senegalese national", «الكويتي الجنسية», «تحمل الجنسية البحرينية», "beat Alina Dobre of Romania"."""
    words = analysis.words
    for entity in analysis.entities:
        if entity.country is None or entity.type not in ("nationality", "country"):
            continue
        first, last = analysis.words_of_mention(entity)
        if words[first].person >= 0 or analysis.skips(words[first].start):
            continue
        person = None
        if entity.type == "nationality":
            person = _bearer(analysis, first, last)
        elif analysis.language == "en" and first > 1 and words[first - 1].folded == "of":
            person = words[first - 2].person if words[first - 2].person >= 0 else None
        if person is not None:
            yield Nationality(person, entity.country, analysis.span(first, last), first, last)


def _bearer(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the person for whom a nationality stands, or whose it is said to be."""
    words, (_, _, _, bearing) = analysis.words, _table(analysis.language)
    near = (*words[max(0, first - 1) : first], *words[last : last + 1])
    said = any(w.folded in bearing and w.sentence == words[first].sentence for w in near)
    if not said and not (analysis.language == "en" and _stands_alone(analysis, first, last)):
        return None
    held = holder_of(analysis, first, last)
    if held is not None and held[1] == "named":
        return held[0]
    if held is None and said and first and words[first - 1].person >= 0:
        return words[first - 1].person  # «سوندري ليان النروجي الجنسية»
    return only_bearer(analysis) if said else None


def _stands_alone(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an English nationality is a noun: "a Dane,", "a 24-year-old Frenchman", no "a Danish rider"."""
    after = analysis.words[last] if last < len(analysis.words) else None
    return (
        after is None
        or not after.solid
        or after.folded in ("who", "and")
        or after.sentence != analysis.words[first].sentence
    )


@once
def countries_of_persons(analysis: Analysis) -> dict[str, str]:
    """Return the country of each person whose nationality stands beside a mention, by the fullest form of the name."""
    found: dict[str, str] = {}
    for index, person in enumerate(analysis.persons):
        nation = _nationality(analysis, *analysis.words_of_mention(person))
        if nation is not None:
            found.setdefault(person_value(analysis, index).text, nation[1])
    return found


def _rank(analysis: Analysis, first: int) -> tuple[int, str] | None:
    """Return where the rank right before a name begins, and the rank."""
    words = analysis.words
    ranks, between, _, _ = _table(analysis.language)
    for place in range(max(0, first - _RANK), first):
        found = ranks.at(words, place) if words[place].sentence == words[first].sentence else None
        rest = words[place + found[0] : first] if found is not None else ()
        if found is not None and all(w.folded in between or w.folded == "." for w in rest):
            return place, found[1]
    return None


def _nationality(analysis: Analysis, first: int, last: int) -> tuple[Word, str] | None:
    """Return the nationality beside a name where a noun for people, no office, stands with it."""
    words = analysis.words
    before = []
    for word in reversed(words[max(0, first - _BEFORE) : first]):
        if word.sentence != words[first].sentence or not word.solid or word.function or word.person >= 0:
            break
        before.append(word)
    found = _of_phrase(analysis, before) or _of_phrase(analysis, _apposition(analysis, last))
    return found or _bare(analysis, first)


def _bare(analysis: Analysis, first: int) -> tuple[Word, str] | None:
    """Return a nationality or a country's genitive that stands alone before a name: "Canada's X", «وحل الكيني X»."""
    words = analysis.words
    owned = first > 1 and words[first - 1].folded == "'s"
    place = first - 2 if owned else first - 1
    if place < 0 or words[place].sentence != words[first].sentence or words[place].entity < 0:
        return None
    entity = analysis.entities[words[place].entity]
    if entity.country is None or entity.type != ("country" if owned else "nationality"):
        return None
    before = words[place - 1] if place else None
    # «مدرب المنتخب السعودي رينار» tells the team's country.
    if before is not None and before.solid and not before.function and not owned:
        group = group_of(before.concept)
        if analysis.language == "en" or before.folded.startswith("ال") or group in ("group", "place", "facility"):
            return None
    return words[place], entity.country


def _is_calling(analysis: Analysis, word: Word) -> bool:
    """Tell whether an English noun tells by its ending what somebody does: "Chilean paleontologist Ana Mora"."""
    unknown = analysis.language == "en" and word.concept is None and word.text.islower()
    return unknown and word.folded.endswith(_agents())


@functools.cache
def _agents() -> tuple[str, ...]:
    return tuple(language_resource("en", "ranks")["agents"])


def _apposition(analysis: Analysis, last: int) -> list[Word]:
    """Return the words of «، وهو اختصاصي بلجيكي» or ", a Belgian expert," behind a name."""
    words = analysis.words
    _, _, describes, _ = _table(analysis.language)
    if last + 1 >= len(words) or words[last].folded not in (",", "،") or words[last + 1].folded not in describes:
        return []
    found = []
    for word in words[last + 2 : last + 2 + _AFTER]:
        if not word.solid or word.function or word.person >= 0:
            break
        found.append(word)
    return found


def _of_phrase(analysis: Analysis, phrase: list[Word]) -> tuple[Word, str] | None:
    lexicon_of_offices = office_lexicon(analysis.language).offices
    held = [found[1].id for w in phrase if (found := lexicon_of_offices.at(analysis.words, w.index)) is not None]
    callings = knowledge_resource("offices")["callings"]
    if any(office not in callings for office in held):
        return None  # the minister's country, not the man's
    if not held and not any(group_of(word.concept) == "person" or _is_calling(analysis, word) for word in phrase):
        return None
    for word in phrase:
        if word.entity >= 0 and analysis.entities[word.entity].type == "nationality":
            return word, analysis.entities[word.entity].country or analysis.entities[word.entity].entity
    return None
