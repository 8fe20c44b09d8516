"""Extraction: from a text to its claims, as spaCy components."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from consistency.garbage import collection_put_off

if TYPE_CHECKING:
    from spacy.language import Language

    from consistency.model import Claim, Source

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
    doc.user_data["flow"] = flow
    for _, component in nlp.pipeline:
        doc = component(doc)
    claims: list[Claim] = doc._.claims
    return claims
