"""What happens in a clause: the word that tells it, a verb or a noun of doing, and whether it begins or ends there.

No parser is at hand: a word tells an act where its concept belongs to a class of acts (rules/languages/stances.yaml).
"""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.speakers import is_speech_verb
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.resources import language_resource, shared_resource

_ABOUT = 4  # words behind a verb in which its preposition stands
_REACH = 10  # words between something told of an act and the word that tells the act


@functools.cache
def act_table() -> dict[str, frozenset[str]]:
    """Return the lists of rules/languages/stances.yaml: classes of acts, concepts that begin and that end, …"""
    raw = shared_resource("stances")
    return {key: folded_words(words) for key, words in raw.items() if isinstance(words, list)}


@functools.cache
def _phases() -> dict[str, str]:
    raw = shared_resource("outcomes")
    return {act: phase for phase in ("begin", "end") for act in raw[f"{phase}s"]}


def phase_of(act: str) -> str | None:
    """Return "begin" or "end" where an act begins a state or ends one, else None: who is held may be freed later."""
    return _phases().get(act)


def tells_act(word: Word) -> bool:
    """Tell whether a word tells an act."""
    return word.person < 0 and group_of(word.concept) in act_table()["acts"]


def act_near(analysis: Analysis, first: int, last: int) -> Word | None:
    """Return the word that tells the act of the words from `first` to before `last`: the nearest in the clause before
    them, else after them, else in the clause that theirs goes on.
    """
    return next(iter(acts_near(analysis, first, last)), None)


def acts_near(analysis: Analysis, first: int, last: int) -> list[Word]:
    """Return all words that tell acts in the clause in which `act_near` finds one, on its side, the nearest first."""
    words = analysis.words
    home = words[first]
    bounds = analysis.sentences[home.sentence]
    before = words[max(bounds.first, first - _REACH) : first][::-1]
    after = words[last : min(bounds.last, last + _REACH)]
    for apart in (0, 1):
        for side in (before, after):
            found = [word for word in side if abs(word.clause - home.clause) == apart and tells_act(word)]
            if found:
                return found
    return []


def aspect_of(analysis: Analysis, act: Word) -> str | None:
    """Return "begin" or "end" where an act, or a word right beside it, tells a beginning or an end, else None."""
    near = [act, *(w for w in analysis.words[max(0, act.index - 3) : act.index + 3] if w.clause == act.clause)]
    for word in near:
        for aspect in ("begin", "end"):
            if word.concept in act_table()[aspect]:
                return aspect
    return None


def is_told(analysis: Analysis, first: int) -> bool:
    """Tell whether a day or a place is that of a statement: a verb of saying before it, and no act between."""
    words = analysis.words
    home = words[first]
    bounds = analysis.sentences[home.sentence]
    for word in words[max(bounds.first, first - _REACH) : first][::-1]:
        if is_speech_verb(word, analysis.language) and not _is_carrying(analysis, word):
            return word.clause >= home.clause - 2
        if tells_act(word) or (word.solid and word.folded in ("ان", "that")):
            return False
    return False


def _is_carrying(analysis: Analysis, word: Word) -> bool:
    """Tell whether a verb of saying tells of carrying or crossing, as «نقل» and «عبر» do where no «عن» follows, or is
    "belonging to", as «تابع» is before «ل»."""
    if word.folded == "تابع":
        after = analysis.words[word.index + 1 : word.index + 2]
        return any(other.folded.startswith("ل") for other in after)
    if not _carrying().isdisjoint(word.forms.keys):
        after = analysis.words[word.index + 1 : word.index + 1 + _ABOUT]
        return not any(other.folded == "عن" or other.forms.lemma == "عن" for other in after)
    return False


@functools.cache
def _carrying() -> frozenset[str]:
    return folded_words(language_resource("ar", "speech")["carrying"])
