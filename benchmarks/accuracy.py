"""Accuracy on cases, by family, type, language and trap.

    python benchmarks/accuracy.py [CASES_DIR] [--part all|developed|held|seeds] [--misses]

Of the cases, those named in held_aside.txt were set aside: "held" measures them alone, "developed" the others, and
``--misses`` never quotes them. "seeds" are the real articles.

The measure is that of shared/benchmark/score.py: a discrepancy is right when its evidence overlaps both gold quotations
(two of them, where an entry names more), each in its own source. Prints a table in Markdown; with ``--misses`` what was
missed and what was wrong.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import time
from pathlib import Path
from typing import Any

import yaml

import consistency
from consistency import Source
from consistency.model import Evidence

LOUD = {"error", "warning"}
HERE = Path(__file__).resolve().parent
CASES = HERE.parents[1] / "shared" / "benchmark" / "cases"
SEEDS = CASES.parent / "seeds.yaml"
ARTICLES = CASES.parents[1] / "seeds"
Span = tuple[str, int, int]


def read_case(path: Path, articles: Path | None = None) -> dict[str, Any]:
    """Return a case with the full text (title, blank line, body) of each source, or that of its file in `articles`."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for source in case["sources"]:
        if articles is not None and "file" in source:
            source["full"] = (articles / source["file"]).read_text(encoding="utf-8")
        else:
            source["full"] = f"{source['title']}\n\n{source['text']}" if source.get("title") else source["text"]
    return case


def held_aside() -> frozenset[str]:
    """Return the ids of the cases that were held aside."""
    lines = (HERE / "held_aside.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def read_cases(folder: Path, part: str) -> list[dict[str, Any]]:
    """Return the cases of a part ("all", "developed", "held", "seeds"); none where the folder or file is absent."""
    if part == "seeds":
        return [read_case(SEEDS, ARTICLES)] if SEEDS.is_file() and ARTICLES.is_dir() else []
    held = held_aside()
    wanted = {"all": {True, False}, "developed": {False}, "held": {True}}[part]
    return [read_case(path) for path in sorted(folder.glob("*.yaml")) if (path.stem in held) in wanted]


def spans_of(case: dict[str, Any], entry: dict[str, Any]) -> list[Span]:
    """Return where the quotations of a gold entry stand."""
    texts = {source["id"]: source["full"] for source in case["sources"]}
    found = []
    for evidence in entry["evidence"]:
        start = texts[evidence["source"]].find(evidence["quote"])
        found.append((evidence["source"], start, start + len(evidence["quote"])))
    return found


def overlaps(found: list[Span], gold: list[Span]) -> bool:
    """Tell whether found spans overlap two of the gold ones (one, where there is one)."""
    over = sum(any(f[0] == g[0] and f[1] < g[2] and g[1] < f[2] for f in found) for g in gold)
    return over >= min(2, len(gold))


def span_of(evidence: Evidence) -> Span | None:
    """Return where a quotation stands; None where it has no place or is longer than 300 characters: it counts not."""
    if evidence.start is None or len(evidence.quote) > 300:
        return None
    return evidence.source, evidence.start, evidence.start + len(evidence.quote)


def sources_of(case: dict[str, Any]) -> list[Source]:
    """Return the sources of a case as the library takes them."""
    sources = []
    for source in case["sources"]:
        day = source.get("published")
        published = datetime.date.fromisoformat(str(day)[:10]) if day else None
        sources.append(Source(id=source["id"], text=source["full"], published=published))
    return sources


def check_case(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the library reports on a case."""
    return [
        {
            "rule": d.rule,
            "family": d.family,
            "severity": d.severity,
            "quotes": " | ".join(f"{e.source}: {e.quote}" for e in d.evidence),
            "spans": [span for e in d.evidence if (span := span_of(e))],
        }
        for d in consistency.check(sources_of(case)).discrepancies
    ]


class Tally:
    """Counts over all cases, and the lines that tell each miss and each false alarm in those not held aside."""

    def __init__(self) -> None:
        self.held = held_aside()
        self.n: collections.Counter[str] = collections.Counter()
        self.by: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        self.lines: list[str] = []

    def add(self, case: dict[str, Any]) -> None:
        """Check one case and count what was right, missed and wrong."""
        language = "+".join(sorted(set(case["languages"])))
        found = check_case(case)
        golds = case.get("discrepancies") or []
        for gold in golds:
            self._gold(case, gold, found, f"language {language}")
        gold_spans = [spans_of(case, gold) for gold in golds]
        optional = [spans_of(case, entry) for entry in case.get("optional") or []]
        wrong = 0
        for d in found:
            right = any(overlaps(d["spans"], g) for g in gold_spans)
            if not right and any(overlaps(d["spans"], o) for o in optional):
                continue
            if d["severity"] not in LOUD:
                self.n["notes unasked"] += not right
                continue
            self.n["right" if right else "wrong"] += 1
            self.by[f"language {language}"]["right" if right else "wrong"] += 1
            if not right:
                wrong += 1
                self._false_alarm(case, d)
        for trap in case.get("traps") or []:
            self.n["traps"] += 1
            self.by[f"trap {trap['kind']}"]["set"] += 1
        self.n["cases"] += 1
        self.n["clean"] += not golds
        self.n["clean flagged"] += bool(not golds and wrong)

    def _gold(self, case: dict[str, Any], gold: dict[str, Any], found: list[dict[str, Any]], language: str) -> None:
        loud = gold["severity"] in LOUD
        who = [d for d in found if overlaps(d["spans"], spans_of(case, gold)) and (not loud or d["severity"] in LOUD)]
        key = "gold" if loud else "gold notes"
        for counter in (self.by[f"type {gold['type']}"], self.by[f"family {gold['family']}"]):
            counter["gold"] += 1
            counter["found"] += bool(who)
        self.n[key] += 1
        self.n[f"{key} found"] += bool(who)
        self.n["family right"] += bool(loud and any(d["family"] == gold["family"] for d in who))
        if loud:
            self.by[language]["gold"] += 1
            self.by[language]["found"] += bool(who)
        if not who:
            quotes = " | ".join(f"{e['source']}: {e['quote']}" for e in gold["evidence"])
            self._tell(case, f"missed {case['id']} {gold['type']}: {quotes}")

    def _false_alarm(self, case: dict[str, Any], d: dict[str, Any]) -> None:
        self._tell(case, f"wrong {case['id']} {d['rule']}: {d['quotes']}")
        for trap in case.get("traps") or []:
            if overlaps(d["spans"], spans_of(case, trap)):
                self.n["traps sprung"] += 1
                self.by[f"trap {trap['kind']}"]["sprung"] += 1

    def _tell(self, case: dict[str, Any], line: str) -> None:
        if case["id"] not in self.held:
            self.lines.append(line)


def share(part: int, whole: int) -> str:
    """Return a share with two digits, and the counts."""
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "–"


def main() -> None:
    """Run the cases and print the table."""
    parser = argparse.ArgumentParser(description="Accuracy on cases, by family, type, language and trap.")
    parser.add_argument("cases", type=Path, nargs="?", default=CASES)
    parser.add_argument("--part", choices=("all", "developed", "held", "seeds"), default="all")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    cases = read_cases(options.cases, options.part)
    if not cases:
        raise SystemExit(f"{options.cases}: no cases here")
    tally = Tally()
    begin = time.perf_counter()
    for case in cases:
        tally.add(case)
    seconds = time.perf_counter() - begin
    n = tally.n
    print("| measure | value |\n|---|---|")
    print(f"| precision | {share(n['right'], n['right'] + n['wrong'])} |")
    print(f"| recall | {share(n['gold found'], n['gold'])} |")
    print(f"| family right | {share(n['family right'], n['gold found'])} |")
    print(f"| notes found | {share(n['gold notes found'], n['gold notes'])} |")
    print(f"| notes unasked, a bundle | {n['notes unasked'] / n['cases']:.2f} |")
    print(f"| traps sprung | {n['traps sprung']} of {n['traps']} |")
    print(f"| clean bundles flagged | {n['clean flagged']} of {n['clean']} |")
    print(f"| seconds a case | {seconds / n['cases']:.3f} |")
    print("\n| group | recall | precision |\n|---|---|---|")
    for key, counts in sorted(tally.by.items()):
        if key.startswith("trap"):
            continue
        precision = share(counts["right"], counts["right"] + counts["wrong"]) if key.startswith("language") else ""
        print(f"| {key} | {share(counts['found'], counts['gold'])} | {precision} |")
    print("\n| trap | sprung | set |\n|---|---|---|")
    for key, counts in sorted(tally.by.items()):
        if key.startswith("trap"):
            print(f"| {key.removeprefix('trap ')} | {counts['sprung']} | {counts['set']} |")
    if options.misses:
        print("\n" + "\n".join(tally.lines))


if __name__ == "__main__":
    main()
