"""Making claims: what every family needs to turn words of an analysis into a `Claim`."""

from __future__ import annotations

from collections.abc import Mapping

from consistency.extraction.analysis import Analysis
from consistency.model import Claim, Context, Evidence, Name, Value

_NO_CONTEXT = Context()  # it is frozen, so that one serves all
_QUOTED: dict[str, object] = {name: field.default for name, field in Evidence.model_fields.items()}
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
    places: dict[str, tuple[int, int]] = {}
    if spans is not None:
        for name, (start, end) in spans.items():
            places[name] = original(start, end)
    rests = _evidence(analysis, first, last)
    return Claim.unchecked(
        {
            "kind": kind,
            "source": rests.source,
            "fields": dict(fields),
            "evidence": (rests,) if besides is None else (rests, _evidence(analysis, *besides)),
            "context": context or _NO_CONTEXT,
            "spans": places,
        }
    )


def _evidence(analysis: Analysis, first: int, last: int) -> Evidence:
    start, end = analysis.span(first, last)
    if end - start > LONGEST_EVIDENCE:
        end = start + LONGEST_EVIDENCE
    start, end = analysis.flow.original(start, end)
    fields = _QUOTED.copy()  # half as long as writing all of them anew
    fields["source"] = analysis.source.id
    fields["quote"] = analysis.flow.source[start:end]
    fields["start"] = start
    fields["end"] = end
    return Evidence.unchecked(fields)


def person_value(analysis: Analysis, person: int) -> Name:
    """Return a person's name in its fullest form in the text: "Peskov" is "Dmitry Peskov" where that stands before."""
    mention = analysis.persons[person]
    full = mention if mention.full is None else analysis.persons[mention.full]
    return Name(full.text, mention.entity)
