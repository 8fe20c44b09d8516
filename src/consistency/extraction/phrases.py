"""Finding the phrases of a lexicon among the words of an analysis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeVar

from consistency.extraction.analysis import Analysis, Word, once, places_of_keys
from consistency.language.orthography import fold
from consistency.language.words import WordForms

V = TypeVar("V")
_RANK = itemgetter(0)
_Ranked = tuple[int, tuple[str, ...], V]
"""The rank of a phrase among those with its first word, its other words, and what it means."""
_Sorted = tuple[list[V], dict[str, list[_Ranked[V]]]]
"""What a word means by itself, and the longer phrases that begin with it by their second word."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrases(Generic[V]):
    """Phrases by their first folded word: the rest of the words and what the phrase means, the longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], V], ...]]
    _sorted: dict[str, _Sorted[V]] = field(default_factory=dict)  # of the words that texts had so far

    def at(self, words: Sequence[Word], index: int) -> tuple[int, V] | None:
        """Return how many words the phrase at `index` has, and its meaning; None where there is none.

        Each word matches by any of its forms, so clitics and inflection need not be listed. A last letter that is
        written onto the next word matches there: «أقل ب» in «أقل بأربعة أعوام».
        """
        keys = words[index].forms.keys
        if self.by_first.keys().isdisjoint(keys):
            return None  # as of nearly all words
        best: tuple[int, V] | None = None
        for key in keys:
            if key in self.by_first:
                single, longer = self._sorted.get(key) or self._sort(key)
                found = _longest(longer, words, index + 1) if longer else None
                if found is not None and (best is None or len(found[0]) >= best[0]):
                    best = (len(found[0]) + 1, found[1])
                elif best is None and single:
                    best = (1, single[0])
        return best

    def _sort(self, first: str) -> _Sorted[V]:
        """Return the phrases that begin with a word as `_Sorted` says, and keep them so."""
        rests = self.by_first[first]
        longer: dict[str, list[_Ranked[V]]] = {}
        for rank, (rest, meaning) in enumerate(rests):
            if rest:
                longer.setdefault(rest[0], []).append((rank, rest, meaning))
        found = self._sorted[first] = [meaning for rest, meaning in rests if not rest], longer
        return found

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


def _longest(
    by_second: Mapping[str, Sequence[_Ranked[V]]], words: Sequence[Word], place: int
) -> tuple[tuple[str, ...], V] | None:
    """Return the rest of the longest phrase that goes on at `place`, and what the phrase means."""
    if place >= len(words):
        return None
    forms = words[place].forms
    if by_second.keys().isdisjoint(forms.keys) and by_second.keys().isdisjoint(forms.proclitics):
        return None  # as of most
    begun = [phrase for form in {*forms.keys, *forms.proclitics} for phrase in by_second.get(form, ())]
    for _, rest, meaning in sorted(begun, key=_RANK) if len(begun) > 1 else begun:
        if _follow(words, place, rest):
            return rest, meaning
    return None


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
