"""The names of a large set, cut into the words that tell them apart, all at once.

`NameTable` gives for each name what `normalization.names.name_tokens` gives for one, as numbers into a vocabulary.
Folding is a look-up by code point and cutting a comparison of neighbours, both on one array of all characters; the
grammar of names (titles, particles, عبد and أبو) is applied to the first words of all names, then to the second ones,
and so on. Names with anything out of the ordinary go through `name_tokens` itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from consistency.engines.arrays import NONE, Bools, Ints, Tokens, are_in, in_threads
from consistency.language.orthography import fold_word
from consistency.normalization.names import bare_word, joined_words, name_grammar, name_tokens

WIDTH = 6  # words that are looked at here; longer names are rare and go the slow way
_LONG = 120  # characters; the same
_CUT = 40  # characters of a word
_MAY_HAVE_ARTICLE = ("ال", "عبدال", "abd")  # how words begin that `bare_word` changes
_AT_ONCE = 1 << 15  # names that are cut at a time; their characters then stay in the processor's cache
_WINDOW = 8  # as many of them are cut side by side
_APOSTROPHE = ord("'")
_HAMZAS, _LAM = np.array([ord(letter) for letter in "أإآ"], np.uint32), ord("ل")


@dataclass(frozen=True, slots=True)
class NameTable:
    """The words of each name.

    `words` holds the vocabulary, `tokens` one row a name with numbers into it, -1 where a name has fewer words than
    the widest one.
    """

    words: list[str]
    tokens: Tokens


def name_table(names: pa.Array) -> NameTable:
    """Return the words of each of `names`, an Arrow array of strings without nulls."""
    raw, vocabulary, odd = _cut(names)
    grammar = _Grammar(vocabulary)
    rows = grammar.apply(raw, odd)
    tokens = np.full((len(names), max(WIDTH, 1)), NONE, np.int32)
    tokens[:, :WIDTH] = rows
    slow = np.flatnonzero(odd | (rows[:, 0] == NONE))
    if len(slow):
        found = [name_tokens(name) for name in names.take(pa.array(slow)).to_pylist()]
        width = max(WIDTH, max(map(len, found), default=0))
        if width > tokens.shape[1]:
            wider = np.full((len(names), width), NONE, np.int32)
            wider[:, : tokens.shape[1]] = tokens
            tokens = wider
        for row, words in zip(slow.tolist(), found, strict=True):
            tokens[row] = NONE
            tokens[row, : len(words)] = [grammar.number(word) for word in words]
    return _compact(grammar.words, tokens)


def _compact(words: list[str], tokens: Tokens) -> NameTable:
    """Keep the words that names have, in alphabetical order: their numbers are then the same whoever counts them."""
    used = np.zeros(len(words), np.bool_)
    used[tokens[tokens != NONE]] = True
    kept = np.flatnonzero(used)
    order = sorted(kept.tolist(), key=words.__getitem__)
    number = np.full(len(words) + 1, NONE, np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    width = int((tokens != NONE).any(axis=0).sum()) if len(tokens) else 1
    return NameTable([words[i] for i in order], number[tokens[:, : max(width, 1)]])


def _cut(names: pa.Array) -> tuple[Tokens, list[str], Bools]:
    """Return the words between everything that is none, as numbers into a vocabulary, and which names are odd."""
    rows = np.full((len(names), WIDTH), NONE, np.int32)
    odd = np.zeros(len(names), np.bool_)
    words: list[pa.Array] = []
    cells: list[tuple[Ints, Ints, Bools]] = []
    tables = _FoldTables()
    starts = range(0, len(names), _AT_ONCE)
    for window in range(0, len(starts), _WINDOW):
        some = [(start, names.slice(start, _AT_ONCE)) for start in starts[window : window + _WINDOW]]
        read = in_threads(lambda part: _characters(part[1]), some)
        for codes, _ in read:
            tables.learn(codes)
        found = in_threads(lambda part: _cut_some(*part, tables), read)
        for (start, part), (cut, owner, strange) in zip(some, found, strict=True):
            place = np.arange(len(owner)) - np.searchsorted(owner, owner)
            odd[start : start + len(part)] = strange
            odd[start + owner[place >= WIDTH]] = True
            words.append(cut)
            cells.append((start + owner, place, place < WIDTH))
    if not words:
        return rows, [], odd
    encoded = pa.concat_arrays(words).dictionary_encode()
    owner, place, inside = (np.concatenate(parts) for parts in zip(*cells, strict=True))
    rows[owner[inside], place[inside]] = encoded.indices.to_numpy()[inside]
    return rows, encoded.dictionary.to_pylist(), odd


def _cut_some(codes: npt.NDArray[np.uint32], starts: Ints, tables: _FoldTables) -> tuple[pa.Array, Ints, Bools]:
    """Return all words one after the other, the name that each is of, and which names are odd."""
    lengths = np.diff(starts)
    name_of = np.repeat(np.arange(len(lengths)), lengths)
    odd = lengths > _LONG
    if tables.any_multiple:
        odd[name_of[tables.multiple[codes]]] = True
    own_article = np.isin(codes[:-1], _HAMZAS) & (codes[1:] == _LAM)  # ألبير: the words alone do not tell it any more
    odd[name_of[:-1][own_article]] = True
    folded = tables.folded[codes]
    kept = folded != 0
    folded, name_of = folded[kept], name_of[kept]
    is_word = tables.word[folded]
    quote = folded == _APOSTROPHE
    if quote.any():
        # An apostrophe within a word or behind it belongs to it; one before a word, or two, are for the slow way.
        before = np.r_[False, is_word[:-1]] & np.r_[False, name_of[1:] == name_of[:-1]]
        odd[name_of[quote & ~before]] = True
        is_word |= quote & before
    new = np.r_[True, name_of[1:] != name_of[:-1]] if len(name_of) else np.zeros(0, np.bool_)
    first = is_word & (new | ~np.r_[False, is_word[:-1]])
    begin = np.flatnonzero(first)
    token_of = np.cumsum(first) - 1
    return _words(folded[is_word], token_of[is_word], len(begin)), name_of[begin], odd


def _characters(names: pa.Array) -> tuple[npt.NDArray[np.uint32], Ints]:
    """Return the code points of all names one after the other, and where each name starts."""
    large = names.cast(pa.large_string())
    _, offsets, data = large.buffers()
    bounds = np.frombuffer(offsets, np.int64)[large.offset : large.offset + len(large) + 1]
    if not len(bounds):
        return np.zeros(0, np.uint32), np.zeros(1, np.int64)
    raw = memoryview(data)[int(bounds[0]) : int(bounds[-1])] if data is not None else memoryview(b"")
    codes = np.frombuffer(str(raw, "utf-8").encode("utf-32-le"), np.uint32)
    begins = (np.frombuffer(raw, np.uint8) & 0xC0) != 0x80  # a byte that begins a character
    counted = np.r_[0, np.cumsum(begins)]
    return codes, counted[bounds - bounds[0]].astype(np.int64)


class _FoldTables:
    """What each code point folds to (0: nothing), which become many, and whether a folded one is part of a word.

    The tables are made for the code points that occur.
    """

    def __init__(self) -> None:
        self.folded = np.zeros(0, np.uint32)
        self.multiple = np.zeros(0, np.bool_)
        self.word = np.zeros(1, np.bool_)
        self.any_multiple = False
        self._known = np.zeros(0, np.bool_)

    def learn(self, codes: npt.NDArray[np.uint32]) -> None:
        """Take in the code points that are new."""
        size = int(codes.max(initial=0)) + 1
        if size > len(self._known):
            for name in ("folded", "multiple", "_known"):
                setattr(self, name, _longer(getattr(self, name), size))
        if self._known[codes].all():
            return
        letters: set[int] = set()
        for code in np.unique(codes[~self._known[codes]]).tolist():
            folded = fold_word(chr(code))
            self.folded[code] = (ord(folded) or ord(" ")) if len(folded) == 1 else 0  # 0 is for nothing, so no NUL
            self.multiple[code] = len(folded) > 1
            self._known[code] = True
            letters.update(map(ord, folded))
        if letters:
            self.word = _longer(self.word, max(*letters, len(self.word) - 1) + 1)
            for code in letters:
                self.word[code] = chr(code).isalnum()
        self.any_multiple = bool(self.multiple.any())


def _longer(table: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    return np.concatenate([table, np.zeros(max(0, size - len(table)), table.dtype)])


def _words(letters: npt.NDArray[np.uint32], token_of: Ints, count: int) -> pa.Array:
    """Return runs of letters as an array of words."""
    if not count:
        return pa.array([], pa.large_string())
    text = letters.astype("<u4").tobytes().decode("utf-32-le").encode()
    sizes = np.where(letters < 0x80, 1, np.where(letters < 0x800, 2, np.where(letters < 0x10000, 3, 4)))
    ends = np.cumsum(np.bincount(token_of, weights=sizes, minlength=count)).astype(np.int64)
    offsets = np.r_[0, ends].astype(np.int64)
    return pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(text))


class _Grammar:
    """The grammar of names over numbered words, as `name_tokens` has it over one name."""

    def __init__(self, words: list[str]):
        # Few words have what is cut off, or begin as what has an article does: the others are not asked about it.
        cut = {number: _trimmed(word) for number, word in enumerate(words) if "'" in word or len(word) > _CUT}
        self.words = words = [cut.get(number, word) for number, word in enumerate(words)] if cut else list(words)
        # The first of equal words is their number.
        self._numbers = dict(zip(reversed(words), range(len(words) - 1, -1, -1), strict=True))
        known = name_grammar()
        listed = (
            known.particles, known.titles, known.worship, known.kunya, known.after_first, known.suffixes,
            known.legal_forms,
        )  # fmt: skip
        # Cutting an ending off makes two numbers of one word possible, so all words are asked.
        anywhere = frozenset().union(*listed)
        special = [(number, words[number]) for number in np.flatnonzero(are_in(words, anywhere)).tolist()]
        self._particle, self._title, self._worship, self._kunya, self._after, self._suffix, self._legal = (
            self._flags(special, some) for some in listed
        )
        self._empty = np.array([not word for word in words], np.bool_) if words else np.zeros(1, np.bool_)
        bare = np.fromiter(map(self._numbers.__getitem__, words), np.int32) if words else np.zeros(1, np.int32)
        for number, word in enumerate(words[:]):
            if word.startswith(_MAY_HAVE_ARTICLE):
                bare[number] = self.number(bare_word(word))
        self._bare = bare

    def number(self, word: str) -> int:
        """Return the number of a word, a new one if need be."""
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.words)
            self.words.append(word)
        return found

    def _flags(self, special: list[tuple[int, str]], listed: frozenset[str]) -> Bools:
        flags = np.zeros(max(len(self.words), 1), np.bool_)
        flags[[number for number, word in special if word in listed]] = True
        return flags

    def apply(self, raw: Tokens, odd: Bools) -> Tokens:
        count = len(raw)
        out = np.full((count, WIDTH + 1), NONE, np.int32)
        length = (raw != NONE).sum(axis=1)
        if not len(self._title):
            return out[:, :WIDTH]
        odd |= (self._empty[raw] & (raw != NONE)).any(axis=1)
        place = np.zeros(count, np.int64)
        rows = np.arange(count)
        while True:
            titled = (length - place > 1) & self._title[raw[rows, np.minimum(place, WIDTH - 1)]]
            if not titled.any():
                break
            place += titled
        kept = np.zeros(count, np.int64)
        active = np.flatnonzero((place < length) & ~odd)
        while len(active):
            at = place[active]
            word = raw[active, at]
            follows = at + 1 < length[active]
            opens = follows & (self._worship[word] | self._kunya[word])
            after = self._after[word] & (kept[active] > 0) & ~opens
            plain = ~opens & ~after
            weightless = self._particle[word] | (
                (kept[active] > 0) & (self._suffix[word] | (~follows & self._legal[word]))
            )
            simple = np.flatnonzero(plain & ~weightless)
            target = active[simple]
            out[target, kept[target]] = self._bare[word[simple]]
            kept[target] += 1
            for index in np.flatnonzero(after).tolist():
                self._append(out, kept, int(active[index]), int(word[index]), follows[index], bool(weightless[index]))
            if opens.any():
                opened = active[opens]
                second = at[opens] + 1
                while True:
                    skipped = self._particle[raw[opened, second]] & (second + 1 < length[opened])
                    if not skipped.any():
                        break
                    second = second + skipped
                out[opened, kept[opened]] = self._joined(word[opens], raw[opened, second])
                kept[opened] += 1
                place[opened] = second
            place[active] += 1
            active = active[place[active] < length[active]]
        return out[:, :WIDTH]

    def _append(self, out: Tokens, kept: Ints, row: int, word: int, follows: bool, weightless: bool) -> None:
        """Join نور الدين, Saad Eddine to the word before, where that is more than an initial."""
        last = self.words[out[row, kept[row] - 1]]
        if len(bare_word(last)) > 1:
            out[row, kept[row] - 1] = self.number(last + self.words[self._bare[word]])
        elif not weightless:
            out[row, kept[row]] = self._bare[word]
            kept[row] += 1

    def _joined(self, first: Tokens, second: Tokens) -> Tokens:
        pairs = first.astype(np.int64) * len(self._bare) + second
        distinct, inverse = np.unique(pairs, return_inverse=True)
        numbers = [
            self.number(
                joined_words(self.words[p // len(self._bare)], self.words[p % len(self._bare)], self._is_worship(p))
            )
            for p in distinct.tolist()
        ]
        return np.array(numbers, np.int32)[inverse]

    def _is_worship(self, pair: int) -> bool:
        return bool(self._worship[pair // len(self._bare)])


def _trimmed(word: str) -> str:
    word = word[:_CUT]
    return word[:-2] if word.endswith("'s") and len(word) > 3 else word.rstrip("'")


def words_of(table: NameTable, row: int) -> tuple[str, ...]:
    """Return the words of one name."""
    return tuple(table.words[number] for number in table.tokens[row].tolist() if number != NONE)
