"""Coverage-guided fuzzing with atheris: text, JSON Lines, rule YAML and HTML, each for a time.

    pip install atheris coverage
    python tests/fuzz/fuzz.py SECONDS [text jsonl rules html ...] [--corpus FOLDER] [--keep FOLDER]

Each input starts from what the examples and the shipped rules hold, and from the texts of `--corpus`. What may come of
any bytes is sources, claims, rules, findings, or errors of the library with their sentence; every claim and finding
quotes its source. Anything else ends the run, and the input that did it stands in a file crash-… of the working folder:
it becomes a test beside the code that it broke. At the end the corpus that grew (in `--keep`) is played once more and
the lines that it reaches are counted. This is no test of the suite: it ends after a time, not with the input.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LONGEST = 4096  # bytes of an input
_LONGEST_TEXT = 600  # of a text, of which every sentence is read: short ones are more runs


def _sources(text: str) -> list[object]:
    from consistency import Source

    parts = text.split("\x00", 1) if "\x00" in text else [text[: len(text) // 2], text[len(text) // 2 :]]
    language = "ar" if re.search("[\u0600-\u06ff]", text) else "en"
    return [Source(id=str(number), text=part, language=language) for number, part in enumerate(parts)]


def _text(content: bytes) -> None:
    from consistency import Source, check_claims, extract_claims, render

    sources = [s for s in _sources(content.decode("utf-8", "ignore")) if isinstance(s, Source)]
    texts = {source.id: source.text for source in sources}
    claims = [claim for source in sources for claim in extract_claims(source)]
    for evidence in (evidence for claim in claims for evidence in claim.evidence):
        assert texts[evidence.source][evidence.start : evidence.end] == evidence.quote
    report = check_claims(claims, sources=sources)
    for found in report.discrepancies:
        for evidence in found.evidence:
            assert texts[evidence.source][evidence.start : evidence.end] == evidence.quote
    if report.discrepancies:
        for name in ("text", "html", "sarif", "junit", "github", "csv"):
            render(report, format=name)


def _file(ending: str) -> Callable[[bytes], None]:
    path = Path(tempfile.mkdtemp()) / f"a{ending}"

    def run(content: bytes) -> None:
        from consistency import check_claims
        from consistency.reading import read_inputs

        path.write_bytes(content)
        inputs = read_inputs([path])
        assert inputs.sources or inputs.claims or inputs.errors
        for error in inputs.errors:
            assert len(str(error).splitlines()) == 1
        if inputs.claims:
            check_claims(inputs.claims)

    return run


def _rules(content: bytes) -> None:
    from consistency import check_claims
    from consistency.judging import load_rules

    path = Path(tempfile.gettempdir()) / "fuzzed.yaml"
    path.write_bytes(content)
    loaded = load_rules(path)
    for error in loaded.errors:
        assert str(error).startswith(str(path))
    if loaded.rules:
        check_claims(ROOT / "examples/claims.jsonl", rules=loaded)


def _as_jsonl(text: bytes) -> bytes:
    return json.dumps({"id": "a", "published": "2025-03-02", "text": text.decode("utf-8", "ignore")}).encode()


def _as_html(text: bytes) -> bytes:
    paragraphs = b"".join(b"<p>%s</p>" % line for line in text.split(b"\n\n"))
    return (
        b"<!doctype html><html><head><title>a</title><meta property='article:published_time' content='2025-03-02'>"
        b'<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"a"}</script></head>'
        b"<body><article>%s</article></body></html>" % paragraphs
    )


Harness = Callable[[bytes], None]
# How bytes are run, files to begin with, and what makes such a file of a text.
HARNESSES: dict[str, tuple[Callable[[], Harness], list[str], Callable[[bytes], bytes] | None]] = {
    "text": (lambda: _text, ["examples/**/*.txt", "examples/**/*.md"], lambda text: text),
    "jsonl": (lambda: _file(".jsonl"), ["examples/*.jsonl"], _as_jsonl),
    "rules": (lambda: _rules, ["rules/*/*.yaml", "examples/rules/*.yaml"], None),
    "html": (lambda: _file(".html"), ["tests/**/*.html"], _as_html),
}


def _longest(name: str) -> int:
    return _LONGEST_TEXT if name == "text" else _LONGEST


def _seeds(name: str, folder: Path, corpus: Path | None) -> list[bytes]:
    """Write the inputs to begin with to `folder`, and return them."""
    _, patterns, of_text = HARNESSES[name]
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    pieces = [path.read_bytes() for path in found if not path.name.endswith(".test.yaml")]
    if of_text:
        texts = [*ROOT.glob("examples/**/*.txt"), *ROOT.glob("examples/**/*.md"), *(corpus or ROOT).glob("*.txt")]
        pieces += [of_text(path.read_bytes()[:2000]) for path in sorted(set(texts))]
    for number, piece in enumerate(pieces):
        (folder / f"seed-{number}").write_bytes(piece[: _longest(name)])
    return pieces


def _dictionary(pieces: Iterable[bytes], path: Path) -> Path:
    """Write the commonest words of the inputs as libFuzzer's dictionary."""
    words = Counter(word for piece in pieces for word in re.findall(rb"[^\s\x00-\x1f]{2,24}", piece))
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word, _ in words.most_common(600)]
    path.write_text("\n".join(lines))
    return path


def _fuzz(name: str, arguments: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["consistency"]):
        import consistency

        # All of them: what is first imported as an input is read would run unseen, and guide nothing.
        for module in pkgutil.walk_packages(consistency.__path__, "consistency."):
            importlib.import_module(module.name)
    atheris.Setup([sys.argv[0], *arguments], HARNESSES[name][0]())
    atheris.Fuzz()


def _replay(name: str, folder: Path) -> None:
    run = HARNESSES[name][0]()
    for path in sorted(folder.iterdir()):
        run(path.read_bytes())


def _count_lines(name: str, folder: Path) -> None:
    """Play the corpus under coverage.py, and print what it reaches of each room."""
    with tempfile.TemporaryDirectory() as place:
        kept = Path(place) / "coverage"
        of_it = [f"--data-file={kept}", "--source=consistency"]
        coverage = [sys.executable, "-m", "coverage"]
        subprocess.run([*coverage, "run", *of_it, __file__, "--replay", name, str(folder)], check=True)
        told = subprocess.run(
            [*coverage, "report", of_it[0], "--format=total"], check=True, capture_output=True, text=True
        )
        print(f"{name}: {len(list(folder.iterdir()))} inputs reach {told.stdout.strip()}% of all lines", flush=True)
        subprocess.run([*coverage, "report", of_it[0], "--skip-empty"], check=True)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        _fuzz(arguments[1], arguments[2:])
        return 0
    if arguments[:1] == ["--replay"]:
        _replay(arguments[1], Path(arguments[2]))
        return 0
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=int)
    parser.add_argument("names", nargs="*", choices=[*HARNESSES, []])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.mkdtemp(prefix="corpus-")))
    given = parser.parse_args(arguments)
    codes = []
    for name in given.names or list(HARNESSES):
        print(f"== {name}", flush=True)
        folder = given.keep / name
        folder.mkdir(parents=True, exist_ok=True)
        words = _dictionary(_seeds(name, folder, given.corpus), given.keep / f"{name}.words")
        options = [
            f"-max_total_time={given.seconds}", "-timeout=400", "-rss_limit_mb=4096", f"-max_len={_longest(name)}",
            "-print_final_stats=1", f"-dict={words}", str(folder),
        ]  # fmt: skip
        codes.append(subprocess.call([sys.executable, __file__, "--one", name, *options]))
        _count_lines(name, folder)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
