"""The closed set of constructions: how each turns the words that a pattern captured into a date.

Which words make which construction is in the language's dates.yaml. A reader returns None where the words make no
date after all; the next pattern is tried then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from consistency.model import Precision
from consistency.normalization import calendars
from consistency.normalization.calendars import Span, add_months, hijri_span, nth_weekday, season_span, shift, unit_span, year_span
from consistency.normalization.date_values import (
    DateReading,
    Surroundings,
    bounded,
    current,
    part_of,
    resolve,
    settled,
)

Words = dict[str, Any]  # what the pattern captured by name, and the fixed values of the rule
Reader = Callable[[Words, Surroundings], DateReading | None]

_PRECISION: dict[str, Precision] = {
    "day": "day", "week": "week", "fortnight": "week", "weekend": "interval", "month": "month", "quarter": "quarter",
    "half": "interval", "season": "season", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
# How far off a count of units may be: "a week ago" is said of five days and of nine. One unit at most, since people
# count what has begun as well as what is over.
_SLACK = {"day": 0, "week": 3, "fortnight": 4, "weekend": 2, "month": 30, "quarter": 45, "season": 60, "half": 90, "year": 365,
          "decade": 1500, "century": 15000}  # fmt: skip
_FEW = (2, 9)  # what "a few" of a unit may be


def _year_of(words: Words, around: Surroundings) -> int | None:
    """Return the year that a date names: as a number, in two digits, or as "of last year"."""
    if "year" in words:
        return int(words["year"])
    if "short" in words:
        short = int(words["short"])
        return short + (2000 if short < 50 else 1900)
    reading = words.get("ref")
    if isinstance(reading, DateReading) and reading.start is not None:
        return reading.start.year
    return None


def _reading(precision: Precision, words: Words, **parts: Any) -> DateReading:
    return DateReading(precision, words["first_token"], words["last_token"], **parts)


def _on(precision: Precision, words: Words, span: Span | None, **parts: Any) -> DateReading:
    return settled(_reading(precision, words, **parts), span)


def read_date(words: Words, around: Surroundings) -> DateReading | None:
    if "month2" in words and words["month2"] != words.get("month"):
        return None
    if words.get("which") and around.published is not None:
        month = _which_month(words["month"], words["which"], around.published, words["day"])
        return _with_nights(_reading("day", words, year=month, month=words["month"], day=words["day"], weekday=words.get("weekday")), words)
    ref = words.get("ref")
    if isinstance(ref, DateReading) and ref.precision == "year" and ref.start is None:
        return None
    return _with_nights(_reading("day", words, year=_year_of(words, around), month=words.get("month"), day=words["day"],
                                 weekday=words.get("weekday")), words)  # fmt: skip


def read_day_range(words: Words, around: Surroundings) -> DateReading | None:
    if words["day2"] <= words["day"]:
        return None
    return _reading("interval", words, year=_year_of(words, around), month=words["month"], day=words["day"], last_day=words["day2"],
                    weekday=words.get("weekday"))  # fmt: skip


def read_hijri_date(words: Words, around: Surroundings) -> DateReading | None:
    year = words.get("year")
    day = words.get("day")
    if year is not None and not 1 <= year <= 1600:
        # "9 Ramadan 2025": the Gregorian year in which the Hijri month falls
        guess = calendars.hijri_year(date(min(year, 9999), 7, 1))
        years = [y for y in (guess, guess + 1, guess - 1) if (s := hijri_span(y, words["month"], day)) and s[0].year == year]
        if not years:
            return None
        year = years[0]
    return _reading("month" if day is None else "day", words, year=year, month=words["month"], day=day,
                    last_day=words.get("day2"), weekday=words.get("weekday"), hijri=True)  # fmt: skip


def read_numeric_date(words: Words, around: Surroundings) -> DateReading | None:
    """Read "10/31/1974", "21/09": the order of the language, or either where the numbers allow only one."""
    return _numeric(words, words["a"], words["b"], _year_of(words, around))


def read_dotted_date(words: Words, around: Surroundings) -> DateReading | None:
    a, b, year = map(int, words["dotted"].split("."))
    return _numeric(words, a, b, year)


def _numeric(words: Words, a: int, b: int, year: int | None) -> DateReading | None:
    pairs = [(a, b)] if words["order"] == "day_first" else [(a, b), (b, a)]
    fitting = list(dict.fromkeys((day, month) for day, month in pairs if 1 <= day <= 31 and 1 <= month <= 12))
    if not fitting:
        fitting = [(b, a)] if 1 <= b <= 31 and 1 <= a <= 12 else []
    if not fitting:
        return None
    readings = [_reading("day", words, year=year, month=month, day=day, weekday=words.get("weekday")) for day, month in fitting]
    if len(readings) == 1:
        return readings[0]
    if year is None or "short" in words:
        return None
    # 3/4/2025 is 3 April or 4 March: all that is sure is that it lies between them.
    days = sorted(date(year, month, day) for day, month in fitting)
    return _on("interval", words, (days[0], days[-1]), weekday=words.get("weekday"))


def read_month(words: Words, around: Surroundings) -> DateReading | None:
    month, which = words["month"], words.get("which")
    if "month2" in words and words["month2"] != month:
        return None
    reading = _reading("month", words, year=_year_of(words, around), month=month)
    if reading.year is not None or around.published is None:
        return reading
    ref = words.get("ref")
    if isinstance(ref, DateReading):
        return None
    published = around.published
    if words.get("ahead"):
        start = add_months(published, 12 * words.get("n", 1))
        return _on("month", words, calendars.month_span(start.year, month), month=month)
    if which is None:
        return reading
    year = _which_month(month, which, published)
    return _on("month", words, calendars.month_span(min(max(year, 1), 9999), month), month=month)


def _which_month(month: int, which: str, published: date, day: int | None = None) -> int:
    """Return the year of last, this or next March, or of "15 March last": the day may lie in this very month."""
    behind, ahead = month >= published.month, month <= published.month
    if day is not None and month == published.month:
        behind, ahead = day >= published.day, day <= published.day
    if which == "last":
        return published.year - behind
    return published.year + (ahead if which != "this" else 0) + (which == "after_next")


def read_year(words: Words, around: Surroundings) -> DateReading | None:
    if words.get("hijri"):
        return _on("year", words, hijri_span(words["year"], None, None), slack=calendars.HIJRI_SLACK)
    if words["year"] % 100 == 0 and words["before_noun"]:
        return None  # "in 2000 homes"
    return _reading("year", words, year=words["year"], part=words.get("part"))


def read_era_year(words: Words, around: Surroundings) -> DateReading | None:
    if words["bc"]:
        return _reading("year", words, resolved=True)  # before what a date can hold
    return _reading("year", words, year=words["year"])


def read_century(words: Words, around: Surroundings) -> DateReading | None:
    unit, n = words.get("unit", "century"), words["n"]
    if unit != "century" or not 1 <= n <= 40:
        return None
    if words["bc"]:
        return _reading("century", words, resolved=True)
    return _on("century", words, year_span((n - 1) * 100 + 1, n * 100))


def read_decade(words: Words, around: Surroundings) -> DateReading | None:
    if "decade" in words:
        first = words["decade"]
        if first % 10:
            return None
    else:
        century = (words["n"] - 1) * 100 if "n" in words else words.get("century", 1900)
        if not 0 <= century <= 9800:
            return None
        ref = words.get("ref")
        if isinstance(ref, DateReading) and ref.start is not None:
            century = ref.start.year // 100 * 100
        elif words["short"] < 30:
            century = 1900 if "century" in words else 2000
        first = century + words["short"]
    return _on("decade", words, year_span(first, first + 9))


def read_year_range(words: Words, around: Surroundings) -> DateReading | None:
    first = words["year"]
    last = words["year2"] if "year2" in words else first // 100 * 100 + words["short"]
    if not first < last <= first + 120:
        return None
    return _on("interval", words, year_span(first, last))


def read_season(words: Words, around: Surroundings) -> DateReading | None:
    year = _year_of(words, around)
    if year is None:
        return None
    return _on("season", words, season_span(year, words["season"]))


def read_relative_season(words: Words, around: Surroundings) -> DateReading | None:
    if around.published is None:
        return None
    season, offset, today = words["season"], words["offset"], around.published
    spans = [season_span(year, season) for year in range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)]
    if offset < 0:
        chosen = [span for span in spans if span[1] < today or (span[0] <= today and (today - span[0]).days > 75)][-1:]
    elif offset > 0:
        chosen = [span for span in spans if span[0] > today][:1]
    else:
        chosen = [span for span in spans if span[1] >= today][:1]
    return _on("season", words, chosen[0]) if chosen else None


def read_relative_unit(words: Words, around: Surroundings) -> DateReading | None:
    """Read "last week", "this month", "العام المقبل" from the day of publication."""
    if around.published is None:
        return None
    unit, offset = words["unit"], words["offset"] + words.get("shift", 0)
    # A week begins on another day in another country.
    slack = 2 if unit == "week" else 0
    return _on(_PRECISION[unit], words, current(unit, offset, around, around.published), slack=slack)


def read_other_unit(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the following week", "the same month" from the last date read, and from publication where there is none."""
    unit = words["unit"]
    told = around.told_units.get(unit, around.told)
    base = told[0] if told else around.published
    if base is None or (words["offset"] == 0 and told is None):
        return None
    if told:
        whole = current(unit, 0, around, base)
        if told[1] - told[0] > whole[1] - whole[0]:
            return None  # the month after "last year" is nowhere
    return _on(_PRECISION[unit], words, current(unit, words["offset"], around, base))


def read_units_around(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the last two weeks", "الأشهر الثلاثة المقبلة": from or up to the day of publication."""
    if around.published is None or "few" in words:
        return None
    count, today = words["n"], around.published
    if not 0 < count < 1000 or words["unit"] not in _PRECISION:
        return None
    far = shift(today, count * words["offset"], words["unit"])
    if words["offset"] < 0:
        return _on("interval", words, (far, today))
    return _on("interval", words, (shift(today, 1, "day"), far))


def read_relative_day(words: Words, around: Surroundings) -> DateReading | None:
    if around.published is None:
        return None
    day = shift(around.published, words.get("relative", words.get("offset", 0)), "day")
    if words.get("daypart") == "eve":  # "ليلة أمس" is the night that began yesterday
        words = {**words, "daypart": "night"}
    return _with_nights(_on("day", words, (day, day), weekday=words.get("weekday")), words)


def read_night(words: Words, around: Surroundings) -> DateReading | None:
    """Read "last night", "الليلة الماضية": it began on the one day and ended on the next."""
    if around.published is None:
        return None
    if words.get("daypart", "night") not in {"night", "evening"}:
        return None
    first = shift(around.published, words["offset"], "day")
    return _on("interval", words, (first, shift(first, 1, "day")))


def read_this_part(words: Words, around: Surroundings) -> DateReading | None:
    if around.published is None:
        return None
    return _with_nights(_on("day", words, (around.published, around.published)), words)


def _with_nights(reading: DateReading, words: Words) -> DateReading:
    if words.get("daypart") in {"night", "midnight"}:
        return replace(reading, nights=(0, 1), precision="interval")
    if words.get("daypart") == "eve":
        return replace(reading, nights=(-1, 1), precision="interval")
    return reading


def read_weekday(words: Words, around: Surroundings) -> DateReading | None:
    weekday, which, today = words["weekday"], words.get("which"), around.published
    reading = _reading("day", words, weekday=weekday)
    if which is None or today is None:
        return _with_nights(reading, words)
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    behind = (today.weekday() - weekday - 1) % 7 + 1
    if which == "last":
        day = shift(today, -behind, "day")
    elif which == "this":
        if around.tense(reading) == "future":
            day = shift(today, (weekday - today.weekday()) % 7 or (7 if around.prefer == "future" else 0), "day")
        else:
            day = shift(today, -((today.weekday() - weekday) % 7), "day")
    elif which == "after_next":
        day = shift(today, ahead + 7, "day")
    elif around.next_weekday_is_next_week:
        monday = unit_span(today, "week")[0]
        day = shift(monday, 7 + weekday, "day")
    else:
        day = shift(today, ahead, "day")
    return _with_nights(settled(reading, (day, day)), words)


def read_weekday_pair(words: Words, around: Surroundings) -> DateReading | None:
    """Read "السبت والأحد المقبلين": from the one to the other."""
    first = read_weekday({**words, "daypart": None}, around)
    if first is None or first.start is None or (words["weekday2"] - words["weekday"]) % 7 != 1:
        return None
    start = first.start
    if words["which"] == "last" and around.published is not None and shift(start, 1, "day") >= around.published:
        start = shift(start, -7, "day")
    return replace(first, start=start, end=shift(start, 1, "day"), precision="interval", weekday=None)


def read_other_weekday(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the following Monday" from the last date read, or from publication."""
    base = around.told[1] if around.told else around.published
    if base is None:
        return None
    ahead = (words["weekday"] - base.weekday() - 1) % 7 + 1
    behind = (base.weekday() - words["weekday"] - 1) % 7 + 1
    day = shift(base, ahead if words["which"] == "next" else -behind, "day")
    return _with_nights(_on("day", words, (day, day), weekday=words["weekday"]), words)


def read_night_of(words: Words, around: Surroundings) -> DateReading | None:
    """Read "ليل الثلاثاء الأربعاء": the night between two weekdays."""
    first = resolve(_reading("day", words, weekday=words["weekday"]), around)
    if first.start is None or ("weekday2" in words and (words["weekday2"] - words["weekday"]) % 7 != 1):
        return None
    return replace(first, end=shift(first.start, 1, "day"), precision="interval")


def read_weekday_of_week(words: Words, around: Surroundings) -> DateReading | None:
    week = words["ref"]
    if week.start is None or week.end is None:
        return None
    day = nth_weekday(week.start, week.end, words["weekday"], 1)
    return None if day is None else _on("day", words, (day, day), weekday=words["weekday"])


def read_weekdays_away(words: Words, around: Surroundings) -> DateReading | None:
    if around.published is None or not 1 <= words["n"] <= 100:
        return None
    today, weekday = around.published, words["weekday"]
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    behind = (today.weekday() - weekday - 1) % 7 + 1
    weeks = 7 * (words["n"] - 1)
    day = shift(today, ahead + weeks if words["sign"] > 0 else -behind - weeks, "day")
    return _on("day", words, (day, day), weekday=weekday)


def _enclosing(words: Words, around: Surroundings) -> Span | None:
    """Return the month, year … of which a part is meant: "of March 2014", "of next year", "of the month"."""
    ref = words.get("ref")
    if "month" in words:
        month = resolve(_reading("month", words, year=_year_of(words, around), month=words["month"]), around)
        return None if month.start is None or month.end is None else (month.start, month.end)
    if isinstance(ref, DateReading):
        return None if ref.start is None or ref.end is None else (ref.start, ref.end)
    if "year" in words:
        return year_span(words["year"])
    if "unit" in words and around.published is not None:
        return current(words["unit"], 0, around, around.published)
    return None


def _n(words: Words) -> int:
    """Return which one is meant, counted from the end where it is the last or "third last"."""
    n = words.get("n", 1)
    return -n if "last" in words else int(n)


def read_nth_weekday(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the third Tuesday of September"; "الثلاثاء الثالث من أيلول" is one only where 3 September is no Tuesday."""
    whole = _enclosing(words, around)
    if whole is None:
        return None
    if words.get("unless_date") and (words["n"] > 5 or shift(whole[0], words["n"] - 1, "day").weekday() == words["weekday"]):
        return None
    day = nth_weekday(*whole, words["weekday"], _n(words))
    return None if day is None else _on("day", words, (day, day), weekday=words["weekday"])


def read_nth_day(words: Words, around: Surroundings) -> DateReading | None:
    if words.get("unit", "day") != "day":
        return None
    whole = _enclosing(words, around)
    n = _n(words)
    if whole is None or not 1 <= abs(n) <= 366:
        return None
    day = shift(whole[0] if n > 0 else whole[1], n - 1 if n > 0 else n + 1, "day")
    return _on("day", words, (day, day) if whole[0] <= day <= whole[1] else None)


def read_nth_unit(words: Words, around: Surroundings) -> DateReading | None:
    """Read the third quarter of 2024, the last week of October, the second half of next year."""
    unit = words.get("half_unit") or words.get("unit", "quarter")
    if "half" in words:
        unit = "half"
    if "name" in words:
        unit, n = ("quarter" if words.get("name_of") == "quarter_name" else "half"), words["name"]
    else:
        n = _n(words)
    if words.get("quarters"):
        if unit != "quarter" or around.published is None or not 1 <= n <= 4:
            return None
        return _quarter_by_tense(words, around, n)
    of = {key: value for key, value in words.items() if key != "unit" or words.get("of_unit")}
    whole = _enclosing({**of, **({"unit": words["of_unit"]} if "of_unit" in words else {})}, around)
    if whole is None or unit not in {"week", "quarter", "half", "decade", "month", "year"} or n == 0:
        return None
    if unit == "week":
        first = nth_weekday(*whole, 0, n)
        while n < 0 and first is not None and shift(first, 6, "day") > whole[1]:  # a week that lies wholly within
            first, whole = nth_weekday(whole[0], shift(first, -1, "day"), 0, n), whole
            break
        return None if first is None else _on("week", words, (first, shift(first, 6, "day")))
    if unit == "half" and (whole[1] - whole[0]).days < 40:
        middle = shift(whole[0], 14, "day")
        return _on("interval", words, (whole[0], middle) if n == 1 else (shift(middle, 1, "day"), whole[1]))
    base = whole[0] if n > 0 else whole[1]
    span = current(unit, n - 1 if n > 0 else n + 1, around, base)
    return _on(_PRECISION[unit], words, span) if whole[0] <= span[0] and span[1] <= whole[1] else None


def _quarter_by_tense(words: Words, around: Surroundings, n: int) -> DateReading:
    assert around.published is not None
    this_year = around.published.year
    spans = [unit_span(date(year, 3 * n - 2, 1), "quarter") for year in (max(this_year - 1, 1), this_year, min(this_year + 1, 9999))]
    future = around.tense(_reading("quarter", words)) == "future"
    fitting = [s for s in spans if s[1] >= around.published] if future else [s for s in reversed(spans) if s[0] <= around.published]
    return _on("quarter", words, (fitting or spans)[0])


def read_day_of(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the 20th of next month", "الثاني عشر من الشهر نفسه"."""
    whole = words["ref"]
    if whole.start is None or whole.precision != "month" or words.get("unit", "day") != "day":
        return None
    return _reading("day", words, year=whole.start.year, month=whole.start.month, day=words["day"], last_day=words.get("day2"),
                    weekday=words.get("weekday"))  # fmt: skip


def read_day_alone(words: Words, around: Surroundings) -> DateReading | None:
    return _reading("day", words, day=words["day"], weekday=words.get("weekday"))


def read_ago(words: Words, around: Surroundings) -> DateReading | None:
    """Read "two weeks ago", "a week earlier", "قبل ثلاثة أشهر"."""
    base = words["base"]
    if base == "told":
        if around.told is None or (around.told[0] != around.told[1]):
            return None
        start = around.told[0]
    else:
        if around.published is None:
            return None
        start = around.published
        if base == "coming" and around.tense(_reading("day", words)) != "future":
            return None
    unit = words.get("unit") or words.get("dual")
    sign, precision = words["sign"], _PRECISION.get(str(unit))
    if precision is None or unit is None:
        return None
    if "few" in words and "one" not in words:
        near, far = (shift(start, sign * n, unit) for n in _FEW)
        return _on("interval", words, (min(near, far), max(near, far)), slack=_SLACK[unit] // 2)
    n = words.get("n", 2 if "dual" in words or "few" in words else 1)
    if not 1 <= n <= 10_000:
        return None
    day = shift(start, sign * n, unit)
    slack = _SLACK[unit] if unit != "day" or n < 30 else n // 15
    return _on(precision, words, (day, day), slack=slack)


def read_other_day(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the day before" and "اليوم التالي" from the last day read."""
    told = around.told
    if told is None and around.prefer != "tense" and around.published is not None:
        told = around.published, around.published
    if words.get("day_before", "day") != "day" or told is None or told[0] != told[1]:
        return None
    offset = words.get("next_day", words.get("offset", 0))
    day = shift(told[0], offset, "day")
    return _on("day", words, (day, day))


def read_same_day(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the same day", "اليوم نفسه": the last day read."""
    told = around.told
    return None if told is None or told[0] != told[1] else _on("day", words, told)


def read_ago_from(words: Words, around: Surroundings) -> DateReading | None:
    """Read "a year after Christmas" by the feast that is nearest behind."""
    start = resolve(read_fixed_day(words, around) or _reading("day", words), replace(around, prefer="past")).start
    n = words.get("n", 1)
    if start is None or not 1 <= n <= 10_000:
        return None
    day = shift(start, words["sign"] * n, words["unit"])
    return _on("day", words, (day, day))


def read_fixed_day(words: Words, around: Surroundings) -> DateReading | None:
    month, day = divmod(words["fixed"], 100)
    return _reading("day", words, year=_year_of(words, around), month=month, day=day)


def read_weekday_after(words: Words, around: Surroundings) -> DateReading | None:
    start = resolve(read_fixed_day(words, around) or _reading("day", words), around).start
    if start is None or not 1 <= words["n"] <= 53:
        return None
    day = shift(start, (words["weekday"] - start.weekday() - 1) % 7 + 1 + 7 * (words["n"] - 1), "day")
    return _on("day", words, (day, day), weekday=words["weekday"])


def read_part_of(words: Words, around: Surroundings) -> DateReading | None:
    ref = words.get("ref")
    if ref is None:
        if around.published is None:
            return None
        unit = words["unit"]
        ref = _on(_PRECISION[unit], words, current(unit, 0, around, around.published))
        part = part_of(ref, words["part"])
        if part is not None and part.start is not None and part.start > around.published and around.tense(part) == "past":
            ref = _on(_PRECISION[unit], words, current(unit, -1, around, around.published))
    if not ref.resolved and ref.year is None:  # which year it is may yet be told by "until" before it
        return replace(ref, part=words["part"], first=words["first_token"], last=words["last_token"])
    whole = resolve(ref, around)
    part = part_of(whole, words["part"])
    return None if part is None else replace(part, first=words["first_token"], last=words["last_token"])


def read_span(words: Words, around: Surroundings) -> DateReading | None:
    """Read "from 30 March to 2 April", "بين آذار وأيار 2023": the first borrows what only the last one says."""
    first, second = words["first"], words["second"]
    if not first.resolved and first.year is None:
        if second.year is not None and first.month is not None:
            first = replace(first, year=second.year - (first.month > (second.month or 12)))
        elif first.month is None and first.day is not None and second.month is not None:
            first = replace(first, year=second.year, month=second.month)
    first = resolve(first, around)
    if not second.resolved and second.year is None and first.start is not None:
        after = replace(around, published=first.start, prefer="future")
        second = resolve(second, after)
    second = resolve(second, around)
    if first.start is None or second.end is None or first.start > second.end:
        return None
    return _reading("interval", words, start=first.start, end=second.end, resolved=True, weekday=first.weekday,
                    slack=max(first.slack, second.slack))  # fmt: skip


def read_bound(words: Words, around: Surroundings) -> DateReading | None:
    side, ref = words["side"], words["ref"]
    if not ref.resolved and around.prefer == "tense":
        hint = {"since": "past", "until": "future"}.get(side)
        ref = resolve(ref, replace(around, tense_at=lambda first, last: hint) if hint else around)
    whole = resolve(ref, around)
    return replace(bounded(whole, side), first=words["first_token"], last=words["last_token"])


READERS: dict[str, Reader] = {
    name.removeprefix("read_"): function for name, function in list(globals().items()) if name.startswith("read_")
}
