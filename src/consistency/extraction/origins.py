"""Whose idea it is: «اقتراح بوتين», "a draft put forward by Angola"."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.amounts import Change, find_changes
from consistency.extraction.analysis import Analysis, entity_key
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.patterns import match_patterns
from consistency.extraction.settings import setting
from consistency.model import Claim, Name, Term, Value

_BACK = 2  # sentences that "the proposal" may look back for what is proposed


def origin_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "origin" for each proposal that is given to somebody.

    Fields: originator (Name), what (Term: proposal, responsibility), setting; and action (Term) and value (Quantity) of
    the change that is proposed, where one stands in the same sentence or in those that the proposal refers back to.
    """
    changes = find_changes(analysis)
    for match in match_patterns(analysis, "origins"):
        first_side = match.label.endswith("first")
        named = _originator(analysis, match.first, match.last, first_side)
        if named is None or analysis.skips(analysis.words[match.first].start):
            continue
        name, span = named
        what = match.label.split("-")[0]
        fields: dict[str, Value] = {
            "originator": name,
            "what": Term("responsibility" if what == "claimed" else "proposal"),
            "setting": setting(analysis, match.first, match.last),
        }
        change = _proposed(analysis, match.first, changes)
        if change is not None:
            fields["action"] = Term(change.action)
            fields["value"] = change.quantity.value
        yield make_claim(analysis, "origin", fields, match.first, match.last, {"originator": span})


def _originator(analysis: Analysis, first: int, last: int, first_side: bool) -> tuple[Name, tuple[int, int]] | None:
    """Return who is named in the match: a person before a country or body, from the side that the label says."""
    words = analysis.words[first:last] if first_side else analysis.words[first:last][::-1]
    for word in words:
        if word.person >= 0:
            return person_value(analysis, word.person), analysis.original(analysis.persons[word.person])
    for word in words:
        if word.entity >= 0:
            entity = analysis.entities[word.entity]
            start, end = analysis.original(entity)
            return Name(analysis.text[start:end], entity_key(entity)), (start, end)
    return None


def _proposed(analysis: Analysis, place: int, changes: list[Change]) -> Change | None:
    """Return the change in the sentence of the proposal, or the last one in the sentences shortly before."""
    home = analysis.words[place].sentence
    here = [c for c in changes if analysis.words[c.first].sentence == home]
    if here:
        return here[0]
    before = [c for c in changes if home - _BACK <= analysis.words[c.first].sentence < home]
    return before[-1] if before else None
