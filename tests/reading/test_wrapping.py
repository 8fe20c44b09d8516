"""Line breaks that the width explains."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency import Source, extract_claims, read_sources
from consistency.judging.keys import claim_key
from consistency.reading.wrapping import flowing, unwrapped

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXTS = [
    path
    for folder in ("english", "arabic", "mixed")
    for path in sorted((EXAMPLES / folder).iterdir())
    if path.suffix in (".txt", ".md")
]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.text(st.sampled_from(list("ab .-#\n\r١")), max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert all(old == new or (old in "\n\r" and new == " ") for old, new in zip(text, joined, strict=True))


WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=30, max_size=80)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(WORDS, st.integers(36, 100))
def test_a_paragraph_is_made_whole(words: list[str], width: int) -> None:
    text = textwrap.fill(" ".join(words), width)
    if text.count("\n") >= 3:
        assert unwrapped(text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Fire at the ferry terminal in Port Selby\nBy Sara Haddad\n",
        "The terminal was closed on Monday evening.\nIt opened again.\nNobody was hurt in the fire.\nIt was late.",
        f"{'A paragraph in one line. ' * 9}\n{'Another paragraph in one line. ' * 5}\nA third.\n{'A fourth. ' * 12}",
        "Arsenal 2, Chelsea 1\nLiverpool 0, Leeds 0\nEverton 3, Fulham 2\n",
        "- the first thing that was said there\n- the second thing that was said\n- the third thing that was said",
        "",
    ],
)
def test_other_breaks_stay(text: str) -> None:
    assert unwrapped(text) == text


@pytest.mark.parametrize("width", [60, 72])  # wide enough for the line of the date, which is known by being whole
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_wrapped_texts_make_the_same_claims(path: Path, width: int, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head, dashes, body = text.rpartition("---\n")
    lines = [textwrap.fill(p, width, break_on_hyphens=False, break_long_words=False) for p in body.split("\n")]
    other = tmp_path / path.name
    other.write_text(head + dashes + "\n".join(lines), encoding="utf-8")
    (plain, wrapped) = read_sources([path, other])
    claims = extract_claims(wrapped)
    assert sorted(map(claim_key, claims)) == sorted(map(claim_key, extract_claims(plain)))
    assert all(wrapped.text[e.start : e.end] == e.quote for claim in claims for e in claim.evidence)


SIGNS = "\u064e\u0651\u0652\u0640\u200f\u00ad"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.lists(st.tuples(st.sampled_from("abوقفأ 1."), st.text(SIGNS, max_size=2)), max_size=40))
def test_signs_that_say_nothing_are_not_there(letters: list[tuple[str, str]]) -> None:
    bare = "".join(letter for letter, _ in letters)
    text = "".join(letter + signs for letter, signs in letters)
    flow = flowing(text)
    assert flow.text == flowing(bare).text or "  " in bare  # signs between two spaces keep them apart
    for start in range(len(flow.text)):
        first, last = flow.original(start, start + 1)
        assert text[first] == flow.text[start]
        assert set(text[first + 1 : last]) <= set(SIGNS + " ")


@pytest.mark.parametrize(
    ("apart", "whole"),
    [
        ("e\u0301", "é"),
        ("ا\u0654", "أ"),
        ("و\u064e\u0654", "ؤ"),
        ("x\u0301", "x\u0301"),
        ("e\u0301\u0302\u0301\u0302", None),
    ],
)
def test_a_letter_and_its_mark_are_one(apart: str, whole: str | None) -> None:
    text = f"of {apart} here"
    flow = flowing(text)
    assert whole is None or flow.text == f"of {whole} here"
    assert flow.original(0, len(flow.text)) == (0, len(text))
    assert flow.original(flow.text.index("here"), len(flow.text)) == (text.index("here"), len(text))
    assert text[slice(*flow.original(3, flow.text.index(" here")))] == apart


def test_a_quotation_takes_its_vowels_along() -> None:
    text = "قال الوزير إن ١٤ شخصاً قُتِلوا في حريقِ البصرةِ يوم الاثنين."
    quoted = {entry.quote for claim in extract_claims(Source(id="a", text=text)) for entry in claim.evidence}
    assert any("قُتِلوا" in quote for quote in quoted)
    assert not any(quote.endswith("البصرة") for quote in quoted)


def test_one_break_behind_a_word_that_ends_no_line() -> None:
    text = (
        "The storm that came in from the sea on Sunday night killed 23 people, 14 of them in\nKassala. Schools closed."
    )
    assert unwrapped(text) == text.replace("\n", " ")
    title = text.replace("them in", "them here")
    assert unwrapped(title) == title
