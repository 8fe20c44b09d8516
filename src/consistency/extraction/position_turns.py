"""Whether a position is taken, denied, refused or only asked for: what stands before its verb.

"did not accept" and «رفض القاضي طلب الإفراج» turn a position round; "asked the judge to release him" takes none.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.extraction.acts import act_table
from consistency.extraction.analysis import Analysis, Word, places_of_words, without_and
from consistency.extraction.antecedents import is_relative
from consistency.extraction.clauses import is_actor, is_preposition
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.position_lexicon import (
    PositionVerb,
    is_among,
    keys_of_printed,
    listed_words,
    negative_words,
    verbs_of_list,
    words_of_consent,
)
from consistency.model import Context, Modality, Term
from consistency.resources import language_resource

_FURTHER = 8  # words between a verb of refusing and the request that it refuses
_BEFORE = 14  # words before a verb that may turn it
_TURNED = 9  # words between a verb of refusing and a noun of doing, its subject among them
_GOVERNED = 6  # words between a verb of asking and what is asked for
_DENIED = 5  # words between a verb of denying and what is denied
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "بانهم"})
_HAD = frozenset({"قد", "تكون", "يكون", "كان", "كانت", "كانوا"})
_HAVE = frozenset({"has", "have", "had"})
_BE = frozenset({"be", "is", "are", "was", "were", "been"})
_EXCEPT = 4  # words behind a denied verb within which an exception takes its denial back
_LASTING = 4  # words before a state in which a verb tells that it lasts
_RULED_OUT = 7  # words before a verb within which "ruled out that" opens its clause
_COPULA = 7  # words before an Arabic predicate within which «لم يكن» denies it
_IS_NOT = frozenset({"ليس", "ليست", "ليسوا"})
_BEING = frozenset({"يكن", "تكن", "يكونوا", "تعد", "يعد"})
_MIGHT_BE = frozenset({"يكون", "تكون", "يكونوا", "تكونا"})  # behind «نفى أن»
_OF_FUTURE = frozenset({"لن", "سوف"})
_TIMED = 6  # words from a state to the time that it took
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_PLANNED = 4  # words before a noun of doing in which a verb of intending governs it
_PUT_OFF = 9  # words behind a noun of doing in which a verb tells that it did not come about
_UNTIL = 7  # words before a verb in which "until" makes it a condition
_ON_TIME = 5  # words behind a verb in which it is told that it was to be on time
_NEGATION = 3  # words before a verb in which it is denied


@dataclass(frozen=True, slots=True)
class Taken:
    """A verb in a text: its words, half-open, without what fills its gaps but for the ends."""

    verb: PositionVerb
    first: int
    last: int
    through: int


Turned = tuple[bool | None, int | None]


@functools.cache
def _timely(language: str) -> Phrases[bool]:
    return phrases((phrase, True) for phrase in language_resource(language, "positions")["timely"])


def turned_by(analysis: Analysis, taken: Taken) -> Turned:
    """Tell how words before a verb turn its position, as `_turned_by` does: what did not happen on time happened."""
    turned, refusing = _turned_by(analysis, taken)
    if turned and taken.verb.scale != "punctual":
        home, timely = analysis.words[taken.first].sentence, _timely(analysis.language)
        behind = analysis.words[taken.last : taken.last + _ON_TIME]
        if any(w.sentence == home and timely.at(analysis.words, w.index) for w in behind):
            return None, None
    return turned, refusing


def _turned_by(analysis: Analysis, taken: Taken) -> Turned:
    """Tell whether the position is denied or refused, and by which verb of refusing where that one has the subject.

    None where nobody takes the position: it is asked for, or only possible.
    """
    before = words_before(analysis, taken.first)
    own = analysis.words[taken.first].folded
    if own in negative_words(analysis.language) or own in ("no", "not"):
        return (None if _excepted(analysis, taken) else False), None
    if own in act_table()["still"]:
        return False, None  # «لا يزال الحريق يتمدد»
    if _is_ruled_out(before, analysis.language):
        return True, None
    if analysis.language == "ar":
        return _turned_arabic(analysis, taken, before)
    denier = _denier(before)
    if denier is not None:
        return True, denier
    if _is_denied_that(before):
        return True, None
    return _turned_english(analysis, taken, before), None


def words_before(analysis: Analysis, first: int) -> list[Word]:
    """Return the words before a place in its sentence, nearest first."""
    begin = analysis.sentences[analysis.words[first].sentence].first
    return analysis.words[max(begin, first - _BEFORE) : first][::-1]


def is_lasting(analysis: Analysis, first: int) -> bool:
    """Tell whether a state is told that lasts: "remains suspended", «ما زال موقوفا»."""
    lasting = verbs_of_list(analysis.language, "stative")
    beside = words_before(analysis, first)[:_LASTING]
    return any(is_among(w, lasting, analysis.language) for w in beside)


def phase_on(analysis: Analysis, word: Word, phase: str, context: Context) -> Term:
    """Return the phase of a state, or the day where one is told: of one day, a beginning and an end cannot both be.

    They can where it is told how long the state lasted.
    """
    time = context.time
    if time is None or time.start is None or time.start != time.end or tells_length(analysis, word):
        return Term(phase)
    return Term(f"{time.start}")


def tells_length(analysis: Analysis, word: Word) -> bool:
    """Tell whether a state is told with the time that it took, after which it is over: "was trapped for nine hours"."""
    after = (w for w in analysis.words[word.index + 1 : word.index + _TIMED] if w.clause == word.clause)
    return any(w.quantity >= 0 and analysis.quantities[w.quantity].value.unit in _TIMES for w in after)


def happening(analysis: Analysis, first: int, context: Context, noun: bool = False) -> Context:
    """Return the context with how real the verb at `first` is, not its clause: a plan that is rejected is rejected.

    A noun of doing is as far off as the verb behind it: «فتح الطريق لن يتأخر».
    """
    modality: Modality = (
        "future" if _is_future(analysis, first) or (noun and _is_put_off(analysis, first)) else "happened"
    )
    if modality == "happened" and _is_planned(analysis, first):
        modality = "planned"
    return context if context.modality == modality else context.model_copy(update={"modality": modality})


def _is_put_off(analysis: Analysis, first: int) -> bool:
    """Tell whether an Arabic noun, or what may be one, is as far off as the verb behind it: «فتح الطريق لن يتأخر»."""
    if places_of_words(analysis).keys().isdisjoint(_OF_FUTURE):
        return False
    ahead = analysis.words[first + 1 : first + _TIMED + 2]
    return any(w.folded in _OF_FUTURE for w in ahead if w.clause == analysis.words[first].clause)


def _is_planned(analysis: Analysis, first: int) -> bool:
    """Tell whether somebody only intends what a verb tells: "plans to close", «تعتزم إغلاق»."""
    planning, language = verbs_of_list(analysis.language, "planning"), analysis.language
    near = words_before(analysis, first)[:_PLANNED]
    if language == "en":
        near = near[1:2] if near and near[0].folded == "to" else []
    return any(is_among(w, planning, language) or (language == "en" and w.folded in _BE) for w in near)


def _is_future(analysis: Analysis, first: int) -> bool:
    word = analysis.words[first]
    near = [w.folded for w in words_before(analysis, first)[:3]]
    if analysis.language == "ar":
        bare = without_and(word)
        return bare[:2] in ("سي", "ست") or "لن" in near[:1] or "سوف" in near[:1]
    return any(w in ("will", "shall", "would", "wo", "won't", "'ll") for w in near)


def _denier(before: Sequence[Word]) -> int | None:
    """Return the verb that denies what its own subject is said to have done: "denied that it had accepted", "denied
    accepting". Whether another did it, the one who denies may not know better."""
    for word in before[:_DENIED]:
        if word.folded in listed_words("en", "denying"):
            return word.index
        if not word.function and word.folded not in ("having", "it", "he", "she", "they"):
            return None
    return None


def _is_denied_that(before: Sequence[Word]) -> bool:
    """Tell whether a verb with a subject of its own stands in what somebody denies: "denied that water had caused"."""
    for that, word in itertools.pairwise(before[1 : _RULED_OUT + 1]):
        if that.folded == "that":
            return word.folded in listed_words("en", "denying")
    return False


def _turned_english(analysis: Analysis, taken: Taken, before: Sequence[Word]) -> bool | None:
    negatives, asking, planning = negative_words("en"), verbs_of_list("en", "asking"), verbs_of_list("en", "planning")
    denied = False
    if _is_put_off_noun(analysis, taken, before):
        return True
    if analysis.words[taken.first].folded.endswith("ing") and not any(w.folded in _BE for w in before[:2]):
        if before and before[0].folded == "without":
            return True  # "left without signing"
        means = bool(before) and before[0].folded == "by"  # "let it pass by abstaining"
        with_actor = any(w.folded == "with" for w in before) and (is_actor(before[0]) or before[0].entity >= 0)
        if not (with_actor or means):
            return None  # "warned against lowering", "the vote on approving"; but "with Laos abstaining"
    if _opens_with_none(analysis, taken.first, before) or _takes_none(analysis, taken):
        return True
    led = False  # behind "to"
    for distance, word in enumerate(before, 1):
        if denied and word.folded == "could":
            return denied  # "could not be evacuated"
        if word.folded in ("if", "unless", "whether", "should", "could", "may", "might", "must", "can"):
            return None if distance <= 4 else denied
        if word.folded == "would" and any(w.folded == "have" for w in before[:distance]):
            return None  # "would have sent him to prison"
        if word.folded in ("until", "till") and distance <= _UNTIL:
            return None  # "until the siege was lifted"
        if word.folded == "only" and distance <= 2:
            return denied
        if (
            word.folded in negatives
            and distance <= _NEGATION
            and (distance == 1 or all(_weak(w) for w in before[: distance - 1]))
        ):
            if _excepted(analysis, taken) or [w.folded for w in before[distance : distance + 1]] == ["had"]:
                return None  # "had not lowered rates": it may have been done since
            denied = not denied
            continue
        if word.folded in act_table()["none"] and word.clause == analysis.words[taken.first].clause:
            return denied if _is_governed(analysis, before[distance:]) else not denied
        if word.folded == "to" and distance <= 2:
            led = True
            if before[distance : distance + 1] and before[distance].folded in ("was", "were"):
                return None  # "was to lapse"
            continue
        if word.folded in ("and", "but") and denied is False and distance <= 2 and not led:
            return False  # "was not enough and turned it down"
        if led:
            if word.folded in act_table()["refusals"] or word.folded == "yet":
                return not denied  # "refused to accept", "has yet to be found"
            if distance == 2 and (is_among(word, planning, "en") or word.folded in _BE):
                led = False
                continue  # "plans to appeal", "does not intend to appeal"
            if any(not asking.isdisjoint(w.forms.keys) for w in before[distance - 1 : distance + _GOVERNED]):
                return None  # "asked the judge to release him"
            if not _weak(word):
                return denied
            continue
        if not _weak(word):
            return denied
    return denied


def _is_ruled_out(before: Sequence[Word], language: str) -> bool:
    """Tell whether a verb stands in what somebody rules out: "ruled out that a fire had", «يستبعد أن يكون حريق قد»."""
    for place, word in enumerate(before[:_RULED_OUT]):
        if not word.solid:
            return False
        if word.folded in ("that", "ان"):
            governing = before[place + 1 : place + 3]
            if language == "en":
                return [w.folded for w in governing[:1]] == ["out"]
            if [w.folded for w in governing[:2]] == ["يسبق", "لم"]:
                return True  # «لم يسبق أن طلبت»
            if before[place - 1 : place] and before[place - 1].folded in _MIGHT_BE:
                far = verbs_of_list("ar", "ruling_out") | verbs_of_list("ar", "denying")
                return any(is_among(w, far, "ar") for w in before[place + 1 :])
            return any(is_among(w, verbs_of_list("ar", "ruling_out"), "ar") for w in governing)
    return False


def _opens_with_none(analysis: Analysis, first: int, before: Sequence[Word]) -> bool:
    """Tell whether the subject of a verb with an auxiliary opens with "no" or "none": "No ransom was paid"."""
    if not before or not (before[0].folded in _BE or before[0].folded in _HAVE):
        return False
    clause = analysis.words[first].clause
    for distance, word in enumerate(before, 1):
        if not word.solid and word.folded not in "'-":
            return False
        if word.folded in act_table()["none"]:
            ahead = before[distance : distance + 1]
            if _is_governed(analysis, ahead):
                return False
            return not ahead or ahead[0].clause != clause or ahead[0].function or not ahead[0].solid
        if word.clause != clause:
            return False
    return False


def _is_governed(analysis: Analysis, ahead: Sequence[Word]) -> bool:
    """Tell whether "nothing" is what a preposition governs, no subject: "to ride trains for nothing was approved"."""
    return bool(ahead) and ahead[0].solid and is_preposition(analysis, ahead[0].index)


def _takes_none(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether the object of a verb is nothing: "found no lead", "found neither heat nor soot"."""
    after = analysis.words[taken.last : taken.last + 1]
    none = bool(after) and after[0].folded in act_table()["none"]
    return none and after[0].sentence == analysis.words[taken.first].sentence


def _is_put_off_noun(analysis: Analysis, taken: Taken, before: Sequence[Word]) -> bool:
    """Tell whether an English verb stands as a noun of what did not come about: "the release … was delayed"."""
    if not before or before[0].folded not in ("the", "a", "an", "its", "their", "his", "her"):
        return False
    clause = analysis.words[taken.first].clause
    ahead = analysis.words[taken.first + 1 : taken.first + 1 + _PUT_OFF]
    putting_off = verbs_of_list("en", "putting_off")
    return any(
        is_among(w, putting_off, "en") and w.clause == clause and analysis.words[w.index - 1].folded in _BE
        for w in ahead
    )


def _weak(word: Word) -> bool:
    return word.function or word.folded.endswith("ly") or not word.solid or word.date >= 0


def _turned_arabic(analysis: Analysis, taken: Taken, before: Sequence[Word]) -> Turned:
    negatives, asking = negative_words("ar"), verbs_of_list("ar", "asking")
    refusals = act_table()["refusals"] | verbs_of_list("ar", "putting_off")
    if _is_put_off(analysis, taken.first):
        return None, None
    that = next((w for w in before if w.folded not in _HAD), None)
    led = that is not None and that.folded in _THAT
    noun = taken.verb.noun or (led and that is not None and that.folded == "ان")
    if not noun and _is_not(before):
        return (None if _excepted(analysis, taken) else True), None
    for distance, word in enumerate(before, 1):
        keys = keys_of_printed(word.text, "ar")
        if not word.solid:
            if word.folded in ".؛;:" or (word.folded in "،," and _joined(before[distance - 2])):
                return False, None
            continue
        negative = not negatives.isdisjoint((word.folded, without_and(word)))
        negative = negative and analysis.words[word.index + 1].folded not in act_table()["still"]
        if negative and not is_relative(analysis, word.index) and not (led and distance > _GOVERNED // 2):
            done = distance == 2 and is_among(before[0], verbs_of_list("ar", "doing"), "ar")
            if distance <= 2 and (not noun or word.folded == "عدم" or done):
                return (None if _excepted(analysis, taken) else True), None
            ahead = analysis.words[word.index + 1]
            if noun and distance <= _TURNED and ahead.folded in act_table()["achieving"]:
                return True, ahead.index  # «لم يتمكن رجال الإطفاء من السيطرة»
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


def _is_not(before: Sequence[Word]) -> bool:
    """Tell whether a predicate is denied by what stands before its subject: «لم تكن بضائع التجار مؤمنة», «ليس»."""
    for place, word in enumerate(before[1:_COPULA], 1):
        if not word.solid or word.folded in _THAT:
            return False
        bare = without_and(word)
        if bare in _IS_NOT:
            return True
        if bare in _BEING:
            return before[place + 1 : place + 2] != [] and before[place + 1].folded.endswith("لم")
    return False


def _excepted(analysis: Analysis, taken: Taken) -> bool:
    """Tell whether a denial is taken back in part: «لم تفتح أكثر من ست ساعات», "did not open until"."""
    after = analysis.words[taken.last : taken.last + _EXCEPT]
    return any(w.folded in act_table()["except"] and w.sentence == analysis.words[taken.first].sentence for w in after)


def _joined(word: Word) -> bool:
    return word.forms.proclitics[:1] == ("و",)
