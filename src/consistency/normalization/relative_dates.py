"""Dates reckoned from another day: publication ("last week", "قبل أسبوع") or the last date read ("a day later").

Which words make which construction is in the language's dates.yaml. A reader returns None where the words make no
date after all; the next pattern is tried then.
"""

from __future__ import annotations

from consistency.normalization.calendars import nth_weekday, season_span, shift, unit_span
from consistency.normalization.date_values import (
    PRECISION,
    DateReading,
    Surroundings,
    Words,
    current,
    on_days,
    on_years,
    reading_of,
    resolve,
    settled,
    with_nights,
    year_after,
)

# How far off a count of units may be: "a week ago" is said of five days and of nine. One unit at most, since people
# count what has begun as well as what is over.
SLACK = {
    "day": 0,
    "week": 3,
    "fortnight": 4,
    "weekend": 2,
    "month": 30,
    "quarter": 45,
    "season": 60,
    "half": 90,
    "year": 365,
    "decade": 1500,
    "century": 15000,
}
_FEW = (2, 9)  # what "a few" of a unit may be


def read_relative_season(words: Words, around: Surroundings) -> DateReading | None:
    """Read "last summer", "الصيف المقبل"."""
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
    return on_days("season", words, chosen[0]) if chosen else None


def read_relative_unit(words: Words, around: Surroundings) -> DateReading | None:
    """Read "last week", "this month", "العام المقبل" from the day of publication."""
    if around.published is None:
        return None
    unit, offset = words["unit"], words["offset"] + words.get("shift", 0)
    # A week begins on another day in another country.
    slack = 2 if unit == "week" else 0
    return on_days(PRECISION[unit], words, current(unit, offset, around, around.published), slack=slack)


def read_other_unit(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the following week", "the same month" from the last date read, and from publication where there is none."""
    unit = words["unit"]
    named = around.month_before(words["first_token"]) if unit == "month" else None
    told = named or around.told_units.get(unit, around.told)
    base = told[0] if told else around.published
    if base is None or (words["offset"] == 0 and told is None):
        return None
    if told:
        whole = current(unit, 0, around, base)
        if told[1] - told[0] > whole[1] - whole[0]:
            return None  # the month after "last year" is nowhere
    return on_days(PRECISION[unit], words, current(unit, words["offset"], around, base))


def read_units_around(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the last two weeks", "الأشهر الثلاثة المقبلة": from or up to the day of publication."""
    if around.published is None or "few" in words or around.follows_verb(words["first_token"]):
        return None  # "is to last two weeks"
    count, today = words["n"], around.published
    if not 0 < count < 1000 or words["unit"] not in PRECISION:
        return None
    far = shift(today, count * words["offset"], words["unit"])
    if words["offset"] < 0:
        return on_days("interval", words, (far, today))
    return on_days("interval", words, (shift(today, 1, "day"), far))


def read_relative_day(words: Words, around: Surroundings) -> DateReading | None:
    """Read "yesterday", "أمس الأربعاء", "بعد غد"."""
    if around.published is None:
        return None
    offset: int = words["relative"] if "relative" in words else words["offset"]
    day = shift(around.published, offset, "day")
    if words.get("daypart") == "eve":  # "ليلة أمس" is the night that began yesterday
        words = {**words, "daypart": "night"}
    return with_nights(on_days("day", words, (day, day), weekday=words.get("weekday")), words)


def read_night(words: Words, around: Surroundings) -> DateReading | None:
    """Read "last night", "الليلة الماضية": it began on the one day and ended on the next."""
    if around.published is None:
        return None
    if words.get("daypart", "night") not in {"night", "evening"}:
        return None
    first = shift(around.published, words["offset"], "day")
    return on_days("interval", words, (first, shift(first, 1, "day")))


def read_this_part(words: Words, around: Surroundings) -> DateReading | None:
    """Read "this morning"."""
    if around.published is None:
        return None
    return with_nights(on_days("day", words, (around.published, around.published)), words)


def read_weekday(words: Words, around: Surroundings) -> DateReading | None:
    """Read "Monday", "last Sunday night", "مساء الثلاثاء", "الأحد المقبل"."""
    weekday, which, today = words["weekday"], words.get("which"), around.published
    reading = reading_of("day", words, weekday=weekday)
    if which is None or today is None:
        return with_nights(reading, words)
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    behind = (today.weekday() - weekday - 1) % 7 + 1
    if which == "last":
        day = shift(today, -behind, "day")
    elif which == "this":
        if around.tense(reading) not in {"past", "weak past"}:
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
    return with_nights(settled(reading, (day, day)), words)


def read_weekday_pair(words: Words, around: Surroundings) -> DateReading | None:
    """Read "السبت والأحد المقبلين": from the one to the other."""
    first = read_weekday({**words, "daypart": None}, around)
    if first is None or first.start is None or (words["weekday2"] - words["weekday"]) % 7 != 1:
        return None
    start = first.start
    if words["which"] == "last" and around.published is not None and shift(start, 1, "day") >= around.published:
        start = shift(start, -7, "day")
    return first._replace(start=start, end=shift(start, 1, "day"), precision="interval", weekday=None)


def read_other_weekday(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the following Monday" from the last date read, or from publication."""
    base = around.told[1] if around.told else around.published
    if base is None:
        return None
    ahead = (words["weekday"] - base.weekday() - 1) % 7 + 1
    behind = (base.weekday() - words["weekday"] - 1) % 7 + 1
    day = shift(base, ahead if words["which"] == "next" else -behind, "day")
    return with_nights(on_days("day", words, (day, day), weekday=words["weekday"]), words)


def read_night_of(words: Words, around: Surroundings) -> DateReading | None:
    """Read "ليل الثلاثاء الأربعاء": the night between two weekdays."""
    first = resolve(reading_of("day", words, weekday=words["weekday"]), around)
    if first.start is None or ("weekday2" in words and (words["weekday2"] - words["weekday"]) % 7 != 1):
        return None
    return first._replace(end=shift(first.start, 1, "day"), precision="interval")


def read_weekday_of_week(words: Words, around: Surroundings) -> DateReading | None:
    """Read "Wednesday of next week", "أحد الأسبوع الماضي"."""
    week = words["ref"]
    if week.start is None or week.end is None:
        return None
    day = nth_weekday(week.start, week.end, words["weekday"], 1)
    return None if day is None else on_days("day", words, (day, day), weekday=words["weekday"])


def read_weekdays_away(words: Words, around: Surroundings) -> DateReading | None:
    """Read "two Thursdays ago"."""
    if around.published is None or not 1 <= words["n"] <= 100:
        return None
    today, weekday = around.published, words["weekday"]
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    behind = (today.weekday() - weekday - 1) % 7 + 1
    weeks = 7 * (words["n"] - 1)
    day = shift(today, ahead + weeks if words["sign"] > 0 else -behind - weeks, "day")
    return on_days("day", words, (day, day), weekday=weekday)


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
        if base == "coming" and around.tense(reading_of("day", words)) != "future":
            return None
    unit = words.get("unit") or words.get("dual")
    sign, precision = words["sign"], PRECISION.get(str(unit))
    if precision is None or unit is None:
        return None
    if "few" in words and "one" not in words:
        near, far = (shift(start, sign * n, unit) for n in _FEW)
        return on_days("interval", words, (min(near, far), max(near, far)), slack=SLACK[unit] // 2)
    n = words.get("n", 2 if "dual" in words or "few" in words else 1)
    if not 1 <= n <= 10_000:
        return None
    year = year_after(start.year, sign * n * {"year": 1, "decade": 10, "century": 100}.get(unit, 0))
    if year < 0:  # "3,000 years ago", as exactly as the count is round
        about = 10 ** (len(str(n)) - len(str(n).rstrip("0"))) // 2
        return on_years("interval", words, year - about, min(year + about, -1))
    day = shift(start, sign * n, unit)
    slack = SLACK[unit] if unit != "day" or n < 30 else n // 15
    return on_days(precision, words, (day, day), slack=slack)


def read_other_day(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the day before" and "اليوم التالي" from the last day read."""
    told = around.told
    if told is None and around.prefer != "tense" and around.published is not None:
        told = around.published, around.published
    if words.get("day_before", "day") != "day" or told is None or told[0] != told[1]:
        return None
    offset: int = words["next_day"] if "next_day" in words else words["offset"]
    day = shift(told[0], offset, "day")
    return on_days("day", words, (day, day))


def read_same_day(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the same day", "اليوم نفسه": the last day read."""
    told = around.told
    return None if told is None or told[0] != told[1] else on_days("day", words, told)
