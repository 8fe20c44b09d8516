"""Who takes part beside those named in lists: the minister who attends, the observers that somebody sends.

A text says "observers from the European Union" and «في حضور وزير الصيد»; what counts is the office or the kind of
group, and of what it is. Every minister, ambassador, country and organisation of a text is read, so that a text
which names the other one as well bears it out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, entity_key, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.office_lexicon import is_minister, office_lexicon, portfolio
from consistency.extraction.party_roles import roles_told
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import shared_resource

_NEAR = 7  # words before an office in which its taking part is told
_COMPLEMENT = 5  # words of what an office is of
_SENT = 4  # words between a group and who sends it
_BODIES = frozenset({"country", "nationality", "organisation", "capital", "metonym"})
_BESIDE = 6  # words between a party and the words that tell of its absence
_MENTION, _PART, _ABSENT = "mention", "part", "absent"


@dataclass(frozen=True, slots=True)
class _Party:
    """An office or a group: its words (half-open), what it is, of what (features), its country, and whether it takes
    part, is absent, or is only mentioned."""

    first: int
    last: int
    role: str
    who: frozenset[str]
    country: frozenset[str]
    told: str


@functools.cache
def _groups(language: str) -> Phrases[str]:
    groups = shared_resource("parties")["groups"]
    return phrases((word, kind) for kind, words in groups.items() for word in words[language])


@functools.cache
def _absent(language: str) -> Phrases[bool]:
    listed = shared_resource("parties")["absent"][language]
    return phrases((words, True) for words in listed)


@functools.cache
def _listed(language: str, key: str) -> frozenset[str]:
    return folded_words(shared_resource("parties")[key][language])


def party_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "party" for each office and group that takes part, and for each that is only mentioned.

    Fields: role (Term: minister, ambassador, observer …; mention for a country or body by itself), who (Terms: the
    ministry, or the country or body that sends them), country (Terms, of a minister), told (Term: part,
    absent or mention), setting.
    """
    spoken = speakers(analysis)
    for party in _parties(analysis):
        fields: dict[str, Value] = {
            "role": Term(party.role),
            "who": Terms(party.who),
            "told": Term(party.told),
            "setting": setting(analysis, party.first, party.last, range(party.first, party.last)),
        }
        if party.country:
            fields["country"] = Terms(party.country)
        context = context_of(analysis, party.first, party.last, spoken.get(analysis.words[party.first].sentence))
        span = analysis.span(party.first, party.last)
        yield make_claim(analysis, "party", fields, party.first, party.last, {"who": span}, context)
    known: set[str] = set()
    for entity in analysis.entities:
        feature = f"e:{entity_key(entity)}"
        if entity.type in _BODIES and feature not in known:
            known.add(feature)
            first, last = analysis.words_of_mention(entity)
            mentioned: dict[str, Value] = {
                "role": Term(_MENTION),
                "who": Terms(frozenset({feature})),
                "told": Term(_MENTION),
            }
            yield make_claim(analysis, "party", mentioned, first, last, {"who": analysis.span(first, last)})


def _parties(analysis: Analysis) -> Iterator[_Party]:
    yield from (*_offices(analysis), *_sent_groups(analysis), *_national_bodies(analysis), *_countries(analysis))
    for told in roles_told(analysis):
        yield _Party(told.first, told.last, told.role, told.who, frozenset(), _PART)


@functools.cache
def _chosen(key: str) -> frozenset[str]:
    """Return the ids of a list of rules/languages/parties.yaml: offices, national (bodies)."""
    return frozenset(shared_resource("parties")[key])


def _offices(analysis: Analysis) -> Iterator[_Party]:
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    chosen, done = _chosen("offices"), 0
    for index in lexicon.offices.places(analysis):
        word = words[index]
        found = lexicon.offices.at(words, index) if index >= done and word.solid and word.person < 0 else None
        if found is None or analysis.skips(word.start):
            continue
        length, office = found
        role = "minister" if is_minister(office) else office.id
        if role not in chosen or office.dual or word.folded in lexicon.not_offices:
            continue
        done = index + length
        own = None if office.id in chosen else portfolio(f"c:{office.id}")
        complement = _complement(analysis, index, done)
        countries = frozenset(f for w in complement if w.entity >= 0 and (f := feature_of(analysis, w)) is not None)
        if role == "minister":
            held = {own} if own else _portfolios(analysis, complement)
        else:
            held, countries = set(sorted(countries)[:1]), frozenset()
        if held:
            first = min([index, *(w.index for w in complement)])
            last = max([done, *(w.index + 1 for w in complement)])
            yield _Party(first, last, role, frozenset(held), countries, _told(analysis, first, last))


def _complement(analysis: Analysis, first: int, last: int) -> list[Word]:
    """Return the words that tell what an office is of: behind it, in English before it as well."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    home = words[first].sentence
    found: list[Word] = []
    if analysis.language == "en":
        for word in words[max(0, first - _COMPLEMENT) : first][::-1]:
            if word.folded == "'s" and not found:
                continue  # "Japan's ambassador"
            if word.sentence != home or not word.solid or word.function or word.person >= 0 or word.date >= 0:
                break
            if found and word.entity < 0 and not word.text[:1].isupper():
                break
            found.append(word)
        if last >= len(words) or words[last].folded not in ("of", "for"):
            return found[::-1]
        last += 1
    for word in words[last : last + _COMPLEMENT]:
        if word.sentence != home or not word.solid or word.person >= 0 or word.date >= 0 or word.quantity >= 0:
            break
        if (word.function and word.folded not in ("the", "and")) or lexicon.offices.at(words, word.index) is not None:
            break
        if _is_verb_like(analysis, word):
            break
        found.append(word)
    return [w for w in found if not w.function]


def _is_verb_like(analysis: Analysis, word: Word) -> bool:
    """Tell whether an Arabic word behind an office is no part of it: without an article, of no country."""
    if analysis.language != "ar" or word.entity >= 0:
        return False
    bare = word.folded.removeprefix("و").removeprefix("لل")
    return not (bare.startswith("ال") or word.folded.startswith("لل"))


def _portfolios(analysis: Analysis, complement: list[Word]) -> set[str]:
    table = office_lexicon(analysis.language).portfolios
    held = {f"c:{found[1]}" for w in complement if (found := table.at(analysis.words, w.index)) is not None}
    plain = (w for w in complement if w.entity < 0)
    return held or {portfolio(f) for w in plain if (f := feature_of(analysis, w)) is not None and f[0] in "cl"}


def _told(analysis: Analysis, first: int, last: int) -> str:
    """Return what the words around an office or a group tell of it: that it is absent, takes part, or nothing."""
    words, home = analysis.words, analysis.words[first].sentence
    if _is_absent(analysis, first, last):
        return _ABSENT
    among = _listed(analysis.language, "among")
    if any(
        w.folded in among for w in (*words[max(0, first - 1) : first], *words[last : last + 2]) if w.sentence == home
    ):
        return _PART  # "Japan's ambassador among them", «بينهم سفير اليابان»
    listed = _listed(analysis.language, "takes_part")
    near = [w for w in words[max(0, first - _NEAR) : first] if w.sentence == home]
    return _PART if any(not listed.isdisjoint((w.folded, *w.forms.keys)) for w in near) else _MENTION


@once
def _absences(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the words (half-open) that tell of somebody that he is not there."""
    table = _absent(analysis.language)
    found = ((index, table.at(analysis.words, index)) for index in table.places(analysis))
    return [(index, index + match[0]) for index, match in found if match is not None]


def _is_absent(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether words of absence are those of a party: in its clause, behind it in English, before it in Arabic."""
    words = analysis.words
    for begin, end in _absences(analysis):
        ahead, behind = first - end, begin - last
        near = 0 <= behind <= _BESIDE if analysis.language == "en" else 0 <= ahead <= _BESIDE or 0 <= behind <= 1
        preposed = 0 <= ahead <= 1 and words[begin].folded in ("in", "without")
        apart = abs(words[begin].clause - words[first].clause)
        set_off = 0 <= behind <= _SENT and words[last].folded == ","  # "China, although invited, stayed away"
        if words[begin].sentence == words[first].sentence and (near or preposed) and (apart == 0 or set_off):
            return True
    return False


def _national_bodies(analysis: Analysis) -> Iterator[_Party]:
    """Yield the bodies of one name that each country has its own of: "the Qatari Red Crescent"."""
    chosen = _chosen("national")
    for entity in analysis.entities:
        if entity.entity not in chosen:
            continue
        first, last = analysis.words_of_mention(entity)
        place = last if analysis.language == "ar" else first - 1
        word = analysis.words[place] if 0 <= place < len(analysis.words) else None
        if word is None or word.entity < 0 or word.sentence != analysis.words[first].sentence:
            continue
        feature = feature_of(analysis, word) if analysis.entities[word.entity].type == "nationality" else None
        if feature is not None:
            begin, end = min(first, place), max(last, place + 1)
            told = _ABSENT if _is_absent(analysis, begin, end) else _PART
            yield _Party(begin, end, entity.entity, frozenset({feature}), frozenset(), told)


def _countries(analysis: Analysis) -> Iterator[_Party]:
    """Yield each country that is said to be absent, or to take part: "China stayed away", «شاركت الصين»."""
    joins = _listed(analysis.language, "joins")
    for entity in analysis.entities:
        if entity.type != "country":
            continue
        first, last = analysis.words_of_mention(entity)
        beside = (
            analysis.words[last : last + 2] if analysis.language == "en" else analysis.words[max(0, first - 1) : first]
        )
        same = [w for w in beside if w.clause == analysis.words[first].clause]
        told = _ABSENT if _is_absent(analysis, first, last) else _PART if any(w.folded in joins for w in same) else None
        feature = feature_of(analysis, analysis.words[first])
        if told is not None and feature is not None:
            yield _Party(first, last, "country", frozenset({feature}), frozenset(), told)


def _sent_groups(analysis: Analysis) -> Iterator[_Party]:
    words, groups = analysis.words, _groups(analysis.language)
    for index in groups.places(analysis):
        word = words[index]
        found = groups.at(words, index) if word.solid and word.person < 0 and word.entity < 0 else None
        if found is None or analysis.skips(word.start):
            continue
        sender = _sender(analysis, index, index + found[0])
        if sender is not None:
            feature = feature_of(analysis, sender)
            if feature is None or group_of(word.concept) == "speech":
                continue
            begin, end = analysis.words_of_mention(analysis.entities[sender.entity])
            first, last = min(index, begin), max(index + found[0], end)
            told = _ABSENT if _is_absent(analysis, first, last) else _PART
            yield _Party(first, last, found[1], frozenset({feature}), frozenset(), told)


def _sender(analysis: Analysis, first: int, last: int) -> Word | None:
    """Return the country or body that a group is from: "Ethiopian soldiers", "observers sent by the United States"."""
    words, sent = analysis.words, _listed(analysis.language, "sent")
    home = words[first].sentence

    def is_body(word: Word) -> bool:
        return word.entity >= 0 and analysis.entities[word.entity].type in _BODIES

    if analysis.language == "en" and first and words[first - 1].sentence == home and is_body(words[first - 1]):
        return words[first - 1]
    for word in words[last : last + _SENT]:
        if word.sentence != home or not word.solid:
            return None
        if is_body(word):
            return word
        if word.folded not in sent and sent.isdisjoint(word.forms.keys):
            return None
    return None
