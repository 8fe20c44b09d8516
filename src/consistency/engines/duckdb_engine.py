"""Claims that the memory does not hold: the steps of `parts`, with the claims in buckets on disk.

1. The claims are read a batch at a time and written to buckets by the digest of their block.
2. DuckDB counts the distinct (block, name) pairs, which teach the lexicon.
3. A bucket after the other is read, and checked as a set of its own is; what is found goes to a file.
4. DuckDB sorts what was found, and the files are read in that order (`merged`).

In memory are the distinct pairs, then one bucket for each process. The result is that of one process, to the byte.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from consistency.engines import parts
from consistency.engines.apart import ApartOf
from consistency.engines.batches import Batch, batches_of, prepared
from consistency.engines.buckets import Buckets, writing
from consistency.engines.capacity import number_of_claims
from consistency.engines.check import coverage_of
from consistency.engines.findings import SCHEMA
from consistency.engines.in_process import Stats
from consistency.engines.lexicon import Lexicon
from consistency.engines.merged import Merged, Scratch
from consistency.engines.plan import Plan, plan_for
from consistency.engines.table_files import reading, shortened
from consistency.errors import ConsistencyError, OptionError, SourceError
from consistency.judging.rules import Rule, RuleSet
from consistency.model import LIMITS, Coverage, Limits
from consistency.workers import begin_worker

Progress = Callable[[str, int, int], None]

_BUCKET = 400_000  # claims of a bucket, about
_MEMORY = "1GB"  # that DuckDB may hold
_Input = tuple[ds.Dataset, Path, bool]  # claims, where they come from, and whether they are checked
_EXCUSED_BY = frozenset({"place", "group", "level", "thing", "state", "when"})


class NotInColumnsError(OptionError):
    """A rule that columns cannot answer, where nothing but columns is there."""


@dataclass(slots=True)
class OnDisk:
    """What came of a check on disk, with an error for each row or file that could not be used."""

    discrepancies: Merged
    coverage: Coverage
    errors: list[ConsistencyError]


def check_files(
    paths: Sequence[str | Path],
    rules: RuleSet,
    stats: Stats,
    against: Sequence[str | Path] = (),
    progress: Progress | None = None,
    jobs: int = 1,
    limits: Limits = LIMITS,
    serving: frozenset[str] = frozenset(),
    apart: ApartOf | None = None,
) -> OnDisk:
    """Check files and folders of claims, Parquet or JSON Lines, in `jobs` processes.

    `against` are files that only serve to check the others, `serving` ids of sources that do; `apart` tells which
    sources a rule treats otherwise than the rest. Raises NotInColumnsError for a rule that columns cannot answer,
    SourceError where no file can be read, OptionError where the disk for temporary files is full or a process was
    killed.
    """
    with _in_plain_words():
        scratch = Scratch()
    try:
        with _in_plain_words():
            return _Check(scratch, rules, stats, progress, jobs, limits, apart).check(paths, against, serving)
    except BaseException:
        scratch.remove()
        raise


@contextlib.contextmanager
def _in_plain_words() -> Iterator[None]:
    """Turn what the machine lacks into an OptionError."""
    try:
        yield
    except BrokenProcessPool:
        what = "a worker process was killed, as systems do where memory runs out; nothing was written, and a lower"
        raise OptionError(f"{what} --jobs takes less memory") from None
    except duckdb.Error as error:
        raise OptionError(f"DuckDB gave up: {_sentence(error)}") from None
    except OSError as error:
        # Asking for the folder would look for one anew where none can be written to.
        under = f" under '{tempfile.tempdir}'" if tempfile.tempdir else ""
        what = f"temporary files{under} cannot be written: {_sentence(error)}"
        raise OptionError(f"{what}; TMPDIR names another folder") from None


def _sentence(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    if isinstance(error, OSError) and error.errno and "[errno" in text:  # Arrow's words around those of the system
        text = os.strerror(error.errno)
    return " ".join(str(text).split()).rstrip(".").lower()[:300]


@dataclass(slots=True)
class _Seen:
    """What the claims that were read come from."""

    kinds: Counter[str] = field(default_factory=Counter)
    checked: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


class _Check:
    def __init__(
        self,
        scratch: Scratch,
        rules: RuleSet,
        stats: Stats,
        progress: Progress | None,
        jobs: int,
        limits: Limits,
        apart: ApartOf | None,
    ):
        self._apart = apart
        self._scratch, self._folder = scratch, scratch.folder
        self._rules, self._stats, self._progress, self._jobs, self._limits = rules, stats, progress, jobs, limits
        self._settings: dict[str, Any] = {"memory_limit": _MEMORY, "temp_directory": str(self._folder / "duckdb")}

    def check(self, paths: Sequence[str | Path], against: Sequence[str | Path], serving: frozenset[str]) -> OnDisk:
        errors: list[ConsistencyError] = []
        inputs: list[_Input] = []
        with self._stats.stage("reading"):
            for number, path in enumerate(map(Path, (*paths, *against))):
                wrong: list[ConsistencyError] = []
                try:
                    found = prepared(path, self._folder, number, wrong)
                except ConsistencyError as error:
                    wrong.append(error)
                    found = []
                errors += shortened(wrong, str(path))
                inputs += [(data, path, number < len(paths)) for data in found]
            if not inputs:
                raise errors[0] if errors else SourceError("no claims", str(paths[0]))
            plans = [plan for rule in self._rules.rules if (plan := _plan(inputs, rule, self._limits))]
        size = sum(number_of_claims(Path(path)) for path in (*paths, *against))
        runs: list[Path] = []
        seen = _Seen()
        for number, plan in enumerate(plans):
            buckets, seen, wrong = self._spill(inputs, plan, number, -(-size // _BUCKET))
            errors += wrong if not number else []
            served = serving | (seen.others - seen.checked)
            runs += self._check_buckets(buckets, self._treating(plan, seen), number, served)
        if not plans:
            seen, wrong = self._look(inputs)
            errors += wrong
        with self._stats.stage("sorting"):
            discrepancies = Merged(runs, self._scratch, self._settings)
        coverage = coverage_of(seen.kinds, len(seen.checked | seen.others), self._stats)
        return OnDisk(discrepancies, coverage, errors)

    def _treating(self, plan: Plan, seen: _Seen) -> Plan:
        """Return the plan with what it has to know of single sources, now that all of them are known."""
        if self._apart is None:
            return plan
        apart = self._apart(plan.rule, seen.checked | seen.others)
        if isinstance(apart, str):
            raise NotInColumnsError(f"rule '{plan.rule.id}' cannot be carried out on disk: {apart}")
        return replace(plan, apart=apart)

    def _batches(self, inputs: Iterable[_Input], seen: _Seen, errors: list[ConsistencyError]) -> Iterator[Batch]:
        for data, path, is_checked in inputs:
            wrong: list[ConsistencyError] = []
            try:
                for table, claims in batches_of(data, path, wrong):
                    counts = np.bincount(claims.kinds, minlength=len(claims.kind_names)).tolist()
                    seen.kinds.update(dict(zip(claims.kind_names, counts, strict=True)))
                    (seen.checked if is_checked else seen.others).update(claims.source_names)
                    yield table, claims
            except ConsistencyError as error:
                wrong.append(error)
            errors += shortened(wrong, str(path))
        if errors and not seen.kinds:
            raise errors[0]

    def _look(self, inputs: Iterable[_Input]) -> tuple[_Seen, list[ConsistencyError]]:
        """Read all claims for nothing but what coverage tells of them."""
        seen, errors = _Seen(), list[ConsistencyError]()
        for _ in self._batches(inputs, seen, errors):
            pass
        return seen, errors

    def _spill(
        self, inputs: Iterable[_Input], plan: Plan, number: int, count: int
    ) -> tuple[Buckets, _Seen, list[ConsistencyError]]:
        """Write the claims that the rule can compare to buckets, whole blocks to each."""
        seen, errors = _Seen(), list[ConsistencyError]()
        buckets = Buckets(self._folder / f"claims-{number}", count)
        with self._stats.stage("blocking"), buckets:
            for table, claims in self._batches(inputs, seen, errors):
                keyed = parts.keyed_rows(table, claims, plan, self._stats)
                if keyed.num_rows:
                    buckets.add(keyed, keyed[parts.BLOCK].to_numpy())
        return buckets, seen, errors

    def _check_buckets(self, buckets: Buckets, plan: Plan, number: int, against: frozenset[str]) -> list[Path]:
        files = [str(file) for file in buckets.files()]
        if not files:
            return []
        lexicon = self._folder / f"{number}.lexicon"
        with self._stats.stage("learning names"):
            lexicon.write_bytes(pickle.dumps(self._learn(files, plan), protocol=5))
        chosen = [place for place, size in enumerate(buckets.sizes) if size]
        work = [
            _Bucket(
                plan, lexicon, against, buckets.files(place), buckets.sizes[place], self._folder / f"{number}-{place}"
            )
            for place in chosen
        ]
        found: dict[int, list[Path]] = {}
        for done, (place, (made, stats)) in enumerate(_each(work, self._jobs), 1):
            found[place] = made
            self._stats.add(stats)
            if self._progress:
                self._progress("checking", done, len(work))
        return [run for place in sorted(found) for run in found[place]]

    def _learn(self, files: list[str], plan: Plan) -> Lexicon | None:
        if plan.alike is None or plan.alike[1] != "name":
            return None
        with duckdb.connect(config=self._settings) as connection:
            entries = connection.sql(
                f"select {parts.BLOCK}, {parts.NAME} from read_parquet({files}, union_by_name=true) group by all"
            ).to_arrow_table()
        return parts.learn_entries(entries, plan)


@dataclass(frozen=True, slots=True)
class _Bucket:
    """A bucket to be checked, by any process; `target` is where what is found goes."""

    plan: Plan
    lexicon: Path
    against: frozenset[str]
    files: list[Path]
    size: int
    target: Path

    def check(self) -> tuple[list[Path], Stats]:
        """Return the files of what was found, and what was looked at."""
        stats, lexicon = Stats(), _lexicon(self.lexicon)
        if self.size <= 2 * _BUCKET:
            found = parts.discrepancies_in_blocks(self._read(), self.plan, lexicon, self.against, stats)
            return [_written(found, self.target.with_suffix(".found"))], stats
        return self._by_group(lexicon, stats), stats

    def _read(self) -> list[pa.Table]:
        return [pq.read_table(file) for file in self.files]

    def _by_group(self, lexicon: Lexicon | None, stats: Stats) -> list[Path]:
        """Check a bucket with a block that is too large: its names are grouped first, then claims go by group."""
        entries = parts.entries_of(self._batches())
        with stats.stage("comparing names"):
            groups = parts.groups_by_digest(parts.group_entries(entries, self.plan, lexicon, stats))
        sizes = entries.group_by(parts.BLOCK).aggregate([(parts.WEIGHT, "sum")])[f"{parts.WEIGHT}_sum"]
        stats.blocks += len(sizes)
        stats.largest_block = max(stats.largest_block, pc.max(sizes).as_py())
        smaller = Buckets(self.target, -(-self.size // _BUCKET))
        with smaller:
            for table in self._batches():
                told = groups(table)
                smaller.add(table.append_column(parts.GROUP, pa.array(told)), told)
        made = []
        for number, size in enumerate(smaller.sizes):
            if size:
                tables = [pq.read_table(file) for file in smaller.files(number)]
                found = parts.discrepancies_in_groups(tables, self.plan, lexicon, self.against, stats)
                made.append(_written(found, self.target / f"{number}.found"))
        return made

    def _batches(self) -> Iterator[pa.Table]:
        for file in self.files:
            for batch in pq.ParquetFile(file).iter_batches(_BUCKET):
                yield pa.Table.from_batches([batch])


@functools.lru_cache(maxsize=1)
def _lexicon(file: Path) -> Lexicon | None:
    """Return what was learnt, read once in each process from a file of ours."""
    found: Lexicon | None = pickle.loads(file.read_bytes())
    return found


def _written(batches: Iterable[pa.RecordBatch], target: Path) -> Path:
    with writing(pq.ParquetWriter(target, SCHEMA)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return target


_Done = tuple[int, tuple[list[Path], Stats]]


def _each(work: Sequence[_Bucket], jobs: int) -> Iterator[_Done]:
    """Check each bucket, in this process or in several; each comes with its place, as it is done."""
    if jobs == 1 or len(work) == 1:
        for place, bucket in enumerate(work):
            yield place, bucket.check()
        return
    # A process that has threads, as Arrow and DuckDB make them, is not to be forked.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(work)), mp_context=context, initializer=begin_worker) as pool:
        waiting = {pool.submit(bucket.check): place for place, bucket in enumerate(work)}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _plan(inputs: Sequence[_Input], rule: Rule, limits: Limits) -> Plan | None:
    """Return how a rule is carried out; None where no claim is of its kind."""
    names = frozenset({*rule.same, rule.differs.field, *_EXCUSED_BY})
    types: dict[str, set[str]] = {}
    spoken = has_context = False
    for data, path, _ in inputs:
        wanted = [name for name in data.schema.names if name in {*names, "kind", "fields", "context"}]
        with reading(path):
            for batch in data.to_batches(columns=wanted, batch_readahead=1, fragment_readahead=1):
                table = pa.Table.from_batches([batch])
                spoken = spoken or ("kind" in wanted and rule.claims in table["kind"].unique().to_pylist())
                has_context = has_context or ("context" in wanted and table["context"].null_count < len(table))
                for name, held in parts.types_of(table, names).items():
                    types.setdefault(name, set()).update(held)
    if not spoken:
        return None
    plan = plan_for(rule, types, has_context, limits.pairs)
    if isinstance(plan, str):
        raise NotInColumnsError(f"rule '{rule.id}' cannot be carried out on disk: {plan}")
    return plan
