"""What holds around a claim: whose word it is, whether it is planned, denied, provisional or revised."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from operator import or_

from consistency.extraction.analysis import Analysis, Printed, Word, dates_of_sentences, once, places_of_keys, printed
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of
from consistency.extraction.speakers import Speaker, is_speech_verb, speakers
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words, word_lists
from consistency.language.word_table import WordTable
from consistency.model import Context, Modality, Period
from consistency.resources import language_resource

_SAID = 9  # words from a verb of saying to "on Monday that"
_IMPERFECT = frozenset("يتنا")  # letters with which an Arabic verb of present or future begins
_AHEAD = 5  # words after a claim that may still say how real it is: "to 15 billion within five years"
_REACH = 12  # words between a claim and its date


@dataclass(frozen=True, slots=True)
class _Cues:
    future: frozenset[str]
    plan: frozenset[str]
    expect: frozenset[str]
    possible: frozenset[str]
    negative: frozenset[str]
    revised: frozenset[str]
    provisional: frozenset[str]
    final: frozenset[str]
    since: frozenset[str]
    that: frozenset[str]
    issued: frozenset[str]
    statements: frozenset[str]
    country: frozenset[str]


@functools.cache
def _cues(language: str) -> _Cues:
    return word_lists(_Cues, language_resource(language, "modality"))


def context_of(analysis: Analysis, first: int, last: int, speaker: Speaker | None) -> Context:
    """Return the context of the words from `first` to before `last`, judged by the cues of their clause."""
    told = _told(analysis, first, last)
    time = time_of(analysis, first)
    published = analysis.source.published
    ahead = time is not None and time.start is not None and published is not None and time.start > published
    return _context(
        time,
        speaker.name.text if speaker else None,
        _parties(analysis)[speaker.first, speaker.last] if speaker else frozenset(),
        not told & _NEGATIVE,
        _modality(told | _FUTURE if ahead else told),
    )


@functools.lru_cache(maxsize=1 << 10)
def _context(
    time: Period | None, speaker: str | None, party: frozenset[str], positive: bool, modality: Modality
) -> Context:
    """Return a context; the claims of a clause, and often those of a text, have one."""
    return Context.unchecked(
        {"time": time, "speaker": speaker, "party": party, "positive": positive, "modality": modality}
    )


@once
def _parties(analysis: Analysis) -> dict[tuple[int, int], frozenset[str]]:
    """Return by the words of each speaker, half-open, their meanings."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    for speaker in speakers(analysis).values():
        features = (feature_of(analysis, word) for word in analysis.words[speaker.first : speaker.last])
        found[speaker.first, speaker.last] = frozenset(feature for feature in features if feature is not None)
    return found


def state_of(analysis: Analysis, first: int) -> str | None:
    """Return "revised" where the sentence says that a figure changed, "final" where that it will not, "provisional"
    where that it may, else None.
    """
    told = _bits_of_sentences(analysis)[analysis.words[first].sentence]
    if told & _REVISED:
        return "revised"
    if told & _FINAL:
        return "final"
    return "provisional" if told & _PROVISIONAL else None


def speaks_of_country(analysis: Analysis, first: int) -> bool:
    """Tell whether the clause of word `first` speaks of a whole country: "nationwide", «في عموم البلاد».

    "The country" counts and "nine countries" does not, nor does "national" where it names a body: «الوكالة الوطنية».
    """
    home = analysis.words[first]
    near = (w for w in _of_countries(analysis).get(home.sentence, ()) if abs(w.clause - home.clause) <= 1)
    return any(not _names_body(analysis, word.index) for word in near)


@once
def _of_countries(analysis: Analysis) -> dict[int, list[Word]]:
    """Return by sentence the words that may speak of a whole country."""
    country = _cues(analysis.language).country
    found: dict[int, list[Word]] = {}
    for word in analysis.words:
        if word.folded in country:
            found.setdefault(word.sentence, []).append(word)
    return found


def _names_body(analysis: Analysis, index: int) -> bool:
    """Tell whether the word at `index` belongs to the name of a body: the National Water Agency."""
    beside = (index - 1,) if analysis.language == "ar" else (index + 1, index + 2)
    named = (analysis.words[place].concept for place in beside if 0 <= place < len(analysis.words))
    return any(group_of(concept) == "group" for concept in named)


def time_of(analysis: Analysis, first: int) -> Period | None:
    """Return the date nearest to word `first` in its clause or beside it; None without one.

    The day on which somebody said it does not count: "the governor said Wednesday".
    """
    words = analysis.words
    home = words[first]
    best: tuple[int, Period] | None = None
    for place, value in _times_of_sentences(analysis).get(home.sentence, ()):
        apart = abs(words[place].clause - home.clause)
        distance = abs(place - first) + 3 * apart
        if apart <= 1 and distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, value)
    return best[1] if best else None


@once
def _times_of_sentences(analysis: Analysis) -> dict[int, list[tuple[int, Period]]]:
    """Return the dates of each sentence that has any, and their words, without those on which something was said."""
    found: dict[int, list[tuple[int, Period]]] = {}
    for sentence, dates in dates_of_sentences(analysis).items():
        for date in dates:
            place = analysis.word_at(date.start)
            if date.value.is_closed and not is_saying(analysis, place):
                found.setdefault(sentence, []).append((place, _since(analysis, place, date.value)))
    return found


def _since(analysis: Analysis, place: int, value: Period) -> Period:
    """Return the time from a day on where the text says "since" or «منذ» before it."""
    return Period(value.start, None, "interval") if is_beginning(analysis, place) else value


def is_beginning(analysis: Analysis, place: int) -> bool:
    """Tell whether the date at word `place` is one since which something holds: "since January", «منذ عام 2016»."""
    since = _cues(analysis.language).since
    before = analysis.words[max(0, place - 5) : place + 1]
    return any(word.folded in since or word.forms.lemma in since for word in before)


def is_saying(analysis: Analysis, place: int) -> bool:
    """Tell whether the date at word `place` is the day on which something was said.

    A verb of saying stands within two words before it, or what was said begins right after it: "the ministry in Amman
    announced on Monday that", «قالت الشركة الأربعاء إنها».
    """
    words = analysis.words
    after = place + 1
    while after < len(words) and words[after].date == words[place].date >= 0:
        after += 1
    led = after < len(words) and words[after].folded in _cues(analysis.language).that
    before = words[max(0, place - (_SAID if led else 2)) : place]
    told = [word for word in before if word.sentence == words[place].sentence]
    return any(is_speech_verb(word, analysis.language) for word in told) or _is_issued(analysis, told)


def _is_issued(analysis: Analysis, told: Sequence[Word]) -> bool:
    """Tell whether words are those of a statement that came out: "in a statement issued", «بيان المدير الصادر»."""
    cues = _cues(analysis.language)
    issued = next((word.index for word in told if word.folded in cues.issued), None)
    if issued is None:
        return False
    before = analysis.words[max(0, issued - _SAID) : issued]
    return any(word.sentence == told[0].sentence and word.folded in cues.statements for word in before)


_PLAN, _EXPECT, _POSSIBLE, _NEGATIVE, _FUTURE, _REVISED, _FINAL, _PROVISIONAL = (1 << place for place in range(8))


@functools.cache
def _cue_bits(language: str) -> tuple[dict[str, int], Phrases[int]]:
    """Return what each word, and each phrase of several, says of how real something is, as bits: a text asks for them
    word by word. A phrase stands for its words: «غير نهائية» says neither "not" nor "final"."""
    cues = _cues(language)
    found: dict[str, int] = {}
    several: list[tuple[str, int]] = []
    lists = (
        (_FUTURE, cues.future),
        (_PLAN, cues.plan),
        (_EXPECT, cues.expect),
        (_POSSIBLE, cues.possible),
        (_NEGATIVE, cues.negative),
        (_REVISED, cues.revised),
        (_FINAL, cues.final),
        (_PROVISIONAL, cues.provisional),
    )
    for bit, words in lists:
        for word in words:
            if " " in word:
                several.append((word, bit))
            else:
                found[word] = found.get(word, 0) | bit
    return found, phrases(sorted(several))


@once
def _bits_of_words(analysis: Analysis) -> list[int]:
    language, words = analysis.language, analysis.words
    particles, places, several = _particles(language), places_of_keys(analysis), _cue_bits(language)[1]
    told = [*map(_bits_of_printed(language).__getitem__, analysis.printed)]
    for key in particles & places.keys():
        for place in places[key]:
            if words[place].forms.lemma == key and _is_imperfect(analysis, place + 1):
                told[place] |= _POSSIBLE
    for place in several.places(analysis):
        found = several.at(analysis.words, place)
        if found is not None:
            told[place : place + found[0]] = [found[1]] * found[0]
    return told


@functools.cache
def _bits_of_printed(language: str) -> WordTable[int]:
    """Return what each printed word says by itself of how real something is."""
    return WordTable(functools.partial(_bits_of, language=language))


def _bits_of(text: str, language: str) -> int:
    bits, word = _cue_bits(language)[0], printed(text, language)
    led = word.forms.proclitics and _is_future(word)
    return bits.get(word.folded, 0) | bits.get(word.forms.lemma, 0) | (_FUTURE if led else 0)


@functools.cache
def _particles(language: str) -> frozenset[str]:
    """Return the particles that make something possible before a verb in the imperfect, and a fact otherwise."""
    return folded_words(language_resource(language, "modality").get("possible_before_imperfect", ()))


def _is_imperfect(analysis: Analysis, place: int) -> bool:
    """Tell whether the word at `place` is an Arabic verb in the imperfect of he, she or they, or denies one."""
    word = analysis.words[place].folded if place < len(analysis.words) else ""
    return word.startswith("ي") or word == "لا" or (word.startswith("ت") and not word.endswith("ت"))


def _is_future(word: Printed) -> bool:
    """Tell whether an Arabic verb is written with the particle of the future: «ستنفق», «وسيباع»."""
    led = word.forms.proclitics
    return led[-1][-1] == "س" and word.folded.removeprefix(led[-1])[:1] in _IMPERFECT


@once
def _bits_of_sentences(analysis: Analysis) -> list[int]:
    bits = _bits_of_words(analysis)
    return [functools.reduce(or_, bits[s.first : s.last], 0) for s in analysis.sentences]


def _told(analysis: Analysis, first: int, last: int) -> int:
    """Return what the clause of some words and the one before it say of how real it is, as bits."""
    words = analysis.words
    if not _bits_of_sentences(analysis)[words[first].sentence]:
        return 0  # as of most
    bits, home = _bits_of_words(analysis), words[first].clause
    bounds = analysis.sentences[words[first].sentence]
    told = 0
    for index in range(first - 1, bounds.first - 1, -1):
        if words[index].clause < home - 1:
            break
        told |= bits[index]
    for index in range(first, min(bounds.last, last + _AHEAD)):
        if words[index].clause > home:
            break
        told |= bits[index]
    return told


def _modality(told: int) -> Modality:
    if told & _PLAN:
        return "planned"
    if told & _EXPECT:
        return "expected"
    if told & _FUTURE:
        return "future"
    return "possible" if told & _POSSIBLE else "happened"
