"""The language of a text, and that the model is not loaded where letters and words decide."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.reading.language_id import identify

ARABIC = "أعلنت الوزارة أن المحادثات ستستأنف الأسبوع المقبل في العاصمة."
ENGLISH = "The ministry said that talks would resume next week in the capital."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        ("وصل الوفد إلى كركوك برفقة پيشمرگة", "ar"),
        (f"{ARABIC} {ARABIC} قال: {ENGLISH}", "ar"),
        (ENGLISH, "en"),
        ("PM resigns", "en"),
        (f"{ENGLISH} {ENGLISH} وزارة", "en"),
        ("وزیر امور خارجه ایران گفت که گفت‌وگوها هفته آینده در تهران از سر گرفته می‌شود.", "fa"),
        ("وزیر خارجہ نے کہا ہے کہ مذاکرات اگلے ہفتے اسلام آباد میں دوبارہ شروع ہوں گے۔", "ur"),
        ("Le ministre a déclaré que les pourparlers reprendraient la semaine prochaine dans la capitale.", "fr"),
        ("Der Minister sagte, dass die Gespräche in der nächsten Woche in der Hauptstadt fortgesetzt werden.", "de"),
        ("El ministro dijo que las conversaciones se reanudarán la próxima semana en la capital.", "es"),
        ("Bakan, görüşmelerin gelecek hafta başkentte yeniden başlayacağını söyledi.", "tr"),
        ("Министр заявил, что переговоры возобновятся на следующей неделе в столице.", "ru"),
        ("12:30 - 50%", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert identify(text) == language


def test_no_model_is_loaded_for_arabic_and_english() -> None:
    code = (
        "import sys\nfrom consistency.reading.language_id import identify\n"
        f"print(identify({ARABIC!r}), identify({ENGLISH!r}), 'py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["ar", "en", "False"]


@given(st.text(alphabet="abقنپ 1.\u0301", max_size=30))
def test_any_text_has_a_code(text: str) -> None:
    assert identify(text).isalpha()
