"""Each sentence with all that it names, so that the sentences of two texts can be set side by side."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.settings import features_of
from consistency.model import Claim, Terms


def sentence_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "sentence" for each sentence that says anything: words (Terms: its features)."""
    features = features_of(analysis)
    for bounds in analysis.sentences:
        if analysis.skips(bounds.start):
            continue
        found = {feature for feature in features[bounds.first : bounds.last] if feature is not None}
        if found:
            yield make_claim(analysis, "sentence", {"words": Terms(frozenset(found))}, bounds.first, bounds.last)
