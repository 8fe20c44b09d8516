"""One number with what belongs to it: its currency sign, its unit, its rate, the noun that it counts."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from consistency.model import Bound
from consistency.normalization.counting import counted_noun, is_number_word, ranked_noun
from consistency.normalization.number_words import arabic_number_words, suffix_scales
from consistency.normalization.numbers import NumberMention
from consistency.normalization.phrases import phrase_at, phrase_values, word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens
from consistency.normalization.units import currencies, unit_after, unit_names
from consistency.resources import language_resource


@dataclass(slots=True)
class Measure:
    """A value at the tokens `first` to `last` (exclusive), while it is being put together."""

    first: int
    last: int
    low: float
    high: float
    unit: str | None = None
    per: str | None = None
    counted: str | None = None
    ordinal: bool = False
    fraction: bool = False
    words: bool = False
    bound: Bound = "exact"
    number: NumberMention | None = None
    alone: bool = False  # a noun without a number: قتيلان, "a week"


_TEMPERATURES = frozenset({"degree", "celsius", "fahrenheit"})
# The words and signs at which a currency can end and a unit, a rate and an age begin. Beside most numbers there are
# none.
_CURRENCY_END = QUANTITY_WORDS.add(lambda: {"%", *unit_names().before, *unit_names().symbol_ends})
_UNIT_BEGIN = QUANTITY_WORDS.add(
    lambda: {
        "-",
        "in",
        "من",
        "of",
        "a",
        "an",
        *word_list("units", "modifiers"),
        *unit_names().after,
        *phrase_values("units", "barrels_a_day"),
    },
    article=True,
)
_RATE_ALONE = QUANTITY_WORDS.add(lambda: phrase_values("units", "per", "alone"))
_RATE_BEGIN = QUANTITY_WORDS.add(
    lambda: {"per", "of", "من", *phrase_values("units", "per", "phrases"), *word_list("units", "per", "of")}
)
_BELOW_ZERO = QUANTITY_WORDS.add(lambda: phrase_values("bounds", "below_zero"))
_OF = QUANTITY_WORDS.add(lambda: {"من"})
_RANKING = QUANTITY_WORDS.add(
    lambda: {"ال"}.union(
        *(word_list("not_quantities", name) for name in ("ranked_by", "ranked_by_tens", "age_ordinal_after"))
    )
)


_AGE_JOINTS = frozenset({"of", "between", "from", "under", "over", "above", "below"})
_AGE_END = QUANTITY_WORDS.add(lambda: _AGE_JOINTS | word_list("not_quantities", "age_before"))
_HYPHEN = QUANTITY_WORDS.add(lambda: {"-"})


def measure_of(tokens: Tokens, number: NumberMention, free: int = 0) -> Measure | None:
    """Put together the measure of a number; None where a weak number word has no unit and is not the whole text.

    Tokens before `free` belong to the measure before.
    """
    measure = Measure(
        number.first, number.last, number.low, number.high, ordinal=number.ordinal, fraction=number.is_fraction,
        words=number.is_words, number=number,
    )  # fmt: skip
    roles = tokens.roles(QUANTITY_WORDS)
    if free < measure.first and roles[number.first - 1] & (_CURRENCY_END | _HYPHEN):
        _currency_before(tokens, measure)
    if measure.unit is None:
        if roles[number.last] & _UNIT_BEGIN or tokens.words[number.last - 1] in {"m", "t"}:
            _unit_after(tokens, measure)
    else:
        _double_currency(tokens, measure)
    if measure.unit is not None:
        _rate_after(tokens, measure)
    elif roles[measure.last] & _BELOW_ZERO and (
        phrase_at(phrase_values("bounds", "below_zero"), tokens, measure.last) is not None
    ):
        measure.unit = "degree"
    elif number.weak and number.last - number.first != len(tokens.words) and not _follows_unit(tokens, number.first):
        return None
    elif measure.ordinal:
        measure.counted = ranked_noun(tokens, measure)
    elif measure.fraction:
        measure.unit = "ratio"
    else:
        if measure.words and measure.low == measure.high == 1:
            _noun_before(tokens, measure)
        if measure.first == number.first:
            _counted_and_rate(tokens, measure)
    if measure.unit in _TEMPERATURES:
        below_zero(tokens, measure)
    elif measure.unit is None and roles[number.first - 1] & _AGE_END and _is_age(tokens, measure):
        measure.unit = "year"
    if roles[measure.first - 1] & _RANKING or roles[measure.last] & _OF:
        _age_or_rank(tokens, measure)
    return measure


def _is_age(tokens: Tokens, measure: Measure) -> bool:
    """Return whether a bare number is an age: "aged 91", "aged between 19 and 34", "at the age of five", "في سن 12"."""
    if measure.ordinal or measure.fraction or measure.counted is not None or not 0 < measure.low <= 120:
        return False
    ages = word_list("not_quantities", "age_before")
    before = tokens.word(measure.first - 1)
    earlier = tokens.word(measure.first - 2)
    if before in {"under", "over", "above", "below"}:
        following = tokens.word(measure.last)
        return earlier in word_list("not_quantities", "age_groups") and not following[:1].isalnum() and following != "%"
    return before in ages or (before in _AGE_JOINTS and earlier in ages)


def _follows_unit(tokens: Tokens, index: int) -> bool:
    """Return whether token `index` is joined to a unit by "and": "لتر ونص"."""
    before = tokens.word(index - 2) if tokens.word(index - 1) == "و" else tokens.word(index - 1)
    joined = tokens.word(index - 1) == "و" or tokens.words[index].startswith("و")
    return joined and before in unit_names().after


def _counted_and_rate(tokens: Tokens, measure: Measure) -> None:
    measure.counted = counted_noun(tokens, measure)
    if measure.counted is not None:
        _rate_after_noun(tokens, measure)
    else:
        _noun_before(tokens, measure)
        _age(tokens, measure)


def _age_or_rank(tokens: Tokens, measure: Measure) -> None:
    """Read "في العشرين من عمره" as an age, "في الدقيقة 26" as a rank."""
    if (tokens.word(measure.last) == "من" and tokens.word(measure.last + 1) in word_list("not_quantities", "ages")) or (
        measure.ordinal and tokens.word(measure.first - 1) in word_list("not_quantities", "age_ordinal_after")
    ):
        measure.unit, measure.ordinal, measure.counted = "year", False, None
    elif measure.unit is None and _is_anniversary(tokens, measure):
        measure.ordinal, measure.counted = True, tokens.words[measure.first - 1].partition("ال")[2] or None
    elif measure.unit is None and _is_edition(tokens, measure):
        measure.ordinal, measure.counted = True, tokens.words[measure.first - 2][2:]
    elif (
        measure.unit is None
        and not measure.words
        and tokens.word(measure.first - 1) in word_list("not_quantities", "ranked_by")
    ):
        measure.ordinal, measure.counted = True, tokens.words[measure.first - 1][2:]


def _is_anniversary(tokens: Tokens, measure: Measure) -> bool:
    """Return whether definite tens rank the singular noun before: "الذكرى الخمسين"."""
    entry = arabic_number_words().get(tokens.words[measure.first])
    ranked = word_list("not_quantities", "ranked_by_tens")
    return entry is not None and entry.definite and 20 <= measure.low < 100 and tokens.word(measure.first - 1) in ranked


def _is_edition(tokens: Tokens, measure: Measure) -> bool:
    """Return whether digits with an article rank the definite noun before: "الدورة الـ25"."""
    noun = tokens.word(measure.first - 2)
    article = tokens.word(measure.first - 1) == "ال" and tokens.touches(measure.first)
    return article and noun.startswith("ال") and len(noun) > 4


def _noun_before(tokens: Tokens, measure: Measure) -> None:
    """Take in the noun before a definite number word: "الأشهر التسعة", "الطوابق الثلاثة", "شخص واحد"."""
    entry = arabic_number_words().get(tokens.words[measure.first])
    noun = tokens.word(measure.first - 1)
    if entry is None or not measure.words or measure.low != measure.high or len(noun) < 3 or noun.isascii():
        return
    if (entry.definite and entry.prefix == "ال" and 2 < measure.low < 11) or (measure.low == 1 and entry.prefix == ""):
        bare = noun[2:] if noun.startswith("ال") else noun
        if (
            noun.startswith("ال") != entry.definite
            or noun in word_list("not_quantities", "stop")
            or is_number_word(noun)
        ):
            return
        found = unit_after(tokens, measure.first - 1, after_digits=False)
        if found is not None and found[1] == measure.first:
            measure.unit = found[0].unit
        else:
            measure.counted = bare
        measure.first -= 1


def _age(tokens: Tokens, measure: Measure) -> None:
    """Read the bare age after a name: "Kenji Sawamura, 44, was …"."""
    before = measure.first - 1
    if measure.words or tokens.word(before) != "," or not 1 <= measure.low <= 115 or measure.low != int(measure.low):
        return
    name = tokens.word(before - 1)
    following = tokens.word(measure.last)
    capitalized = name[:1].isalpha() and name.isascii() and tokens.written(before - 1)[0].isupper()
    if not capitalized or following not in {",", "."} or not tokens.words[measure.first].isdigit():
        return
    if tokens.word(before - 2) not in word_list("not_quantities", "stop") or tokens.word(before - 2) == "and":
        measure.unit = "year"


def below_zero(tokens: Tokens, measure: Measure) -> None:
    """Make a temperature negative: "درجتين تحت الصفر", "2 degrees below zero"."""
    if measure.unit not in _TEMPERATURES:
        return
    found = phrase_at(phrase_values("bounds", "below_zero"), tokens, measure.last)
    if found is not None:
        measure.low, measure.high, measure.last = -measure.high, -measure.low, found[1]


def _currency_before(tokens: Tokens, measure: Measure) -> None:
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


def _double_currency(tokens: Tokens, measure: Measure) -> None:
    """Take in a currency's name after its sign: "US$ 5 dollars", "$5 USD"."""
    unit = unit_after(tokens, measure.last, after_digits=True)
    if unit is not None and unit[0].unit == measure.unit:
        measure.last = unit[1]


def _unit_after(tokens: Tokens, measure: Measure) -> None:
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
        measure.unit, measure.per, measure.last = "barrel", "day", daily[1]
        return
    if tokens.word(last) == "in" and tokens.touches(last) and not number.is_words:
        measure.unit, measure.last = "inch", last + 1  # "6ft 2in": apart from its digits it is the preposition
        return
    found = unit_after(tokens, last, after_digits=not number.is_words)
    if found is None and tokens.word(last) == "-" and tokens.touches(last) and tokens.touches(last + 1):
        found = unit_after(tokens, last + 1, after_digits=False)
    if found is None and tokens.word(last) in word_list("units", "modifiers"):
        found = unit_after(tokens, last + 1, after_digits=False)
    if found is None and tokens.word(last) == "من" and tokens.word(last + 1).startswith("ال"):
        found = unit_after(tokens, last + 1, after_digits=False)
        if found is not None and found[0].unit == "percent":
            found = None
    if found is None and measure.fraction and tokens.word(last) in {"of", "a", "an"}:
        after = last + 1 + (tokens.word(last) == "of" and tokens.word(last + 1) in {"a", "an"})
        found = unit_after(tokens, after, after_digits=False)
        if found is not None and not found[0].singular:
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
        else:
            name_unit = name.unit
        if name.count and not name.short:
            return  # a dual counts by itself: "10 يومين" is no measure
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
    paid = not word_list("units", "money_verbs").isdisjoint(tokens.words[max(0, measure.first - 8) : measure.first])
    return "GBP" if paid or measure.low >= 100000 or "£" in tokens.words else "pound"


def _rate_after(tokens: Tokens, measure: Measure) -> None:
    """Read "a day", "per tonne", "يوميا", "في الساعة" after a measure."""
    after = measure.last
    roles = tokens.roles(QUANTITY_WORDS)
    if not roles[after] & (_RATE_ALONE | _RATE_BEGIN) and not (
        measure.unit is not None and after + 1 < len(roles) and roles[after + 1] & _RATE_ALONE
    ):
        return
    if tokens.word(after) == "-" and tokens.touches(after):
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


def _rate_after_noun(tokens: Tokens, measure: Measure) -> None:
    """Read the rate after the noun that a number counts: "6,000 deaths a year"; the span stays the number's."""
    last = measure.last
    if tokens.word(last) == measure.counted:
        measure.last = last + 1
        _rate_after(tokens, measure)
        measure.last = last


@functools.cache
def _per_nouns() -> dict[str, str]:
    nouns: dict[str, str] = language_resource("en", "units")["per_nouns"]
    return nouns
