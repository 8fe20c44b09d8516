"""Person names in running text: whole, anchored, and tied to their full form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extraction.person_names import find_person_names, names_in
from consistency.language.orthography import fold

ARABIC = [
    ("قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات بدأت", ["سيرغي لافروف"]),
    ("وقال كيريل دميترييف إن الصندوق جاهز", ["كيريل دميترييف"]),
    ("أعلن رئيس البلدية سالم خليفة افتتاح الجسر", ["سالم خليفة"]),
    ("تسلم العمل خالد حسين التميمي", ["خالد حسين التميمي"]),
    ("التقى عبد الرحمن العوضي بالوفد", ["عبد الرحمن العوضي"]),
    ("وأوضحت الدكتورة رنا كيالي أن النتائج أولية", ["رنا كيالي"]),
    ("هنأ محمد بن راشد اللاعبين", ["محمد بن راشد"]),
    ("استقبل الوزير السفير الأميركي جون سميث أمس", ["جون سميث"]),
    ("وقال السفير النرويجي لدى السودان أوداموند ستينسن إن بلاده ستدعم", ["أوداموند ستينسن"]),
    ("وأوضح المدير العام السابق لشركة المياه منذر العبدلات أن الأعمال تأخرت", ["منذر العبدلات"]),
    ("وسجل المهاجم الصربي ميلان يوفانوفيتش الهدف الأول", ["ميلان يوفانوفيتش"]),
    ("وقع وزير الصيد المختار ولد سيدينا الاتفاق", ["المختار ولد سيدينا"]),
    ("وسلم الرئيس المنتهية ولايته أوليسيس مونتيرو السلطة", ["أوليسيس مونتيرو"]),
    ("وأدى جان بيير نداي اليمين رئيسا للمحكمة", ["جان بيير نداي"]),
    ("نقلت الوكالة عن مدير الإطفاء ماهر عتيق قوله إن النيران خمدت", ["ماهر عتيق"]),
    ("سمير منصور: «لن نغلق الميناء»", ["سمير منصور"]),
    ("ورحبت مريم منت اعلي، التي حضرت الجلسة", ["مريم منت اعلي"]),
    ("وقال زعيم القائمة مامادو سال إن يده ممدودة", ["مامادو سال"]),
    ("وقالت مديرة الديوان سلوى بالحاج قاسم إن الموسم جيد", ["سلوى بالحاج قاسم"]),
    ("وقال مدير عام الهيئة العامة للجمارك ثائر الياسري إن الإيرادات ارتفعت", ["ثائر الياسري"]),
    ("بأول مشروع من نوعه بدأت المدينة عامها", []),
    ("وذكر بيان مشترك أن الجانبين اتفقا", []),
    ("والأطفال دون الخامسة معرضون للخطر", []),
    ("تضم لجان المستأجرين أعضاء جددا", []),
    ("وصل الفريق إلى الملعب كاملا", []),
    ("جمال الطبيعة يجذب الزوار", []),
    ("على المشروع أن يكتمل", []),
    ("كان سعيدا بالنتيجة وعاد سالما", []),
    ("أكد البيان أن الحكومة الجديدة ستبدأ", []),
    ("دعم رئيسي للاقتصاد", []),
]
ENGLISH = [
    ("Vietnam's labor minister, Le Thi Hong, said at the ceremony", ["Le Thi Hong"]),
    ("Yesterday John Smith arrived in Paris.", ["John Smith"]),
    ("Said Dr. Karen Okoye: no.", ["Karen Okoye"]),
    ("Ursula von der Leyen met Ahmed al-Sharaa.", ["Ursula von der Leyen", "Ahmed al-Sharaa"]),
    ("Foreign Minister Sergey Lavrov said so.", ["Sergey Lavrov"]),
    ("It was signed by President-elect Yamandu Orsi.", ["Yamandu Orsi"]),
    ("Finance Minister Johan Dam Hansen told lawmakers so.", ["Johan Dam Hansen"]),
    ("Port Sudan and New Zealand", []),
    ("In March the European Union met in New York.", []),
    ("Paris Climate Deal Signed By World Leaders\nNothing else here.", []),
    ("Mary O'Neill's house burned.", ["Mary O'Neill"]),
]


@pytest.mark.parametrize(("text", "names"), ARABIC)
def test_arabic(text: str, names: list[str]) -> None:
    assert [mention.text for mention in names_in(text, "ar")] == names


@pytest.mark.parametrize(("text", "names"), ENGLISH)
def test_english(text: str, names: list[str]) -> None:
    assert [mention.text for mention in names_in(text, "en")] == names


@pytest.mark.parametrize(
    ("text", "language", "short"),
    [
        ("صرح يوري شيفتشوك بذلك. وأضاف شيفتشوك أن الأمر انتهى", "ar", "شيفتشوك"),
        ("Elena Sorokina won. Later Sorokina left.", "en", "Sorokina"),
        ("Dmitry Peskov spoke. The Kremlin's Peskov added more.", "en", "Peskov"),
    ],
)
def test_a_surname_is_tied_to_the_full_name(text: str, language: str, short: str) -> None:
    full, later = names_in(text, language)
    assert (later.text, later.short, later.full) == (short, True, 0)
    assert not full.short


def test_a_known_person_has_an_entity() -> None:
    assert [mention.entity for mention in names_in("التقى بوتين بويتكوف", "ar")] == ["vladimir-putin", "steve-witkoff"]
    assert [mention.entity for mention in names_in("Putin met Steve Witkoff", "en")] == [
        "vladimir-putin",
        "steve-witkoff",
    ]


def test_a_clitic_is_no_part_of_the_name() -> None:
    assert [mention.text for mention in names_in("وترامب", "ar")] == ["ترامب"]


@given(st.text(max_size=200), st.sampled_from(("ar", "en")))
def test_any_text_gives_ordered_exact_spans(text: str, language: str) -> None:
    folded = fold(text)
    end = 0
    mentions = find_person_names(folded, language)
    for mention in mentions:
        assert end <= mention.start < mention.end
        assert text[slice(*folded.original(mention.start, mention.end))] == mention.text
        assert mention.full is None or not mentions[mention.full].short
        end = mention.end


WORDS = (
    "قال الرئيس محمد بن عبد الله علي أبو مازن الدكتور وزير روسيا ، . على سالم خليفة وبوتين "
    "Dr. John van der Smith's Mr Putin - in 'a \n"
)


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=30), st.sampled_from(("ar", "en")))
def test_any_order_of_name_words_gives_exact_spans(words: list[str], language: str) -> None:
    text = " ".join(words)
    folded = fold(text)
    for mention in find_person_names(folded, language):
        assert text[slice(*folded.original(mention.start, mention.end))] == mention.text
