"""What was read of a date, and the days that it stands for once publication and tense are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from consistency.model import Period, Precision
from consistency.normalization.calendars import (
    HIJRI_SLACK,
    Span,
    hijri_span,
    hijri_year,
    month_days,
    month_span,
    nearest,
    shift,
    unit_span,
    year_span,
)

# A date without a year and without a clear tense is the nearest one, but only where it is this near.
_NEAR_BEHIND = 125  # days
_NEAR_AHEAD = 60
_NEAR_WEEKDAY = 12  # days; one told with its weekday is this near, whatever the tense around it


class DateReading(NamedTuple):
    """A date as the text says it. With `start` or `end`, or `open_`, it is resolved; before that its parts count.

    `first` and `last` are tokens (half-open). `month`, `day` and `weekday` are as in Period. `hijri` tells the
    calendar of `month` and `day`. `ending` are the same parts of the last day, of a range within a month or year.
    """

    precision: Precision
    first: int = 0
    last: int = 0
    start: date | None = None
    end: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hijri: bool = False
    last_day: int | None = None
    impossible: bool = False
    resolved: bool = False
    slack: int = 0
    nights: tuple[int, int] = (0, 0)  # days to add to start and end: a night reaches into the next day
    part: str | None = None
    years: tuple[int | None, int | None] | None = None  # as in Period

    def period(self) -> Period:
        """Return the value for a mention."""
        return Period(
            self.start,
            self.end,
            self.precision,
            impossible=self.impossible,
            month=self.month,
            day=self.day,
            weekday=self.weekday,
            slack=self.slack,
            years=self.years,
        )


@dataclass(slots=True)
class Surroundings:
    """What a date is resolved by: publication, the wish of the caller, the last date read, the tense of a place."""

    published: date | None
    prefer: str
    week_start: int
    next_weekday_is_next_week: bool
    day_first: bool
    tense_at: Callable[[int, int], str | None]
    told: Span | None = None
    told_units: dict[str, Span] = field(default_factory=dict)  # the last month and year that were named
    # The month that is named before a token in the stretch of words being read: "16 October to the 9th of that month".
    month_before: Callable[[int], Span | None] = lambda place: None
    follows_verb: Callable[[int], bool] = lambda place: (
        False
    )  # "is to last", "will last": the token at a place is a verb

    def tense(self, reading: DateReading) -> str | None:
        """Return "past", "weak past", "future", or None where nothing tells."""
        if self.prefer in {"past", "future"}:
            return self.prefer
        return self.tense_at(reading.first, reading.last)


def settled(reading: DateReading, span: Span | None, **changes: object) -> DateReading:
    """Return the reading with its days, impossible where there are none."""
    if span is None:
        return reading._replace(impossible=True, resolved=True, **changes)  # type: ignore[arg-type]
    return reading._replace(start=span[0], end=span[1], resolved=True, **changes)  # type: ignore[arg-type]


def span_of(year: int, month: int | None, day: int | None, last_day: int | None, hijri: bool) -> Span | None:
    """Return the days of a year, month, day or range of days, or None where the calendar has none."""
    if hijri:
        first = hijri_span(year, month, day)
        if first is None or last_day is None:
            return first
        final = hijri_span(year, month, last_day)
        return None if final is None else (first[0], final[1])
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return year_span(year)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return month_span(year, month)
    final_day = day if last_day is None else last_day
    if not 1 <= day <= final_day <= month_days(year, month):
        return None
    return date(year, month, day), date(year, month, final_day)


def resolve(reading: DateReading, around: Surroundings) -> DateReading:
    """Return the reading with its days, as far as they can be known. Parts, bounds and nights are applied."""
    if not reading.resolved:
        reading = _resolve_parts(reading, around)
    if reading.part is not None and reading.start is not None:
        reading = (part_of(reading, reading.part) or reading)._replace(part=None)
    if reading.start is not None and reading.end is not None and reading.nights != (0, 0):
        before, after = reading.nights
        reading = reading._replace(
            start=shift(reading.start, before, "day"), end=shift(reading.end, after, "day"), nights=(0, 0)
        )
    return reading


def _resolve_parts(reading: DateReading, around: Surroundings) -> DateReading:
    if reading.hijri:
        reading = reading._replace(slack=HIJRI_SLACK)
    if reading.year is not None:
        return settled(reading, span_of(reading.year, reading.month, reading.day, reading.last_day, reading.hijri))
    if reading.month is not None:
        if not _possible(reading):
            return settled(reading, None)
        if around.published is None:
            return reading._replace(resolved=True)
        return _with_year(reading, around, around.published)
    if around.published is None:
        return reading._replace(resolved=True)
    if reading.day is not None:
        return _with_month(reading, around, around.published)
    if reading.weekday is not None:
        return settled(reading, _weekday_span(reading, around, around.published))
    return reading._replace(resolved=True)


def _possible(reading: DateReading) -> bool:
    """Tell whether some year has the day."""
    days = [day for day in (reading.day, reading.last_day) if day is not None]
    if reading.month is None or not 1 <= reading.month <= 12:
        return False
    most = 30 if reading.hijri else 29 if reading.month == 2 else month_days(2001, reading.month)
    return all(1 <= day <= most for day in days) and days == sorted(days)


def _with_year(reading: DateReading, around: Surroundings, published: date) -> DateReading:
    this_year = hijri_year(published) if reading.hijri else published.year
    # 29 February and the weekday may ask for a year some way off.
    reach = 8 if reading.day == 29 and reading.month == 2 else 1
    spans = [
        span
        for year in range(this_year - reach, this_year + reach + 1)
        if (span := span_of(year, reading.month, reading.day, reading.last_day, reading.hijri)) is not None
    ]
    if not spans:
        return settled(reading, None)
    tense = around.tense(reading)
    if around.prefer != "tense" and reading.weekday is not None and reading.day is not None:
        fitting = _fitting_years(reading, published)
        if fitting:
            return settled(reading, nearest(fitting, published))
    if around.prefer == "tense" and reading.weekday is not None and reading.day is not None:
        near = nearest(spans, published)  # "told members to return on Saturday, Oct. 12", two days ahead
        if abs((near[0] - published).days) <= _NEAR_WEEKDAY:
            return settled(reading, near)
    chosen = _by_tense(spans, published, tense, around.prefer, whole_month=True)
    return reading._replace(resolved=True) if chosen is None else settled(reading, chosen)


def _fitting_years(reading: DateReading, published: date) -> list[Span]:
    """Return the days within six years on which the weekday fits."""
    spans = (
        span_of(year, reading.month, reading.day, reading.last_day, reading.hijri)
        for year in range(published.year - 1, published.year + 7)
    )
    return [span for span in spans if span is not None and span[0].weekday() == reading.weekday]


def _by_tense(
    spans: list[Span], published: date, tense: str | None, prefer: str, whole_month: bool = False
) -> Span | None:
    past = [span for span in spans if span[0] <= published]
    # A caller who looks ahead still means this month by its name.
    first = published.replace(day=1) if prefer == "future" and whole_month else published
    future = [span for span in spans if span[1] >= first]
    if tense == "future":
        return future[0] if future else spans[-1]
    if tense == "past":
        return past[-1] if past else spans[0]
    # Nothing tells, or only a form in -ed: the nearest, if one is near; it is not for us to guess among far ones.
    behind = (published - past[-1][1]).days if past else None
    ahead = (future[0][0] - published).days if future else None
    if behind is not None and behind <= _NEAR_BEHIND and (tense == "weak past" or ahead is None or behind <= ahead):
        return past[-1]
    if ahead is not None and ahead <= _NEAR_AHEAD and tense is None:
        return future[0]
    return None


def _with_month(reading: DateReading, around: Surroundings, published: date) -> DateReading:
    """Resolve a day of a month that is not named: the one of this month or of its neighbours, by tense and weekday."""
    assert reading.day is not None
    if not 1 <= reading.day <= 31:
        return settled(reading, None)
    spans = []
    reach = 12 if reading.weekday is not None else 2
    for offset in range(-reach, reach + 1):
        month = shift(published.replace(day=1), offset, "month")
        span = span_of(month.year, month.month, reading.day, reading.last_day, False)
        if span is not None and (reading.weekday is None or span[0].weekday() == reading.weekday):
            spans.append(span)
    if not spans:
        return reading._replace(resolved=True)
    if reading.weekday is not None and around.prefer == "tense":
        return settled(reading, nearest(spans, published))  # "Thursday, the 14th": the other one is months away
    tense = around.tense(reading)
    chosen = _by_tense(spans, published, "future" if tense == "future" else "past", around.prefer)
    return reading._replace(resolved=True) if chosen is None else settled(reading, chosen)


def _weekday_span(reading: DateReading, around: Surroundings, published: date) -> Span:
    """Return the day a bare weekday stands for: today counts, unless the caller asked for what is to come."""
    assert reading.weekday is not None
    tense = around.tense(reading)
    ahead = (reading.weekday - published.weekday()) % 7
    behind = (published.weekday() - reading.weekday) % 7
    if around.prefer == "future":
        ahead = ahead or 7
    elif around.prefer == "past":
        behind = behind or 7
    day = shift(published, ahead if tense == "future" else -behind, "day")
    return day, day


_THIRDS = {
    "month": (10, 20),
    "quarter": (30, 60),
    "season": (40, 80),
    "year": (120, 243),
    "week": (2, 4),
    "decade": (1217, 2435),
    "century": (12175, 24350),
}


def part_of(reading: DateReading, part: str) -> DateReading | None:
    """Return the beginning, middle or end of a resolved stretch of time, as an interval: about a third of it.

    The start and the end of a year or of something longer are its first and last quarter.
    """
    if reading.years is not None:
        return _part_of_years(reading, part)
    if reading.start is None or reading.end is None:
        return reading
    thirds = _THIRDS.get(reading.precision)
    if thirds is None:
        return None
    start, end = reading.start, reading.end
    length = (end - start).days
    low, high = thirds
    if part in {"start", "end"} and reading.precision in {"year", "decade", "century"}:
        low, high = length // 4, length - length // 4
    if part in {"early", "start"}:
        end = min(end, start + timedelta(days=low - 1))
    elif part == "mid":
        start, end = min(end, start + timedelta(days=low)), min(end, start + timedelta(days=high - 1))
    else:
        start = min(end, start + timedelta(days=high))
    return reading._replace(start=start, end=end, precision="interval", day=None)


def _part_of_years(reading: DateReading, part: str) -> DateReading | None:
    first, last = reading.years or (None, None)
    if first is None or last is None or last - first < 9:
        return None
    count = last - first + 1
    size = count // 4 if part in {"start", "end"} else count // 3
    begin = {"early": first, "start": first, "mid": first + size}.get(part, last - size + 1)
    return reading._replace(years=(begin, begin + size - 1), precision="interval")


def bounded(reading: DateReading, side: str) -> DateReading:
    """Return the open stretch since, until, before or after a resolved one."""
    start, end = reading.start, reading.end
    if reading.years is not None:
        first, last = reading.years
        years = {
            "since": (first, None),
            "until": (None, last),
            "before": (None, None if first is None else year_after(first, -1)),
        }.get(side, (None if last is None else year_after(last, 1), None))
        return reading._replace(years=years)
    if start is None and end is None:
        return reading
    if side == "since":
        return reading._replace(start=start, end=None)
    if side == "until":
        return reading._replace(start=None, end=end)
    if side == "before":
        # "before the end of 2027" ends with its last day, "before 2028" with the day before it.
        inside = reading.precision == "interval" or start is None
        return reading._replace(start=None, end=end if inside else shift(start, -1, "day") if start else end)
    inside = reading.precision == "interval" or end is None
    return reading._replace(start=start if inside else shift(end, 1, "day") if end else start, end=None)


def current(unit: str, offset: int, around: Surroundings, base: date) -> Span:
    """Return this, the last or the next day, week, month … counted from `base`."""
    first = unit_span(base, unit, around.week_start)[0]
    return unit_span(shift(first, offset, unit), unit, around.week_start)


Words = dict[str, Any]  # what a pattern captured by name, and the fixed values of its rule
Reader = Callable[[Words, Surroundings], DateReading | None]

PRECISION: dict[str, Precision] = {
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "weekend": "interval",
    "month": "month",
    "quarter": "quarter",
    "half": "interval",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "century",
}


def reading_of(precision: Precision, words: Words, **parts: Any) -> DateReading:
    """Return a reading that covers the tokens of a match."""
    return DateReading(precision, words["first_token"], words["last_token"], **parts)


def on_days(precision: Precision, words: Words, span: Span | None, **parts: Any) -> DateReading:
    """Return a reading with its days known, impossible where there are none."""
    if span is None:
        return reading_of(precision, words, impossible=True, resolved=True, **parts)
    return reading_of(precision, words, start=span[0], end=span[1], resolved=True, **parts)


def year_after(year: int, count: int) -> int:
    """Return the year that lies `count` years after (or before) another: there is no year 0."""
    later = year + count
    return later - (year > 0 >= later) + (year < 0 <= later)


def on_years(precision: Precision, words: Words, first: int, last: int, **parts: Any) -> DateReading:
    """Return a reading of whole years, of which those before Christ are negative."""
    if first > 0:
        return on_days(precision, words, year_span(first, last), **parts)
    return reading_of(precision, words, years=(first, last), resolved=True, **parts)


def with_nights(reading: DateReading, words: Words) -> DateReading:
    """Let a night reach into the day after, and an eve ("ليلة") into the one before too."""
    if words.get("daypart") in {"night", "midnight"}:
        return reading._replace(nights=(0, 1), precision="interval")
    if words.get("daypart") == "eve":
        return reading._replace(nights=(-1, 1), precision="interval")
    return reading
