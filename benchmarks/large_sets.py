"""Large sets of claims side by side with the peers of shared/perf: ``python benchmarks/large_sets.py --all``.

Ours goes from the subject as written to grouped discrepancies; the peers get ready-made keys (shared/perf/README.md).
Precision and recall are of pairs of claims in conflict, against the true topics. What cannot run here is quoted, and
marked as that. Each measurement is a process of its own (`large_set_runs`); of `--rounds` of them, ours and the peers
in turn, the fastest counts. ``--all`` is ``--seeds 11,23 --other --lines --spark --ten-million``; it takes about an
hour, and 15 GB where splink is installed. Wants `[spark]`, msgspec, orjson, and splink where it can be had.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import large_set_runs as runs

HERE = Path(__file__).resolve().parent
PERF = HERE.parents[1] / "shared" / "perf"
# What the README of shared/perf tells of 1M claims on another machine of two cores: seconds, MB, precision, recall.
QUOTED = {runs.DUCKDB: (4.5, 907, 0.723, 0.877), runs.SPLINK: (69.0, 14641, 0.723, 0.877)}
MOST_FOR_SPLINK = 1_000_000
_Figures = dict[str, float]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--perf", type=Path, default=PERF, help="folder of gen.py and the peers")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the generated data, made by this")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--rounds", type=int, default=1, help="of each measurement; the fastest counts")
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--seeds", default="", help="other seeds of gen.py, at the largest size")
    parser.add_argument("--other", action="store_true", help="also claims of two other makes")
    parser.add_argument("--lines", action="store_true", help="also JSON Lines beside parsing them alone")
    parser.add_argument("--spark", action="store_true", help="also Spark local[2], beside the start of its session")
    parser.add_argument("--ten-million", action="store_true", help="also ten times the largest size, on disk")
    parser.add_argument("--all", action="store_true", help="all of these")
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "N"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.data = given.data.resolve()
    if given.one:
        runs.run_one(given.one[0], int(given.one[1]), given.perf, given.data)
        return
    sizes = sorted(int(part) for part in given.sizes.split(","))
    print("| what | claims | seconds | cpu s | peak MB | precision | recall |\n|---|---|---|---|---|---|---|")
    found = {size: _side_by_side(size, given) for size in sizes}
    for what, (seconds, memory, precision, recall) in QUOTED.items():
        print(f"| {what} (quoted, another machine) | 1,000,000 | {seconds} | | {memory} | {precision} | {recall} |")
    for seed in [part for part in (given.seeds or "11,23" * given.all).split(",") if part]:
        _generated(sizes[-1], seed, given)
        other = argparse.Namespace(**{**vars(given), "data": _folder(seed, given)})
        _tell(f"ours, seed {seed}", sizes[-1], _best([_measured(runs.OURS, sizes[-1], other)]))
    if given.other or given.all:
        _other_makes(sizes, given)
    print()
    _musts(found, sizes)
    if given.lines or given.all:
        _lines(min(sizes[-1], 100_000), given)
    if given.spark or given.all:
        _spark(sizes, given)
    if given.ten_million or given.all:
        ten = _measured(runs.TEN, sizes[-1], given)
        print(
            f"{10 * sizes[-1]:,} claims by `check … --output found.parquet`: {ten['t_s']:.0f} s ({ten['cpu_s']:.0f} of "
            f"the processor), peak {ten['hwm_mb']:,.0f} MB (must 6,144, aim 3,072), "
            f"{ten['discrepancies']:,} discrepancies"
        )


def _side_by_side(size: int, given: Any) -> dict[str, _Figures]:
    """Measure ours and the peers in turn, tell of each, and return its figures."""
    _generated(size, given.seed, given)
    kinds = [runs.OURS, runs.IN_FILES, *([] if given.only_ours else _peers(size))]
    rounds: dict[str, list[_Figures]] = {what: [] for what in kinds}
    for _ in range(given.rounds):
        for what in kinds:
            rounds[what].append(_measured(what, size, given))
    found = {what: _best(told) for what, told in rounds.items() if any(told)}
    for what in kinds:
        if what in found:
            _tell(what, size, found[what])
        else:
            print(f"| {what} | {size:,} | failed | | | | |", flush=True)
    return found


def _peers(size: int) -> list[str]:
    there = [what for what, (module, _) in runs.PEERS.items() if importlib.util.find_spec(module)]
    return [what for what in there if what != runs.SPLINK or size <= MOST_FOR_SPLINK]


def _generated(size: int, seed: str, given: Any) -> None:
    """Have gen.py write its data, unless they are there; it writes to `data` below its working folder."""
    folder = _folder(seed, given)
    if not (folder / f"meta_{size}.json").exists():
        scratch = given.data / "generating"
        scratch.mkdir(parents=True, exist_ok=True)
        _run([sys.executable, str(given.perf / "gen.py"), str(size), "200", seed], scratch)
        folder.mkdir(exist_ok=True)
        for path in (scratch / "data").iterdir():
            shutil.move(path, folder / path.name)


def _folder(seed: str, given: Any) -> Path:
    folder: Path = given.data if seed == given.seed else given.data / f"seed-{seed}"
    return folder


def _other_makes(sizes: Sequence[int], given: Any) -> None:
    for what in (runs.INVENTED, runs.MIXED):
        for size in (10_000, 100_000, min(300_000, sizes[-1])):
            _tell(f"ours, claims of another make ({what})", size, _measured(what, size, given))


def _lines(size: int, given: Any) -> None:
    told = _measured(runs.LINES, size, given)
    for name in ("orjson", "msgspec"):
        parsed = told[f"{name}_s"]
        print(
            f"{size:,} JSON Lines: {name} alone {parsed:.2f} s; to a table of checked claims {told['table_s']:.2f} s, "
            f"{told['table_s'] / parsed:.2f} × that; to discrepancies {told['t_s']:.2f} s, {told['t_s'] / parsed:.2f} ×"
        )


def _spark(sizes: Sequence[int], given: Any) -> None:
    if not importlib.util.find_spec("pyspark") or shutil.which("java") is None:
        print("Spark: not measured, it needs [spark] and Java 17")
        return
    for size in [size for size in sizes if size >= 100_000] or sizes[-1:]:
        told = _measured(runs.SPARK, size, given)
        print(
            f"Spark local[2], {size:,} claims from Parquet to Parquet: {told['t_s']:.1f} s, over the start of its "
            f"session ({told['session_s']:.1f} s); {told['discrepancies']:,} discrepancies"
        )


def _musts(found: dict[int, dict[str, _Figures]], sizes: Sequence[int]) -> None:
    """Tell what of the measures of the largest size stands where."""
    largest = found[sizes[-1]]
    ours = largest.get(runs.OURS)
    if ours is None:
        return
    for peer, must, aim in ((runs.DUCKDB, 1.0, 0.5), (runs.SPLINK, 1 / 15, 1 / 30)):
        if peer in largest:
            ratio = ours["t_s"] / largest[peer]["t_s"]
            print(f"time over {peer} at {sizes[-1]:,}: {ratio:.3f} (must {must:.3f}, aim {aim:.3f})")
    print(f"peak {ours['hwm_mb']:.0f} MB (must 1,229, aim 666)")
    for name, key, must, aim in (("precision", "disc_p", 0.92, 0.97), ("recall", "disc_r", 0.85, 0.92)):
        print(f"{name} {ours[key]:.3f} (must {must}, aim {aim})")
    for small, large in itertools.pairwise(sizes):
        one, other = found[small].get(runs.OURS), found[large].get(runs.OURS)
        if one and other:
            growth = np.log(other["t_s"] / one["t_s"]) / np.log(large / small)
            print(f"growth exponent {small:,} to {large:,}: {growth:.2f} (100,000 to 1,000,000: must 1.3, aim 1.1)")


def _tell(what: str, size: int, told: _Figures) -> None:
    nan = float("nan")
    print(
        f"| {what} | {size:,} | {told['t_s']:.2f} | {told.get('cpu_s', nan):.2f} | {told['hwm_mb']:.0f} | "
        f"{told.get('disc_p') or nan:.3f} | {told.get('disc_r') or nan:.3f} |".replace("nan", ""),
        flush=True,
    )


def _best(told: Sequence[_Figures]) -> _Figures:
    return min((one for one in told if one), key=lambda one: one["t_s"])


def _measured(what: str, size: int, given: Any) -> _Figures:
    """Measure in a process of its own; a peer that fails, as for want of memory, gives no figures."""
    command = [sys.executable, __file__, "--perf", str(given.perf), "--data", str(given.data), "--one", what, str(size)]
    printed = _run(command, Path.cwd(), must=what not in runs.PEERS)
    return dict(json.loads(next((line[4:] for line in printed.splitlines() if line.startswith("RES ")), "{}")))


def _run(command: list[str], folder: Path, must: bool = True) -> str:
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode and must:
        sys.exit(result.stderr[-2000:])
    if result.returncode:
        print(result.stderr[-500:], file=sys.stderr)
    return result.stdout


if __name__ == "__main__":
    main()
