"""In what form people met, spoke or voted: by video, by telephone or in person, behind closed doors or in public."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, places_of_keys
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import features, is_preposition, parts_of
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.sites import sites
from consistency.extraction.speakers import speakers
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource, shared_resource

_BESIDE = 4  # words between a verb of meeting and the place of it
_NEXT = 2  # words between a meeting and what tells that it is the next one
_IN_PERSON = ("attendance", "person")
_JOURNEY = 14  # words from a verb of going to what people go for
_LED = 4  # words behind a verb of going in which it is told where


_Meaning = tuple[str, str]
"""What a form is of (attendance, publicity, ballot, directness), and the form."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    forms: Phrases[tuple[_Meaning, ...]]
    meeting: frozenset[str]
    travel: frozenset[str]
    towards: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = dict(language_resource(language, "formats"))
    meeting, travel, towards = (folded_words(table.pop(name)) for name in ("meeting", "travel", "towards"))
    meant: dict[str, list[_Meaning]] = {}
    for dimension, forms in table.items():
        for form, listed in forms.items():
            for phrase in listed:
                meant.setdefault(phrase, []).append((dimension, form))
    return _Lexicon(phrases((phrase, tuple(found)) for phrase, found in meant.items()), meeting, travel, towards)


def format_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "format" for each form that is told.

    Fields: form (Term), dimension (Term: attendance, publicity, ballot), thing (Terms: who meets), people (Terms: the
    persons among them), told (Term: named, or implied by a verb of meeting with a place), setting.
    """
    spoken = speakers(analysis)
    found = list(_named(analysis))
    told = {analysis.words[first].sentence for first, _, (dimension, _), _ in found if dimension == "attendance"}
    persons = {analysis.words[first].sentence for first, _, meant, _ in found if meant == _IN_PERSON}
    for first, last, meant, how in (*_travelled(analysis), *_met(analysis)):
        sentence = analysis.words[first].sentence
        if how == "travelled" and sentence in persons:
            found.append((first, last, meant, "named"))  # "came from Rabat and sat beside his counterpart"
        elif sentence not in told and not _is_next(analysis, first, last):
            told.add(sentence)
            found.append((first, last, meant, how))
    for (first, last, (dimension, form), how), end in _joined(analysis, found):
        fields: dict[str, Value] = {
            "form": Term(form),
            "dimension": Term(dimension),
            "told": Term(how),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        who = _who(analysis, first, end if how != "implied" else None)
        if form == "person":
            who |= _beside(analysis, first, last, found)
        if who:
            fields["thing"] = Terms(who)
        people = frozenset(one for one in who if one.startswith("p:"))
        if people:
            fields["people"] = Terms(people)
        context = context_of(analysis, first, last, spoken.get(analysis.words[first].sentence))
        begin = _named_before(analysis, first) if form == "person" and people else first
        yield make_claim(analysis, "format", fields, begin, last, {"form": analysis.span(first, last)}, context)


_Form = tuple[int, int, _Meaning, str]


def _joined(analysis: Analysis, found: list[_Form]) -> list[tuple[_Form, int]]:
    """Return the forms, those of one kind in one sentence as one ("took the stage in the hall"), each with the place
    where the first of them ends."""
    joined: dict[tuple[int, _Meaning, str], tuple[_Form, int]] = {}
    for first, last, form, how in sorted(found):
        key = (analysis.words[first].sentence, form, how)
        known = joined.get(key)
        if known is None:
            joined[key] = ((first, last, form, how), last)
        else:
            joined[key] = ((known[0][0], max(last, known[0][1]), form, how), known[1])
    return sorted(joined.values())


def _named(analysis: Analysis) -> Iterator[_Form]:
    table = _lexicon(analysis.language).forms
    done = 0
    for index in table.places(analysis):
        word = analysis.words[index]
        if index < done or not word.solid or word.person >= 0 or analysis.skips(word.start):
            continue
        match = table.at(analysis.words, index)
        if match is not None:
            done = index + match[0]
            for meaning in match[1]:
                yield index, done, meaning, "named"


def _met(analysis: Analysis) -> Iterator[_Form]:
    """Yield verbs of meeting with the place of it: "met in Istanbul", «اجتمعا في الدوحة»."""
    meeting = _lexicon(analysis.language).meeting
    for site in sites(analysis):
        if not site.placed:
            continue
        home = analysis.words[site.first]
        for word in analysis.words[max(0, site.first - _BESIDE) : site.first][::-1]:
            if word.clause == home.clause and (word.folded in meeting or word.forms.lemma in meeting):
                yield word.index, site.last, _IN_PERSON, "implied"
                break


def _named_before(analysis: Analysis, first: int) -> int:
    """Return where the nearest name before a form stands in its sentence, which tells who met so; else the form."""
    bounds = analysis.sentences[analysis.words[first].sentence]
    for word in reversed(analysis.words[max(bounds.first, first - _JOURNEY) : first]):
        if word.person >= 0:
            return analysis.words_of_mention(analysis.persons[word.person])[0]
    return first


def _travelled(analysis: Analysis) -> Iterator[_Form]:
    """Yield journeys to what people meet for: "traveled to Termez for the talks", «توجه إلى جنيف لحضور الاجتماع»."""
    lexicon, places = _lexicon(analysis.language), places_of_keys(analysis)
    for index in sorted({index for key in lexicon.travel & places.keys() for index in places[key]}):
        word = analysis.words[index]
        if word.person >= 0 or analysis.skips(word.start):
            continue
        ahead = [w for w in analysis.words[index + 1 : index + 1 + _JOURNEY] if w.sentence == word.sentence]
        led = next((w for w in ahead[:_LED] if w.folded in lexicon.towards), None)
        behind = ahead[led.index - index :] if led is not None else []
        somewhere = any(w.entity >= 0 or w.text[:1].isupper() or w.concept == "city" for w in behind[:_LED])
        if somewhere and any(w.concept in _listed("occasions") for w in behind):
            yield index, behind[0].index + 1, _IN_PERSON, "travelled"


def _is_next(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a meeting is one to come: it says nothing of the form of the one that was held."""
    beside = analysis.words[max(0, first - _NEXT) : first + 1 + _NEXT]
    coming = context_of(analysis, first, last, None).modality in ("future", "planned")
    return coming or any(w.concept == "next" for w in beside)


def _beside(analysis: Analysis, first: int, last: int, found: Sequence[_Form]) -> frozenset[str]:
    """Return the persons of a sentence who are named nearer to one form of attendance than to any other: of those who
    sat down together, all were there."""
    home = analysis.words[first].sentence
    places = [one[0] for one in found if analysis.words[one[0]].sentence == home and one[2][0] == "attendance"]
    near = set()
    for word in analysis.sentence_words(home):
        feature = feature_of(analysis, word)
        if feature is None or feature[0] != "p":
            continue
        if min(places, key=lambda place: abs(place - word.index), default=first) == first and last:
            near.add(feature)
    return frozenset(near)


def _who(analysis: Analysis, first: int, last: int | None) -> frozenset[str]:
    """Return who meets so: the subject of a verb that tells the form, else the persons, bodies and roles in its clause,
    or in the one before it, or else the persons and bodies of its sentence; these alone where `last` is None."""
    home = analysis.words[first]
    if last is not None and not is_preposition(analysis, first):
        subject = features(analysis, parts_of(analysis, first, last).subject)
        told = frozenset(f for f in subject if f[0] in "ep" or f in _roles())
        if told:
            return told
    clauses: dict[int, set[str]] = {}
    before: tuple[int, str] | None = None  # the nearest person before, and the clause
    for word in analysis.sentence_words(home.sentence):
        place = word.entity >= 0 and analysis.entities[word.entity].type in ("place", "capital")
        feature = feature_of(analysis, word)
        if feature is not None and not place and (feature[0] in "ep" or feature in _roles()):
            clauses.setdefault(word.clause, set()).add(feature)
            if feature[0] == "p" and word.index < first:
                before = (word.clause, feature)
    if last is not None and before is not None and before[0] < home.clause:
        # "Aydin, who came on Monday, sat beside Saadi": whoever is named behind the verb sat there as well.
        led = any(w.clause == home.clause and w.person >= 0 for w in analysis.words[max(0, first - _BESIDE) : first])
        if not led and not is_preposition(analysis, first):
            clauses.setdefault(home.clause, set()).add(before[1])
    for clause in (home.clause, home.clause - 1) if last is not None else ():
        near = clauses.get(clause, set())
        persons = frozenset(feature for feature in near if feature[0] == "p")
        if persons or near:
            return persons or frozenset(near)
    named = frozenset(f"c:{role}" for role in _listed("single")) if last is not None else frozenset()
    told = frozenset(f for near in clauses.values() for f in near if f[0] in "ep" or f in named)
    return told or _bodies(analysis, home.sentence)


def _bodies(analysis: Analysis, sentence: int) -> frozenset[str]:
    """Return the countries and bodies that a sentence, or else the one before it, names: whose delegations met."""
    for number in (sentence, sentence - 1):
        if number < 0:
            break
        entities = analysis.entities
        words = (w for w in analysis.sentence_words(number) if w.entity >= 0 and entities[w.entity].type != "place")
        found = frozenset(feature for word in words if (feature := feature_of(analysis, word)) is not None)
        if found:
            return found
    return frozenset()


@functools.cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(shared_resource("formats")[name])


@functools.cache
def _roles() -> frozenset[str]:
    return frozenset(f"c:{role}" for role in _listed("roles"))
