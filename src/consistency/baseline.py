"""The baseline: a file of discrepancies that are known, so that only new ones are reported.

A discrepancy is known by what its claims say, so it stays known when the text is moved, wrapped or normalized
otherwise, or a file is renamed; and by its fingerprint, the words that it quotes, so it stays known to a later version
of the library that reads the same words otherwise. The file is JSON with an entry a line in a fixed order.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from consistency.errors import BaselineError
from consistency.model import Discrepancy, Report, Skipped
from consistency.resources import replace_file

SCHEMA = "consistency-baseline"
VERSION = 1

Entry = tuple[str, str, tuple[str, ...]]
"""Of a known discrepancy: its rule, its fingerprint, and the keys of its claims."""


def read_baseline(path: Path) -> list[Entry]:
    """Return the entries of a baseline. Raises BaselineError for a file that is none, or one of another version."""
    version, entries = _parsed(path)
    if version != VERSION:
        message = f"a baseline of version {version}, and this is version {VERSION}; --update-baseline writes it anew"
        raise BaselineError(message, str(path))
    try:
        found = [(str(e["rule"]), str(e["fingerprint"]), tuple(map(str, e["claims"]))) for e in entries]
    except (KeyError, TypeError):
        raise _corrupt(path) from None
    return found


def write_baseline(path: Path, report: Report) -> list[Entry]:
    """Write the discrepancies of a report as the baseline, whole or not at all, and return its entries.

    Raises BaselineError where the file cannot be written, or is there and is no baseline.
    """
    if path.exists():
        _parsed(path)
    entries = sorted((_entry(found) for found in report.discrepancies), key=lambda e: (e["rule"], *e["claims"]))
    lines = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    inside = f"\n{lines}\n  " if lines else ""
    text = f'{{\n  "schema": "{SCHEMA}",\n  "version": {VERSION},\n  "entries": [{inside}]\n}}\n'
    try:
        replace_file(path, text.encode("utf-8", "backslashreplace").decode("utf-8"))
    except OSError as error:
        raise BaselineError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(path)) from None
    return [_key(found) for found in report.discrepancies]


def new_in(report: Report, entries: Sequence[Entry], name: str) -> Report:
    """Return the report without the known discrepancies; its coverage says how many they are.

    An entry makes known one discrepancy of the same rule with the same claims or words, and any that rests on some of
    its claims alone, as where one of three texts has gone.
    """
    known = _Entries(entries)
    new = [found for found in report.discrepancies if not known.take(found)]
    count = len(report.discrepancies) - len(new)
    if not count:
        return report
    what = "1 known discrepancy" if count == 1 else f"{count} known discrepancies"
    skipped = (*report.coverage.skipped, Skipped(what=what, why=f"in the baseline {name}"))
    coverage = report.coverage.model_copy(update={"skipped": skipped})
    return report.model_copy(update={"discrepancies": tuple(new), "coverage": coverage})


class _Entries:
    """The entries that are left, looked up by their words and by their claims."""

    def __init__(self, entries: Sequence[Entry]):
        self._left = Counter(entries)
        self._by_part: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._left:
            rule, fingerprint, claims = entry
            for part in {fingerprint, *claims}:
                self._by_part.setdefault((rule, part), []).append(entry)

    def take(self, found: Discrepancy) -> bool:
        """Tell whether an entry makes a discrepancy known, and use the entry up where it is about nothing else."""
        rule, fingerprint, claims = _key(found)
        parts = (fingerprint, *claims[:1])
        near = [e for part in parts for e in self._by_part.get((rule, part), ()) if self._left[e]]
        for entry in near:
            if fingerprint == entry[1] or claims == entry[2]:
                self._left[entry] -= 1
                return True
        return any(set(claims) < set(entry[2]) for entry in near)


def _key(found: Discrepancy) -> Entry:
    return found.rule, found.fingerprint, found.claims


def _entry(found: Discrepancy) -> dict[str, Any]:
    quotes = sorted({" ".join(unicodedata.normalize("NFC", e.quote).split()) for e in found.evidence})
    rule, fingerprint, claims = _key(found)
    return {"rule": rule, "claims": list(claims), "fingerprint": fingerprint, "quotes": quotes}


def _parsed(path: Path) -> tuple[Any, list[Any]]:
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BaselineError("no such baseline; --update-baseline writes one", str(path)) from None
    except OSError as error:
        raise BaselineError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
    except json.JSONDecodeError as error:
        message = f"not a baseline, or a spoiled one: not JSON ({error.msg.lower()})"
        raise BaselineError(message, str(path), error.lineno, error.colno) from None
    except (ValueError, RecursionError):
        raise _corrupt(path) from None
    if not isinstance(value, dict) or value.get("schema") != SCHEMA or not isinstance(value.get("entries"), list):
        raise _corrupt(path)
    return value.get("version"), value["entries"]


def _corrupt(path: Path) -> BaselineError:
    return BaselineError("not a baseline, or a spoiled one", str(path))
