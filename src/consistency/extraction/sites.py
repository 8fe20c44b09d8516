"""Where something happens, by the words that place it: "in Zurich", "near the town of Mwatate", «بولاية البويرة».

Known places are read wherever they stand; of unknown ones the preposition and the noun for the kind of place tell that
a name is one (english_sites.py, arabic_sites.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from consistency.extraction.acts import act_near, is_told
from consistency.extraction.analysis import Analysis, Word, once, places_of_keys, places_of_words, without_and
from consistency.extraction.arabic_sites import arabic_site
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.english_sites import english_site
from consistency.extraction.settings import feature_of, features_of, setting
from consistency.extraction.site_words import (
    AFFILIATED,
    OF,
    ORIGINS,
    PLACES,
    VENUE,
    Levels,
    Site,
    is_kind_of,
    known_name,
    levels_of,
    site_lexicon,
)
from consistency.extraction.speakers import speakers
from consistency.model import Claim, Term, Terms, Value

_WHAT = 8  # words on either side of a place that tell what happens there, a name counted as one
_FARTHEST = 16  # words, those of names counted each
_TAKEN_UP = 3  # words behind a place in which "where" stands: a nationality, a comma
_HOST = 5  # words between a verb of hosting and its place


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
            "role": Term(_role(analysis, site)),
        }
        called = [f for w in words[site.name_first : site.last] if (f := feature_of(analysis, w)) is not None]
        if called:
            fields["called"] = Terms(frozenset({called[-1] if site.name.entity is None else f"e:{site.name.entity}"}))
        fields["setting"] = setting(analysis, site.first, site.last, range(site.first, site.last))
        if site.placed:
            act = act_near(analysis, site.first, site.last)
            if act is not None and act.concept:
                fields["act"] = Term(act.concept)
            near = _around(analysis, site)
            if near:
                fields["event"] = Terms(near)
        context = context_of(analysis, site.first, site.last, spoken.get(words[site.first].sentence))
        if site.placed and "c:next" in near:
            context = context.model_copy(update={"modality": "future"})  # "the next round" is not the one that was held
        elif _has_hosted(analysis, site.first, site.last):
            context = context.model_copy(update={"modality": "happened"})  # whatever is to come of what was held there
        place = analysis.span(site.name_first, site.last)
        yield make_claim(analysis, "site", fields, site.first, site.last, {"place": place}, context)


def _role(analysis: Analysis, site: Site) -> str:
    """Return whether something happens at a place (site), or its kind is told (named); else it is but a mention, as is
    what lies beside the place of the event: "in neighboring Bejaia", «في ولاية بجاية المجاورة», and what is one
    of several places: "talks in Istanbul and Riyadh"."""
    beside = site_lexicon(analysis.language).beside
    if _is_followed(analysis, site) or any(
        word.folded in beside for word in analysis.words[site.first : site.last + 1]
    ):
        return "mention"
    return "site" if site.placed else "named" if site.told else "mention"


def _is_followed(analysis: Analysis, site: Site) -> bool:
    """Tell whether "and" leads from a place to another one: «في إسطنبول والرياض»."""
    words, joining = analysis.words, site_lexicon(analysis.language).joining
    behind = words[site.last : site.last + 2]
    if not behind or behind[0].sentence != words[site.first].sentence:
        return False
    other = behind[-1] if behind[0].folded in joining else behind[0]
    joined = other is not behind[0] or without_and(other) != other.folded
    return joined and other.entity >= 0 and analysis.entities[other.entity].type in PLACES


def _around(analysis: Analysis, site: Site) -> frozenset[str]:
    words, features = analysis.words, features_of(analysis)
    home = words[site.first]
    found = set()
    for side in (words[max(0, site.first - _FARTHEST) : site.first][::-1], words[site.last : site.last + _FARTHEST]):
        told, name = 0, -1
        for word in side:
            if word.sentence != home.sentence or abs(word.clause - home.clause) > 1 or told == _WHAT:
                break
            told += word.person < 0 or word.person != name  # a name of three words is one
            name = word.person
            feature = features[word.index] if word.entity < 0 else None
            if feature is not None and feature[0] in "clp":
                found.add(feature)
    return frozenset(found)


@once
def sites(analysis: Analysis) -> list[Site]:
    """Return the places of a text in their order."""
    found: list[Site] = []
    for site in _sites(analysis):
        placed = _is_where(analysis, site) or (site.placed and not is_told(analysis, site.first))
        placed = placed or (_is_venue(site) and _hosts(analysis, site.first, site.last))
        found.append(site if placed == site.placed else replace(site, placed=placed))
    return found


def _is_venue(site: Site) -> bool:
    return any(level.partition(":")[0] == VENUE for level in site.levels)


def _is_where(analysis: Analysis, site: Site) -> bool:
    """Tell whether a place is taken up by what happens there: "returned from Urfa, where he met …"."""
    where, words = site_lexicon(analysis.language).where, analysis.words
    near = words[site.last : site.last + _TAKEN_UP]
    return any(word.folded in where and word.sentence == words[site.first].sentence for word in near)


def _sites(analysis: Analysis) -> Iterator[Site]:
    done = -1
    read = arabic_site if analysis.language == "ar" else english_site
    for word in _openings(analysis):
        if word.index < done or not word.solid or analysis.skips(word.start):
            continue
        site = read(analysis, word)
        if site is None and word.entity >= 0 and analysis.entities[word.entity].type in PLACES:
            first, last = analysis.words_of_mention(analysis.entities[word.entity])
            if first == word.index:
                level = _told_before(analysis, first)
                levels, hosts = levels_of(analysis, word, level), _hosts(analysis, first, last)
                site = Site(first, first, last, known_name(analysis, word), levels, hosts, level is not None)
        if site is not None:
            done = site.last
            yield site


def _openings(analysis: Analysis) -> list[Word]:
    """Return the words with which a place may begin."""
    lexicon, words, places = site_lexicon(analysis.language), analysis.words, places_of_words(analysis)
    found = {word.index for word in words if word.entity >= 0}
    for word in places.keys() & (lexicon.locative | lexicon.leaving | lexicon.with_kind):
        found.update(places[word])
    if analysis.language == "ar":
        for word, indexes in places.items():
            if word in lexicon.towards or word.startswith(("ب", "وب")):  # «ببيروت», «وبمدينة»
                found.update(indexes)
        keys = places_of_keys(analysis)
        for key in keys.keys() & lexicon.kinds.keys():
            found.update(keys[key])
    else:
        for word in places.keys() & lexicon.kinds.keys():
            found.update(index for index in places[word] if is_kind_of(words, words[index], lexicon))
    return [words[index] for index in sorted(found)]


def _told_before(analysis: Analysis, first: int) -> Levels:
    """Return the levels that a noun before "of" tells of a place: "the port city of Busan", not "from the city of"."""
    words, kinds = analysis.words, site_lexicon(analysis.language).kinds
    if analysis.language == "ar" or first < OF or words[first - 1].folded != "of":
        return None
    near = words[max(0, first - OF - AFFILIATED) : first - OF]
    origin = any(w.folded in ORIGINS for w in near)
    return None if origin else kinds.get(words[first - OF].folded)


def _hosts(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a place is the subject of a verb of hosting, beside it in its clause."""
    return any(True for _ in _hosting(analysis, first, last))


def _has_hosted(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a verb tells in the past tense that a place hosted something: «لقاءات احتضنتها عمّان»."""
    hosting = (word.folded for word in _hosting(analysis, first, last))
    return any(verb.startswith(("احتضنت", "استضافت", "hosted")) for verb in hosting)


def _hosting(analysis: Analysis, first: int, last: int) -> Iterator[Word]:
    verbs, words = site_lexicon(analysis.language).hosting, analysis.words
    near = words[last : last + _HOST]
    before = words[max(0, first - _HOST) : first]
    if analysis.language == "ar" or any(word.folded == "by" for word in before[-2:]):  # "hosted by the Thai capital"
        near = near + before
    for word in near:
        if word.clause == words[first].clause and not verbs.isdisjoint(word.forms.keys):
            yield word
