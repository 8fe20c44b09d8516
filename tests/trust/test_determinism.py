"""A sample of the runs of tests/trust/determinism.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from determinism import LANGUAGES, Surroundings, differing, reports_of_claims, reports_of_texts

from consistency.reports import FORMATS


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The reports of an ordinary run in each language, by format."""
    return {ui: reports_of_texts(tmp_path_factory.mktemp(ui), ui, Surroundings(0)) for ui in LANGUAGES}


@pytest.mark.parametrize(("ui", "number"), [("en", 1), ("en", 2), ("ar", 3)])
def test_every_report_is_the_same_to_the_byte(
    ordinary: dict[str, dict[str, bytes]], tmp_path: Path, ui: str, number: int
) -> None:
    found = reports_of_texts(tmp_path, ui, Surroundings(number))
    assert sorted(found) == sorted(FORMATS)
    assert differing(found, ordinary[ui]) == []
    assert b"draft.md" in found["text"]


def test_runs_are_not_all_alike() -> None:
    around = [Surroundings(number) for number in range(20)]
    assert {a.jobs for a in around} == {"1", "2"}
    assert len({a.environment["PYTHONHASHSEED"] for a in around}) == 20
    assert all(len({a.environment[key] for a in around}) > 1 for key in ("LC_ALL", "TZ"))
    assert len({a.command for a in around}) == 2
    assert len({tuple(a.texts()) for a in around}) == 20


def test_tables_of_discrepancies_are_the_same_to_the_byte(tmp_path: Path) -> None:
    found = [reports_of_claims(tmp_path / str(number), Surroundings(number)) for number in (0, 3)]
    assert len(found[0]["process.jsonl"]) > 1000
    assert differing(found[1], found[0]) == []
