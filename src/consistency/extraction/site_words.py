"""What the readers of places share: the words that place something, the kinds of places and their levels."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from consistency.extraction.analysis import Analysis, Word
from consistency.language.concepts import group_of
from consistency.language.orthography import fold_word, folded_words
from consistency.model import Name
from consistency.resources import language_resource

_SIZES = frozenset({"settlement", "province", "quarter"})  # what a known place without a noun for its kind may be
Levels = frozenset[str] | None
_PART = re.compile(r"place:(?:north|south|east|west|central|upper)(?:ern|east|west)?-")
UNKNOWN = frozenset({"settlement", "quarter"})  # and a name of no list: governors' seats are known
VENUE = "venue"  # the level of all that is finer than a quarter: a hall, a hospital, a square, a shaft
OF = 2  # words from the noun for a kind to the place: "city of Busan"
AFFILIATED = 3  # words between somebody's role and the body that he works for
PLACES = frozenset({"place", "capital", "country"})  # types of entities
_EMPLOYERS = frozenset({"hospital", "works"})
_LENGTHS = frozenset({"kilometre", "kilometer", "metre", "meter", "mile", "nautical_mile"})
ORIGINS = frozenset({"from", "leave", "left", "to", "and"})


@dataclass(frozen=True, slots=True)
class Site:
    """A place in a text: the words of its phrase and of its name, half-open, what it is called, and its levels."""

    first: int
    name_first: int
    last: int
    name: Name
    levels: frozenset[str]
    placed: bool  # whether something is said to happen there
    told: bool = False  # whether a noun tells what kind of place it is: "chose the port city of Busan"


@dataclass(frozen=True, slots=True)
class SiteLexicon:
    locative: frozenset[str]
    bare: frozenset[str]
    not_after: frozenset[str]
    kinds: dict[str, frozenset[str]]
    hosting: frozenset[str]
    openers: frozenset[str]
    not_names: frozenset[str]
    with_kind: frozenset[str]
    between: frozenset[str]
    where: frozenset[str]
    arrivals: frozenset[str]
    towards: frozenset[str]
    joining: frozenset[str]
    seaward: frozenset[str]
    edges: frozenset[str]
    names: frozenset[str]
    leaving: frozenset[str]
    departures: frozenset[str]
    beside: frozenset[str]


@functools.cache
def site_lexicon(language: str) -> SiteLexicon:
    table = language_resource(language, "sites")

    def listed(key: str) -> frozenset[str]:
        return folded_words(table.get(key, ()))

    kinds: dict[str, frozenset[str]] = {}
    for level, words in table["kinds"].items():
        for word in map(fold_word, words):
            kinds[word] = kinds.get(word, frozenset()) | ({level, VENUE} if level in table["venues"] else {level})
    names = [field.name for field in fields(SiteLexicon) if field.name != "kinds"]
    return SiteLexicon(kinds=kinds, **{name: listed(name) for name in names})


def is_kind_of(words: Sequence[Word], word: Word, lexicon: SiteLexicon) -> bool:
    """Tell whether an English word tells the kind of what "of" names behind it: "the village of Mwea"."""
    behind = words[word.index + 1 : word.index + 1 + OF]
    named = len(behind) == OF and behind[0].folded == "of" and behind[1].text[:1].isupper()
    return named and behind[1].sentence == word.sentence and word.folded in lexicon.kinds


def kind_of(word: Word, lexicon: SiteLexicon) -> Levels:
    for key in word.forms.keys:
        if key in lexicon.kinds:
            return lexicon.kinds[key]
    return None


def known_name(analysis: Analysis, word: Word) -> Name:
    entity = analysis.entities[word.entity]
    start, end = analysis.original(entity)
    return Name(analysis.text[start:end], entity.entity)


def levels_of(analysis: Analysis, known: Word | None, level: Levels) -> frozenset[str]:
    """Return the levels that a place may be of: the told one, a country's own, that of a part of one ("southern
    Lebanon", in which Tyre lies), else any size of place."""
    if known is not None and analysis.entities[known.entity].type == "country":
        return frozenset({"country"})
    if known is not None and level is None and analysis.entities[known.entity].country is None:
        return frozenset({"expanse"})  # a sea, a river, the Alps
    if known is not None and _PART.match(analysis.entities[known.entity].entity) and level is None:
        return frozenset({"region"})
    if known is not None and level is None:  # «محافظة البحيرة» is a name by itself
        level = kind_of(known, site_lexicon(analysis.language))
    return level or (_SIZES if known is not None else UNKNOWN)


def is_at_distance(analysis: Analysis, word: Word) -> bool:
    """Tell whether a preposition leads from a distance to a place: "two miles from Dover", «على بعد كيلومترين من»."""
    before = analysis.words[max(0, word.index - OF) : word.index]
    lengths = (analysis.quantities[w.quantity].value.unit for w in before if w.quantity >= 0)
    return any(unit in _LENGTHS for unit in lengths)


def is_venue(level: Levels) -> bool:
    return level is not None and VENUE in level


def venue(analysis: Analysis, first: int, name_first: int, last: int, levels: frozenset[str]) -> Site:
    """Return a place finer than a quarter, by its whole name: it is not the town that the name may have in it.

    Names of words that mean something are translated, so they are set against those of their own language alone.
    """
    words = analysis.words
    start, end = analysis.span(name_first, last)
    entity = next((words[i].entity for i in range(name_first, last) if words[i].entity >= 0), None)
    known = analysis.entities[entity].entity if entity is not None and last - name_first == 1 else None
    meant = any(words[i].concept and words[i].entity < 0 for i in range(name_first, last))
    reach = AFFILIATED if levels & _EMPLOYERS else 1
    before = [w for w in words[max(0, first - reach) : first] if w.sentence == words[first].sentence]
    affiliated = any(group_of(word.concept) == "person" or word.person >= 0 for word in before)
    if meant:
        levels = frozenset(f"{level}:{analysis.language}" for level in levels)
    name = Name(analysis.text[start:end], f"{known}/{min(levels - {VENUE})}" if known and levels - {VENUE} else None)
    return Site(first, name_first, last, name, levels, not affiliated)
