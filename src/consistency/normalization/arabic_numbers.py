"""Arabic number words: "ثلاثمئة وخمسة وعشرون ألفا", "مليونين ونصف المليون", "الحادي والعشرون".

The grammar follows Wright, "A Grammar of the Arabic Language", I §§318-336; the words are in
rules/languages/ar/numbers.yaml.
"""

from __future__ import annotations

from consistency.normalization.arabic_sums import (
    SCALES,
    SMALL,
    Sum,
    entry_at,
    is_definite_noun,
    read_ordinal,
    word_at,
)  # fmt: skip
from consistency.normalization.number_words import NumberWord, Reading, arabic_number_words, parts_before_definite
from consistency.normalization.phrases import word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens

_LONE = frozenset({"unit", "ten", "teen", "tens", "hundred", "hundreds", "zero", "scale"})  # their value is the number
_AFTER_DIGITS = frozenset({"scale", "scale_plural", "scale_accusative"})


def read_arabic(tokens: Tokens, index: int, digits: tuple[float, int] | None = None) -> Reading | None:
    """Read the number that begins at token `index`: with a word, or with `digits` (value and index after them)."""
    if digits is not None:
        return _scaled(tokens, *digits) or Sum(tokens, index).read_after_digits(*digits)
    entry = word_at(tokens, index)
    if entry is None:
        return None
    kind = entry.kind
    if kind in {"ordinal", "ordinal_one"}:
        return read_ordinal(tokens, index, entry)
    if kind in {"vague", "several", "excess"}:
        return _vague(tokens, index, entry)
    if kind == "fraction":
        return _times_scale(tokens, index + 1, entry.value, weak=tokens.words[index].endswith("نص"))
    if kind == "scale_plural":
        return _plural_alone(tokens, index, entry)
    if kind in {"unit", "ten"}:
        following = word_at(tokens, index + 1)
        if following is not None and following.kind == "fraction_plural" and not following.joined:
            return _times_scale(tokens, index + 2, entry.value * following.value)
        parts = parts_before_definite().get(tokens.words[index].removeprefix("ال"))
        if (
            parts is not None
            and following is None
            and (
                (not entry.definite and is_definite_noun(tokens, index + 1))  # not «الدول الخمس الدائمة»
                or _is_possessed(tokens, index + 1)
                or (entry.definite and _is_share_of_itself(tokens, index))
                or "\u064f" in tokens.written(index)[:4]  # a damma: "خُمس", "العُشر"
            )
        ):
            return Reading(index + 1, 1 / parts, 1 / parts, fraction=True)
    if kind in _LONE and not _goes_on(tokens, index + 1) and not (entry.definite and entry.value > 10):
        return Reading(index + 1, entry.value, entry.value)
    if kind in SMALL or kind in SCALES:
        return Sum(tokens, index).read()
    return None


def _is_possessed(tokens: Tokens, index: int) -> bool:
    """Return whether a noun with a pronoun follows: "خمس سكانها"."""
    word = tokens.word(index)
    return len(word) > 4 and word.endswith(("ها", "هم")) and word not in word_list("not_quantities", "stop")


def _is_share_of_itself(tokens: Tokens, index: int) -> bool:
    """Return whether a definite part stands without a noun: "تراجع بمقدار الخمس"."""
    following = tokens.word(index + 1)
    alone = not following[:1].isalpha() or following in word_list("not_quantities", "stop")
    return alone and tokens.word(index - 1) in word_list("numbers", "parts_after")


_NUMBER_WORD = QUANTITY_WORDS.add(lambda: {"و", *arabic_number_words()})


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Return whether the token at `index` may go on with a number."""
    return tokens.roles(QUANTITY_WORDS)[index] & _NUMBER_WORD != 0


def _scaled(tokens: Tokens, value: float, end: int) -> Reading | None:
    """Read the commonest form of all, digits and a scale with nothing after them: "12 مليون"."""
    entry = word_at(tokens, end)
    if entry is None or entry.kind not in _AFTER_DIGITS or entry.prefix or _goes_on(tokens, end + 1):
        return None
    return Reading(end + 1, value * entry.value, value * entry.value, words=False)


def _times_scale(tokens: Tokens, index: int, fraction: float, weak: bool = False) -> Reading:
    """Read the scale after a fraction: "نصف مليون", "ربع المليون", "ثلاثة أرباع المئة"."""
    entry = word_at(tokens, index)
    if entry is not None and not entry.joined and entry.kind in {"scale", "hundred"} and entry.prefix in {"", "ال"}:
        return Reading(index + 1, fraction * entry.value, fraction * entry.value)
    return Reading(index, fraction, fraction, fraction=True, weak=weak)


def _plural_alone(tokens: Tokens, index: int, entry: NumberWord) -> Reading:
    """Read "آلاف", "ملايين", "آلاف الملايين" as the range of what they can stand for."""
    top = 100 if entry.value == 1000 else 1000
    low, high, end = 2 * entry.value, top * entry.value - 1, index + 1
    following = word_at(tokens, end)
    if following is not None and following.kind == "scale_plural" and not following.joined:
        low, high, end = low * following.value, (high + 1) * following.value - 1, end + 1
    return Reading(end, low, high, vague=True)


def _vague(tokens: Tokens, index: int, entry: NumberWord) -> Reading | None:
    """Read "عشرات الآلاف", "بضع مئات", "بضع عشرة", "نيف وعشرون", "عدة آلاف"."""
    low, high, end = entry.value, entry.high, index + 1
    following, after = entry_at(tokens, end)
    if (
        following is not None
        and following.joined
        and following.kind == "tens"
        and (entry.kind == "excess" or high == 9)
    ):
        least = 1 if entry.kind == "excess" else 3
        return Reading(after, following.value + least, following.value + 9, vague=True)
    if following is not None and not following.joined and following.kind == "ten" and high == 9:
        return Reading(after, 13, 19, vague=True)
    while following is not None and not following.joined:
        if following.kind == "vague" and following.value in {20, 200} and high == 9:
            ten_or_hundred = following.value / 2
            low, high = low * ten_or_hundred, (high + 1) * ten_or_hundred - 1
        elif following.kind in {"scale", "scale_plural"}:
            low, high = low * following.value, (high + 1) * following.value - 1
        else:
            break
        end = after
        following, after = entry_at(tokens, end)
    if entry.kind == "excess" or (entry.kind == "several" and end == index + 1):
        return None
    return Reading(end, low, high, vague=True)
