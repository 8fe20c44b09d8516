"""What post a title is: the office with its body, its country and, of a minister, the portfolio.

The same post is worded in many ways: «الرئيس السابق للبلدية» is a mayor, "labor minister" and «وزير الشغل» have one
portfolio, and "the company" is whatever company the text is about.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.name_lexicon import name_words
from consistency.extraction.office_lexicon import Office, is_minister, local_offices, office_lexicon, portfolio
from consistency.extraction.settings import feature_of
from consistency.extraction.sites import sites
from consistency.extraction.title_parts import Title
from consistency.language.concepts import concepts_of, listed
from consistency.resources import knowledge_resource

_PRESIDENT = Office("body-president", True, True)


@dataclass(frozen=True, slots=True)
class Post:
    """The office of a title, what it is of (features, countries among them), the portfolio, and how many hold it:
    "single", "many", or "here": one, of the body that the text is about. `bodies` are the kinds of bodies among its
    words, also where they name none ("the hospital's director").
    """

    office: Office
    of: frozenset[str]
    held: frozenset[str]
    seats: str
    bodies: frozenset[str]

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the post is of."""
        return frozenset(feature for feature in self.of if feature[0] == "e" and feature[2:].isupper())


def post_of(analysis: Analysis, title: Title) -> Post:
    """Return what post a title is."""
    office = title.office
    parts = _parts(analysis, title)
    if office.id == "president" and parts and not any(feature[0] == "e" for feature in parts.values()):
        office = _PRESIDENT  # of a commission or a club, not of a country
    if parts:
        nearest = min(parts, key=lambda place: abs(place - title.noun[0]))
        heads, body = knowledge_resource("offices")["headed"].get(office.id, {}), parts[nearest]
        if body.startswith("c:") and body[2:] in heads:
            office = _named(heads[body[2:]])
            del parts[nearest]
        elif "" in heads and not any(feature.startswith("c:") for feature in parts.values()):
            office = _named(heads[""])
    minister = is_minister(office)
    held: frozenset[str] = frozenset()
    if minister:
        held = _portfolio(analysis, title, office, parts)
    of = frozenset(parts.values())
    bodies = of & _bodies()
    if office.id in local_offices() and not of:
        of = frozenset(_place_at_hand(analysis, title))
    named = not of <= _anaphoric()
    if minister:
        seats = "single" if held else "many"
    elif not office.single or (not of and analysis.words[title.noun[0]].forms.pronoun):
        seats = "many"  # «مدربه»: whose?
    else:
        seats = "single" if named or not office.head else "here"
    return Post(office, of if named or not office.head else frozenset(), held, seats, bodies)


def _named(office: str) -> Office:
    """Return the office of an id, of whichever language has it."""
    return office_lexicon("en").named.get(office) or office_lexicon("ar").named[office]


def _portfolio(analysis: Analysis, title: Title, office: Office, parts: dict[int, str]) -> frozenset[str]:
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
        kept[place] = _own_feature(analysis, title, place) or feature
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
def _bodies() -> frozenset[str]:
    """Return the features of words for a body that tell what kind of body it is."""
    return frozenset(f"c:{concept}" for listed in knowledge_resource("offices")["kinds"].values() for concept in listed)


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
