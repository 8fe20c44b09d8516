"""Run the accuracy benchmarks and write benchmarks/README.md.

    python benchmarks/report.py --date 2026-11-24 [--speed] [--output benchmarks/README.md]

A benchmark whose data is absent leaves a line that says so. Figures of others are measured in the same run where the
library is installed, else quoted, and marked so. ``--speed`` also runs test_speed.py, which takes a minute.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"

Figures = dict[str, float]
"""Shares from 0 to 1 by the name that the rows of `TABLE` give them."""


@dataclass(frozen=True)
class Row:
    """A row of the comparison: what is measured, the key of our figure, the aims, and what others reach."""

    what: str
    ours: str
    must: float
    aim: float
    measured: tuple[tuple[str, str], ...] = ()  # (peer, key of the figure in the same run)
    quoted: tuple[tuple[str, float], ...] = ()  # (peer, its published or earlier figure)


# The aims and the quoted figures are those of the project's third issue.
TABLE = (
    Row("duckling AR Numeral, exact value", "duckling AR Numeral", 0.97, 1.0, quoted=(("Maha", 0.83),)),
    Row("duckling AR Ordinal", "duckling AR Ordinal", 0.95, 1.0, quoted=(("Maha", 0.43),)),
    Row("duckling AR measures, value and unit", "duckling AR measures together", 0.85, 0.97),
    Row("duckling AR Time, day grain", "ar consistency", 0.90, 0.97, (("dateparser", "ar dateparser"),),
        (("dateparser", 0.17),)),
    Row("duckling EN Time, day grain", "en consistency", 0.80, 0.95, (("dateparser", "en dateparser"),),
        (("dateparser", 0.47),)),
    Row("duckling EN Numeral", "duckling EN Numeral", 0.95, 1.0),
    Row("duckling EN Ordinal", "duckling EN Ordinal", 0.95, 1.0),
    Row("maha_ar numerals, standard forms", "maha_ar numeral, standard", 0.97, 1.0),
    Row("translit_google_ar2en test, the right one of 50", "pick consistency name_similarity", 0.92, 0.97,
        (("romanise + rapidfuzz ratio", "pick romanise + rapidfuzz ratio"),), (("transliterate + fuzzy", 0.893),)),
    Row("name_bench, Person rows, best F1", "Person consistency name_similarity", 0.76, 0.85,
        (("rapidfuzz WRatio", "Person rapidfuzz WRatio"),), (("nomenklatura logic-v2", 0.742),)),
    Row("num2words(ar), 0…10⁹ sampled, read back", "num2words(ar) 0…10⁹ read back", 1.0, 1.0),
)  # fmt: skip


@dataclass
class Run:
    """One benchmark: its title, the command, what must be there, and what came out."""

    title: str
    command: tuple[str, ...]
    needs: Path
    note: str = ""
    output: str = field(default="", init=False)

    def start(self) -> None:
        """Run the command where its data is. Raises SystemExit when it fails: half a table is no table."""
        if not self.needs.exists():
            return
        done = subprocess.run([sys.executable, *self.command], capture_output=True, text=True, check=False, cwd=HERE)
        if done.returncode:
            raise SystemExit(f"{' '.join(self.command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        self.output = done.stdout

    def section(self) -> str:
        """Return the section of the page: the output as it is, Markdown tables as tables."""
        head = f"## {self.title}\n`{_shown(self.command)}`\n\n{self.note}"
        if not self.output:
            absent = str(self.needs).replace(str(SHARED), "../shared")
            return f"{head}Skipped: `{absent}` is absent.\n"
        text = "\n".join(line.rstrip() for line in self.output.strip().splitlines())
        return f"{head}{text}\n" if "|---|" in text else f"{head}```\n{text}\n```\n"


def _shown(command: tuple[str, ...]) -> str:
    """Return a command as one types it in the checkout."""
    words = [f"benchmarks/{word}" if (HERE / word).is_file() else word for word in command]
    return " ".join(["python", *words]).replace(str(SHARED), "../shared")


def _commit() -> str:
    """Return the commit that was measured, "-dirty" where files were changed since; "" outside a checkout."""
    command = ["git", "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()


def runs(speed: bool) -> dict[str, Run]:
    """Return the benchmarks in the order of the page."""
    cases, data, articles = SHARED / "benchmark" / "cases", SHARED / "eval", SHARED / "seeds"
    held = (
        "Set aside while rules were written, and measured apart; benchmarks/held_aside.txt lists them and tells where "
        "the split leaks. Go by these figures, and mind how few the cases are.\n\n"
    )
    standard = (
        'Of maha_ar, the row "standard" leaves out three phrases that list addends in no order of standard '
        "Arabic; the script names them.\n\n"
    )
    found = {
        "held": Run("Cases held aside", ("accuracy.py", str(cases), "--part", "held"), cases, held),
        "developed": Run("Cases seen in development", ("accuracy.py", str(cases), "--part", "developed"), cases),
        "seeds": Run("Five real articles, seen in development", ("accuracy.py", "--part", "seeds"), articles),
        "values": Run("Numbers and quantities", ("accuracy_values.py", str(data)), data, standard),
        "dates": Run("Dates", ("accuracy_dates.py", str(data / "duckling_ar_en")), data),
        "names": Run("Names", ("accuracy_names.py", str(data)), data),
        "peers": Run("Altered translations and Arabic headlines", ("accuracy_peers.py", str(data)), data),
        "knowledge": Run("Terms of office", ("knowledge_confirmed.py", "--eval", str(data)), data / "tenures"),
    }
    if speed:
        found["startup"] = Run(
            "Start to end of each form of the report, in one run", ("startup.py",), HERE / "startup.py"
        )
        for key, script, title in (
            ("speed of values", "test_speed_values.py", "Speed of reading values"),
            ("speed", "test_speed.py", "Speed, as ratios to a reference in the same run"),
        ):
            options = ("-s", "-q", "-p", "no:cacheprovider", "--benchmark-columns=min")
            found[key] = Run(title, ("-m", "pytest", script, *options), HERE / script)
    return found


def read_figures(outputs: dict[str, str]) -> Figures:
    """Return the figures that the benchmarks printed, by the names of `TABLE`."""
    figures: Figures = {}
    for name, right, whole in re.findall(r"^(.+?) +(\d+) of (\d+) +[\d.]+$", outputs["values"], re.MULTILINE):
        figures[name] = int(right) / int(whole)
    for language, name, right, whole in re.findall(r"^(ar|en)  (\w+): (\d+)/(\d+) =", outputs["dates"], re.MULTILINE):
        figures[f"{language} {name}"] = int(right) / int(whole)
    for name, share in re.findall(r"^\| (.+?) \| ([\d.]+) \|$", outputs["names"], re.MULTILINE):
        figures[f"pick {name}"] = float(share)
    for name, share in re.findall(r"^\| (.+?) \| ([\d.]+) \| [\d.]+ \|$", outputs["names"], re.MULTILINE):
        figures[f"Person {name}"] = float(share)
    return figures


def comparison(figures: Figures) -> str:
    """Return the table of our figures beside others'."""
    lines = ["| what | here | must | aim | others |", "|---|---|---|---|---|"]
    for row in TABLE:
        ours = figures.get(row.ours)
        others = [f"{peer} {figures[key]:.3f}" for peer, key in row.measured if key in figures]
        measured = {peer for peer, key in row.measured if key in figures}
        others += [f"{peer} {value:g} (quoted)" for peer, value in row.quoted if peer not in measured]
        here = "not measured" if ours is None else f"{ours:.3f}" + ("" if ours >= row.must else " (below must)")
        lines.append(f"| {row.what} | {here} | {row.must:g} | {row.aim:g} | {', '.join(others) or '–'} |")
    return "\n".join(lines)


def trimmed(runs_made: dict[str, Run]) -> None:
    """Shorten what does not belong on the page: the lines that quote data of others, and pytest's own tables."""
    quoting = ("against ", "disputed ", "    not read so:")
    for name in ("dates", "knowledge"):
        run = runs_made[name]
        run.output = "\n".join(line for line in run.output.splitlines() if not line.startswith(quoting))
    if "speed" in runs_made:
        speed = runs_made["speed"]
        speed.output = "\n".join(line.lstrip(".") for line in speed.output.splitlines() if " × " in line)


def main() -> None:
    """Run what can be run, and write the page."""
    parser = argparse.ArgumentParser(description="Run the accuracy benchmarks and write benchmarks/README.md.")
    parser.add_argument("--date", type=datetime.date.fromisoformat, required=True, help="day of the run: 2026-11-24")
    parser.add_argument("--speed", action="store_true", help="also measure speed")
    parser.add_argument("--output", type=Path, default=HERE / "README.md")
    options = parser.parse_args()
    made = runs(options.speed)
    for run in made.values():
        run.start()
    trimmed(made)
    figures = read_figures({name: run.output for name, run in made.items()})
    command = f"python benchmarks/report.py --date {options.date}" + (" --speed" if options.speed else "")
    page = [
        "# Benchmarks",
        f"Written on {options.date} by `{command}` at commit {_commit() or 'unknown'} with Python "
        f"{platform.python_version()}; do not edit by hand. The "
        "test data lies beside the checkout, in ../shared, and is no part of the project.\n",
        "## Values and names, beside others",
        '"must" and "aim" are the project\'s own. Figures of others are of the same run, or marked as quoted. '
        "The data was in sight while the readers were written; of the cases below, a part was held aside.\n",
        comparison(figures) + "\n",
        *(run.section() for run in made.values()),
    ]
    options.output.write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
