"""The persons of a text as claims, so that two spellings of one name, or two names in one role, come to light."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.settings import setting
from consistency.model import Claim, Name, Term, Text, Value


def name_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "name" for each person named in full, and of kind "place-name" for each known place.

    Fields: name (Name), spelling (Text: the name as printed), language (Term), setting.
    """
    for person in analysis.persons:
        start, end = analysis.original(person)
        if person.short or analysis.skips(start):
            continue
        first, last = analysis.words_of(start, end)
        fields: dict[str, Value] = {
            "name": Name(person.text, person.entity),
            "spelling": Text(person.text),
            "language": Term(analysis.language),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        yield make_claim(analysis, "name", fields, first, last, {"spelling": (start, end), "name": (start, end)})
    for entity in analysis.entities:
        start, end = analysis.original(entity)
        if entity.type != "place" or analysis.skips(start):
            continue
        printed = analysis.text[start:end]
        first, last = analysis.words_of(start, end)
        fields = {
            "name": Name(printed, entity.entity),
            "spelling": Text(printed),
            "language": Term(analysis.language),
        }
        yield make_claim(analysis, "place-name", fields, first, last, {"spelling": (start, end)})
