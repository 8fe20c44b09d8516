"""One spelling for what is written in many ways, with the way back to the original characters.

Folding removes what carries no difference for a comparison: diacritics, tatweel, bidi marks, presentation forms,
the forms of alef, ya and ta marbuta, the script of digits, the kind of quote, dash and space, letter case and Latin
accents. The table follows the normalization that information retrieval uses for Arabic (Larkey, Ballesteros and
Connell 2002, "Improving stemming for Arabic information retrieval") and Unicode NFKC for compatibility characters.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Lists = TypeVar("Lists", bound="DataclassInstance")

# Letters and signs that stand for another one. A value of "" removes the character.
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه",
    "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ڪ": "ك", "ـ": "",
    "٪": "%", "٫": ".", "٬": ",", "؍": "/", "٭": "*",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‹": '"', "›": '"', "〝": '"', "〞": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-",
    "⁄": "/", "∕": "/", "×": "x",
}  # fmt: skip
_DIGIT_ZEROS = (0x0660, 0x06F0, 0x0966, 0xFF10)
_REMOVED = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"  # noqa: E501
_KEPT_COMPATIBILITY = "½¼¾⅓⅔⅛⅜⅝⅞²³"  # the number grammar reads these itself


def _folded_character(character: str) -> str | None:
    """Return what `character` folds to, or None where it stays."""
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _REMOVED:
        return ""
    code = ord(character)
    for zero in _DIGIT_ZEROS:
        if zero <= code <= zero + 9:
            return chr(ord("0") + code - zero)
    category = unicodedata.category(character)
    if category == "Mn":
        return ""
    if category == "Zs":
        return " "
    if character in _KEPT_COMPATIBILITY or category in ("Cc", "Zl", "Zp"):
        return character
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    if decomposed == character:
        return character
    # Folding once more what a compatibility character stands for: a ligature of lam and alef with hamza, "ﷲ", "Á".
    return "".join(part if (folded := _folded_once(part)) is None else folded for part in decomposed)


def _folded_once(character: str) -> str | None:
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    return "" if category == "Mn" else " " if category == "Zs" else None


class _Table(dict[int, "str | int | None"]):
    """A table for `str.translate` that learns each character on first sight, so that start-up costs nothing."""

    def __missing__(self, code: int) -> str | int | None:
        folded = _folded_character(chr(code))
        value: str | int | None = code if folded is None else ord(folded) if len(folded) == 1 else folded or None
        self[code] = value
        return value


_TABLE = _Table()
# What may change the length of the text. Everything else folds to one character, or is found by the check below.
_MAYBE_LONGER = re.compile(
    "[\u00ad\u00b4\u00df\u0130\u0132\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01f1-\u01f3\u0300-\u036f\u037a\u0483-\u0489\u0587\u0591-\u05c7"
    "\u0610-\u061c\u0640\u064b-\u065f\u0670\u0675-\u0678\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0700-\uffff"
    "\u00a8\u00af\u00b8\U00010000-\U0010ffff]"
)


# What is folded most often in Arabic text, one character for another, and the characters that stay as they are: to
# replace each of the first in all of the text and then look at what is neither takes a fifth of the time of
# `str.translate`, which asks for each character beyond ASCII.
_COMMON = tuple(
    [(letter, folded) for letter, folded in _LETTERS.items() if len(folded) == 1 and letter != "`"]
    + [(chr(zero + value), str(value)) for zero in _DIGIT_ZEROS[:2] for value in range(10)]
    + [("\u00a0", " ")]
)
_CHANGED = re.compile("[^\n !-@\\[-_a-z{-~\u0621-\u063a\u0641-\u064a،؛؟]+")
_TATWEEL_ALONE = re.compile("(?<= )ـ(?=ـ* )")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_SHORT = 100  # characters; below, `str.translate` is the faster


def _folded_text(text: str) -> str:
    if len(text) < _SHORT or text.isascii():
        return text.translate(_TABLE)
    for letter, folded in _COMMON:
        text = text.replace(letter, folded)
    return _CHANGED.sub(lambda match: match.group().translate(_TABLE), text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    text: str
    source: str
    # Two columns of equal length, made when the lengths differ: from folded[i] on, add shift[i] for the original place.
    _starts: list[int] = field(repr=False)
    _shifts: list[int] = field(repr=False)

    def place(self, position: int) -> int:
        """Return the place in the original of the folded character at `position` (0 to len(text))."""
        if not self._starts:
            return position
        index = bisect_right(self._starts, position) - 1
        return position + self._shifts[index] if index >= 0 else position

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the original that `text[start:end]` was folded from.

        Marks that stand on its last letter belong to it. An empty range gives an empty one.
        """
        if not self._starts:
            return start, end
        if start >= end:
            place = self.place(start)
            return place, place
        first, last = self.place(start), self.place(end - 1) + 1
        while last < len(self.source) and unicodedata.category(self.source[last]) == "Mn":
            last += 1
        return first, last

    def originals(self, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield what `original` returns for each of many ranges, which come in order and do not overlap."""
        if not self._starts:
            yield from ranges
            return
        breaks = zip([*self._starts, len(self.text) + 1], [0, *self._shifts], strict=True)
        until, shift = next(breaks)
        for start, end in ranges:
            if end < until:  # nothing was added or taken away since the last break
                yield start + shift, end + shift
                continue
            yield self.original(start, end)
            while until <= end:
                until, shift = next(breaks)

    def folded(self, place: int) -> int:
        """Return the position in the folded text of the first character at or after `place` in the original."""
        if not self._starts:
            return place
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.place(middle) < place:
                low = middle + 1
            else:
                high = middle
        return low


def fold(text: str) -> Folded:
    """Fold `text` for comparison.

    >>> fold("أَحْمَـد ٥٠٪").text
    'احمد 50%'
    >>> fold("أَحْمَـد").original(0, 4)
    (0, 8)
    """
    source, text = text, _dashed(text)
    folded = _folded_text(text)
    if len(folded) == len(text) and not _MAYBE_LONGER.search(text):
        return Folded(folded, source, [], [])
    starts: list[int] = []
    shifts: list[int] = []
    position = place = shift = 0  # in the folded text, in the original, and place - position
    for match in _MAYBE_LONGER.finditer(text):
        character = match.group()
        position += match.start() - place
        place = match.end()
        value = _TABLE[ord(character)]
        length = 1 if isinstance(value, int) else len(value) if value else 0
        if length == 1:
            position += 1
            continue
        if length == 0:
            shift += 1
            _append(starts, shifts, position, shift)
            continue
        # One character became several: each of them points back at it.
        for offset in range(1, length):
            _append(starts, shifts, position + offset, shift - offset)
        shift -= length - 1
        position += length
    return Folded(folded, source, starts, shifts)


def fold_text(text: str) -> str:
    """Return the text of `fold(text)` alone, where no way back to the original is asked for."""
    return _folded_text(_dashed(text))


def _dashed(text: str) -> str:
    """Write a tatweel that stands alone as the dash it is, at the same length: «القاهرة ـ رويترز», «50 ـ 60»."""
    return _TATWEEL_ALONE.sub("-", text) if " ـ" in text else text


def _append(starts: list[int], shifts: list[int], start: int, shift: int) -> None:
    if starts and starts[-1] == start:
        shifts[-1] = shift
    else:
        starts.append(start)
        shifts.append(shift)


@functools.lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """Return the folded form of a word, remembered: words of a text recur."""
    return word.translate(_TABLE)


def folded_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words of a list of a lexicon as texts hold them: folded."""
    return frozenset(map(fold_word, words))


def word_lists(kind: type[Lists], table: Mapping[str, Iterable[str]]) -> Lists:
    """Return a lexicon of lists, a dataclass, with the lists of a table that its fields name, folded."""
    return kind(**{field.name: folded_words(table[field.name]) for field in fields(kind)})


def has_arabic(text: str) -> bool:
    """Tell whether a letter of the Arabic script is in a text."""
    return _ARABIC_LETTER.search(text) is not None
