"""Which words of a long passage differ: two wordings of one quotation are marked word by word, not as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from consistency.language.orthography import fold
from consistency.model import Evidence, Source

_LONG = 4  # words; a shorter mark is looked over at a glance
_ALIKE = 0.5  # share of words in common below which two passages are simply different
_WORD = re.compile(r"\w+(?:['’\-]\w+)*+")

Span = tuple[int, int]


def narrowed(evidence: Sequence[Evidence], sources: Mapping[str, Source]) -> list[Evidence]:
    """Return the quotations of a discrepancy, long marks of two wordings narrowed to the words that are not shared.

    The first quotation is compared with the first other one in its language; what cannot be narrowed stays as it is.
    """
    passages = [_passage(e, sources) for e in evidence]
    first = passages[0] if passages else None
    for other, passage in enumerate(passages[1:], 1):
        marks = _differing(first, passage) if first and passage else None
        if marks is not None:
            narrow = {0: marks[0], other: marks[1]}
            return [e.model_copy(update={"differs": narrow[n]}) if n in narrow else e for n, e in enumerate(evidence)]
    return list(evidence)


def _passage(evidence: Evidence, sources: Mapping[str, Source]) -> tuple[str, list[tuple[str, Span]]] | None:
    """Return the language and the words, with their places, of the one long mark of a quotation."""
    source = sources.get(evidence.source)
    if source is None or len(evidence.differs) != 1:
        return None
    start, end = evidence.differs[0]
    words = [(fold(match.group()).text, match.span()) for match in _WORD.finditer(source.text, start, end)]
    return (source.language or "", words) if len(words) >= _LONG else None


def _differing(
    one: tuple[str, list[tuple[str, Span]]], other: tuple[str, list[tuple[str, Span]]]
) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    if one[0] != other[0]:
        return None
    matcher = SequenceMatcher(None, [w for w, _ in one[1]], [w for w, _ in other[1]], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    marks = (
        tuple(_span(one[1], first, last) for _, first, last, _, _ in changes),
        tuple(_span(other[1], first, last) for _, _, _, first, last in changes),
    )
    return marks if changes else None


def _span(words: list[tuple[str, Span]], first: int, last: int) -> Span:
    """Return the place of some words; where one side lacks what the other has, the word beside the gap is marked."""
    if first == last:
        first, last = (first - 1, first) if first else (0, 1)
    return words[first][1][0], words[last - 1][1][1]
