"""The lexicon of indicators: what the figures of the news are figures of, and the ways in which each is told.

The files are rules/languages/indicators.yaml, which says how its phrases are written, and limits.yaml beside it: of
which part, time or kind of a thing a figure is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consistency.language.orthography import fold
from consistency.resources import cached_table, load_shipped, rules_root

PEOPLE = "people"
"""The part of a phrase that stands for people of any kind, counted."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: what its figures can be, whether they may be steps, whether several have one each, and the unit
    that its figures are of where texts leave it out."""

    id: str
    of: frozenset[str]
    step: bool
    held: bool
    unit: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell an indicator: the parts that stand anywhere beside the figure, and those that it counts.

    Parts are numbers of `Indicators.parts`; `words` is how many words they have together.
    """

    indicator: str
    beside: tuple[int, ...]
    counted: tuple[int, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Limit:
    """What limits a figure, and what such a figure can be; anything where `of` is empty."""

    id: str
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators by id, and for one language the ways in which they are told.

    `single` leads from a folded word to the number of the part that it is by itself, `by_second` from it and the word
    behind it to the parts that begin with the two: the words from the second on, and the number of the part; `ways`
    from the number of a part to the ways that have it; `limits` from the number of a part to the limit that it tells;
    `vocabulary` are all words of all parts.
    """

    known: dict[str, Indicator]
    single: dict[str, int]
    by_second: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]]
    ways: dict[int, list[Way]]
    limits: dict[int, Limit]
    vocabulary: frozenset[str]


@functools.cache
def indicators(language: str) -> Indicators:
    """Return the indicators as they are told in `language` ("ar" or "en")."""
    files = [rules_root() / "languages" / name for name in ("indicators.yaml", "limits.yaml")]
    table = cached_table(
        files, f"indicators in {language}", lambda: _build(load_shipped(files[0]), load_shipped(files[1]), language)
    )
    known = {key: Indicator(key, frozenset(of), *rest) for key, of, *rest in table["known"]}
    single = {words[0]: number for number, words in enumerate(table["parts"]) if len(words) == 1}
    by_second: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {}
    ways: dict[int, list[Way]] = {}
    for number, (first, *rest) in enumerate(table["parts"]):
        if rest:
            by_second.setdefault(first, {}).setdefault(rest[0], []).append((tuple(rest), number))
    for indicator, beside, counted, words in table["ways"]:
        way = Way(indicator, tuple(beside), tuple(counted), words)
        for part in {*beside, *counted}:
            ways.setdefault(part, []).append(way)
    limits = {part: Limit(limit, frozenset(of)) for part, limit, of in table["limits"]}
    vocabulary = frozenset(word for words in table["parts"] for word in words)
    return Indicators(known, single, by_second, ways, limits, vocabulary)


def _build(entries: dict[str, Any], limits: dict[str, Any], language: str) -> dict[str, Any]:
    parts: dict[tuple[str, ...], int] = {}
    ways: list[tuple[str, list[int], list[int], int]] = []
    for indicator, entry in entries.items():
        for printed in entry[language]:
            beside: list[int] = []
            counted: list[int] = []
            told = list(_parts(printed))
            for counts, words in told:
                (counted if counts else beside).append(parts.setdefault(words, len(parts)))
            ways.append((indicator, beside, counted, sum(len(words) for _, words in told)))
    known = [
        (key, entry["of"], bool(entry.get("step")), bool(entry.get("held")), entry.get("as"))
        for key, entry in entries.items()
    ]
    limited = [
        (parts.setdefault(words, len(parts)), limit, entry.get("of", []))
        for limit, entry in limits.items()
        for printed in entry[language]
        for _, words in _parts(printed)
    ]
    return {"known": known, "limits": limited, "parts": [list(words) for words in parts], "ways": ways}


def _parts(printed: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Yield the parts of a phrase as it is listed: whether the figure counts it, and its folded words."""
    for part in printed.split(" + "):
        words = fold(part.removeprefix("#")).text.replace("-", " - ").split()
        if words:
            yield part.startswith("#"), tuple(words)
