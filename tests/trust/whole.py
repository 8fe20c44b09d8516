"""What must hold over all cases: evidence is exact in every format, and what says the same finds the same.

    python tests/trust/whole.py evidence|changes|numbers [--corpus FOLDER] [--every 3]

`evidence` writes the texts of each case in each format, reads them and checks them; `--corpus` adds texts of any bytes,
as fuzzing leaves them. `changes` reorders, renames, adds, marks, wraps, and compares the findings. `numbers` swaps a
number in a copy of a text: what is new must quote it. `--every 3` takes every third case. Prints each break, then
counts; tests/trust hold a sample.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import tempfile
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from consistency import Report, Source, check, read_sources
from consistency.model import Evidence

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "benchmarks"))
ENDINGS = (".txt", ".md", ".html", ".jsonl", ".rss")
Found = Counter[tuple[str, tuple[str, ...]]]
"""Findings: the rule and what is quoted, without the names of sources."""

_UNRELATED = "The choir of Oakham sang in the old chapel. Visitors praised the flowers and the warm bread."
_MARKS = re.compile("[\u064b-\u0652\u0670]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_ARABIC = re.compile("[\u0621-\u064a]{3,}")
_VOWELS = ("\u064e", "\u064f", "\u0650", "\u0651\u064e", "\u0652")
_SIGNS = re.compile("[\u0640\u00ad\u200b-\u200f\u202a-\u202e]")


def cases() -> list[list[Source]]:
    """Return the texts of each case, those of the benchmark beside the checkout after our own."""
    from accuracy import CASES, read_cases, sources_of

    folders = [*sorted((ROOT / "benchmarks/cases").iterdir()), CASES]
    return [sources_of(case) for folder in folders if folder.is_dir() for case in read_cases(folder, "all")]


# ---- evidence


def _written(source: Source, ending: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(p)}</p>\n" for p in re.split(r"\n+", source.text) if p.strip())
    day = str(source.published) if source.published else None
    if ending == ".html":
        head = f"<meta property='article:published_time' content='{day}'>" if day else ""
        return (
            f"<!doctype html><html><head><meta charset='utf-8'><title>t</title>{head}</head>"
            f"<body><article>{paragraphs}</article></body></html>"
        )
    if ending == ".rss":
        return (
            "<rss version='2.0'><channel><title>W</title><item><guid>1</guid><title>t</title><description>"
            f"{html.escape(paragraphs)}</description></item></channel></rss>"
        )
    if ending == ".jsonl":
        return json.dumps({"id": source.id, "text": source.text, **({"published": day} if day else {})}) + "\n"
    return f"---\npublished: {day}\n---\n{source.text}" if day else source.text


def _evidence(report: Report) -> list[Evidence]:
    return [
        *(e for found in report.discrepancies for e in found.evidence),
        *(e for excused in report.explained for e in excused.evidence),
    ]


def _inexact(report: Report) -> Iterator[str]:
    texts = {source.id: source.text for source in report.sources}
    for e in _evidence(report):
        if e.start is None or not e.quote or texts[e.source][e.start : e.end] != e.quote:
            yield f"{e.source}:{e.start}: {e.quote[:60]!r}"


def evidence_breaks(sources: list[Source], ending: str, folder: Path) -> tuple[int, list[str]]:
    """Return how much evidence a case has in a format, and what of it does not quote its text."""
    for number, source in enumerate(sources):
        (folder / f"{number}{ending}").write_text(_written(source, ending), encoding="utf-8")
    report = check(read_sources([folder]))
    return len(_evidence(report)), list(_inexact(report))


# ---- changes that change nothing


def found(sources: list[Source]) -> Found:
    """Return the findings of some texts; quotations are told without marks, wrapping and the script of digits."""
    return Counter((d.rule, tuple(sorted(_plain(e.quote) for e in d.evidence))) for d in check(sources).discrepancies)


def _plain(quote: str) -> str:
    bare = _SIGNS.sub("", _MARKS.sub("", unicodedata.normalize("NFC", quote)))
    return " ".join(bare.translate(_DIGITS).split())


def _with(sources: list[Source], change: Callable[[str], str]) -> list[Source]:
    return [s.model_copy(update={"text": change(s.text), "lines": ()}) for s in sources]


def _vocalised(text: str) -> str:
    """Return a text with a fatha on the first letter of every third Arabic word, as a writer who marks some."""
    number = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return match[0] if number % 3 else f"{match[0][0]}\u064e{match[0][1:]}"

    return _ARABIC.sub(mark, text)


def _fully_vocalised(text: str) -> str:
    """Return a text with a vowel, sukun or shadda on every Arabic letter but the last of a word, as in a schoolbook."""

    def mark(match: re.Match[str]) -> str:
        word = match[0]
        return "".join(letter + _VOWELS[n % len(_VOWELS)] for n, letter in enumerate(word[:-1])) + word[-1]

    return _ARABIC.sub(mark, text)


def _signed(text: str) -> str:
    """Return a text with signs that are not seen: lengthened words, hyphens for breaks, marks of direction."""
    text = _ARABIC.sub(lambda match: f"{match[0][:2]}\u0640{match[0][2:]}" if len(match[0]) % 2 else match[0], text)
    text = re.sub(r"\b([a-z]{4})(?=[a-z]{3})", "\\1\u00ad", text)
    return re.sub(r"(?<!\S)(\d+)(?!\S)", "\u200f\\1\u200f" if _ARABIC.search(text) else "\u202a\\1\u202c", text)


def _wrapped(sources: list[Source]) -> list[Source]:
    def fill(text: str) -> str:
        lines = text.split("\n")
        return "\n".join(textwrap.fill(line, 72, break_on_hyphens=False, break_long_words=False) for line in lines)

    return _read(_with(sources, fill))


def _read(sources: list[Source]) -> list[Source]:
    """Return texts as they are read from files."""
    with tempfile.TemporaryDirectory() as place:
        for number, source in enumerate(sources):
            (Path(place) / f"{number}.txt").write_text(_written(source, ".txt"), encoding="utf-8")
        return [s.model_copy(update={"path": None}) for s in read_sources([place])]


def _arabic_digits(text: str) -> str:
    return text.translate({v: chr(k) for k, v in _DIGITS.items()}) if _ARABIC.search(text) else text


CHANGES: dict[str, Callable[[list[Source]], list[Source]]] = {
    "another order": lambda sources: sources[::-1],
    "other names": lambda sources: [s.model_copy(update={"id": f"x{9 - n}"}) for n, s in enumerate(sources)],
    "an unrelated text": lambda sources: [*sources, Source(id="zz", text=_UNRELATED, language="en")],
    "a copy": lambda sources: [*sources, sources[0].model_copy(update={"id": "zz"})],
    "some vowels": lambda sources: _with(sources, _vocalised),
    "all vowels": lambda sources: _with(sources, _fully_vocalised),
    "signs that are not seen": lambda sources: _with(sources, _signed),
    "letters apart from their marks": lambda sources: _with(sources, lambda text: unicodedata.normalize("NFD", text)),
    "Arabic digits": lambda sources: _with(sources, _arabic_digits),
    "Western digits": lambda sources: _with(sources, lambda text: text.translate(_DIGITS)),
    "lines of 72": _wrapped,
}


def change_breaks(sources: list[Source], change: str, unchanged: Found | None = None) -> list[str]:
    """Return the findings that a change takes away (-) or adds (+); `unchanged` is what was found without it."""
    if change == "lines of 72":
        unchanged = found(_read(sources))
    before = found(sources) if unchanged is None else unchanged
    after = found(CHANGES[change](sources))
    return [f"- {f}" for f in (before - after).elements()] + [f"+ {f}" for f in (after - before).elements()]


# ---- a number that is swapped


def number_breaks(sources: list[Source]) -> tuple[int, int, list[str]]:
    """Swap a number in a copy of the first text. Return how many swaps there were, how many were found, and breaks.

    What it should add is one finding that quotes both numbers, and whatever the swapped text now contradicts within
    itself (a sum, a weekday), which quotes the new one. A break is anything else that is new, and a finding that is
    lost without quoting the number.
    """
    one = sources[0].model_copy(update={"id": "a"})
    end = "\nوأقيم حفل في القاعة القديمة." if _ARABIC.search(one.text) else "\n" + _UNRELATED
    tried = seen = 0
    breaks: list[str] = []
    before = found([one, one.model_copy(update={"id": "b", "text": one.text + end})])
    for match in list(re.finditer(r"(?<![\d.,/:٠-٩-])[1-9]\d(?![\d.,/:٠-٩-]|\d)", one.text))[:2]:
        number = match[0]
        if one.text.count(number) > 1:
            continue
        other = str(int(number) + 11 if int(number) < 88 else int(number) - 31)
        if other in one.text:
            continue
        swapped = one.text[: match.start()] + other + one.text[match.end() :] + end
        after = found([one, one.model_copy(update={"id": "b", "text": swapped})])
        tried += 1
        new = list((after - before).elements())
        both = [f for f in new if any(number in q for q in f[1]) and any(other in q for q in f[1])]
        within = [f for f in new if f[0].startswith("internal-") and any(other in q for q in f[1])]
        seen += bool(both)
        lost = (before - after).elements()  # what the number stood in may go with it
        breaks += [f"- {f}" for f in lost if not any(number in quote for quote in f[1])]
        breaks += [f"+ {f}" for f in [*both[1:], *(f for f in new if f not in both and f not in within)]]
    return tried, seen, breaks


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["evidence", "changes", "numbers"])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    broken = 0

    def tell(place: str, breaks: list[str]) -> None:
        nonlocal broken
        broken += len(breaks)
        for line in breaks:
            print(f"{place}: {line}", flush=True)

    for number, sources in list(enumerate(cases()))[:: given.every]:
        place = f"{number} {sources[0].text[:30]!r}"
        if given.what == "evidence":
            for ending in ENDINGS:
                with tempfile.TemporaryDirectory() as folder:
                    pieces, breaks = evidence_breaks(sources, ending, Path(folder))
                counts[ending] += pieces
                tell(f"{place} {ending}", breaks)
        elif given.what == "changes":
            unchanged = found(sources)
            for change in CHANGES:
                breaks = change_breaks(sources, change, unchanged)
                counts[f"{change}: cases changed"] += bool(breaks)
                tell(f"{place} {change}", breaks)
        else:
            tried, seen, breaks = number_breaks(sources)
            counts.update({"swapped": tried, "found": seen})
            tell(place, breaks)
        counts["cases"] += 1
    for path in sorted(given.corpus.iterdir()) if given.corpus else ():
        text = path.read_bytes().decode("utf-8", "ignore")
        middle = len(text) // 2
        report = check([Source(id="a", text=text[:middle]), Source(id="b", text=text[middle:])])
        counts["of the corpus"] += sum(len(d.evidence) for d in report.discrepancies)
        tell(path.name, list(_inexact(report)))
    print(f"{broken} breaks; {dict(counts)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
