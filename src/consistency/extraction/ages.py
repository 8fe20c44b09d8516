"""How old people are: "Khalid, 45", «البالغ 22 عاما», "the 26-year-old"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.language.orthography import folded_words
from consistency.model import Claim, Quantity, Value
from consistency.resources import language_resource

_PERSON = 20  # words between a person and the age
_OLDEST = 115
_HIS = ("عمره", "عمرها", "وعمره", "وعمرها")  # an age that looks back for its person


@functools.cache
def _cues(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "ages")["cues"])


def age_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "age" for each age of a named person: person (Name), age (Quantity, in years)."""
    for quantity in analysis.quantities:
        value = quantity.value
        young = value.ordinal and value.unit is None  # «ابن الحادية والعشرين»
        if not (value.unit == "year" or young) or not 0 < value.low <= _OLDEST or analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        if not is_age(analysis, first, last):
            continue
        person = _person(analysis, first, last)
        if person is None:
            continue
        years = Quantity(value.low, value.high, "year", value.bound)
        fields: dict[str, Value] = {"person": person_value(analysis, person), "age": years}
        span = (quantity.start, quantity.end)
        yield make_claim(
            analysis, "age", fields, max(0, first - 1), last, {"age": span, "person": _span(analysis, person)}
        )


def _span(analysis: Analysis, person: int) -> tuple[int, int]:
    return analysis.original(analysis.persons[person])


def is_age(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether the words around a number of years make an age of it."""
    words, cues = analysis.words, _cues(analysis.language)
    near = [*words[max(0, first - 4) : first], *words[last : last + 3]]
    # The words as they stand: the lemma of سنوات is سن, which is an age as well.
    if any(form in cues for word in near for form in (word.folded, word.folded.lstrip("وبفل"))):
        return True
    # "Khalid, 45, said": a bare figure between commas right after a name.
    beside = first > 1 and words[first - 1].folded in (",", "،") and words[first - 2].person >= 0
    return beside and last < len(words) and words[last].folded in (",", "،", ".")


def _person(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the person whose age it is: the nearest name before in the sentence, else the one right after."""
    words = analysis.words
    for place in range(first - 1, max(first - 1 - _PERSON, -1), -1):
        if words[place].sentence != words[first].sentence:
            break
        if words[place].person >= 0:
            return words[place].person
    home = words[first].sentence
    if (home and words[first].folded.startswith(_HIS)) or words[max(0, first - 1)].folded.startswith(_HIS):
        earlier = [w.person for w in analysis.sentence_words(home - 1) if w.person >= 0]
        if earlier:
            return earlier[-1]
    for place in range(last, min(last + 4, len(words))):
        if words[place].person >= 0 and words[place].sentence == words[first].sentence:
            return words[place].person
    return None
