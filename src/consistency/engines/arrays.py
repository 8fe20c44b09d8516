"""Small steps on arrays that several modules of the engines take."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Digests = npt.NDArray[np.uint64]
Tokens = npt.NDArray[np.int32]

_Part = TypeVar("_Part")
_Done = TypeVar("_Done")

NONE = -1  # where a row of numbers has nothing


def in_threads(work: Callable[[_Part], _Done], parts: Iterable[_Part]) -> list[_Done]:
    """Return what the work makes of each part, in order. Several threads work where there are several processors.

    Arrays of thousands of numbers are worked on without Python's lock.
    """
    listed = list(parts)
    threads = min(_THREADS, len(listed))
    if threads < 2:
        return [work(part) for part in listed]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, listed))


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


_THREADS = min(4, _processors())


def digests_of(words: Iterable[str]) -> Digests:
    """Return a number of 64 bits for each word, the same on every machine."""
    parts = [hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest() for word in words]
    return np.frombuffer(b"".join(parts), "<u8").astype(np.uint64)


def are_in(words: Sequence[str], known: Collection[str]) -> Bools:
    """Tell which words are known."""
    return np.fromiter(map(known.__contains__, words), np.bool_, len(words))


def mixed(numbers: npt.NDArray[np.uint64] | Ints) -> Digests:
    """Return numbers scattered over 64 bits (the finalizer of SplitMix64, Steele, Lea and Flood 2014)."""
    x = numbers.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def distinct(numbers: Ints) -> Ints:
    """Return the distinct numbers in ascending order. Sorting is faster here than the hash table of `np.unique`."""
    found = np.sort(numbers)
    return found[np.r_[True, found[1:] != found[:-1]]] if len(found) else found


def numbered(numbers: npt.NDArray[np.int64]) -> tuple[Ints, Ints]:
    """Return the distinct numbers in ascending order, and for each number given its place among them."""
    if not len(numbers):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    low = int(numbers.min())
    span = int(numbers.max()) - low + 1
    if span > 4 * len(numbers):
        values, place = np.unique(numbers, return_inverse=True)
        return values, place.reshape(-1)
    offset = numbers - low  # few enough for a table
    seen = np.zeros(span, np.bool_)
    seen[offset] = True
    return np.flatnonzero(seen) + low, (np.cumsum(seen) - 1)[offset]


def order_of(*keys: npt.NDArray[np.signedinteger[Any]]) -> Ints:
    """Return places in the order of whole numbers, by the first key before the others; equal ones stay as they are.

    Keys and places are sorted as one number each, which takes a tenth of the time of `np.lexsort`.
    """
    count = len(keys[0])
    if not count:
        return np.zeros(0, np.int64)
    place_bits = (count - 1).bit_length()
    order = np.arange(count)
    pieces: list[tuple[Ints, int]] = []  # keys that are sorted together, the last one first, and their bits
    for key in reversed(keys):
        low = int(key.min())
        bits = (int(key.max()) - low).bit_length()
        if bits + place_bits > 63:
            raise OverflowError("the numbers are too far apart to be sorted with their places")
        offset = key.astype(np.int64) - low
        if pieces and pieces[-1][1] + bits + place_bits <= 63:
            before, used = pieces[-1]
            pieces[-1] = before | offset << used, used + bits
        else:
            pieces.append((offset, bits))
    for number, (code, _) in enumerate(pieces):
        if number:
            code = code[order]
        at = np.sort(code << place_bits | np.arange(count)) & ((1 << place_bits) - 1)
        order = order[at]
    return order


def ranks_of(numbers: Floats) -> Ints:
    """Return for each number its place among the distinct ones."""
    order = np.argsort(numbers)
    ordered = numbers[order]
    ranks = np.empty(len(numbers), np.int64)
    ranks[order] = np.cumsum(np.r_[False, ordered[1:] != ordered[:-1]][: len(numbers)])
    return ranks


def hashed(codes: Tokens, starts: Ints) -> tuple[Digests, Digests]:
    """Return a polynomial hash of each run of codes, and the power that joins it to what follows it.

    ``hash(a + b) == hash(a) * power(b) + hash(b)``.
    """
    sizes = np.diff(starts)
    result, power = np.zeros(len(sizes), np.uint64), np.ones(len(sizes), np.uint64)
    base = np.uint64(0x100000001B3)
    for step in range(int(sizes.max(initial=0))):
        rows = np.flatnonzero(sizes > step)
        result[rows] = result[rows] * base + codes[starts[rows] + step].astype(np.uint64) + np.uint64(1)
        power[rows] *= base
    return result, power


def runs(sorted_codes: npt.NDArray[np.generic]) -> tuple[Ints, Ints]:
    """Return where each run of equal codes starts, and how long it is."""
    if not len(sorted_codes):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = np.flatnonzero(np.r_[True, sorted_codes[1:] != sorted_codes[:-1]])
    return starts, np.diff(np.r_[starts, len(sorted_codes)])


def pairs_in_runs(starts: Ints, sizes: Ints, cap: int | None = None) -> tuple[Ints, Ints]:
    """Return all pairs of indices that lie in one run, the first one before the second; none of runs above `cap`."""
    if cap is not None:
        kept = sizes <= cap
        starts, sizes = starts[kept], sizes[kept]
    total = int(sizes.sum())
    place = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(total)
    after = np.repeat(starts + sizes, sizes) - place - 1
    one = np.repeat(place, after)
    return one, one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after)


def distinct_rows(tokens: Tokens, digests: Digests) -> tuple[Tokens, Digests, Ints]:
    """Return the distinct rows, a digest of each by which they are sorted, and for each row given its place there.

    `digests` gives that of each number in the rows, so that the order depends on nothing else: not on the other rows,
    nor on how many columns the longest of them needs.
    """
    digest = np.zeros(len(tokens), np.uint64)
    ahead = np.r_[digests, np.uint64(0)]
    for column in tokens.T:
        digest = np.where(column == NONE, digest, mixed(digest ^ ahead[column]))
    order = np.argsort(digest)  # rows with one digest are the same, so any of them will do
    ordered = digest[order]
    new = np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)]
    place = np.empty(len(ordered), np.int64)
    place[order] = np.cumsum(new) - 1
    return tokens[order[new]], ordered[new], place
