"""Sets of concepts of which a figure is a figure of one: wheat or barley, children or residents."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from consistency.extraction.analysis import Analysis, Word, places_of_concepts, words_at
from consistency.language.orthography import folded_words
from consistency.resources import shared_resource

LEADS = 4  # words from one that leads to whom a figure is told of
_CLITIC_LEADS = frozenset({"ل", "ب"})
Kind = tuple[str, str]
"""An axis and a kind of it."""


@functools.cache
def contrast_table() -> Any:
    """Return rules/languages/contrasts.yaml."""
    return shared_resource("contrasts")


@functools.cache
def contrasts() -> dict[str, tuple[Kind, ...]]:
    """Return the kinds by concepts that tell them: of each set one, named by its first concept."""
    found: dict[str, list[Kind]] = {}
    for axis, table in contrast_table()["sets"].items():
        for member in table["members"]:
            for concept in member:
                found.setdefault(concept, []).append((axis, f"{axis}.{member[0]}"))
    return {concept: tuple(kinds) for concept, kinds in found.items()}


@functools.cache
def contrast_words(language: str, key: str) -> frozenset[str]:
    """Return one of the lists of words of the file."""
    return folded_words(contrast_table()[key][language])


@functools.cache
def axes_with(key: str) -> frozenset[str]:
    """Return the sets that are marked with `key`: led, behind."""
    return frozenset(axis for axis, table in contrast_table()["sets"].items() if table.get(key))


def contrasts_told(analysis: Analysis) -> Iterator[tuple[Word, frozenset[Kind]]]:
    """Yield each word that tells a kind, with its kinds."""
    table = contrasts()
    for word in words_at(analysis, places_of_concepts(analysis), table.keys()):
        kinds = table[word.concept or ""]
        if word.entity < 0 and word.person < 0 and not _is_before_another(analysis, word, kinds):
            told = _led(analysis, word.index, kinds)
            if told:
                yield word, told


def _is_before_another(analysis: Analysis, word: Word, kinds: tuple[Kind, ...]) -> bool:
    """Tell whether an English word of a set stands before the noun of it that is meant: "young children"."""
    behind = analysis.words[word.index + 1 : word.index + 2] if analysis.language == "en" else ()
    axes = {axis for axis, _ in kinds}
    return any(axis in axes for w in behind for axis, _ in contrasts().get(w.concept or "", ()))


def _led(analysis: Analysis, place: int, kinds: tuple[Kind, ...]) -> frozenset[Kind]:
    """Return the kinds of a word; those of whom a figure is told only where a word leads to them ("85% of children"),
    or a verb beside them makes the figure their share."""
    led_axes = axes_with("led")
    if all(axis not in led_axes for axis, _ in kinds):
        return frozenset(kinds)
    words, language = analysis.words, analysis.language
    leads, makes_up = (contrast_words(language, key) for key in ("leads", "makes_up"))
    before, behind = words[max(0, place - LEADS) : place], words[place + 1 : place + 1 + LEADS]
    home, table = words[place].sentence, contrasts()
    own = itertools.takewhile(
        lambda w: w.sentence == home and (w.concept not in table or w.index == place - 1), reversed(before)
    )
    led = any(not leads.isdisjoint((w.folded, w.forms.lemma)) for w in own)
    led = led or not _CLITIC_LEADS.isdisjoint(words[place].forms.proclitics)
    made = any(w.sentence == home and w.folded in makes_up for w in (*before[-1:], *behind))
    if language == "ar":
        made = made or any(w.sentence == home and w.forms.lemma in makes_up for w in before)
    return frozenset(kind for kind in kinds if led or made or kind[0] not in led_axes)
