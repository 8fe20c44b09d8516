"""Where something stands among its like by a superlative: "Syria's second-largest airport", «ثاني أكبر مدينة».

A superlative without a number stands for the first place.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.nouns import can_be_counted
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.language.orthography import folded_words
from consistency.model import Claim, Quantity, Term, Terms, Value
from consistency.resources import language_resource

_NOUN = 4  # words between a superlative and its noun, what stands between them among them
_RECORD = 5  # words behind the noun in which it is told to be a record
_WITHIN = 4  # words behind the phrase in which it is told among which things
_WORLD = "world"


@dataclass(frozen=True, slots=True)
class _Lexicon:
    qualities: Phrases[str]
    some: frozenset[str]
    record: Phrases[bool]
    world: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "standings")
    qualities = phrases((word, quality) for quality, words in table["qualities"].items() for word in words)
    record = phrases((word, True) for word in table["record"])
    return _Lexicon(qualities, folded_words(table["some"]), record, folded_words(table["world"]))


def standing_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "standing" for each thing that a superlative ranks among its like.

    Fields: standing (Quantity, an ordinal), quality (Term: by what things are ranked), head (Term: the noun), within
    (Terms: the country or the world among whose things it stands), setting.
    """
    lexicon, words = _lexicon(analysis.language), analysis.words
    for place in lexicon.qualities.places(analysis):
        if not words[place].solid or words[place].entity >= 0 or analysis.skips(words[place].start):
            continue
        found = lexicon.qualities.at(words, place)
        if found is None or not _is_superlative(analysis, place):
            continue
        last = place + found[0]
        first, rank = _rank(analysis, place)
        before = words[first - 1] if first and words[first - 1].sentence == words[place].sentence else None
        if before is not None and before.folded == "the" and first > 1:
            before = words[first - 2]
        if rank is None and (before is not None and before.folded in lexicon.some):
            continue  # "one of the largest"
        near = [w for w in words[last : last + _NOUN] if w.sentence == words[place].sentence]
        noun = next((w for w in near if w.solid and not w.function and can_be_counted(analysis, w)), None)
        head = feature_of(analysis, noun) if noun is not None else None
        if noun is None or head is None or any(w.function or not w.solid for w in near[: noun.index - last]):
            continue
        behind = (w for w in words[noun.index + 1 : noun.index + 1 + _RECORD] if w.sentence == noun.sentence)
        if any(lexicon.record.at(words, w.index) for w in behind):
            continue  # "the largest crowd since 1998"
        value = rank or Quantity(1.0, 1.0, None, "exact", True)
        fields: dict[str, Value] = {"standing": value, "quality": Term(found[1]), "head": Term(head)}
        within = _within(analysis, first, noun.index + 1)
        if within:
            fields["within"] = Terms(within)
        fields["setting"] = setting(analysis, first, noun.index + 1, range(first, noun.index + 1))
        spans = {"standing": analysis.span(first, last)}
        yield make_claim(analysis, "standing", fields, first, noun.index + 1, spans)


def _is_superlative(analysis: Analysis, place: int) -> bool:
    """Tell whether an Arabic word of that form ranks: «أكبر مطار», not «أكبر من» or «الأكبر»."""
    words = analysis.words
    if analysis.language == "en":
        return words[place].folded.endswith("st")
    after = words[place + 1] if place + 1 < len(words) else None
    return not words[place].folded.startswith("ال") and after is not None and after.folded != "من"


def _rank(analysis: Analysis, place: int) -> tuple[int, Quantity | None]:
    """Return where the phrase of a superlative begins, and the ordinal before it: "second-largest", «ثاني أكبر»."""
    words = analysis.words
    before = place - 1
    if before > 0 and words[before].folded == "-":
        before -= 1
    if before >= 0 and words[before].quantity >= 0 and words[before].sentence == words[place].sentence:
        value = analysis.quantities[words[before].quantity].value
        if value.ordinal:
            return before, Quantity(value.low, value.high, None, "exact", True)
    return place, None


def _within(analysis: Analysis, first: int, last: int) -> frozenset[str]:
    """Return the country or the world among whose things something stands, where it is named beside it."""
    words, world = analysis.words, _lexicon(analysis.language).world
    found: set[str] = set()
    owner = words[max(0, first - 2) : first] if first and words[first - 1].folded == "'s" else []
    for word in (*owner, *words[last : last + _WITHIN]):
        if word.sentence != words[first].sentence:
            continue
        if word.folded in world:
            found.add(_WORLD)
        elif word.entity >= 0 and (country := analysis.entities[word.entity].country) is not None:
            found.add(country)
    return frozenset(found)
