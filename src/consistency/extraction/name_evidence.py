"""Arabic names of common words (جميل, أمل, كريم) or of no list, known by all that stands around them.

Each sign has a weight: how much either word looks like a name, what announces it, what explains it behind. None decides
alone; a pair of words is a name where their sum reaches `_ENOUGH`, and never without a sign outside of the words.
"""

from __future__ import annotations

from consistency.extraction.name_announcements import (
    NameText,
    announced,
    has_age,
    is_place_of_office,
    is_title,
    office_with_places,
    readings,
)
from consistency.extraction.name_lexicon import is_inflected, is_ordinary
from consistency.language.words import word_forms

_ENOUGH = 5.0
_NEVER = -9.0
_WITH_ARTICLE = ("ال", "لل", "وال", "بال", "فال", "كال", "ولل")


def evident_name(text: NameText, index: int) -> tuple[int, int] | None:
    """Return the start and the last word of a name of two words or more that its surroundings make plain."""
    printed = text.word[index]
    for cut, word in readings(printed):
        if cut and (is_ordinary(text.printed(index), "ar") or printed in text.lexicon.given):
            continue
        given = _given(text, index, cut, word)
        if given == _NEVER:
            continue
        last = _surname_end(text, index + 1)
        if last < 0:
            continue
        family = _family(text, index + 1, last)
        if family == _NEVER:
            continue
        left = 0.0 if cut > 1 else _left(text, index, cut, word)
        right = _right(text, index, last + 1)
        if left + right < 1 or given + family + left + right < _ENOUGH:
            continue
        return text.words[index][0] + cut, last
    return None


def _given(text: NameText, index: int, cut: int, word: str) -> float:
    """Return how much a word looks like a given name."""
    lexicon = text.lexicon
    if text.entity[index] is not None or len(word) < 3:
        return _NEVER
    if text.is_listed(index, cut, word):
        if word in lexicon.common or word in lexicon.never:
            return 1.0
        return 2.5 if is_ordinary(text.printed(index, cut), "ar") else 3.0
    if is_place_of_office(text, index) and text.adjacent[index + 2]:
        return _NEVER
    if cut or word in lexicon.never or word in lexicon.speech or is_title(word):
        return _NEVER
    printed = text.printed(index)
    if is_ordinary(printed, "ar") or is_inflected(printed) or text.marked(index):
        return _NEVER
    if any(is_ordinary(text.printed(index, taken), "ar") for taken, _ in readings(word) if taken):
        return _NEVER
    if word[0] in "يتسن" and len(word) > 3:
        return _NEVER  # a verb, as far as its form tells
    if word.startswith(_WITH_ARTICLE):
        # الداه عبد الجليل, but not «الجودو سيرين», whose first word belongs to what stands before.
        joined = text.adjacent[index + 1] and text.word[index + 1] in lexicon.joined
        return 0.5 if joined and word.startswith("ال") else _NEVER
    return 1.0


def _surname_end(text: NameText, index: int) -> int:
    """Return the last word of a family name that may begin at `index`, or -1: آل خليفة, الحاج حسن, عبد الجليل."""
    lexicon = text.lexicon
    if not text.adjacent[index]:
        return -1
    word = text.word[index]
    if (word in lexicon.particles or word in lexicon.joined or word in lexicon.led) and text.adjacent[index + 1]:
        following = text.word[index + 1]
        if word in lexicon.led and following not in lexicon.given:
            return -1
        if word == "عبد" and following.startswith("ال"):
            return index + 1  # عبد الجليل is a name, though الجليل alone is a place
        return -1 if following in lexicon.ends or text.entity[index + 1] is not None else index + 1
    return index


def _family(text: NameText, first: int, last: int) -> float:
    """Return how much the words from `first` to `last` look like a family name, or a father's name."""
    lexicon = text.lexicon
    word, printed = text.word[last], text.printed(last)
    if last > first:
        return 3.0
    entity = text.entity[last]
    if len(word) < 2 or text.marked(last):
        return _NEVER
    if word in lexicon.ends:
        return 1.0 if word in lexicon.surnames else _NEVER  # «مامادو سار» has a verb for a family name
    if printed.endswith("ى") and word not in lexicon.maqsura:
        return _NEVER  # على is not علي
    bare = word[2:] if word.startswith("ال") else word
    if bare in lexicon.surnames:
        return 2.0
    if word in lexicon.never or is_title(word) or word in lexicon.speech or entity is not None:
        return _NEVER
    if text.is_listed(last, 0, word):
        return 1.5 if word in lexicon.common else 2.5
    if word[0] == "و":
        return _NEVER  # "and", as far as no list knows better
    if word != bare:
        if not is_ordinary(printed, "ar") and not is_ordinary(printed[2:], "ar") and not word.endswith("ية"):
            return 2.0
        if bare in lexicon.given:
            return 1.5
        return 1.0 if word.endswith("ي") else _NEVER
    if word.startswith(_WITH_ARTICLE) or word.endswith("ة"):
        return _NEVER
    if is_inflected(printed):
        return 0.5 if word.endswith("ات") and not is_ordinary(printed, "ar") else _NEVER  # عبيدات, خريسات
    if is_ordinary(printed, "ar"):
        return 0.0
    if any(reading in lexicon.ends for taken, reading in readings(word) if taken):
        return _NEVER
    if any(is_ordinary(text.printed(last, taken), "ar") for taken, _ in readings(word) if taken):
        return 0.5
    return 1.5 if word[0] in "يتسن" else 2.0


def _left(text: NameText, index: int, cut: int, word: str) -> float:
    """Return how much what stands before a word announces a name."""
    if not index or cut:
        return 0.0
    between = text.folded.text[text.words[index - 1][1] : text.words[index][0]]
    before = text.word[index - 1]
    if between != " ":
        return float(announced(text, index))
    listed = text.is_listed(index, cut, word)
    definite = before.startswith(("ال", "لل", "وال", "بال")) and not word.startswith("ال")
    if listed and definite and is_title(before):
        return 3.0  # a noun with the article, and behind it one without: «النائب أمين …»
    strength = float(announced(text, index))
    if strength < 2 and office_with_places(text, index):
        strength = 1.5
    if listed and definite:
        strength += 1.0
    elif strength == 0 and listed:
        strength = float(before in text.lexicon.topics or _says(text, index - 1))
    return strength


def _says(text: NameText, index: int) -> bool:
    word = text.word[index]
    return not word.startswith("ال") and not text.lexicon.says.isdisjoint(word_forms(text.printed(index), "ar").keys)


def _right(text: NameText, first: int, index: int) -> float:
    """Return how much what follows a name explains it; `first` is its first word and `index` the one behind it."""
    lexicon = text.lexicon
    end = text.words[index - 1][1]
    mark = text.folded.text[end : end + 2].strip()
    if has_age(text, first):
        return 2.0
    if index >= len(text.words):
        return 0.5 if mark else 0.0
    word = text.word[index]
    if mark[:1] in ("،", ","):
        if word in lexicon.closes or word in lexicon.explains:
            return 1.5
        return 2.0 if is_title(word) and text.folded.text[end + 1 : text.words[index][0]] == " " else 0.5
    if mark[:1] in (".", ":", "(", '"'):
        return 0.5
    if not text.adjacent[index]:
        return 0.0
    if word in lexicon.closes or word in lexicon.that:
        return 1.0
    return 1.0 if is_title(word) and not word.startswith("ال") else 0.0
