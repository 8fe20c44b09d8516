"""Coverage-guided fuzzing with atheris: text, JSON Lines, rule YAML and HTML, each for a time.

    pip install atheris; python tests/fuzz/fuzz.py SECONDS [text jsonl rules html ...]

Each input starts from what the examples and the shipped rules hold. What may come of any bytes is sources, claims,
rules, or errors of the library with their sentence; every claim quotes its source. Anything else ends the run, and the
input that did it stands in a file crash-… of the working folder: it becomes a test beside the code that it broke.
This is no test of the suite: it ends after a time, not with the input.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _text(content: bytes) -> None:
    from consistency import Source, extract_claims

    text = content.decode("utf-8", "ignore")[:2000]
    language = "ar" if any("\u0600" <= char <= "\u06ff" for char in text) else "en"
    for claim in extract_claims(Source(id="a", text=text, language=language)):
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def _file(ending: str) -> Callable[[bytes], None]:
    path = Path(tempfile.mkdtemp()) / f"a{ending}"

    def run(content: bytes) -> None:
        from consistency.reading import read_inputs

        path.write_bytes(content)
        inputs = read_inputs([path])
        assert inputs.sources or inputs.claims or inputs.errors
        for error in inputs.errors:
            assert len(str(error).splitlines()) == 1

    return run


def _rules(content: bytes) -> None:
    from consistency.judging import load_rules

    path = Path(tempfile.gettempdir()) / "fuzzed.yaml"
    path.write_bytes(content)
    for error in load_rules(path).errors:
        assert str(error).startswith(str(path))


HARNESSES: dict[str, tuple[Callable[[], Callable[[bytes], None]], list[str]]] = {
    "text": (lambda: _text, ["examples/**/*.txt", "examples/**/*.md"]),
    "jsonl": (lambda: _file(".jsonl"), ["examples/*.jsonl"]),
    "rules": (lambda: _rules, ["rules/*/*.yaml"]),
    "html": (lambda: _file(".html"), ["tests/**/*.html"]),
}


def _fuzz(name: str, arguments: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["consistency"]):
        import consistency
        import consistency.extraction
        import consistency.judging
        import consistency.reading

    assert consistency
    atheris.Setup([sys.argv[0], *arguments], HARNESSES[name][0]())
    atheris.Fuzz()


def _seeds(name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"corpus-{name}-"))
    found = [path for pattern in HARNESSES[name][1] for path in sorted(ROOT.glob(pattern))]
    pieces = [path.read_bytes() for path in found if not path.name.endswith(".test.yaml")]
    if name == "html":
        pieces.append(
            b"<!doctype html><html><head><title>a</title></head><body><article><p>14 hurt.</p></article></body>"
        )
    for number, piece in enumerate(pieces):
        (folder / str(number)).write_bytes(piece)
    return folder


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        _fuzz(arguments[1], arguments[2:])
        return 0
    seconds, names = arguments[0], arguments[1:] or list(HARNESSES)
    codes = []
    for name in names:
        print(f"== {name}", flush=True)
        options = [
            f"-max_total_time={seconds}",
            "-timeout=60",
            "-rss_limit_mb=4096",
            "-max_len=4096",
            str(_seeds(name)),
        ]
        codes.append(subprocess.call([sys.executable, __file__, "--one", name, *options]))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
