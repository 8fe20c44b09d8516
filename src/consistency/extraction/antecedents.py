"""What a pronoun beside a verb stands for: «لكن الرئيس رفضها», «وهو ما وافق عليه المجلس», "the council rejected it".

No parser is at hand: the words before the verb in its sentence are taken, the nearest first, for what it may be about.
"""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.clauses import Parts
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

_SHORT = 3  # letters of a verb without a pronoun
_PRONOUNS = ("ه", "ها", "هم")
_LAST = frozenset("هام")  # the last letters of these
_BACK = 12  # words before a verb among which is what its pronoun stands for


@functools.cache
def _list(language: str, key: str) -> frozenset[str]:
    return folded_words(language_resource(language, "clauses")[key])


def antecedent(analysis: Analysis, first: int, last: int, parts: Parts) -> tuple[Word, ...]:
    """Return the words for which the object of the verb at the words from `first` to before `last` stands, or none.

    The object is a pronoun behind the verb, on the verb or on its preposition; or the clause has no object and begins
    with what stands for it: "which", «وهو ما».
    """
    words = analysis.words
    begin = analysis.sentences[words[first].sentence].first
    own = {word.index for word in parts.subject}
    opening = first if analysis.language == "ar" else min([first, *(i for i in own if i < first)])
    relative = is_relative(analysis, opening - 1) and (analysis.language == "ar" or not parts.object)
    if not (relative or _points_back(analysis, first, last)):
        return ()
    return tuple(w for w in words[max(begin, opening - _BACK) : opening] if w.solid and w.index not in own)


def _points_back(analysis: Analysis, first: int, last: int) -> bool:
    words = analysis.words
    if analysis.language == "ar" and ends_in_pronoun(words[first].folded, words[first].text):
        return True
    if last >= len(words) or words[last].sentence != words[first].sentence:
        return False
    return words[last].folded in _list(analysis.language, "back")


def ends_in_pronoun(folded: str, text: str) -> bool:
    """Tell whether an Arabic verb, given folded and as printed, may carry its object: «رفضها»; «وقفة» does not."""
    return folded[-1:] in _LAST and len(folded) > _SHORT and text.rstrip("ًٌٍَُِّْ").endswith(_PRONOUNS)


def is_relative(analysis: Analysis, index: int) -> bool:
    """Tell whether a word begins a relative clause: "which", «وهو ما», where «ما» denies nothing."""
    if index < 1 or analysis.words[index].sentence != analysis.words[index - 1].sentence:
        return False
    word, before = analysis.words[index], analysis.words[index - 1]
    if analysis.language != "ar":
        return word.folded in _list("en", "relatives") and word.folded != "who"
    return word.folded == "ما" and (before.folded in _list("ar", "before_what") or before.folded in (",", "،"))
