"""The file of suppressions beside plain texts."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

import pytest

from consistency import Source
from consistency.errors import ConsistencyError
from consistency.suppression import Suppression
from consistency.suppression.files import NAME, file_suppressions

KNOWN = {"toll-count", "toll", "office-status"}


def source(folder: Path, name: str, text: str = "Former president\nMaren Hale spoke.") -> Source:
    return Source(id=str(folder / name), text=text, path=str(folder / name))


def found(folder: Path, content: str, *sources: Source) -> list[Suppression | ConsistencyError]:
    (folder / NAME).write_text(content, encoding="utf-8")
    return list(file_suppressions(sources or (source(folder, "a.txt"),), KNOWN))


def test_an_entry_is_for_the_files_that_it_names(tmp_path: Path) -> None:
    content = "- {rules: toll, files: 'wire-*.txt', until: 2026-12-31, because: told}\n- rules: [office-status, toll]\n"
    sources = [source(tmp_path, "wire-1.txt"), source(tmp_path, "draft.txt"), source(tmp_path / "deep", "wire-2.txt")]
    entries = found(tmp_path, content, *sources)
    assert all(isinstance(entry, Suppression) for entry in entries)
    named = [(Path(e.source).name, sorted(e.rules), e.ranges) for e in entries if isinstance(e, Suppression)]
    assert named == [
        ("wire-1.txt", ["toll"], None),
        ("wire-1.txt", ["office-status", "toll"], None),
        ("draft.txt", ["office-status", "toll"], None),
    ]
    first = entries[0]
    assert isinstance(first, Suppression)
    assert (first.until, first.because) == (datetime.date(2026, 12, 31), "told")
    assert (first.evidence.path, first.evidence.line, first.evidence.quote) == (str(tmp_path / NAME), 1, "toll")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_quotation_is_found_however_it_is_spelt_and_wrapped(tmp_path: Path, form: str) -> None:
    text = unicodedata.normalize(form, "قال الرئيس\r\nالسابق أحمد إنه باق. Café président")  # type: ignore[arg-type]
    quoted = ("الرئيس السابق أحمد", "cafe  president", "x")
    content = "".join(f"- {{rules: toll, quote: {quote}}}\n" for quote in quoted)
    entries = found(tmp_path, content, source(tmp_path, "a.txt", text))
    quotes = [[text[s:e] for s, e in entry.ranges or ()] for entry in entries if isinstance(entry, Suppression)]
    assert [len(places) for places in quotes] == [1, 1, 0]
    assert quotes[0][0].split() == unicodedata.normalize(form, "الرئيس السابق أحمد").split()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- {rules: tol}", ":1:3: no rule or family 'tol'; did you mean 'toll'?"),
        ("- files: a.txt", ":1:3: key 'rules' is missing"),
        ("- rules: toll\n  fles: a.txt", ":2:3: unknown key 'fles'; known are rules, files, quote, until, because"),
        ("- rules: [toll, [x]]", ":1:17: 'rules' must be text or a list of texts"),
        ("- {rules: toll, until: soon}", ":1:3: 'soon' is not a date"),
        ("- rules: []", ":1:3: a suppression names the rules"),
        ("- toll", ":1:3: an entry is a mapping"),
        ("rules: toll", ":1:1: this file holds a list of entries"),
        ("- rules: [", "not YAML"),
    ],
)
def test_a_broken_one_is_told_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    (error,) = found(tmp_path, content)
    assert isinstance(error, ConsistencyError)
    assert str(error).startswith(str(tmp_path / NAME))
    assert message in str(error)


def test_an_entry_that_is_broken_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    kinds = [type(entry).__name__ for entry in found(tmp_path, "- {rules: tol}\n- {rules: toll}\n")]
    assert kinds == ["SuppressionError", "Suppression"]
    assert found(tmp_path, "") == []
