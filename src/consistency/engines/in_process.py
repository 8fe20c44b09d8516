"""A large set of claims checked in this process: blocks, names, groups, conflicts, one rule after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from consistency.engines.apart import silent_rows
from consistency.engines.arrays import NONE, Floats, Ints, distinct, numbered, order_of, ranks_of, runs
from consistency.engines.claim_table import ClaimTable
from consistency.engines.conflicts import Similarity, disbelieved, in_conflict, scale_of
from consistency.engines.fields import ABSENT, NUMBER, TERM, FieldColumn
from consistency.engines.lexicon import learn
from consistency.engines.names import name_table
from consistency.engines.naming import Naming, PersonNames
from consistency.engines.plan import Plan
from consistency.engines.text_groups import Texts
from consistency.language.orthography import fold

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Stats:
    """What a run looked at: how many blocks, names and pairs of names, what was capped, and seconds a stage."""

    claims: int = 0
    incomplete: int = 0
    blocks: int = 0
    largest_block: int = 0
    names: int = 0
    compared: int = 0
    groups: int = 0
    capped: list[tuple[str, int]] = field(
        default_factory=list
    )  # words in common ("": any text), and how many share them
    large: list[int] = field(default_factory=list)  # claims of each group with too many pairs
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, other: Stats) -> None:
        """Add what another part of the run looked at."""
        for name in ("claims", "incomplete", "blocks", "names", "compared", "groups"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.largest_block = max(self.largest_block, other.largest_block)
        self.capped += other.capped
        self.large += other.large
        for stage, seconds in other.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time that the body takes to a stage."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class Found:
    """The discrepancies of one rule: for each its rows of the table, those of `rows` from `starts` on."""

    plan: Plan
    rows: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, place: int) -> Ints:
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.rows)
        return self.rows[self.starts[place] : end]


def find_discrepancies(table: ClaimTable, plan: Plan, stats: Stats) -> Found:
    """Apply a rule to all claims of its kind; rows of one discrepancy stand together, in no particular order."""
    with stats.stage("blocking"):
        rows = chosen_rows(table, plan)
        stats.claims += len(rows)
        given = len(rows)
        rows, block = blocks_of(table, plan, rows)
        stats.incomplete += given - len(rows)
        stats.blocks += int(block.max(initial=-1)) + 1
        stats.largest_block = max(stats.largest_block, int(np.bincount(block).max(initial=0)))
    if plan.alike is None or not len(rows):
        return conflicts_among(table, plan, rows, block, None, stats)
    texts, label = texts_of(table, plan, rows)
    naming: Naming
    if plan.alike[1] == "name":
        with stats.stage("reading names"):
            words = name_table(texts)
        with stats.stage("learning names"):
            pairs = distinct(block * len(texts) + label)
            lexicon = learn(words.words, words.tokens, pairs // len(texts), pairs % len(texts))
            naming = PersonNames(words.words, words.tokens, lexicon)
    else:
        naming = Texts(texts.to_pylist())
    return conflicts_in_blocks(table, plan, rows, block, (naming, naming.place[label]), stats)


def texts_of(table: ClaimTable, plan: Plan, rows: Ints) -> tuple[pa.Array, Ints]:
    """Return the distinct texts of the field that is alike, and the number of that of each row."""
    assert plan.alike is not None
    field = table.field(plan.alike[0])
    used, label = numbered(field.label[rows].astype(np.int64))
    return pa.array(field.labels, pa.string()).take(pa.array(used)), label


def conflicts_in_blocks(
    table: ClaimTable, plan: Plan, rows: Ints, block: Ints, named: tuple[Naming, Ints], stats: Stats
) -> Found:
    """Return the discrepancies among rows of whole blocks; `named` are the names, and each row's number among them."""
    naming, number = named
    with stats.stage("comparing names"):
        name, group = grouped(plan, naming, block, number, np.ones(len(rows), np.int64), stats)
    return conflicts_among(table, plan, rows, group, (naming, number, name), stats)


def grouped(plan: Plan, naming: Naming, block: Ints, number: Ints, weight: Ints, stats: Stats) -> tuple[Ints, Ints]:
    """Return for each row its name within the block, and the name around which its group forms."""
    count = len(naming.ranks)
    entry, at = np.unique(block * count + number, return_inverse=True)
    at = at.reshape(-1)
    weights = np.bincount(at, weights=weight, minlength=len(entry)).astype(np.int64)
    centre, blocking = naming.group(entry // count, entry % count, weights, plan.at_least, plan.most)
    stats.names += len(entry)
    stats.compared += blocking.compared
    stats.capped += [(words, names) for _, words, names in blocking.capped]
    return at, centre[at]


def conflicts_among(
    table: ClaimTable, plan: Plan, rows: Ints, group: Ints, named: tuple[Naming, Ints, Ints] | None, stats: Stats
) -> Found:
    """Return the discrepancies among rows whose groups are known.

    `named` are the names, each row's number among them, and its name within the block; None where nothing need only be
    alike.
    """
    rule, differs = plan.rule, plan.rule.differs
    similarity: Similarity | None = None
    with stats.stage("comparing values"):
        scale = scale_of(table.field(differs.field).taken(rows), differs.by, differs.tolerance, plan.magnitude)
        if named is not None and len(rows):
            naming, number, name = named
            group = disbelieved(group, name, scale)

            def similarity(one: Ints, other: Ints) -> Floats:
                return naming.likeness(number[one], number[other])

        stats.groups += len(distinct(group))
        source, silent = table.source[rows].astype(np.int64), silent_rows(table, rows, plan.apart)
        conflict = in_conflict(group, source, scale, similarity, rule.guards, plan.most, stats.large, silent)
        chosen = np.flatnonzero(conflict)
        chosen = chosen[order_of(group[chosen])]
        starts, _ = runs(group[chosen])
    return Found(plan, rows[chosen], starts)


def chosen_rows(table: ClaimTable, plan: Plan) -> Ints:
    """Return the rows of the kind that the rule speaks of, with the terms that it asks for."""
    rows = table.rows_of(plan.rule.claims)
    for name, terms in plan.rule.where.items():
        if name not in table.field_names:
            return rows[:0]
        column = table.field(name)
        wanted = np.array([label in terms for label in column.labels] + [False], np.bool_)
        rows = rows[(column.kind[rows] == TERM) & wanted[column.label[rows]]]
    return rows


def blocks_of(table: ClaimTable, plan: Plan, rows: Ints) -> tuple[Ints, Ints]:
    """Return the rows that have all fields of the rule, and the block of each: equal fields have equal values."""
    rows = complete_rows(table, plan, rows)
    block = np.zeros(len(rows), np.int64)
    for name, by in plan.equal:
        if not len(rows):
            break
        code = _equality(table.field(name), by)[rows]
        values, code = numbered(code)
        _, block = numbered(block * len(values) + code)
    return rows, block


def complete_rows(table: ClaimTable, plan: Plan, rows: Ints) -> Ints:
    """Return the rows that have all fields of the rule."""
    names = [name for name, _ in plan.equal] + ([plan.alike[0]] if plan.alike else []) + [plan.rule.differs.field]
    for name in names:
        if name not in table.field_names:
            return rows[:0]
        rows = rows[table.field(name).kind[rows] != ABSENT]
    return rows


def _equality(column: FieldColumn, by: str | None) -> Ints:
    """Return the same number for values that the comparison holds equal."""
    if by == "equal" and len(column.labels):
        folded: dict[str, int] = {}
        label = np.array([folded.setdefault(fold(text).text, len(folded)) for text in column.labels] + [NONE], np.int32)
        kind = column.kind
        column = FieldColumn(column.name, kind, column.number, label[column.label], list(folded), column.other)
    if len(column.labels) == 0 and (column.kind == NUMBER).all():
        return ranks_of(column.number)
    return column.codes()
