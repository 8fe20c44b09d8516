"""Whether a position is taken, denied, refused or only asked for: what stands before its verb.

"did not accept" and «رفض القاضي طلب الإفراج» turn a position round; "asked the judge to release him" takes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consistency.extraction.acts import act_table
from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.antecedents import is_relative
from consistency.extraction.position_lexicon import (
    PositionVerb,
    is_among,
    keys_of_word,
    listed_words,
    negative_words,
    verbs_of_list,
    words_of_consent,
)

_FURTHER = 8  # words between a verb of refusing and the request that it refuses
_BEFORE = 14  # words before a verb that may turn it
_TURNED = 9  # words between a verb of refusing and a noun of doing, its subject among them
_GOVERNED = 6  # words between a verb of asking and what is asked for
_DENIED = 5  # words between a verb of denying and what is denied
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "بانهم"})
_HAD = frozenset({"قد", "تكون", "يكون", "كان", "كانت", "كانوا"})
_BE = frozenset({"be", "is", "are", "was", "were", "been"})
_EXCEPT = 4  # words behind a denied verb within which an exception takes its denial back
_NEGATION = 3  # words before a verb in which it is denied


@dataclass(frozen=True, slots=True)
class Taken:
    """A verb in a text: its words, half-open, without what fills its gaps but for the ends."""

    verb: PositionVerb
    first: int
    last: int
    through: int


Turned = tuple[bool | None, int | None]


def turned_by(analysis: Analysis, taken: Taken) -> Turned:
    """Tell whether the position is denied or refused, and by which verb of refusing where that one has the subject.

    None where nobody takes the position: it is asked for, or only possible.
    """
    before = words_before(analysis, taken.first)
    own = analysis.words[taken.first].folded
    if own in negative_words(analysis.language) or own in ("no", "not"):
        return False, None
    if analysis.language == "ar":
        return _turned_arabic(analysis, taken, before)
    denier = _denier(before)
    if denier is not None:
        return True, denier
    return _turned_english(analysis, taken, before), None


def words_before(analysis: Analysis, first: int) -> list[Word]:
    """Return the words before a place in its sentence, nearest first."""
    begin = analysis.sentences[analysis.words[first].sentence].first
    return analysis.words[max(begin, first - _BEFORE) : first][::-1]


def _denier(before: Sequence[Word]) -> int | None:
    """Return the verb that denies what its own subject is said to have done: "denied that it had accepted", "denied
    accepting". Whether another did it, the one who denies may not know better."""
    for word in before[:_DENIED]:
        if word.folded in listed_words("en", "denying"):
            return word.index
        if not word.function and word.folded not in ("having", "it", "he", "she", "they"):
            return None
    return None


def _turned_english(analysis: Analysis, taken: Taken, before: Sequence[Word]) -> bool | None:
    negatives, asking = negative_words("en"), verbs_of_list("en", "asking")
    denied = False
    if analysis.words[taken.first].folded.endswith("ing") and not any(w.folded in _BE for w in before[:2]):
        return None  # "warned against lowering", "the vote on approving"
    led = False  # behind "to"
    for distance, word in enumerate(before, 1):
        if word.folded in ("if", "unless", "whether", "should", "could", "may", "might", "must", "can"):
            return None if distance <= 4 else denied
        if word.folded == "only" and distance <= 2:
            return denied
        if (
            word.folded in negatives
            and distance <= _NEGATION
            and (distance == 1 or all(_weak(w) for w in before[: distance - 1]))
        ):
            if _excepted(analysis, taken):
                return None
            denied = not denied
            continue
        if word.folded in act_table()["none"] and word.clause == analysis.words[taken.first].clause:
            return not denied
        if word.folded == "to" and distance <= 2:
            led = True
            if before[distance : distance + 1] and before[distance].folded in _BE:
                return None  # "was to lapse"
            continue
        if led:
            if word.folded in act_table()["refusals"]:
                return not denied
            if any(not asking.isdisjoint(w.forms.keys) for w in before[distance - 1 : distance + _GOVERNED]):
                return None  # "asked the judge to release him"
            if not _weak(word):
                return denied
            continue
        if not _weak(word):
            return denied
    return denied


def _weak(word: Word) -> bool:
    return word.function or word.folded.endswith("ly") or not word.solid or word.date >= 0


def _turned_arabic(analysis: Analysis, taken: Taken, before: Sequence[Word]) -> Turned:
    negatives, asking, refusals = negative_words("ar"), verbs_of_list("ar", "asking"), act_table()["refusals"]
    that = next((w for w in before if w.folded not in _HAD), None)
    led = that is not None and that.folded in _THAT
    noun = taken.verb.noun or (led and that is not None and that.folded == "ان")
    for distance, word in enumerate(before, 1):
        keys = keys_of_word(word, "ar")
        if not word.solid:
            if word.folded in ".؛;:" or (word.folded in "،," and _joined(before[distance - 2])):
                return False, None
            continue
        negative = word.folded in negatives or (word.folded[:1] in "وف" and word.folded[1:] in negatives)
        if negative and not is_relative(analysis, word.index) and not (led and distance > _GOVERNED // 2):
            if distance <= 2 and (not noun or word.folded == "عدم"):
                return (None if _excepted(analysis, taken) else True), None
            if noun and distance <= _GOVERNED:
                return None, None  # «من دون موافقة البرلمان», «ولا توصي الوزارة بإغلاق المدارس»
        if led and not noun and distance <= _TURNED and is_among(word, verbs_of_list("ar", "denying"), "ar"):
            return True, word.index  # «نفت طهران أنها وافقت»
        if not noun and not led:
            return False, None
        if not noun:
            continue
        if distance <= _TURNED and not refusals.isdisjoint(keys):
            return True, word.index
        if distance <= _GOVERNED and not asking.isdisjoint(keys):
            further = analysis.words[max(analysis.sentences[word.sentence].first, word.index - _FURTHER) : word.index]
            refusing = next((w.index for w in further if is_among(w, refusals, "ar")), None)
            if refusing is not None:
                return True, refusing  # «رفض القاضي طلب الإفراج»
            return (False if any(is_among(w, words_of_consent(), "ar") for w in further) else None), None
        if distance > 1 and _joined(word):
            return False, None
    return False, None


def _excepted(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether a denial is taken back in part: «لم تفتح أكثر من ست ساعات», "did not open until"."""
    after = analysis.words[taken.last : taken.last + _EXCEPT]
    return any(w.folded in act_table()["except"] and w.sentence == analysis.words[taken.first].sentence for w in after)


def _joined(word: Word) -> bool:
    return word.forms.proclitics[:1] == ("و",)
