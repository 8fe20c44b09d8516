"""How alike two words of a name sound, whatever script each is written in.

A word becomes a string of sounds by the tables of rules/languages/sounds.yaml; two such strings are aligned by a
weighted edit distance (Needleman and Wunsch 1970), in which vowels weigh little and sounds that one script writes
alike weigh next to nothing. Across scripts the vowels weigh less still, since Arabic leaves the short ones out.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from consistency.language.orthography import fold_word, has_arabic
from consistency.resources import shared_resource


@dataclass(frozen=True, slots=True)
class Sounds:
    """The sounds of one word: as numbers for the tables, with the weight of them all, and its script."""

    codes: tuple[int, ...]
    weights: tuple[float, float]  # within a script, across scripts
    arabic: bool
    latin: bool


@dataclass(frozen=True, slots=True)
class _Tables:
    letters: dict[str, str]
    longest: int
    two_letters: tuple[str, ...]  # Latin digraphs that may be two sounds
    numbers: dict[str, int]
    substitution: tuple[tuple[tuple[float, ...], ...], ...]  # [across][one sound][other sound]
    omission: tuple[tuple[float, ...], tuple[float, ...]]  # [across][sound]


@functools.cache
def sound_tables() -> _Tables:
    raw = shared_resource("sounds")
    letters = {**raw["other"], **raw["latin"], **raw["arabic"]}
    names = sorted(set("".join(letters.values())))
    numbers = {name: number for number, name in enumerate(names)}
    size = len(names)
    costs = [[[0.0 if i == j else 1.0 for j in range(size)] for i in range(size)] for _ in range(2)]
    for pair, within, across in raw["confused"]:
        i, j = numbers[pair[0]], numbers[pair[1]]
        for table, cost in zip(costs, (within, across), strict=True):
            table[i][j] = table[j][i] = float(cost)
    left_out = raw["left_out"]
    omission = tuple(tuple(float(left_out.get(name, (1.0, 1.0))[side]) for name in names) for side in range(2))
    return _Tables(
        letters,
        max(map(len, letters)),
        tuple(raw["two_letters"]),
        numbers,
        tuple(tuple(tuple(row) for row in table) for table in costs),
        (omission[0], omission[1]),
    )


@functools.lru_cache(maxsize=1 << 16)
def sounds(word: str) -> Sounds:
    """Return the sounds of a word (folded or not); characters that no table knows keep a sound of their own."""
    tables = sound_tables()
    folded = fold_word(word)
    marked = f"^{folded}$"
    codes: list[int] = []
    place = 1
    end = len(marked) - 1
    while place < end:
        for length in range(min(tables.longest, end - place), 0, -1):
            part = marked[place : place + length]
            sound = None
            if place == 1:
                sound = tables.letters.get("^" + part)
            if sound is None and place + length == end and place > 1:
                sound = tables.letters.get(part + "$")
            if sound is None:
                sound = tables.letters.get(part)
            if sound is not None:
                for one in sound:
                    code = tables.numbers[one]
                    if not codes or codes[-1] != code:
                        codes.append(code)
                place += length
                break
        else:
            # An unknown letter: beyond the tables, equal to itself only.
            if marked[place].isalnum():
                codes.append(1000 + ord(marked[place]))
            place += 1
    weights = tuple(
        sum((1.0 if code >= 1000 else max(0.25, omission[code])) for code in codes) for omission in tables.omission
    )
    return Sounds(tuple(codes), (weights[0], weights[1]), has_arabic(word), word[:1] < "\u0370")


@functools.lru_cache(maxsize=1 << 17)
def sound_likeness(first: str, second: str) -> float:
    """Return from 0 to 1 how alike two words sound; 1 for words that are written alike after folding."""
    one, other = fold_word(first), fold_word(second)
    if one == other:
        return 1.0
    if one > other:
        one, other = other, one  # the same figure both ways round
    a, b = sounds(one), sounds(other)
    across = a.arabic != b.arabic
    heavier = max(a.weights[across], b.weights[across])
    if not a.codes or not b.codes:
        return 0.0
    cost = _alignment(a.codes, b.codes, across)
    if across:
        (latin, _), (arabic, its) = ((one, a), (other, b)) if b.arabic else ((other, b), (one, a))
        if has_inner_h(arabic):
            for parted in digraphs_parted(latin):
                cost = min(cost, _alignment(sounds(parted).codes, its.codes, across))
    likeness = max(0.0, 1.0 - cost / max(heavier, 1.0))
    if across:
        return min(likeness, 0.995)
    # Within a script the letters count too: what is written differently is a little less alike.
    if a.latin != b.latin:
        return min(0.99, likeness)
    written = OSA.normalized_similarity(one, other)
    return min(0.99, 0.65 * likeness + 0.35 * written)


def has_inner_h(arabic: str) -> bool:
    """Tell whether an Arabic word has an h that may be part of a Latin digraph: with one, Fathi is فتحي."""
    return "ه" in arabic[1:-1] or "ح" in arabic[1:-1]


def digraphs_parted(latin: str) -> list[str]:
    """Return the readings of a Latin word in which one of its digraphs is two letters."""
    found = [pair for pair in sound_tables().two_letters if pair in latin]
    return [latin.replace(pair, f"{pair[0]}'{pair[1:]}") for pair in found]


def _alignment(a: tuple[int, ...], b: tuple[int, ...], across: bool) -> float:
    tables = sound_tables()
    costs, omission = tables.substitution[across], tables.omission[across]
    above = [0.0]
    for code in b:
        above.append(above[-1] + (omission[code] if code < 1000 else 1.0))
    for one in a:
        leave = omission[one] if one < 1000 else 1.0
        row = costs[one] if one < 1000 else None
        left = above[0] + leave
        current = [left]
        for j, other in enumerate(b):
            known = other < 1000
            change = row[other] if row is not None and known else float(one != other)
            best = above[j] + change
            up = above[j + 1] + leave
            if up < best:
                best = up
            left += omission[other] if known else 1.0
            if left < best:
                best = left
            current.append(best)
            left = best
        above = current
    return above[-1]
