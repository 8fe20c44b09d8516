"""Fits the weights of rules/languages/slots.yaml to folders of cases, and tells how well they do on folders left out.

    python benchmarks/fit_slots.py ../shared/benchmark/cases benchmarks/cases/* [--write]

A pair of figures that differ is right where the gold of its case names it as a conflict of values. Each folder was
written by another author; what is printed are the pairs found and the false ones at some likelihoods, by weights that
were fitted to the other folders: it tells what to expect of texts by somebody else. With ``--write`` the weights that
fit all folders are written.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from accuracy import Span, overlaps, read_case, sources_of, spans_of
from consistency.assessment import bundle_of
from consistency.extraction import extract_claims
from consistency.judging.guards import excuse
from consistency.judging.rules import load_rules
from consistency.judging.slots import Slots
from consistency.matching.identity import Match
from consistency.matching.logistic import LogisticModel
from consistency.matching.slots import SlotPair
from ridge import best_of_either, fit

TYPES = {"quantity-value", "toll-count", "event-duration", "attribute-value", "event-date"}
PENALTY = 2.0  # of squared weights, of features scaled to one standard deviation
FILE = Path(__file__).resolve().parents[1] / "rules" / "languages" / "slots.yaml"


@dataclass(frozen=True)
class Row:
    """A pair of figures of a case of a folder, and whether they are a conflict."""

    folder: str
    case: str
    pair: SlotPair
    right: bool


def rows_of(folder: Path) -> list[Row]:
    """Return the pairs of figures of the cases of a folder, but for those that no rule would report."""
    rules = [rule for rule in load_rules().rules if rule.check == "likely"]
    by_kind = {rule.claims: rule for rule in rules}
    found = []
    for path in sorted(folder.glob("*.yaml")):
        case = read_case(path)
        sources = sources_of(case)
        bundle = bundle_of([claim for source in sources for claim in extract_claims(source)], sources)
        golds = [spans_of(case, g) for g in case.get("discrepancies") or [] if g["type"] in TYPES]
        optional = [spans_of(case, g) for g in [*(case.get("optional") or []), *(case.get("discrepancies") or [])]]
        for pair in Slots(bundle, LogisticModel(0.0, {})).pairs():
            rule = by_kind.get(pair.a.claim.kind) or by_kind["figure"]
            if excuse(rule, Match(pair.a.claim, pair.b.claim, 1.0, ()), bundle.published):
                continue
            spans: list[Span] = [(f.claim.source, *f.place) for f in (pair.a, pair.b)]
            right = any(overlaps(spans, gold) for gold in golds)
            if right or not any(overlaps(spans, gold) for gold in optional):
                found.append(Row(folder.name, case["id"], pair, right))
    return found


def _fitted(rows: list[Row]) -> LogisticModel:
    return fit([row.pair.seen for row in rows], [row.right for row in rows], PENALTY)


def told(rows: list[Row], likely: list[float]) -> str:
    """Return a table of what is found, and of what is false, at some likelihoods; of either figure the best pair."""
    keys = []
    for row in rows:
        a, b = row.pair.a, row.pair.b
        keys.append([(row.folder, row.case, x.claim.source, x.place, y.claim.source) for x, y in ((a, b), (b, a))])
    best = best_of_either(keys, likely)
    kept = [(value, row.right) for value, row, chosen in zip(likely, rows, best, strict=True) if chosen]
    lines = [
        f"{len(rows)} pairs, {sum(row.right for row in rows)} conflicts",
        "| likelihood | found | false |",
        "|---|---|---|",
    ]
    for least in (0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1):
        chosen = [right for value, right in kept if value >= least]
        lines.append(f"| {least} | {sum(chosen)} | {len(chosen) - sum(chosen)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows = [row for folder in given.folders for row in rows_of(folder)]
    likely = [0.0] * len(rows)
    for folder in {row.folder for row in rows}:
        model = _fitted([row for row in rows if row.folder != folder])
        for place, row in enumerate(rows):
            if row.folder == folder:
                likely[place] = model.likelihood(row.pair.seen)
    print(told(rows, likely))
    if given.write:
        model = _fitted(rows)
        head = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        lines = [*head, f"bias: {model.bias:.4f}", "weights:"]
        lines += [f"  {name}: {weight:.4f}" for name, weight in model.weights.items()]
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
