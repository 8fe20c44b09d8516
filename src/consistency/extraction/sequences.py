"""What came before what: «انفجرت بعدما أُخلي المبنى», "days before the two delegations sat down"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import concepts
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource

_EVENT = 10  # words of an event on either side of the word that orders two
_PARTING = frozenset({",", "،", "did", "does", "do", "was", "were", "that"})  # "only after it opened did they leave"
_INVERSE = {"before": "after", "after": "before"}


@functools.cache
def _orders(language: str) -> Phrases[str]:
    table = language_resource(language, "sequences")
    return phrases((word, order) for order, words in table.items() for word in words)


def sequence_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield two claims of kind "sequence" for each pair of events that the text orders, one from either side.

    Fields: event (Terms), other (Terms), order (Term: before or after; the event comes so to the other), setting.
    """
    orders = _orders(analysis.language)
    spoken = speakers(analysis)
    for place in orders.places(analysis):
        word = analysis.words[place]
        found = orders.at(analysis.words, word.index) if word.solid and not analysis.skips(word.start) else None
        if found is None or _measures_time(analysis, word.index + found[0]) or _not_yet(analysis, word.index):
            continue
        length, order = found
        sentence = analysis.sentences[word.sentence]
        first = max(sentence.first, word.index - _EVENT)
        last = min(sentence.last, word.index + length + _EVENT)
        event = _features(analysis, analysis.words[first : word.index])
        other = _features(analysis, analysis.words[word.index + length : last])
        opening = analysis.words[sentence.first : word.index]
        if all(w.function or not w.solid or w.folded in ("only", "it", "was") for w in opening) or not event:
            # "After the vote, the minister resigned": the comma parts the two events.
            other, event = _parted(analysis, word.index + length, sentence.last)
        if not event or not other:
            continue
        context = context_of(analysis, word.index, word.index + 1, spoken.get(word.sentence))
        around = setting(analysis, word.index, word.index + length)
        spans = {"order": analysis.span(word.index, word.index + length)}
        start, end = max(first, word.index - 5), min(last, word.index + length + 6)
        for one, two, how in ((event, other, order), (other, event, _INVERSE[order])):
            fields: dict[str, Value] = {"event": Terms(one), "other": Terms(two), "order": Term(how), "setting": around}
            yield make_claim(analysis, "sequence", fields, start, end, spans, context)


def _measures_time(analysis: Analysis, index: int) -> bool:
    """Tell whether a figure or a date follows: "after three years", "before Monday" order nothing but time."""
    if index >= len(analysis.words):
        return True
    word = analysis.words[index]
    concept = concepts().get(word.concept or "")
    noon = concept is not None and concept.group == "time"  # «قبيل الظهر»
    return word.quantity >= 0 or word.date >= 0 or noon


def _not_yet(analysis: Analysis, index: int) -> bool:
    """Tell whether «بعد» is "yet": after a denied verb, «لم يصلوا بعد», but not in «لم يصلوا إلا بعد»."""
    before = [w for w in analysis.words[max(0, index - 4) : index] if w.sentence == analysis.words[index].sentence]
    if analysis.language != "ar" or not before or before[-1].folded == "الا":
        return False
    return any(w.folded in ("لم", "ولم", "لما") for w in before)


def _features(analysis: Analysis, words: list[Word]) -> frozenset[str]:
    found = (feature_of(analysis, word) for word in words)
    return frozenset(f for f in found if f is not None and f[0] in "cl")


def _parted(analysis: Analysis, first: int, last: int) -> tuple[frozenset[str], frozenset[str]]:
    words = analysis.words
    comma = next((i for i in range(first, last) if words[i].folded in _PARTING), last)
    return (
        _features(analysis, words[first : min(comma, first + _EVENT)]),
        _features(analysis, words[comma : min(last, comma + _EVENT)]),
    )
