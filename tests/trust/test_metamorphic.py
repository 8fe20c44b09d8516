"""Changes to the texts that change nothing of what they say change no finding; a number that is swapped adds one."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from consistency import Source, check, read_sources

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SETS = ["arabic", "english", "mixed"]
_UNRELATED = "The choir of Oakham sang in the old chapel. Visitors praised the flowers and the warm bread."
_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

Change = Callable[[list[Source]], list[Source]]


def _each(change: Callable[[Source], Source]) -> Change:
    return lambda sources: [change(source) for source in sources]


def _text(change: Callable[[Source], str]) -> Change:
    # The lines of the file are those of the text no more.
    return _each(lambda s: s.model_copy(update={"text": change(s), "lines": ()}))


def _found(sources: list[Source]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return what is found: the rule, and the values that differ, in no order and without the names of the sources."""
    report = check(sources)
    for found in report.discrepancies:
        texts = {s.id: s.text for s in sources}
        assert all(texts[e.source][e.start : e.end] == e.quote for e in found.evidence)
    return sorted(
        (found.rule, tuple(sorted((e.role, _bare(e.quote)) for e in found.evidence))) for found in report.discrepancies
    )


def _bare(quote: str) -> str:
    return " ".join(quote.translate({ord("\u064b"): None}).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")).split())


CHANGES: dict[str, Change] = {
    "another order": lambda sources: sources[::-1],
    "an unrelated text": lambda sources: [*sources, Source(id="zz", text=_UNRELATED, language="en")],
    "a copy": lambda sources: [*sources, sources[0].model_copy(update={"id": "zz"})],
    "a diacritic": _text(lambda s: s.text.replace("قال ", "قالً ") if s.language == "ar" else s.text),
    "digits of the other script": _text(lambda s: s.text.translate(_TO_ARABIC) if s.language == "ar" else s.text),
}


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("change", CHANGES)
def test_what_says_the_same_finds_the_same(name: str, change: str) -> None:
    sources = read_sources([EXAMPLES / name])
    expected = _found(sources)
    assert expected
    assert _found(CHANGES[change](sources)) == expected


def _rewrapped(source: Source, width: int, end: str = "\n") -> Source:
    lines = source.text.split("\n")
    filled = [textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False) for line in lines]
    return source.model_copy(update={"text": "\n".join(filled).replace("\n", end)})


@pytest.mark.parametrize("end", ["\n", "\r\n", "  \n"])
@pytest.mark.parametrize("name", [*SETS, "newsroom"])
def test_lines_of_another_width_find_the_same(name: str, end: str) -> None:
    # As a caller of the API has them: the day and the title are those that the text says itself.
    sources = [Source(id=s.id, text=s.text) for s in read_sources([EXAMPLES / name])]
    expected = _found(sources)
    assert expected
    for width in (50, 61, 71, 72, 80, 100, 120):
        assert _found([_rewrapped(source, width, end) for source in sources]) == expected, width


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "  "])
@pytest.mark.parametrize("name", SETS)
def test_other_spaces_find_the_same(name: str, space: str) -> None:
    sources = read_sources([EXAMPLES / name])
    assert _found(_text(lambda s: s.text.replace(" ", space))(sources)) == _found(sources)


def test_other_names_change_no_finding() -> None:
    sources = read_sources([EXAMPLES / "arabic"])
    renamed = [s.model_copy(update={"id": f"new-{n}"}) for n, s in enumerate(sources)]
    assert _found(renamed) == _found(sources)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".json", ".jsonl", ".rss"])
def test_evidence_is_exact_in_every_format(tmp_path: Path, ending: str) -> None:
    import html
    import json

    for source in read_sources([EXAMPLES / "english"]):
        paragraphs = "".join(f"<p>{html.escape(p)}</p>\n" for p in source.text.split("\n\n"))
        written = {
            ".html": f"<!doctype html><html><head><title>t</title></head><body>"
            f"<article>{paragraphs}</article></body></html>",
            ".json": json.dumps([{"id": source.id, "text": source.text}]),
            ".jsonl": json.dumps({"id": source.id, "text": source.text}) + "\n",
            ".rss": "<rss version='2.0'><channel><title>W</title><item><guid>1</guid><title>t</title><description>"
            f"{html.escape(paragraphs)}</description></item></channel></rss>",
        }.get(ending, source.text)
        (tmp_path / f"{Path(source.id).stem}{ending}").write_text(written, encoding="utf-8")
    sources = read_sources([tmp_path])
    assert len(sources) == 2
    assert {rule for rule, _ in _found(sources)} >= {"toll-count", "office-status"}


def test_a_number_that_is_swapped_adds_a_finding() -> None:
    sentence = "The fire in the harbour of Port Selby injured {} people on Monday evening, the mayor said."
    before = [Source(id=name, text=sentence.format(14), language="en") for name in "a"]
    other = Source(id="b", text=sentence.format(14) + " Nobody else was harmed.", language="en")
    assert _found([*before, other]) == []
    swapped = other.model_copy(update={"text": other.text.replace("14", "41")})
    assert [rule for rule, _ in _found([*before, swapped])] == ["toll-count"]


OWN_CASES = Path(__file__).resolve().parents[2] / "benchmarks" / "cases"


def test_cases_of_another_width_find_the_same() -> None:
    wrong = []
    for number, path in enumerate(sorted(OWN_CASES.glob("*/*.yaml"))[::8]):
        sources = _case(path)
        width = 52 + 17 * number % 68
        if _found([_rewrapped(source, width) for source in sources]) != _found(sources):
            wrong.append((path.stem, width))
    assert wrong == []


def _case(path: Path) -> list[Source]:
    import yaml

    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    given = case["sources"].values() if isinstance(case["sources"], dict) else case["sources"]
    return [
        Source(id=str(number), text=source["text"], language=source.get("language"), published=source.get("published"))
        for number, source in enumerate(given)
    ]


CASES = Path(__file__).resolve().parents[3] / "shared" / "benchmark" / "cases"
if not CASES.is_dir():
    CASES = Path(__file__).resolve().parents[4] / "shared" / "benchmark" / "cases"


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases of ../shared are not here")
@pytest.mark.parametrize("change", ["another order", "an unrelated text", "a copy", "digits of the other script"])
def test_cases_say_the_same(change: str) -> None:
    cases = ((path, _case(path)) for path in sorted(CASES.glob("*.yaml"))[::9])
    assert [path.stem for path, sources in cases if _found(CHANGES[change](sources)) != _found(sources)] == []
