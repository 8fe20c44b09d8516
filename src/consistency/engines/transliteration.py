"""A table of letters and what they sound like, applied to many words at once: the longest letters that fit win."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from consistency.engines.arrays import Bools, Ints, Tokens

_BITS = 8  # of a letter's number; letters that no table has share the last one
_OTHER = (1 << _BITS) - 1
_BEGIN, _END = 1, 2  # the numbers of the marks before and after a word


class Transliteration:
    """What letters sound like, as `normalization.sounds` and `normalization.name_keys` have it for one word.

    `table` gives for up to four letters, with ``^`` for the beginning and ``$`` for the end of a word, the numbers of
    their sounds; `unknown` gives that of a letter that is in no entry (None for none). Numbers from `repeated` on are
    given as often as they come, others once where they follow each other.
    """

    def __init__(
        self, table: Mapping[str, Sequence[int]], unknown: Callable[[str], int | None], repeated: int = 1 << 30
    ):
        self._unknown, self._repeated = unknown, repeated
        letters = sorted({letter for key in table for letter in key} - {"^", "$"})
        if len(letters) + _END >= _OTHER:
            raise ValueError("the table has more letters than fit")
        self._number = {"^": _BEGIN, "$": _END, **{letter: _END + 1 + place for place, letter in enumerate(letters)}}
        self._sounds = [tuple(sounds) for sounds in table.values()]
        self._by_length: dict[int, dict[int, int]] = {}
        for entry, key in enumerate(table):
            code = 0
            for letter in key:
                code = code << _BITS | self._number[letter]
            self._by_length.setdefault(len(key), {})[code] = entry
        self._tables = {length: _look_up(entries, length) for length, entries in self._by_length.items()}

    def __call__(self, words: Sequence[str], keep_empty: int | None = None) -> tuple[Tokens, Ints]:
        """Return the numbers of all sounds, and where those of each word begin (one more than words).

        `keep_empty` is a number that stands for letters without a sound; with it, what such letters part is not one
        sound.
        """
        if not words:
            return np.zeros(0, np.int32), np.zeros(1, np.int64)
        text = f"^{'$^'.join(words)}$"
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        sizes = np.fromiter(map(len, words), np.int64, len(words)) + 2
        starts = np.r_[0, np.cumsum(sizes)]
        entry, length = self._longest(self._numbered(codes, starts), starts)
        return self._read(codes, starts, entry, length, keep_empty)

    def _numbered(self, codes: Tokens, starts: Ints) -> Ints:
        size = int(codes.max(initial=0)) + 1
        table = np.full(size, _OTHER, np.int64)
        for letter, number in self._number.items():
            if ord(letter) < size and number > _END:
                table[ord(letter)] = number
        numbers = table[codes]
        numbers[starts[:-1]], numbers[starts[1:] - 1] = _BEGIN, _END  # a caret within a word is no mark
        return np.r_[numbers, np.full(8, _OTHER)]

    def _longest(self, numbers: Ints, starts: Ints) -> tuple[Tokens, Ints]:
        """Return for each letter the entry of the most letters that begin there (-1 for none), and how many these are.

        Of entries of as many letters, one that is bound to the beginning of the word comes first, then one to its end.
        """
        count = len(numbers) - 8
        entry, length = np.full(count, -1, np.int32), np.ones(count, np.int64)
        first = np.zeros(count, np.bool_)
        first[starts[:-1] + 1] = True
        ended = np.zeros(count + 8, np.bool_)
        ended[starts[1:] - 1] = True
        for letters in range(1, max(self._by_length, default=1) + 1):
            for before, behind in ((0, 0), (0, 1), (1, 0)):
                found = self._looked_up(numbers, letters, before, behind)
                if found is None:
                    continue
                if before:
                    found[~first] = -1
                if behind:
                    found[~ended[letters : letters + count] | first] = -1
                hit = found >= 0
                entry[hit], length[hit] = found[hit], letters
        return entry, length

    def _looked_up(self, numbers: Ints, letters: int, before: int, behind: int) -> Tokens | None:
        table = self._tables.get(letters + before + behind)
        if table is None:
            return None
        count = len(numbers) - 8
        code = np.zeros(count, np.int64)
        for step in range(-before, letters + behind):
            shifted = numbers[step : step + count] if step >= 0 else np.r_[_OTHER, numbers[: count - 1]]
            code = code << _BITS | shifted
        return table(code)

    def _read(
        self, codes: Tokens, starts: Ints, entry: Tokens, length: Ints, keep_empty: int | None
    ) -> tuple[Tokens, Ints]:
        # Which letters are read: all words at once, a step at a time.
        taken = np.zeros(len(codes), np.bool_)
        place, end = starts[:-1] + 1, starts[1:] - 1
        while True:
            place, end = (part[place < end] for part in (place, end))
            if not len(place):
                break
            taken[place] = True
            place = place + length[place]
        at = np.flatnonzero(taken)
        sounds, counts = self._sounds_of(codes[at], entry[at], keep_empty)
        word = np.repeat(np.searchsorted(starts, at, side="right") - 1, counts)
        once = np.r_[True, (sounds[1:] != sounds[:-1]) | (word[1:] != word[:-1])] if len(sounds) else taken[:0]
        once |= sounds >= self._repeated
        if keep_empty is not None:
            once &= sounds != keep_empty
        return sounds[once], np.r_[0, np.cumsum(np.bincount(word[once], minlength=len(starts) - 1))].astype(np.int64)

    def _sounds_of(self, codes: Tokens, entry: Tokens, keep_empty: int | None) -> tuple[Tokens, Ints]:
        """Return the sounds of each letter read, and how many each has."""
        empty = () if keep_empty is None else (keep_empty,)
        known = [sounds or empty for sounds in self._sounds]
        others = np.unique(codes[entry < 0])
        for code in others.tolist():
            sound = self._unknown(chr(code))
            known.append(empty if sound is None else (sound,))
        number = np.where(entry >= 0, entry, len(self._sounds) + np.searchsorted(others, codes))
        sizes = np.array([len(sounds) for sounds in known] or [0], np.int64)
        flat = np.array([sound for sounds in known for sound in sounds], np.int32)
        counts = sizes[number]
        offset = (np.cumsum(sizes) - sizes)[number]
        places = np.repeat(offset - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        return flat[places], counts


def _look_up(entries: Mapping[int, int], length: int) -> Callable[[Ints], Tokens]:
    """Return what finds the entry (-1 for none) of codes of so many letters."""
    if length <= 2:
        table = np.full(1 << (_BITS * length), -1, np.int32)
        table[list(entries)] = list(entries.values())
        return table.__getitem__
    codes = np.array(sorted(entries), np.int64)
    numbers = np.array([entries[code] for code in codes.tolist()], np.int32)
    # Few letters begin an entry of three: they are looked for by the first two.
    may: Bools = np.zeros(1 << (2 * _BITS), np.bool_)
    may[codes >> (_BITS * (length - 2))] = True

    def find(code: Ints) -> Tokens:
        result = np.full(len(code), -1, np.int32)
        asked = np.flatnonzero(may[code >> (_BITS * (length - 2))])
        place = np.minimum(np.searchsorted(codes, code[asked]), len(codes) - 1)
        result[asked] = np.where(codes[place] == code[asked], numbers[place], -1)
        return result

    return find
