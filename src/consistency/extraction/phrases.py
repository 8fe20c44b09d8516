"""Finding the phrases of a lexicon among the words of an analysis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from consistency.extraction.analysis import Analysis, Word, once, places_of_keys
from consistency.language.orthography import fold
from consistency.language.words import WordForms

V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Phrases(Generic[V]):
    """Phrases by their first folded word: the rest of the words and what the phrase means, the longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], V], ...]]

    def at(self, words: Sequence[Word], index: int) -> tuple[int, V] | None:
        """Return how many words the phrase at `index` has, and its meaning; None where there is none.

        Each word matches by any of its forms, so clitics and inflection need not be listed. A last letter that is
        written onto the next word matches there: «أقل ب» in «أقل بأربعة أعوام».
        """
        keys = words[index].forms.keys
        if self.by_first.keys().isdisjoint(keys):
            return None  # as of nearly all words
        second = words[index + 1].forms if index + 1 < len(words) else None
        best: tuple[int, V] | None = None
        for key in keys:
            for rest, meaning in self.by_first.get(key, ()):
                if best is not None and len(rest) + 1 <= best[0]:
                    break
                if not rest or (second is not None and _is_form(second, rest[0]) and _follow(words, index + 1, rest)):
                    best = (len(rest) + 1, meaning)
                    break
        return best

    def among(self, words: Sequence[Word]) -> Iterator[tuple[int, int, V]]:
        """Yield where a phrase begins among some words, how many words it has, and its meaning, in order."""
        for place in range(len(words)):
            found = self.at(words, place)
            if found is not None:
                yield place, *found

    def places(self, analysis: Analysis) -> list[int]:
        """Return the indexes of the words at which a phrase may begin, in order."""
        places = places_of_keys(analysis)
        return sorted({place for key in self.by_first.keys() & places.keys() for place in places[key]})

    def found(self, analysis: Analysis) -> Mapping[int, tuple[int, V]]:
        """Return what `at` does at each word of a text at which there is a phrase.

        A reader that asks at many words asks here: the text is searched once.
        """
        searched = _searched(analysis)
        if self not in searched:
            phrases = ((place, self.at(analysis.words, place)) for place in self.places(analysis))
            searched[self] = {place: phrase for place, phrase in phrases if phrase is not None}
        return searched[self]


@once
def _searched(analysis: Analysis) -> dict[Phrases[Any], dict[int, tuple[int, Any]]]:
    return {}


def _is_form(forms: WordForms, part: str) -> bool:
    return part in forms.keys or part in forms.proclitics


def _follow(words: Sequence[Word], place: int, rest: tuple[str, ...]) -> bool:
    """Tell whether the words from `place` on are those of the rest of a phrase."""
    if place + len(rest) > len(words):
        return False
    for offset, form in enumerate(rest, place):  # noqa: SIM110  a generator takes twice as long
        if not _is_form(words[offset].forms, form):
            return False
    return True


def phrases(entries: Iterable[tuple[str, V]]) -> Phrases[V]:
    """Build the look-up from phrases as printed and their meanings. Hyphens stand as words of their own."""
    table: dict[str, list[tuple[tuple[str, ...], V]]] = {}
    for printed, meaning in entries:
        parts = fold(printed).text.replace("-", " - ").split()
        if parts:
            table.setdefault(parts[0], []).append((tuple(parts[1:]), meaning))
    return Phrases({first: tuple(sorted(rests, key=lambda r: (-len(r[0]), r[0]))) for first, rests in table.items()})
