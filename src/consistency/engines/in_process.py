"""A large set of claims checked in this process: blocks, names, groups, conflicts, one rule after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from consistency.engines.arrays import NONE, Floats, Ints, distinct, distinct_rows
from consistency.engines.claim_table import ClaimTable
from consistency.engines.conflicts import disbelieved, in_conflict, scale_of
from consistency.engines.fields import ABSENT, NUMBER, TERM, FieldColumn
from consistency.engines.lexicon import Lexicon, learn
from consistency.engines.name_groups import Names, group_names
from consistency.engines.name_scores import NameScores
from consistency.engines.names import NameTable, name_table
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
    capped: list[tuple[str, int]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

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
    rule = plan.rule
    with stats.stage("blocking"):
        rows = _chosen(table, plan)
        stats.claims += len(rows)
        given = len(rows)
        rows, block = _blocks(table, plan, rows)
        stats.incomplete += given - len(rows)
        stats.blocks += int(block.max(initial=-1)) + 1
        stats.largest_block = max(stats.largest_block, int(np.bincount(block).max(initial=0)))
    group, name, similarity = _grouped(table, plan, rows, block, stats)
    with stats.stage("comparing values"):
        differs = rule.differs
        scale = scale_of(table.field(differs.field).taken(rows), differs.by, differs.tolerance, plan.magnitude)
        if plan.alike is not None:
            group = disbelieved(group, name, scale)
        stats.groups += len(np.unique(group))
        conflict = in_conflict(group, table.source[rows].astype(np.int64), scale, similarity, rule.guards)
        chosen = np.flatnonzero(conflict)
        chosen = chosen[np.argsort(group[chosen], kind="stable")]
        starts = np.flatnonzero(np.r_[True, np.diff(group[chosen]) != 0]) if len(chosen) else np.zeros(0, np.int64)
    return Found(plan, rows[chosen], starts)


def _chosen(table: ClaimTable, plan: Plan) -> Ints:
    """Return the rows of the kind that the rule speaks of, with the terms that it asks for."""
    rows = table.rows_of(plan.rule.claims)
    for name, terms in plan.rule.where.items():
        if name not in table.field_names:
            return rows[:0]
        column = table.field(name)
        wanted = np.array([label in terms for label in column.labels] + [False], np.bool_)
        rows = rows[(column.kind[rows] == TERM) & wanted[column.label[rows]]]
    return rows


def _blocks(table: ClaimTable, plan: Plan, rows: Ints) -> tuple[Ints, Ints]:
    """Return the rows that have all fields of the rule, and the block of each: equal fields have equal values."""
    names = [name for name, _ in plan.equal] + ([plan.alike[0]] if plan.alike else []) + [plan.rule.differs.field]
    for name in names:
        if name not in table.field_names:
            return rows[:0], rows[:0]
        rows = rows[table.field(name).kind[rows] != ABSENT]
    block = np.zeros(len(rows), np.int64)
    for name, by in plan.equal:
        code = _equality(table.field(name), by)[rows]
        distinct, code = np.unique(code, return_inverse=True)
        _, block = np.unique(block * len(distinct) + code.reshape(-1), return_inverse=True)
        block = block.reshape(-1)
    return rows, block


def _equality(column: FieldColumn, by: str | None) -> Ints:
    """Return the same number for values that the comparison holds equal."""
    if by == "equal" and len(column.labels):
        folded: dict[str, int] = {}
        label = np.array([folded.setdefault(fold(text).text, len(folded)) for text in column.labels] + [NONE], np.int32)
        kind = column.kind
        column = FieldColumn(column.name, kind, column.number, label[column.label], list(folded), column.other)
    if len(column.labels) == 0 and (column.kind == NUMBER).all():
        return np.unique(column.number, return_inverse=True)[1].reshape(-1)
    return column.codes()


def _grouped(
    table: ClaimTable, plan: Plan, rows: Ints, block: Ints, stats: Stats
) -> tuple[Ints, Ints, Callable[[Ints, Ints], Floats] | None]:
    """Return for each row its group and its name within the block, and how alike the names of two rows are."""
    if plan.alike is None or not len(rows):
        return block, block, None
    if plan.alike[1] == "text":
        return _grouped_by_text(table, plan, rows, block, stats)
    with stats.stage("reading names"):
        label = table.field(plan.alike[0]).label[rows].astype(np.int64)
        used, label = np.unique(label, return_inverse=True)
        label = label.reshape(-1)
        texts = pa.array(table.field(plan.alike[0]).labels, pa.string()).take(pa.array(used))
        words = name_table(texts)
    with stats.stage("learning names"):
        pairs = distinct(block * len(texts) + label)
        lexicon = learn(words.words, words.tokens, pairs // len(texts), pairs % len(texts))
    with stats.stage("comparing names"):
        names, place = _distinct_names(words, lexicon)
        entry, at, weight = np.unique(block * len(place) + place[label], return_inverse=True, return_counts=True)
        at = at.reshape(-1)
        centre, blocking = group_names(entry // len(place), entry % len(place), weight, names, lexicon, plan.at_least)
    stats.names += len(entry)
    stats.compared += blocking.compared
    stats.capped += [(words, count) for _, words, count in blocking.capped]
    name_of = place[label]

    def similarity(one: Ints, other: Ints) -> Floats:
        return alike(names, name_of[one], name_of[other])

    return centre[at], at, similarity


def _grouped_by_text(
    table: ClaimTable, plan: Plan, rows: Ints, block: Ints, stats: Stats
) -> tuple[Ints, Ints, Callable[[Ints, Ints], Floats] | None]:
    assert plan.alike is not None
    with stats.stage("comparing texts"):
        column = table.field(plan.alike[0])
        used, label = np.unique(column.label[rows].astype(np.int64), return_inverse=True)
        texts = Texts([column.labels[number] for number in used.tolist()])
        label = texts.place[label.reshape(-1)]
        entry, at, weight = np.unique(block * len(texts) + label, return_inverse=True, return_counts=True)
        at = at.reshape(-1)
        centre, blocking = texts.group(entry // len(texts), entry % len(texts), weight, plan.at_least)
    stats.names += len(entry)
    stats.compared += blocking.compared
    return centre[at], at, lambda one, other: texts.likeness(label[one], label[other])


def _distinct_names(words: NameTable, lexicon: Lexicon) -> tuple[Names, Ints]:
    heads = lexicon.heads_of(words.tokens)
    tokens, ranks, place = distinct_rows(heads, lexicon.digests)
    return Names(tokens, ranks, NameScores(lexicon.words, tokens, lexicon.skeletons, lexicon.likeness)), place


def alike(names: Names, one: Ints, other: Ints) -> Floats:
    """Return how alike pairs of names are, from 0 to 1; each distinct pair is compared once."""
    count = len(names.tokens)
    pairs, place = np.unique(np.minimum(one, other) * count + np.maximum(one, other), return_inverse=True)
    a, b = pairs // count, pairs % count
    score = np.ones(len(pairs))
    differ = np.flatnonzero(a != b)
    score[differ] = names.scores(a[differ], b[differ])[0]
    return score[place.reshape(-1)]
