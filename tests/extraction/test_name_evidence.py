"""Arabic names of common words or of no list: what stands around them makes them names, and nothing else does."""

from __future__ import annotations

import pytest

from consistency.extraction.person_names import names_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ورأى مدير المرفأ في المدينة جميل القصوري أن الحركة عادت", "جميل القصوري"),
        ("وقال النائب أمين شري إن الجلسة أرجئت", "أمين شري"),
        ("أما أمل الخطيب، مديرة المعهد، فطلبت مهلة", "أمل الخطيب"),
        ("وذكرت هبة آل ثابت، كبيرة المهندسين، أن الجسر آمن", "هبة آل ثابت"),
        ("وقال رئيس اللجنة الداه عبد الجليل إن الفرز انتهى", "الداه عبد الجليل"),
        ("وقال وزير الزراعة عباس الحاج حسن إن الموسم جيد", "عباس الحاج حسن"),
        ("وأعرب المدير العام للشركة لارس ينسن عن ثقته", "لارس ينسن"),
        ("ووصفه والي تبسة سعيد خليل بأنه شريان", "سعيد خليل"),
        ("وصرح قائمقام الموصل عبد الستار الحبو بأن السكان عادوا", "عبد الستار الحبو"),
        ("وكان محافظ عدن أحمد لملس قد وعد بذلك", "أحمد لملس"),
    ],
)
def test_surroundings_make_a_name(text: str, name: str) -> None:
    assert name in [mention.text for mention in names_in(text, "ar")]


@pytest.mark.parametrize(
    "text",
    [
        "وقال المتحدث باسم النقابة إن الإضراب مستمر",
        "وسط أجواء من الأمل المشوب بالحذر عاد الأهالي",
        "وهذا عمل جميل جدا، بحسب المدير",
        "وحصل الفريق على حصة كبيرة من الأرباح",
        "واستيقظ أهالي الوادي على دوي انفجار",
        "وشكر الوزير المكلف بالملف الوفدين على حضورهما",
    ],
)
def test_common_words_stay_words(text: str) -> None:
    assert names_in(text, "ar") == []
