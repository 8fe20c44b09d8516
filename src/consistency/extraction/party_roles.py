"""What bodies and countries have to do with an event: who funds it, backs it, brokers it, hosts it, builds it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consistency.extraction.analysis import Analysis, Word, entity_key
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.resources import shared_resource

_BODIES = frozenset({"country", "nationality", "organisation", "capital", "metonym"})
_TITLED = 3  # words between a cue and the name
_JOINED = 3  # words between two names of a list
_AUXILIARY = 2  # words between a body and its verb
_JOINS = frozenset({",", "،", "and", "the", "&", "و", "من"})


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody has to do with an event, and the words (half-open) that tell it, name and all."""

    role: str
    who: frozenset[str]
    first: int
    last: int


@functools.cache
def _cues(language: str) -> Phrases[str]:
    return phrases((cue, role) for role, table in _roles().items() for cue in table[language])


@functools.cache
def _verbs() -> dict[str, str]:
    return {verb: role for role, table in _roles().items() for verb in table.get("verbs", ())}


@functools.cache
def _roles() -> Any:
    return shared_resource("parties")["roles"]


@functools.cache
def _titled(language: str) -> frozenset[str]:
    return folded_words(shared_resource("parties")["titled"][language])


@functools.cache
def _auxiliary() -> frozenset[str]:
    return folded_words(shared_resource("parties")["auxiliary"])


def roles_told(analysis: Analysis) -> Iterator[Role]:
    """Yield the roles that the text gives to bodies and countries that are known by name."""
    for place, (length, role) in _cues(analysis.language).found(analysis).items():
        word = analysis.words[place]
        if not word.solid or word.entity >= 0 or word.person >= 0 or analysis.skips(word.start):
            continue
        named = _named_behind(analysis, place + length)
        if named is not None:
            yield Role(role, _who(analysis, *named), place, named[1])
    if analysis.language == "en":
        yield from _by_verb(analysis)


def _by_verb(analysis: Analysis) -> Iterator[Role]:
    """Yield the roles of English verbs with their subject: "the World Bank is financing", "Japan-funded"."""
    words, verbs = analysis.words, _verbs()
    for word in words:
        role = verbs.get(word.forms.lemma) if word.solid and word.entity < 0 and word.person < 0 else None
        behind = words[word.index + 1 : word.index + 2]
        if role is None or (behind and behind[0].folded == "by"):
            continue
        place = word.index - 1
        if place >= 0 and words[place].folded == "-":
            place -= 1
        else:
            for _ in range(_AUXILIARY):
                place -= place >= 0 and words[place].folded in _auxiliary()
        if place >= 0 and _is_body(analysis, words[place]) and words[place].sentence == word.sentence:
            first, last = analysis.words_of_mention(analysis.entities[words[place].entity])
            if first == 0 or not _is_body(analysis, words[first - 1]):
                yield Role(role, _who(analysis, first, last), first, word.index + 1)


def _is_body(analysis: Analysis, word: Word) -> bool:
    return word.entity >= 0 and analysis.entities[word.entity].type in _BODIES


def _named_behind(analysis: Analysis, begin: int) -> tuple[int, int] | None:
    """Return the words (half-open) from the first known name right behind a cue to the last of its list."""
    words = analysis.words
    titled = _titled(analysis.language)
    for word in words[begin : begin + 1 + _TITLED]:
        if word.sentence != words[begin - 1].sentence or not word.solid:
            return None
        if _is_body(analysis, word):
            last = analysis.words_of_mention(analysis.entities[word.entity])[1]
            return word.index, end_of_list(analysis, last)
        if word.folded not in titled and titled.isdisjoint(word.forms.keys):
            return None
    return None


def end_of_list(analysis: Analysis, last: int) -> int:
    """Return the word behind the last name of a list, of which one name ends before `last`."""
    words, titled = analysis.words, _titled(analysis.language)
    for word in words[last : last + 1 + _JOINED]:
        if word.sentence != words[last - 1].sentence:
            break
        if _is_body(analysis, word):
            joined = word.index > last or word.folded.startswith("و")
            end = analysis.words_of_mention(analysis.entities[word.entity])[1]
            return end_of_list(analysis, end) if joined else last
        if word.folded not in _JOINS and titled.isdisjoint(word.forms.keys):
            break
    return last


def _who(analysis: Analysis, first: int, last: int) -> frozenset[str]:
    named = {word.entity for word in analysis.words[first:last] if _is_body(analysis, word)}
    return frozenset(f"e:{entity_key(analysis.entities[entity])}" for entity in named)
