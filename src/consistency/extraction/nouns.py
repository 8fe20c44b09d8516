"""The nouns beside a figure: which of them can be counted, measured, or be a part of something."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.fates import fate_of, is_joined
from consistency.extraction.settings import feature_of
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.normalization.counting import is_number_word
from consistency.resources import language_resource, shared_resource

_PASSED, _IN = frozenset({"of", "من", "the", "such"}), frozenset({"in", "في"})
_NUMBERS = frozenset({"thousand", "million", "billion"})
PEOPLE = "people"  # the head of a count of people in general
NOUN = 4  # words of what is counted, after a number


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure is a figure of.

    `head` is the feature of the counted noun, `PEOPLE`, or None; `features` are those of the head and of the nouns
    around it; `words` are the words themselves.
    """

    head: str | None
    features: frozenset[str]
    words: tuple[Word, ...]


def thing_with(analysis: Analysis, head: Word | None, words: list[Word]) -> Thing:
    """Return a thing of some nouns, of which `head` is the counted one."""
    features = {f for w in words if (f := feature_of(analysis, w)) and f[0] in "clep"}
    feature = feature_of(analysis, head) if head is not None else None
    feature = feature if feature is not None and feature[0] in "cl" else None
    if feature is not None:
        features.add(feature)
    return Thing(feature, frozenset(features), tuple(words))


def are_people(thing: Thing) -> bool:
    """Tell whether what is counted can be people: people by their concept, or words of which nothing is known."""
    group = group_of(thing.head[2:]) if thing.head is not None and thing.head.startswith("c:") else None
    return group is None or group in classes("people")


def is_vehicle(thing: Thing) -> bool:
    """Tell whether what is counted are vehicles, which a toll may count as well as people."""
    return thing.head is not None and thing.head.startswith("c:") and group_of(thing.head[2:]) == "vehicle"


def names_a_thing(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word says what is counted: not a name, a figure, a date, or a noun that fits any count."""
    if word.entity >= 0 or word.person >= 0 or word.date >= 0 or word.folded[:1].isdigit():
        return False
    if feature_of(analysis, word) is None or is_number_word(word.folded) or is_number_word(word.forms.lemma):
        return False
    generic = generic_nouns(analysis.language)
    return not (word.folded in generic or word.forms.lemma in generic or word.concept in _NUMBERS)


def can_be_counted(analysis: Analysis, word: Word) -> bool:
    return names_a_thing(analysis, word) and fate_of(analysis, word) is None


def can_be_measured(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word can be what a figure is said of by its concept: no change, no time, no word of fate."""
    return (
        names_a_thing(analysis, word)
        and group_of(word.concept) not in classes("not")
        and fate_of(analysis, word) is None
    )


def is_adjective(word: Word) -> bool:
    """Tell whether a definite Arabic word most likely is an adjective: a nisba, or one that is listed."""
    if not word.folded.startswith("ال"):
        return False
    return word.folded.endswith(("ي", "يه")) or not measure_words("ar", "adjectives").isdisjoint(
        (word.forms.lemma, word.folded[2:])
    )


def is_whole(word: Word, language: str) -> bool:
    """Tell whether a word names an amount of which a smaller one may be a part: "the cost", «المبلغ»."""
    wholes = measure_words(language, "wholes")
    return word.folded.removeprefix("ال") in wholes or word.forms.lemma in wholes


_Fits = Callable[[Analysis, Word], bool]


def nouns_after(analysis: Analysis, first: int, last: int, most: int, fits: _Fits = can_be_measured) -> Iterator[Word]:
    """Yield the nouns that follow a figure, up to a mark, a function word or a clause of its own."""
    found = 0
    for word in analysis.words[last : last + NOUN]:
        if word.sentence != analysis.words[first].sentence or (not word.solid and word.folded not in "-'"):
            return
        if word.function:
            if not found and (word.folded in _PASSED or (most > 2 and word.folded in _IN)):
                continue
            return
        if is_joined(word) and word.index >= last:
            return
        if fits(analysis, word):
            found += 1
            yield word
            if found == most:
                return


@functools.cache
def generic_nouns(language: str) -> frozenset[str]:
    table = language_resource(language, "measures")
    listed = [word for key in ("generic", "people", "markers", "days") for word in table[key]]
    return folded_words([*listed, *(word for words in table["spheres"].values() for word in words)])


@functools.cache
def measure_words(language: str, key: str) -> frozenset[str]:
    """Return one of the lists of a language's measures.yaml."""
    return folded_words(language_resource(language, "measures")[key])


@functools.cache
def classes(key: str) -> frozenset[str | None]:
    """Return the classes of a list of rules/languages/things.yaml: people, not (counted), not_measured, only_sized."""
    return frozenset(shared_resource("things")[key])
