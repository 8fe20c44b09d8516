"""Of what a figure is a share, or with what it is compared: "41% of registered voters", «مقارنة بالموسم السابق»."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.baselines import baseline_of
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource

_BASE = 7  # words of the base of a share
_GAP = 3  # words between a figure and the word that leads to its base


@functools.cache
def _links(language: str) -> tuple[Phrases[str], Phrases[bool]]:
    table = language_resource(language, "shares")
    links = phrases((word, link) for link, words in table["links"].items() for word in words)
    return links, phrases((word, True) for word in table["empty"])


def share_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "share" for each percentage or ratio with its base.

    Fields: value (Quantity), link (Term: of, among, compared), base (Terms: the words of the base), setting.
    """
    links, _ = _links(analysis.language)
    spoken = speakers(analysis)
    for quantity in analysis.quantities:
        if quantity.value.unit not in ("percent", "ratio") or analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        sentence = analysis.sentences[analysis.words[first].sentence]
        for place in range(last, min(last + _GAP, sentence.last)):
            found = links.at(analysis.words, place) if analysis.words[place].solid else None
            if found is None:
                continue
            if found[1] != "of" and baseline_of(analysis, quantity.value, first, last) is not None:
                break  # "up 38% from a year earlier" is no share of anything
            base, end = _base(analysis, place + found[0], sentence.last)
            if any(feature[0] in "ce" for feature in base):  # words that no lexicon has may be others for the same
                fields: dict[str, Value] = {
                    "value": quantity.value,
                    "link": Term(found[1]),
                    "base": Terms(frozenset(base)),
                    "setting": setting(analysis, first, last, range(first, end)),
                }
                spans = {"value": (quantity.start, quantity.end), "base": analysis.span(place, end)}
                context = context_of(analysis, first, last, spoken.get(analysis.words[first].sentence))
                yield make_claim(analysis, "share", fields, first, end, spans, context)
            break


def _base(analysis: Analysis, first: int, last: int) -> tuple[set[str], int]:
    """Return the features of the noun phrase from `first` on, and the word after it."""
    _, empty = _links(analysis.language)
    found: set[str] = set()
    end = first
    for word in analysis.words[first : min(first + _BASE, last)]:
        if not word.solid and word.folded not in "-'":
            break
        feature = feature_of(analysis, word)
        if feature is not None and feature[0] in "clep" and empty.at(analysis.words, word.index) is None:
            found.add(feature)
            end = word.index + 1
    return found, end
