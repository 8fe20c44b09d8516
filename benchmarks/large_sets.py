"""Large sets of claims side by side with the peers of shared/perf: ``python benchmarks/large_sets.py``.

Each measurement is a process of its own, which reads its input first and then starts the clock. Ours goes from the
subject as written to grouped discrepancies; the peers get ready-made keys (shared/perf/README.md). Precision and
recall are of pairs of claims in conflict, against the true topics. What cannot run here is quoted, and marked as that.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import runpy
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
PERF = HERE.parents[1] / "shared" / "perf"
# What the README of shared/perf tells of 1M claims on another machine of two cores: seconds, MB, precision, recall.
QUOTED = {"duckdb uniq": (4.5, 907, 0.723, 0.877), "splink": (69.0, 14641, 0.723, 0.877)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--perf", type=Path, default=PERF, help="folder of gen.py and the peers")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the generated data")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--rounds", type=int, default=1, help="of each measurement; the fastest counts")
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--other", action="store_true", help="also the precision on claims of another make")
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "N"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _one(given.one[0], int(given.one[1]), given)
        return
    print("| what | claims | seconds | cpu s | peak MB | precision | recall |\n|---|---|---|---|---|---|---|")
    ours: dict[int, float] = {}
    for size in (int(part) for part in given.sizes.split(",")):
        if not (given.data / f"meta_{size}.json").exists():
            _run([sys.executable, str(given.perf / "gen.py"), str(size), "200", given.seed], given.data.parent)
        for what in _peers(given.only_ours):
            found = min((_measured(what, size, given) for _ in range(given.rounds)), key=lambda one: one["t_s"])
            if what == "ours":
                ours[size] = found["t_s"]
            print(
                f"| {what} | {size:,} | {found['t_s']:.2f} | {found.get('cpu_s', float('nan')):.2f} | "
                f"{found['hwm_mb']:.0f} | {found.get('disc_p') or float('nan'):.3f} | "
                f"{found.get('disc_r') or float('nan'):.3f} |",
                flush=True,
            )
    for what, (seconds, memory, precision, recall) in QUOTED.items():
        print(f"| {what} (quoted) | 1,000,000 | {seconds} | | {memory} | {precision} | {recall} |")
    if given.other:
        _tell_of_others()
    sizes = sorted(ours)
    for small, large in itertools.pairwise(sizes):
        growth = np.log(ours[large] / ours[small]) / np.log(large / small)
        print(f"growth exponent {small:,} to {large:,}: {growth:.2f}")


def _tell_of_others() -> None:
    from claim_sets import RULE, invented
    from consistency.judging import parse_rule

    for size, seed in ((10_000, 1), (100_000, 2), (200_000, 3)):
        right, claimed, true = found_and_true(*invented(size, seed), parse_rule(RULE, "measure.yaml"))
        print(
            f"claims of another make, {size:,}: precision {right / claimed:.3f}, recall {right / true:.3f}", flush=True
        )


def _peers(only_ours: bool) -> list[str]:
    peers = ["ours", "ours, from Parquet to Parquet"]
    if only_ours:
        return peers
    if importlib.util.find_spec("duckdb"):
        peers.append("duckdb uniq")
    peers.append("cdist in perfect blocks")
    if importlib.util.find_spec("splink"):
        peers.append("splink")
    return peers


def _measured(what: str, size: int, given: Any) -> dict[str, Any]:
    command = [sys.executable, __file__, "--perf", str(given.perf), "--data", str(given.data), "--one", what, str(size)]
    printed = _run(command, Path.cwd())
    return dict(json.loads(next(line[4:] for line in printed.splitlines() if line.startswith("RES "))))


def _run(command: list[str], folder: Path) -> str:
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(result.stderr[-2000:])
    return result.stdout


def _one(what: str, size: int, given: Any) -> None:
    scripts = {
        "duckdb uniq": ["duck_sql.py", str(size), "0.9", "uniq"],
        "cdist in perfect blocks": ["cdist_blocks.py", str(size), "jw", "0.9", "perfect", "1"],
        "splink": ["splink_peer.py", str(size), "full", "0.9"],
    }
    if what == "ours":
        _ours(size, given.data)
    elif what == "ours, from Parquet to Parquet":
        _ours_in_files(size, given.data)
    else:
        _peer(given.perf, scripts[what], given.data)


def _peer(perf: Path, arguments: list[str], data: Path) -> None:
    """Run a script of shared/perf, with the name that newer versions of DuckDB give its result."""
    os.environ["CLAIMS_DIR"] = str(data)
    if importlib.util.find_spec("duckdb"):
        import duckdb

        if not hasattr(duckdb.DuckDBPyConnection, "arrow"):
            setattr(duckdb.DuckDBPyConnection, "arrow", duckdb.DuckDBPyConnection.to_arrow_table)  # noqa: B010
    sys.path.insert(0, str(perf))
    sys.argv = [str(perf / arguments[0]), *arguments[1:]]
    runpy.run_path(sys.argv[0], run_name="__main__")


def _ours(size: int, data: Path) -> None:
    from claim_sets import RULE, measured_claims
    from consistency.engines.check import plan_of
    from consistency.engines.claim_table import table_from_arrow
    from consistency.engines.in_process import Stats, find_discrepancies
    from consistency.engines.plan import Plan
    from consistency.judging import parse_rule

    claims, topic = measured_claims(data, size)
    rule = parse_rule(RULE, "measure.yaml")
    _reset_peak()
    started, worked = time.perf_counter(), time.process_time()
    table = table_from_arrow(claims)
    plan = plan_of(rule, table)
    assert isinstance(plan, Plan), plan
    stats = Stats()
    found = find_discrepancies(table, plan, stats)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    peak = _peak()
    right, claimed = _pairs(found, table, plan, topic)
    true = json.loads((data / f"meta_{size}.json").read_text())["true_discrepancies"]
    _tell(t_s=seconds, cpu_s=cpu, hwm_mb=peak, disc_p=right / max(claimed, 1), disc_r=right / true)


def _pairs(found: Any, table: Any, plan: Any, topic: Any) -> tuple[int, int]:
    """Return how many pairs of claims in conflict there are in one discrepancy, right ones and all."""
    from consistency.engines.arrays import pairs_in_runs
    from consistency.engines.conflicts import DIFFERENT, relations, scale_of

    differs = plan.rule.differs
    scale = scale_of(table.field(differs.field).taken(found.rows), differs.by, differs.tolerance, plan.magnitude)
    one, other = pairs_in_runs(found.starts, np.diff(np.r_[found.starts, len(found.rows)]))
    conflict = relations(scale, one, other) == DIFFERENT
    same = topic[found.rows[one]] == topic[found.rows[other]]
    return int((conflict & same).sum()), int(conflict.sum())


def found_and_true(claims: Any, thing: Any, rule: Any) -> tuple[int, int, int]:
    """Return how many pairs of claims in conflict were found rightly, were found, and there are, for each thing."""
    from consistency.engines.arrays import pairs_in_runs, runs
    from consistency.engines.check import plan_of
    from consistency.engines.claim_table import table_from_arrow
    from consistency.engines.conflicts import DIFFERENT, relations, scale_of
    from consistency.engines.in_process import Stats, find_discrepancies
    from consistency.engines.plan import Plan

    table = table_from_arrow(claims)
    plan = plan_of(rule, table)
    assert isinstance(plan, Plan), plan
    right, claimed = _pairs(find_discrepancies(table, plan, Stats()), table, plan, thing)
    order = np.argsort(thing, kind="stable")
    one, other = pairs_in_runs(*runs(thing[order]))
    one, other = order[one], order[other]
    scale = scale_of(table.field(rule.differs.field), rule.differs.by, rule.differs.tolerance, plan.magnitude)
    apart = table.source[one] != table.source[other]
    return right, claimed, int((apart & (relations(scale, one, other) == DIFFERENT)).sum())


def _ours_in_files(size: int, data: Path) -> None:
    import pyarrow.parquet as pq

    from claim_sets import RULE, measured_claims
    from consistency.cli import main

    claims = data / f"table_{size}.parquet"
    if not claims.exists():
        pq.write_table(measured_claims(data, size)[0], claims)
    rule = data / "measure.yaml"
    rule.write_text(RULE, encoding="utf-8")
    _reset_peak()
    started, worked = time.perf_counter(), time.process_time()
    main([str(claims), "--rules", str(rule), "--output", str(data / "found.parquet"), "--quiet"])
    _tell(t_s=time.perf_counter() - started, cpu_s=time.process_time() - worked, hwm_mb=_peak())


def _reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """Return the most memory that this process has held since `_reset_peak`, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _tell(**figures: float) -> None:
    print("RES " + json.dumps(figures))


if __name__ == "__main__":
    main()
