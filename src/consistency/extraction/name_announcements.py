"""What announces a person's name in Arabic text: a title, an office with all that belongs to it, a verb of saying."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from consistency.extraction.name_lexicon import NameWords, is_ordinary, name_words
from consistency.knowledge.entities import EntityMention, EntityType
from consistency.language.orthography import Folded
from consistency.language.words import without_vowels

_WORD = re.compile("[\u0621-\u064a]+")
_BESIDE = 16  # words beyond the ends of a text that may be asked for
_PROCLITICS = 4  # letters of a word within which an entity begins
_NEAR = 5  # words within which an office announces a name whatever stands between
_TANWIN = ("\u064b", "\u064c", "\u064d")
ANNOUNCES = 9  # words that may stand between an office and the name that it announces


@dataclass(frozen=True, slots=True)
class NameText:
    """A folded text cut into Arabic words, with the lexicon of names and the known entities.

    Columns by word: `word` is its text, `adjacent` tells whether it follows its predecessor with nothing but a space or
    a hyphen between, `entity` is the type of the known entity (no person) that begins with it. They go on behind the
    last word, and so before the first one, so that a reader may ask for the words beside any word.
    """

    folded: Folded
    words: list[tuple[int, int]]
    lexicon: NameWords
    word: list[str]
    adjacent: list[bool]
    entity: list[EntityType | None]
    _printed: dict[tuple[int, int], str] = field(default_factory=dict)

    def printed(self, index: int, cut: int = 0) -> str:
        """Return a word as it is printed but for vowels, without the proclitic of `cut` letters."""
        place = index, cut
        if place not in self._printed:  # most are asked for several times
            start, end = self.words[index]
            printed = self.folded.source[slice(*self.folded.original(start + cut, end))]
            self._printed[place] = without_vowels(printed)
        return self._printed[place]

    def is_listed(self, index: int, cut: int, word: str) -> bool:
        """Tell whether a word is a listed given name, and no other word that folds to it: علي, but not على."""
        if word not in self.lexicon.given:
            return False
        printed = self.printed(index, cut)
        if printed in self.lexicon.spellings:
            return True
        if any(letter in "أإآ" for letter in printed[1:]):
            return False  # بأول is not the name باول
        if printed.endswith("ى") and word not in self.lexicon.maqsura:
            return False
        return not is_ordinary(printed, "ar")  # إدوار, but not أدوار

    def marked(self, index: int) -> bool:
        """Tell whether a word is printed with tanwin: no surname in news is."""
        start, end = self.folded.original(*self.words[index])
        return any(mark in self.folded.source[start:end] for mark in _TANWIN)


def name_text(folded: Folded, known: Sequence[EntityMention]) -> NameText:
    """Cut a folded text into its words; `known` are its known entities."""
    text = folded.text
    words = list(map(re.Match.span, _WORD.finditer(text)))
    beside = [None] * _BESIDE
    entity: list[EntityType | None] = [*([None] * len(words)), *beside]
    begins = [start for start, _ in words]
    for mention in known:
        place = bisect_right(begins, mention.start) - 1
        if mention.type != "person" and place >= 0 and entity[place] is None:
            start, end = words[place]
            if mention.start < min(end, start + _PROCLITICS):
                entity[place] = mention.type
    between = [text[before:start] in (" ", "-") for (_, before), (start, _) in pairwise(words)]
    return NameText(
        folded,
        words,
        name_words("ar"),
        [*_WORD.findall(text), *([""] * _BESIDE)],
        [False, *between, *([False] * _BESIDE)],
        entity,
    )


@functools.lru_cache(maxsize=1 << 16)
def is_title(word: str) -> bool:
    lexicon = name_words("ar")
    return any(reading in lexicon.titles or reading in lexicon.offices for _, reading in readings(word))


@functools.lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[tuple[int, str], ...]:
    """Return the word as it stands and without a proclitic, each with the number of letters cut off."""
    found = [(0, word)]
    if word[:1] in ("و", "ف", "ل", "ب", "ك") and len(word) > 3:
        found.append((1, word[1:]))
        if word[0] in "وف" and word[1] in "لبك" and len(word) > 4:
            found.append((2, word[2:]))
        if word.startswith("لل") and len(word) > 4:
            found.append((1, "ال" + word[2:]))
    return tuple(found)


def announced(text: NameText, index: int) -> int:
    """Return how strongly the words before announce a name: 2 a title or an office, 1 a verb of saying, 0 nothing."""
    if not index:
        return 0
    lexicon = text.lexicon
    between = text.folded.text[text.words[index - 1][1] : text.words[index][0]]
    if between != " ":
        return 1 if between.strip() in (",", "،") and _closed_apposition(text, index) else 0
    before = text.word[index - 1]
    stripped = [word for _, word in readings(before)]
    if any(word in lexicon.titles for word in stripped):
        return 2
    if any(word in lexicon.offices for word in stripped):
        return 2
    office = _office_before(text, index)
    if office:
        return office
    if text.entity[index - 1] == "nationality" and before.startswith("ال"):
        return 2  # «مدرب الفريق، الدنماركي ييسبر هولم»
    if any(word in lexicon.speech for word in stripped[:2]):
        if index + 1 == len(text.words):
            return 1
        certain = text.word[index + 1].startswith("ال") or not is_ordinary(text.printed(index + 1), "ar")
        return 2 if certain and _is_quoted(text, index) else 1
    return 0


def _is_quoted(text: NameText, index: int) -> bool:
    """Tell whether "that" or a colon follows two or three words: «قال حمد نجار إن»."""
    for last in range(index + 1, min(index + 3, len(text.words))):
        if not text.adjacent[last]:
            return False
        end = text.words[last][1]
        if text.folded.text[end : end + 1] == ":" or (
            text.adjacent[last + 1] and text.word[last + 1] in text.lexicon.that
        ):
            return True
    return False


_AGE = re.compile(r" ?\([0-9]{1,2} ([\u0621-\u064a]+)\)?")


def has_age(text: NameText, index: int) -> bool:
    """Tell whether an age in parentheses follows the two or three words at `index`: «ملاك الغربي (16 عاما)»."""
    for last in range(index + 1, min(index + 3, len(text.words))):
        if not text.adjacent[last]:
            return False
        age = _AGE.match(text.folded.text, text.words[last][1])
        if age is not None:
            return age[1] in text.lexicon.aged
    return False


def _office_before(text: NameText, index: int) -> int:
    """Return 2 where the words before are a title that begins with an office, 1 where one is near, else 0.

    A title is an office with what belongs to it: definite nouns and adjectives, known entities, a noun in the construct
    right after the office, and a preposition before an entity: «نائب المبعوث الأممي إلى ليبيا».
    """
    lexicon = text.lexicon
    clean = True
    for place in range(index - 1, max(index - 1 - ANNOUNCES, -1), -1):
        if not text.adjacent[place + 1]:
            return 0
        word = text.word[place]
        if is_title(word):
            return 2 if clean else int(index - place < _NEAR)
        definite = word.startswith(("ال", "لل", "بال", "وال"))
        known = text.entity[place] is not None
        if word in lexicon.ends and not definite and word not in lexicon.title_adjectives:
            if not (word in lexicon.title_prepositions and text.entity[place + 1] is not None):
                return 0
        elif word in lexicon.speech:
            return 0
        elif not definite and not known and word not in lexicon.title_adjectives:
            # A construct noun: one or two of them right after the office («مدير مكتب الأرصاد»).
            clean = clean and index - place > 1
            if index - place > 6:
                return 0
    return 0


def office_with_places(text: NameText, index: int) -> bool:
    """Tell whether an office with what belongs to it, also behind a preposition, stands right before a word.

    Its last word is definite or a known entity: «مدير الأمن في المنطقة», «رئيس قسم الطوارئ بمستشفى المدينة».
    """
    lexicon = text.lexicon
    for place in range(index - 1, max(index - 1 - ANNOUNCES, -1), -1):
        if not text.adjacent[place + 1]:
            return False
        word = text.word[place]
        if is_title(word):
            return place < index - 1
        definite = word.startswith(("ال", "لل", "بال", "وال"))
        if place == index - 1 and not definite and text.entity[place] is None:
            return False
        if word in lexicon.speech or (word in lexicon.ends and not definite and word not in lexicon.title_prepositions):
            return False
    return False


def is_place_of_office(text: NameText, index: int) -> bool:
    """Tell whether a word is the place of an office before a name, not its first word: «والي تبسة سعيد خليل»."""
    before = text.word[index - 1]
    definite = before.startswith(("ال", "لل")) or (before.startswith("وال") and is_title(before[1:]))  # not «والي»
    of_office = text.adjacent[index] and is_title(before) and not definite
    return of_office and text.is_listed(index + 1, 0, text.word[index + 1])


def _closed_apposition(text: NameText, index: int) -> bool:
    """Tell whether two or three words stand between commas: «، سالم خليفة،»."""
    for last in range(index + 1, min(index + 4, len(text.words))):
        if not text.adjacent[last]:
            return False
        after = text.folded.text[text.words[last][1] : text.words[last][1] + 1]
        if after in ("،", ","):
            return True
    return False
