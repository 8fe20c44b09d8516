"""Arabic number words that add up to one number: "ثلاثمئة وخمسة وعشرون ألفا", "العاشر بعد المئة".

The grammar follows Wright, "A Grammar of the Arabic Language", I §§318-336.
"""

from __future__ import annotations

import math

from consistency.normalization.number_words import NumberWord, Reading, arabic_number_words, not_ordinal_before
from consistency.normalization.phrases import word_list
from consistency.normalization.tokens import Tokens, read_digits, starts_digits
from consistency.normalization.units import unit_names

SMALL = frozenset({"unit", "one", "ten", "teen", "tens", "hundred", "hundreds", "zero"})
SCALES = frozenset({"scale", "scale_plural", "scale_accusative", "scale_dual"})


def entry_at(tokens: Tokens, index: int) -> tuple[NumberWord | None, int]:
    """Return the number word at `index` and the index after it; a lone "و" is taken with the word that it joins."""
    word = tokens.word(index)
    if word == "و":
        entry = arabic_number_words().get(tokens.word(index + 1))
        if entry is not None:
            return (NumberWord(entry.kind, entry.value, True, entry.definite, "و", entry.high), index + 2)
        if starts_digits(tokens.word(index + 1)):
            read = read_digits(tokens, index + 1, decimal_comma=True)
            if read is not None:
                return NumberWord("digits", read[0], joined=True), read[1]
        return None, index + 1
    entry = arabic_number_words().get(word)
    if word == "واحد":  # folded, «وأحد عشر» looks like «واحد»
        following = arabic_number_words().get(tokens.word(index + 1))
        if following is not None and following.kind == "ten" and not following.prefix:
            return NumberWord("one", 1.0, joined=True, prefix="و"), index + 1
    return entry, index + 1


def word_at(tokens: Tokens, index: int) -> NumberWord | None:
    return arabic_number_words().get(tokens.word(index))


def is_definite_noun(tokens: Tokens, index: int) -> bool:
    word = tokens.word(index)
    return len(word) > 3 and word.startswith("ال")


def read_ordinal(tokens: Tokens, index: int, entry: NumberWord) -> Reading | None:
    """Read "الثالث", "الحادية عشرة", "الخامس والعشرين", "العاشر بعد المئة"."""
    word = tokens.words[index]
    if word.endswith("اولي") and not tokens.written(index).rstrip().endswith("ى"):
        return None  # أولي, "preliminary": only the alef maqsura makes it أولى, "first"
    if tokens.word(index + 1) in not_ordinal_before().get(word, ()):
        return None
    value, end = entry.value, index + 1
    following, after = entry_at(tokens, end)
    if following is not None and following.kind == "ten" and not following.joined:
        value, end = value + 10, after
    elif (
        following is not None and following.joined and following.kind == "tens" and following.definite == entry.definite
    ):
        value, end = value + following.value, after
    elif entry.kind == "ordinal_one":
        return None
    return _beyond(tokens, Reading(end, value, value, ordinal=True))


def _beyond(tokens: Tokens, reading: Reading) -> Reading:
    """Read "بعد المئة" after an ordinal: the 110th is "العاشر بعد المئة"."""
    if tokens.word(reading.end) != "بعد":
        return reading
    beyond = word_at(tokens, reading.end + 1)
    if beyond is None or not beyond.definite or beyond.kind not in {"hundred", "hundreds", "scale"}:
        return reading
    value = reading.low + beyond.value
    return Reading(reading.end + 2, value, value, ordinal=True)


class Sum:
    """A number that is being added up: closed segments, and the segment that is open.

    "ثلاثة ملايين ومئتا ألف وخمسة" has the segments 3×10⁶, 200×10³ and 5. `scale` is the scale of the open segment,
    `limit` that of the last closed one, which the open one must stay below.
    """

    def __init__(self, tokens: Tokens, index: int) -> None:
        self.tokens = tokens
        self.index = index
        self.start = index
        self.total = 0.0
        self.base = 0.0  # hundreds of the open segment
        self.part = 0.0  # tens and units of the open segment
        self.slot = ""  # what the open segment may still take: "hundred", "unit", "one", "digits", "ten", "full"
        self.scale = 1.0
        self.limit = math.inf
        self.segment_start: tuple[int, float] | None = None  # where to fall back to
        self.end = index
        self.value: float | None = None
        self.definite = False
        self.words = True

    def read_after_digits(self, value: float, end: int) -> Reading | None:
        """Go on after a number in digits."""
        self.part, self.slot, self.words = value, "digits", False
        self._accept(end)
        return self.read()

    def _accept(self, end: int) -> None:
        self.index = end
        if self.slot != "one":
            self.end = end
            self.value = self.total + (self.base + self.part) * self.scale

    def _close(self) -> None:
        """Close the open segment; what was read up to here stands, whatever follows."""
        self.total += (self.base + self.part) * self.scale
        self.limit = self.scale
        self.base = self.part = 0.0
        self.scale = 1.0

    def read(self) -> Reading | None:
        """Read on as long as the words make one number."""
        bounded = 0
        while bounded < 60:  # no number has more words
            bounded += 1
            entry, after = entry_at(self.tokens, self.index)
            if entry is None:
                break
            if self.slot == "":
                self.definite = entry.definite
            elif not entry.joined and entry.prefix not in {"", "ال"}:
                break
            kind = entry.kind
            if kind == "unit" and entry.joined and self.value is not None:
                part = word_at(self.tokens, after)
                if part is not None and part.kind == "fraction_plural" and not part.joined:
                    share = entry.value * part.value  # «خمسة وستون وسبعة أعشار»
                    return self._added_part(share * (self.scale if self.scale > 1 else 1.0), share, after + 1)
            if kind in SMALL or kind == "digits":
                if not self._add_small(entry, after):
                    break
            elif kind in SCALES:
                verdict = self._add_scale(entry, after)
                if verdict is None:
                    return self._fallen_back()
                if not verdict:
                    break
            elif kind == "vague" and entry.value == 200 and self.slot == "unit" and not entry.joined:
                self.base, self.part, self.slot = self.part * 100, 0.0, "hundred"  # أربع مئات
                self._accept(after)
            elif (
                kind == "ordinal"
                and entry.joined
                and entry.definite
                and self.definite
                and self.slot in {"hundred", "scale"}
            ):
                ordinal = read_ordinal(self.tokens, after - 1, entry)
                if ordinal is not None and self.value is not None:
                    return Reading(ordinal.end, self.value + ordinal.low, self.value + ordinal.low, ordinal=True)
                break
            else:
                return self._finish(entry, after)
        return self._result()

    def _add_small(self, entry: NumberWord, after: int) -> bool:
        """Add a number below a thousand; return whether it belongs to this number."""
        kind, value, slot = entry.kind, entry.value, self.slot
        next_slot = {"unit": "unit", "one": "one", "hundred": "hundred", "hundreds": "hundred", "ten": "ten",
                     "digits": "digits"}.get(kind, "full")  # fmt: skip
        if slot == "":
            self._put(kind, value, next_slot)
        elif slot == "scale":
            if not entry.joined or value >= self.scale or (kind == "digits" and value != int(value)):
                return False
            following = word_at(self.tokens, after)
            if following is not None and following.kind == "fraction_plural":
                return False
            self.segment_start = (self.end, self.value or 0.0)
            self._close()
            self._put(kind, value, next_slot)
        elif not entry.joined:
            if kind == "ten" and slot in {"unit", "one"}:
                self.part, self.slot = self.part + 10, "full"
            elif kind == "hundred" and self.base == 0 and 1 < self.part < 100:
                self.base, self.part, self.slot = self.part * 100, 0.0, "hundred"
            elif kind == "unit" and slot == "hundred" and self._tens_follow(after):
                self.part, self.slot = value, "unit"  # spoken: متين واحد وعشرين
            else:
                return False
        elif slot == "hundred" and kind in {"unit", "one", "ten", "teen", "tens"}:
            following = word_at(self.tokens, after)
            if following is not None and following.kind == "fraction_plural":
                return False
            self.part, self.slot = value, next_slot
        elif slot in {"unit", "one"} and kind == "tens":
            self.part, self.slot = self.part + value, "full"
        elif slot in {"unit", "full", "ten"} and kind in {"hundred", "hundreds"} and self.base == 0 and self.total == 0:
            self.base, self.slot = value, "ascending"  # واحد وتسعين وتسعمئة [وألف]
        else:
            return False
        self._accept(after)
        return True

    def _tens_follow(self, index: int) -> bool:
        following, _ = entry_at(self.tokens, index)
        return following is not None and following.joined and following.kind == "tens"

    def _put(self, kind: str, value: float, slot: str) -> None:
        if kind in {"hundred", "hundreds"}:
            self.base = value
        else:
            self.part = value
        self.slot = slot

    def _add_scale(self, entry: NumberWord, after: int) -> bool | None:
        """Multiply by a scale or begin a segment with it; None where the open segment belongs to another number."""
        kind, scale = entry.kind, entry.value
        dual = kind == "scale_dual" or (
            kind == "scale_accusative" and (self.slot == "" or entry.joined) and self._counts_noun(after)
        )
        if self.slot == "":
            self.part, self.scale = (2.0 if dual else 1.0), scale
        elif entry.joined and self.slot == "hundred" and self._same_scale(after, scale):
            self.part, self.slot = (2.0 if dual else 1.0), "unit"  # num2words: "أربعمائة ومليون مليون" for 401 million
            self._accept(after)
            return True
        elif entry.joined:
            if self.slot == "scale" and scale < self.scale:
                self.segment_start = (self.end, self.value or 0.0)
                self._close()
            elif self.slot in {"ascending", "unit", "full", "hundred", "ten"} and self.total == 0 and self.scale == 1:
                if self.slot == "one":
                    return False
                self.total = self.base + self.part
                self.base = 0.0
            else:
                return False
            self.part, self.scale = (2.0 if dual else 1.0), scale
        elif dual or self.slot == "one":
            return False
        elif self.slot == "scale":
            if self.scale * scale >= self.limit or scale < self.scale:
                return False
            self.scale *= scale
        else:
            if scale >= self.limit:
                return None
            self.scale = scale
        self.slot = "scale"
        self._accept(after)
        return True

    def _counts_noun(self, index: int) -> bool:
        """Return whether a noun follows: "مليونا شخص" are two million, "مليونا ونصف المليون" is one and a half."""
        word = self.tokens.word(index)
        if not word:
            return index == 1  # the word alone tells nothing, and is looked up as the dual
        if not word[0].isalpha() or word.isascii() or word.startswith(("ال", "و")):
            return False
        return bool(unit_names().single.get(word)) or word not in word_list("not_quantities", "stop")

    def _same_scale(self, index: int, scale: float) -> bool:
        following = word_at(self.tokens, index)
        return following is not None and not following.joined and following.kind == "scale" and following.value == scale

    def _fallen_back(self) -> Reading | None:
        if self.segment_start is None:
            return None
        end, value = self.segment_start
        return Reading(end, value, value, words=self.words)

    def _finish(self, entry: NumberWord, after: int) -> Reading | None:
        """Read what ends a number: a part added or taken away, an excess, decimals."""
        value = self.value
        if value is None:
            return None
        unit = self.scale if self.scale > 1 else 1.0
        if entry.kind == "fraction" and entry.joined and entry.value < 1:
            return self._added_part(entry.value * unit, entry.value, after)
        if entry.kind == "less":
            part = word_at(self.tokens, after)
            if part is not None and part.kind == "fraction" and not part.joined:
                whole = 100.0 if unit == 1 and value == 100 else unit
                less = value - part.value * whole
                return Reading(after + 1, less, less, words=self.words)
        if entry.kind in {"excess", "vague"} and entry.joined and (entry.kind == "excess" or entry.high == 9):
            room = unit if unit > 1 else 100.0 if value % 100 == 0 else 10.0
            if value % 10 == 0 and value > 0:
                return Reading(after, value + 1, value + room - 1, vague=True, words=self.words)
        if entry.kind == "point" and not entry.joined:
            return self._decimals(value, after)
        return self._result()

    def _added_part(self, amount: float, fraction: float, after: int) -> Reading | None:
        """Add "ونصف", "ونصف المليون", "وربع مئة"."""
        value = self.value or 0.0
        following = word_at(self.tokens, after)
        if following is not None and following.kind in {"scale", "hundred"} and following.prefix in {"", "ال"}:
            amount, after = fraction * following.value, after + 1
        elif is_definite_noun(self.tokens, after) and (following is None or following.kind not in SCALES):
            return self._result()  # "خمسة ونصف السكان": the half is of something else
        return Reading(after, value + amount, value + amount, words=self.words)

    def _decimals(self, value: float, after: int) -> Reading | None:
        """Read "ثلاثة فاصلة خمسة", "1 فاصلة 5", "أربعة فاصلة خمسة مليون"."""
        word = self.tokens.word(after)
        if starts_digits(word):
            if not word.isdigit() or len(word) > 15:
                return self._result()
            decimal = value + int(word) / 10 ** len(word)
            scale = word_at(self.tokens, after + 1)
            if scale is not None and scale.kind in SCALES and not scale.joined:
                decimal, after = decimal * scale.value, after + 1
            return Reading(after + 1, decimal, decimal, words=self.words)
        entry = word_at(self.tokens, after)
        if entry is None or entry.kind not in SMALL | {"scale", "scale_dual"} or entry.prefix:
            return self._result()
        places = Sum(self.tokens, after)
        reading = places.read()
        if reading is None or reading.fraction or reading.low != int(reading.low):
            return self._result()
        digits, scale_after = reading.low, 1.0
        if places.slot == "scale" and places.total == 0 and places.part + places.base > 0 and reading.end > after + 1:
            digits, scale_after = places.base + places.part, places.scale
        decimal = (value + digits / 10 ** len(f"{digits:.0f}")) * scale_after
        return Reading(reading.end, decimal, decimal)

    def _result(self) -> Reading | None:
        value = self.value
        if value is None:
            return None
        ordinal = False
        if self.definite and self.words and self.total == 0 and self.scale == 1 and value > 10:
            noun = self.tokens.word(self.end)
            bare = not noun[:1].isalpha() or noun.startswith("ال") or noun in {"من", "و", "بعد", "في", "علي", "عن"}
            ordinal = bare and (value >= 20 or self.start == 0)
        reading = Reading(self.end, value, value, ordinal=ordinal, words=self.words)
        return _beyond(self.tokens, reading) if ordinal else reading
