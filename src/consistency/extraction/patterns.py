"""Patterns over words, in spaCy's Matcher form, kept in YAML beside the lexicons.

A pattern sees of each word of a sentence: NORM (folded form), LEMMA (folded lemma), TAG (concept id), ENT_TYPE (PERSON,
COUNTRY, NATIONALITY, CAPITAL, METONYM, ORGANISATION, PLACE; TITLE for the words of an office). A value in the YAML that
starts with "$" stands for a word list of the same file.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from consistency.errors import ConsistencyError
from consistency.extraction.analysis import Analysis, Word, once, places_of_lemmas, places_of_words, words_at
from consistency.extraction.office_titles import titles
from consistency.language.orthography import fold_word
from consistency.resources import language_resource


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A stretch of words, half-open, and the label of the pattern that it fits."""

    label: str
    first: int
    last: int


def match_patterns(analysis: Analysis, name: str) -> list[PatternMatch]:
    """Return what the patterns of ``rules/languages/<language>/<name>.yaml`` match: the longest, without overlaps of
    one label, in the order of the text. A match lies within one sentence.
    """
    vocab = analysis.doc.vocab
    found: list[PatternMatch] = []
    # The Matcher takes its time with each word, so a pattern sees only sentences with the words that it needs.
    for sentence, matchers in _candidates(analysis, _patterns(vocab, analysis.language, name)):
        begin, doc = analysis.sentences[sentence].first, _written(analysis, sentence)
        for matcher in matchers:
            found += (
                PatternMatch(vocab.strings[label], begin + first, begin + last) for label, first, last in matcher(doc)
            )
    found.sort(key=lambda m: (m.first - m.last, m.first, m.label))
    kept: list[PatternMatch] = []
    taken: set[tuple[str, int]] = set()
    for match in found:
        places = {(match.label, place) for place in range(match.first, match.last)}
        if not places & taken:
            taken |= places
            kept.append(match)
    return sorted(kept, key=lambda m: (m.first, m.last, m.label))


def _written(analysis: Analysis, sentence: int) -> Doc:
    """Return a sentence as a `Doc` of its own, with all that patterns see of its words."""
    words, vocab = analysis.sentence_words(sentence), analysis.doc.vocab
    columns = (
        [word.folded for word in words],
        [word.forms.lemma or word.text for word in words],  # an empty lemma would count as none at all
        [word.concept or "" for word in words],
        [_type_of(analysis, word) for word in words],
    )
    rows: Any = numpy.array([[vocab.strings.add(text) for text in column] for column in columns], dtype=numpy.uint64)
    doc = Doc(vocab, words=[word.text for word in words])
    return doc.from_array(["NORM", "LEMMA", "TAG", "ENT_TYPE"], rows.T)


def _type_of(analysis: Analysis, word: Word) -> str:
    if word.person >= 0:
        return "PERSON"
    if word.entity >= 0:
        return analysis.entities[word.entity].type.upper()
    return "TITLE" if word.solid and word.index in _words_of_titles(analysis) else ""


@once
def _words_of_titles(analysis: Analysis) -> set[int]:
    """Return the indexes of the words of titles that are given to a person."""
    given = (title for title in titles(analysis) if title.person >= 0)
    return {index for title in given for index in range(title.first, title.last)}


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern and the lists of words of each of which it needs one; one of the shortest list is its anchor."""

    matcher: Matcher
    needs: tuple[frozenset[str], ...]
    anchors: frozenset[str]


# A vocabulary belongs to one cached pipeline a language, so few patterns are ever kept.
@functools.lru_cache(maxsize=64)
def _patterns(vocab: Vocab, language: str, name: str) -> tuple[_Pattern, ...]:
    """Return the patterns of a file."""
    table = language_resource(language, name)
    lists = {key: [fold_word(w) for w in words] for key, words in table.get("words", {}).items()}
    found: list[_Pattern] = []
    for label, patterns in table["patterns"].items():
        for pattern in patterns:
            tokens = [_token(token, lists) for token in pattern]
            needs = tuple(words for token in tokens if (words := _needed(token)))
            if not needs:
                raise ConsistencyError(f"a pattern '{label}' in {language}/{name}.yaml names no word that it needs")
            matcher = Matcher(vocab, validate=False)
            matcher.add(label, [tokens])
            found.append(_Pattern(matcher, needs, min(needs, key=len)))
    return tuple(found)


def _needed(token: dict[str, Any]) -> frozenset[str]:
    """Return the words of which a token of a pattern has to be one; empty where it may be another or none at all."""
    listed = token.get("NORM", token.get("LEMMA"))
    if listed is None or token.get("OP", "1") not in ("1", "+"):
        return frozenset()
    return frozenset([listed] if isinstance(listed, str) else listed.get("IN", ()))


def _candidates(analysis: Analysis, patterns: Sequence[_Pattern]) -> list[tuple[int, list[Matcher]]]:
    """Return the sentences that have, for some pattern, each of the words that it needs, in order."""
    anchors = _anchors(tuple(pattern.anchors for pattern in patterns))
    anchored = {
        word.sentence
        for places in (places_of_words(analysis), places_of_lemmas(analysis))
        for word in words_at(analysis, places, anchors)
    }
    found = []
    for sentence in sorted(anchored):
        words = {form for word in analysis.sentence_words(sentence) for form in (word.folded, word.forms.lemma)}
        fitting = [p.matcher for p in patterns if not any(map(words.isdisjoint, p.needs))]
        if fitting:
            found.append((sentence, fitting))
    return found


@functools.lru_cache(maxsize=64)
def _anchors(lists: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*lists)


def _token(token: dict[str, Any], lists: dict[str, list[str]]) -> dict[str, Any]:
    return {key: _value(value, lists, key in ("NORM", "LEMMA")) for key, value in token.items()}


def _value(value: Any, lists: dict[str, list[str]], folds: bool) -> Any:
    if isinstance(value, str):
        if value.startswith("$"):
            return {"IN": lists[value[1:]]}
        return fold_word(value) if folds else value
    if isinstance(value, dict):
        return {key: _several(inner, lists, folds) for key, inner in value.items()}
    return value


def _several(inner: Any, lists: dict[str, list[str]], folds: bool) -> list[Any]:
    if isinstance(inner, str) and inner.startswith("$"):
        return list(lists[inner[1:]])
    values: Sequence[Any] = inner if isinstance(inner, list) else [inner]
    return [fold_word(v) if folds else v for v in values]
