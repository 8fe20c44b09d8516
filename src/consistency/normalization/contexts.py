"""Numbers that are no quantities: years, dates, times of day, labels, captions, telephone numbers, model names."""

from __future__ import annotations

import functools

from consistency.normalization.measures import Measure
from consistency.normalization.number_words import english_number_words
from consistency.normalization.phrases import without_proclitic, word_list
from consistency.normalization.quantity_words import QUANTITY_WORDS
from consistency.normalization.tokens import Tokens

_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_CLITICS = frozenset({"و", "ال", "ب", "ل", "ك", "ف", "بال", "لل", "وال", "وب", "ول", "كال", "فال", "ه"})


@functools.cache
def _list(name: str) -> frozenset[str]:
    return word_list("not_quantities", name)


# The words and signs that any of the questions below asks for, before a number and after it. Beside most numbers there
# are none, and the questions need not be asked.
_TELLING_BEFORE = QUANTITY_WORDS.add(
    lambda: _list("numbered").union(
        *map(_list, ("year_after", "months", "month_parts", "weekdays", "clock_after", "labels")),
        "/-.:_#@&=,([{+",
        _list("named_by_number"),
        ["الثاني", "الاول"],
    ),
    proclitic=True,
)
_TELLING_AFTER = QUANTITY_WORDS.add(
    lambda: _list("months") | _list("month_parts") | _list("clock_before") | frozenset("/,:_@.-o")
    | {"من", "of", "شهر", "gmt", "utc"}
)  # fmt: skip


def is_quantity(tokens: Tokens, measure: Measure) -> bool:
    """Return whether a number with what belongs to it is a quantity, by the words and signs around it."""
    if measure.alone:
        return True
    first, last = measure.first, measure.last
    before = tokens.word(first - 1)
    if measure.unit is not None and measure.unit not in {"ratio", "second"} and not measure.fraction:
        return not _unit_in_date(tokens, measure, before)
    if measure.unit == "second" and measure.low % 10 == 0 and tokens.words[last - 1] == "s":
        decades = before == "and" and tokens.word(first - 2).endswith("s")  # "the 1970s and 80s"
        return not decades and before not in {"the", "'", "early", "late", "mid"}  # "the early 90s"
    after = tokens.word(last)
    if measure.fraction:
        return _is_share(tokens, measure, before, after)
    if measure.ordinal:
        return _is_rank(tokens, measure, before, after)
    roles = tokens.roles(QUANTITY_WORDS)
    if (
        measure.counted is not None
        and not measure.counted.isascii()
        and not 1000 <= measure.low <= 2100
        and not roles[first - 1] & _TELLING_BEFORE
        and not roles[last] & _TELLING_AFTER
        and not tokens.touches(first)
        and not tokens.touches(last)
    ):
        return True
    if _joined_to_letters(tokens, first, last) or _in_date(tokens, measure, before, after):
        return False
    if _is_year(tokens, measure, before) or _is_clock(tokens, measure, before, after):
        return False
    return _is_counted_or_bare(tokens, measure, before, after)


def _unit_in_date(tokens: Tokens, measure: Measure, before: str) -> bool:
    """Return whether a unit was read out of a date: "يوم 20", "2020 سنة", "العام 2024"."""
    year = measure.low == measure.high and 1000 <= measure.low <= 2100 and measure.number is not None
    in_date = year and measure.unit in {"year", "second", "degree", "hour", "day", "month"} and not measure.words
    if year and measure.unit == "day" and before in _list("months"):
        return True  # "رمضان 1446 يوم السبت"
    label = before in {"no", "no.", "رقم"}
    return (in_date and measure.unit != "year" and before in _list("year_after")) or label


def _is_share(tokens: Tokens, measure: Measure, before: str, after: str) -> bool:
    if before in {"/", "-", "."} and tokens.touches(measure.first) and tokens.touches(measure.first - 1):
        return False
    following = after if after != "-" else tokens.word(measure.last + 1)
    if following in _list("not_after_fraction") or without_proclitic(following) in _list("not_after_fraction"):
        return False
    if not measure.words and tokens.words[measure.last - 2 : measure.last - 1] == ["/"]:
        top, bottom = tokens.words[measure.last - 3], tokens.words[measure.last - 1]
        if len(tokens.words) > 6 and not (
            len(top) < 3 and measure.low < 1 and bottom in {"2", "3", "4", "5", "8", "10"}
        ):
            return False  # 12/5, 2024/2025: a date or a season
        if tokens.touches(measure.last) and after in {"/", "-"}:
            return False
    ranked = english_number_words().get(before)
    return before not in {"شوط", "الشوط"} and (ranked is None or ranked.kind != "ordinal")


def _is_rank(tokens: Tokens, measure: Measure, before: str, after: str) -> bool:
    """Return whether an ordinal ranks something; those of dates and month names do not."""
    months = _list("months")
    if before in _list("clock_after") or after in _list("clock_before") or before == "الله":
        return False
    if (
        before in {"امس", "الامس"}
        or before in _list("month_parts")
        or before in months
        or after in months
        or without_proclitic(after) in months
    ):
        return False
    if after == "of" and tokens.word(measure.last + 1) in months:
        return False
    if after == "من" and tokens.word(measure.last + 1) in months | {"شهر", "امس"}:
        return False
    if before == "the" and measure.counted is None and tokens.word(measure.first - 2) in _list("before_day"):
        return False  # "on the 28th (Tue)"
    return not (before in {"at", "from"} and measure.low == 1 and after in {",", ".", "", "of"})


def _joined_to_letters(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether letters stand against the number ("M23", "F-16", "كوفيد-19", "2x4")."""
    if tokens.touches(first):
        before = tokens.words[first - 1]
        if before[0].isalpha() and before not in _CLITICS:
            return True
        if before in {"-", "/", ".", ":", "_", "#", "@", "&", "="} and tokens.touches(first - 1):
            earlier = tokens.words[first - 2]
            if earlier[0].isalnum() and earlier not in _CLITICS:
                return True
        if before in {"#", "@", "_"}:
            return True
    if tokens.touches(last):
        after = tokens.words[last]
        if after[0].isalpha() and not (after.isascii() is False and not tokens.words[last - 1][-1].isalpha()):
            return True
        if after in {":", "/", "_", "@"} and tokens.touches(last + 1) and tokens.word(last + 1)[:1].isalnum():
            return True
        if after == "." and tokens.touches(last + 1) and tokens.word(last + 1)[:1].isdigit():
            return True
        if after == "-" and tokens.touches(last + 1):
            further = tokens.word(last + 1)
            if further[:1].isdigit() or (len(further) == 1 and further.isalpha()):
                return True  # 10-K, 747-8
    return False


def _in_date(tokens: Tokens, measure: Measure, before: str, after: str) -> bool:
    months, parts = _list("months"), _list("month_parts")
    if measure.low >= 32 and measure.low < 1000:
        return False
    following = tokens.word(measure.last + 1)
    if after in months | parts or without_proclitic(before) in months or before in months:
        return not (after in {"may", "march"} and tokens.written(measure.last).islower())
    if after in {"من", "of", "شهر", "/", ","} and following in months | parts:
        return True
    if after == "من" and following == "شهر":
        return True
    if before in {"الثاني", "الاول", "/"} and tokens.word(measure.first - 2) in parts | months:
        return True
    if before == "." and tokens.word(measure.first - 2) in months:
        return True
    if before == "," and tokens.word(measure.first - 3) in months and measure.low >= 1000:
        return True
    return without_proclitic(before) in _list("weekdays") and measure.counted is None and not before.isascii()


def _is_year(tokens: Tokens, measure: Measure, before: str) -> bool:
    """Return whether a plain number of four digits is a year."""
    number = measure.number
    if number is None or (number.is_words and measure.low != int(measure.low)):
        return False
    after_year_word = before in _list("year_after") or without_proclitic(before) in _list("year_after")
    if number.is_words:
        spoken_year = (
            1700 <= measure.low <= 2099
            and number.last - number.first <= 3
            and "thousand" not in (tokens.words[number.first : number.last])
        )
        return (after_year_word and not before.isascii()) or (
            spoken_year and measure.counted is None and tokens.words[number.first].isascii()
        )
    if not before.isascii() and after_year_word and (1 <= measure.low <= 2100) and before != "منذ":
        return measure.low > 999 or measure.counted is None
    plain = all(
        tokens.words[place].isdigit() and len(tokens.words[place]) == 4 for place in range(number.first, number.last)
    )
    if not plain or not 1000 <= measure.low <= 2100 or before in _list("count_before"):
        return False
    if measure.counted is None:
        return True
    if measure.low < 1900:
        return after_year_word and before != "the"
    return after_year_word or not _surely_counted(measure.counted)


def _surely_counted(noun: str) -> bool:
    known = word_list("units", "countable", "both") | word_list("units", "countable", "nominative")
    nouns = word_list("not_quantities", "countable")
    singular = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return (
        noun in known
        or noun.removesuffix("ا") in known
        or singular in nouns
        or (noun.isascii() and noun in word_list("not_quantities", "plurals"))
    )


def _is_clock(tokens: Tokens, measure: Measure, before: str, after: str) -> bool:
    if before in _list("clock_after"):
        return True
    if after in {"gmt", "utc"}:
        return True  # 2300 GMT
    if measure.low > 24:
        return False
    clock = _list("clock_before")
    if after in clock and not (after in {"a", "p"} and tokens.word(measure.last + 1) != "."):
        return True
    if after == "o" and tokens.word(measure.last + 1) == "'":
        return True
    if before == ":" and tokens.word(measure.first - 2)[:1].isdigit():
        return True  # 14:30, but not "the toll: 23 dead"
    return after == ":" and tokens.word(measure.last + 1)[:1].isdigit()


def _is_counted_or_bare(tokens: Tokens, measure: Measure, before: str, after: str) -> bool:
    """Judge a number without a unit: captions, list marks, labels and telephone numbers are no quantities."""
    number = measure.number
    digits = number is not None and not number.is_words
    if before in _list("labels") and measure.counted is None:
        return False
    if digits and measure.counted is None and without_proclitic(before) in _list("labels"):
        return False
    if before in _list("numbered") or (before == "." and tokens.word(measure.first - 2) == "no"):
        return False
    if measure.counted is not None:
        labelled = digits and measure.counted.isascii() and _is_name(tokens, measure.first - 1)
        return not labelled or _surely_counted(measure.counted)
    if before in _OPEN and after in _CLOSE and len(tokens.words) > 3:
        return False
    starts_line = measure.first == 0 or before == "\n"
    if starts_line and digits and after in {".", ")", "-", ":", "\n"} and len(tokens.words) > 3:
        return False
    if not digits and before in _list("named_by_number"):
        return False
    if not digits and tokens.words[measure.first].endswith("الاثنين"):
        return False  # Monday
    if not digits and measure.low in {0, 1} and len(tokens.words) > 2:
        return False  # "one" and واحد alone are pronouns
    if digits and before == "+" and tokens.touches(measure.first):
        return False
    written = tokens.words[measure.first] if digits else ""
    if written.isdigit() and (len(written) >= 8 or (written[0] == "0" and len(written) > 1)) and len(tokens.words) > 2:
        return False  # a telephone or serial number
    if digits and after.isascii() and after.isalpha() and tokens.written(measure.last)[0].isupper():
        return False  # 221 Baker Street
    return not (digits and _is_name(tokens, measure.first - 1) and measure.bound == "exact")


def _is_name(tokens: Tokens, index: int) -> bool:
    """Return whether a Latin word is capitalized within its sentence: "Boeing 737", "Pier 9"."""
    if index <= 0 or not tokens.words[index].isascii() or not tokens.words[index][0].isalpha():
        return False
    if tokens.words[index - 1] in {".", "\n", ":", '"', "!", "?", "'"}:
        return False
    written = tokens.written(index)
    return written[0].isupper() and not (written.isupper() and len(written) > 5)
