"""The flow: sources to claims to matches to discrepancies."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.claim_cache import ClaimCache, report_key
from consistency.errors import ConsistencyError
from consistency.judging import (
    Bundle,
    Conflict,
    Excused,
    Judgement,
    Override,
    Places,
    Rule,
    RuleSet,
    explain,
    group_conflicts,
    in_order,
    judge,
    judge_each,
    judge_known,
    keys_of,
    load_rules,
    meets,
    rule_for,
)
from consistency.knowledge.tenures import Tenures
from consistency.model import (
    LIMITS,
    Agreement,
    Claim,
    Coverage,
    Evidence,
    Limits,
    Period,
    Report,
    Skipped,
    Source,
)
from consistency.suppression import Suppression, apply_suppressions, find_suppressions

if TYPE_CHECKING:
    import pyarrow

    from consistency.engines.claim_table import ClaimTable
    from consistency.engines.in_process import Stats

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is."""

Exempt = Callable[[Rule, str], bool]
"""Tells whether a rule keeps silent about the source of an id."""

_Suppressions = tuple[list[Suppression], list[ConsistencyError]]
"""The suppressions of some sources, and what is wrong with others."""

LANGUAGES = ("ar", "en")


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
    choices = _Choices(rules, against, select, ignore, exempt, overrides, tenures, as_of, progress, limits)
    suppressions = choices.suppressions(ordered)
    key = report_key(ordered, _texts_of(choices, ordered, skipped, suppressions)) if cache else b""
    known = cache.get_report(key) if cache else None
    if known is not None:
        return known.model_copy(update={"sources": tuple(ordered), "rules": choices.chosen().rules})
    report = _judge(_extract(ordered, jobs, cache, progress), ordered, choices, suppressions)
    coverage = report.coverage.model_copy(
        update={"sources": len(ordered), "skipped": (*skipped, *report.coverage.skipped)}
    )
    report = report.model_copy(update={"coverage": coverage})
    if cache:
        cache.put_report(key, report)
        cache.trim()
    return report


def _texts_of(
    choices: _Choices, sources: Sequence[Source], skipped: Sequence[Skipped], suppressions: _Suppressions
) -> Iterator[str]:
    """Yield all that a report depends on besides its sources and the code, as text in a fixed order."""
    chosen = choices.chosen()
    for rule in chosen.rules:
        yield rule.model_dump_json()
    yield repr(sorted(choices.all_rules().names))
    yield repr((sorted(choices.against), choices.day, choices.limits, [entry.model_dump_json() for entry in skipped]))
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
) -> Report:
    """Check claims that were extracted elsewhere, of any kind that a rule speaks of.

    A path is read as JSON Lines, or as Parquet by its ending; an Arrow table has the columns of a Parquet file (README,
    "Large sets"). Tables and sets of many claims are matched on columns, which needs the extra `scale`: what is excused
    is then not listed, and `stats` is filled with what was looked at. The options are those of `check`. Imports no
    spaCy. Raises ClaimError, with file and line, for a broken line of a file.
    """
    choices = _Choices(rules, against, select, ignore, exempt, overrides, tenures, as_of, progress, limits)
    if not sources and exempt is None and not overrides:
        from consistency.engines.inputs import in_columns

        large = in_columns(claims)
        if not isinstance(large, list | Path):
            return _check_table(large, choices, stats)
        claims = large
    if isinstance(claims, str | Path):
        from consistency.reading.claims import read_claims

        claims = read_claims(Path(claims))
    ordered = sorted(claims, key=_claim_order)
    report = _judge(ordered, sources, choices, choices.suppressions(sources))
    count = len({claim.source for claim in ordered})
    return report.model_copy(update={"coverage": report.coverage.model_copy(update={"sources": count})})


def _check_table(table: ClaimTable, choices: _Choices, stats: Stats | None) -> Report:
    """Check a table: rules that columns can answer in one way, the others on claims."""
    from consistency.engines.check import check_table

    rules = choices.rules if choices.rules is not None else load_rules()
    chosen = rules.selected(choices.select, choices.ignore)
    checked = check_table(table, chosen, choices.against, choices.progress, stats, choices.limits)
    report = Report.model_construct(discrepancies=checked.findings, coverage=checked.coverage, rules=chosen.rules)
    if not checked.others:
        return report
    ordered = sorted(checked.claims, key=_claim_order)
    others = replace(choices, rules=RuleSet(checked.others), select=(), ignore=())
    rest = _judge(ordered, (), others, others.suppressions(()))
    coverage = checked.coverage.model_copy(
        update={
            "pairs": checked.coverage.pairs + rest.coverage.pairs,
            "skipped": (*checked.coverage.skipped, *rest.coverage.skipped),
            "agreements": rest.coverage.agreements,
        }
    )
    merged = in_order((*checked.findings, *rest.discrepancies)) if rest.discrepancies else checked.findings
    return report.model_copy(update={"discrepancies": merged, "explained": rest.explained, "coverage": coverage})


def _claim_order(claim: Claim) -> tuple[str, int, str, str, str]:
    first = claim.evidence[0]
    return (claim.source, -1 if first.start is None else first.start, first.quote, claim.kind, repr(claim.fields))


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
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(jobs, len(sources))) as pool:
            yield from pool.map(extract_claims, sources, chunksize=4)
    else:
        yield from map(extract_claims, sources)


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the caller of a check chose of how to judge."""

    rules: RuleSet | None
    against: Collection[str]
    select: Sequence[str]
    ignore: Sequence[str]
    exempt: Exempt | None
    overrides: Sequence[Override]
    tenures: Tenures | None
    day: datetime.date | None
    progress: Progress | None
    limits: Limits

    def all_rules(self) -> RuleSet:
        return self.rules if self.rules is not None else load_rules()

    def chosen(self) -> RuleSet:
        return self.all_rules().selected(self.select, self.ignore)

    def suppressions(self, sources: Sequence[Source]) -> _Suppressions:
        """Return the suppressions in the sources and beside them, and what is wrong with others."""
        return find_suppressions(sources, self.all_rules().names | load_rules().names)

    def silent(self, conflict: Conflict) -> bool:
        """Tell whether the rule of a conflict keeps silent about one of its sources."""
        if self.exempt is None:
            return False
        return any(self.exempt(conflict.rule, claim.source) for claim in (conflict.a, conflict.b))


def _judge(
    claims: Sequence[Claim], sources: Sequence[Source], choices: _Choices, suppressions: _Suppressions
) -> Report:
    rules, chosen = choices.all_rules(), choices.chosen()
    bundle = Bundle(claims, {source.id: _time_of(source) for source in sources}, choices.limits)
    conflicts: list[Conflict] = []
    excused: list[Excused] = []
    agreeing: set[tuple[str, str, int, int]] = set()
    pairs = 0
    uncompared = bundle.uncompared()
    skipped = [uncompared] if uncompared else []
    for done, rule in enumerate(chosen.rules, 1):
        if rule.check == "suppression":
            continue

        def by(rule: Rule) -> Judgement:
            known = rule.check == "known"
            return judge_known(rule, bundle, choices.tenures) if known else judge(rule, bundle)

        judgement = judge_each(rule, choices.overrides, by)
        conflicts += judgement.conflicts
        excused += judgement.excused
        agreeing.update(_sides(a, b) for a, b in judgement.agreements)
        pairs += judgement.compared
        skipped += (
            Skipped(what=f"{rule.id}: block '{key}'", why="too many claims share it") for key in judgement.capped
        )
        if choices.progress:
            choices.progress("judging", done, len(chosen.rules))
    found, errors = suppressions
    left_out = rules.names - chosen.names
    outcome = apply_suppressions(conflicts, found, choices.day, left_out, choices.against)
    if outcome.undated:
        many = "1 suppression" if outcome.undated == 1 else f"{outcome.undated} suppressions"
        skipped.append(Skipped(what=f"the last day of {many}", why="no --as-of is given"))
    suppressed = zip(outcome.suppressed, outcome.reasons, strict=True)
    excused += (Excused(conflict.rule, conflict.a, conflict.b, reason) for conflict, reason in suppressed)
    conflicts = outcome.conflicts + [
        Conflict(rule_for(rule, (claim.source,), choices.overrides), claim, claim, 1.0)
        for rule in chosen.rules
        for claim in outcome.claims
        if rule.check == "suppression" and meets(claim, rule.where)
    ]
    conflicts = [conflict for conflict in conflicts if not choices.silent(conflict)]
    places = Places(sources)
    against = choices.against
    discrepancies = [d for d in group_conflicts(conflicts, against) if _concerns(d.evidence, against)]
    explained = [e for e in explain(excused, against) if _concerns(e.evidence, against)]
    return Report(
        discrepancies=tuple(places.add(d) for d in discrepancies),
        explained=tuple(e.model_copy(update={"evidence": places.of(e.evidence)}) for e in explained),
        coverage=Coverage(
            sources=len(sources),
            claims=dict(sorted(Counter(claim.kind for claim in claims).items())),
            pairs=pairs,
            skipped=tuple(skipped),
            agreements=_agreements(agreeing),
        ),
        sources=tuple(sources),
        rules=chosen.rules,
        errors=tuple(str(error) for error in errors),
    )


def _sides(a: Claim, b: Claim) -> tuple[str, str, int, int]:
    """Return two claims as their sources and themselves, the same whichever comes first."""
    (one, first), (other, second) = sorted(((a.source, id(a)), (b.source, id(b))))
    return one, other, first, second


def _agreements(agreeing: Iterable[tuple[str, str, int, int]]) -> tuple[Agreement, ...]:
    counts = Counter((one, other) for one, other, _, _ in agreeing)
    return tuple(Agreement(sources=pair, claims=count) for pair, count in sorted(counts.items()))


def _time_of(source: Source) -> Period | None:
    """Return the day of publication, or what an undated text's own dates imply of it."""
    from consistency.reading.metadata import implied_period

    return implied_period(source)


def _concerns(evidence: Sequence[Evidence], against: Collection[str]) -> bool:
    return any(e.source not in against for e in evidence)
