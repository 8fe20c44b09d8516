"""The closed set of constructions of dates, by the names that the languages' dates.yaml call them by.

Those in this module join what others have read: parts of a stretch of time, ranges, and bounds.
"""

from __future__ import annotations

from dataclasses import replace

from consistency.normalization import named_dates, relative_dates, years
from consistency.normalization.date_values import (
    PRECISION,
    DateReading,
    Reader,
    Surroundings,
    Words,
    bounded,
    current,
    on_days,
    on_years,
    part_of,
    reading_of,
    resolve,
)


def read_part_of(words: Words, around: Surroundings) -> DateReading | None:
    ref = words.get("ref")
    if ref is None:
        if around.published is None:
            return None
        unit = words["unit"]
        ref = on_days(PRECISION[unit], words, current(unit, 0, around, around.published))
        part = part_of(ref, words["part"])
        if (
            part is not None
            and part.start is not None
            and part.start > around.published
            and around.tense(part) == "past"
        ):
            ref = on_days(PRECISION[unit], words, current(unit, -1, around, around.published))
    if not ref.resolved and ref.year is None:  # which year it is may yet be told by "until" before it
        return ref._replace(part=words["part"], first=words["first_token"], last=words["last_token"])
    whole = resolve(ref, around)
    part = part_of(whole, words["part"])
    return None if part is None else part._replace(first=words["first_token"], last=words["last_token"])


def read_span(words: Words, around: Surroundings) -> DateReading | None:
    """Read "from 30 March to 2 April", "بين آذار وأيار 2023": the first borrows what only the last one says."""
    first, second = words["first"], words["second"]
    if first.years is not None:
        second = resolve(second, around)
        begin, last = first.years[0], second.years[1] if second.years else second.end.year if second.end else None
        if begin is None or last is None or begin > last:
            return None
        return on_years("interval", words, begin, last)
    if not first.resolved and first.year is None:
        if second.year is not None and first.month is not None:
            first = first._replace(year=second.year - (first.month > (second.month or 12)))
        elif first.month is None and first.day is not None and second.month is not None:
            first = first._replace(year=second.year, month=second.month)
    first = resolve(first, around)
    if not second.resolved and second.year is None and first.start is not None:
        after = replace(around, published=first.start, prefer="future")
        second = resolve(second, after)
    second = resolve(second, around)
    if first.start is None or second.end is None or first.start > second.end:
        return None
    return reading_of("interval", words, start=first.start, end=second.end, resolved=True, weekday=first.weekday,
                    slack=max(first.slack, second.slack))  # fmt: skip


def read_bound(words: Words, around: Surroundings) -> DateReading | None:
    side, ref = words["side"], words["ref"]
    if not ref.resolved and around.prefer == "tense":
        hint = {"since": "past", "until": "future"}.get(side)
        ref = resolve(ref, replace(around, tense_at=lambda first, last: hint) if hint else around)
    whole = resolve(ref, around)
    return bounded(whole, side)._replace(first=words["first_token"], last=words["last_token"])


READERS: dict[str, Reader] = {
    name.removeprefix("read_"): function
    for names in (vars(named_dates), vars(years), vars(relative_dates), globals().copy())
    for name, function in names.items()
    if name.startswith("read_")
}
