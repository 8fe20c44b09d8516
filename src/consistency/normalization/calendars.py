"""Days, months, years and longer stretches of the Gregorian and Hijri calendars, with bounds instead of overflow."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Span = tuple[date, date]
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# First and last month and day of a season on the northern half of the world, as the meteorologists reckon
# (Trenberth 1983, "What are the seasons?"), a month wider, since newspapers follow the weather.
_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 15)}
_HIJRI_FIRST, _HIJRI_LAST = 1343, 1500  # the years of the Umm al-Qura tables in hijridate
HIJRI_SLACK = 1  # days: months begin by sighting, and countries differ


def in_range(ordinal: int) -> date:
    """Return the date of an ordinal day, the first or last of the calendar where it lies outside."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def month_days(year: int, month: int) -> int:
    """Return the number of days of a Gregorian month."""
    return 29 if month == 2 and calendar.isleap(year) else _MONTH_DAYS[month - 1]


def month_span(year: int, month: int) -> Span:
    """Return the first and last day of a Gregorian month."""
    return date(year, month, 1), date(year, month, month_days(year, month))


def year_span(year: int, last: int | None = None) -> Span:
    """Return the first day of `year` and the last day of `last` (or of the same year), kept within 1 to 9999."""
    final = year if last is None else last
    return date(min(max(year, 1), 9999), 1, 1), date(min(max(final, 1), 9999), 12, 31)


def add_months(day: date, months: int) -> date:
    """Return `day` some months later (or earlier), the last day of a shorter month where need be."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, month_days(year, month + 1)))


def shift(day: date, count: int, unit: str) -> date:
    """Return `day` moved by `count` units: "day", "week", "fortnight", "month", "quarter", "year" …"""
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days:
        return in_range(day.toordinal() + max(min(count, 10**6), -(10**6)) * days)
    months = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(day, max(min(count, 10**5), -(10**5)) * months)


def season_span(year: int, season: str) -> Span:
    """Return the months in which `season` of `year` falls; its winter is the one that begins in December."""
    first, last = _SEASONS[season]
    end_year, end_month = (year, last) if last <= 12 else (min(year + 1, 9999), last - 12)
    return date(year, first, 1), month_span(end_year, end_month)[1]


def unit_span(day: date, unit: str, week_start: int = 0) -> Span:
    """Return the whole day, week, month, quarter … that `day` lies in. `week_start` is 0 for Monday."""
    if unit == "day":
        return day, day
    if unit in {"week", "fortnight"}:
        first = in_range(day.toordinal() - (day.weekday() - week_start) % 7)
        return first, in_range(first.toordinal() + (6 if unit == "week" else 13))
    if unit == "weekend":
        first = in_range(day.toordinal() - day.weekday() + 5)
        return first, in_range(first.toordinal() + 1)
    if unit == "month":
        return month_span(day.year, day.month)
    if unit in {"quarter", "season"}:
        first_month = (day.month - 1) // 3 * 3 + 1
        return date(day.year, first_month, 1), month_span(day.year, first_month + 2)[1]
    if unit == "half":
        return (
            (date(day.year, 1, 1), date(day.year, 6, 30))
            if day.month < 7
            else (date(day.year, 7, 1), date(day.year, 12, 31))
        )
    if unit == "decade":
        return year_span(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        return year_span((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100)
    return year_span(day.year)


def hijri_span(year: int, month: int | None, day: int | None) -> Span | None:
    """Return the Gregorian days of a Hijri year, month or day by the Umm al-Qura calendar, or None for no such day.

    Outside the years of its tables (1343 to 1500) by the mean length of a lunar month, two days wider at either end.
    """
    from hijridate import Hijri

    try:
        if not _HIJRI_FIRST <= year <= _HIJRI_LAST:
            return _mean_hijri(year, month, day)
        first = Hijri(year, month or 1, day or 1).to_gregorian()
        if day is not None:
            only = date(first.year, first.month, first.day)
            return only, only
        last_month = Hijri(year, month or 12, 1)
        last = Hijri(year, month or 12, last_month.month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(first.year, first.month, first.day), date(last.year, last.month, last.day)


def _mean_hijri(year: int, month: int | None, day: int | None) -> Span | None:
    if not 1 <= year <= 9000 or (day is not None and not 1 <= day <= 30):
        return None
    lunar_month, epoch = 29.530588861, 227014  # days; 15 July 622 (Julian) as a proleptic Gregorian ordinal
    start = epoch + ((year - 1) * 12 + (month or 1) - 1) * lunar_month
    end = start + lunar_month * (1 if month else 12) - 1
    if day is not None:
        start = end = start + day - 1
    return in_range(int(start) - 2), in_range(int(end) + 2)


def hijri_year(day: date) -> int:
    """Return the Hijri year that a Gregorian day lies in."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return int((day.toordinal() - 227014) / 354.36706633) + 1


def nth_weekday(first: date, last: date, weekday: int, n: int) -> date | None:
    """Return the n-th `weekday` between two days, counted from the end where `n` is negative; None where none is."""
    if n > 0:
        ordinal = first.toordinal() + (weekday - first.weekday()) % 7 + 7 * (n - 1)
    else:
        ordinal = last.toordinal() - (last.weekday() - weekday) % 7 + 7 * (n + 1)
    return date.fromordinal(ordinal) if first.toordinal() <= ordinal <= last.toordinal() else None


def nearest(candidates: list[Span], day: date) -> Span:
    """Return the span that lies nearest to `day`; the earlier one of two as near."""
    return min(
        candidates, key=lambda span: (abs(span[0] - day) if span[0] > day else max(day - span[1], timedelta()), span)
    )
