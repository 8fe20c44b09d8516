"""Measure reported conflicts on data that others labelled: altered translations and Arabic headlines.

    python benchmarks/accuracy_peers.py [../shared/eval] [--list]

demetr_wmt, English: `ref` and `mt` translate one sentence and must not be flagged; `perturbed` is `mt` with one fact
altered and must be flagged against `ref`. F1 over both kinds of pairs of a group; a comparison of digit sets or of
capitalized words in the same run is the reference.

ans_stance dev, Arabic: two headlines agree, disagree, or neither. Reported is precision and recall of a conflict as a
prediction of "disagree", with the share of "disagree" itself beside it: flagging everything has that precision.

A pair is flagged when a discrepancy of it is an error or a warning; a note on spelling is none.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import consistency
from consistency import Source
from consistency.judging import RuleSet, load_rules
from consistency.model import Discrepancy

LOUD = ("error", "warning")

Flag = Callable[[str, str], bool]


@dataclass(frozen=True)
class Group:
    """Altered sentences of one kind, and the floor, must and aim of the project's fourth issue."""

    name: str
    alteration: str
    reference: str
    floor: float
    must: float
    aim: float


GROUPS = (
    Group("numbers", "critical_id10_numbers_replaced", "digit sets differ", 0.90, 0.95, 0.98),
    Group("named entities", "critical_id9_ne_replaced", "capitalized words differ", 0.81, 0.85, 0.95),
)


@dataclass(frozen=True)
class Rates:
    """Pairs flagged rightly, flagged wrongly and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def found(a: str, b: str, language: Literal["ar", "en"], rules: RuleSet) -> tuple[Discrepancy, ...]:
    """Return the errors and warnings reported for two texts of one language."""
    sources = [Source(id="a", text=a, language=language), Source(id="b", text=b, language=language)]
    report = consistency.check(sources, rules=rules)
    return tuple(d for d in report.discrepancies if d.severity in LOUD)


def digit_sets_differ(a: str, b: str) -> bool:
    """Tell whether two texts have other runs of digits."""
    return set(re.findall(r"\d+", a)) != set(re.findall(r"\d+", b))


def capitals_differ(a: str, b: str) -> bool:
    """Tell whether two texts have other capitalized words, the first word left out."""

    def capitals(text: str) -> set[str]:
        return {word for word in re.findall(r"\w+", text)[1:] if word[0].isupper()}

    return capitals(a) != capitals(b)


REFERENCES: dict[str, Flag] = {"digit sets differ": digit_sets_differ, "capitalized words differ": capitals_differ}


def rates(labelled: Iterable[tuple[bool, bool]]) -> Rates:
    """Count pairs of (flagged, to be flagged)."""
    counts = Counter(labelled)
    return Rates(counts[True, True], counts[True, False], counts[False, True])


def read_lines(path: Path) -> list[dict[str, str]]:
    """Read JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def altered_pairs(records: Sequence[dict[str, str]], alteration: str) -> list[tuple[str, str, str, bool]]:
    """Return id, two texts, and whether they conflict: two pairs for each record of one kind of alteration."""
    chosen = [r for r in records if r["pert"] == alteration]
    return [(r["id"], r["ref"], r[other], other == "perturbed") for r in chosen for other in ("perturbed", "mt")]


def show(pairs: Iterable[tuple[str, str, str, tuple[Discrepancy, ...]]]) -> None:
    """Print pairs that were judged wrongly, with what was reported on them."""
    for title, a, b, reported in pairs:
        print(f"\n{title}\n  a: {a}\n  b: {b}")
        for d in reported:
            print(f"  {d.rule} ({d.severity}): " + " | ".join(f"{e.source}: {e.quote}" for e in d.evidence))


def row(name: str, measured: Rates, bars: tuple[str, str, str] = ("", "", "")) -> str:
    """Return a row of the table; `bars` are its floor, must and aim."""
    figures = (f"{share:.3f}" for share in (measured.precision, measured.recall, measured.f1))
    return f"| {name} | {' | '.join(figures)} | {' | '.join(bar or '–' for bar in bars)} |"


def translations(records: Sequence[dict[str, str]], rules: RuleSet, listed: bool) -> list[str]:
    """Measure the altered translations; return the rows of the table."""
    rows = []
    for group in GROUPS:
        labelled, wrong = [], []
        pairs = altered_pairs(records, group.alteration)
        for key, ref, other, conflict in pairs:
            reported = found(ref, other, "en", rules)
            labelled.append((bool(reported), conflict))
            if bool(reported) != conflict:
                wrong.append((f"{group.name}, {'missed' if conflict else 'false'}: {key}", ref, other, reported))
        if listed:
            show(wrong)
        bars = (f"F1 {group.floor:.2f}", f"F1 {group.must:.2f}", f"F1 {group.aim:.2f}")
        rows.append(row(f"demetr_wmt {group.name} ({len(pairs) // 2})", rates(labelled), bars))
        differ = REFERENCES[group.reference]
        peer = rates((differ(ref, other), conflict) for _, ref, other, conflict in pairs)
        rows.append(row(f"the same, {group.reference}", peer))
    return rows


def headlines(records: Sequence[dict[str, str]], rules: RuleSet, listed: bool) -> list[str]:
    """Measure the headline pairs; return the rows of the table, and a line on what was flagged of each label."""
    labelled, wrong = [], []
    flagged: Counter[str] = Counter()
    for record in records:
        label = record["label"]
        reported = found(record["s1"], record["s2"], "ar", rules)
        labelled.append((bool(reported), label == "disagree"))
        flagged[label] += bool(reported)
        if bool(reported) != (label == "disagree"):
            wrong.append((f"headlines, {label}: {record['id']}", record["s1"], record["s2"], reported))
    if listed:
        show(wrong)
    labels = Counter(record["label"] for record in records)
    return [
        row(f"ans_stance dev ({len(records)})", rates(labelled), ("", "P .85 at R .15", "P .90 at R .30")),
        row("the same, everything flagged", rates((True, conflict) for _, conflict in labelled)),
        "",
        "Headline pairs flagged: " + ", ".join(f"{flagged[name]} of {labels[name]} {name}" for name in sorted(labels)),
    ]


def main() -> None:
    """Print the table, and with --list each pair that was judged wrongly."""
    parser = argparse.ArgumentParser(description="Measure reported conflicts on data that others labelled.")
    parser.add_argument("eval", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "eval")
    parser.add_argument("--list", action="store_true", help="print each pair that was judged wrongly before the table")
    options = parser.parse_args()
    rules = load_rules()
    rows = translations(read_lines(options.eval / "demetr_wmt" / "factual_wmt.jsonl"), rules, options.list)
    rows += headlines(read_lines(options.eval / "ans_stance" / "dev.jsonl"), rules, options.list)
    print("| data | precision | recall | F1 | floor | must | aim |\n|---|---|---|---|---|---|---|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
