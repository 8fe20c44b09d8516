"""The unit of a number: its currency sign or name, its measure, its rate ("a day", "per tonne")."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from consistency.normalization.counting import counted_noun
from consistency.normalization.number_words import suffix_scales
from consistency.normalization.phrases import phrase_at, phrase_values, word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens
from consistency.normalization.units import currencies, unit_after, unit_names
from consistency.resources import language_resource

if TYPE_CHECKING:
    from consistency.normalization.measures import Measure

_LARGE = 1000.0  # a number that governs no noun with the article where that says when
_RATE_ALONE = QUANTITY_WORDS.add(lambda: phrase_values("units", "per", "alone"))
_RATE_BEGIN = QUANTITY_WORDS.add(
    lambda: {"per", "of", "من", "-", *phrase_values("units", "per", "phrases"), *word_list("units", "per", "of")}
)


def currency_before(tokens: Tokens, measure: Measure) -> None:
    """Take in the currency sign, code or unit that stands before a number: "US$ 5", "a magnitude-5.6 earthquake"."""
    names = unit_names()
    last = measure.first - 1
    if last > 0 and tokens.words[last] == "-":
        rated = names.before.get(tokens.words[last - 1])
        if rated is not None and tokens.touches(last) and tokens.touches(last + 1):
            measure.unit, measure.first = rated, last - 1  # "a magnitude-5.6 earthquake"
        return
    if last < 0:
        return
    word = tokens.words[last]
    if word == "%" and not (last and tokens.words[last - 1][-1].isdigit()) and tokens.touches(measure.first):
        measure.unit, measure.first = "percent", last
        return
    if word in names.before and not measure.ordinal:
        measure.unit, measure.first = names.before[word], last
        return
    if word not in names.symbol_ends:
        return
    for size in (4, 3, 2, 1):
        first = last - size + 1
        if first < 0:
            continue
        unit = names.symbols.get(tuple(tokens.words[first : last + 1]))
        if unit is None or (size > 1 and not all(tokens.touches(place) for place in range(first + 1, last + 1))):
            continue
        if tokens.words[first][0].isalpha() and word.isascii() and word.isalpha() and not _is_code(tokens, last):
            return
        if (
            unit in {"USD", "GBP"}
            and size == 1
            and first
            and tokens.words[first - 1][-1].isdigit()
            and tokens.touches(first)
        ):
            return  # 10$-20$: the sign belongs to the number before it
        measure.unit, measure.first = unit, first
        return


def _is_code(tokens: Tokens, index: int) -> bool:
    written = tokens.written(index)
    return written.isupper() or (written == "Rs" and tokens.words[index] == "rs")


def double_currency(tokens: Tokens, measure: Measure) -> None:
    """Take in a currency's name after its sign: "US$ 5 dollars", "$5 USD"."""
    unit = unit_after(tokens, measure.last, after_digits=True)
    if unit is not None and unit[0].unit == measure.unit:
        measure.last = unit[1]


def _says_when(tokens: Tokens, index: int, value: float) -> bool:
    """Tell whether an Arabic noun with the article says when, behind a count: «38 ألفا العام الماضي»."""
    if value < _LARGE or not tokens.word(index).startswith("ال"):
        return False
    certain = tokens.word(index + 1) in word_list("units", "per", "not_before")  # of a week, a month, a year
    return certain or tokens.words[index - 1] in word_list("units", "never_construct")


def read_unit_after(tokens: Tokens, measure: Measure) -> None:
    """Take in the unit that stands behind a number: "5 km", "عشرة ملايين برميل", "90-kilometre"."""
    number = measure.number
    assert number is not None
    last = measure.last
    suffix = tokens.words[last - 1] if last - 1 > number.first and not number.is_words else ""
    if measure.ordinal:
        if tokens.words[last - 1].isascii() or not number.is_words:
            return
        found = unit_after(tokens, last, after_digits=False)
        if found is not None and found[0].unit == "percent":  # "الثمانين في المئة"
            measure.ordinal, measure.unit, measure.last = False, "percent", found[1]
        return
    daily = phrase_at(phrase_values("units", "barrels_a_day"), tokens, last)
    if daily is not None:
        times = float(str(daily[0]))
        measure.low, measure.high = measure.low * times, measure.high * times
        measure.unit, measure.per, measure.last = "barrel", "day", daily[1]
        return
    if tokens.word(last) == "in" and not number.is_words:
        dotted = tokens.word(last + 1) == "." and tokens.touches(last + 1) and tokens.word(last + 2) == "of"
        if tokens.touches(last) or dotted:
            measure.unit, measure.last = (
                "inch",
                last + 1 + dotted,
            )
            return  # "6ft 2in", "4.5 in. of rain": else it is the preposition
    if _says_when(tokens, last, number.low):
        return
    if tokens.word(last) == "يوم" and tokens.word(last + 1) in word_list("not_quantities", "weekdays"):
        return  # «بلغ عدد الناجين 139 يوم السبت»
    found = unit_after(tokens, last, after_digits=not number.is_words)
    if found is None and tokens.word(last) == "-" and tokens.touches(last) and tokens.touches(last + 1):
        found = unit_after(tokens, last + 1, after_digits=False)
    if found is None and tokens.word(last) in word_list("units", "modifiers"):
        found = unit_after(tokens, last + 1, after_digits=False)
    if found is None and tokens.word(last) == "من" and tokens.word(last + 1).startswith("ال"):
        found = unit_after(tokens, last + 1, after_digits=False)
        if found is not None and found[0].unit == "percent":
            found = None
    if found is None and number.is_vague and tokens.word(last) == "of":
        found = unit_after(tokens, last + 1, after_digits=False)  # "tens of millions of dollars"
    part = measure.fraction or (measure.words and measure.low != int(measure.low))  # "two and a quarter of an hour"
    if found is None and part and tokens.word(last) in {"of", "a", "an"}:
        after = last + 1 + (tokens.word(last) == "of" and tokens.word(last + 1) in {"a", "an"})
        found = unit_after(tokens, after, after_digits=False)
        if found is not None and not (found[0].singular or not measure.fraction):
            found = None
    if found is not None:
        name, after = found
        word = name.words[-1]
        if name.unit == "pound" and not name.short:
            name_unit = _pound(tokens, measure, after)
        elif (
            name.unit in currencies()
            and name.short
            and word.isascii()
            and word.isalpha()
            and not _is_code(tokens, after - 1)
        ):
            return
        elif name.words in (("c",), ("f",)):
            if tokens.written(after - 1) == "C" and tokens.touches(after - 1):
                name_unit = "celsius"
            elif tokens.written(after - 1) == "F" and tokens.touches(after - 1):
                name_unit = "fahrenheit"
            elif name.unit == "cent":
                name_unit = "cent"
            else:
                return
        elif name.words == ("nm",) and tokens.written(after - 1) == "Nm":
            name_unit = "newton_metre"
        else:
            name_unit = name.unit
        if name.count and not name.short:
            return  # a dual counts by itself: "10 يومين" is no measure
        if word == "s" and tokens.word(measure.first - 1) in word_list("not_quantities", "before_decade"):
            return  # "a woman in her 60s", "the late 90s"
        if word == "g" and tokens.written(after - 1) == "G":
            return  # 5G is no mass
        if word in {"p", "a"} and not (tokens.touches(after - 1) and tokens.word(after) != "."):
            return  # 10 p.m.
        if (
            len(word) == 1
            and word.isalpha()
            and word.isascii()
            and not tokens.touches(after - 1)
            and (
                tokens.word(after)[:1].isalpha()
                and tokens.word(after) not in {"of", "and", "to", "or", "per", "a", "in"}
            )
        ):
            return
        if (
            name.unit == "second"
            and name.singular
            and word == "second"
            and measure.low != 1
            and tokens.word(last) != "-"
        ):
            return
        measure.unit, measure.last = name_unit, after
        return
    short = suffix in {"m", "t"} and measure.low >= 1e6 and tokens.written(last - 1).islower()
    if short and counted_noun(tokens, measure) is None:
        scale = suffix_scales()[suffix]
        measure.low, measure.high = measure.low / scale, measure.high / scale
        measure.unit = "metre" if suffix == "m" else "tonne"


def _pound(tokens: Tokens, measure: Measure, after: int) -> str:
    """Tell money from mass: "2 million pounds", "10 pounds of meat"."""
    if tokens.word(after) == "of" or (measure.low < 1000 and tokens.word(measure.last) == "-"):
        return "pound"
    if not {"dollar", "dollars", "euro", "$"}.isdisjoint(tokens.words[after : after + 3]):
        return "GBP"  # "89,500 pounds to the dollar"
    paid = not word_list("units", "money_verbs").isdisjoint(tokens.words[max(0, measure.first - 8) : measure.first])
    return "GBP" if paid or measure.low >= 100000 or "£" in tokens.words else "pound"


def rate_after(tokens: Tokens, measure: Measure) -> None:
    """Read "a day", "per tonne", "يوميا", "في الساعة" after a measure."""
    after = measure.last
    roles = tokens.roles(QUANTITY_WORDS)
    if not roles[after] & (_RATE_ALONE | _RATE_BEGIN) and not (
        measure.unit is not None and after + 1 < len(roles) and roles[after + 1] & _RATE_ALONE
    ):
        return
    if tokens.word(after) == "-" and tokens.touches(after):
        _hyphenated_rate(tokens, measure)
        return
    alone = phrase_values("units", "per", "alone")
    found_rate = phrase_at(alone, tokens, after) or phrase_at(phrase_values("units", "per", "phrases"), tokens, after)
    if found_rate is None and measure.unit is not None:
        # "barrels of crude a day", "برميل نفط يوميا", "برميل من النفط يوميا"
        skipped = after + (2 if tokens.word(after) in {"of", "من"} else 1)
        if tokens.word(skipped - 1)[:1].isalpha():
            found_rate = phrase_at(alone, tokens, skipped)
            if found_rate is None and tokens.word(after) == "of" and tokens.word(skipped) in {"a", "per", "each"}:
                after = skipped
    if found_rate is not None:
        if tokens.word(found_rate[1]) in word_list("units", "per", "not_before"):
            return  # «في الأسبوع نفسه» is one week
        measure.per, measure.last = str(found_rate[0]), found_rate[1]
        return
    if (tokens.word(after) in word_list("units", "per", "of") and measure.unit != "day") or tokens.word(after) == "per":
        found = unit_after(tokens, after + 1, after_digits=True)
        if found is not None and tokens.word(found[1]) in {"earlier", "ago", "later", "before", "after"}:
            return  # "7.9% a month earlier"
        if found is not None and (found[0].singular or found[0].short) and found[0].unit != measure.unit:
            if tokens.word(after) in {"كل"} or found[0].unit in {"percent", "times"}:
                return
            measure.per, measure.last = found[0].unit, found[1]
        noun = _per_nouns().get(tokens.word(after + 1))
        if found is None and noun is not None:
            measure.per, measure.last = noun, after + 2


def _hyphenated_rate(tokens: Tokens, measure: Measure) -> None:
    """Read the rate of "a $38-a-share offer" and "a 2-cent-a-gallon tax"."""
    after = measure.last
    if tokens.word(after + 1) not in {"a", "an", "per"} or tokens.word(after + 2) != "-":
        return
    found = unit_after(tokens, after + 3, after_digits=False)
    if found is not None and found[0].singular and found[0].unit != measure.unit:
        measure.per, measure.last = found[0].unit, found[1]
    elif (noun := _per_nouns().get(tokens.word(after + 3))) is not None:
        measure.per, measure.last = noun, after + 4


def rate_after_noun(tokens: Tokens, measure: Measure) -> None:
    """Read the rate after the noun that a number counts: "6,000 deaths a year"; the span stays the number's."""
    last = measure.last
    if tokens.word(last) == measure.counted:
        measure.last = last + 1
        rate_after(tokens, measure)
        measure.last = last


@functools.cache
def _per_nouns() -> dict[str, str]:
    nouns: dict[str, str] = language_resource("en", "units")["per_nouns"]
    return nouns


@functools.cache
def rated_units() -> dict[str, str]:
    """Return the units that stand for another one with its rate: kilometre/hour is kilometre_per_hour."""
    units: dict[str, str] = language_resource("en", "units")["rates"]
    return units
