"""Every regular expression and every pattern over words, on text that is made to be slow for it.

    python tests/trust/patterns.py [--length 1000] [--sample N] [--words]

Expressions are those that the modules compile while they are imported and while the examples are checked and reported.
Each is run as the code runs it (`match` at one place, or a search of all) on repetitions of what its own loops repeat,
and of what is hostile to many, at once and at four times the length; `--length 250000` is a megabyte. With `--words` it
is the reading of texts made of the words of each pattern in rules/languages. A sample sees its own loops alone. What
grows faster than its text is
printed, and is exit 1.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SLACK = 9.0  # four times the text; twice that is noise of a busy machine, sixteen times is quadratic
_UNTIMED = 0.02  # seconds: less is no matter
_HOSTILE = (
    "a", "1", "1,", "1.", "1 ", "(", "[", '"', "'", "«a ", "و", "\u064e", "ـ", "\n", " ", "\t", "-", "a-", "a ",
    "<", "<!-- ", "&#x", "a@", "\u202e", "|", "A. ", "ال ", "---\n", ":", "#", "{", ". ", "…", "\xa0", "x=",
)  # fmt: skip
# Expressions that would be slow on long text, and are not run to its end.
_NOT_TO_THE_END = {
    ("src/consistency/extraction/english_names.py", "_SENTENCE_END"): "six characters before a word",
    ("src/consistency/suppression/comments.py", "_WORD"): "the first that does not fit is an error",
}
Expression = tuple[str | bytes, int, str, int]
"""An expression, its flags, and the file and line where it is compiled."""


def expressions() -> list[Expression]:
    """Return the expressions that the library compiles and that have a loop without an end, for the others are linear.

    Nothing of the library may have been imported before.
    """
    found: dict[tuple[str | bytes, int], tuple[str, int]] = {}
    compiled = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        place = Path(frame.f_code.co_filename)
        if isinstance(pattern, str | bytes) and place.is_relative_to(ROOT / "src/consistency"):
            found.setdefault((pattern, int(flags)), (str(place.relative_to(ROOT)), frame.f_lineno))
        return compiled(pattern, flags)

    re._compile = record  # type: ignore[attr-defined]
    import consistency

    for module in pkgutil.walk_packages(consistency.__path__, "consistency."):
        importlib.import_module(module.name)
    from consistency.reports import FORMATS

    report = consistency.check(consistency.read_sources([ROOT / "examples/newsroom", ROOT / "examples/arabic"]))
    for name in FORMATS:
        consistency.render(report, format=name)
    re._compile = compiled  # type: ignore[attr-defined]
    listed = [(pattern, flags, place, line) for (pattern, flags), (place, line) in found.items()]
    listed = [
        found
        for found in listed
        if (found[2], _name(*found[2:])) not in _NOT_TO_THE_END and any(_loops(_parsed(*found[:2])))
    ]
    return sorted(listed, key=lambda expression: (expression[2], expression[3], str(expression[0])))


# ---- text for an expression


def _sample(tree: Any) -> str:
    """Return a text that a parsed expression matches, as near as it is easily told."""
    return "".join(_sample_of(code, value) for code, value in tree)


def _sample_of(code: Any, value: Any) -> str:
    if code is sre.LITERAL:
        return chr(value)
    if code is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if code is sre.ANY:
        return "a"
    if code is sre.IN:
        return _sample_in(value)
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return str(_sample(value[2]) * max(1, value[0]))
    if code is sre.BRANCH:
        return _sample(value[1][0])
    if code is sre.SUBPATTERN:
        return _sample(value[3])
    if code is sre.ATOMIC_GROUP:
        return _sample(value)
    return ""


def _sample_in(members: Any) -> str:
    classes = {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_WORD: "!"}
    if members[0][0] is sre.NEGATE:
        pattern = re.compile("[^" + "".join(_class_text(m) for m in members[1:]) + "]")
        return next((sign for sign in "a1 !-<\u0628" if pattern.match(sign)), "a")
    code, value = members[0]
    if code is sre.CATEGORY:
        return str(classes.get(value, "a"))
    return chr(value if code is sre.LITERAL else value[0])


def _class_text(member: Any) -> str:
    code, value = member
    if code is sre.LITERAL:
        return re.escape(chr(value))
    if code is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    names = {"DIGIT": r"\d", "NOT_DIGIT": r"\D", "SPACE": r"\s", "NOT_SPACE": r"\S", "WORD": r"\w", "NOT_WORD": r"\W"}
    return names[str(value).removeprefix("CATEGORY_")]


def _loops(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Give what stands before each loop without an end, and what it repeats."""
    for code, value in tree:
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if value[1] is sre.MAXREPEAT:
                yield before, _sample(value[2])
            yield from _loops(value[2], before)
        elif code is sre.BRANCH:
            for branch in value[1]:
                yield from _loops(branch, before)
        elif code is sre.SUBPATTERN:
            yield from _loops(value[3], before)
        elif code is sre.ATOMIC_GROUP:
            yield from _loops(value, before)
        before += _sample_of(code, value)


def _parsed(pattern: str | bytes, flags: int) -> Any:
    if isinstance(pattern, str):
        return sre_parser.parse(pattern, flags)
    return sre_parser.parse(pattern.decode("latin-1"), flags & ~re.UNICODE)


def _texts(pattern: str | bytes, flags: int, length: int, hostile: bool) -> Iterator[Callable[[int], str]]:
    """Give makers of text: each returns one of `length` times a factor."""
    loops = list(_loops(_parsed(pattern, flags)))
    pieces = {("", piece) for _, piece in loops} | set(loops) | {("", before + piece) for before, piece in loops}
    pieces |= {("", piece) for piece in _HOSTILE if hostile}
    for before, piece in sorted(pieces):
        if piece:
            for after in ("", "!", "\x00a"):
                yield lambda factor, b=before, p=piece, a=after: b + p * (length * factor // len(p)) + a  # type: ignore[misc]


# ---- time


def _seconds(run: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    run(text)
    return time.process_time() - started


def growth(run: Callable[[str], object], text: Callable[[int], str]) -> float:
    """Return how much longer four times the text takes, the least of three tries; 0 where it is no matter."""
    least = float("inf")
    for _ in range(3):
        longer = _seconds(run, text(4))
        if longer < _UNTIMED:
            return 0.0
        least = min(least, longer / max(_seconds(run, text(1)), 1e-6))
        if least < SLACK:
            break
    return least


def _name(place: str, line: int) -> str | None:
    """Return the name that an expression is given where it is compiled."""
    lines = (ROOT / place).read_text(encoding="utf-8").split("\n")
    return next((m[1] for back in range(3) if (m := re.match(r"\s*(\w+) = re\.compile", lines[line - 1 - back]))), None)


def _as_used(expression: Expression) -> Callable[[str], object]:
    """Return what runs an expression as the code does: at one place, or a search of all."""
    pattern, flags, place, line = expression
    compiled: re.Pattern[Any] = re.compile(pattern, flags)
    encode: Callable[[str], Any] = (lambda text: text) if isinstance(pattern, str) else lambda text: text.encode()
    name = _name(place, line)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    uses = set(re.findall(rf"\b{name}\.(\w+)\b", code)) if name else set()
    if uses and uses <= {"match", "fullmatch"}:
        return lambda text: compiled.match(encode(text))
    return lambda text: sum(1 for _ in compiled.finditer(encode(text)))


def slow_expressions(length: int, sample: int) -> Iterator[str]:
    """Give the expressions that take more than linear time, each with the text that shows it."""
    found = expressions()
    if sample:
        found = random.Random(7).sample(found, sample)
    for expression in found:
        run = _as_used(expression)
        for text in _texts(expression[0], expression[1], length, hostile=not sample):
            if (ratio := growth(run, text)) >= SLACK:
                pattern, _, place, line = expression
                yield f"{place}:{line}: {ratio:.0f} times as long on {text(1)[:12]!r}: {pattern!r}"
                break


# ---- patterns over words


_NAMES = {
    "en": {"PERSON": "Donald Trump", "NATIONALITY": "Kenyan", "TITLE": "president", "": "thing"},
    "ar": {"PERSON": "دونالد ترامب", "NATIONALITY": "كيني", "TITLE": "الرئيس", "": "شيء"},
}
_COUNTRY = {"en": "Kenya", "ar": "كينيا"}


def _word(token: dict[str, Any], words: dict[str, list[str]], language: str) -> str:
    for key in ("NORM", "LEMMA", "ENT_TYPE", "TAG"):
        value = token.get(key)
        value = value.get("IN", [""]) if isinstance(value, dict) else value
        if isinstance(value, str):
            value = words[value[1:]] if value.startswith("$") else [value]
        if value and key in ("NORM", "LEMMA"):
            return str(value[0])
        if value and key == "ENT_TYPE":
            return _NAMES[language].get(value[0], _COUNTRY[language])
    return _NAMES[language][""]


def word_patterns() -> list[tuple[str, str, str]]:
    """Return the language, the name, and words that fit, of each pattern over words."""
    from consistency.resources import language_resource, rules_root

    found = []
    for language in _NAMES:
        for path in sorted((rules_root() / "languages" / language).glob("*.yaml")):
            table = language_resource(language, path.stem)
            patterns = table.get("patterns") if isinstance(table, dict) else None
            for label, listed in patterns.items() if isinstance(patterns, dict) else ():
                for number, pattern in enumerate(listed):
                    if isinstance(pattern, list) and all(isinstance(token, dict) for token in pattern):
                        words = " ".join(_word(token, table.get("words", {}), language) for token in pattern)
                        found.append((language, f"{path.stem} {label} {number}", words))
    return found


def slow_patterns(length: int, sample: int) -> Iterator[str]:
    """Give the patterns over words whose words take more than linear time to read."""
    from consistency import Source, extract_claims

    found = word_patterns()
    if sample:
        found = random.Random(7).sample(found, sample)
    for language, name, words in found:
        for joined in (words + " ", words.split()[0] + " "):

            def run(text: str, language: str = language) -> object:
                return extract_claims(Source(id="a", text=text, language=language))

            def text(factor: int, piece: str = joined) -> str:
                return piece * (length * factor // len(piece))

            if (ratio := growth(run, text)) >= SLACK:
                yield f"{language} {name}: {ratio:.0f} times as long on {joined!r}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--length", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--words", action="store_true")
    given = parser.parse_args()
    slow = 0
    for line in (slow_patterns if given.words else slow_expressions)(given.length, given.sample):
        slow += 1
        print(line, flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
