"""Making claims: what every family needs to turn words of an analysis into a `Claim`."""

from __future__ import annotations

from collections.abc import Mapping

from consistency.extraction.analysis import Analysis
from consistency.model import Claim, Context, Evidence, Name, Value

_NO_CONTEXT = Context()  # it is frozen, so that one serves all
LONGEST_EVIDENCE = 280  # characters; a quotation is to be read at a glance


def make_claim(
    analysis: Analysis,
    kind: str,
    fields: Mapping[str, Value],
    first: int,
    last: int,
    spans: Mapping[str, tuple[int, int]] | None = None,
    context: Context | None = None,
    besides: tuple[int, int] | None = None,
) -> Claim:
    """Return a claim that rests on the words from `first` to before `last`, and on those `besides`.

    `spans` are places in the text that is read; those of the claim are places in the one that was given.
    """
    original = analysis.flow.original
    rests = [_evidence(analysis, *words) for words in ((first, last), besides) if words is not None]
    return Claim.unchecked(
        {
            "kind": kind,
            "source": analysis.source.id,
            "fields": dict(fields),
            "evidence": tuple(rests),
            "context": context or _NO_CONTEXT,
            "spans": {name: original(*span) for name, span in spans.items()} if spans else {},
        }
    )


def _evidence(analysis: Analysis, first: int, last: int) -> Evidence:
    start, end = analysis.span(first, last)
    if end - start > LONGEST_EVIDENCE:
        end = start + LONGEST_EVIDENCE
    start, end = analysis.flow.original(start, end)
    return Evidence.unchecked(
        {
            "source": analysis.source.id,
            "quote": analysis.flow.source[start:end],
            "start": start,
            "end": end,
            "role": "primary",
            "path": None,
            "line": None,
            "column": None,
            "differs": (),
        }
    )


def person_value(analysis: Analysis, person: int) -> Name:
    """Return a person's name in its fullest form in the text: "Peskov" is "Dmitry Peskov" where that stands before."""
    mention = analysis.persons[person]
    full = mention if mention.full is None else analysis.persons[mention.full]
    return Name(full.text, mention.entity)
