"""Who speaks in a sentence: «قال الناطق … إن», "… , the governor said", "according to the ministry".

A sentence has one speaker or none; a sentence that goes on ("He added", «وأضاف») has that of the one before.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.claim_forms import person_value
from consistency.language.orthography import fold_word
from consistency.model import Name
from consistency.resources import language_resource

_SUBJECT = 14  # words between a verb of saying and what is said, its subject among them
_ROLE = 7  # words of a speaker who is not named


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name or role, the words it stands in (half-open), and whether a person is named."""

    name: Name
    first: int
    last: int
    person: bool


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: frozenset[str]
    continues: frozenset[str]
    according: frozenset[str]
    opens: frozenset[str]
    pronouns: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "speech")
    lists = [
        frozenset(fold_word(w) for w in table.get(key, ()))
        for key in ("verbs", "continues", "according", "opens", "pronouns")
    ]
    return _Lexicon(*lists)


@once
def speakers(analysis: Analysis) -> dict[int, Speaker]:
    """Return the speaker of each sentence that has one."""
    found: dict[int, Speaker] = {}
    read = _arabic if analysis.language == "ar" else _english
    previous: Speaker | None = None
    for index in range(len(analysis.sentences)):
        words = list(analysis.sentence_words(index))
        if not words or not words[0].text.strip():
            continue
        speaker = read(analysis, words, previous)
        if speaker is not None:
            found[index] = speaker
        # Who spoke in this sentence may go on in the next one, but not across a sentence of the writer's own.
        previous = speaker
    return found


def is_speech_verb(word: Word, language: str) -> bool:
    """Tell whether a word is a verb of saying."""
    return word.solid and _is(word, _lexicon(language).verbs)


def _is(word: Word, table: frozenset[str]) -> bool:
    return any(key in table for key in word.forms.keys)


def _arabic(analysis: Analysis, words: list[Word], previous: Speaker | None) -> Speaker | None:
    lexicon = _lexicon("ar")
    for place, word in enumerate(words):
        if not word.solid or word.person >= 0:
            continue
        if _is(word, lexicon.verbs):
            speaker = _between(analysis, words, place + 1, lexicon)
            if speaker is not None:
                return speaker
            if place < 3 and _is(word, lexicon.continues):
                return previous
        elif word.folded in lexicon.according or (word.forms.lemma in lexicon.according and word.forms.lemma != "عن"):
            if word.folded == "عن" and (place == 0 or words[place - 1].forms.lemma != "نقلا"):
                continue
            speaker = _between(analysis, words, place + 1, lexicon, role=True)
            if speaker is not None:
                return speaker
    return None


def _between(
    analysis: Analysis, words: list[Word], place: int, lexicon: _Lexicon, role: bool = False
) -> Speaker | None:
    """Read the subject between a verb of saying and what is said: a person, or else the role as printed."""
    role_words: list[Word] = []
    for word in words[place : place + _SUBJECT]:
        if word.person >= 0:
            return _person(analysis, word)
        if word.folded in lexicon.opens or word.folded in (":", '"'):
            break
        if not word.solid and role_words and word.folded in "،,.":
            break
        if word.solid and len(role_words) < _ROLE:
            role_words.append(word)
    else:
        role_words = role_words if role else []
    while role_words and role_words[0].function:
        role_words = role_words[1:]
    opened = role or any(w.folded in lexicon.opens or w.folded in (":", '"') for w in words[place : place + _SUBJECT])
    return _role(analysis, role_words) if role_words and opened else None


def _english(analysis: Analysis, words: list[Word], previous: Speaker | None) -> Speaker | None:
    lexicon = _lexicon("en")
    for place, word in enumerate(words):
        if not word.solid or word.person >= 0:
            continue
        if word.folded in lexicon.according and place + 2 < len(words) and words[place + 1].folded == "to":
            return _noun_phrase(analysis, words, place + 2, 1)
        if not _is(word, lexicon.verbs) or analysis.quoted(word.start):
            continue
        if place and words[place - 1].folded in lexicon.pronouns:
            return previous
        back = place - 1
        if back > 0 and words[back].folded == "," and words[back - 1].person >= 0:
            back -= 1  # "the presiding judge, Ignacio Lorca, told him"
        before = _noun_phrase(analysis, words, back, -1)
        if before is not None:
            return before
        if place and words[place - 1].folded in ('"', ",") and place + 1 < len(words):
            return _noun_phrase(analysis, words, place + 1, 1)
    return None


def _noun_phrase(analysis: Analysis, words: list[Word], place: int, step: int) -> Speaker | None:
    """Read the noun phrase that begins (step 1) or ends (step -1) at `place`: a person in it, or else the role."""
    found: list[Word] = []
    while 0 <= place < len(words) and len(found) < _SUBJECT:
        word = words[place]
        if word.person >= 0:
            return _person(analysis, word)
        if not word.solid and word.folded not in ("'", "-", "."):
            # An apposition stands between the name and the verb: "Dmitry Peskov, spokesman for …, said".
            if word.folded == "," and step < 0 and found:
                ahead = [w for w in words[max(0, place - 4) : place] if w.person >= 0]
                return _person(analysis, ahead[-1]) if ahead else None
            break
        if word.function and word.folded not in ("of", "the", "for", "a", "an", "'s", "in"):
            break
        found.append(word)
        place += step
    if step < 0:
        found.reverse()
    while found and found[0].function:
        found = found[1:]
    return _role(analysis, found[-_ROLE:] if step < 0 else found[:_ROLE]) if found else None


def _person(analysis: Analysis, word: Word) -> Speaker:
    mention = analysis.persons[word.person]
    first, last = analysis.words_of(*analysis.original(mention))
    return Speaker(person_value(analysis, word.person), first, last, True)


def _role(analysis: Analysis, words: list[Word]) -> Speaker:
    first, last = words[0].index, words[-1].index + 1
    start, end = analysis.span(first, last)
    return Speaker(Name(analysis.text[start:end]), first, last, False)
