"""Fits the weights of rules/languages/likelihoods.yaml to folders of cases, and measures them on folders left out.

    python benchmarks/fit_likelihoods.py ../shared/benchmark/cases benchmarks/cases/* [--rules RULE,…] [--write]

For each rule of check "likely" that says what it compares: a pair of claims is right where a gold entry of the rule's
family names it. Each folder was written by another author; what is printed are the gold entries found and the false
pairs at some likelihoods, by weights that were fitted to other folders. With ``--write`` the weights that fit all
folders are written. numpy is needed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from accuracy import Span, overlaps, read_case, sources_of, spans_of
from consistency.assessment import bundle_of
from consistency.extraction import extract_claims
from consistency.judging.likelihoods import pairs_of
from consistency.judging.rules import Rule, load_rules
from consistency.matching.logistic import LogisticModel
from consistency.model import Claim
from ridge import best_of_either, fit

PENALTY = 20.0  # of squared weights, of features scaled to one standard deviation
PARTS = 6  # into which folders are divided, each measured by weights fitted to the others
LEAST = (0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
FILE = Path(__file__).resolve().parents[1] / "rules" / "languages" / "likelihoods.yaml"
Key = tuple[str, str, Any, str]
"""A claim, by folder, case and place, and the source of its partners."""


@dataclass(frozen=True)
class Row:
    """A pair of claims of a case: what was seen of it, the gold entries it names, and its two claims."""

    folder: str
    case: str
    seen: dict[str, float]
    golds: tuple[int, ...]
    keys: tuple[Key, Key]


def rows_of(path: Path) -> dict[str, list[Row]]:
    """Return the pairs of claims of a case by the rules that compare them, but for other kinds of conflicts."""
    case, folder = read_case(path), path.parent.name
    sources = sources_of(case)
    bundle = bundle_of([claim for source in sources for claim in extract_claims(source)], sources)
    golds = [(entry["family"], spans_of(case, entry)) for entry in case.get("discrepancies") or []]
    optional = [spans_of(case, entry) for entry in case.get("optional") or []]
    found: dict[str, list[Row]] = {}
    for rule in _rules():
        rows = found[rule.id] = []
        for pair in pairs_of(rule, bundle)[0]:
            spans = [_span(claim) for claim in (pair.a, pair.b)]
            own = [n for n, (family, _) in enumerate(golds) if family == rule.family]
            named = tuple(n for n in own if overlaps(spans, golds[n][1]))
            if not named and any(overlaps(spans, other) for other in [*(gold for _, gold in golds), *optional]):
                continue
            a, b = ((folder, case["id"], (id(claim), claim.source)) for claim in (pair.a, pair.b))
            rows.append(Row(folder, case["id"], pair.seen, named, ((*a, pair.b.source), (*b, pair.a.source))))
    return found


def _rules() -> list[Rule]:
    return [rule for rule in load_rules().rules if rule.check == "likely" and rule.same]


def _span(claim: Claim) -> Span:
    evidence = claim.evidence[0]
    return (claim.source, evidence.start or 0, evidence.end or 0)


def _fitted(rows: Sequence[Row]) -> LogisticModel:
    return fit([row.seen for row in rows], [bool(row.golds) for row in rows], PENALTY)


def held_out(rows: Sequence[Row]) -> list[float]:
    """Return the likelihood of each pair, by weights that were fitted to other folders."""
    folders = sorted({row.folder for row in rows})
    likely = [0.0] * len(rows)
    for part in range(PARTS):
        left_out = set(folders[part::PARTS])
        own = [row for row in rows if row.folder not in left_out]
        if len({bool(row.golds) for row in own}) > 1:  # some are right and some are not
            model = _fitted(own)
            for place, row in enumerate(rows):
                if row.folder in left_out:
                    likely[place] = model.likelihood(row.seen)
    return likely


def told(rows: Sequence[Row], likely: Sequence[float]) -> str:
    """Return what is found and what is false at some likelihoods, of either claim the best pair."""
    best = best_of_either([row.keys for row in rows], likely)
    kept = [(value, row) for value, row, chosen in zip(likely, rows, best, strict=True) if chosen]
    cells = []
    for least in LEAST:
        chosen = [row for value, row in kept if value >= least]
        golds = {(row.folder, row.case, gold) for row in chosen for gold in row.golds}
        cells.append(f"{len(golds)} / {sum(not row.golds for row in chosen)}")
    golds = {(row.folder, row.case, gold) for row in rows for gold in row.golds}
    return f"{len(rows)} pairs, {len(golds)} conflicts | " + " | ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--rules", help="the rules to fit, joined by commas; all without it")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    paths = [path for folder in given.folders for path in sorted(folder.glob("*.yaml"))]
    with ProcessPoolExecutor() as workers:
        cases = list(workers.map(rows_of, paths, chunksize=8))
    table = yaml.safe_load(FILE.read_text(encoding="utf-8")) or {}
    print("| rule | pairs | found / false at " + " | ".join(map(str, LEAST)) + " |")
    for rule in _rules():
        if given.rules and rule.id not in given.rules.split(","):
            continue
        rows = [row for case in cases for row in case[rule.id]]
        print(f"| {rule.id} | {told(rows, held_out(rows))} |")
        model = _fitted(rows)
        weights = {name: round(weight, 4) for name, weight in model.weights.items()}
        table[rule.id] = {"bias": round(model.bias, 4), "weights": weights}
    if given.write:
        head = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        FILE.write_text("\n".join([*head, yaml.safe_dump(table)]), encoding="utf-8")


if __name__ == "__main__":
    main()
