"""The language of a text, as ISO 639 code.

Arabic and English, which this library reads, are told by letters and words of grammar; py3langid (van Noord's and
Barbaresi's successor of langid.py; Lui and Baldwin 2012) is asked only where these do not decide, since loading its
model takes half a second.
"""

from __future__ import annotations

import functools
import re

from consistency.resources import language_resource

UNKNOWN = "und"  # ISO 639-2: undetermined

_SAMPLE = 6000  # characters; more do not change the answer
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
# Letters of Persian, Urdu, Kurdish, Pashto and Uighur that Arabic has not. Arabic texts use a few for foreign names.
_OTHER_LETTER = re.compile(r"[\u0679\u067e\u0681\u0685\u0686\u0688\u0689\u0691\u0693\u0695\u0696\u0698\u069a\u06a9\u06ab\u06af\u06b5\u06ba\u06be\u06c0-\u06c3\u06c6-\u06d0\u06d2\u06d5]")  # fmt: skip  # noqa: E501
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_OTHER_SHARE = 0.02
_ENGLISH_SHARE = 0.12
_FEW_WORDS = 8
# Where the script is known, only languages written in it are asked for.
_LATIN_SCRIPT = frozenset(
    [
        "en",
        "fr",
        "es",
        "de",
        "it",
        "pt",
        "nl",
        "tr",
        "id",
        "ms",
        "pl",
        "ro",
        "sv",
        "no",
        "da",
        "fi",
        "hu",
        "cs",
        "sw",
        "so",
        "ha",
        "vi",
        "az",
        "sq",
        "hr",
        "tl",
    ]
)
_ARABIC_SCRIPT = frozenset(("ar", "fa", "ur", "ku", "ps", "ug"))


def identify(text: str) -> str:
    """Return the ISO 639 code of the language that most of `text` is written in, "und" for one without letters.

    >>> identify("The minister said that talks with the unions would resume.")
    'en'
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    arabic = len(_ARABIC_LETTER.findall(sample))
    latin = len(_LATIN_LETTER.findall(sample))
    if letters == 0:
        return UNKNOWN
    if arabic * 2 >= letters:
        other = len(_OTHER_LETTER.findall(sample))
        return "ar" if other < arabic * _OTHER_SHARE else _ask(sample, _ARABIC_SCRIPT)
    if latin * 2 < letters:
        return _ask(sample)
    words = _LATIN_WORD.findall(sample)
    known = _function_words()
    english = sum(word.lower() in known for word in words)
    if english >= len(words) * _ENGLISH_SHARE:
        return "en"
    if len(words) < _FEW_WORDS and latin == sum(map(len, words)):
        return "en"  # too short to tell, and without a letter that English has not
    return _ask(sample, _LATIN_SCRIPT)


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(str(word) for word in language_resource("en", "page")["function_words"])


def _ask(sample: str, languages: frozenset[str] | None = None) -> str:
    """Return the likeliest language by py3langid, of `languages` where they are given."""
    import py3langid

    ranked: list[tuple[str, float]] = py3langid.rank(sample)
    return next((code for code, _ in ranked if languages is None or code in languages), UNKNOWN)
