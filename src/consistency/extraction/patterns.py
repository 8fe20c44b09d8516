"""Patterns over words, in spaCy's Matcher form, kept in YAML beside the lexicons.

A pattern sees of each word: NORM (folded form), LEMMA (folded lemma), TAG (concept id), ENT_TYPE (PERSON, COUNTRY,
NATIONALITY, CAPITAL, METONYM, ORGANISATION, PLACE; TITLE for the words of an office). A value in the YAML that starts
with "$" stands for a word list of the same file.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher
from spacy.vocab import Vocab

from consistency.errors import ConsistencyError
from consistency.extraction.analysis import Analysis
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
    doc = analysis.doc
    matcher, needs = _matcher(doc.vocab, analysis.language, name)
    found: list[PatternMatch] = []
    # The Matcher takes its time with each word, so it sees only sentences with the words that some pattern needs.
    for sentence in _candidates(analysis, needs):
        bounds = analysis.sentences[sentence]
        found += (
            PatternMatch(doc.vocab.strings[label], bounds.first + first, bounds.first + last)
            for label, first, last in matcher(doc[bounds.first : bounds.last])
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


# A vocabulary belongs to one cached pipeline a language, so few matchers are ever kept.
@functools.lru_cache(maxsize=64)
def _matcher(vocab: Vocab, language: str, name: str) -> tuple[Matcher, tuple[tuple[frozenset[str], ...], ...]]:
    """Return the matcher of a file, and for each of its patterns the lists of words of each of which it needs one."""
    table = language_resource(language, name)
    lists = {key: [fold_word(w) for w in words] for key, words in table.get("words", {}).items()}
    matcher = Matcher(vocab, validate=False)
    needs: list[tuple[frozenset[str], ...]] = []
    for label, patterns in table["patterns"].items():
        read = [[_token(token, lists) for token in pattern] for pattern in patterns]
        matcher.add(label, read)
        for pattern in read:
            needed = tuple(words for token in pattern if (words := _needed(token)))
            if not needed:
                raise ConsistencyError(f"a pattern '{label}' in {language}/{name}.yaml names no word that it needs")
            needs.append(needed)
    return matcher, tuple(needs)


def _needed(token: dict[str, Any]) -> frozenset[str]:
    """Return the words of which a token of a pattern has to be one; empty where it may be another or none at all."""
    listed = token.get("NORM", token.get("LEMMA"))
    if listed is None or token.get("OP", "1") not in ("1", "+"):
        return frozenset()
    return frozenset([listed] if isinstance(listed, str) else listed.get("IN", ()))


def _candidates(analysis: Analysis, needs: Sequence[Sequence[frozenset[str]]]) -> list[int]:
    """Return the sentences that have, for some pattern, each of the words that it needs, in order."""
    anchors = {word for need in needs for word in min(need, key=len)}
    near = {word.sentence for word in analysis.words if word.folded in anchors or word.forms.lemma in anchors}
    found = []
    for sentence in sorted(near):
        words = {form for word in analysis.sentence_words(sentence) for form in (word.folded, word.forms.lemma)}
        if any(not any(words.isdisjoint(listed) for listed in need) for need in needs):
            found.append(sentence)
    return found


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
