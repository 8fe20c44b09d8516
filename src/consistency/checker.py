"""The flow: sources to claims to matches to discrepancies."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.assessment import Choices, Exempt, Progress, Suppressions, assess, claim_order
from consistency.claim_cache import ClaimCache, report_key
from consistency.errors import ConsistencyError
from consistency.garbage import collection_put_off
from consistency.judging import Override, RuleSet, keys_of
from consistency.knowledge.tenures import Tenures
from consistency.model import LIMITS, Claim, Limits, Report, Skipped, Source

if TYPE_CHECKING:
    import pyarrow

    from consistency.engines.in_process import Stats

LANGUAGES = ("ar", "en")


@collection_put_off()
def check(
    sources: Sequence[Source],
    *,
    rules: RuleSet | None = None,
    as_of: datetime.date | None = None,
    jobs: int = 1,
    against: Collection[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    exempt: Exempt | None = None,
    overrides: Sequence[Override] = (),
    tenures: Tenures | None = None,
    cache: ClaimCache | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Report:
    """Check texts against each other and against themselves.

    `as_of` is the day of publication of sources that give none, and the day by which suppressions end; `against` are
    ids of sources that only serve to check the others: what concerns them alone is not reported. `select` and `ignore`
    name rules or families; `exempt` tells of a rule and the id of a source whether the rule keeps silent about it, and
    `overrides` give severities and thresholds for what concerns certain sources.
    `tenures` are the terms of office to judge by, the shipped ones unless given; `cache` keeps the claims of the texts.
    Texts longer than `limits` says are left out, and so are pairs of claims beyond a rule's budget; coverage tells it.
    Raises ConsistencyError when two sources share an id. Suppressions that are broken stand in the report's errors.
    """
    repeated = [key for key, count in Counter(source.id for source in sources).items() if count > 1]
    if repeated:
        raise ConsistencyError(f"two sources have the id '{repeated[0]}'")
    ordered, skipped = _checkable(sorted(sources, key=lambda source: source.id), as_of, limits)
    choices = Choices(rules, against, select, ignore, exempt, overrides, tenures, as_of, progress, limits)
    suppressions = choices.suppressions(ordered)
    key = report_key(ordered, _texts_of(choices, ordered, skipped, suppressions)) if cache else b""
    known = cache.get_report(key) if cache else None
    if known is not None:
        return known.model_copy(update={"sources": tuple(ordered), "rules": choices.chosen().rules})
    report = assess(_extract(ordered, jobs, cache, progress), ordered, choices, suppressions)
    coverage = report.coverage.model_copy(
        update={"sources": len(ordered), "skipped": (*skipped, *report.coverage.skipped)}
    )
    report = report.model_copy(update={"coverage": coverage})
    if cache:
        cache.put_report(key, report)
        cache.trim()
    return report


def _texts_of(
    choices: Choices, sources: Sequence[Source], skipped: Sequence[Skipped], suppressions: Suppressions
) -> Iterator[str]:
    """Yield all that a report depends on besides its sources and the code, as text in a fixed order."""
    chosen = choices.chosen()
    for rule in chosen.rules:
        yield rule.model_dump_json()
    yield repr(sorted(choices.all_rules().names))
    yield repr((sorted(choices.against), choices.as_of, choices.limits, [entry.model_dump_json() for entry in skipped]))
    if choices.tenures is not None:
        yield repr((sorted(choices.tenures.people.items()), choices.tenures.all_terms))
    if choices.exempt is not None:
        for rule in chosen.rules:
            yield repr((rule.id, [source.id for source in sources if choices.exempt(rule, source.id)]))
    yield from keys_of(choices.overrides)
    found, errors = suppressions
    for entry in found:
        yield repr((entry.source, sorted(entry.rules), entry.ranges, entry.evidence, entry.until, entry.because))
    yield repr([str(error) for error in errors])


def check_claims(
    claims: Iterable[Claim] | str | Path | pyarrow.Table,
    *,
    rules: RuleSet | None = None,
    sources: Sequence[Source] = (),
    against: Collection[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    exempt: Exempt | None = None,
    overrides: Sequence[Override] = (),
    tenures: Tenures | None = None,
    as_of: datetime.date | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    stats: Stats | None = None,
    engine: str = "auto",
    jobs: int = 1,
) -> Report:
    """Check claims that were extracted elsewhere, of any kind that a rule speaks of.

    `claims` are objects, an Arrow table with the columns of README's "Large sets", or the path of a file: JSON Lines,
    Parquet by its ending, or a folder of such files. Tables and 10,000 claims and more are matched on columns, which
    needs the extra `scale`: what is excused is then not listed, each discrepancy is made when it is looked at, and
    `stats` is filled with what was looked at. A path is read as the command reads it: in this process ("process"), or
    a batch at a time on disk ("duckdb", in `jobs` processes) where memory does not hold it; `engine` "auto" decides.
    What is found is the same, and `write_discrepancies` streams it to a file. The other options are those of `check`;
    the id of a source stands for its path. Imports no spaCy. Raises ClaimError or SourceError, with file and line, for
    the first broken line of a file.

    >>> from consistency import check_claims, load_rules, write_discrepancies
    >>> report = check_claims("claims/", rules=load_rules("mine/", shipped=False), jobs=2)  # doctest: +SKIP
    >>> write_discrepancies(report.discrepancies, "found.parquet")  # doctest: +SKIP
    """
    choices = Choices(rules, against, select, ignore, exempt, overrides, tenures, as_of, progress, limits)
    if not sources:
        from consistency.engines.inputs import in_columns, is_table, need_columns

        if isinstance(claims, str | Path) and is_table(Path(claims)):
            need_columns(str(claims))
            from consistency.table_check import check_files

            found, errors = check_files([claims], (), choices, stats, engine, jobs)
            if errors:
                raise errors[0]
            return found
        if not isinstance(claims, str | Path):
            columns = in_columns(claims)
            if not isinstance(columns, list):
                from consistency.table_check import check_table

                return check_table(columns, choices, stats)
            claims = columns
    if isinstance(claims, str | Path):
        from consistency.reading.claims import read_claims

        claims = read_claims(Path(claims))
    ordered = sorted(claims, key=claim_order)
    report = assess(ordered, sources, choices, choices.suppressions(sources))
    count = len({claim.source for claim in ordered})
    return report.model_copy(update={"coverage": report.coverage.model_copy(update={"sources": count})})


def _checkable(
    sources: Sequence[Source], as_of: datetime.date | None, limits: Limits
) -> tuple[list[Source], list[Skipped]]:
    """Return the sources that can be checked, their language and day filled in, and the others with the reason."""
    from consistency.reading.language_id import identify
    from consistency.reading.metadata import with_metadata

    kept: list[Source] = []
    skipped: list[Skipped] = []
    texts: dict[str, str] = {}
    for source in sources:
        if len(source.text) > limits.text:
            skipped.append(Skipped(what=source.id, why=f"longer than {limits.text:,} characters"))
            continue
        language = source.language or identify(source.text)
        if language not in LANGUAGES:
            skipped.append(Skipped(what=source.id, why=f"its language is '{language}'; read are ar and en"))
        elif source.text in texts:
            skipped.append(Skipped(what=source.id, why=f"the same text as {texts[source.text]}"))
        else:
            texts[source.text] = source.id
            told = source.model_copy(update={"language": language})
            dated = told if source.path else with_metadata(told)  # what was read from a file has its metadata
            kept.append(dated.model_copy(update={"published": dated.published or as_of}))
    return kept, skipped


def _extract(sources: Sequence[Source], jobs: int, cache: ClaimCache | None, progress: Progress | None) -> list[Claim]:
    """Return the claims of the sources in their order, those from the cache that are in it."""
    found = [cache.get(source) if cache else None for source in sources]
    unread = [source for source, claims in zip(sources, found, strict=True) if claims is None]
    fresh = _extract_each(unread, jobs)
    claims: list[Claim] = []
    done = len(sources) - len(unread)
    for source, known in zip(sources, found, strict=True):
        if known is None:
            known = next(fresh)
            done += 1
            if cache:
                cache.put(source, known)
        claims += known
        if progress:
            progress("reading", done, len(sources))
    return claims


def _extract_each(sources: Sequence[Source], jobs: int) -> Iterator[list[Claim]]:
    from consistency.extraction import extract_claims

    if jobs > 1 and len(sources) > 1:
        from consistency.workers import map_in_workers

        yield from map_in_workers(extract_claims, sources, min(jobs, len(sources)))
    else:
        yield from map(extract_claims, sources)
