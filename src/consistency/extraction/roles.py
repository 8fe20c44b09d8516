"""The part that a figure plays in its sentence: the count itself, a margin, what it was before, the whole, the rest.

A figure of one role is not compared with a figure of another: "rose to 45 from 47 percent", "16 votes to 11", "won by
five votes", "in France and twenty other countries".
"""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

PLAIN = "plain"
_REACH = 5  # words between a role and its figure: «من 3 إلى 5», "the 4.9 billion"
_BESIDE = 3  # words before a figure within which the role must begin
_CHANGED = 9  # words between a change and the figure that it starts from: "slowed in February from 4.2%"
_WON = 10  # words between a win or a loss and its margin
_OUTCOMES = frozenset({"win", "beat", "lose"})
_FROM = 7  # words from the figure that something rises from to the word that leads to the other one


@functools.cache
def _roles(language: str) -> tuple[Phrases[str], Phrases[str], frozenset[str], frozenset[str]]:
    table = language_resource(language, "roles")
    before = phrases((word, role) for role in ("margin", "previous", "whole") for word in table[role])
    after = phrases((word, role) for role in ("rest", "each") for word in table[role])
    return before, after, folded_words(table["from"]), folded_words(table["to"])


def role_of(analysis: Analysis, first: int, last: int) -> str:
    """Return "margin", "previous", "whole", "rest" or "each" where words beside a figure say so, else "plain"."""
    before, after, _, _ = _roles(analysis.language)
    words, leading, following = analysis.words, before.found(analysis), after.found(analysis)
    home = words[first].sentence
    for place in range(first, max(first - _REACH, -1), -1):
        word = words[place]
        if word.sentence != home or (place < first and word.quantity >= 0):
            break
        found = leading.get(place) if word.solid else None
        if found is None or (found[1] == "whole" and word.folded == "of" and not _follows_a_figure(words, place)):
            continue
        if first - _BESIDE <= place + found[0] <= first + 1:
            return found[1]
    if _wins_by(analysis, first):
        return "margin"
    if first - 1 in following and words[first - 1].sentence == home:
        return "rest"  # "its other five lines", "another two"
    behind = last if last in following else last + 1 if last + 1 in following else None
    if behind is not None and words[behind].sentence == home and (behind == last or words[last].solid):
        return following[behind][1]
    return "previous" if is_left(analysis, first, last) else PLAIN


@functools.cache
def companions(language: str) -> frozenset[str]:
    """Return the words that tell of a count that it leaves out somebody who was named: «عشرون غيره»."""
    return folded_words(language_resource(language, "roles")["companions"])


def is_each(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a length of time is that of each of several: "four-year terms"."""
    words = analysis.words
    if analysis.language != "en" or last >= len(words) or not any(w.folded == "-" for w in words[first:last]):
        return False
    noun = words[last]
    return noun.sentence == words[first].sentence and noun.folded.endswith("s") and noun.forms.lemma != noun.folded


def is_left(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a figure or a rank is what something moves away from: "rose from 17th to 11th"."""
    _, _, opens, leads = _roles(analysis.language)
    words = analysis.words
    home = words[first].sentence
    named = first > 0 and _is_material(words[first - 1])  # «من الذهب 162.7 طنا»
    led = words[max(0, first - (1 if named else 2)) : first + 1]
    if opens.isdisjoint([w.folded for w in led if w.sentence == home]):
        return False
    changes = (w for w in words[max(0, first - _CHANGED) : first] if w.sentence == home)
    following = words[last : last + _FROM]
    return any(w.sentence == home and w.folded in leads for w in following) or any(map(_is_change, changes))


def _wins_by(analysis: Analysis, first: int) -> bool:
    """Tell whether "by" leads from a win or a loss to a figure: "beat Ireland by five wickets"."""
    words = analysis.words
    if not first or words[first - 1].folded != "by":
        return False
    before = [w for w in words[max(0, first - _WON) : first] if w.sentence == words[first].sentence]
    return any(w.concept in _OUTCOMES for w in before)


def _follows_a_figure(words: list[Word], place: int) -> bool:
    return place > 0 and (words[place - 1].quantity >= 0 or (place > 1 and words[place - 2].quantity >= 0))


def _is_material(word: Word) -> bool:
    return group_of(word.concept) in ("substance", "object")


def _is_change(word: Word) -> bool:
    return group_of(word.concept) == "change"
