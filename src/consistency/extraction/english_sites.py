"""Where something happens, in English: a preposition, perhaps a noun for the kind of place, a name in capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.site_words import (
    AFFILIATED,
    OF,
    ORIGINS,
    PLACES,
    UNKNOWN,
    VENUE,
    Levels,
    Site,
    is_at_distance,
    is_kind_of,
    is_venue,
    known_name,
    levels_of,
    site_lexicon,
    venue,
)
from consistency.language.concepts import group_of
from consistency.model import Name

_AHEAD = 6  # words between a preposition and the name of the place
_LEFT = 5  # words between a verb of leaving and "from"
_OFFSHORE = frozenset({"island", "port"})
_NO_PLACE = frozenset({"group", "person", "people", "document", "money", "body", "speech", "role"})
_LINKING = frozenset({"the", "of", "a", "an", "its", "his", "her", "their", "-", "'s", "called", "named"})


def english_site(analysis: Analysis, word: Word) -> Site | None:
    lexicon, words = site_lexicon("en"), analysis.words
    if is_kind_of(words, word, lexicon):
        site = _english_name(analysis, word, word.index + OF, lexicon.kinds[word.folded])
        origin = any(w.folded in ORIGINS for w in words[max(0, word.index - AFFILIATED) : word.index])
        return replace(site, first=site.name_first, placed=False, told=not origin) if site is not None else None
    if word.folded not in lexicon.locative:
        before = words[max(0, word.index - _LEFT) : word.index]
        left = any(w.clause == word.clause and w.folded in lexicon.departures for w in before)
        if not left and not is_at_distance(analysis, word):
            return None  # "launched from the Kourou spaceport"
    if word.index and words[word.index - 1].folded in lexicon.not_after:
        return None
    level: Levels = None
    for place in range(word.index + 1, min(word.index + 1 + _AHEAD, len(words))):
        here = words[place]
        if here.sentence != word.sentence or not (here.solid or here.folded in "-'"):
            return None
        if here.text[:1].isupper() and not here.function:
            site = _english_name(analysis, word, place, level)
            return site if site is None or word.folded in lexicon.locative or VENUE in site.levels else None
        edge = words[place - 1].folded in lexicon.edges  # "at the entrance to the town of", "on the outskirts of"
        if here.folded == "of" and level is None and not edge:
            return None  # "in the presence of", "in favor of"
        level = lexicon.kinds.get(here.folded, level)
        linking = here.folded in _LINKING or (edge and here.folded == "to")
        if here.function and not linking:
            return None
    return None


def _english_name(analysis: Analysis, word: Word, place: int, level: Levels) -> Site | None:
    """Read the name at `place`, after a preposition and perhaps a kind: a known place, or a run of capitals."""
    lexicon, words = site_lexicon("en"), analysis.words
    last = place
    known = None
    while last < len(words) and words[last].sentence == word.sentence:
        here = words[last]
        if here.date >= 0 or here.person >= 0 or here.folded in lexicon.not_names:
            break
        if here.entity >= 0:
            if analysis.entities[here.entity].type not in PLACES:
                if analysis.entities[here.entity].type == "nationality" and last == place:
                    return _after_adjective(analysis, word, place)
                return None
            known = known or here
        elif (
            here.folded not in lexicon.kinds
            if known is not None
            else not (here.text[:1].isupper() or (here.folded == "-" and last > place))
        ):
            break
        level = lexicon.kinds.get(here.folded, level)
        last += 1
    if last == place:
        return None
    if last < len(words) and words[last].folded in lexicon.kinds:  # "Romblon island"
        level = lexicon.kinds[words[last].folded]
        last += 1
    beyond = _beyond(words, last)
    if beyond and words[last].folded == "of" and words[last - 1].text[:1].islower():
        return _english_name(analysis, word, last + 1, level)  # "in the Beirut neighborhood of Hamra"
    if beyond and words[last].folded == "'s" and words[beyond - 1].folded in lexicon.kinds:  # "St. Mary's Hospital"
        level, last, known = lexicon.kinds[words[beyond - 1].folded], beyond, None
    elif beyond and words[last].folded == "of" and is_venue(level):  # "the Palace of Justice"
        last, known = beyond, None
    following = words[last] if last < len(words) else None
    if following is not None and following.sentence == word.sentence:
        if following.folded in ("'s", "'") or (following.solid and following.text[:1].isupper()):
            return None
        if known is None and level is None and following.solid and not (following.function or following.date >= 0):
            return None  # "in Diamond League meetings"
    if level is None and words[word.index + 1].folded in ("a", "an"):
        return None  # "on a second Danube bridge"
    if known is None and level is None and (word.folded not in lexicon.bare or place > word.index + 1):
        return None  # of no list, and no kind told: only right behind "in"
    if known is None and any(_is_no_place(here) for here in words[place:last]):
        return None
    start, end = analysis.span(place, last)
    if is_venue(level):
        return venue(analysis, word.index, place, last, level or UNKNOWN)
    name = known_name(analysis, known) if known is not None else Name(analysis.text[start:end])
    levels = levels_of(analysis, known, level)
    if known is None and level is None and word.folded in lexicon.seaward:
        levels = levels | _OFFSHORE  # "off Korcula"
    return Site(word.index, place, last, name, levels, True)


def _beyond(words: Sequence[Word], last: int) -> int:
    """Return where a name ends that goes on behind "of" or "'s" with words in capitals; 0 where it does not."""
    end = last + 1
    if last >= len(words) or words[last].folded not in ("of", "'s"):
        return 0
    while end < len(words) and words[end].sentence == words[last].sentence and words[end].text[:1].isupper():
        end += 1
    return end if end > last + 1 else 0


def _after_adjective(analysis: Analysis, word: Word, place: int) -> Site | None:
    """Go on behind a nationality: "in the Somali port of Bosaso", "in the Spanish city of Marbella"."""
    lexicon, words = site_lexicon("en"), analysis.words
    level: Levels = None
    for index in range(place + 1, min(place + 5, len(words))):
        here = words[index]
        if here.sentence != word.sentence or not here.solid:
            return None
        if here.text[:1].isupper():
            return _english_name(analysis, word, index, level) if level else None
        level = lexicon.kinds.get(here.folded, level)
    return None


def _is_no_place(word: Word) -> bool:
    return group_of(word.concept) in _NO_PLACE
