"""What post a title is: the office with its body, its country and, of a minister, the portfolio.

The same post is worded in many ways: «الرئيس السابق للبلدية» is a mayor, "labor minister" and «وزير الشغل» have one
portfolio, and "the company" is whatever company the text is about.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.name_lexicon import name_words
from consistency.extraction.office_lexicon import Office, is_minister, local_offices, office_lexicon, portfolio
from consistency.extraction.settings import feature_of
from consistency.extraction.sites import sites
from consistency.extraction.title_parts import Title
from consistency.language.concepts import concepts_of, listed
from consistency.resources import knowledge_resource, language_resource

_IN = frozenset({"in", "في"})
_PRESIDENT = Office("body-president", True, True)


@dataclass(frozen=True, slots=True)
class Post:
    """The office of a title, what it is of (features, countries among them), the portfolio, and how many hold it:
    "single", "many", or "here": one, of the body that the text is about. `bodies` are the kinds of bodies among its
    words, also where they name none ("the hospital's director"). `leads`: no more is said than that somebody leads it.
    """

    office: Office
    of: frozenset[str]
    held: frozenset[str]
    seats: str
    bodies: frozenset[str]
    leads: bool

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the post is of."""
        return frozenset(feature for feature in self.of if feature[0] == "e" and feature[2:].isupper())


def post_of(analysis: Analysis, title: Title) -> Post:
    """Return what post a title is."""
    office, leads = title.office, title.generic
    parts = _parts(analysis, title)
    if office.id == "president" and parts and not _of_a_country(parts):
        office = _PRESIDENT  # of a commission or a club, not of a country
    if office.id == "undersecretary" and any(map(_is_ministry, parts.values())):
        office = _named("deputy-minister")
    if parts:
        head = _head_noun(analysis, title, parts)
        heads, body = _headed(analysis, title, office), parts[head]
        kind = "ministry" if body.endswith("-ministry") else body[2:]
        if body.startswith("c:") and kind in heads:
            leads = leads or (office.id == "head" and heads[kind] == "union-president")
            office = _named(heads[kind])
            if kind == body[2:] and kind not in _general():
                del parts[head]
        elif "" in heads and not any(feature.startswith("c:") for feature in parts.values()):
            office = _named(heads[""])
    minister = is_minister(office)
    held: frozenset[str] = frozenset()
    if minister:
        held = _portfolio(analysis, office, parts)
    of = frozenset(parts.values())
    led = frozenset(feature for place, feature in parts.items() if not _is_where(analysis, place))
    bodies = of & led & _bodies() | frozenset(filter(None, map(_noun_of, of & led)))
    if office.id in local_offices() and not of:
        of = frozenset(_place_at_hand(analysis, title))
    named = not of <= _anaphoric()
    if minister:
        seats = "single" if held else "many"
    elif not office.single or (not of and analysis.words[title.noun[0]].forms.pronoun):
        seats = "many"  # «مدربه»: whose?
    else:
        seats = "single" if named or not office.head else "here"
    return Post(office, of if named or not office.head else frozenset(), held, seats, bodies, leads)


def _of_a_country(parts: dict[int, str]) -> bool:
    """Tell whether the complement of a president names a country or a region, and no body («منظمة نهر السنغال»)."""
    features = frozenset(parts.values())
    return any(feature[0] == "e" for feature in features) and features.isdisjoint(_anaphoric() - _territories())


def _is_ministry(feature: str) -> bool:
    """Tell whether a feature is that of a ministry, or of what a minister is in charge of."""
    return feature == "c:ministry" or feature.endswith("-ministry") or portfolio(feature) in _fields()


def _head_noun(analysis: Analysis, title: Title, parts: dict[int, str]) -> int:
    """Return the word that says what body a title is of.

    The first noun behind it in Arabic; in English the last one of a compound or of genitives ("heads the government's
    team"), unless the body stands before the office ("the bank's chief in Aden").
    """
    nearest = min(parts, key=lambda place: abs(place - title.noun[0]))
    if analysis.language != "en":
        return nearest
    words, behind = analysis.words, sorted(place for place in parts if place >= title.noun[1])
    led = title.generic or (title.noun[1] < len(words) and words[title.noun[1]].folded == "of")
    if not behind or (nearest < title.noun[0] and not led):
        return nearest
    head = behind[0]
    for place in behind[1:]:
        if any(words[p].folded not in ("'s", "'", "-") and p not in parts for p in range(head + 1, place)):
            break
        head = place
    return head


def _headed(analysis: Analysis, title: Title, office: Office) -> dict[str, str]:
    """Return, by the body that it is of, what other office the noun of a title stands for.

    "Secretary" is a minister's office, or that of a body which has no minister; whoever runs a ministry is
    its minister, which not every director in it is.
    """
    table = knowledge_resource("offices")["headed"]
    if office.id == "minister" and analysis.words[title.noun[0]].forms.lemma == "secretary":
        return dict(table["secretary"])
    listed = table.get(office.id, {})
    leads = title.generic and office.id != "spokesperson"
    return {**listed, **table["leads"]} if leads else dict(listed)


def _named(office: str) -> Office:
    """Return the office of an id, of whichever language has it."""
    return office_lexicon("en").named.get(office) or office_lexicon("ar").named[office]


def _portfolio(analysis: Analysis, office: Office, parts: dict[int, str]) -> frozenset[str]:
    """Return what a minister is in charge of, and take it out of `parts`."""
    if office.id not in ("minister", "deputy-minister", "junior-minister"):
        for place in [place for place, feature in parts.items() if feature[0] == "c"]:
            del parts[place]
        return frozenset({portfolio(f"c:{office.id}")})
    table, words = office_lexicon(analysis.language).portfolios, analysis.words
    held: set[str] = set()
    for place in sorted(parts):
        found = table.at(words, place)
        taken = range(place, place + found[0]) if found is not None else ()
        if found is not None and place in parts and all(p in parts or words[p].function for p in taken):
            held.add(f"c:{found[1]}")
            for part in taken:
                parts.pop(part, None)
    rest = [place for place, feature in parts.items() if feature[0] in "cl" and not _is_proper(analysis, words[place])]
    others = {portfolio(parts.pop(place)) for place in rest}
    return frozenset(held or others - _anaphoric())


def _is_proper(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word is the name of a country or place that no list has: "Kestland's transport minister"."""
    return (
        analysis.language == "en"
        and word.text[:1].isupper()
        and word.concept is None
        and word.forms.lemma not in ("minister", "secretary")
    )


def _parts(analysis: Analysis, title: Title) -> dict[int, str]:
    """Return the complement of a title without forms of address, dates, and words that say nothing of the post."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    courtesies = name_words(analysis.language).titles
    weightless = lexicon.weightless | lexicon.deputies
    named = next((p for p in range(title.noun[1], title.last) if words[p].person >= 0), title.last)
    addressed = named
    while (
        named < title.last
        and addressed > title.noun[1]
        and (_among(words[addressed - 1], courtesies) or words[addressed - 1].folded == ".")
    ):
        addressed -= 1
    kept: dict[int, str] = {}
    for place, feature in title.parts.items():
        if addressed <= place < named or feature[:2] in ("d:", "n:") or _among(words[place], weightless):
            continue
        field = lexicon.portfolios.at(words, place) if feature.startswith("l:") else None
        kept[place] = f"c:{field[1]}" if field else _own_feature(analysis, title, place) or feature
    return kept


def _own_feature(analysis: Analysis, title: Title, place: int) -> str | None:
    """Return the concept of a word by itself where its phrase has the noun of the office in it: club-president."""
    word = analysis.words[place]
    if word.concept is None or word.entity >= 0:
        return None
    if all(analysis.words[p].concept != word.concept for p in range(*title.noun)):
        return None
    (alone,) = concepts_of([listed(word.forms.keys, analysis.language)])
    return f"c:{alone}" if alone else f"l:{word.forms.lemma}"


def _among(word: Word, table: Iterable[str]) -> bool:
    return not frozenset(word.forms.keys).isdisjoint(table)


@functools.cache
def _anaphoric() -> frozenset[str]:
    """Return the features of bodies that "the company" may stand for: they name none."""
    return frozenset(f"c:{concept}" for concept in knowledge_resource("offices")["anaphoric"])


@functools.cache
def _territories() -> frozenset[str]:
    """Return the features of countries and regions where they are not named."""
    return frozenset(f"c:{concept}" for concept in knowledge_resource("offices")["territories"])


@functools.cache
def _fields() -> frozenset[str]:
    """Return the features of what a minister may be in charge of."""
    return frozenset(f"c:{field}" for field in language_resource("en", "offices")["portfolios"])


@functools.cache
def _general() -> frozenset[str]:
    """Return bodies that remain what an office is of where it is named after them: "the secretary of the union"."""
    return frozenset(knowledge_resource("offices")["headed"]["secretary"])


def _is_where(analysis: Analysis, place: int) -> bool:
    """Tell whether a word says where a body is, rather than what it is: «مدير الدفاع المدني في المحافظة»."""
    words = analysis.words
    before = place - 2 if words[place - 1].folded == "the" else place - 1
    return words[before].folded in _IN or words[place].forms.proclitics[:1] in (("ب",), ("بال",))


def _noun_of(feature: str) -> str | None:
    """Return the noun of a body among the features of a post: that of a space agency is "agency"."""
    noun = f"c:{feature.rpartition('-')[2].removeprefix('c:')}"
    return noun if feature[0] == "c" and noun in _nouns() else None


@functools.cache
def _nouns() -> frozenset[str]:
    """Return the features of nouns for bodies that several of a story have, each with a head of its own."""
    return frozenset(f"c:{concept}" for concept in knowledge_resource("offices")["nouns"])


@functools.cache
def _bodies() -> frozenset[str]:
    """Return the features of words for a body that tell what kind of body it is."""
    return frozenset(f"c:{concept}" for listed in knowledge_resource("offices")["kinds"].values() for concept in listed)


def realm_of(analysis: Analysis, post: Post) -> frozenset[str]:
    """Return what the post of a place or of the state is at the head of: the place that it or the text names, the noun
    of the authority; nothing of other posts, and of a place of which the text does not tell which.
    """
    if post.office.id in local_offices():
        return post.of or frozenset(_place_of_text(analysis))
    return post.bodies & {f"c:{noun}" for noun in knowledge_resource("offices")["public"]}


@once
def _place_of_text(analysis: Analysis) -> set[str]:
    """Return the place, of those that are no countries, which a text names more often than any other."""
    placed = [site for site in sites(analysis) if not (site.name.entity or "").isupper()]
    named = Counter(site.name.entity or site.name.text for site in placed)
    (most, often), *others = [*named.most_common(2), ("", 0)]
    if not often or others[0][1] == often:
        return set()
    first = next(site for site in placed if most in (site.name.entity, site.name.text))
    feature = feature_of(analysis, analysis.words[first.name_first])
    return {feature} if feature is not None else set()


def _place_at_hand(analysis: Analysis, title: Title) -> set[str]:
    """Return the one place of a sentence, to which a local office belongs: "police in Malmo, the police chief said"."""
    sentence = analysis.words[title.first].sentence
    here = {
        site.name.entity or site.name.text: site
        for site in sites(analysis)
        if analysis.words[site.first].sentence == sentence
    }
    if len(here) != 1:
        return set()
    (site,) = here.values()
    feature = feature_of(analysis, analysis.words[site.name_first])
    return {feature} if feature is not None and not feature.startswith("c:") else set()
