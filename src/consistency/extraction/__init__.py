"""Extraction: from a text to its claims, as spaCy components."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from consistency.garbage import collection_put_off

if TYPE_CHECKING:
    from spacy.language import Language

    from consistency.model import Claim, Source
    from consistency.reading.wrapping import Flow

__all__ = ["extract_claims", "load_pipeline"]


@functools.cache
def load_pipeline(language: str) -> Language:
    """Return the blank spaCy pipeline for "ar" or "en" with this library's tokenizer and component."""
    import spacy

    from consistency.extraction.tokenizer import ConsistencyTokenizer

    nlp = spacy.blank(language)
    nlp.tokenizer = ConsistencyTokenizer(nlp.vocab, language)
    nlp.max_length = 100_000_000
    nlp.add_pipe("consistency_claims")
    return nlp


@collection_put_off()
def extract_claims(source: Source) -> list[Claim]:
    """Return the claims of a text, in the order of their evidence.

    The language is found when the source gives none. Raises SourceError for a language that is not read.
    """
    from consistency.errors import SourceError
    from consistency.reading.language_id import identify
    from consistency.reading.wrapping import flowing

    language = source.language or identify(source.text)
    if language not in ("ar", "en"):
        raise SourceError(f"language '{language}' is not read; known are ar and en", source.path or source.id)
    nlp = load_pipeline(language)
    flow = flowing(source.text)
    doc = nlp.make_doc(flow.text)
    doc._.source = source.model_copy(update={"text": flow.text})
    for _, component in nlp.pipeline:
        doc = component(doc)
    claims: list[Claim] = doc._.claims
    if flow.text == source.text:
        return claims
    return [_placed(claim, flow, source.text) for claim in claims]


def _placed(claim: Claim, flow: Flow, text: str) -> Claim:
    """Return a claim with its quotations as they stand in the original text."""
    evidence = []
    for entry in claim.evidence:
        if entry.start is not None and entry.end is not None:
            start, end = flow.original(entry.start, entry.end)
            entry = entry.unchecked({**vars(entry), "quote": text[start:end], "start": start, "end": end})
        evidence.append(entry)
    spans = {name: flow.original(start, end) for name, (start, end) in claim.spans.items()}
    return claim.unchecked({**vars(claim), "evidence": tuple(evidence), "spans": spans})
