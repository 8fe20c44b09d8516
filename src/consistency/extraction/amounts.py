"""Amounts: a figure, what it measures, what is done to it, by whom and among whom."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.country_lists import CountryList, country_lists
from consistency.extraction.nouns import can_be_measured, is_adjective
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import is_speech_verb
from consistency.language.orthography import folded_words
from consistency.model import Claim, Mention, Quantity, Term, Terms, Value
from consistency.resources import language_resource

_POSSESSIVE = frozenset({"'s", "s'"})
_REACH = 16  # words between an action and its figure
_PHRASE = 9  # words of a noun phrase before its verb


@dataclass(frozen=True, slots=True)
class Change:
    """A figure by which something is raised or lowered, as words: the action, the measured thing, the figure."""

    action: str
    action_at: int
    measure: tuple[int, ...]
    first: int
    last: int
    quantity: Mention[Quantity]
    parties: CountryList | None


def change_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "change" for each figure by which something is to be raised or lowered.

    Fields: action (Term: increase, decrease), value (Quantity), measure (Term: the head of what is changed), extent
    (Term: by, or to a level), parties (Terms: the countries among which), setting.
    """
    for change in find_changes(analysis):
        yield claim_of_change(analysis, change)


def claim_of_change(analysis: Analysis, change: Change) -> Claim:
    """Return the claim that a change makes."""
    first, last = min(change.first, change.action_at), change.last
    fields: dict[str, Value] = {
        "action": Term(change.action),
        "value": change.quantity.value,
        "extent": Term("to" if _is_level(analysis, change.first) else "by"),
    }
    spans = {"value": (change.quantity.start, change.quantity.end)}
    head = _head(analysis, change.measure)
    if head is not None:
        fields["measure"] = Term(feature_of(analysis, analysis.words[head]) or analysis.words[head].forms.lemma)
        spans["measure"] = analysis.span(min(change.measure), max(change.measure) + 1)
    if change.parties is not None:
        fields["parties"] = Terms(change.parties.countries, complete=True)
        spans["parties"] = analysis.span(change.parties.first, change.parties.last)
        first, last = min(first, change.parties.first), max(last, change.parties.last)
    fields["setting"] = setting(analysis, first, last)
    return make_claim(analysis, "change", fields, first, last, spans)


def is_change(analysis: Analysis, quantity: Mention[Quantity]) -> bool:
    """Tell whether something is raised or lowered by a figure."""
    return id(quantity) in _changing(analysis)


def is_step(analysis: Analysis, quantity: Mention[Quantity], first: int) -> bool:
    """Tell whether something is raised or lowered by a figure, and not to it: a share that follows such a verb, or
    another figure behind a word that leads to a step."""
    if not is_change(analysis, quantity) or _is_level(analysis, first):
        return False
    before = analysis.words[max(0, first - 2) : first + 1]
    led = any(not _steps(analysis.language).isdisjoint((w.folded, w.forms.lemma)) for w in before)
    return led or quantity.value.unit == "percent"


@functools.cache
def _steps(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "measures")["steps"])


@once
def _changing(analysis: Analysis) -> frozenset[int]:
    """Return by their identity the quantities by which something is raised or lowered."""
    return frozenset(id(change.quantity) for change in find_changes(analysis))


def head_of_change(analysis: Analysis, change: Change) -> int | None:
    """Return the index of the noun that says what a change is one of, or None."""
    return _head(analysis, change.measure)


def _is_level(analysis: Analysis, first: int) -> bool:
    """Tell whether a figure is the level that something rises or falls to, or the length of a height, and no step."""
    opens = folded_words(language_resource(analysis.language, "roles")["to"])
    return any(word.folded in opens for word in analysis.words[max(0, first - 2) : first + 1])


@once
def find_changes(analysis: Analysis) -> list[Change]:
    """Return the changes of amounts in the order of the text."""
    lists = country_lists(analysis)
    places = frozenset(_lexicon(analysis.language)[0].places(analysis))
    found = []
    for quantity in analysis.quantities:
        if quantity.value.ordinal or analysis.skips(quantity.start):
            continue
        change = _change(analysis, quantity, lists, places)
        if change is not None:
            found.append(change)
    return found


@functools.cache
def _lexicon(language: str) -> tuple[Phrases[str], frozenset[str], frozenset[str]]:
    table = language_resource(language, "measures")
    changes = phrases((word, change) for change, listed in table["changes"].items() for word in listed)
    generic = folded_words(table["generic"])
    return changes, generic, folded_words(table["markers"])


def _change(
    analysis: Analysis, quantity: Mention[Quantity], lists: list[CountryList], places: frozenset[int]
) -> Change | None:
    """Return the change that a quantity is a step of; `places` are those at which a word of a change may stand."""
    words = analysis.words
    changes, _, _ = _lexicon(analysis.language)
    first, last = analysis.words_of(quantity.start, quantity.end)
    sentence = analysis.sentences[words[first].sentence]
    parties = next((c for c in lists if sentence.first <= c.first < sentence.last), None)
    lowest = max(sentence.first, first - _REACH)
    # The action before the figure ("cut spending by 50%"), nearest first; else after it ("a 50% cut in spending").
    for place in range(first - 1, lowest - 1, -1):
        if words[place].quantity >= 0 and words[place].clause != words[first].clause:
            break  # the action is that of a figure of its own
        found = changes.at(words, place) if place in places and words[place].solid else None
        if found is not None:
            behind = _without_agent(analysis, place + found[0], first)
            measure = tuple(_measure(analysis, behind, first)) or tuple(_subject(analysis, sentence.first, place))
            return Change(found[1], place, measure, first, last, quantity, parties)
    for place in range(last, min(last + 3, sentence.last)):
        found = changes.at(words, place) if place in places and words[place].solid else None
        if found is not None:
            after = place + found[0]
            if after < sentence.last and words[after].folded in ("in", "of", "to", "في"):
                measure = tuple(_measure(analysis, after + 1, min(after + 7, sentence.last)))
                return Change(
                    found[1], place, measure, first, max(after, *(m + 1 for m in measure), last), quantity, parties
                )
    # A halving names its figure itself.
    place = words[first].index
    own = changes.at(words, place)
    if own is not None:
        measure = tuple(_measure(analysis, place + own[0], min(place + 8, sentence.last)))
        return Change(own[1], place, measure, first, max([last, *(m + 1 for m in measure)]), quantity, parties)
    return None


def _without_agent(analysis: Analysis, first: int, last: int) -> int:
    """Return where the object of an Arabic verb begins: behind its agent, a noun with the article and its adjectives,
    as in «ترفع المسودة الضريبة», «خفض البنك المركزي سعر الفائدة»."""
    words = analysis.words
    if analysis.language != "ar" or first >= last or not _has_article(words[first]) or words[first].function:
        return first
    for word in words[first + 1 : last]:
        if not word.solid or word.function or word.forms.proclitics[:1] not in ((), ("ال",)):
            return first
        if not is_adjective(word):
            return word.index if word.concept is not None and can_be_measured(analysis, word) else first
    return first


def _has_article(word: Word) -> bool:
    return word.folded.startswith("ال") and len(word.folded) > 4


def _measure(analysis: Analysis, first: int, last: int) -> Iterator[int]:
    """Yield the words of the first noun phrase from `first` on, up to a marker, a list, or a clause break.

    What owns the thing is none of it, nor what was done to it: "the plant's carbon emissions", "the area planted".
    """
    _, generic, markers = _lexicon(analysis.language)
    begun = False
    owners = [place for place in range(first, last) if analysis.words[place].folded in _POSSESSIVE]
    for word in analysis.words[owners[-1] + 1 if owners else first : last]:
        if not word.solid:
            if begun:
                return
            continue
        if word.entity >= 0 or word.person >= 0:
            if begun:
                return
            continue
        if word.function or word.folded in markers or word.folded[:1].isdigit():
            if begun and word.folded not in generic:
                return
            continue
        if begun and analysis.language == "en" and is_participle(word):
            return
        begun = begun or not _generic(word, generic)
        yield word.index


def is_participle(word: Word) -> bool:
    """Tell whether an English word is a regular past form of a verb: "reached", but not "speed"."""
    return word.folded.endswith("ed") and word.forms.lemma != word.folded


def _subject(analysis: Analysis, first: int, verb: int) -> Iterator[int]:
    """Yield the head of the noun phrase before a verb and what qualifies it: "military spending would fall by half"."""
    head = subject_head(analysis, verb)
    if head is not None:
        yield from _premodified(analysis, first, head)
        return
    found: list[int] = []
    for word in reversed(analysis.words[max(first, verb - 5) : verb]):
        if not word.solid or word.entity >= 0 or word.person >= 0:
            break
        if word.function:
            if found:
                break
            continue
        found.append(word.index)
    yield from reversed(found)


def _premodified(analysis: Analysis, first: int, head: int) -> Iterator[int]:
    """Yield an English noun with the words right before it in its phrase; an Arabic one alone."""
    start = head
    while analysis.language == "en" and start > first:
        before = analysis.words[start - 1]
        if not before.solid or before.function or before.entity >= 0 or before.person >= 0 or before.quantity >= 0:
            break
        start -= 1
    yield from range(start, head + 1)


def subject_head(analysis: Analysis, verb: int) -> int | None:
    """Return the head of the noun phrase before a verb: "exports of wheat to Egypt through the port rose" has exports.

    In Arabic the head is the first noun of the phrase, in English the last one before its first preposition.
    """
    inside, auxiliaries = _inside(analysis.language)
    while verb > 0 and analysis.words[verb - 1].folded in auxiliaries:
        verb -= 1  # "rents that have risen"
    first = verb
    for place in range(verb - 1, max(verb - 1 - _PHRASE, -1), -1):
        word = analysis.words[place]
        ends = not word.solid or word.quantity >= 0 or is_speech_verb(word, analysis.language)
        if word.sentence != analysis.words[verb].sentence or ends or (word.function and word.folded not in inside):
            break
        first = place
    head = None
    for word in analysis.words[first:verb]:
        if word.function and word.folded not in ("the", "a", "an") and head is not None:
            break
        if word.entity < 0 and word.person < 0 and not word.function and can_be_measured(analysis, word):
            head = word.index
            if analysis.language == "ar":
                break
    return head


@functools.cache
def _inside(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the function words that a noun phrase may have inside, and those that stand between it and its verb."""
    table = language_resource(language, "measures")
    return folded_words(table["inside"]), folded_words(table["auxiliaries"])


def _generic(word: Word, generic: frozenset[str]) -> bool:
    return word.folded in generic or word.forms.lemma in generic


def _head(analysis: Analysis, measure: tuple[int, ...]) -> int | None:
    """Return the noun that says what is measured: the first in Arabic, the last in English, generic ones left out."""
    _, generic, _ = _lexicon(analysis.language)
    solid = [place for place in measure if not _generic(analysis.words[place], generic)]
    if not solid:
        return None
    return solid[0] if analysis.language == "ar" else solid[-1]
