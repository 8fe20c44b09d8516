"""The concept lexicon: one meaning, its Arabic and its English words, single ones and phrases.

It is the bridge between paraphrases and between the languages ("dock", "berth", رصيف are one concept), and it tells
which concepts cannot both be said of one act ("accept" and "reject"). The files are rules/languages/concepts/*.yaml.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.language.orthography import fold
from consistency.resources import cached_table, load_shipped, rules_root

_HAMZAS = frozenset("أإآ")


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning: its id, its coarser class, and the ids of the concepts that deny it."""

    id: str
    group: str | None
    opposite: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts by id, and for one language the way from words to them.

    `words` leads from a folded word to a concept id; `phrases` from the first folded word of a phrase to the rest of
    its words and the concept, the longest phrase first; `spellings` from a folded word to how the files spell it, where
    folding changed it.
    """

    concepts: dict[str, Concept]
    words: dict[str, str]
    phrases: dict[str, list[tuple[list[str], str]]]
    spellings: dict[str, list[str]]


@functools.cache
def concepts() -> dict[str, Concept]:
    """Return all concepts by id."""
    table = cached_table(_files(), "concepts", _build_concepts)
    return {key: Concept(key, group, frozenset(opposite)) for key, (group, opposite) in table.items()}


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Return the concept lexicon for `language` ("ar" or "en")."""
    words, phrases, spellings = cached_table(_files(), f"words of {language}", lambda: _build_words(language))
    return Lexicon(concepts(), words, phrases, spellings)


def _files() -> list[Path]:
    return sorted((rules_root() / "languages" / "concepts").glob("*.yaml"))


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in _files():
        yield from load_shipped(path).items()


def _build_concepts() -> dict[str, Any]:
    opposites: dict[str, set[str]] = {}
    for concept, entry in _entries():
        for other in entry.get("opposite") or ():
            opposites.setdefault(concept, set()).add(other)
            opposites.setdefault(other, set()).add(concept)
    return {concept: [entry.get("class"), sorted(opposites.get(concept, ()))] for concept, entry in _entries()}


def _build_words(language: str) -> list[Any]:
    words: dict[str, str] = {}
    spellings: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[list[str], str]]] = {}
    for concept, entry in _entries():
        for word in entry.get(language) or ():
            parts = fold(str(word)).text.replace("-", " ").split()
            if len(parts) == 1:
                words.setdefault(parts[0], concept)
                spellings.setdefault(parts[0], []).append(str(word))
            elif parts:
                phrases.setdefault(parts[0], []).append((parts[1:], concept))
    for rests in phrases.values():
        rests.sort(key=lambda rest: (-len(rest[0]), rest))
    return [words, phrases, {folded: listed for folded, listed in spellings.items() if listed != [folded]}]


@functools.cache
def first_words(language: str) -> dict[str, str]:
    """Return the first word that the lexicon lists for each concept in a language, by the concept's id."""
    found: dict[str, str] = cached_table(
        _files(),
        f"first words of {language}",
        lambda: {concept: str(words[0]) for concept, entry in _entries() if (words := entry.get(language))},
    )
    return found


@functools.cache
def listed_in_order(language: str) -> list[list[str]]:
    """Return for each concept its folded words in a language, phrases too, in the order of the files."""
    found: list[list[str]] = cached_table(
        _files(),
        f"words in order of {language}",
        lambda: [[fold(str(word)).text for word in entry.get(language) or ()] for _, entry in _entries()],
    )
    return found


@functools.cache
def listed_words(language: str) -> frozenset[str]:
    """Return every folded single word that the lexicon lists."""
    return frozenset(lexicon(language).words)


def spelled_as_listed(word: str, folded: str, language: str) -> bool:
    """Tell whether `word`, which folds to the listed word `folded`, may be that word.

    A writer who leaves a hamza out may mean either; one who writes it means what he writes: إثر is not أثر, وأدى not
    وادي, and عمله (his work) not عملة (currency). A hamza on a first alef that should be bare is a common slip.
    """
    return any(_may_be(word, listed) for listed in lexicon(language).spellings.get(folded, (folded,)))


def _may_be(word: str, listed: str) -> bool:
    if len(word) != len(listed):
        return True
    for place, (letter, other) in enumerate(zip(word, listed, strict=True)):
        if letter == other:
            continue
        if letter in _HAMZAS and (other in _HAMZAS or (other == "ا" and place > 0)):
            return False
        if {letter, other} == {"ه", "ة"}:
            return False
    return True


_Begun = dict[str, list[tuple[int, list[str], str]]]
"""From the second word of a phrase to its rank among those with the same first word, its rest, and its concept."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lexicon lists of a word: its concept by itself, and the phrases that it may begin.

    `keys` are those under which it may be listed.
    """

    keys: tuple[str, ...]
    single: str | None
    begun: _Begun


def listed(keys: tuple[str, ...], language: str) -> Listed:
    """Return what the lexicon lists of a word, given the keys under which it may be listed."""
    table = lexicon(language)
    single = next((table.words[key] for key in keys if key in table.words), None)
    begun: _Begun = {}
    for rank, (rest, concept) in enumerate(phrase for key in keys for phrase in table.phrases.get(key, ())):
        begun.setdefault(rest[0], []).append((rank, rest, concept))
    return Listed(keys, single, begun)


def find_concepts(keys: Sequence[tuple[str, ...]], language: str) -> list[str | None]:
    """Return the concept of each word of a sentence, given the lexicon keys of each; a phrase marks all its words.

    A phrase matches where each of its words is among the keys of the word at its place.
    """
    return concepts_of([listed(own, language) for own in keys])


_HYPHEN = ("-",)


def concepts_of(words: Sequence[Listed]) -> list[str | None]:
    """Return what `find_concepts` does of words that were looked up before.

    A hyphen, which is a word of its own, stands for the space of a phrase: "brother-in-law", "start-up".
    """
    plain = [index for index, word in enumerate(words) if word.keys != _HYPHEN]
    if len(plain) == len(words):
        return _concepts_of(words)
    found: list[str | None] = [None] * len(words)
    for index, concept in zip(plain, _concepts_of([words[index] for index in plain]), strict=True):
        found[index] = concept
    for index in range(1, len(words) - 1):
        if words[index].keys == _HYPHEN and found[index - 1] == found[index + 1]:
            found[index] = found[index - 1]
    return found


def _concepts_of(words: Sequence[Listed]) -> list[str | None]:
    found = [word.single for word in words]
    index, count = 0, len(words)
    last = count - 1
    while index < last:
        phrases = words[index].begun
        if phrases and not phrases.keys().isdisjoint(words[index + 1].keys):
            begun = [phrase for key in words[index + 1].keys for phrase in phrases.get(key, ())]
            for _, rest, concept in sorted(begun) if len(begun) > 1 else begun:
                if len(rest) < count - index and all(
                    word in words[place].keys for place, word in enumerate(rest, start=index + 1)
                ):
                    found[index : index + len(rest) + 1] = [concept] * (len(rest) + 1)
                    index += len(rest)
                    break
        index += 1
    return found


def group_of(concept: str | None) -> str | None:
    """Return the class of a concept by its id; None for no concept, one that is not known, or one without a class."""
    known = concepts().get(concept) if concept is not None else None
    return known.group if known is not None else None


def opposed(first: str, second: str) -> bool:
    """Tell whether two concepts deny each other."""
    concept = concepts().get(first)
    return concept is not None and second in concept.opposite
