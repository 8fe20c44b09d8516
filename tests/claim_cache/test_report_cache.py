"""A report is known for the very check alone: any other text, rule, option or knowledge makes it anew."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consistency import Source, check, load_rules
from consistency.claim_cache import ClaimCache, digest
from consistency.judging import Override, RuleSet
from consistency.knowledge.tenures import load_tenures
from consistency.model import Limits

DAY = datetime.date(2024, 3, 11)
TEXTS = {
    "a": "The fire at the Selby terminal on Monday injured 14 people, the port said. It began in a warehouse.",
    "b": "Nine people were injured in Monday's fire at the Selby terminal, which began in a warehouse.",
}
SOURCES = [Source(id=name, text=text, language="en", published=DAY) for name, text in TEXTS.items()]
KNOWLEDGE = """
people: {ada-selby: {en: [Ada Selby]}}
rosters:
  - {office: mayor, of: Selby, terms: [{person: ada-selby, from: 2020-01-01, open: true, known_until: 2026-11}]}
"""


class Counting(ClaimCache):
    """Counts the reports that were known."""

    known = 0

    def get_report(self, key: bytes) -> Any:
        found = super().get_report(key)
        self.known += found is not None
        return found


@pytest.fixture
def cache(tmp_path: Path) -> Counting:
    return Counting(tmp_path / "claims")


def test_the_same_check_is_known(cache: Counting) -> None:
    plain = check(SOURCES)
    assert plain.discrepancies
    assert check(SOURCES, cache=cache) == plain
    assert check(SOURCES[::-1], cache=cache) == plain
    assert check(SOURCES, cache=cache, jobs=2) == plain
    assert cache.known == 2


def _other_rule() -> RuleSet:
    rules = load_rules()
    first, *others = rules.rules
    return replace(rules, rules=(first.model_copy(update={"message": "Look at {a.quote}."}), *others))


@pytest.mark.parametrize(
    ("changed", "options"),
    [
        ({"text": TEXTS["a"] + " All left on Tuesday."}, {}),
        ({"id": "c"}, {}),
        ({"path": "a.txt"}, {}),
        ({"first_line": 3}, {}),
        ({"title": "Fire"}, {}),
        ({"language": "ar"}, {}),
        ({"published": None}, {}),
        ({"published": DAY + datetime.timedelta(1)}, {}),
        ({}, {"as_of": DAY}),
        ({}, {"against": ["b"]}),
        ({}, {"select": ["toll"]}),
        ({}, {"ignore": ["name"]}),
        ({}, {"limits": Limits(pairs=7)}),
        ({}, {"exempt": lambda rule, source: rule.family == "toll"}),
        ({}, {"overrides": [Override(frozenset("a"), {"toll": "note"}, {})]}),
        ({}, {"overrides": [Override(frozenset("a"), {}, {"toll": 0.99})]}),
        ({}, {"overrides": [Override(frozenset("b"), {"toll": "note"}, {})]}),
        ({}, {"rules": load_rules().adjusted({"toll": "note"}, {})}),
        ({}, {"rules": load_rules().adjusted({}, {"toll": 0.99})}),
        ({}, {"rules": _other_rule()}),
    ],
)
def test_another_check_is_not(cache: Counting, changed: dict[str, Any], options: dict[str, Any]) -> None:
    check(SOURCES, cache=cache)
    sources = [SOURCES[0].model_copy(update=changed), *SOURCES[1:]]
    assert check(sources, cache=cache, **options) == check(sources, **options)
    assert cache.known == 0
    check(sources, cache=cache, **options)
    assert cache.known == 1


def test_other_knowledge_is_another_check(cache: Counting, tmp_path: Path) -> None:
    file = tmp_path / "mayors.yaml"
    file.write_text(KNOWLEDGE, encoding="utf-8")
    check(SOURCES, cache=cache)
    check(SOURCES, cache=cache, tenures=load_tenures([file]))
    assert cache.known == 0
    check(SOURCES, cache=cache, tenures=load_tenures([file]))
    assert cache.known == 1


def test_a_suppression_beside_the_text_counts(cache: Counting, tmp_path: Path) -> None:
    for source in SOURCES:
        (tmp_path / f"{source.id}.txt").write_text(source.text, encoding="utf-8")
    sources = [source.model_copy(update={"path": str(tmp_path / f"{source.id}.txt")}) for source in SOURCES]
    assert check(sources, cache=cache).discrepancies
    ignore = tmp_path / ".check-ignore.yaml"
    ignore.write_text("- {file: a.txt, rules: [all], because: a test}\n", encoding="utf-8")
    assert check(sources, cache=cache) == check(sources)
    assert cache.known == 0


@contextlib.contextmanager
def digests_made_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget the digests of this process while something that they read is another, and afterwards."""
    for known in (digest.judging_digest, digest.extraction_digest):
        known.cache_clear()
    try:
        yield
    finally:
        monkeypatch.undo()
        for known in (digest.judging_digest, digest.extraction_digest):
            known.cache_clear()


@pytest.mark.parametrize(
    "file", ["judging/judge.py", "consistency/__init__.py", "quantity/quantity-value.yaml", "knowledge/units.yaml"]
)
def test_other_code_or_rules_forget(cache: Counting, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check(SOURCES, cache=cache)
    read_bytes = Path.read_bytes

    def changed(path: Path) -> bytes:
        return read_bytes(path) + (b"\n# another" if path.as_posix().endswith(file) else b"")

    monkeypatch.setattr(Path, "read_bytes", changed)
    with digests_made_anew(monkeypatch):
        check(SOURCES, cache=cache)
        assert cache.known == 0


def test_another_version_of_a_library_forgets(cache: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    check(SOURCES, cache=cache)
    versions = digest._library_versions()
    monkeypatch.setattr(digest, "_library_versions", lambda: [*versions[1:], "rapidfuzz-99.0.dist-info"])
    with digests_made_anew(monkeypatch):
        check(SOURCES, cache=cache)
        assert cache.known == 0


def test_a_spoiled_report_is_made_anew(cache: Counting) -> None:
    plain = check(SOURCES, cache=cache)
    (path,) = cache._reports.iterdir()
    path.write_bytes(path.read_bytes()[:-5])
    assert check(SOURCES, cache=cache) == plain
    assert cache.known == 0
    assert check(SOURCES, cache=cache) == plain
    assert cache.known == 1
