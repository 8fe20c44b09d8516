"""The persons of a text as claims, so that two spellings of one name, or two names in one role, come to light."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.settings import setting
from consistency.language.concepts import lexicon
from consistency.model import Claim, Name, Term, Terms, Text, Value

_ROLE = 2  # words beside a name that say what the person is


def _role(analysis: Analysis, first: int, last: int) -> frozenset[str]:
    """Return what the words right before a name say that the person is."""
    concepts = lexicon(analysis.language).concepts
    words = analysis.words
    near = words[max(0, first - _ROLE) : first]
    found = set()
    for word in near:
        if word.sentence == words[first].sentence and word.concept and concepts[word.concept].group == "person":
            found.add(f"c:{word.concept}")
    return frozenset(found)


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
        role = _role(analysis, first, last)
        if role:
            fields["role"] = Terms(role)
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
