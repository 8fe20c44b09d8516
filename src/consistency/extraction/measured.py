"""The one noun that a figure is said of: "35 tonnes of flour", "fares fell by 6%", «44% من القضاة»."""

from __future__ import annotations

import functools

from consistency.extraction.amounts import find_changes, head_of_change, is_participle, subject_head
from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.fates import is_joined
from consistency.extraction.nouns import PEOPLE, Thing, can_be_measured
from consistency.language.orthography import folded_words
from consistency.model import Mention, Quantity
from consistency.resources import language_resource

_SHARES = frozenset({"percent", "percentage_point", "ratio", "per_mille"})
_PHRASE = 5  # words of a noun phrase behind "of" or "in"
_JOINED = 3  # words behind a noun in which another one is joined to it
_VALUED = 4  # words between a noun and the word that tells its value: «قروضا جديدة قيمتها»


@functools.cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = language_resource(language, "measures")
    return folded_words(table["of"]), folded_words(table["in"]), folded_words(table["valued"])


def measured_of(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int, thing: Thing) -> Word | None:
    """Return the noun that a figure counts or is said of; None where grammar does not tell it plainly, or names two."""
    noun = _one_noun(analysis, quantity, first, last, thing)
    return noun if noun is None or not _is_one_of_two(analysis, noun) else None


def _one_noun(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int, thing: Thing) -> Word | None:
    unit = quantity.value.unit
    if unit is None or unit == "person":
        return _counted(analysis, thing)
    of, into, _ = _words(analysis.language)
    behind = _behind(analysis, last, of)
    if behind is not None:
        return behind
    if unit in _SHARES:
        head = _changed(analysis).get(quantity.start)
        return analysis.words[head] if head is not None else None
    if analysis.language == "ar":
        return _valued(analysis, first)
    return _behind(analysis, last, into)


def _is_one_of_two(analysis: Analysis, noun: Word) -> bool:
    """Tell whether another noun is joined to one: "tonnes of meat and Kenyan tea", «من اللحوم والشاي»."""
    for word in analysis.words[noun.index + 1 : noun.index + 1 + _JOINED]:
        if word.sentence != noun.sentence or not word.solid or word.quantity >= 0:
            return False
        if word.folded in ("and", "or"):
            behind = analysis.words[word.index + 1 : word.index + 2]
            return bool(behind) and behind[0].quantity < 0 and not _is_verb(analysis, behind[0])
        if is_joined(word):
            return word.entity < 0 and word.person < 0 and can_be_measured(analysis, word) and word.concept is not None
        if word.function:
            return False
    return False


def _counted(analysis: Analysis, thing: Thing) -> Word | None:
    if thing.head in (None, PEOPLE) or not thing.words:
        return None
    ordered = thing.words if analysis.language == "ar" else thing.words[::-1]
    return ordered[0]


@once
def _changed(analysis: Analysis) -> dict[int, int]:
    """Return the head of what is changed by the place of the figure that it is changed by."""
    found: dict[int, int] = {}
    for change in find_changes(analysis):
        led = bool(change.measure) and change.measure[0] < change.action_at
        head = subject_head(analysis, change.action_at) if led else head_of_change(analysis, change)
        if head is not None:
            found[change.quantity.start] = head
    return found


def _behind(analysis: Analysis, last: int, leads: frozenset[str]) -> Word | None:
    """Return the head of the noun phrase that one of `leads` opens right behind a figure."""
    words = analysis.words
    if last >= len(words) or words[last].sentence != words[last - 1].sentence or words[last].folded not in leads:
        return None
    found: list[Word] = []
    for word in words[last + 1 : last + 1 + _PHRASE]:
        if word.sentence != words[last].sentence or not word.solid or word.quantity >= 0:
            break
        opened = not found and word.folded in ("the", "all", "its", "their")
        if (word.function and not opened) or (found and _is_verb(analysis, word)):
            break
        if word.entity < 0 and word.person < 0 and can_be_measured(analysis, word):
            found.append(word)
            if analysis.language == "ar":
                break
    return found[-1] if found else None


def _is_verb(analysis: Analysis, word: Word) -> bool:
    """Tell whether an English word behind a noun begins what is said of it: "tonnes of barley reached the port"."""
    return is_participle(word) or not can_be_measured(analysis, word)


def _valued(analysis: Analysis, first: int) -> Word | None:
    """Return the Arabic noun whose value a figure tells: «قروضا جديدة قيمتها 85 مليون», «ديونا بقيمة 85 مليون»."""
    words = analysis.words
    _, _, valued = _words(analysis.language)
    marker = next((w for w in words[max(0, first - 2) : first] if w.folded in valued), None)
    if marker is None or marker.sentence != words[first].sentence:
        return None
    found = None
    for word in reversed(words[max(0, marker.index - _VALUED) : marker.index]):
        if word.sentence != marker.sentence or not word.solid or word.function:
            break
        if can_be_measured(analysis, word):
            found = word
    return found
