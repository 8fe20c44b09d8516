"""Who took an office, or returned to one: "who returned to the White House", «الذي عاد إلى المكتب البيضاوي»."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.office_lexicon import office_lexicon
from consistency.extraction.settings import setting
from consistency.extraction.title_parts import person_start
from consistency.model import Claim, Term, Terms, Value

_TAKES = 8  # words between a name and the verb of taking office, and between that and the place


def taking_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "office" for each person who takes an office or returns to one.

    Fields as in offices.office_claims; office and of only where the place stands for one ("the Oval Office").
    """
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    for index in lexicon.takes.places(analysis):
        word = words[index]
        if not word.solid or lexicon.takes.at(words, index) is None:
            continue
        ahead = range(index + 1, min(index + _TAKES, len(words)))
        place = next((p for p in ahead if lexicon.places.at(words, p)), None)
        if place is None or words[place].sentence != word.sentence:
            continue
        behind = range(index - 1, max(index - _TAKES, -1), -1)
        person = next((p for p in behind if words[p].person >= 0 and words[p].sentence == word.sentence), None)
        if person is None or _denied(analysis, index):
            continue
        length, (office, of) = lexicon.places.at(words, place) or (1, ("", ""))
        first, last = person_start(analysis, person), place + length
        date = _date_after(analysis, last)
        last = max(last, date)
        fields: dict[str, Value] = {
            "holder": person_value(analysis, words[person].person),
            "status": Term("serving"),
            "seats": Term("single"),
            "setting": setting(analysis, first, last),
        }
        if office:
            fields["office"] = Term(office)
            fields["of"] = Terms(frozenset({f"e:{of}"}))
        name = analysis.original(analysis.persons[words[person].person])
        yield make_claim(
            analysis, "office", fields, first, last, {"holder": name, "status": analysis.span(index, place + length)}
        )


def _date_after(analysis: Analysis, last: int) -> int:
    """Return the word after a date that follows within three words of `last`, or `last`."""
    for date in analysis.dates:
        first, end = analysis.words_of(date.start, date.end)
        if last <= first <= last + 3:
            return end
    return last


_NOT = frozenset({"لم", "لن", "لا", "not", "never", "if", "لو", "اذا", "could", "may", "might", "would", "hopes"})


def _denied(analysis: Analysis, index: int) -> bool:
    return any(w.folded in _NOT for w in analysis.words[max(0, index - 4) : index])
