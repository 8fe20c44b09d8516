"""Dates in Arabic and English: what they stand for, where they stand, and what is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.judging.value_words import value_words
from consistency.language.orthography import fold
from consistency.matching.identity import compare_values
from consistency.matching.likeness import Likeness
from consistency.model import Mention, Period
from consistency.normalization.dates import find_dates

SUNDAY = date(2025, 3, 2)
FRIDAY = date(2025, 6, 6)
Days = tuple[str | None, str | None]


def days(text: str, language: str, published: date | None = FRIDAY, prefer: str = "tense") -> list[Days]:
    """Return first and last day of each date, as text."""
    found = find_dates(text, language, published, prefer)
    return [(_iso(mention.value.start), _iso(mention.value.end)) for mention in found]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def only(text: str, language: str, published: date | None = FRIDAY) -> Mention[Period]:
    (mention,) = find_dates(text, language, published)
    return mention


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("في 12 تشرين الأول 2025", "2025-10-12", "2025-10-12"),
        ("الثاني عشر من شباط 2024", "2024-02-12", "2024-02-12"),
        ("٦ مارس ٢٠٢٥", "2025-03-06", "2025-03-06"),
        ("كانون الثاني/يناير 2025", "2025-01-01", "2025-01-31"),
        ("شباط (فبراير) الماضي", "2025-02-01", "2025-02-28"),
        ("5 جانفي 2024", "2024-01-05", "2024-01-05"),
        ("9 أفريل 2024", "2024-04-09", "2024-04-09"),
        ("في دجنبر 2023", "2023-12-01", "2023-12-31"),
        ("20 غشت 2022", "2022-08-20", "2022-08-20"),
        ("شتنبر 2024", "2024-09-01", "2024-09-30"),
        ("12 رمضان 1446", "2025-03-12", "2025-03-12"),
        ("يوم الاثنين الماضي", "2025-06-02", "2025-06-02"),
        ("الأحد المقبل", "2025-06-08", "2025-06-08"),
        ("أمس الأول", "2025-06-04", "2025-06-04"),
        ("أول من أمس", "2025-06-04", "2025-06-04"),
        ("أمس الخميس", "2025-06-05", "2025-06-05"),
        ("بعد غد", "2025-06-08", "2025-06-08"),
        ("الليلة الماضية", "2025-06-05", "2025-06-06"),
        ("ليل الثلاثاء الأربعاء", "2025-06-03", "2025-06-04"),
        ("قبل ثلاثة أيام", "2025-06-03", "2025-06-03"),
        ("الشهر الماضي", "2025-05-01", "2025-05-31"),
        ("العام المقبل", "2026-01-01", "2026-12-31"),
        ("أواخر العام المقبل", "2026-09-01", "2026-12-31"),
        ("مطلع الشهر", "2025-06-01", "2025-06-10"),
        ("الربع الأول من 2029", "2029-01-01", "2029-03-31"),
        ("النصف الأول من العام الماضي", "2024-01-01", "2024-06-30"),
        ("صيف ٢٠٢٩", "2029-06-01", "2029-09-30"),
        ("القرن التاسع عشر", "1801-01-01", "1900-12-31"),
        ("تسعينيات القرن الماضي", "1990-01-01", "1999-12-31"),
        ("من 3 إلى 9 فبراير 2025", "2025-02-03", "2025-02-09"),
        ("بين الثالث والتاسع من شباط", "2025-02-03", "2025-02-09"),
        ("بين عامي 1982 و2023", "1982-01-01", "2023-12-31"),
        ("منذ آذار", "2025-03-01", None),
        ("حتى نهاية السنة", None, "2025-12-31"),
        ("آذار من العام الماضي", "2024-03-01", "2024-03-31"),
        ("في 20 يناير/ كانون الثاني الماضي", "2025-01-20", "2025-01-20"),
        ("الخامس من الشهر الجاري", "2025-06-05", "2025-06-05"),
        ("2025/03/02", "2025-03-02", "2025-03-02"),
        ("15/3/2025", "2025-03-15", "2025-03-15"),
    ],
)
def test_arabic_dates(text: str, start: str | None, end: str | None) -> None:
    assert days(text, "ar") == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Friday, June 13, 2025", "2025-06-13", "2025-06-13"),
        ("7 April 2025", "2025-04-07", "2025-04-07"),
        ("Sept. 15, 2024", "2024-09-15", "2024-09-15"),
        ("2025-06-13", "2025-06-13", "2025-06-13"),
        ("31/10/1974", "1974-10-31", "1974-10-31"),
        ("in May", "2025-05-01", "2025-05-31"),
        ("last July", "2024-07-01", "2024-07-31"),
        ("last Sunday", "2025-06-01", "2025-06-01"),
        ("next Monday", "2025-06-09", "2025-06-09"),
        ("yesterday", "2025-06-05", "2025-06-05"),
        ("last night", "2025-06-05", "2025-06-06"),
        ("early next year", "2026-01-01", "2026-04-30"),
        ("by the end of the year", None, "2025-12-31"),
        ("before 2028", None, "2027-12-31"),
        ("since 2003", "2003-01-01", None),
        ("from 2021 to 2023", "2021-01-01", "2023-12-31"),
        ("Dec. 5-7, 2024", "2024-12-05", "2024-12-07"),
        ("the third quarter of 2024", "2024-07-01", "2024-09-30"),
        ("the first nine months of 2024", "2024-01-01", "2024-09-30"),
        ("the first four months", "2025-01-01", "2025-04-30"),
        ("the first half of 2025", "2025-01-01", "2025-06-30"),
        ("the summer of 1982", "1982-06-01", "1982-09-30"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the late 1990s", "1996-09-01", "1999-12-31"),
        ("the '90s", "1990-01-01", "1999-12-31"),
        ("since mid-March 2025", "2025-03-11", None),
        ("from 2014 until 2024", "2014-01-01", "2024-12-31"),
        ("set for the 28th (Sat)", "2025-06-28", "2025-06-28"),
        ("the 19th century", "1801-01-01", "1900-12-31"),
        ("the last Friday of October 2024", "2024-10-25", "2024-10-25"),
        ("9 Ramadan 1446", "2025-03-09", "2025-03-09"),
    ],
)
def test_english_dates(text: str, start: str | None, end: str | None) -> None:
    assert days(text, "en") == [(start, end)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They may march on Washington, and the sun set over the bay", "en"),
        ("Theresa May said April Jones won 3-1", "en"),
        ("the second half of the game ended 2-1; a ratio of 3/4; version 3.10.2; $12.50", "en"),
        ("On the first day of talks, on the second floor, in 2000 homes", "en"),
        ("The day after the attack, two days before the vote", "en"),
        ("He spent two years in prison", "en"),
        ("الأمين العام السابق للأمم المتحدة والقائد العام الحالي والرأي العام", "ar"),
        ("مارس ضغوطا على أحد المسؤولين", "ar"),
        ("رجب طيب أردوغان ورمضان صبحي وشعبان عبد الرحيم", "ar"),
        ("فاز 3-1 في الجولة 15 بنسبة 3/4", "ar"),
        ("قبل يومين من الهجوم وبعد أسبوع من الزلزال", "ar"),
        ("لليوم الثاني على التوالي", "ar"),
        ("حكم عليه بالسجن سنة ونصف السنة", "ar"),
    ],
)
def test_what_is_no_date(text: str, language: str) -> None:
    assert days(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"), [("31 June 2025", "en"), ("30 February", "en"), ("31 يونيو 2025", "ar"), ("30 شباط", "ar")]
)
def test_a_date_that_no_calendar_has_is_marked(text: str, language: str) -> None:
    value = only(text, language).value
    assert value.impossible
    assert (value.start, value.end) == (None, None)


def test_tense_decides_a_bare_weekday_and_month() -> None:
    assert days("ستبدأ، الاثنين، أولى الحملات", "ar", SUNDAY) == [("2025-03-03", "2025-03-03")]
    assert days("أعلنت باكستان، الاثنين، أولى الحملات", "ar", SUNDAY) == [("2025-02-24", "2025-02-24")]
    assert days("The court will rule on Monday", "en", SUNDAY) == [("2025-03-03", "2025-03-03")]
    assert days("Officials said on Monday they will act", "en", SUNDAY) == [("2025-02-24", "2025-02-24")]
    assert days("The road will be closed in November", "en", SUNDAY) == [("2025-11-01", "2025-11-30")]
    assert days("It was founded in November", "en", SUNDAY) == [("2024-11-01", "2024-11-30")]
    assert days("It is expected to open in November", "en", SUNDAY) == [("2025-11-01", "2025-11-30")]


def test_who_came_from_somewhere_is_not_to_come() -> None:
    assert days("خرج القطار القادم من القاهرة الاثنين عن السكة", "ar", SUNDAY) == [("2025-02-24", "2025-02-24")]


def test_this_weekday_is_to_come_unless_the_clause_is_past() -> None:
    days = [
        find_dates(text, "en", date(2025, 3, 2))[0].value.end for text in ("by this Friday", "They met this Friday.")
    ]
    assert days == [date(2025, 3, 7), date(2025, 2, 28)]


def test_a_range_of_two_months() -> None:
    (mention,) = find_dates("Between April and June, the company lost money.", "en", date(2025, 3, 2))
    assert (mention.value.start, mention.value.end) == (date(2024, 4, 1), date(2024, 6, 30))


def test_a_wish_overrules_the_tense() -> None:
    assert days("Monday", "en", FRIDAY, "future") == [("2025-06-09", "2025-06-09")]
    assert days("Friday", "en", FRIDAY, "past") == [("2025-05-30", "2025-05-30")]
    with pytest.raises(ValueError, match="prefer"):
        find_dates("Monday", "en", FRIDAY, "soon")


def test_a_far_month_without_tense_is_not_guessed() -> None:
    value = only("a raise of 4.8% in two steps: in December", "en").value
    assert (value.start, value.end, value.month) == (None, None, 12)


def test_the_last_date_read_is_what_later_and_earlier_count_from() -> None:
    assert days("He arrived on 3 May 2025 and left two days later", "en")[1] == ("2025-05-05", "2025-05-05")
    assert days("زار القاهرة في شباط، ثم عاد في الثاني عشر من الشهر نفسه", "ar")[1] == ("2025-02-12", "2025-02-12")
    assert days("وصل الأربعاء وغادر في اليوم التالي", "ar")[1] == ("2025-06-05", "2025-06-05")
    assert days("two days later he left", "en") == []


def test_that_month_is_the_one_named_before_it() -> None:
    assert (
        days("It opened in March. The talks ran from 16 May to the 9th of the same month", "en")[2][0] == "2025-05-09"
    )
    assert days("It opened on 16 May and closed on the 9th of that month", "en")[1][0] == "2025-05-09"
    assert days("من السادس عشر من أيار إلى التاسع من الشهر نفسه", "ar")[1][0] == "2025-05-09"
    assert find_dates("من 23 أيار حتى الحادي والعشرين منه", "ar", FRIDAY)[1].value.day == 21
    assert days("the 9th of that month", "en") == []


def test_a_day_with_its_weekday_is_near() -> None:
    assert days("told them to return on Sunday, June 8", "en") == [("2025-06-08", "2025-06-08")]


def test_a_count_of_weeks_or_months_is_not_exact_to_the_day() -> None:
    value = only("قبل ثلاثة أشهر", "ar").value
    assert value.start == value.end == date(2025, 3, 6)
    assert (value.precision, value.slack) == ("month", 30)
    assert value.earliest == date(2025, 2, 4)
    assert value.latest == date(2025, 4, 5)
    assert only("two days ago", "en").value.slack == 0


def test_what_the_text_says_is_kept() -> None:
    value = only("حددت الأحد 7 أبريل موعدا", "ar", date(2025, 3, 13)).value
    assert (value.weekday, value.month, value.day) == (6, 4, 7)
    assert value.start == date(2025, 4, 7)  # which is a Monday: that is for a rule to say


def test_without_a_publication_date_only_what_is_said_is_given() -> None:
    value = only("on 12 March", "en", None).value
    assert (value.start, value.end, value.month, value.day) == (None, None, 3, 12)
    assert only("يوم الأحد", "ar", None).value.weekday == 6
    assert days("yesterday and last week", "en", None) == []
    assert days("12 March 2024", "en", None) == [("2024-03-12", "2024-03-12")]


def test_two_readings_of_slashes_are_an_interval() -> None:
    assert days("on 3/4/2025", "en") == [("2025-03-04", "2025-04-03")]
    assert days("في 3/4/2025", "ar") == [("2025-04-03", "2025-04-03")]


def test_the_language_is_found_by_the_script() -> None:
    assert [m.quote for m in find_dates("وصل أمس إلى القاهرة", published=FRIDAY)] == ["أمس"]
    assert [m.quote for m in find_dates("He arrived yesterday", published=FRIDAY)] == ["yesterday"]


def test_seeds_hold_no_false_date() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the seed articles are not part of the project")
    found = {m.quote for path in folder.glob("*.txt") for m in find_dates(path.read_text("utf-8"), "ar", SUNDAY)}
    assert found == {
        "24",
        "6 مارس 2025",
        "الليلة الماضية",
        "02 مارس 2025",
        "19 ديسمبر 2024",
        "اليوم الأحد",
        "اليوم",
        "20 يناير/ كانون الثاني الماضي",
        "يوم الاثنين الماضي",
        "يوم الخميس الماضي",
        "أمس",
        "القرن التاسع عشر",
    }


_PIECES = [
    "12",
    "31",
    "٣",
    "2024",
    "شباط",
    "كانون",
    "الثاني",
    "/",
    "يناير",
    "الاثنين",
    "الماضي",
    "قبل",
    "أسبوع",
    "منذ",
    "من",
    "إلى",
    "و",
    "March",
    "May",
    "Monday",
    "last",
    "the",
    "of",
    "ago",
    "two",
    "days",
    ",",
    "-",
    ":",
    "30",
    "GMT",
    "p.m.",
    "year",
    "end",
    "َ",
    "ـ",
    "\u200f",
    "\u00a0",
    "\r\n",
    "😀",
    "ﷲ",
    "ﻻ",
    "رَمَضان",
    "هـ",
    "القرن",
    "BC",
    "9999",
    "0000",
    "seven",
    "سبع",
    "سنوات",
    "twenty",
    "العشرين",
    ".",
    "'s",
    "(",
    ")",
]
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=25).map("".join),
)
published_days = st.one_of(st.none(), st.dates())


@settings(deadline=None)
@given(texts, st.sampled_from(["ar", "en"]), published_days, st.sampled_from(["tense", "past", "future"]))
def test_any_text_is_read_and_quoted_exactly(text: str, language: str, published: date | None, prefer: str) -> None:
    mentions = find_dates(text, language, published, prefer)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.quote != ""
        value = mention.value
        assert value.start is None or value.end is None or value.start <= value.end
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert mentions == find_dates(fold(text), language, published, prefer)
    again = find_dates(fold(text).text, language, published, prefer)
    if fold(fold(text).text).text == fold(text).text and language == "ar":
        assert [m.value for m in again] == [m.value for m in mentions]


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), published_days)
def test_a_written_date_is_read_back(day: date, published: date | None) -> None:
    from babel.dates import format_date

    for locale in ("ar_EG", "ar_LB", "ar_DZ", "ar_MA"):
        for form in ("d MMMM y", "EEEE d MMMM y", "y-MM-dd"):
            assert only(format_date(day, form, locale), "ar", published).value.start == day
    for form in ("d MMMM y", "MMMM d, y", "EEEE, d MMM y", "y-MM-dd"):
        assert only(format_date(day, form, "en"), "en", published).value.start == day


@pytest.mark.parametrize(
    "piece", ["March ", "الاثنين ", "from 3 to ", "قبل ", "12/", "1", "1:", "و", "(", "be closed "]
)
def test_long_input_takes_linear_time(piece: str) -> None:
    import time

    def seconds(count: int) -> float:
        started = time.process_time()
        find_dates(piece * count, None, FRIDAY)
        return time.process_time() - started

    seconds(500)
    assert seconds(16_000) < 60 * (seconds(1_000) + 0.005)


@pytest.mark.parametrize(
    ("text", "quote", "years"),
    [
        ("Caesar died on 15 March 44 BC.", "15 March 44 BC", (-44, -44)),
        ("It was built around 3100 BCE.", "3100 BCE", (-3100, -3100)),
        ("walls of the fifth century BC", "the fifth century BC", (-500, -401)),
        ("coins of the 4th and 3rd centuries BC", "the 4th and 3rd centuries BC", (-400, -201)),
        ("Between 300 and 200 BC the town grew.", "Between 300 and 200 BC", (-300, -200)),
        ("from 30 BC to AD 14", "from 30 BC to AD 14", (-30, 14)),
        ("in the 330s BC", "the 330s BC", (-339, -330)),
        ("في ثلاثينيات القرن الرابع قبل الميلاد", "ثلاثينيات القرن الرابع قبل الميلاد", (-339, -330)),
        ("before 44 BC", "before 44 BC", (None, -45)),
        ("Farmers came 4,000 years ago; 3000 years ago there were towns.", "3000 years ago", (-1476, -476)),
        ("في القرن الثالث قبل الميلاد", "القرن الثالث قبل الميلاد", (-300, -201)),
        ("شيد عام 3100 ق.م وهجر", "عام 3100 ق.م", (-3100, -3100)),
        ("بين عامي 300 و200 قبل الميلاد", "بين عامي 300 و200 قبل الميلاد", (-300, -200)),
        ("في الألفية الثالثة قبل الميلاد", "الألفية الثالثة قبل الميلاد", (-3000, -2001)),
        ("في القرنين الثالث والثاني ق م", "القرنين الثالث والثاني ق م", (-300, -101)),
    ],
)
def test_years_before_christ_are_signed(text: str, quote: str, years: tuple[int | None, int | None]) -> None:
    mention = next(m for m in find_dates(text, None, date(2025, 3, 2)) if m.quote == quote)
    assert (mention.value.start, mention.value.end, mention.value.years) == (None, None, years)


def test_before_and_after_christ_are_compared() -> None:
    before, after = (find_dates(text)[0].value for text in ("in 44 BC", "عام 44 ميلادية"))
    assert before.precedes(after)
    assert not after.precedes(before)
    assert compare_values(before, after, "period", {}) == Likeness(0.0, "different")
    century = find_dates("in the first century BC")[0].value
    assert compare_values(before, century, "period", {}) == Likeness(1.0, "compatible", "calendar")
    open_end = find_dates("since 300 BC")[0].value
    assert compare_values(open_end, before, "period", {}) is None
    assert [value_words("en").say(value) for value in (before, century)] == ["44 BC", "100 BC to 1 BC"]
    assert value_words("ar").say(before) == "44 ق.م"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("the last decade of the 19th century", "1891-01-01", "1900-12-31"),
        ("the second half of the 1990s", "1995-01-01", "1999-12-31"),
        ("the last quarter of 2023", "2023-10-01", "2023-12-31"),
        ("the week of March 10", "2025-03-10", "2025-03-16"),
        ("العقد الأخير من القرن التاسع عشر", "1891-01-01", "1900-12-31"),
        ("النصف الأول من القرن العشرين", "1901-01-01", "1950-12-31"),
        ("القرنين السابع عشر والثامن عشر", "1601-01-01", "1800-12-31"),
        ("أسبوع العاشر من مارس", "2025-03-10", "2025-03-16"),
        ("العشرين من شهر رجب سنة 1445 للهجرة", "2024-02-01", "2024-02-01"),
        ("السنوات الخمس الماضية", "2020-03-02", "2025-03-02"),
        ("العقدين الأخيرين", "2005-03-02", "2025-03-02"),
    ],
)
def test_parts_of_longer_stretches(text: str, start: str, end: str) -> None:
    (mention,) = find_dates(text, None, date(2025, 3, 2))
    assert (mention.quote, str(mention.value.start), str(mention.value.end)) == (text, start, end)
