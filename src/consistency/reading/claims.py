"""Claims that were extracted elsewhere: from JSON objects to `Claim`.

The form is that of `Claim` itself, with short forms for people: a plain string is a `Text`, a number a `Quantity`,
true and false are terms, a list of strings is `Terms`, and a quotation alone is evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from consistency.errors import ClaimError, SourceError
from consistency.model import Claim, Context, Evidence
from consistency.reading.files import find_files
from consistency.reading.values import WrongFormError, only_known, period_from_json, value_from_json

CLAIM_KEYS = ("kind", "source", "fields", "evidence", "context", "spans")
_EVIDENCE_KEYS = ("source", "quote", "start", "end", "role", "path", "line", "column", "differs")
_PLAIN = Context()
_CONTEXT_KEYS = ("time", "speaker", "positive", "modality")


def read_claims(path: Path) -> Iterator[Claim]:
    """Return the claims of a JSON or JSON Lines file, one at a time.

    Raises SourceError and ClaimError with the line.
    """
    from consistency.reading.inputs import records_of
    from consistency.reading.records import only_claims

    for file in find_files([path]):
        if isinstance(file, SourceError):
            raise file
        yield from only_claims(records_of(file), str(file))


def claim_from_json(obj: Any, path: str | None = None, line: int | None = None) -> Claim:
    """Return the claim that a parsed JSON object describes; `path` and `line` tell where it stands, for messages.

    Raises ClaimError with one sentence that names the field.
    """
    try:
        return _claim(obj)
    except WrongFormError as error:
        raise ClaimError(str(error), path, line) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ClaimError(f"'{where}' in a claim: {first['msg'].lower()}", path, line) from None


def _claim(obj: Any) -> Claim:
    if not isinstance(obj, dict):
        raise WrongFormError("a claim is a JSON object")
    only_known(obj, CLAIM_KEYS, "a claim")
    kind, source, given = obj.get("kind"), obj.get("source"), obj.get("fields")
    if not isinstance(kind, str) or not kind:
        raise WrongFormError("a claim needs a 'kind', such as \"price\"")
    if not isinstance(source, str) or not source:
        raise WrongFormError("a claim needs a 'source', the id of the text that it comes from")
    if not isinstance(given, dict) or not given:
        raise WrongFormError("a claim needs 'fields', an object with at least one value")
    values = {name: value_from_json(name, value) for name, value in given.items() if value is not None}
    evidence = _evidence_of(obj.get("evidence"), source)
    if "context" not in obj and "spans" not in obj:
        return Claim(kind=kind, source=source, fields=values, evidence=evidence, context=_PLAIN, spans={})
    spans = obj.get("spans") or {}
    if not isinstance(spans, dict):
        raise WrongFormError("'spans' must be an object of field names with [start, end]")
    places = {name: _span(span, f"spans.{name}") for name, span in spans.items()}
    return Claim(
        kind=kind, source=source, fields=values, evidence=evidence, context=_context(obj.get("context")), spans=places
    )


def _evidence_of(given: Any, source: str) -> tuple[Evidence, ...]:
    entries = given if isinstance(given, list) else [given]
    if given is None or not entries:
        raise WrongFormError("a claim needs 'evidence': the quotation that it rests on")
    return tuple([_evidence(entry, source) for entry in entries])


def _evidence(entry: Any, source: str) -> Evidence:
    if isinstance(entry, str):
        entry = {"quote": entry}
    if not isinstance(entry, dict):
        raise WrongFormError("'evidence' must be a quotation, an object with a 'quote', or a list of these")
    only_known(entry, _EVIDENCE_KEYS, "evidence")
    quote = entry.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        raise WrongFormError("evidence needs a 'quote', the words that it rests on")
    start, end = entry.get("start"), entry.get("end")
    if start is None and end is None:
        if len(entry) == 1:
            return Evidence(source=source, quote=quote)
    elif type(start) is not int or (end is not None and type(end) is not int) or start < 0:
        raise WrongFormError("evidence gives 'start' and 'end' as whole numbers, in characters of the source text")
    elif end is None:
        end = start + len(quote)
    elif end - start != len(quote):
        raise WrongFormError(f"evidence runs from {start} to {end}, but its quote has {len(quote)} characters")
    differs = entry.get("differs") or ()
    if not isinstance(differs, list | tuple):
        raise WrongFormError("'differs' of evidence must be a list of [start, end]")
    known = {key: entry[key] for key in ("source", "role", "path", "line", "column") if entry.get(key) is not None}
    marks = tuple([_span(span, "differs") for span in differs])
    return Evidence(**{"source": source, **known, "quote": quote, "start": start, "end": end, "differs": marks})


def _span(given: Any, name: str) -> tuple[int, int]:
    if isinstance(given, list | tuple) and len(given) == 2 and all(type(place) is int for place in given):
        start, end = given
        if 0 <= start < end:
            return start, end
    raise WrongFormError(f"'{name}' must be [start, end], two whole numbers of which the second is the larger")


def _context(given: Any) -> Context:
    if given is None:
        return Context()
    if not isinstance(given, dict):
        raise WrongFormError("'context' must be an object")
    only_known(given, _CONTEXT_KEYS, "a context")
    time = given.get("time")
    if isinstance(time, str):
        time = period_from_json("context.time", {"value": time})
    elif isinstance(time, dict):
        time = period_from_json("context.time", time)
    elif time is not None:
        raise WrongFormError("'context.time' must be a date or an object with 'start' and 'end'")
    known = {key: given[key] for key in ("speaker", "positive", "modality") if given.get(key) is not None}
    return Context(time=time, **known)
