"""The words that order two events, where they do: "before", «بعد أن», "only then", «أعقبه».

They stand in rules/languages/*/sequences.yaml. "After three years" and «لم يصلوا بعد» order no two events.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, once
from consistency.extraction.lasting import units_of_time
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

INVERSE = {"before": "after", "after": "before"}
LINKED = {"then": "before", "preceded": "after"}  # words between two events, as the first comes to the second
VERBS = {"precedes": "before", "follows": "after"}  # as their subject comes to their object
_TAKEN_UP = {"after": "then", "before": "preceded"}  # «وبعدها», «وقبله»: after or before what was just told
_LISTS = ("denying", "brief_units", "about", "hours", "told_by", "units", "over", "not_yet", "still", "going_on")
_COMPARED = 4  # words behind "after" in which a share makes it a comparison
_GAP = 6  # words from «بعد» to the «من» behind a length of time
_DATED = 2  # words before "when" in which a day stands that it goes on with
_GOING = 4  # words from «والقتال» to «دائر»


@functools.cache
def _orders(language: str) -> Phrases[str]:
    table = language_resource(language, "sequences")
    return phrases((word, order) for order, words in table.items() if order not in _LISTS for word in words)


@functools.cache
def order_cues(language: str, name: str) -> Phrases[bool]:
    return phrases((word, True) for word in language_resource(language, "sequences")[name])


@once
def ordered(analysis: Analysis) -> list[tuple[int, int, str]]:
    """Return the words that order two events: the first of them, how many they are, and their order."""
    orders = _orders(analysis.language)
    found: list[tuple[int, int, str]] = []
    done = 0
    for place in orders.places(analysis):
        word = analysis.words[place]
        match = orders.at(analysis.words, place) if place >= done and word.solid else None
        if match is None or analysis.skips(word.start):
            continue
        length, order = match
        if order in VERBS and _adverbial(analysis, place + length):
            continue  # «سبق أن», «سبق له»
        if order in LINKED and _points(analysis, place + length):
            length, order = length - 1, "after"  # "only after that meeting"
        if analysis.language == "ar" and order in INVERSE:
            length += _gap(analysis, place + length)
        if _measures_time(analysis, place + length) or (order == "after" and _is_days_apart(analysis, place, length)):
            continue
        if order == "when" and any(w.date >= 0 for w in analysis.words[max(0, place - _DATED) : place]):
            continue  # "on March 22, when diesel rose"
        if _not_yet(analysis, place) or _is_remote(analysis, place):
            continue
        if word.forms.pronoun and length == 1 and order in _TAKEN_UP:
            order = _TAKEN_UP[order]
        found.append((place, length, order))
        done = place + length
    found += [(place, 0, "during") for place in _while_going_on(analysis)]
    return sorted(found)


def _points(analysis: Analysis, index: int) -> bool:
    """Tell whether a cue's last word belongs to a noun behind it: "only after that meeting", «بعد ذلك الاجتماع»."""
    words = analysis.words
    if index >= len(words) or words[index - 1].folded not in ("that", "ذلك"):
        return False
    word = words[index]
    if word.sentence != words[index - 1].sentence:
        return False
    if analysis.language == "ar":
        return word.folded.startswith("ال")
    return word.solid and not word.function and word.person < 0


def _while_going_on(analysis: Analysis) -> Iterator[int]:
    """Yield where an Arabic clause opens of what still goes on: «والقتال دائر», «والمعارك لا تزال مستمرة»."""
    if analysis.language != "ar":
        return
    cues = order_cues("ar", "going_on")
    for place in cues.places(analysis):
        for word in analysis.words[max(0, place - _GOING) : place]:
            if word.folded.startswith("وال") and word.sentence == analysis.words[place].sentence:
                yield word.index
                break


def _measures_time(analysis: Analysis, index: int) -> bool:
    """Tell whether a figure or a date follows: "after three years", "before Monday" order nothing but time."""
    if index >= len(analysis.words):
        return True
    word, about = analysis.words[index], order_cues(analysis.language, "about")
    while (match := about.at(analysis.words, index)) and index + match[0] < len(analysis.words):
        index += match[0]  # "after about 16 hours"
        word = analysis.words[index]
    if word.quantity >= 0 or word.date >= 0 or group_of(word.concept) == "time":  # «قبيل الظهر»
        return True
    if not order_cues(analysis.language, "hours").by_first.keys().isdisjoint(word.forms.keys):
        return True
    near = (w for w in analysis.words[index : index + _COMPARED] if w.quantity >= 0 and w.sentence == word.sentence)
    units = (analysis.quantities[w.quantity].value.unit for w in near)
    return any(unit in ("percent", "percentage_point") for unit in units)  # "after a 0.5% drop in September"


def _is_days_apart(analysis: Analysis, index: int, length: int) -> bool:
    """Tell whether days lie between two events: "a day after the collapse", «بعد يومين من»: what one text tells so is
    later news, which is not what another tells of the event itself."""
    words = analysis.words
    if analysis.language == "en":
        beside = words[max(0, index - 1) : index]
        units = units_of_time("en").keys()
        return any(not units.isdisjoint(w.forms.keys) for w in beside if w.sentence == words[index].sentence)
    gap = words[index + 1 : index + length]
    numbered = any(w.quantity >= 0 for w in gap)
    return numbered or any(w.folded in _listed("units") and w.folded not in _listed("brief_units") for w in gap)


@functools.cache
def _listed(name: str) -> frozenset[str]:
    return folded_words(language_resource("ar", "sequences")[name])


def _gap(analysis: Analysis, index: int) -> int:
    """Return how many words tell how long after or before something another comes: «ساعات من», «أقل من شهر على»."""
    words = analysis.words
    for place in range(index + 1, min(index + _GAP, len(words))):
        led = words[place].folded in ("من", "علي") and words[place].sentence == words[index].sentence
        if led and (words[place - 1].quantity >= 0 or words[place - 1].folded in _listed("units")):
            return place + 1 - index
    return 0


def _not_yet(analysis: Analysis, index: int) -> bool:
    """Tell whether «بعد» is "yet": after a denied verb, «لم يصلوا بعد», but not in «لم يصلوا إلا بعد»."""
    before = [w for w in analysis.words[max(0, index - 4) : index] if w.sentence == analysis.words[index].sentence]
    if analysis.language != "ar" or not before or before[-1].folded == "الا":
        return False
    return any(w.folded in ("لم", "ولم", "لما") for w in before)


def _adverbial(analysis: Analysis, index: int) -> bool:
    """Tell whether «سبق» is "already", before «أن» or «ل»."""
    word = analysis.words[index] if index < len(analysis.words) else None
    return word is None or word.function or not word.solid or word.folded in ("ان", "له", "لها", "لهم", "لهما")


def _is_remote(analysis: Analysis, index: int) -> bool:
    """Tell whether «بعد» is a distance: «عن بعد»."""
    return index > 0 and analysis.words[index - 1].folded == "عن" and analysis.words[index].folded == "بعد"
