"""Comments: found, and blanked so that all else keeps its place."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency import Source, extract_claims
from consistency.reading.comments import find_comments, open_comment, without_comments
from consistency.reading.metadata import title_of, with_metadata

TEXTS = st.text(st.sampled_from(list("<!->ab \n\r١")), max_size=40)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(TEXTS)
def test_what_is_no_comment_keeps_its_place(text: str) -> None:
    blanked = without_comments(text)
    inside = {place for start, end in find_comments(text) for place in range(start, end)}
    assert len(blanked) == len(text)
    assert all(blanked[i] == char for i, char in enumerate(text) if i not in inside or char in "\r\n")
    assert all(blanked[i].isspace() for i in inside)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(TEXTS)
def test_a_comment_is_open_or_closed(text: str) -> None:
    place = open_comment(text)
    assert (place is None) == ("<!--" not in without_comments(text))
    assert place is None or text.startswith("<!--", place)


def test_many_openings_take_linear_time() -> None:
    begin = time.perf_counter()
    assert without_comments("<!-- " * 200_000) == "<!-- " * 200_000
    assert time.perf_counter() - begin < 2


def test_a_comment_makes_no_claims_and_no_title() -> None:
    text = "<!-- The fire injured 41 people, said John Smith. -->\n\nFire at the quay\n\nIt injured 14 people.\n"
    source = with_metadata(Source(id="a", text=text))
    assert source.title == "Fire at the quay"
    assert title_of(text) != source.title
    claims = extract_claims(source)
    assert claims
    assert not any("41" in evidence.quote or "Smith" in evidence.quote for c in claims for evidence in c.evidence)
    assert all(text[e.start : e.end] == e.quote for c in claims for e in c.evidence)
