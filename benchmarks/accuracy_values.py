"""How exactly values are read, on the test data of others beside the project (shared/eval): one table.

    python benchmarks/accuracy_values.py [folder of the data]

Numerals, ordinals and measures from the duckling corpora (facebook/duckling, BSD-3) and Maha (TRoboto/Maha, BSD-3),
and num2words read back. Of maha_ar, "standard" leaves out what no grammar of standard Arabic reads as one number: lists
of addends without order ("اربعين وخمسة", "الف والفين والف …"). Percentages count in `find_quantities`.
"""

from __future__ import annotations

import functools
import json
import random
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from num2words import num2words

from consistency.language.orthography import fold
from consistency.normalization.numbers import find_numbers
from consistency.normalization.quantities import find_quantities
from consistency.normalization.units import convert

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "eval"
# Duckling's names of units, where they are not ours in lower case.
UNITS: dict[str, set[str | None]] = {
    "dollar": {"USD"}, "pound": {"GBP", "EGP", "pound"}, "cent": {"cent"}, "m": {"metre"}, "unnamed": {None, "USD"},
    "degree": {"degree", "celsius"}, "quarter": {"quarter"},
}  # fmt: skip
BELOW, ABOVE = {"less_than", "at_most"}, {"more_than", "at_least"}
NOT_STANDARD = {"اربعين وخمسة", "الف والفين والف وخمسة الاف ومية وعشرين", "ثلاثة وثلاثين الف و3 الاف وبليون"}

Misses = list[tuple[str, object, object]]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_number(phrase: str, language: str) -> tuple[float, bool] | None:
    """Return the one number of a phrase, percentages as shares, and whether it is an ordinal."""
    numbers = find_numbers(fold(phrase), language)
    quantities = find_quantities(phrase, language)
    if len(quantities) == 1 and quantities[0].value.unit in {"percent", "per_mille"}:
        return convert(quantities[0].value.low, quantities[0].value.unit)[0], False
    if len(numbers) == 3 and "في المليون" in phrase:
        return None
    return (numbers[0].low, numbers[0].ordinal) if len(numbers) == 1 and numbers[0].low == numbers[0].high else None


def close(a: float, b: float) -> bool:
    """Return whether two values agree to nine digits."""
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def measure_agrees(phrase: str, gold: str, language: str) -> tuple[bool, object]:
    """Compare the one quantity of a phrase with duckling's notation of its gold value."""
    found = find_quantities(phrase, language)
    if len(found) != 1:
        return False, [(m.quote, m.value.low, m.value.unit) for m in found]
    value = found[0].value
    shown = (value.low, value.high, value.unit, value.bound)
    gold = gold.replace("(Just", "(").replace("DurationData", "simple")
    words = re.match(r"(simple|between|under|above)\s+(?:(\w+)\s+)?(\(?-?[\d.e,\s]+\)?)(?:\s*(\w+))?", gold)
    if words is None:
        return False, "gold not understood"
    kind, unit, amount, unit_after = words.groups()
    if unit is None:
        unit = unit_after
    figures = [float(figure) for figure in re.findall(r"-?[\d.]+(?:e\d+)?", amount)]
    names: set[str | None] = UNITS.get(unit.lower(), {unit if unit.isupper() else unit.lower()})

    def same(mine: float, theirs: float) -> bool:
        for name in names:
            a, base_a = convert(mine, value.unit)
            b, base_b = convert(theirs, name)
            if base_a == base_b and close(a, b):
                return True
        return False

    if kind == "between":
        return same(value.low, figures[0]) and same(value.high, figures[1]), shown
    bound_fits = {"under": value.bound in BELOW, "above": value.bound in ABOVE}.get(kind, True)
    return bound_fits and value.low == value.high and same(value.low, figures[0]), shown


def show(name: str, outcomes: Iterable[tuple[str, object, object, bool]], verbose: bool) -> None:
    """Print one row of the table, and the misses where asked for."""
    listed = list(outcomes)
    right = sum(good for *_, good in listed)
    print(f"{name:<42} {right:>5} of {len(listed):<5} {right / max(1, len(listed)):.3f}")
    if verbose:
        for phrase, gold, mine, good in listed:
            if not good:
                print(f"      {phrase!r}: {gold!r} read as {mine!r}")


def numbers_table(
    pairs: Iterable[tuple[str, float]], language: str, ordinal: bool | None = None
) -> list[tuple[str, object, object, bool]]:
    """Compare numbers with their gold values."""
    outcomes: list[tuple[str, object, object, bool]] = []
    for phrase, gold in pairs:
        mine = read_number(phrase, language)
        good = mine is not None and close(mine[0], gold) and (ordinal is None or mine[1] == ordinal)
        outcomes.append((phrase, gold, mine, good))
    return outcomes


def read_back(language: str, spoken: Callable[[int], str]) -> list[tuple[str, object, object, bool]]:
    """Write numbers as words with num2words, and read them again."""
    chance = random.Random(20261124)
    values = sorted({*range(1100), *(10**k for k in range(10)), *(2 * 10**k for k in range(9)),
                     *(chance.randrange(10 ** chance.randrange(3, 10)) for _ in range(2500))})  # fmt: skip
    return numbers_table(((spoken(value), float(value)) for value in values), language)


def main(folder: Path, verbose: bool) -> None:
    """Print the table."""
    duckling = rows_of(folder / "duckling_ar_en" / "all.jsonl")
    for language, dimension in (("AR", "Numeral"), ("AR", "Ordinal"), ("EN", "Numeral"), ("EN", "Ordinal")):
        pairs = [
            (str(phrase), float(str(row["number"])))
            for row in duckling if row["lang"] == language and row["dimension"] == dimension
            for phrase in row["phrases"]
        ]  # fmt: skip
        ordinal = True if dimension == "Ordinal" else None
        show(f"duckling {language} {dimension}", numbers_table(pairs, language.lower(), ordinal), verbose)
    for language in ("AR", "EN"):
        total: list[tuple[str, object, object, bool]] = []
        for dimension in ("AmountOfMoney", "Quantity", "Volume", "Temperature", "Duration", "Distance"):
            outcomes = []
            for row in duckling:
                if row["lang"] == language and row["dimension"] == dimension:
                    for phrase in row["phrases"]:
                        good, mine = measure_agrees(phrase, str(row["gold_haskell"]), language.lower())
                        outcomes.append((phrase, row["gold_haskell"], mine, good))
            if outcomes:
                show(f"duckling {language} {dimension}", outcomes, verbose)
                total += outcomes
        show(f"duckling {language} measures together", total, False)
    for name in ("numeral", "ordinal"):
        rows = [(str(row["text"]), float(str(row["value"]))) for row in rows_of(folder / "maha_ar" / f"{name}.jsonl")]
        show(f"maha_ar {name}, all", numbers_table(rows, "ar"), False)
        standard = [row for row in rows if row[0] not in NOT_STANDARD]
        show(f"maha_ar {name}, standard", numbers_table(standard, "ar"), verbose)
    for language in ("ar", "en"):
        spoken = functools.partial(num2words, lang=language)
        show(f"num2words({language}) 0…10⁹ read back", read_back(language, spoken), verbose)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--misses"]
    main(Path(arguments[0]) if arguments else DEFAULT, "--misses" in sys.argv)
