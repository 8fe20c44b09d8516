"""Claims as JSON and back, made for speed: positions instead of names, a quotation as its place.

JSON holds no code, so a spoiled or forged file can at worst give wrong claims or none; pydantic's own way through
validation takes ten times as long.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from consistency.model import (
    Claim,
    Context,
    Evidence,
    Name,
    Period,
    Quantity,
    Setting,
    Source,
    Term,
    Terms,
    Text,
    Value,
)

_Packed = list[Any]


class UnfitError(ValueError):
    """Claims that are not of the form that extraction gives, or bytes that hold none."""


def pack_claims(claims: Sequence[Claim], source: Source) -> bytes:
    """Return the claims of a text as bytes. Raises UnfitError for claims that quote something else.

    Contexts and settings, which many claims share, are written once.
    """
    contexts: dict[str, int] = {}
    settings: dict[int, int] = {}
    shared: tuple[list[Any], list[Any]] = ([], [])
    rows: list[Any] = []
    for claim in claims:
        context = _pack_context(claim.context)
        number = contexts.setdefault(repr(context), len(contexts))
        if number == len(shared[0]):
            shared[0].append(context)
        fields: dict[str, Any] = {}
        for name, value in claim.fields.items():
            if isinstance(value, Setting):
                place = settings.setdefault(id(value), len(settings))
                if place == len(shared[1]):
                    shared[1].append(value.features)
                fields[name] = place
            else:
                fields[name] = _pack(value)
        places = [_place(evidence, source) for evidence in claim.evidence]
        if claim.source != source.id:
            raise UnfitError
        rows.append([claim.kind, fields, places, number, claim.spans])
    return json.dumps([*shared, rows], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_claims(content: bytes, source: Source) -> list[Claim]:
    """Return the claims that `pack_claims` wrote, as those of `source`. Raises UnfitError."""
    try:
        contexts, settings, rows = json.loads(content.decode("utf-8", "surrogatepass"))
        known = [_unpack_context(context) for context in contexts]
        features = [Setting(entry) for entry in settings]
        return [_claim(row, source, known, features) for row in rows]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError):
        raise UnfitError from None


def _claim(row: _Packed, source: Source, contexts: list[Context], settings: list[Setting]) -> Claim:
    kind, packed, places, context, spans = row
    text, key = source.text, source.id
    fields: dict[str, Value] = {
        name: settings[value] if type(value) is int else _UNPACK[value[0]](value) for name, value in packed.items()
    }
    return Claim.model_construct(
        kind=kind,
        source=key,
        fields=fields,
        evidence=tuple([Evidence.model_construct(source=key, quote=text[s:e], start=s, end=e) for s, e in places]),
        context=contexts[context],
        spans={name: (start, end) for name, (start, end) in spans.items()},
    )


def _place(evidence: Evidence, source: Source) -> tuple[int, int]:
    start, end = evidence.start, evidence.end
    if start is None or end is None:
        raise UnfitError
    if evidence != Evidence(source=source.id, quote=source.text[start:end], start=start, end=end):
        raise UnfitError
    return start, end


def _pack(value: Value) -> _Packed:
    match value:
        case Quantity():
            return ["q", value.low, value.high, value.unit, value.bound, value.ordinal, value.per, value.counted]
        case Period():
            return _pack_period(value)
        case Name():
            return ["n", value.text, value.entity]
        case Term():
            return ["t", value.concept]
        case Terms():
            return ["ts", sorted(value.concepts), value.complete]
        case Text():
            return ["x", value.text]
        case Setting():
            raise UnfitError


def _pack_period(value: Period) -> _Packed:
    days = [day.toordinal() if day is not None else None for day in (value.start, value.end)]
    return [
        "p", *days, value.precision, value.minute, value.zone, value.impossible, value.month, value.day, value.weekday,
        value.slack, value.years,
    ]  # fmt: skip


def _unpack_period(packed: _Packed) -> Period:
    _, start, end, *rest, years = packed
    day = datetime.date.fromordinal
    period = Period(None if start is None else day(start), None if end is None else day(end), *rest)
    return period if years is None else replace(period, years=(years[0], years[1]))


_UNPACK: dict[str, Callable[[_Packed], Value]] = {
    "q": lambda packed: Quantity(*packed[1:]),
    "p": _unpack_period,
    "n": lambda packed: Name(packed[1], packed[2]),
    "t": lambda packed: Term(packed[1]),
    "ts": lambda packed: Terms(frozenset(packed[1]), packed[2]),
    "x": lambda packed: Text(packed[1]),
}


def _pack_context(context: Context) -> _Packed:
    time = None if context.time is None else _pack_period(context.time)
    return [time, context.speaker, sorted(context.party), context.positive, context.modality]


def _unpack_context(packed: _Packed) -> Context:
    time, speaker, party, positive, modality = packed
    return Context.model_construct(
        time=None if time is None else _unpack_period(time),
        speaker=speaker,
        party=frozenset(party),
        positive=positive,
        modality=modality,
    )
