"""Coarse keys of names: two spellings of one name share at least one, within and across scripts."""

from __future__ import annotations

import functools
import re

from consistency.language.orthography import fold_word
from consistency.normalization.names import name_tokens
from consistency.resources import shared_resource


@functools.cache
def skeleton_table() -> tuple[dict[str, str], re.Pattern[str]]:
    raw = shared_resource("skeleton")
    merged = raw["merged"]
    classes = {**raw["latin"], **raw["arabic"], **raw["digraphs"]}
    classes = {letter: "".join(merged.get(c, c) for c in sound) for letter, sound in classes.items()}
    longest_first = sorted(raw["digraphs"], key=lambda d: (-len(d), d))
    return classes, re.compile("|".join([*longest_first, "."]), re.DOTALL)


@functools.lru_cache(maxsize=1 << 16)
def name_skeleton(word: str) -> str:
    """Return the consonant classes of a word, doubled ones once; the word itself where it has none.

    >>> name_skeleton("Peskov") == name_skeleton("بيسكوف")
    True
    """
    classes, pattern = skeleton_table()
    folded = fold_word(word)
    sounds = "".join(classes.get(part, part) or "-" for part in pattern.findall(folded))
    once = "".join(c for i, c in enumerate(sounds) if i == 0 or sounds[i - 1] != c)
    return once.replace("-", "") or folded


def name_keys(name: str) -> tuple[str, ...]:
    """Return the skeletons of the words of a name, each once; initials give none unless there is nothing else."""
    tokens = name_tokens(name)
    keys = dict.fromkeys(name_skeleton(token) for token in tokens if len(token) > 1)
    return tuple(keys) or tuple(dict.fromkeys(tokens))
