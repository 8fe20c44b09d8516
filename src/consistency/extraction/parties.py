"""Who takes part beside those named in lists: the minister who attends, the observers that somebody sends.

A text says "observers from the European Union" and «في حضور وزير الصيد»; what counts is the office or the kind of
group, and of what it is. Every minister, ambassador, country and organisation of a text is read, so that a text
which names the other one as well bears it out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.absences import is_absent
from consistency.extraction.analysis import Analysis, Word, entity_key
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.office_lexicon import is_minister, office_lexicon, portfolio
from consistency.extraction.party_roles import end_of_list, roles_told
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import shared_resource

_NEAR = 7  # words before an office in which its taking part is told
_COMPLEMENT = 5  # words of what an office is of
_ATTENDED = 9  # words before a group in which its being there is told
_SENT = 4  # words between a group and who sends it
_BODIES = frozenset({"country", "nationality", "organisation", "capital", "metonym"})
_MENTION, _PART, _ABSENT = "mention", "part", "absent"
_GOVERNMENT = "c:government"
_STATE = frozenset({"country", "delegation", "official"})
_ONE, _SEVERAL = "one", "several"


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
    place: str = _ONE


@functools.cache
def _groups(language: str) -> Phrases[str]:
    groups = shared_resource("parties")["groups"]
    return phrases((word, kind) for kind, words in groups.items() for word in words[language])


@functools.cache
def _listed(language: str, key: str) -> frozenset[str]:
    return folded_words(shared_resource("parties")[key][language])


def party_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "party" for each office and group that takes part, and for each that is only mentioned.

    Fields: role (Term: minister, ambassador, observer …; mention for a country or body by itself), who (Terms: the
    ministry, or the country or body that sends them), country (Terms, of a minister), side (Term: the role, or country
    for whoever stands for one), told (Term: part,
    absent or mention), place (Term: one, whose place another may take; several, beside others or of any name), setting.
    """
    spoken = speakers(analysis)
    for party in _parties(analysis):
        fields: dict[str, Value] = {
            "role": Term(party.role),
            "who": Terms(party.who),
            "side": Term("country" if party.role in _STATE else party.role),
            "told": Term(party.told),
            "place": Term(party.place),
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
    yield from (*_interest_groups(analysis), *_ministries(analysis))
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
            told = _told(analysis, first, last)
            yield _Party(first, last, role, frozenset(held), countries, told)
            if role == "minister" and told == _PART:
                yield _Party(first, last, "group", frozenset({_GOVERNMENT}), frozenset(), _PART, _SEVERAL)


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
    if is_absent(analysis, first, last):
        return _ABSENT
    among = _listed(analysis.language, "among")
    if any(
        w.folded in among for w in (*words[max(0, first - 1) : first], *words[last : last + 2]) if w.sentence == home
    ):
        return _PART  # "Japan's ambassador among them", «بينهم سفير اليابان»
    listed = _listed(analysis.language, "takes_part")
    near = [w for w in words[max(0, first - _NEAR) : first] if w.sentence == home]
    return _PART if any(not listed.isdisjoint((w.folded, *w.forms.keys)) for w in near) else _MENTION


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
            told = _ABSENT if is_absent(analysis, begin, end) else _PART
            yield _Party(begin, end, entity.entity, frozenset({feature}), frozenset(), told)


def _countries(analysis: Analysis) -> Iterator[_Party]:
    """Yield each country that is said to be absent, or to take part: "China stayed away", «شاركت الصين», and that of a
    side or of some of those there: "no one from the Afghan side", "two of them Russian"."""
    joins, sides, of_them = (_listed(analysis.language, key) for key in ("joins", "sides", "of_them"))
    english = analysis.language == "en"
    for entity in analysis.entities:
        if entity.type not in ("country", "nationality"):
            continue
        first, last = analysis.words_of_mention(entity)
        before, behind = analysis.words[max(0, first - 1) : first], analysis.words[last : last + 2]
        beside = [w for w in (behind if english else before) if w.clause == analysis.words[first].clause]
        if entity.type == "nationality":
            some = any(w.folded in of_them for w in analysis.words[max(0, first - 2) : first])
            side = any(not sides.isdisjoint(w.forms.keys) for w in beside[:1])
            told = _PART if some else _ABSENT if side and is_absent(analysis, first, last) else None
        else:
            part = any(w.folded in joins for w in beside)
            told = _ABSENT if is_absent(analysis, first, last) else _PART if part else None
        feature = feature_of(analysis, analysis.words[first])
        if told is not None and feature is not None:
            yield _Party(first, last, "country", frozenset({feature}), frozenset(), told)


@functools.cache
def _interests(language: str) -> Phrases[str]:
    table = shared_resource("parties")["interests"]
    return phrases((word, kind) for kind, words in table.items() for word in words[language])


def _interest_groups(analysis: Analysis) -> Iterator[_Party]:
    """Yield each group, whoever it is, that is said to be there or not: "unions had no seat at the table"."""
    words, attends = analysis.words, _attends(analysis.language)
    for place, (length, kind) in _interests(analysis.language).found(analysis).items():
        word, last = words[place], place + length
        if not word.solid or word.person >= 0 or word.entity >= 0 or analysis.skips(word.start):
            continue
        near = [w for w in words[max(0, place - _ATTENDED) : place] if w.clause == word.clause]
        if word.folded == "no" or is_absent(analysis, place, last):
            told = _ABSENT
        elif any(attends.at(words, w.index) is not None for w in near):
            told = _PART
        else:
            continue
        yield _Party(place, last, "group", frozenset({f"c:{kind}"}), frozenset(), told, _SEVERAL)


def _ministries(analysis: Analysis) -> Iterator[_Party]:
    """Yield each ministry that sends somebody or is absent: «وفد من وزارتي الكهرباء والنفط»."""
    words, table = analysis.words, office_lexicon(analysis.language).portfolios
    heads, groups, attends = (
        _listed(analysis.language, "ministry"),
        _groups(analysis.language),
        _attends(analysis.language),
    )
    for word in words:
        if not word.solid or heads.isdisjoint((word.folded, *word.forms.keys)) or analysis.skips(word.start):
            continue
        named = _complement(analysis, word.index, word.index + 1)
        held = {f"c:{found[1]}" for w in named if (found := table.at(words, w.index)) is not None}
        if not held:
            continue
        first = min([word.index, *(w.index for w in named)])
        last = max([word.index + 1, *(w.index + 1 for w in named)])
        near = [w for w in words[max(0, first - _NEAR) : first] if w.clause == word.clause]
        sends = any(groups.at(words, w.index) is not None for w in near[-_SENT:])
        part = sends or any(attends.at(words, w.index) is not None for w in near)
        told = _ABSENT if is_absent(analysis, first, last) else _PART if part else None
        if told is not None:
            yield from (
                _Party(first, last, "ministry", frozenset({h}), frozenset(), told, _SEVERAL) for h in sorted(held)
            )


@functools.cache
def _attends(language: str) -> Phrases[bool]:
    return phrases((words, True) for words in shared_resource("parties")["attends"][language])


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
            told = _ABSENT if is_absent(analysis, first, last) else _PART
            yield _Party(first, last, found[1], frozenset({feature}), frozenset(), told)
            if told == _PART and sender.index > index:
                yield from _others_of_list(analysis, sender, found[1])


def _others_of_list(analysis: Analysis, sender: Word, role: str) -> Iterator[_Party]:
    """Yield the others of a list that begins with who sends a group: "delegations from Ethiopia, China and France"."""
    first, last = analysis.words_of_mention(analysis.entities[sender.entity])
    end = end_of_list(analysis, last)
    named = {w.entity for w in analysis.words[last:end] if w.entity >= 0}
    for entity in sorted(named - {sender.entity}):
        begin, behind = analysis.words_of_mention(analysis.entities[entity])
        feature = feature_of(analysis, analysis.words[begin])
        if feature is not None and begin >= first:
            yield _Party(begin, behind, role, frozenset({feature}), frozenset(), _PART, _SEVERAL)


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
