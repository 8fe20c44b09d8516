"""What came before what: «انفجرت بعدما أُخلي المبنى», "days before the two delegations sat down"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.acts import act_table
from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.lasting import units_of_time
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.position_lexicon import negative_words
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import group_of
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource

_EVENT = 10  # words of an event on either side of the word that orders two
_PARTING = frozenset({",", "،", "did", "does", "do", "was", "were", "that"})  # "only after it opened did they leave"
_INVERSE = {"before": "after", "after": "before"}
_LINKED = {"then": "before", "preceded": "after"}  # words between two events, as the first comes to the second
_TAKEN_UP = {"after": "then", "before": "preceded"}  # «وبعدها», «وقبله»: after or before what was just told
_DENIAL = "denying"
_COMPARED = 4  # words behind "after" in which a share makes it a comparison
_ONLY = frozenset({"الا", "سوى", "until", "till", "only", "than"})
_DENYING = 6  # words before "before" in which a negative stands: "ruled out any service before", «لا اتفاق قبل»


@functools.cache
def _orders(language: str) -> Phrases[str]:
    table = language_resource(language, "sequences")
    return phrases((word, order) for order, words in table.items() if order != _DENIAL for word in words)


@functools.cache
def _denials(language: str) -> Phrases[bool]:
    return phrases((word, True) for word in language_resource(language, "sequences")[_DENIAL])


@once
def _ordered(analysis: Analysis) -> list[tuple[int, int, str]]:
    """Return the words that order two events: the first of them, how many they are, and their order."""
    orders = _orders(analysis.language)
    found: list[tuple[int, int, str]] = []
    done = 0
    for place in orders.places(analysis):
        word = analysis.words[place]
        match = orders.at(analysis.words, place) if place >= done and word.solid else None
        if match is None or analysis.skips(word.start) or _measures_time(analysis, place + match[0]):
            continue
        if _is_days_apart(analysis, place, match[0]):
            continue
        length, order = match
        if _not_yet(analysis, place) or _is_remote(analysis, place):
            continue
        if word.forms.pronoun and length == 1 and order in _TAKEN_UP:
            order = _TAKEN_UP[order]
        found.append((place, length, order))
        done = place + length
    return found


def sequence_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield two claims of kind "sequence" for each pair of events that the text orders, one from either side.

    Fields: event (Terms), other (Terms), order (Term: before or after; the event comes so to the other), denied
    (Term: yes where it is denied that one does), setting.
    """
    spoken = speakers(analysis)
    ordered = _ordered(analysis)
    for place, (index, length, order) in enumerate(ordered):
        word = analysis.words[index]
        sentence = analysis.sentences[word.sentence]
        first, last = max(sentence.first, index - _EVENT), min(sentence.last, index + length + _EVENT)
        if place + 1 < len(ordered) and order not in _LINKED:
            last = min(last, ordered[place + 1][0])  # "after the tide turned, before tugs pulled the ship free"
        before = analysis.words[first:index]
        earlier, _, kind = ordered[place - 1] if place else (-1, 0, "")
        if first <= earlier and kind not in _LINKED:
            before = analysis.words[max(sentence.first, earlier - _EVENT) : earlier] or before
        event = _features(analysis, before)
        other = _features(analysis, analysis.words[index + length : last])
        opening = analysis.words[sentence.first : index]
        if order in _LINKED:
            order = _LINKED[order]
            if not event and word.sentence:  # "Only after that did he leave": what came first was told before
                told = analysis.sentences[word.sentence - 1]
                event = _features(analysis, analysis.words[max(told.first, told.last - 2 * _EVENT) : told.last])
        elif all(w.function or not w.solid or w.folded in ("only", "it", "was") for w in opening) or not event:
            # "After the vote, the minister resigned": the comma parts the two events.
            other, event = _parted(analysis, index + length, sentence.last)
        if not event or not other:
            continue
        context = context_of(analysis, index, index + 1, spoken.get(word.sentence))
        around = setting(analysis, index, index + length)
        denied = Term("yes" if _is_denied(analysis, index) else "no")
        spans = {"order": analysis.span(index, index + length)}
        start, end = max(first, index - 5), min(max(last, index + length + 1), index + length + 6)
        for one, two, how in ((event, other, order), (other, event, _INVERSE[order])):
            fields: dict[str, Value] = {
                "event": Terms(one),
                "other": Terms(two),
                "order": Term(how),
                "denied": denied,
                "setting": around,
            }
            yield make_claim(analysis, "sequence", fields, start, end, spans, context)


def _measures_time(analysis: Analysis, index: int) -> bool:
    """Tell whether a figure or a date follows: "after three years", "before Monday" order nothing but time."""
    if index >= len(analysis.words):
        return True
    word = analysis.words[index]
    if word.quantity >= 0 or word.date >= 0 or group_of(word.concept) == "time":  # «قبيل الظهر»
        return True
    near = (w for w in analysis.words[index : index + _COMPARED] if w.quantity >= 0 and w.sentence == word.sentence)
    units = (analysis.quantities[w.quantity].value.unit for w in near)
    return any(unit in ("percent", "percentage_point") for unit in units)  # "after a 0.5% drop in September"


def _is_days_apart(analysis: Analysis, index: int, length: int) -> bool:
    """Tell whether days lie between two events: "a day after the collapse", «بعد يومين من»: what one text tells so is
    later news, which is not what another tells of the event itself."""
    beside = index - 1 if analysis.language == "en" else index + length
    if not 0 <= beside < len(analysis.words) or analysis.words[beside].sentence != analysis.words[index].sentence:
        return False
    return not units_of_time(analysis.language).keys().isdisjoint(analysis.words[beside].forms.keys)


def _not_yet(analysis: Analysis, index: int) -> bool:
    """Tell whether «بعد» is "yet": after a denied verb, «لم يصلوا بعد», but not in «لم يصلوا إلا بعد»."""
    before = [w for w in analysis.words[max(0, index - 4) : index] if w.sentence == analysis.words[index].sentence]
    if analysis.language != "ar" or not before or before[-1].folded == "الا":
        return False
    return any(w.folded in ("لم", "ولم", "لما") for w in before)


def _is_denied(analysis: Analysis, index: int) -> bool:
    """Tell whether something is denied to come before or after something else: it may come the other way, or never.

    "Not until after" and «لم … إلا بعد» deny nothing.
    """
    home = analysis.words[index].sentence
    near = [w for w in analysis.words[max(0, index - _DENYING) : index] if w.sentence == home]
    if any(w.folded in _ONLY for w in near):
        return False
    negatives, denials = negative_words(analysis.language) | act_table()["refusals"], _denials(analysis.language)
    return any({w.folded, w.folded[1:]} & negatives or denials.at(analysis.words, w.index) for w in near)


def _is_remote(analysis: Analysis, index: int) -> bool:
    """Tell whether «بعد» is a distance: «عن بعد»."""
    return index > 0 and analysis.words[index - 1].folded == "عن" and analysis.words[index].folded == "بعد"


def _features(analysis: Analysis, words: list[Word]) -> frozenset[str]:
    found = (feature_of(analysis, word) for word in words)
    aspects = act_table()["begin"] | act_table()["end"]  # "before it began": which event, the other words tell
    return frozenset(f for f in found if f is not None and f[0] in "clpe" and f[2:] not in aspects)


def _parted(analysis: Analysis, first: int, last: int) -> tuple[frozenset[str], frozenset[str]]:
    words = analysis.words
    comma = next((i for i in range(first, last) if words[i].folded in _PARTING), last)
    return (
        _features(analysis, words[first : min(comma, first + _EVENT)]),
        _features(analysis, words[comma : min(last, comma + _EVENT)]),
    )
