"""Who does something and to what: the noun phrases beside a verb, by word order, without a parser.

In English the subject stands before the verb, across auxiliaries, a relative pronoun or an apposition, and in a passive
behind "by". In Arabic it follows a verb that opens its clause, and the object follows it; else it stands before, as in
«إن الجبهة رفضت» and «كتلة الشمال التي صوتت».
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, without_and
from consistency.extraction.settings import features_of
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

_SUBJECT = 12  # words of a subject
_APPOSITION = 20  # words between the commas of an apposition: "the union, which …, called off"
_OBJECT = 14  # words of an object with what depends on it
_ASIDE = 11  # words between two commas
_BEGUN = 4  # words of a phrase that has just begun
_SHORT = 3  # letters of a word whose last alef need not be an ending
_LISTED = 9  # words behind the comma of a list in which its "and" stands
_THEY = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"})
_LEADING = frozenset({"ب", "ل", "ك", "لل"})
_TOPIC = 26  # words from «أما» to the verb of what it is told of
_AS_FOR = frozenset({"اما", "واما"})
_VOICE = 4  # words before a participle in which the auxiliary of a passive stands


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of the subject and of the object of a verb, in their order."""

    subject: tuple[Word, ...]
    object: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    relatives: frozenset[str]
    pronouns: frozenset[str]
    breaks: frozenset[str]
    openers: frozenset[str]
    prepositions: frozenset[str]
    stops: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "clauses")
    names = ("auxiliaries", "passive", "relatives", "pronouns", "breaks", "openers", "prepositions")
    lists = {name: folded_words(table[name]) for name in names}
    stops = (lists["breaks"] - lists["relatives"]).union((";", "؛", ".", ":"))
    return _Lexicon(**lists, stops=stops)


def opens_relative(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word opens a relative clause, as "which" and «الذي» may."""
    return word.folded in _lexicon(analysis.language).relatives


def parts_of(analysis: Analysis, first: int, last: int, noun: bool = False) -> Parts:
    """Return subject and object of the verb, or noun of doing, at the words from `first` to before `last`."""
    return _arabic(analysis, first, last, noun) if analysis.language == "ar" else _english(analysis, first, last)


def features(analysis: Analysis, words: Iterable[Word]) -> frozenset[str]:
    """Return what some words mean, without figures and days; persons by their names' words as well, as a text that does
    not make known that a name is one has them."""
    found: set[str] = set()
    known = features_of(analysis)
    for word in words:
        feature = known[word.index]
        if feature is not None and feature[0] in "clep":
            found.add(feature)
            if feature[0] == "p":
                found.add(f"l:{word.forms.lemma}")
    return frozenset(found)


def is_auxiliary(word: Word) -> bool:
    """Tell whether an English word may stand between a subject and its verb."""
    return word.folded in _lexicon("en").auxiliaries


def is_preposition(analysis: Analysis, index: int) -> bool:
    """Tell whether a phrase that begins at a word is led by a preposition."""
    word = analysis.words[index]
    return word.folded in _lexicon(analysis.language).prepositions or (analysis.language == "ar" and _is_led(word))


def ends_phrase(analysis: Analysis, word: Word) -> bool:
    """Tell whether a phrase breaks off at a word: at a relative pronoun, a conjunction of time or cause, a colon."""
    return word.folded in _lexicon(analysis.language).stops and word.folded not in ("and", "or", "او")


def relative_asides(analysis: Analysis, first: int, last: int) -> frozenset[int]:
    """Return the words of the relative clauses between two commas: "Bensalem, who beat Mansour, was second"."""
    words, relatives = analysis.words, _lexicon(analysis.language).relatives
    found: set[int] = set()
    opened = -1
    for index in range(first, last):
        if words[index].folded not in (",", "،"):
            continue
        if opened >= 0:
            found.update(range(opened, index))
            opened = -1
        elif index + 1 < last and words[index + 1].folded in relatives:
            opened = index + 1
    return frozenset(found)


def dash_alone(analysis: Analysis, index: int) -> bool:
    """Tell whether a dash stands by itself, as behind the place of a dateline."""
    word = analysis.words[index]
    return word.text in "-–—" and analysis.text[word.start - 1 : word.start].isspace()


def _english(analysis: Analysis, first: int, last: int) -> Parts:
    lexicon, words = _lexicon("en"), analysis.words
    begin = analysis.sentences[words[first].sentence].first
    index = first - 1
    while index >= begin and (
        words[index].folded in lexicon.auxiliaries or words[index].date >= 0 or words[index].folded.endswith("ly")
    ):
        index -= 1
    voice = [word.folded for word in words[max(begin, first - _VOICE) : first]]
    passive = any(word in lexicon.passive for word in voice)
    before = _english_subject(analysis, index, begin)
    after = _phrase(analysis, last, lexicon, _OBJECT)
    by = next((place for place, word in enumerate(after[:6]) if word.folded == "by"), None)
    if by is not None and (passive or by == 0):
        return Parts(after[by + 1 :], before + after[:by])
    return Parts((), before + after) if passive else Parts(before, after)


def _english_subject(analysis: Analysis, index: int, begin: int) -> tuple[Word, ...]:
    lexicon, words = _lexicon("en"), analysis.words
    named: tuple[Word, ...] = ()
    if index >= begin and words[index].folded in lexicon.relatives:
        index -= 1
        if index >= begin and words[index].folded == ",":
            index -= 1
    elif index >= begin and words[index].folded in (",", "-", ")"):
        comma = next(
            (i for i in range(index - 1, max(begin, index - _APPOSITION) - 1, -1) if words[i].folded in ",-("), None
        )
        aside = words[(comma if comma is not None else index) + 1 : index]
        if len(aside) <= _BEGUN and any(w.person >= 0 or w.entity >= 0 for w in aside):
            named = tuple(aside)  # "The manager, Colm Daly, has"
        index = comma - 1 if comma is not None else index - 1
    elif index >= begin and words[index].folded in ("and", "but", "then"):
        index -= 1  # "the council met and rejected"
        return tuple(w for w in words[max(begin, index - _SUBJECT) : index + 1] if w.solid)
    found: list[Word] = []
    while index >= begin and len(found) < _SUBJECT:
        word = words[index]
        if _lists_names(words, index, begin, found):
            index -= 1  # "with Vietnam, Nepal and Laos abstaining"
            continue
        if word.folded in lexicon.breaks or not (word.solid or word.folded in "-'\"'s") or dash_alone(analysis, index):
            break
        if word.solid:
            found.append(word)
        index -= 1
    if len(found) == 1 and found[0].folded in lexicon.pronouns:
        return _named_before(analysis, found[0])
    return (*reversed(found), *named)


def _lists_names(words: list[Word], index: int, begin: int, behind: list[Word]) -> bool:
    """Tell whether the word at `index` stands between names of a list; `behind` are the words behind it, reversed."""
    folded = words[index].folded
    if folded not in (",", "and", "or") or index <= begin or not behind:
        return False
    if folded == "," and not any(w.folded in ("and", "or") for w in words[index + 1 : index + _LISTED]):
        return False
    return all(w.entity >= 0 or w.person >= 0 for w in (words[index - 1], behind[-1]))


def _named_before(analysis: Analysis, pronoun: Word) -> tuple[Word, ...]:
    """Return the words of the only person named before a pronoun in its sentence, or else in the sentence before it."""
    bounds = analysis.sentences[pronoun.sentence]
    spans = [(bounds.first, pronoun.index)]
    if pronoun.sentence:
        before = analysis.sentences[pronoun.sentence - 1]
        spans.append((before.first, before.last))
    for start, end in spans:
        named = [word for word in analysis.words[start:end] if word.person >= 0]
        if named:
            one = {analysis.persons[word.person].tokens[-1] for word in named}
            return tuple(named) if len(one) == 1 else ()
    return ()


def _phrase(analysis: Analysis, first: int, lexicon: _Lexicon, longest: int) -> tuple[Word, ...]:
    """Return the words from `first` on to where their clause breaks off."""
    words, stops = analysis.words, lexicon.stops
    found: list[Word] = []
    last = analysis.sentences[words[first - 1].sentence].last
    index = first
    while index < last and len(found) < longest:
        word = words[index]
        folded = word.folded
        if folded in stops:
            break
        if found and (folded == "," or folded == "،"):
            index = _behind_aside(analysis, index, len(found))
            if not index:
                break
            continue
        if word.solid:
            found.append(word)
        index += 1
    return tuple(found)


def _behind_aside(analysis: Analysis, comma: int, told: int) -> int:
    """Return the place behind what stands between two commas: a day, or an apposition to a phrase just begun."""
    words = analysis.words
    for index in range(comma + 1, min(comma + _ASIDE, len(words))):
        if words[index].sentence != words[comma].sentence:
            return 0
        if words[index].folded in (",", "،"):
            aside = [word for word in words[comma + 1 : index] if word.solid]
            day = all(word.date >= 0 or word.function for word in aside)
            return index + 1 if day or told <= _BEGUN else 0
    return 0


def _arabic(analysis: Analysis, first: int, last: int, noun: bool) -> Parts:
    lexicon, words = _lexicon("ar"), analysis.words
    begin = analysis.sentences[words[first].sentence].first
    index = first - 1
    while index >= begin and words[index].folded in lexicon.auxiliaries:
        index -= 1
    relative = index >= begin and words[index].folded in lexicon.relatives
    if relative:
        index -= 1
    topic = _topic(words, first, begin, lexicon) if not noun else ()
    if topic:
        after = _phrase(analysis, last, lexicon, _OBJECT)
        return Parts((), (*topic, *after)) if words[first].forms.pronoun else Parts(topic, after)
    before: list[Word] = []
    joined = noun or (words[first].forms.proclitics[:1] in (("و",), ("ف",)) and not relative)
    while index >= begin and len(before) < _SUBJECT and not joined:
        word = words[index]
        if (
            not (word.solid or word.folded in '"«»-')
            or word.folded in lexicon.breaks
            or word.folded in lexicon.relatives
        ):
            break
        if dash_alone(analysis, index) or (
            relative and before and (word.folded in lexicon.prepositions or _is_led(word))
        ):
            break
        if word.solid:
            before.append(word)
        index -= 1
        if word.folded[:1] in "وف" and word.folded[1:] in lexicon.auxiliaries:
            break
    before = before[::-1]
    if not before and not noun and index >= begin and words[index].folded in _THEY:
        told = _told_before(words, index, begin)
        if told:
            return Parts(told, _phrase(analysis, last + _is_yet(words, first, last), lexicon, _OBJECT))
    while before and _opens(before[0], lexicon):
        before = before[1:]
    led = bool(before) and (
        not lexicon.prepositions.isdisjoint((before[0].folded, without_and(before[0]))) or _is_led(before[0])
    )
    after = _phrase(analysis, last + _is_yet(words, first, last), lexicon, _OBJECT)
    if before and not led and any(word.date < 0 for word in before):
        return Parts(tuple(before), after)
    end = _end_of_subject(after, lexicon)
    return Parts(after[:end], after[end:])


def _topic(words: list[Word], first: int, begin: int, lexicon: _Lexicon) -> tuple[Word, ...]:
    """Return the subject that «أما» puts before its verb with «ف»: «أما شمس الدين، الذي خسر، فرفض الاعتراف»."""
    if words[first].folded[:1] != "ف":
        return ()
    opened = next((i for i in range(first - 1, max(begin, first - _TOPIC) - 1, -1) if words[i].folded in _AS_FOR), None)
    if opened is None:
        return ()
    end = next(
        (i for i in range(opened + 1, first) if not words[i].solid or words[i].folded in lexicon.relatives), first
    )
    return tuple(words[opened + 1 : end])


def is_actor(word: Word) -> bool:
    """Tell whether a word names somebody, or a role or body that acts."""
    return word.person >= 0 or group_of(word.concept) in ("person", "role", "people", "body", "group")


def _told_before(words: list[Word], index: int, begin: int) -> tuple[Word, ...]:
    """Return who is meant by the pronoun on "that": the subject of the verb before, «أكدت الشركة أنها أبلغت»."""
    near = words[max(begin, index - _BEGUN - 1) : index]
    return tuple(w for w in near if w.entity >= 0 or is_actor(w))


def _is_yet(words: list[Word], first: int, last: int) -> bool:
    """Tell whether «بعد» behind a verb is the "yet" of its denial: «لم يثبت بعد وجود صلة»."""
    if last >= len(words) - 1 or words[last].folded != "بعد":
        return False
    return any(word.folded.endswith("لم") for word in words[max(0, first - 1) : first + 1])


def _opens(word: Word, lexicon: _Lexicon) -> bool:
    """Tell whether a word before a subject is no part of it: "had", a day, «وكان»."""
    either = (word.folded, without_and(word))
    return word.date >= 0 or word.folded in lexicon.openers or not lexicon.auxiliaries.isdisjoint(either)


def _end_of_subject(after: tuple[Word, ...], lexicon: _Lexicon) -> int:
    """Return how many words behind a verb are its subject: to the end of a noun phrase made definite."""
    definite = False
    for place, word in enumerate(after):
        if word.folded in lexicon.prepositions or _is_led(word) or word.date >= 0 or word.quantity >= 0:
            return place
        named = word.person >= 0 or word.entity >= 0
        if place and not named and _is_accusative(word):
            return place  # «رفضت النقابة عرضا»
        if definite and not named and not _describes(word):
            return place
        definite = definite or named or word.folded.startswith("ال") or bool(word.forms.pronoun)
    return len(after)


def _is_accusative(word: Word) -> bool:
    return word.folded.endswith("ا") and not word.folded.startswith("ال") and len(word.folded) > _SHORT


def _is_led(word: Word) -> bool:
    """Tell whether a preposition is written onto a word: «بالعرض», «للخطة»."""
    return word.person < 0 and word.entity < 0 and not _LEADING.isdisjoint(word.forms.proclitics)


def _describes(word: Word) -> bool:
    """Tell whether a word goes on with a definite noun phrase: an adjective, or the name behind a title."""
    if not word.folded.startswith("ال"):
        return word.concept is None  # «كتلة البناء», «حركة الشمال الموحدة»
    adjective = word.folded.endswith(("يه", "ي", "يين", "يون"))
    return adjective or group_of(word.concept) in ("quality", "state", "place", None)
