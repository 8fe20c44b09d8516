"""Times of day in Arabic and English, with zone and day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.language.orthography import fold
from consistency.normalization.times import find_times

FRIDAY = date(2025, 6, 6)


@pytest.mark.parametrize(
    ("text", "clock", "zone", "day"),
    [
        ("عند الساعة 22:40 بتوقيت غرينتش من مساء الثلاثاء", "22:40", 0, "2025-06-03"),
        ("في الثانية وأربعين دقيقة فجر الأربعاء بتوقيت مسقط", "02:40", 240, "2025-06-04"),
        ("عند الساعة 05:47 بالتوقيت المحلي", "05:47", None, None),
        ("الثانية بعد الظهر بتوقيت غرينتش", "14:00", 0, None),
        ("عند الخامسة عصر الأربعاء بالتوقيت السعودي", "17:00", 180, "2025-06-04"),
        ("في الثامنة مساء", "20:00", None, None),
        ("قرابة الحادية عشرة والنصف قبل ظهر الأربعاء", "11:30", None, "2025-06-04"),
        ("الثامنة والدقيقة الأربعين من مساء الأربعاء بتوقيت غرينتش", "20:40", 0, "2025-06-04"),
        ("الساعة الخامسة إلا ثلث بعد العصر", "16:40", None, None),
        ("آخر تحديث: 12:30 (توقيت القدس)", "12:30", 180, None),
        ("في العاشرة صباحا بتوقيت القدس", "10:00", 180, None),
        ("في العاشرة صباحا بتوقيت القاهرة من يوم 15 يناير 2025", "10:00", 120, "2025-01-15"),
        ("منتصف الليل", "00:00", None, None),
    ],
)
def test_arabic_times(text: str, clock: str, zone: int | None, day: str | None) -> None:
    (mention,) = find_times(text, "ar", FRIDAY)
    value = mention.value
    assert value.minute is not None
    assert f"{value.minute // 60:02}:{value.minute % 60:02}" == clock
    assert (value.zone, value.start and value.start.isoformat(), value.precision) == (zone, day, "time")


@pytest.mark.parametrize(
    ("text", "clock", "zone", "day"),
    [
        ("beginning at 06:11 GMT", "06:11", 0, None),
        ("at 3:11 p.m. on Thursday", "15:11", None, "2025-06-05"),
        ("at about 2:15 a.m. local time, residents said", "02:15", None, None),
        ("shortly after 2300 GMT on Wednesday", "23:00", 0, "2025-06-04"),
        ("at around 0830 GMT", "08:30", 0, None),
        ("at eight minutes to eight in the evening", "19:52", None, None),
        ("half past 3 pm", "15:30", None, None),
        ("at noon on Friday", "12:00", None, "2025-06-06"),
        ("at midnight", "00:00", None, None),
        ("at 15:15", "15:15", None, None),
        ("at half past six in the evening", "18:30", None, None),
        ("at 9:30 a.m. ET on Tuesday", "09:30", -240, "2025-06-03"),
        ("at 9:30 a.m. ET on January 15, 2025", "09:30", -300, "2025-01-15"),
        ("12:05 a.m.", "00:05", None, None),
    ],
)
def test_english_times(text: str, clock: str, zone: int | None, day: str | None) -> None:
    (mention,) = find_times(text, "en", FRIDAY)
    value = mention.value
    assert value.minute is not None
    assert f"{value.minute // 60:02}:{value.minute % 60:02}" == clock
    assert (value.zone, value.start and value.start.isoformat()) == (zone, day)


def test_a_place_with_summer_time_has_no_offset_without_a_day() -> None:
    assert find_times("at 9:30 a.m. ET", "en")[0].value.zone is None
    assert find_times("at 9:30 a.m. ET", "en", date(2025, 1, 15))[0].value.zone == -300


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("won in 2:09 flat, a 3:2 ratio, Genesis 3:15", "en"),
        ("at three", "en"),
        ("الدورة الثالثة", "ar"),
        ("الساعة الثالثة", "ar"),
        ("بنسبة 3:2", "ar"),
    ],
)
def test_what_is_no_time_or_leaves_the_half_of_the_day_open(text: str, language: str) -> None:
    assert find_times(text, language, FRIDAY) == []


_PIECES = [
    "3",
    "15",
    ":",
    "30",
    "GMT",
    "p.m.",
    "at",
    "noon",
    "Monday",
    "الساعة",
    "الثالثة",
    "مساء",
    "وربع",
    "إلا",
    "ثلث",
    "بتوقيت",
    "غرينتش",
    "الثلاثاء",
    "وأربعين",
    "دقيقة",
    "2460",
    "half",
    "past",
    "quarter",
    "to",
    "ً",
    "\u200f",
    "\n",
    ".",
    "(",
    ")",
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=20).map(" ".join))


@settings(deadline=None)
@given(texts, st.sampled_from(["ar", "en"]), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_and_quoted_exactly(text: str, language: str, published: date | None) -> None:
    mentions = find_times(text, language, published)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.quote != ""
        assert mention.value.minute is not None
        assert 0 <= mention.value.minute < 24 * 60
    assert mentions == find_times(fold(text), language, published)


@settings(deadline=None)
@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_is_read_back(hour: int, minute: int) -> None:
    for text, language in ((f"at {hour:02}:{minute:02} GMT", "en"), (f"الساعة {hour:02}:{minute:02}", "ar")):
        (mention,) = find_times(text, language)
        assert mention.value.minute == hour * 60 + minute
