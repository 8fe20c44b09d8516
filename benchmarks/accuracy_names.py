"""How well names are compared, against the named peers in the same run.

Reads the peers' data beside the checkout (../shared/eval, or the folder given as the first argument) and prints one
Markdown table for each set: the right English name of 50 for an Arabic one (google/transliteration, Apache-2.0), and
the best F1 over all thresholds on labelled pairs (opensanctions/nomenklatura name_bench, MIT).
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, utils

from consistency.language.orthography import fold
from consistency.normalization.names import MATCH, name_similarity
from consistency.normalization.sounds import sound_likeness

Score = Callable[[str, str], float]
CHOICES = 50
SEEDS = range(3)
# One Latin letter for each Arabic one: the baseline "romanise, then compare letters".
LETTERS = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "abttjhkddrzsssdtzagfqklmnhui", strict=True))


def romanised(name: str) -> str:
    return "".join(LETTERS.get(letter, letter) for letter in fold(name).text)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def picked_right(pairs: list[dict[str, Any]], score: Score, seed: int) -> float:
    """Return the share of names for which the right one of `CHOICES` scores strictly best."""
    chance = random.Random(seed)
    names = [pair["en"] for pair in pairs]
    right = 0
    for pair in pairs:
        others = chance.sample([name for name in names if name != pair["en"]], CHOICES - 1)
        right += score(pair["ar"], pair["en"]) > max(score(pair["ar"], other) for other in others)
    return right / len(pairs)


def best_f1(pairs: list[dict[str, Any]], score: Score) -> tuple[float, float]:
    """Return the best F1 over all thresholds, and that threshold."""
    scored = [(score(pair["name1"], pair["name2"]), pair["is_match"] == "true") for pair in pairs]
    return max((f1_at(scored, threshold), threshold) for threshold in sorted({value for value, _ in scored}))


def f1_at(scored: list[tuple[float, bool]], threshold: float) -> float:
    true = sum(match for value, match in scored if value >= threshold)
    flagged = sum(value >= threshold for value, _ in scored)
    return 2 * true / (flagged + sum(match for _, match in scored))


def main() -> None:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared" / "eval"
    pickers: dict[str, Score] = {
        "consistency name_similarity": name_similarity,
        "consistency sound_likeness": sound_likeness,
        "romanise + rapidfuzz ratio": lambda a, b: fuzz.ratio(romanised(a), b),
    }
    print(f"translit_google_ar2en test, the right one of {CHOICES}, mean of {len(SEEDS)} draws\n")
    print("| scorer | right |\n|---|---|")
    pairs = rows(data / "translit_google_ar2en" / "ar2en-test.jsonl")
    for name, score in pickers.items():
        print(f"| {name} | {sum(picked_right(pairs, score, seed) for seed in SEEDS) / len(SEEDS):.3f} |")

    matchers: dict[str, Score] = {
        "consistency name_similarity": name_similarity,
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(a, b, processor=utils.default_process),
        "rapidfuzz token_set_ratio": lambda a, b: fuzz.token_set_ratio(a, b, processor=utils.default_process),
        "rapidfuzz token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(a, b, processor=utils.default_process),
    }
    cases = rows(data / "name_bench" / "cases.jsonl")
    persons = [case for case in cases if case["schema"] == "Person"]
    print("\nname_bench, best F1 (nomenklatura logic-v2, as published: Person .742, all .790)\n")
    print("| scorer | Person | all |\n|---|---|---|")
    for name, score in matchers.items():
        print(f"| {name} | {best_f1(persons, score)[0]:.3f} | {best_f1(cases, score)[0]:.3f} |")
    fixed = [(name_similarity(case["name1"], case["name2"]), case["is_match"] == "true") for case in persons]
    print(f"\nAt the library's own threshold ({MATCH:.0f}), Person: F1 {f1_at(fixed, MATCH):.3f}")


if __name__ == "__main__":
    main()
