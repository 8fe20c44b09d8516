"""Dates by their names: days, months, quarters, seasons, the third Tuesday of September.

Which words make which construction is in the language's dates.yaml. A reader returns None where the words make no
date after all; the next pattern is tried then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consistency.normalization import calendars
from consistency.normalization.calendars import (
    Span,
    add_months,
    hijri_span,
    nth_weekday,
    season_span,
    shift,
    unit_span,
    year_span,
)
from consistency.normalization.date_values import (
    PRECISION,
    DateReading,
    Surroundings,
    Words,
    current,
    on_days,
    reading_of,
    resolve,
    with_nights,
)
from consistency.normalization.years import part_of_century


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


def read_date(words: Words, around: Surroundings) -> DateReading | None:
    """Read "Monday, 7 April 2025", "الثاني عشر من شباط", "15 ديسمبر المقبل"."""
    if "month2" in words and words["month2"] != words.get("month"):
        return None
    if words.get("which") and around.published is not None:
        month = _which_month(words["month"], words["which"], around.published, words["day"])
        return with_nights(
            reading_of("day", words, year=month, month=words["month"], day=words["day"], weekday=words.get("weekday")),
            words,
        )
    ref = words.get("ref")
    if isinstance(ref, DateReading) and ref.precision == "year" and ref.start is None:
        if ref.years is None:
            return None
        return reading_of("day", words, month=words.get("month"), day=words["day"], years=ref.years, resolved=True)
    return with_nights(
        reading_of(
            "day",
            words,
            year=_year_of(words, around),
            month=words.get("month"),
            day=words["day"],
            weekday=words.get("weekday"),
        ),
        words,
    )


def read_day_range(words: Words, around: Surroundings) -> DateReading | None:
    """Read "from 3 to 9 February", "July 13-15", "يومي 5 و6 مايو"."""
    if words["day2"] <= words["day"]:
        return None
    return reading_of(
        "interval",
        words,
        year=_year_of(words, around),
        month=words["month"],
        day=words["day"],
        last_day=words["day2"],
        weekday=words.get("weekday"),
    )


def read_hijri_date(words: Words, around: Surroundings) -> DateReading | None:
    """Read "12 رمضان 1446", "شهر شوال"; a Gregorian year beside it tells in which year the month falls."""
    year = words.get("year")
    day = words.get("day")
    if "ref" in words:
        if not words["ref"].hijri:
            return None
        year = words["ref"].year
    if year is not None and not 1 <= year <= 1600:
        # "9 Ramadan 2025": the Gregorian year in which the Hijri month falls
        guess = calendars.hijri_year(date(min(year, 9999), 7, 1))
        years = [
            y for y in (guess, guess + 1, guess - 1) if (s := hijri_span(y, words["month"], day)) and s[0].year == year
        ]
        if not years:
            return None
        year = years[0]
    return reading_of(
        "month" if day is None else "day",
        words,
        year=year,
        month=words["month"],
        day=day,
        last_day=words.get("day2"),
        weekday=words.get("weekday"),
        hijri=True,
    )


def read_numeric_date(words: Words, around: Surroundings) -> DateReading | None:
    """Read "10/31/1974", "21/09": the order of the language, or either where the numbers allow only one."""
    return _numeric(words, words["a"], words["b"], _year_of(words, around))


def read_dotted_date(words: Words, around: Surroundings) -> DateReading | None:
    """Read "31.10.1974"."""
    a, b, year = map(int, words["dotted"].split("."))
    return _numeric(words, a, b, year)


def _numeric(words: Words, a: int, b: int, year: int | None) -> DateReading | None:
    pairs = [(a, b)] if words["order"] == "day_first" else [(a, b), (b, a)]
    fitting = list(dict.fromkeys((day, month) for day, month in pairs if 1 <= day <= 31 and 1 <= month <= 12))
    if not fitting:
        fitting = [(b, a)] if 1 <= b <= 31 and 1 <= a <= 12 else []
    if not fitting:
        return None
    readings = [
        reading_of("day", words, year=year, month=month, day=day, weekday=words.get("weekday"))
        for day, month in fitting
    ]
    if len(readings) == 1:
        return readings[0]
    if year is None or "short" in words:
        return None
    # 3/4/2025 is 3 April or 4 March: all that is sure is that it lies between them.
    days = sorted(date(year, month, day) for day, month in fitting)
    return on_days("interval", words, (days[0], days[-1]), weekday=words.get("weekday"))


def read_month(words: Words, around: Surroundings) -> DateReading | None:
    """Read "March 2024", "شباط الماضي", and a bare month."""
    month, which = words["month"], words.get("which")
    if "month2" in words and words["month2"] != month:
        return None
    if isinstance(words.get("ref"), DateReading) and words["ref"].years is not None:
        return reading_of("month", words, month=month, years=words["ref"].years, resolved=True)
    reading = reading_of("month", words, year=_year_of(words, around), month=month)
    if reading.year is not None or around.published is None:
        return reading
    ref = words.get("ref")
    if isinstance(ref, DateReading):
        return None
    published = around.published
    if words.get("ahead"):
        start = add_months(published, 12 * words.get("n", 1))
        return on_days("month", words, calendars.month_span(start.year, month), month=month)
    if which is None:
        return reading
    year = _which_month(month, which, published)
    return on_days("month", words, calendars.month_span(min(max(year, 1), 9999), month), month=month)


def _which_month(month: int, which: str, published: date, day: int | None = None) -> int:
    """Return the year of last, this or next March, or of "15 March last": the day may lie in this very month."""
    behind, ahead = month >= published.month, month <= published.month
    if day is not None and month == published.month:
        behind, ahead = day >= published.day, day <= published.day
    if which == "last":
        return published.year - behind
    return published.year + (ahead if which != "this" else 0) + (which == "after_next")


def read_week_of(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the week of March 10", «أسبوع العاشر من مارس»."""
    date_read = read_date(words, around) if words["unit"] == "week" else None
    if date_read is None:
        return None
    day = resolve(date_read, around)
    if day.start is None or day.impossible:
        return reading_of("week", words, month=day.month, resolved=True)
    return on_days("week", words, unit_span(day.start, "week", around.week_start), slack=2)


def read_season(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the summer of 2023", "صيف العام المقبل"."""
    year = _year_of(words, around)
    if year is None:
        return None
    return on_days("season", words, season_span(year, words["season"]))


def read_fixed_day(words: Words, around: Surroundings) -> DateReading | None:
    """Read "Christmas 2014" by its month and day."""
    month, day = divmod(words["fixed"], 100)
    return reading_of("day", words, year=_year_of(words, around), month=month, day=day)


def read_weekday_after(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the third Tuesday after Christmas"."""
    start = resolve(read_fixed_day(words, around) or reading_of("day", words), around).start
    if start is None or not 1 <= words["n"] <= 53:
        return None
    day = shift(start, (words["weekday"] - start.weekday() - 1) % 7 + 1 + 7 * (words["n"] - 1), "day")
    return on_days("day", words, (day, day), weekday=words["weekday"])


def _enclosing(words: Words, around: Surroundings) -> Span | None:
    """Return the month, year … of which a part is meant: "of March 2014", "of next year", "of the month"."""
    ref = words.get("ref")
    if "month" in words:
        month = resolve(reading_of("month", words, year=_year_of(words, around), month=words["month"]), around)
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
    if words.get("unless_date") and (
        words["n"] > 5 or shift(whole[0], words["n"] - 1, "day").weekday() == words["weekday"]
    ):
        return None
    day = nth_weekday(*whole, words["weekday"], _n(words))
    return None if day is None else on_days("day", words, (day, day), weekday=words["weekday"])


def read_nth_day(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the last day of October", "ثالث يوم من شهر عشرة"."""
    if words.get("unit", "day") != "day":
        return None
    whole = _enclosing(words, around)
    n = _n(words)
    if whole is None or not 1 <= abs(n) <= 366:
        return None
    day = shift(whole[0] if n > 0 else whole[1], n - 1 if n > 0 else n + 1, "day")
    return on_days("day", words, (day, day) if whole[0] <= day <= whole[1] else None)


def read_first_months(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the first nine months of 2025", «الأشهر التسعة الأولى»: of this year if they are over, else of the last."""
    n = words["n"]
    if words["unit"] != "month" or words["first"] != 1 or not 2 <= n <= 11:
        return None
    year = _year_of(words, around)
    if year is None:
        if around.published is None:
            return None
        year = around.published.year - (around.published.month <= n)
    return on_days("interval", words, (date(year, 1, 1), unit_span(date(year, n, 1), "month")[1]))


def read_nth_unit(words: Words, around: Surroundings) -> DateReading | None:
    """Read the third quarter of 2024, the last week of October, the second half of next year."""
    unit = words.get("half_unit") or words.get("unit", "quarter")
    if "half" in words:
        unit = "half"
    if "name" in words:
        unit, n = ("quarter" if words.get("name_of") == "quarter_name" else "half"), words["name"]
    else:
        n = _n(words)
    if isinstance(words.get("ref"), DateReading) and words["ref"].precision in {"century", "decade"}:
        return part_of_century(words, words["ref"], unit, n)
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
        return None if first is None else on_days("week", words, (first, shift(first, 6, "day")))
    if unit == "half" and (whole[1] - whole[0]).days < 40:
        middle = shift(whole[0], 14, "day")
        return on_days("interval", words, (whole[0], middle) if n == 1 else (shift(middle, 1, "day"), whole[1]))
    base = whole[0] if n > 0 else whole[1]
    span = current(unit, n - 1 if n > 0 else n + 1, around, base)
    return on_days(PRECISION[unit], words, span) if whole[0] <= span[0] and span[1] <= whole[1] else None


def _quarter_by_tense(words: Words, around: Surroundings, n: int) -> DateReading:
    assert around.published is not None
    this_year = around.published.year
    spans = [
        unit_span(date(year, 3 * n - 2, 1), "quarter")
        for year in (max(this_year - 1, 1), this_year, min(this_year + 1, 9999))
    ]
    future = around.tense(reading_of("quarter", words)) == "future"
    fitting = (
        [s for s in spans if s[1] >= around.published]
        if future
        else [s for s in reversed(spans) if s[0] <= around.published]
    )
    return on_days("quarter", words, (fitting or spans)[0])


def read_day_of(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the 20th of next month", "الثاني عشر من الشهر نفسه", and "the 9th of that month" of the month told last."""
    whole = words.get("ref")
    if whole is None:
        told = around.month_before(words["first_token"])
        if told is None and "told" in words:
            told = around.told_units.get("month")
        start = told[0] if told is not None and words.get("unit", "month") == "month" else None
    else:
        start = whole.start if whole.precision == "month" and words.get("unit", "day") == "day" else None
    if start is None:
        return None
    return reading_of(
        "day",
        words,
        year=start.year,
        month=start.month,
        day=words["day"],
        last_day=words.get("day2"),
        weekday=words.get("weekday"),
    )


def read_day_alone(words: Words, around: Surroundings) -> DateReading | None:
    """Read "on the 24th", "ليوم 24": a day of a month that is not named."""
    return reading_of("day", words, day=words["day"], weekday=words.get("weekday"))


def read_ago_from(words: Words, around: Surroundings) -> DateReading | None:
    """Read "a year after Christmas" by the feast that is nearest behind."""
    start = resolve(read_fixed_day(words, around) or reading_of("day", words), replace(around, prefer="past")).start
    n = words.get("n", 1)
    if start is None or not 1 <= n <= 10_000:
        return None
    day = shift(start, words["sign"] * n, words["unit"])
    return on_days("day", words, (day, day))
