"""Whom a description means: "engineer Nadia Haddad", «نادية حداد، وهي مهندسة», "the 47-year-old ex-judge".

No parser is at hand: what stands right beside a name is of its bearer, and a definite description without a name is of
the person whom the text told of before.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.claim_forms import person_value
from consistency.extraction.title_parts import person_end
from consistency.language.orthography import word_lists
from consistency.resources import language_resource

_TITLE = 2  # words between a calling and the name behind it: "engineer", «المهندس المدني فلان»
_ASIDE = 7  # words of an apposition before what it calls somebody
_SUBJECT = 8  # words between a name and a verb of being behind it
_LED = 3  # words before a position in which it is told that somebody plays in it
_AGED = 5  # words beside a description in which an age stands: «المهندسة البالغة من العمر 47 عاما»
_REFERRED = 2  # sentences back to the person whom a description without a name means
_COMMAS = frozenset({",", "،"})
_COPULAS = frozenset({"هو", "هي"})

Holder = tuple[int, str]
"""A person, by the index of a mention, and how the text tells whose the description is: "named" or "referred"."""


@dataclass(frozen=True, slots=True)
class _Words:
    articles: frozenset[str]
    links: frozenset[str]
    being: frozenset[str]
    no_more: frozenset[str]
    playing: frozenset[str]


@functools.cache
def _words(language: str) -> _Words:
    return word_lists(_Words, language_resource(language, "traits"))


def holder_of(analysis: Analysis, first: int, last: int) -> Holder | None:
    """Return whom the description at the words from `first` to before `last` means, or None."""
    person = _named_behind(analysis, first, last)
    if person is None:
        person = _named_before(analysis, first)
    if person is not None:
        return person, "named"
    if not (_is_definite(analysis, first) and _is_somebodys(analysis, first, last)):
        return None
    person = referred(analysis, first)
    return (person, "referred") if person is not None else None


@once
def only_bearer(analysis: Analysis) -> int | None:
    """Return the only person whom a text names."""
    return _only(_by_name(analysis, range(len(analysis.persons))))


def only_person(analysis: Analysis, first: int) -> int | None:
    """Return the person named before the position that he plays in, where the sentence names one alone."""
    words = analysis.sentence_words(analysis.words[first].sentence)
    led = analysis.words[max(words[0].index, first - _LED) : first]
    if not any(w.folded in _words(analysis.language).playing for w in led):
        return None
    named = [w for w in words if w.person >= 0]
    return _only(_by_name(analysis, (w.person for w in named))) if named and named[0].index < first else None


def nearest_person(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the person named last before some words in their sentence, or else first behind them; None where the
    sentence names two before, or nobody."""
    words = analysis.sentence_words(analysis.words[first].sentence)
    before = [w for w in words if w.person >= 0 and w.index < first]
    if len(_by_name(analysis, (w.person for w in before))) > 1:
        before = [w for w in before if w.clause == analysis.words[first].clause]
        return before[-1].person if before else None
    if before:
        return before[-1].person
    return next((w.person for w in words if w.person >= 0 and w.index >= last), None)


def _by_name(analysis: Analysis, persons: Iterable[int]) -> dict[str, int]:
    """Return the last of the mentions of each person by the name."""
    return {person_value(analysis, person).text: person for person in persons}


def _only(named: dict[str, int]) -> int | None:
    return next(iter(named.values())) if len(named) == 1 else None


def _named_behind(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the person whose name follows what somebody is called: "former prosecutor Yoon Mi-rae"."""
    words = analysis.words
    if analysis.language == "en" and first and words[first - 1].folded == "'s":
        return None  # "the team's doctor"
    if last + 1 < len(words) and words[last].folded in _COMMAS and words[last + 1].person >= 0:
        behind = person_end(analysis, last + 1)
        set_off = behind < len(words) and words[behind].folded in _COMMAS
        return words[last + 1].person if set_off else None  # "A former judge, Yoon Mi-rae, has won"
    last += last < len(words) and words[last].folded in _COPULAS  # «جراح نمساوي المولد هو الدكتور ديتر ويبر»
    for place in range(last, min(last + _TITLE + 1, len(words))):
        word = words[place]
        if word.sentence != words[first].sentence or not word.solid or word.function:
            return None
        if word.person >= 0:
            return word.person
        nation = word.entity >= 0 and analysis.entities[word.entity].type == "nationality"
        if not nation and (analysis.language == "en" or not word.folded.startswith("ال")):
            return None  # but "second-seeded Tunisian Ines Jabri"
    return None


def _named_before(analysis: Analysis, first: int) -> int | None:
    """Return the person to whose name a description is set in apposition, or of whom a verb says that it is what he is:
    "Nadia Haddad, a pharmacist", "Haddad, 43, is an engineer"."""
    words, known = analysis.words, _words(analysis.language)
    home, led = words[first].sentence, False
    for place in range(first - 1, max(first - 2 - _ASIDE, -1), -1):
        word = words[place]
        if word.sentence != home:
            return None
        if word.folded in _COMMAS:
            if place and words[place - 1].person >= 0:
                return words[place - 1].person
            led = True
        elif word.person >= 0:
            return word.person if led else None
        elif word.folded in known.being:
            return _subject(analysis, place)
        elif word.function and word.folded not in known.links | known.articles:
            return None
        elif led and word.quantity < 0 and word.folded not in known.links | known.articles:
            return None  # "In Cairo, Nadia Haddad met the minister, an engineer"
    return None


def _subject(analysis: Analysis, verb: int) -> int | None:
    """Return the person named last before a verb of being, where nobody and nothing else can be its subject."""
    words = analysis.words
    for place in range(verb - 1, max(verb - 1 - _SUBJECT, -1), -1):
        word = words[place]
        if word.sentence != words[verb].sentence:
            return None
        if word.person >= 0:
            return word.person
        if word.folded in ("he", "she"):
            return referred(analysis, place)
        if word.folded not in _words(analysis.language).links and word.solid and word.quantity < 0:
            return None
    return None


def _is_definite(analysis: Analysis, first: int) -> bool:
    """Tell whether a description is one of somebody known: "the 47-year-old ex-judge", «المهندسة»."""
    words = analysis.words
    if analysis.language == "ar":
        word = words[first]
        return word.folded.startswith("ال") or any(clitic.endswith("ال") for clitic in word.forms.proclitics)
    for word in reversed(words[max(0, first - _ASIDE) : first]):
        if word.sentence != words[first].sentence:
            return False
        if word.folded == "the":
            return True
        if word.function and word.folded not in _words(analysis.language).links:
            return False
    return False


def _is_somebodys(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a description without a name tells more of somebody than a role in the story, an age or that it is
    past: "the 47-year-old ex-judge", while "the judge" hears the case."""
    words = analysis.words
    near = [*words[max(0, first - _AGED) : first], *words[last : last + _AGED]]
    near = [w for w in near if w.sentence == words[first].sentence]
    aged = any(w.quantity >= 0 and analysis.quantities[w.quantity].value.unit == "year" for w in near)
    return aged or any(w.folded in _words(analysis.language).no_more for w in near)


def referred(analysis: Analysis, first: int) -> int | None:
    """Return the person told of before: the only one of the sentence so far, or of the two before it, or else the one
    whom the text names more often than any other there."""
    named = times_named(analysis)
    home = analysis.words[first].sentence
    for sentence in range(home, max(home - _REFERRED, 0) - 1, -1):
        people = [w.person for w in analysis.sentence_words(sentence) if w.person >= 0 and w.index < first]
        told = _by_name(analysis, people)
        if not told:
            continue
        (most, person), *others = sorted(((named[name], who) for name, who in told.items()), reverse=True)
        return person if not others or others[0][0] < most else None
    return None


def told_of(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the person of whom the words from `first` to before `last` tell something: the one beside whom they stand,
    the only one named before them in their sentence, or of a sentence without names the one told of before."""
    held = holder_of(analysis, first, last)
    if held is not None:
        return held[0]
    named = [w for w in analysis.sentence_words(analysis.words[first].sentence) if w.person >= 0]
    if not named:
        return referred(analysis, first)
    return _only(_by_name(analysis, (w.person for w in named if w.index < first)))


@once
def times_named(analysis: Analysis) -> Counter[str]:
    """Return how often a text names each person."""
    return Counter(person_value(analysis, index).text for index in range(len(analysis.persons)))


def adjacent_noun(analysis: Analysis, first: int, last: int) -> Word | None:
    """Return the noun that an adjective stands with: the next one in English, in Arabic the one before."""
    place = last if analysis.language == "en" else first - 1
    if not 0 <= place < len(analysis.words):
        return None
    word = analysis.words[place]
    beside = word.sentence == analysis.words[first].sentence and word.solid and not word.function
    return word if beside and word.person < 0 and word.entity < 0 and word.quantity < 0 else None
