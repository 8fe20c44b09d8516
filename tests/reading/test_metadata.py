"""What a text says of itself: title, day of publication, and the bounds its own dates imply."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model import Period, Source
from consistency.reading.boilerplate import boilerplate
from consistency.reading.dateline import agency_day, read_dateline
from consistency.reading.metadata import implied_period, published_of, title_of, with_metadata

SIXTH = datetime.date(2025, 3, 6)
BODY = "قال المتحدث إن المحادثات ستستأنف قريبا.\n\nوأضاف أن الوفدين اتفقا على جدول الأعمال.\n\n"


DATELINES = [
    "وقت النشر: 6 مارس 2025",
    "تاريخ النشر:06.03.2025 | 12:30 GMT",
    "06 مارس 2025   |  آخر تحديث: 12:30 (توقيت القدس)",
    "نشر في: الخميس 6 مارس 2025 - 12:30 م",
    "٦ آذار/مارس ٢٠٢٥",
    "الخميس، 6 رمضان 1446هـ - 6 مارس 2025 م",
    "القاهرة - الخميس 6 مارس 2025",
    "نشر: 2025/03/06 الساعة 10:00 بتوقيت مكة المكرمة",
    "Published: March 6, 2025",
    "March 6, 2025 | Updated 12:30 GMT",
    "Published 2025-03-06T12:30:00Z",
    "Thursday, 6 March 2025, 14:05 (GMT+3)",
    "By Sara Haddad | 6 March 2025",
    "Posted on Mar 6, 2025 by admin",
    "Published 6 March 2025 - Last updated 9 March 2025",
    "2025-03-06",
]


@pytest.mark.parametrize("line", DATELINES)
def test_datelines(line: str) -> None:
    dateline = read_dateline(line)
    assert dateline is not None
    assert dateline.published == SIXTH
    assert published_of(f"عنوان الخبر\n\n{line}\n\n{BODY}") == SIXTH
    assert published_of(f"عنوان الخبر\n\n{BODY}{line}\n") == SIXTH


@pytest.mark.parametrize("line", [line for line in DATELINES if " " in line])
def test_a_dateline_over_two_lines(line: str) -> None:
    words = line.split(" ")
    for place in range(1, len(words)):
        broken = " ".join(words[:place]) + "\n" + " ".join(words[place:])
        text = f"عنوان الخبر\n\n{broken}\n\n{BODY}"
        assert published_of(text) == SIXTH, broken
        start = text.index(broken)
        covered = [range(*bounds) for bounds in boilerplate(text, "ar")]
        below = [i for i in range(text.index("\n", start), start + len(broken)) if text[i].isdigit()]
        assert all(any(i in part for part in covered) for i in below), broken


def test_the_line_below_is_no_part_of_a_whole_dateline() -> None:
    text = f"A title\n\nPublished: 6 March 2025\n7 March 2025 was a Friday.\n\n{BODY}"
    assert published_of(text) == SIXTH
    assert published_of("A title\n\nUpdated:\n6 March 2025\nPublished:\n5 March 2025\n\nBody text follows here.") == (
        SIXTH - datetime.timedelta(1)
    )


def test_the_dateline_of_an_agency_over_two_lines() -> None:
    assert published_of("A title\n\nCAIRO, March 6,\n2025 (Reuters) - The talks resumed.\n") == SIXTH


@pytest.mark.parametrize(
    "line",
    [
        "Published figures for 6 March 2025 show a rise",
        "اندلع حريق في 6 مارس 2025",
        "Updated: 3 hours ago",
        "The treaty of 6 March 2025",
        "12:30",
        "",
    ],
)
def test_lines_that_are_no_datelines(line: str) -> None:
    dateline = read_dateline(line)
    assert dateline is None or dateline.published is None


def test_a_change_stands_in_for_publication_only_where_nothing_else_is_given() -> None:
    assert published_of(f"عنوان\n\nآخر تحديث: 6 مارس 2025\n\n{BODY}") == SIXTH
    assert published_of(f"عنوان\n\nآخر تحديث: 9 مارس 2025\nنشر في: 6 مارس 2025\n\n{BODY}") == SIXTH


def test_a_day_alone_in_the_middle_of_a_text_is_no_dateline() -> None:
    assert published_of(f"عنوان\n\n{BODY * 6}6 مارس 2025\n\n{BODY * 6}") is None


def test_a_numeric_day_is_taken_where_its_order_is_known() -> None:
    assert published_of(f"عنوان\n\n06/03/2025 - 12:05\n\n{BODY}") == SIXTH
    assert published_of("A title\n\n06/03/2025 - 12:05\n\nThe text.\n\nMore of it.\n") is None


@pytest.mark.parametrize(
    "line", ["CAIRO, March 6, 2025 (Reuters) - The minister", "القاهرة 6 مارس 2025 (رويترز) - قال الوزير"]
)
def test_the_dateline_of_an_agency(line: str) -> None:
    assert agency_day(line) == SIXTH
    assert published_of(f"A title\n\n{line} said so.\n") == SIXTH


def test_an_agency_dateline_without_a_year_gives_no_day() -> None:
    assert agency_day("CAIRO, March 6 (Reuters) - The minister") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A title\n\nThe text.\n", "A title"),
        ("\ufeff\n# A title\r\n\r\nThe text.\r\n", "A title"),
        ("A title\nThe text.\n", None),
        ("A sentence.\n\nThe text.\n", None),
        ("x" * 300 + "\n\nThe text.\n", None),
        ("Only a line", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert title_of(text.lstrip("\ufeff")) == title


def test_what_is_given_stays() -> None:
    day = datetime.date(2024, 1, 1)
    source = Source(id="a", text="Title\n\n2025-03-06\n\nThe text.", title="Given", published=day, language="ar")
    assert with_metadata(source, "en") == source
    assert with_metadata(Source(id="a", text=source.text), "ar").language == "ar"
    assert with_metadata(Source(id="a", text="Title\n\n2025-03-06\n\nThe text of it.")).published == SIXTH


def test_an_undated_text_is_not_older_than_the_latest_day_it_tells_of() -> None:
    text = "The bridge opened on 3 April 2016. It was closed on 6 March 2025. It will reopen on 1 May 2025."
    assert implied_period(Source(id="a", text=text, language="en")) == Period(SIXTH, None, "interval")
    arabic = "افتتح الجسر في 3 أبريل 2016 وأغلق في 6 مارس 2025. وسيعاد فتحه في 1 مايو 2025."
    assert implied_period(Source(id="a", text=arabic, language="ar")) == Period(SIXTH, None, "interval")
    assert implied_period(Source(id="a", text="No day at all.", language="en")) is None
    assert implied_period(Source(id="a", text=text, published=SIXTH)) == Period(SIXTH, SIXTH)


@given(st.text(max_size=120))
def test_any_text_has_metadata(text: str) -> None:
    source = with_metadata(Source(id="a", text=text), "ar")
    assert source.text == text
    implied_period(source)
