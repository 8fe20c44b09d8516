"""Which lines of a page make no claims, and which do although they look alike."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.reading.boilerplate import boilerplate

ARABIC = "عنوان الخبر\n\nقال الوزير إن المصنع سينتج مليوني طن.\n\n{}\n\nوأضاف أن العمل بدأ أمس.\n"
ENGLISH = "A title\n\nThe minister said the plant would make two million tonnes.\n\n{}\n\nWork began on Monday.\n"


def marked(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in boilerplate(text, language)]


@pytest.mark.parametrize(
    "line",
    [
        "+ الخط -",
        "استمع إلى الملخص",
        "اظهر الملخص",
        "أظهر الملخّص",
        "الألومنيوم (10)",
        "منظر عام للميناء، 19 ديسمبر 2024 (Getty)",
        "جانب من الاجتماع في جدة (الأناضول)",
        "(رويترز)",
        "كتب: أحمد السيد",
        "كتبت - سارة علي",
        "المساهمون",
        "وقت النشر: 6 مارس 2025",
        "02 مارس 2025   |   آخر تحديث: 12:30 (توقيت القدس)",
        "الدردشة عبر الواتس اب!",
        "تابع آخر الأخبار من هنا . لا تنسى الانضمام إلى قناة التليجرام ليصلك كل جديد .",
        "اقرأ أيضاً: توقف المصنع عن العمل",
        "تابعونا على منصات التواصل",
        "شارك هذا المقال",
        "جميع الحقوق محفوظة © 2025",
        "* * *",
        "https://example.org/a",
    ],
)
def test_arabic_boilerplate(line: str) -> None:
    assert marked(ARABIC.format(line), "ar") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "شارك الرئيس في القمة التي عقدت في الرياض",
        "تابع الرئيس المحادثات من مكتبه",
        "انضم إلى الحكومة وزيران جديدان",
        "- أكد المتحدث أهمية التعاون بين البلدين.",
        "• ارتفع الإنتاج بنسبة 50%",
        "وقال إن المصنع افتتح في 6 مارس 2025",
        "وقتل عشرة أشخاص في القصف، حسبما ذكرت وكالة الأنباء الرسمية نقلا عن مصادر طبية. (رويترز)",
        "اشتركوا في الهجوم على القرية",
    ],
)
def test_arabic_content(line: str) -> None:
    assert marked(ARABIC.format(line), "ar") == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ten years of the crossing",
        "Subscribe",
        "Sign up for our newsletter",
        "Share this article",
        "By Sara Haddad",
        "By Sara Haddad and Omar al-Khatib in Beirut",
        "Reporting by Sara Haddad; Editing by Omar Khatib",
        "The harbour at dawn (AFP/Getty Images)",
        "© 2025 Coastal Wire. All rights reserved.",
        "Published: March 6, 2025",
        "Follow us on X",
        "(Reuters)",
    ],
)
def test_english_boilerplate(line: str) -> None:
    assert marked(ENGLISH.format(line), "en") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the water had reached the second floor",
        "Share prices fell by 5%",
        "Subscribers to the service rose to 2 million",
        "Published figures show a rise of 5%",
        "Follow-up talks are planned in Geneva",
        "- Nine people were injured, the hospital said",
        "Sources close to the talks said that a deal was near",
        "Advertising revenue fell by 5% in March",
    ],
)
def test_english_content(line: str) -> None:
    assert marked(ENGLISH.format(line), "en") == []


def test_a_label_takes_the_link_below_it_along() -> None:
    text = ARABIC.format("اقرأ أيضا:\nتوقف المصنع عن العمل")
    assert marked(text, "ar") == ["اقرأ أيضا:", "توقف المصنع عن العمل"]


def test_lines_of_the_other_language_are_known_too() -> None:
    assert marked(ARABIC.format("Share this article"), "ar") == ["Share this article"]


@given(st.text(max_size=150), st.sampled_from(("ar", "en")))
def test_ranges_are_in_order_and_apart(text: str, language: str) -> None:
    ranges = boilerplate(text, language)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(ranges))
