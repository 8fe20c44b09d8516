"""Every figure and name with the sentence it stands in, for texts that tell one sentence: a copy with one fact altered.

The other readers ask what a figure measures or what a name does, which they must know the words for. Here nothing is
asked but that the sentences are alike, so that the rules which use it can be sure only where a sentence has one partner
(a headline, a caption, a translated line) or where it is copied nearly word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from consistency.extraction.analysis import Analysis, Word, entity_key
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.name_lexicon import is_ordinary
from consistency.extraction.person_names import NameMention
from consistency.extraction.settings import features_of
from consistency.model import Claim, Name, Quantity, Term, Terms, Value

_DIGITS = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
_DECADE = re.compile(r"[2-9]0s")
_FEWEST = 3  # words with a meaning; a shorter sentence is a heading
_LONGEST = 120  # words; a longer one is a list or a table


def sentence_fact_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "sentence-figure" for each figure and of kind "sentence-name" for each name of a sentence.

    Fields: value (Quantity) or name (Name), words (Terms: what else the sentence says), extent (Term: "sentence" for
    a text of one sentence, else "text").
    """
    whole = [s for s in analysis.sentences if any(w.solid for w in analysis.words[s.first : s.last])]
    extent = Term("sentence" if len(whole) == 1 else "text")
    features = features_of(analysis)
    for number, bounds in enumerate(analysis.sentences):
        words = analysis.sentence_words(number)
        if len(words) > _LONGEST or analysis.skips(bounds.start):
            continue
        kept = {feature for feature in features[bounds.first : bounds.last] if feature and feature[0] in "cl"}
        if len(kept) < _FEWEST:
            continue
        shared: dict[str, Value] = {"words": Terms(frozenset(kept)), "extent": extent}
        for first, last, value in _figures(analysis, words):
            span = analysis.span(first, last)
            yield make_claim(analysis, "sentence-figure", {"value": value, **shared}, first, last, {"value": span})
        for first, last, name in _names(analysis, words):
            span = analysis.span(first, last)
            yield make_claim(analysis, "sentence-name", {"name": name, **shared}, first, last, {"name": span})


def _figures(analysis: Analysis, words: Sequence[Word]) -> Iterator[tuple[int, int, Quantity]]:
    """Yield each quantity, and each run of digits that is none: a year, the hour of a clock, a number on a jersey."""
    seen = -1
    for word in words:
        if word.quantity >= 0:
            if word.quantity != seen:
                seen = word.quantity
                mention = analysis.quantities[seen]
                yield (*analysis.words_of(mention.start, mention.end), mention.value)
        elif word.date >= 0 or (word.solid and not word.folded.isalpha()):
            for number in _labels(analysis, word):
                # A label is exact, as an ordinal is: 2020 is not 2021 rounded.
                yield word.index, word.index + 1, Quantity(float(number), float(number), ordinal=True)


def _labels(analysis: Analysis, word: Word) -> list[str]:
    """Return the runs of digits in a word; "the 80s" is 1980, and the first word of "November first" is its day."""
    date = analysis.dates[word.date] if word.date >= 0 else None
    if date is not None and date.value.precision == "decade" and date.value.start is not None:
        return [str(date.value.start.year)] if date.start == word.start else []
    if date is not None and date.start == word.start and date.value.day is not None and not _DIGITS.search(date.quote):
        return [str(date.value.day)]
    if _DECADE.fullmatch(analysis.text[word.start : word.start + 3]):
        return [f"19{word.folded[:2]}"]
    return _DIGITS.findall(word.folded)


def _names(analysis: Analysis, words: Sequence[Word]) -> Iterator[tuple[int, int, Name]]:
    """Yield each person and known entity, and in English each run of capitalized words that is none."""
    done = -1
    for place, word in enumerate(words):
        if word.index < done:
            continue
        if word.person >= 0 or word.entity >= 0:
            mention = analysis.persons[word.person] if word.person >= 0 else analysis.entities[word.entity]
            start, end = analysis.original(mention)
            first, done = analysis.words_of(start, end)
            known = mention.entity if isinstance(mention, NameMention) else entity_key(mention)
            yield first, done, Name(analysis.text[start:end], known)
        elif word.text[0].isupper() and _is_proper(analysis, word, first=not place):
            done = word.index + 1
            for following in words[place + 1 :]:
                if not _is_proper(analysis, following, first=False):
                    break
                done = following.index + 1
            yield word.index, done, Name(analysis.text[slice(*analysis.span(word.index, done))])


def _is_proper(analysis: Analysis, word: Word, first: bool) -> bool:
    """Tell whether a capital marks a name: not on a month or a figure, nor on the first word if a dictionary has it."""
    if not word.text[0].isupper() or word.person >= 0 or word.entity >= 0:
        return False
    if word.function or word.quantity >= 0 or word.date >= 0 or len(word.text) < 3:
        return False
    return not first or not (word.concept or is_ordinary(word.folded, analysis.language))
