"""Nouns that are a quantity without a number beside them: duals, "twice", "a week ago", "قبل أسبوع"."""

from __future__ import annotations

import functools

from consistency.normalization.counting import construct_duals, countable_duals
from consistency.normalization.measure_units import rate_after
from consistency.normalization.measures import Measure, below_zero
from consistency.normalization.number_words import arabic_number_words
from consistency.normalization.phrases import phrase_at, phrase_values, without_proclitic, word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens, starts_digits
from consistency.normalization.units import UnitName, convert, same_dimension, unit_after, unit_names
from consistency.resources import language_resource

_NEVER_ONE = frozenset({"percent", "per_mille", "times", "person", "magnitude"})
_ONE_WITH_PART = frozenset({"degree", "celsius", "percentage_point", "basis_point"})


@functools.cache
def _nouns_alone() -> frozenset[str]:
    """Return the words that are a quantity, or begin one, without a number beside them."""
    duals = {name.words[0] for group in unit_names().after.values() for name in group if name.count == 2}
    prefixed = {prefix + word for word in duals for prefix in ("و", "ب", "ل", "ف", "ك")}
    return frozenset(duals | prefixed).union(countable_duals(), construct_duals(), phrase_values("bounds", "twice"))


@functools.cache
def _unit_words(whole: bool) -> frozenset[str]:
    """Return the words at which one of a unit can begin; `whole` where nothing else stands in the text."""
    names = unit_names().after
    words = {word for word, group in names.items() if any(map(_counts_as_one, group))}
    if whole:
        words = {word for word, group in names.items() if any(name.singular or name.short for name in group)}
    times = word_list("not_quantities", "one_behind_preposition")
    return frozenset(words | {prefix + word for word in times for prefix in "بلف"})


def _counts_as_one(name: UnitName) -> bool:
    return name.singular and not name.count and name.unit not in _NEVER_ONE


_ALONE = QUANTITY_WORDS.add(lambda: _nouns_alone() | _unit_words(whole=False), anchor=True)


def _is_whole(tokens: Tokens) -> bool:
    """Return whether the text is one word, but for an article."""
    return len(tokens.words) - (tokens.words[0] in {"a", "an"}) == 1


def with_nouns_alone(tokens: Tokens, measures: list[Measure]) -> list[Measure]:
    """Add the measures of nouns without a number, in order: duals, "twice", "a week ago", "قبل أسبوع"."""
    alone = _nouns_alone()
    words = tokens.words
    places = list(range(len(words))) if _is_whole(tokens) else tokens.places(QUANTITY_WORDS, _ALONE)
    if not places:
        return measures
    taken = [False] * (len(words) + 1)
    for measure in measures:
        for index in range(measure.first, measure.last):
            taken[index] = True
    added: list[Measure] = []
    for index in places:
        if taken[index]:
            continue
        if added and added[-1].last == index and added[-1].low == 2 and _is_counted_dual(words[index]):
            continue  # an adjective: "طائرتين مسيرتين"
        noun = (_dual(tokens, index) or _twice(tokens, index)) if words[index] in alone else None
        noun = noun or _one(tokens, index)
        if noun is None or any(taken[place] for place in range(noun.first, noun.last)):
            continue
        for place in range(noun.first, noun.last):
            taken[place] = True
        added.append(noun)
        if noun.low == 2 and noun.unit != "ratio":
            measures = _without_two(tokens, noun, measures)
    return sorted([*measures, *added], key=lambda measure: measure.first) if added else measures


def _without_two(tokens: Tokens, dual: Measure, measures: list[Measure]) -> list[Measure]:
    """Take the number that only says a dual again into it: "كيلومترين اثنين"."""
    entry = arabic_number_words().get(tokens.word(dual.last))
    if entry is None or (entry.kind, entry.value, entry.prefix) != ("unit", 2, ""):
        return measures
    again = [other for other in measures if other.first == dual.last and other.low == 2 and other.unit is None]
    dual.last += len(again) and 1
    return [other for other in measures if other not in again]


def _is_counted_dual(word: str) -> bool:
    return word in countable_duals()


def _dual(tokens: Tokens, index: int) -> Measure | None:
    word = tokens.words[index]
    if word.isascii():
        return None
    for place, form in enumerate((word, without_proclitic(word))):
        if place and form == word:
            break
        for name in unit_names().after.get(form, ()):
            if name.count == 2 and all(tokens.word(index + at) == part for at, part in enumerate(name.words[1:], 1)):
                measure = Measure(index, index + len(name.words), 2.0, 2.0, name.unit, alone=True)
                below_zero(tokens, measure)
                rate_after(tokens, measure)
                return measure
    dual = countable_duals().get(word)
    if dual is None and _is_construct(tokens, index):
        dual = construct_duals()[word]
    return None if dual is None else Measure(index, index + 1, dual[0], dual[0], counted=dual[1], alone=True)


def _is_construct(tokens: Tokens, index: int) -> bool:
    """Return whether the dual of a feminine noun has its noun after it; «سيارتي الجديدة» is "my new car"."""
    following = tokens.word(index + 1)
    noun = len(following) > 2 and following[0].isalpha() and not following.isascii()
    return (
        tokens.words[index] in construct_duals()
        and noun
        and not following.startswith(("ال", "و"))
        and (tokens.words[index].endswith("ا") or not following.endswith("ه"))  # «سيارتي قديمة»
        and following not in word_list("not_quantities", "stop")
    )


def _twice(tokens: Tokens, index: int) -> Measure | None:
    found = phrase_at(phrase_values("bounds", "twice"), tokens, index)
    if found is None:
        return None
    factor = float(str(found[0]))
    return Measure(index, found[1], factor, factor, "ratio", alone=True)


@functools.cache
def one_after() -> frozenset[str]:
    return word_list("units", "one_after")


def _one(tokens: Tokens, index: int) -> Measure | None:
    """Read a singular unit as one of it where the grammar counts: "قبل أسبوع", "a week ago", "لتر ونصف"."""
    word = tokens.words[index]
    whole = _is_whole(tokens)
    found = unit_after(tokens, index, after_digits=whole)
    if found is None:
        return _with_proclitic(tokens, index)
    name, after = found
    following = tokens.word(after)
    part = (
        following in word_list("not_quantities", "halves_joined")
        or (following == "و" and tokens.word(after + 1) in word_list("not_quantities", "halves"))
        or _smaller_follows(tokens, name, after)
    )
    if (
        not (name.singular or whole)
        or name.count
        or name.unit in _NEVER_ONE
        or (name.unit in _ONE_WITH_PART and not part)
    ):
        return None
    first = index
    ascii_word = word.isascii()
    if ascii_word and tokens.word(index - 1) in {"a", "an"}:
        first = index - 1
    measure = Measure(first, after, 1, 1, name.unit, alone=True)
    if first == 0 and after == len(tokens.words):
        return measure
    if ascii_word:
        if first == index or name.unit == "second":
            return None
        before = tokens.word(first - 1)
        part = following == "and" and tokens.word(after + 1) in {"a", "half", "one"}
        if name.unit in _ONE_WITH_PART and not part:
            return None
        return measure if part or following in _en("one_before") or before in _en("one_after") else None
    if part:
        return measure
    if following in word_list("units", "one_before") and name.unit != "decade":  # which is a contract as well
        return measure  # «أسبوعا كاملا»
    bounded = tokens.word(index - 1) == "من" and tokens.word(index - 2).endswith(("اكثر", "اقل"))  # «أكثر من عقد»
    if not (bounded or tokens.word(index - 1) in one_after()) or starts_digits(following) or following.startswith("ال"):
        return None
    dated = following in word_list("not_quantities", "months") | word_list("not_quantities", "month_parts")
    return None if dated or (following in {"من", "علي"} and name.unit == "day") else measure


def _smaller_follows(tokens: Tokens, name: UnitName, after: int) -> bool:
    """Return whether a number of a smaller unit is joined to a unit: "ساعة وعشرين دقيقة", "ساعة و20 دقيقة"."""
    word = tokens.word(after)
    entry = arabic_number_words().get(word)
    digits = word == "و" and starts_digits(tokens.word(after + 1))
    if not digits and (entry is None or not entry.joined or entry.kind not in {"unit", "ten", "teen", "tens"}):
        return False
    for place in range(after + 1, after + 4):
        found = unit_after(tokens, place, after_digits=digits)
        if found is not None:
            smaller = found[0].unit
            return (
                smaller != name.unit
                and same_dimension(smaller, name.unit)
                and (convert(1, smaller)[0] < convert(1, name.unit)[0])
            )
    return False


def _with_proclitic(tokens: Tokens, index: int) -> Measure | None:
    """Read "لأسبوع" (for a week) and "بسنة ونصف السنة"."""
    word = tokens.words[index]
    following = tokens.word(index + 1)
    for name in unit_names().after.get(without_proclitic(word), ()):
        if len(name.words) != 1 or not name.singular:
            continue
        part = following in word_list("not_quantities", "halves_joined")
        long = word[0] == "ل" and name.unit in {"week", "month"} and not starts_digits(following)
        dated = following.startswith("ال") or following in word_list("not_quantities", "months") | word_list(
            "not_quantities", "month_parts"
        )
        if part or (long and not dated):
            return Measure(index, index + 1, 1, 1, name.unit, alone=True)
    return None


@functools.cache
def _en(name: str) -> frozenset[str]:
    return frozenset(language_resource("en", "units")[name])
