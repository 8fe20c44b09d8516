"""What holds around a claim: whose word it is, whether it is planned, denied, provisional or revised."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis
from consistency.extraction.speakers import Speaker
from consistency.language.orthography import fold_word
from consistency.model import Context, Modality, Period
from consistency.resources import language_resource


@dataclass(frozen=True, slots=True)
class _Cues:
    plan: frozenset[str]
    expect: frozenset[str]
    possible: frozenset[str]
    negative: frozenset[str]
    revised: frozenset[str]
    provisional: frozenset[str]


@functools.cache
def _cues(language: str) -> _Cues:
    table = language_resource(language, "modality")
    names = ("plan", "expect", "possible", "negative", "revised", "provisional")
    return _Cues(*(frozenset(fold_word(w) for w in table[name]) for name in names))


def context_of(analysis: Analysis, first: int, last: int, speaker: Speaker | None) -> Context:
    """Return the context of the words from `first` to before `last`, judged by the cues of their clause."""
    clause = _clause(analysis, first, last)
    return Context(
        time=time_of(analysis, first),
        speaker=speaker.name.text if speaker else None,
        positive=not any(key in _cues(analysis.language).negative for key in clause),
        modality=_modality(analysis, clause),
    )


def state_of(analysis: Analysis, first: int) -> str | None:
    """Return "revised" where the sentence says that a figure changed, "provisional" where that it may, else None."""
    cues = _cues(analysis.language)
    sentence = analysis.words[first].sentence
    words = {key for word in analysis.sentence_words(sentence) for key in (word.folded, word.forms.lemma)}
    if words & cues.revised:
        return "revised"
    return "provisional" if words & cues.provisional else None


def time_of(analysis: Analysis, first: int) -> Period | None:
    """Return the date nearest to word `first` in its sentence, where it is a point of days; None without one."""
    words = analysis.words
    sentence = analysis.sentences[words[first].sentence]
    best: tuple[int, Period] | None = None
    for date in analysis.dates:
        if sentence.start <= date.start < sentence.end and date.value.start is not None and date.value.end is not None:
            distance = abs(analysis.word_at(date.start) - first) + 4 * abs(
                words[analysis.word_at(date.start)].clause - words[first].clause
            )
            if best is None or distance < best[0]:
                best = (distance, date.value)
    return best[1] if best and best[0] < 25 else None


def _clause(analysis: Analysis, first: int, last: int) -> list[str]:
    home = analysis.words[first].clause
    keys: list[str] = []
    for word in analysis.sentence_words(analysis.words[first].sentence):
        if word.index < last and home - 1 <= word.clause <= home:
            keys += (word.folded, word.forms.lemma)
    return keys


def _modality(analysis: Analysis, clause: list[str]) -> Modality:
    cues = _cues(analysis.language)
    if any(key in cues.plan for key in clause):
        return "planned"
    if any(key in cues.expect for key in clause):
        return "expected"
    return "possible" if any(key in cues.possible for key in clause) else "happened"
