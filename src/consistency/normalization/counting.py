"""The nouns that numbers count: what follows a number, what an ordinal ranks, and duals that count by themselves."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from consistency.language.orthography import fold_word
from consistency.normalization.number_words import arabic_number_words, english_number_words
from consistency.normalization.phrases import word_list
from consistency.normalization.tokens import Tokens, starts_digits
from consistency.resources import language_resource

if TYPE_CHECKING:
    from consistency.normalization.measures import Measure


_COUNTS = frozenset({"unit", "ten", "teen", "tens", "tens_full", "hundred", "hundreds"})
_ADJECTIVE_ENDINGS = ("ic", "al", "ive", "ous", "ful", "ary", "ian", "ish", "ese", "ed", "ible", "able", "less")


@functools.cache
def _waw_nouns() -> frozenset[str]:
    return word_list("not_quantities", "nouns_in_waw")


def without_waw(noun: str) -> str:
    """Return a noun without the conjunction before it; one that begins with waw keeps it."""
    return noun[1:] if noun[0] == "و" and len(noun) > 3 and noun not in _waw_nouns() else noun


def counted_noun(tokens: Tokens, measure: Measure) -> str | None:
    """Return the folded noun that a number counts, or None: a preposition, a verb or nothing follows."""
    index = measure.last
    word = tokens.word(index)
    if word == "-" and tokens.touches(index) and tokens.touches(index + 1):
        index += 1
        word = tokens.word(index)
    if not word or not word[0].isalpha():
        return None
    if len(word) < 2 and tokens.word(index + 1) != "-" and not starts_digits(tokens.word(index + 1)):
        return None
    if word.isascii():
        return _english_noun(tokens, index, measure)
    return _arabic_noun(tokens, index, measure)


def _arabic_noun(tokens: Tokens, index: int, measure: Measure) -> str | None:
    word = tokens.words[index]
    number = measure.number
    construct = number is not None and (number.is_vague or (number.is_words and number.low >= 1000))
    if word == "من":
        following = tokens.word(index + 1)
        if len(following) > 4 and following.startswith("ال"):
            return following[2:]
        usable = construct and len(following) > 3 and following not in word_list("not_quantities", "stop")
        return following if usable and following != "اصل" else None
    if word in word_list("not_quantities", "stop") or word in arabic_number_words():
        return None
    if word.startswith("ال") and len(word) > 4:
        return word[2:] if construct or (number is not None and number.is_words and measure.low < 11) else None
    if len(word) > 4 and word.endswith("وا"):
        return None  # a verb: "تظاهروا"
    if word[0] == "و" and word not in _waw_nouns():
        return None
    if word.startswith(("لل", "بال")):
        return None
    return word


def _english_noun(tokens: Tokens, index: int, measure: Measure) -> str | None:
    stop = word_list("not_quantities", "stop")
    counts = word_list("not_quantities", "counts")
    if tokens.words[index] == "of":
        index += 1
        if tokens.word(index) in {"the", "its", "his", "their"}:
            return None
    if tokens.word(index - 1) == "-" and tokens.words[index] in {"odd", "plus", "some"}:
        index += 1  # "30-odd unions"
    elif tokens.word(index - 1) == "-" and tokens.words[index] not in stop:
        return tokens.words[index]  # "100-page report"
    if tokens.word(index) in {"other", "more", "further"}:
        index += 1
    model = _after_model(tokens, index)
    if model != index:
        if tokens.words[model - 1] == "s":
            return "".join(tokens.words[index:model])  # "20 F-35s"
        index = model
        if not any(is_plural(tokens.word(index + place)) for place in range(3)):
            return None
    for place in range(3):
        word = tokens.word(index + place)
        if not word.isascii() or not word[:1].isalpha():
            break
        if word in counts and place == 0:
            return word
        if word in stop:
            break
        if is_plural(word):
            following = tokens.word(index + place + 1)
            compound = following.isascii() and following not in stop and is_plural(following)
            return following if compound else word  # "crew members", "sports cars"
        if measure.low == measure.high == 1 and not (word.endswith(_ADJECTIVE_ENDINGS) and place < 2):
            if place < 2 and _is_nationality(tokens, index + place):
                continue
            return word
    word = tokens.word(index)
    if tokens.word(index - 1) == "-" and word.isascii() and word[:1].isalpha() and word not in stop:
        return word
    return None


def _after_model(tokens: Tokens, index: int) -> int:
    """Return the index after a model that stands before a noun: "100 F-35 jets", "50 A321XLR jets"."""
    joined = tokens.word(index + 1) == "-" and tokens.touches(index + 1)
    end = index + 1 + joined
    if not starts_digits(tokens.word(end)):
        return index
    if not tokens.touches(end) and (joined or not tokens.written(index)[0].isupper()):
        return index
    end += 1
    while tokens.touches(end) and tokens.word(end)[:1].isalnum():
        end += 1
    return end


def _is_nationality(tokens: Tokens, index: int) -> bool:
    """Return whether a capitalized word stands before the noun that is counted: "one Afghan interpreter"."""
    following = tokens.word(index + 1)
    return (
        tokens.written(index)[0].isupper()
        and following.isascii()
        and following[:1].isalpha()
        and following not in word_list("not_quantities", "stop")
        and not following.endswith("ed")
        and tokens.written(index + 1)[0].islower()
    )


def is_plural(word: str) -> bool:
    """Return whether an English word looks like a plural noun."""
    if word in word_list("not_quantities", "plurals"):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and (word not in word_list("not_quantities", "singular_s"))
    )


def is_first_of_several(tokens: Tokens, measure: Measure) -> bool:
    """Return whether "first" ranks nothing, since a number follows: "the first four months", "أول ثلاثة أيام"."""
    following = tokens.word(measure.last)
    entry = arabic_number_words().get(following) or english_number_words().get(following)
    counts = entry is not None and not entry.joined and not entry.definite and entry.kind in _COUNTS
    first = arabic_number_words().get(tokens.words[measure.first])
    return (counts or following.isdigit()) and (first is None or not first.definite)


def ranked_noun(tokens: Tokens, measure: Measure) -> str | None:
    """Return the noun that an ordinal ranks: "third visit", "الزيارة الثالثة", "ثالث زيارة"."""
    first = tokens.words[measure.first]
    following = tokens.word(measure.last)
    stop = word_list("not_quantities", "stop")
    if first.isascii():
        if following in {"such", "straight", "consecutive", "successive"}:
            following = tokens.word(measure.last + 1)
        usable = following.isascii() and following[:1].isalpha() and len(following) > 2 and following not in stop
        return following if usable else None
    entry = arabic_number_words().get(first)
    if entry is not None and entry.definite:
        before = tokens.word(measure.first - 1)
        head = tokens.word(measure.first - 2)
        if before.endswith(("يه", "ي")) and head.startswith("ال") and before.startswith("ال") and len(head) > 4:
            before = head  # the adjective of a place stands between: "القمة العربية الثالثة والثلاثين"
        for prefix in ("وال", "بال", "لل", "ال"):
            if before.startswith(prefix) and len(before) > len(prefix) + 2:
                return before[len(prefix) :]
        return None
    usable = following[:1].isalpha() and not following.isascii() and following not in stop and following[0] != "و"
    return following if usable and not following.startswith("ال") else None


_BEFORE_DUALS = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "فال", "لل", "ولل")


@functools.cache
def countable_duals() -> dict[str, tuple[float, str]]:
    """Return the duals of countable nouns, each with its count and its singular: قتيلان, طائرتين, الرجلان."""
    table = language_resource("ar", "units")["countable"]
    duals: dict[str, tuple[float, str]] = {}
    for name, endings in (("both", ("ان", "ين")), ("nominative", ("ان",))):
        for noun in table[name]:
            word = fold_word(noun)
            if " " in word:
                continue
            stem = word[:-1] + "ت" if word.endswith("ه") else word[:-1] + "ي" if word.endswith("ي") else word
            for ending in endings:
                for prefix in _BEFORE_DUALS:
                    duals.setdefault(prefix + stem + ending, (2.0, word))
    return duals


@functools.cache
def construct_duals() -> dict[str, tuple[float, str]]:
    """Return the duals of feminine nouns before another noun: "حالتا وفاة", "طائرتي استطلاع"."""
    nouns = [fold_word(noun) for noun in language_resource("ar", "units")["countable"]["both"]]
    return {
        prefix + noun[:-1] + ending: (2.0, noun)
        for noun in nouns
        if noun.endswith("ه") and " " not in noun
        for ending in ("تا", "تي")
        for prefix in ("", "و", "ب", "ل")
    }


def is_number_word(word: str) -> bool:
    """Return whether a token is a number word of either language."""
    return word in arabic_number_words() or word in english_number_words()
