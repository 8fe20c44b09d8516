"""Times of day in a text, with their zone and their day where the text gives them.

The constructions are under `times` in the language's dates.yaml, the zones in its zones.yaml. A time that may be
morning or evening ("at three", "الساعة الثالثة") is left out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from consistency.language.orthography import Folded
from consistency.model import Mention, Period
from consistency.normalization.date_items import captures, items_of, windows
from consistency.normalization.date_values import DateReading
from consistency.normalization.date_words import DateLanguage, date_language
from consistency.normalization.dates import language_of, read_dates
from consistency.normalization.tokens import Tokens, tokens_of

_DAY_REACH = 6  # words between a time and the day that it belongs to
_MINUTES = 24 * 60


def find_times(
    text: str | Folded | Tokens, language: str | None = None, published: date | None = None
) -> list[Mention[Period]]:
    """Return the times of day of a text in order; their spans are those of the original text.

    Each is a period with `minute` (after midnight) and precision "time"; `zone` is its offset from UTC in minutes, None
    where the text says local time or nothing, or names a place with summer time but no day is known. `start` and `end`
    are the day beside it in the same sentence, found as in `find_dates`, or None. Any text is read; one that is folded
    or split into tokens already saves doing so.

    >>> [(m.value.minute, m.value.zone) for m in find_times("at 0830 GMT", "en")]
    [(510, 0)]
    """
    tokens = tokens_of(text)
    folded = tokens.folded
    words = date_language(language_of(folded, language))
    found = list(_times(tokens, words))
    if not found:
        return []
    dates = read_dates(tokens, words, published, "tense")
    mentions = []
    for first, last, minute, zone in found:
        day = _day_of(tokens, dates, first, last)
        start, end = folded.original(tokens.starts[first], tokens.ends[last - 1])
        if isinstance(zone, str):
            zone = _offset(zone, (day and day.start) or published, minute)
        value = Period(
            day.start if day else None,
            day.end if day else None,
            "time",
            minute % _MINUTES,
            zone,
            month=day.month if day else None,
            day=day.day if day else None,
            weekday=day.weekday if day else None,
        )
        mentions.append(Mention(start, end, folded.source[start:end], value))
    return mentions


def _times(tokens: Tokens, words: DateLanguage) -> list[tuple[int, int, int, int | str | None]]:
    """Return the times as (first token, last token exclusive, minute, zone: minutes from UTC or a name of IANA)."""
    grammar = words.times
    assert grammar is not None
    casual = words.name == "en" and not any(map(str.isupper, tokens.folded.source[:400]))
    found = []
    for first, last in windows(tokens, words, times=True):
        items = items_of(tokens, first, last, words, casual)
        done = 0
        for fit in grammar.matches("".join([item.letter for item in items])):
            if fit.start < done:
                continue
            captured = captures(items, fit)
            minute = _fixed(captured) if fit.rule.reads == "fixed_time" else _clock(captured)
            if minute is not None:
                found.append((captured["first_token"], captured["last_token"], minute, captured.get("zone")))
                done = fit.end
    return found


def _offset(zone: str, day: date | None, minute: int) -> int | None:
    """Return a zone's minutes from UTC on a day, None where the day is not known or the machine has no zones."""
    if day is None:
        return None
    try:
        time = datetime(day.year, day.month, day.day, minute // 60 % 24, minute % 60, tzinfo=ZoneInfo(zone))
        offset = time.utcoffset()
    except (ZoneInfoNotFoundError, OverflowError):
        return None
    return None if offset is None else round(offset.total_seconds() / 60)


def _fixed(words: dict[str, Any]) -> int | None:
    return int(words["fixed"])


def _clock(words: dict[str, Any]) -> int | None:
    """Return the minute after midnight, or None where the words make no time or leave the half of the day open."""
    hour: int | None = words.get("a")
    minute: int = words.get("b", 0)
    if "dotted" in words:
        hour, minute = map(int, words["dotted"].split("."))
    elif "hours" in words:
        hour, minute = divmod(round(words["hours"] * 60), 60)
    elif "hours_minutes" in words:
        hour, minute = divmod(words["hours_minutes"], 100)
    if "quarter" in words:
        quarter = words["quarter"] if words["quarter"] > 1 else 15
        minute = -quarter if "less" in words else quarter
    elif "half" in words:
        minute = 30
    if "side" in words:
        minute *= words["side"]
    if "noon" in words:
        return int(words["noon"]) + int(minute)
    if hour is None or not 0 <= hour <= 24 or not -59 <= minute <= 59 or (hour == 24 and minute):
        return None
    half = words.get("meridiem") or words.get("daypart")
    if half is None:
        digital = "b" in words and "side" not in words and "a" in words and words.get("a_of") != "clock_ordinal"
        if (
            "hours_minutes" not in words
            and "dotted" not in words
            and not (digital and words.get("b_of") == "two_digits")
        ):
            return None
        return int(hour * 60 + minute)
    return _in_half(hour, half) * 60 + minute


_MORNING = {"am", "morning", "dawn", "before_noon"}
_AFTERNOON = {"pm", "afternoon", "evening"}


def _in_half(hour: int, half: str) -> int:
    """Return the hour of 24 that an hour of 12 is in a part of the day."""
    if hour > 12 or hour == 0:
        return hour
    if half in _MORNING:
        return hour % 12 if half != "before_noon" else hour
    if half in _AFTERNOON:
        return hour % 12 + 12
    if half in {"noon", "noon_part"}:
        return hour + 12 if hour < 6 else hour
    # night: from six to eleven before midnight, from twelve on after it
    return hour + 12 if 6 <= hour < 12 else hour % 12


def _day_of(tokens: Tokens, dates: list[DateReading], first: int, last: int) -> DateReading | None:
    """Return the day of a time: the nearest in its sentence, of two the one that follows."""
    best: tuple[int, DateReading] | None = None
    for reading in dates:
        if reading.first >= last + _DAY_REACH:
            break
        if reading.last <= first - _DAY_REACH or reading.precision not in {"day", "interval"} or reading.start is None:
            continue
        if reading.precision == "interval" and reading.weekday is None:
            continue
        between = (reading.last, first) if reading.last <= first else (last, reading.first)
        if any(tokens.words[index] in {"\n", "."} for index in range(*between)):
            continue
        distance = max(between[1] - between[0], 0) * 2 + (reading.last <= first)
        if best is None or distance < best[0]:
            best = distance, reading
    return best[1] if best else None
