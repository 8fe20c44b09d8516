"""What looks like a verb of a position and takes none: a noun, what is over, what falls as a body falls.

"contracts covering 620 workers" contract nothing, "41 millimetres of rain fell" tells no trend, «رجال الإطفاء» are no
fire that was put out.
"""

from __future__ import annotations

from itertools import pairwise

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.clauses import Parts, is_actor
from consistency.extraction.outcomes import are_counted
from consistency.extraction.position_lexicon import (
    is_among,
    keys_of_words,
    listed_words,
    scales_of_states,
    verbs_of_list,
)
from consistency.extraction.position_turns import Taken, words_before

_NONE: frozenset[str] = frozenset()
_NEAR = (10, 12)  # words before and behind a verb in which what it measures is named
_LEVEL = "level"
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "any", "this", "that", "such", "all"})
_SHARES = ("percent", "percentage_point", "basis_point")
_STEP = 4  # words behind a verb in which the figure begins to which, or by which, something rose


def is_noun(word: Word) -> bool:
    """Tell whether an Arabic word bears the article or a preposition, as no verb does: «بدعم», «لدعم», not «ليدعم»."""
    led = word.forms.proclitics
    bare = word.folded.lstrip("وف")
    purpose = "ل" in led and bare[:1] == "ل" and bare[1:2] not in ("ي", "ت")
    return purpose or (bool(led) and any(letter.endswith("ال") or letter in ("لل", "ب") for letter in led))


def names_a_body(analysis: Analysis, word: Word) -> bool:
    """Tell whether a noun of doing tells what a body is for: «لجنة الاستئناف»."""
    called_by = listed_words(analysis.language, "called_by")
    return any(is_among(before, called_by, analysis.language) for before in words_before(analysis, word.index)[:1])


def is_part(analysis: Analysis, parts: Parts) -> bool:
    """Tell whether a position is told of a part of something: "the other five lines"."""
    listed, keys = listed_words(analysis.language, "parts"), keys_of_words(analysis)
    return not all(map(listed.isdisjoint, [keys[word.index] for word in parts.subject + parts.object]))


def is_counted(analysis: Analysis, taken: Taken, parts: Parts) -> bool:
    """Tell whether so many of a body took a position, of which others took another: «عارضه واحد وثلاثون», "nine
    members abstained", "three of the 19 delegations"."""
    beside = taken.first + 1 if analysis.language == "ar" else taken.first - 1
    near = (*analysis.words[max(0, beside) : beside + 1], *parts.subject[:1])
    if any(word.quantity >= 0 and word.sentence == analysis.words[taken.first].sentence for word in near):
        return True
    return any(w.quantity >= 0 and analysis.words[w.index + 1].folded == "of" for w in parts.subject)


def is_over(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether a state is named that is over: "after a closure", «إنهاء الإغلاق»."""
    if taken.verb.scale not in scales_of_states() or not (taken.verb.noun or analysis.language == "en"):
        return False
    before = [w for w in words_before(analysis, taken.first)[:3] if w.solid]
    before = before[:1] if analysis.language == "ar" else [w for w in before if w.folded not in ("a", "the", "its")][:1]
    return any(is_among(w, listed_words(analysis.language, "over"), analysis.language) for w in before)


def exceeds(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether a verb only tells that something is more than a figure: «يزيد قليلا على ساعة»."""
    after = analysis.words[taken.last : taken.last + 3]
    more = any(
        w.folded in listed_words(analysis.language, "than") and figure.quantity >= 0 for w, figure in pairwise(after)
    )
    return more and is_among(
        analysis.words[taken.first], verbs_of_list(analysis.language, "exceeding"), analysis.language
    )


def tells_duration(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether a verb only tells how long something takes: «يستمر ثلاثة أيام», "a strike lasting three days"."""
    word = analysis.words[taken.first]
    after = [w for w in analysis.words[taken.last : taken.last + 3] if w.sentence == word.sentence]
    timed = any(w.quantity >= 0 and not analysis.quantities[w.quantity].value.ordinal for w in after)
    return timed and is_among(word, verbs_of_list(analysis.language, "lasting"), analysis.language)


def is_of_one(analysis: Analysis, parts: Parts) -> bool:
    """Tell whether somebody takes part, and no number or group: "rescuers found the girl" tells of the girl."""
    side = next((words for words in (parts.object, parts.subject) if any(is_actor(w) for w in words)), ())
    return bool(side) and not are_counted(analysis, side, _NONE)


def is_english_noun(analysis: Analysis, word: Word) -> bool:
    """Tell whether an English word of the table that is a noun or an adverb as well stands as one: "without a permit",
    "come back". It is a verb behind an auxiliary, behind "to" and behind those who act in the plural.
    """
    if word.folded not in listed_words("en", "nouns"):
        return False
    before = [w for w in words_before(analysis, word.index)[:3] if not w.folded.endswith("ly") or w.function]
    if not before or not before[0].solid:
        return True
    governing = before[0]
    if governing.folded in listed_words("en", "before_verb"):
        return False
    after = analysis.words[word.index + 1 : word.index + 2]
    carries = bool(after) and after[0].solid and after[0].sentence == word.sentence
    carries = carries and (after[0].folded in _DETERMINERS or not after[0].function)
    many = word.folded.endswith("s") != governing.folded.endswith("s") or governing.folded in ("people", "police")
    return not (carries and many and is_actor(governing))


def moves_bodily(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether what rises or falls is a body, no amount: no word near tells what is measured, and no figure is told
    to which or by which it moved."""
    if (
        taken.verb.scale != _LEVEL
        or taken.through > taken.first + 1
        or not is_among(analysis.words[taken.first], verbs_of_list(analysis.language, "bodily"), analysis.language)
    ):
        return False
    home, words = analysis.words[taken.first], analysis.words
    measured = verbs_of_list(analysis.language, "measured")
    near = words[max(0, taken.first - _NEAR[0]) : taken.through + _NEAR[1]]
    if any(w.sentence == home.sentence and is_among(w, measured, analysis.language) for w in near):
        return False
    after = [w for w in words[taken.last : taken.last + _STEP] if w.sentence == home.sentence]
    return not any(
        w.quantity >= 0 and not analysis.quantities[w.quantity].value.ordinal and _is_step(analysis, w) for w in after
    )


def _is_step(analysis: Analysis, word: Word) -> bool:
    """Tell whether a figure is that of a step or a level: a share, or one led by "to", "by", "from", «إلى», «ب»."""
    if analysis.quantities[word.quantity].value.unit in _SHARES:
        return True
    leading = listed_words(analysis.language, "stepping")
    before = words_before(analysis, word.index)[:2]
    return any(w.folded in leading for w in before) or bool(leading.intersection(word.forms.proclitics))


def is_purpose(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether an Arabic noun of doing only tells what something is for: «صندوق لدعم», but not «أدى لإغلاق»."""
    if analysis.language != "ar" or not taken.verb.noun:
        return False
    if "ل" not in analysis.words[taken.first].forms.proclitics:
        return False
    before = words_before(analysis, taken.first)[:1]
    return not any(is_among(w, verbs_of_list("ar", "leading_to"), "ar") for w in before)
