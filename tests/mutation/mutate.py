"""Mutation testing of judging and matching: small faults are put into their functions, and the tests must see them.

    python tests/mutation/mutate.py [--sample 400] [--seed 1] [FILE ...]

Claims of the rule tests are read once; then each fault lives in a forked process, where the code of the functions is
exchanged in place, and the rule tests and those of tests/judging and tests/matching run until one fails. A fault that
no test sees survives and is printed with its place. Faults stand in functions only, not in tables and defaults of
classes. This is no test of the suite: it takes an hour.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import functools
import gc
import os
import random
import signal
import sys
import time
import types
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/consistency"
_LONGER = 3  # times the processor time of all tests; a fault that makes them run longer is one that is seen
_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}


def _faults(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Give what may stand in the place of a node, each with its name."""
    if isinstance(node, ast.Compare):
        for number, sign in enumerate(node.ops):
            if type(sign) in _COMPARE:
                other = copy.deepcopy(node)
                other.ops[number] = _COMPARE[type(sign)]()
                yield f"{type(sign).__name__} -> {_COMPARE[type(sign)].__name__}", other
    elif isinstance(node, ast.BoolOp):
        other_sign = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{type(node.op).__name__} -> {type(other_sign).__name__}", ast.BoolOp(other_sign, node.values)
        for number in range(len(node.values)):
            rest = [value for place, value in enumerate(node.values) if place != number]
            yield f"part {number} left out", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not left out", node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield "another operator", ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} -> {not node.value}", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield f"{node.value} -> {node.value + 1}", ast.Constant(node.value + 1)
    elif isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        yield "return None", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            other_if = copy.copy(node)
            other_if.test = ast.Constant(value)
            yield f"if {value}", other_if
    elif isinstance(node, ast.Continue):
        yield "continue -> break", ast.Break()
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMES:
        yield (
            f"{node.func.id} -> {_NAMES[node.func.id]}",
            ast.Call(ast.Name(_NAMES[node.func.id], ast.Load()), node.args, node.keywords),
        )


class _Replace(ast.NodeTransformer):
    """Puts something in the place of the node that is reached as the `wanted`th."""

    def __init__(self, wanted: int, new: ast.AST):
        self._wanted, self._new, self._seen = wanted, new, -1

    def generic_visit(self, node: ast.AST) -> ast.AST:
        self._seen += 1
        if self._seen == self._wanted:
            return ast.copy_location(self._new, node)
        return super().generic_visit(node)

    visit = generic_visit


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)


def _mutants(path: Path) -> list[tuple[Path, int, int, str, ast.AST]]:
    """Return the faults of a file: the file, the number of the node, its line, the name, and the node instead."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside: set[int] = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            inside.update(id(node) for statement in function.body for node in ast.walk(statement))
    found = []
    for number, node in enumerate(_in_order(tree)):
        if id(node) in inside:
            found += [(path, number, getattr(node, "lineno", 0), name, new) for name, new in _faults(node)]
    return found


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            yield part
            yield from _codes(part)


def _put_in(path: Path, number: int, new: ast.AST, functions: list[types.FunctionType]) -> bool:
    """Exchange the code of the functions of a file; false where no function changes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    _Replace(number, new).visit(tree)  # what it puts in stands below the module itself
    # Compiled as it is, not printed and parsed again: functions are known by the line on which they begin.
    module = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(module)}
    changed = False
    for function in functions:
        if function.__code__.co_filename == str(path):
            code = codes.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
            if code and code != function.__code__:
                try:
                    function.__code__ = code
                except ValueError:  # it has other variables of an outer function now
                    return False
                changed = True
    return changed


def _read_once() -> None:
    """Let each text be read once, since nothing that is mutated reads texts."""
    import consistency.extraction
    from consistency import Claim, Source

    read, known = consistency.extraction.extract_claims, {}

    def extract(source: Source) -> list[Claim]:
        key = (source.id, source.text, source.language, source.published)
        if key not in known:
            known[key] = read(source)
        return known[key]

    consistency.extraction.extract_claims = extract


def _tests_pass(rule_files: list[Path], room: str) -> bool:
    """Tell whether all tests pass; those of the room that has the fault come first, for they see the most."""
    import pytest

    from consistency.rule_testing import run_rule_tests

    options = ["-x", "-q", "-n", "0", "-p", "no:benchmark", "-o", "addopts=", "--import-mode=importlib", "--no-header"]

    def pass_in(folder: str) -> bool:
        with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
            return pytest.main([*options, str(ROOT / folder)]) == 0

    (other,) = {"matching", "judging"} - {room}
    return (
        pass_in(f"tests/{room}") and all(run_rule_tests([path]).ok for path in rule_files) and pass_in(f"tests/{other}")
    )


def _outcome(
    mutant: tuple[Path, int, int, str, ast.AST],
    rule_files: list[Path],
    functions: list[types.FunctionType],
    seconds: float,
) -> str:
    path, number, _, _, new = mutant
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, seconds)  # of the processor's time: others may use it as well
        code = 2
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            # It may change nothing: 1 in place of True, or variables that an outer function shares.
            if _put_in(path, number, new, functions):
                code = 1
                code = 0 if _tests_pass(rule_files, path.parent.name) else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    return {0: "survived", 2: "not put in", -signal.SIGPROF: "ran too long"}.get(ended, "killed")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests/trust")]

    import consistency.extraction
    from consistency.judging import load_rules

    assert Path(consistency.extraction.__file__).is_relative_to(PACKAGE)
    files = [path.resolve() for path in given.files]
    files = files or [*sorted((PACKAGE / "judging").glob("*.py")), *sorted((PACKAGE / "matching").glob("*.py"))]
    mutants = [mutant for path in files for mutant in _mutants(path)]
    random.Random(given.seed).shuffle(mutants)
    chosen = mutants[: given.sample or None]
    print(f"{len(mutants)} faults, {len(chosen)} tried", flush=True)
    _read_once()
    rule_files = [Path(rule.path) for rule in load_rules().rules if rule.path]
    started = time.process_time()
    assert _tests_pass(rule_files, "judging"), "the tests fail without a fault"
    seconds = _LONGER * (time.process_time() - started)
    print(f"tests take {seconds / _LONGER:.0f} seconds of the processor", flush=True)
    functions = [found for found in gc.get_objects() if isinstance(found, types.FunctionType)]
    for kept in gc.get_objects():  # what a function returned without a fault
        if isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("consistency."):
            kept.cache_clear()
    gc.freeze()  # a child shares what it does not write
    tally: Counter[str] = Counter()
    for mutant in chosen:
        outcome = _outcome(mutant, rule_files, functions, seconds)
        tally[outcome] += 1
        if outcome == "survived":
            path, _, line, name, _ = mutant
            shown = path.read_text(encoding="utf-8").split("\n")[line - 1].strip()
            print(f"{path.relative_to(ROOT)}:{line}: {name}: {shown}", flush=True)
    seen = 1 - tally["survived"] / max(1, len(chosen) - tally["not put in"])
    print(f"{dict(tally)}: {seen:.0%} of the faults are seen")
    return 0


if __name__ == "__main__":
    sys.exit(main())
