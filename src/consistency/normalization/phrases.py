"""Lists of words and phrases from the language files, ready to be compared with tokens."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from consistency.language.orthography import fold, fold_word
from consistency.normalization.tokens import Tokens, tokenize
from consistency.resources import language_resource

LANGUAGES = ("ar", "en")
_PROCLITICS = "وفبلك"


@functools.cache
def word_list(file: str, *names: str) -> frozenset[str]:
    """Return the folded words of one list in a file of both languages; `names` is the path to it.

    A language that lacks the list adds nothing.
    """
    found: set[str] = set()
    for language in LANGUAGES:
        table = language_resource(language, file)
        for name in names:
            table = table.get(name, ()) if isinstance(table, dict) else ()
        found.update(fold_word(word) for word in table)
    return frozenset(found)


def phrase_words(text: str) -> tuple[str, ...]:
    """Return the tokens of a phrase, folded."""
    return tuple(tokenize(fold(text)).words)


@functools.cache
def phrase_values(file: str, *names: str) -> dict[str, tuple[tuple[tuple[str, ...], object], ...]]:
    """Return a mapping of phrases to values by the phrase's first word, the longest phrase first."""
    found: dict[str, list[tuple[tuple[str, ...], object]]] = {}
    for language in LANGUAGES:
        table = language_resource(language, file)
        for name in names:
            table = table.get(name, {}) if isinstance(table, dict) else {}
        pairs = table.items() if isinstance(table, dict) else ((phrase, phrase) for phrase in table)
        for phrase, value in pairs:
            words = phrase_words(phrase)
            found.setdefault(words[0], []).append((words, value))
    return {word: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for word, group in found.items()}


def phrase_at(
    phrases: dict[str, tuple[tuple[tuple[str, ...], object], ...]], tokens: Tokens, index: int
) -> tuple[object, int] | None:
    """Return the value of the phrase that begins at token `index`, and the index after it."""
    for words, value in phrases.get(tokens.word(index), ()):
        size = len(words)
        if size == 1 or tuple(tokens.words[index : index + size]) == words:
            return value, index + size
    return None


Ends = dict[str, tuple[tuple[int, dict[tuple[str, ...], str]], ...]]


def by_last_word(pairs: Iterable[tuple[str, str]]) -> Ends:
    """Return phrases with their values by their last word, and there by their length, the longest first."""
    found: dict[str, dict[int, dict[tuple[str, ...], str]]] = {}
    for phrase, value in pairs:
        words = phrase_words(phrase)
        found.setdefault(words[-1], {}).setdefault(len(words), {}).setdefault(words, value)
    return {word: tuple(sorted(sizes.items(), reverse=True)) for word, sizes in found.items()}


def without_proclitic(word: str) -> str:
    """Return an Arabic word without a one-letter proclitic."""
    return word[1:] if len(word) > 2 and word[0] in _PROCLITICS else word


def ends_with_phrase(phrases: Ends, tokens: Tokens, last: int) -> tuple[str, int] | None:
    """Return the value of the longest phrase whose last word is token `last`, and the index of its first word.

    The first word may carry a proclitic ("بنحو", "ولأكثر من").
    """
    words = tokens.words
    for size, values in phrases.get(words[last], ()):
        first = last - size + 1
        if first < 0:
            continue
        written = tuple(words[first : last + 1])
        value = values.get(written)
        if value is None and not written[0].isascii():
            value = values.get((without_proclitic(written[0]), *written[1:]))
        if value is not None:
            return value, first
    bare = without_proclitic(words[last])
    if bare != words[last] and not bare.isascii():
        for size, values in phrases.get(bare, ()):
            if size == 1:
                return values[(bare,)], last
    return None
