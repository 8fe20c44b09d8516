"""Claims come back as they were, and spoiled bytes give none."""

from __future__ import annotations

import contextlib
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency import Claim, Source, extract_claims, read_sources
from consistency.claim_cache.codec import UnfitError, pack_claims, unpack_claims
from consistency.model import Context, Evidence, Name, Period, Quantity, Setting, Term, Terms, Text, Value

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SOURCES = [source for name in ("english", "arabic", "mixed") for source in read_sources(EXAMPLES / name)]

floats = st.floats(allow_nan=False)
words = st.text(max_size=8)
maybe_words = st.none() | words
numbers = st.none() | st.integers(-900, 900)
days = st.none() | st.dates()
periods = st.builds(
    Period, days, days, st.sampled_from(["day", "year", "interval"]), numbers, numbers, st.booleans(), numbers, numbers,
    numbers, st.integers(0, 9),
)  # fmt: skip
values: st.SearchStrategy[Value] = st.one_of(
    st.builds(Quantity, floats, floats, maybe_words, st.just("about"), st.booleans(), maybe_words, maybe_words),
    periods,
    st.builds(Name, words, maybe_words),
    st.builds(Term, words),
    st.builds(Terms, st.frozensets(words), st.booleans()),
    st.builds(Text, words),
    st.builds(Setting, st.dictionaries(words, floats)),
)
contexts = st.builds(
    Context, time=st.none() | periods, speaker=maybe_words, party=st.frozensets(words), positive=st.booleans(),
    modality=st.sampled_from(["happened", "planned"]),
)  # fmt: skip
SOURCE = Source(id="a", text="The \U0001f6a2 fire injured 14 people.\ud800")


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    start = draw(st.integers(0, 20))
    end = draw(st.integers(start + 1, len(SOURCE.text)))
    return Claim.model_construct(
        kind=draw(words),
        source="a",
        fields=draw(st.dictionaries(words, values, max_size=5)),
        evidence=(Evidence.model_construct(source="a", quote=SOURCE.text[start:end], start=start, end=end),),
        context=draw(contexts),
        spans=draw(st.dictionaries(words, st.tuples(st.integers(), st.integers()), max_size=3)),
    )


def exactly(claim: Claim) -> str:
    """Return a claim with all types of its values: 1 is not 1.0, and a list is no tuple."""
    shown: dict[str, object] = {}
    for name, value in claim.fields.items():
        shown[name] = list(value.features.items()) if isinstance(value, Setting) else value
        if isinstance(value, Terms):
            shown[name] = (sorted(value.concepts), type(value.concepts), value.complete)
    context = claim.context.model_copy(update={"party": sorted(claim.context.party)})
    return repr((claim.kind, claim.source, shown, claim.evidence, context, claim.spans))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.lists(claims(), max_size=4))
def test_there_and_back(given_claims: list[Claim]) -> None:
    back = unpack_claims(pack_claims(given_claims, SOURCE), SOURCE)
    assert [exactly(claim) for claim in back] == [exactly(claim) for claim in given_claims]
    assert back == given_claims


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: Path(source.id).name)
def test_real_claims_there_and_back(source: Source) -> None:
    extracted = extract_claims(source)
    back = unpack_claims(pack_claims(extracted, source), source)
    assert [exactly(claim) for claim in back] == [exactly(claim) for claim in extracted]
    shared = {id(v) for claim in extracted for v in claim.fields.values() if isinstance(v, Setting)}
    assert len({id(v) for claim in back for v in claim.fields.values() if isinstance(v, Setting)}) == len(shared)


def test_they_take_the_id_of_the_source_that_asks() -> None:
    source = SOURCES[0]
    other = source.model_copy(update={"id": "other"})
    back = unpack_claims(pack_claims(extract_claims(source), source), other)
    assert back == extract_claims(other)


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(source="a", quote="The"),
        Evidence(source="b", quote="The", start=0, end=3),
        Evidence(source="a", quote="the", start=0, end=3),
        Evidence(source="a", quote="The", start=0, end=3, role="related"),
    ],
)
def test_claims_that_quote_something_else_are_refused(evidence: Evidence) -> None:
    claim = Claim(kind="x", source="a", fields={"x": Term("y")}, evidence=(evidence,))
    with pytest.raises(UnfitError):
        pack_claims([claim], SOURCE)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=6
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.binary(max_size=30) | json_values.map(lambda value: json.dumps(value).encode()))
def test_what_holds_no_claims_is_refused(content: bytes) -> None:
    with contextlib.suppress(UnfitError):
        assert unpack_claims(content, SOURCE) == []


@pytest.mark.parametrize(
    "period", [Period(datetime.date(2024, 2, 29), None), Period(None, None, "century", years=(-500, -401))]
)
def test_a_period_keeps_its_types(period: Period) -> None:
    claim = Claim.model_construct(
        kind="x", source="a", fields={"x": period}, context=Context(), spans={},
        evidence=(Evidence(source="a", quote="The", start=0, end=3),),
    )  # fmt: skip
    (back,) = unpack_claims(pack_claims([claim], SOURCE), SOURCE)
    assert back.fields["x"] == period
