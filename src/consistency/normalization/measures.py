"""One number with what belongs to it: its currency sign, its unit, its rate, the noun that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.model import Bound
from consistency.normalization.counting import (
    counted_noun,
    is_first_of_several,
    is_number_word,
    ranked_noun,
    without_waw,
)
from consistency.normalization.measure_units import (
    currency_before,
    double_currency,
    rate_after,
    rate_after_noun,
    rated_units,
    read_unit_after,
)
from consistency.normalization.number_words import arabic_number_words
from consistency.normalization.numbers import NumberMention
from consistency.normalization.phrases import phrase_at, phrase_values, word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens
from consistency.normalization.units import unit_after, unit_names


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
_BELOW_ZERO = QUANTITY_WORDS.add(lambda: phrase_values("bounds", "below_zero"))
_OF = QUANTITY_WORDS.add(lambda: {"من"})
_RANKING = QUANTITY_WORDS.add(
    lambda: {"ال"}.union(
        *(word_list("not_quantities", name) for name in ("ranked_by", "ranked_by_tens", "age_ordinal_after"))
    )
)


_AGE_END = QUANTITY_WORDS.add(
    lambda: word_list("not_quantities", "age_joints") | word_list("not_quantities", "age_before")
)
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
        currency_before(tokens, measure)
    if measure.unit is None:
        if roles[number.last] & _UNIT_BEGIN or tokens.words[number.last - 1] in {"m", "t"}:
            read_unit_after(tokens, measure)
    else:
        double_currency(tokens, measure)
    if measure.unit is not None:
        rate_after(tokens, measure)
        if measure.per is not None and (unit := rated_units().get(f"{measure.unit}/{measure.per}")) is not None:
            measure.unit, measure.per = unit, None
    elif roles[measure.last] & _BELOW_ZERO and (
        phrase_at(phrase_values("bounds", "below_zero"), tokens, measure.last) is not None
    ):
        measure.unit = "degree"
    elif number.weak and number.last - number.first != len(tokens.words) and not _follows_unit(tokens, number.first):
        return None
    elif measure.ordinal:
        if measure.low == 1 and is_first_of_several(tokens, measure):
            return None
        measure.counted = ranked_noun(tokens, measure)
    elif measure.fraction:
        measure.unit = "ratio"
    else:
        if measure.words and (measure.low == measure.high == 1 or _is_apposed(tokens, measure)):
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
    if before in word_list("not_quantities", "age_limits"):
        following = tokens.word(measure.last)
        return earlier in word_list("not_quantities", "age_groups") and not following[:1].isalnum() and following != "%"
    return before in ages or (before in word_list("not_quantities", "age_joints") and earlier in ages)


def _follows_unit(tokens: Tokens, index: int) -> bool:
    """Return whether token `index` is joined to a unit by "and": "لتر ونص"."""
    before = tokens.word(index - 2) if tokens.word(index - 1) == "و" else tokens.word(index - 1)
    joined = tokens.word(index - 1) == "و" or tokens.words[index].startswith("و")
    return joined and before in unit_names().after


def _counted_and_rate(tokens: Tokens, measure: Measure) -> None:
    measure.counted = counted_noun(tokens, measure)
    if measure.counted in {"people", "persons"}:  # "displaced people"
        measure.unit, measure.counted = "person", None
    elif measure.counted is not None:
        rate_after_noun(tokens, measure)
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


def _is_apposed(tokens: Tokens, measure: Measure) -> bool:
    """Return whether a definite number word stands between a noun and its adjective: "الأيام الثلاثة الماضية"."""
    if not tokens.words[measure.first].startswith("ال"):
        return False
    return tokens.word(measure.first - 1).startswith("ال") and tokens.word(measure.last).startswith("ال")


def _noun_before(tokens: Tokens, measure: Measure) -> None:
    """Take in the noun before a definite number word: "الأشهر التسعة", "الطوابق الثلاثة", "شخص واحد"."""
    entry = arabic_number_words().get(tokens.words[measure.first])
    noun = tokens.word(measure.first - 1)
    if entry is None or not measure.words or measure.low != measure.high or len(noun) < 3 or noun.isascii():
        return
    if (entry.definite and entry.prefix == "ال" and 2 < measure.low < 11) or (measure.low == 1 and entry.prefix == ""):
        bare = noun[2:] if noun.startswith("ال") else without_waw(noun)
        if (
            noun.startswith("ال") != entry.definite
            or noun in word_list("not_quantities", "stop")
            or is_number_word(noun)
        ):
            return
        for begin in (measure.first - 2, measure.first - 1):  # «نقطة مئوية واحدة», «سنة واحدة»
            found = unit_after(tokens, begin, after_digits=False)
            if found is not None and found[1] == measure.first and not bare.endswith("ي"):  # "مترجم أفغاني واحد"
                measure.unit, measure.first = found[0].unit, begin
                return
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
    person = following == "," and name in word_list("not_quantities", "aged_persons")  # "the suspect, 34, was"
    if not (capitalized or person) or following not in {",", "."} or not tokens.words[measure.first].isdigit():
        return
    if person or tokens.word(before - 2) not in word_list("not_quantities", "stop") or tokens.word(before - 2) == "and":
        measure.unit = "year"


def below_zero(tokens: Tokens, measure: Measure) -> None:
    """Make a temperature negative: "درجتين تحت الصفر", "2 degrees below zero"."""
    if measure.unit not in _TEMPERATURES:
        return
    found = phrase_at(phrase_values("bounds", "below_zero"), tokens, measure.last)
    if found is not None:
        measure.low, measure.high, measure.last = -measure.high, -measure.low, found[1]
    elif tokens.word(measure.first - 1) in word_list("numbers", "minus") and not tokens.words[measure.first].isascii():
        measure.low, measure.high, measure.first = -measure.high, -measure.low, measure.first - 1  # «ناقص خمس درجات»
