from __future__ import annotations

import pytest

from consistency.matching.comparisons import COMPARISONS
from consistency.model import Term, Terms


def post(office: str, *of: str, language: str = "en") -> Terms:
    return Terms(frozenset({f"o:{office}", f"in:{language}", *of}))


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (post("mayor"), post("mayor"), "same"),
        (post("body-president"), post("treasurer"), "different"),
        (post("head", "c:club"), post("body-president", "c:club"), "incomparable"),
        # Who heads the regulator of a field is not its minister; who heads the ministry may be.
        (post("head", "c:telecom", "c:regulator"), post("minister", "c:telecom"), "different"),
        (post("head", "c:telecom", "c:ministry"), post("minister", "c:telecom"), "incomparable"),
        (post("head", "c:pharmacy", "c:central"), post("head", "c:disease", "c:telescope"), "different"),
        (post("head", "c:pharmacy"), post("head", "c:disease"), "same"),
        (
            post("head", "c:pharmacy", "c:central"),
            post("body-president", "c:disease", "c:telescope"),
            "different",
        ),
        (
            post("head", "c:pharmacy", "c:central"),
            post("body-president", "c:disease", "c:telescope", language="ar"),
            "incomparable",
        ),
        # Two places have two governors; of a place that nobody names, nothing is known.
        (post("governor", "e:place:aden"), post("governor", "e:place:lahj"), "different"),
        (post("governor", "e:place:aden"), post("governor", "c:coast"), "same"),
        (post("head", "c:telecom"), post("chairman", "c:disease", language="ar"), "incomparable"),
        (post("minister", "c:telecom"), post("party-leader", "c:political-party"), "incomparable"),
        # Whoever is only said to lead something may have any post there, but none in a body of another kind.
        (post("head", "v:leads", "c:inquiry"), post("prosecutor"), "incomparable"),
        (post("head", "v:leads", "c:hospital", "b:hospital"), post("police-chief"), "different"),
        (post("governor", "b:bank", "c:bank"), post("head", "b:bank", "c:bank"), "incomparable"),
        (post("director", "c:emergency"), post("director", "c:emergency-service", "c:region"), "same"),
    ],
)
def test_posts_that_one_person_cannot_hold(a: Terms, b: Terms, relation: str) -> None:
    for x, y in ((a, b), (b, a)):
        found = COMPARISONS["other_post"](x, y, {})
        assert found is not None
        assert found.relation == relation


def test_a_head_may_be_called_a_president() -> None:
    alike = COMPARISONS["office"](Term("head"), Term("body-president"), {})
    other = COMPARISONS["office"](Term("mayor"), Term("judge"), {})
    assert alike is not None
    assert other is not None
    assert alike.similarity > 0.5 > other.similarity


@pytest.mark.parametrize(
    ("a", "b"), [(Term("mayor"), Terms(frozenset({"c:club"}))), (Terms(frozenset()), Terms(frozenset()))]
)
def test_what_is_no_post_is_left_alone(a: Term | Terms, b: Terms) -> None:
    assert COMPARISONS["other_post"](a, b, {}) is None
