"""Where something happens, by the words that place it: "in Zurich", "near the town of Mwatate", «بولاية البويرة».

Known places are read wherever they stand; of unknown ones the preposition and the noun for the kind of place tell that
a name is one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from consistency.extraction.acts import act_near, is_told
from consistency.extraction.analysis import Analysis, Word, once, places_of_keys
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import group_of
from consistency.language.orthography import fold_word, folded_words
from consistency.model import Claim, Name, Term, Terms, Value
from consistency.resources import language_resource

_AHEAD = 6  # words between a preposition and the name of the place
_WHAT = 8  # words on either side of a place that tell what happens there, a name counted as one
_FARTHEST = 16  # words, those of names counted each
_SIZES = frozenset({"settlement", "province", "quarter"})  # what a known place without a noun for its kind may be
Levels = frozenset[str] | None
_TAKEN_UP = 3  # words behind a place in which "where" stands: a nationality, a comma
_ARRIVED = 5  # words between a verb of arriving and «إلى»
_HOST = 5  # words between a verb of hosting and its place
_PART = re.compile(r"place:(?:north|south|east|west|central|upper)(?:ern|east|west)?-")
_UNKNOWN = frozenset({"settlement", "quarter"})  # and a name of no list: governors' seats are known
_OFFSHORE = frozenset({"island", "port"})
PLACES = frozenset({"place", "capital", "country"})  # types of entities
_NO_PLACE = frozenset({"group", "person", "people", "document", "money", "body", "speech", "role"})


@dataclass(frozen=True, slots=True)
class Site:
    """A place in a text: the words of its phrase and of its name, half-open, what it is called, and its levels."""

    first: int
    name_first: int
    last: int
    name: Name
    levels: frozenset[str]
    placed: bool  # whether something is said to happen there


@dataclass(frozen=True, slots=True)
class _Lexicon:
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
    seaward: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "sites")

    def listed(key: str) -> frozenset[str]:
        return folded_words(table.get(key, ()))

    kinds: dict[str, frozenset[str]] = {}
    for level, words in table["kinds"].items():
        for word in map(fold_word, words):
            kinds[word] = kinds.get(word, frozenset()) | {level}
    names = ("hosting", "openers", "not_names", "with_kind", "between", "where", "arrivals", "towards", "seaward")
    lists = (listed(key) for key in names)
    return _Lexicon(listed("locative"), listed("bare"), listed("not_after"), kinds, *lists)


def site_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "site" for each place: place (Name), levels (Terms: settlement, province, …), role (Term:
    site where something happens there, else mention), act (Term), event (Terms: the words around), setting.
    """
    spoken = speakers(analysis)
    for site in sites(analysis):
        words = analysis.words
        fields: dict[str, Value] = {
            "place": site.name,
            "levels": Terms(site.levels),
            "role": Term("site" if site.placed else "mention"),
        }
        if site.placed:
            fields["setting"] = setting(analysis, site.first, site.last, range(site.first, site.last))
            act = act_near(analysis, site.first, site.last)
            if act is not None and act.concept:
                fields["act"] = Term(act.concept)
            near = _around(analysis, site)
            if near:
                fields["event"] = Terms(near)
        context = context_of(analysis, site.first, site.last, spoken.get(words[site.first].sentence))
        if site.placed and "c:next" in near:
            context = context.model_copy(update={"modality": "future"})  # "the next round" is not the one that was held
        place = analysis.span(site.name_first, site.last)
        yield make_claim(analysis, "site", fields, site.first, site.last, {"place": place}, context)


def _around(analysis: Analysis, site: Site) -> frozenset[str]:
    words = analysis.words
    home = words[site.first]
    found = set()
    for side in (words[max(0, site.first - _FARTHEST) : site.first][::-1], words[site.last : site.last + _FARTHEST]):
        told, name = 0, -1
        for word in side:
            if word.sentence != home.sentence or abs(word.clause - home.clause) > 1 or told == _WHAT:
                break
            told += word.person < 0 or word.person != name  # a name of three words is one
            name = word.person
            feature = feature_of(analysis, word) if word.entity < 0 else None
            if feature is not None and feature[0] in "clp":
                found.add(feature)
    return frozenset(found)


@once
def sites(analysis: Analysis) -> list[Site]:
    """Return the places of a text in their order."""
    found: list[Site] = []
    for site in _sites(analysis):
        placed = _is_where(analysis, site) or (site.placed and not is_told(analysis, site.first))
        found.append(site if placed == site.placed else replace(site, placed=placed))
    return found


def _is_where(analysis: Analysis, site: Site) -> bool:
    """Tell whether a place is taken up by what happens there: "returned from Urfa, where he met …"."""
    where, words = _lexicon(analysis.language).where, analysis.words
    near = words[site.last : site.last + _TAKEN_UP]
    return any(word.folded in where and word.sentence == words[site.first].sentence for word in near)


def _sites(analysis: Analysis) -> Iterator[Site]:
    done = -1
    read = _arabic if analysis.language == "ar" else _english
    for word in _openings(analysis):
        if word.index < done or not word.solid or analysis.skips(word.start):
            continue
        site = read(analysis, word)
        if site is None and word.entity >= 0 and analysis.entities[word.entity].type in PLACES:
            first, last = analysis.words_of(*analysis.original(analysis.entities[word.entity]))
            if first == word.index:
                levels, hosts = _levels(analysis, word, None), _hosts(analysis, first, last)
                site = Site(first, first, last, _known(analysis, word), levels, hosts)
        if site is not None:
            done = site.last
            yield site


def _openings(analysis: Analysis) -> list[Word]:
    """Return the words with which a place may begin."""
    lexicon, words = _lexicon(analysis.language), analysis.words
    if analysis.language != "ar":
        return [w for w in words if w.entity >= 0 or w.folded in lexicon.locative]
    places = places_of_keys(analysis)
    kinds = {index for key in lexicon.kinds.keys() & places.keys() for index in places[key]}
    return [
        w
        for w in words
        if w.entity >= 0
        or w.index in kinds
        or w.folded in lexicon.locative
        or w.folded in lexicon.towards
        or w.folded.startswith(("ب", "وب"))  # «ببيروت», «وبمدينة»
    ]


def _hosts(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a place is the subject of a verb of hosting, beside it in its clause."""
    hosting, words = _lexicon(analysis.language).hosting, analysis.words
    near = words[last : last + _HOST]
    before = words[max(0, first - _HOST) : first]
    if analysis.language == "ar" or any(word.folded == "by" for word in before[-2:]):  # "hosted by the Thai capital"
        near = near + before
    same = (word for word in near if word.clause == words[first].clause)
    return any(not hosting.isdisjoint(word.forms.keys) for word in same)


def _known(analysis: Analysis, word: Word) -> Name:
    entity = analysis.entities[word.entity]
    start, end = analysis.original(entity)
    return Name(analysis.text[start:end], entity.entity)


def _levels(analysis: Analysis, known: Word | None, level: Levels) -> frozenset[str]:
    """Return the levels that a place may be of: the told one, a country's own, that of a part of one ("southern
    Lebanon", in which Tyre lies), else any size of place."""
    if known is not None and analysis.entities[known.entity].type == "country":
        return frozenset({"country"})
    if known is not None and _PART.match(analysis.entities[known.entity].entity) and level is None:
        return frozenset({"region"})
    if known is not None and level is None:  # «محافظة البحيرة» is a name by itself
        level = _kind(known, _lexicon(analysis.language))
    return level or (_SIZES if known is not None else _UNKNOWN)


def _english(analysis: Analysis, word: Word) -> Site | None:
    lexicon, words = _lexicon("en"), analysis.words
    if word.folded not in lexicon.locative:
        return None
    if word.index and words[word.index - 1].folded in lexicon.not_after:
        return None
    level: Levels = None
    for place in range(word.index + 1, min(word.index + 1 + _AHEAD, len(words))):
        here = words[place]
        if here.sentence != word.sentence or not (here.solid or here.folded in "-'"):
            return None
        if here.text[:1].isupper() and not here.function:
            return _english_name(analysis, word, place, level)
        if here.folded == "of" and level is None:
            return None  # "in the presence of", "in favor of"
        level = lexicon.kinds.get(here.folded, level)
        linking = here.folded in ("the", "of", "a", "an", "its", "his", "her", "their", "-", "'s", "called", "named")
        if here.function and not linking:
            return None
    return None


def _english_name(analysis: Analysis, word: Word, place: int, level: Levels) -> Site | None:
    """Read the name at `place`, after a preposition and perhaps a kind: a known place, or a run of capitals."""
    lexicon, words = _lexicon("en"), analysis.words
    last = place
    known = None
    while last < len(words) and words[last].sentence == word.sentence:
        here = words[last]
        if here.date >= 0 or here.person >= 0 or here.folded in lexicon.not_names:
            break
        if here.entity >= 0:
            if analysis.entities[here.entity].type not in PLACES:
                if analysis.entities[here.entity].type == "nationality" and last == place:
                    return _after_adjective(analysis, word, place)
                return None
            known = known or here
        elif (
            here.folded not in lexicon.kinds
            if known is not None
            else not (here.text[:1].isupper() or (here.folded == "-" and last > place))
        ):
            break
        level = lexicon.kinds.get(here.folded, level)
        last += 1
    if last == place:
        return None
    if last < len(words) and words[last].folded in lexicon.kinds:  # "Romblon island"
        level = lexicon.kinds[words[last].folded]
        last += 1
    following = words[last] if last < len(words) else None
    if following is not None and following.sentence == word.sentence:
        if following.folded in ("'s", "'") or (following.solid and following.text[:1].isupper()):
            return None
        if known is None and level is None and following.solid and not (following.function or following.date >= 0):
            return None  # "in Diamond League meetings"
    if level is None and words[word.index + 1].folded in ("a", "an"):
        return None  # "on a second Danube bridge"
    if known is None and level is None and (word.folded not in lexicon.bare or place > word.index + 1):
        return None  # of no list, and no kind told: only right behind "in"
    if known is None and any(_is_no_place(here) for here in words[place:last]):
        return None
    start, end = analysis.span(place, last)
    name = _known(analysis, known) if known is not None else Name(analysis.text[start:end])
    levels = _levels(analysis, known, level)
    if known is None and level is None and word.folded in lexicon.seaward:
        levels = levels | _OFFSHORE  # "off Korcula"
    return Site(word.index, place, last, name, levels, True)


def _after_adjective(analysis: Analysis, word: Word, place: int) -> Site | None:
    """Go on behind a nationality: "in the Somali port of Bosaso", "in the Spanish city of Marbella"."""
    lexicon, words = _lexicon("en"), analysis.words
    level: Levels = None
    for index in range(place + 1, min(place + 5, len(words))):
        here = words[index]
        if here.sentence != word.sentence or not here.solid:
            return None
        if here.text[:1].isupper():
            return _english_name(analysis, word, index, level) if level else None
        level = lexicon.kinds.get(here.folded, level)
    return None


def _is_no_place(word: Word) -> bool:
    return group_of(word.concept) in _NO_PLACE


def _arabic(analysis: Analysis, word: Word) -> Site | None:
    lexicon, words = _lexicon("ar"), analysis.words
    attached = _attached(analysis, word, lexicon)
    on = word.folded in lexicon.with_kind
    placing = word.folded in lexicon.locative or on or _arrives(analysis, word, lexicon)
    if not placing and not attached and _kind(word, lexicon) is None:
        return None
    if placing and word.index and words[word.index - 1].forms.lemma in lexicon.not_after:
        return None
    index = word.index + 1 if placing else word.index
    while placing and index < len(words) and words[index].folded in lexicon.between:
        index += 1
    level: Levels = None
    while index < len(words) and index <= word.index + 4 and words[index].sentence == word.sentence:
        kind = _kind(words[index], lexicon)
        if kind is None or words[index].entity >= 0:
            break
        if _is_dual(words[index], lexicon):
            return None  # «في دائرتين حسمتا»
        level, index = kind, index + 1
    if index >= len(words) or words[index].sentence != word.sentence or not words[index].solid:
        return None
    if level is None and (on or not (placing or (attached and words[index].entity >= 0))):
        return None
    placed = placing or attached  # «مدينة العبور» alone: named, and nothing said to happen in it
    here = words[index]
    if not lexicon.not_names.isdisjoint(here.forms.keys):
        return None
    if here.entity >= 0:
        entity = analysis.entities[here.entity]
        if entity.type not in PLACES or analysis.words_of(*analysis.original(entity))[0] != index:
            return None
        last = analysis.words_of(*analysis.original(entity))[1]
        return Site(word.index, index, last, _known(analysis, here), _levels(analysis, here, level), placed)
    if level is None:
        return None
    if here.person >= 0 and "arena" in level:  # «ستاد الملك عبد الله الثاني»
        last = index
        while last < len(words) and words[last].person == here.person:
            last += 1
        start, end = analysis.span(index, last)
        return Site(word.index, index, last, Name(analysis.text[start:end]), level, placed)
    if not _may_name(analysis, here, lexicon):
        return None
    last = index + 1
    if last < len(words) and words[last].sentence == word.sentence and _goes_on(analysis, here, words[last], lexicon):
        last += 1
    start, end = analysis.span(index, last)
    return Site(word.index, index, last, Name(analysis.text[start:end]), level, placed)


def _arrives(analysis: Analysis, word: Word, lexicon: _Lexicon) -> bool:
    """Tell whether «إلى» leads to where somebody or something arrived, as "arrived in" does."""
    if word.folded not in lexicon.towards:
        return False
    before = analysis.words[max(0, word.index - _ARRIVED) : word.index]
    return any(w.clause == word.clause and not lexicon.arrivals.isdisjoint(w.forms.keys) for w in before)


def _attached(analysis: Analysis, word: Word, lexicon: _Lexicon) -> bool:
    """Tell whether ب is written onto a place or its kind: «ببيروت», «بمدينة», not «بيروت», «بلدة»."""
    if word.entity >= 0:
        inside = analysis.original(analysis.entities[word.entity])[0] > word.start
        return inside and word.folded.startswith(("ب", "وب", "فب"))
    return word.folded not in lexicon.kinds and word.folded.startswith(("ب", "وب"))


def _kind(word: Word, lexicon: _Lexicon) -> Levels:
    for key in word.forms.keys:
        if key in lexicon.kinds:
            return lexicon.kinds[key]
    return None


def _is_dual(word: Word, lexicon: _Lexicon) -> bool:
    """Tell whether a noun for a kind of place stands for two of them, of which no one name follows."""
    return word.folded.endswith(("ين", "ان")) and word.folded.lstrip("وبفل") not in lexicon.kinds


def _may_name(analysis: Analysis, word: Word, lexicon: _Lexicon) -> bool:
    if word.function or word.date >= 0 or word.quantity >= 0 or word.person >= 0 or word.folded in lexicon.not_names:
        return False
    if any(letter in ("ب", "ل") for letter in word.forms.proclitics):
        return False  # «في العاصمة بحضور»
    adjective = word.folded.endswith("يه") and not word.folded.startswith("ال")  # «مدينة ساحلية»
    return not adjective and word.forms.lemma not in lexicon.not_names


def _goes_on(analysis: Analysis, first: Word, second: Word, lexicon: _Lexicon) -> bool:
    """Tell whether a second word belongs to a name: «بئر الصنوبر», not the adjective of «الحد الصناعية»."""
    if not second.solid or second.entity >= 0 or not _may_name(analysis, second, lexicon):
        return False
    return first.folded in lexicon.openers or (
        not first.folded.startswith("ال") and second.folded.startswith("ال") and not second.folded.endswith("يه")
    )
