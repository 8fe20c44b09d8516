"""From conflicts to discrepancies: one conflict of the real world is reported once, with all its evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence

from consistency.judging.judgement import Conflict, Excused
from consistency.judging.keys import claim_key
from consistency.judging.messages import message, translations
from consistency.language.orthography import fold_text
from consistency.model import Claim, Discrepancy, Evidence, Explained

SEVERITIES = ("error", "warning", "note")
CONFIDENCES = ("high", "medium", "low")


def group_conflicts(conflicts: Sequence[Conflict], against: Collection[str] = ()) -> list[Discrepancy]:
    """Return the discrepancies, the most severe first, then in the order of their evidence.

    Evidence of the sources `against` which the others are checked comes after that of the others.

    Conflicts of one rule that share a claim, or that set the same two values of the same sources against each other,
    are one discrepancy. Of two discrepancies that mark the same words in the same sources, the graver one stays,
    or else the one that quotes more sources.
    """
    groups = _components(conflicts)
    # What two texts say against each other comes before what is known of one of them.
    found = [(group[0].rule.check == "known", _discrepancy(group, against)) for group in groups]
    found.sort(key=lambda entry: (entry[0], _weight(entry[1]), _nameless(entry[1]), _order(entry[1])))
    kept: list[Discrepancy] = []
    marked: dict[str, list[tuple[int, int, int]]] = {}  # by source: the words that differ, and which of `kept` has them
    for _, discrepancy in found:
        if not _says_the_same(discrepancy, marked):
            for source, start, end in _marks(discrepancy):
                marked.setdefault(source, []).append((start, end, len(kept)))
            kept.append(discrepancy)
    return in_order(kept)


def in_order(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Return discrepancies the most severe first, then in the order of their evidence."""
    return sorted(discrepancies, key=_order)


def concerns(evidence: Sequence[Evidence], against: Collection[str]) -> bool:
    """Tell whether any of some evidence is of a source besides those that only serve to check the others."""
    return any(e.source not in against for e in evidence)


def explain(excused: Iterable[Excused], against: Collection[str] = ()) -> list[Explained]:
    """Return the excused differences, each once, in the order of their evidence; that of `against` comes last."""
    seen: dict[tuple[object, ...], Explained] = {}
    for entry in excused:
        claims = sorted((entry.a, entry.b), key=lambda claim: claim.source in against)
        evidence = tuple(_evidence(claims, entry.rule.differs.field))
        key = (entry.rule.id, entry.reason, tuple((e.source, e.start, e.quote) for e in evidence))
        seen[key] = Explained(rule=entry.rule.id, family=entry.rule.family, reason=entry.reason, evidence=evidence)
    return [seen[key] for key in sorted(seen, key=repr)]


def _components(conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    parent = list(range(len(conflicts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first_with: dict[tuple[object, ...], int] = {}
    for index, conflict in enumerate(conflicts):
        rule, name = conflict.rule.id, conflict.rule.differs.field
        sides = sorted((c.source, repr(c.fields.get(name))) for c in (conflict.a, conflict.b))
        for key in ((rule, id(conflict.a)), (rule, id(conflict.b)), (rule, "sides", *sides)):
            other = first_with.setdefault(key, index)
            parent[root(index)] = root(other)
    groups: dict[int, list[Conflict]] = {}
    for index, conflict in enumerate(conflicts):
        groups.setdefault(root(index), []).append(conflict)
    return list(groups.values())


def _discrepancy(group: list[Conflict], against: Collection[str]) -> Discrepancy:
    group = sorted(group, key=lambda c: (-c.score, _place(c.a), _place(c.b)))
    first = group[0]
    rule = first.rule
    a, b = sorted((first.a, first.b), key=lambda claim: (claim.source in against, _place(claim)))
    involved = (a, b, *(claim for conflict in group[1:] for claim in (conflict.a, conflict.b)))
    claims = {id(claim): claim for claim in involved}.values()  # each once, in this order
    # A rule may be graver between some sources than between others.
    gravest = min((conflict.rule.severity for conflict in group), key=SEVERITIES.index)
    names = [rule.differs.field] + ([rule.differs.against] if rule.differs.against else [])
    evidence = tuple(_evidence(claims, *names))
    return Discrepancy(
        rule=rule.id,
        family=rule.family,
        severity=first.severity or gravest,
        confidence=rule.confidence,
        message=message(rule, a, b),
        messages=translations(rule, a, b),
        evidence=evidence,
        fields=tuple(names),
        fingerprint=fingerprint_of(rule.id, (e.quote for e in evidence)),
        claims=tuple(sorted({claim_key(claim) for claim in claims})),
    )


def _evidence(claims: Iterable[Claim], *names: str) -> list[Evidence]:
    """Return the quotations of the claims, primary first, each with the words of the differing fields marked."""
    found: dict[tuple[str, int | None, str], Evidence] = {}
    for claim in claims:
        marks = tuple(claim.spans[name] for name in names if name in claim.spans)
        for evidence in claim.evidence:
            key = (evidence.source, evidence.start, evidence.quote)
            if key not in found:
                role = "related" if found else "primary"
                found[key] = evidence.model_copy(update={"role": role, "differs": marks})
    return list(found.values())


def _place(claim: Claim) -> tuple[str, int, str]:
    evidence = claim.evidence[0]
    return (claim.source, evidence.start if evidence.start is not None else -1, evidence.quote)


def _weight(discrepancy: Discrepancy) -> tuple[int, int, int]:
    sources = {evidence.source for evidence in discrepancy.evidence}
    return SEVERITIES.index(discrepancy.severity), CONFIDENCES.index(discrepancy.confidence), -len(sources)


def _order(discrepancy: Discrepancy) -> tuple[object, ...]:
    return (
        *_weight(discrepancy)[:2],
        [(e.source, -1 if e.start is None else e.start, e.quote) for e in discrepancy.evidence],
        discrepancy.rule,
    )


def _nameless(discrepancy: Discrepancy) -> tuple[object, ...]:
    """Return the order of places and rules whatever the sources are called: what is kept does not hang on names."""
    return sorted((-1 if e.start is None else e.start, e.quote) for e in discrepancy.evidence), discrepancy.rule


def _marks(discrepancy: Discrepancy) -> list[tuple[str, int, int]]:
    """Return the words that differ: source, start, end. None for a note on spelling: it is about the words themselves,
    so it stands beside what is said with them.
    """
    if discrepancy.severity == "note" and discrepancy.family == "name":
        return []
    return [(evidence.source, start, end) for evidence in discrepancy.evidence for start, end in evidence.differs]


def _says_the_same(discrepancy: Discrepancy, marked: Mapping[str, Sequence[tuple[int, int, int]]]) -> bool:
    """Tell whether one of those kept marks overlapping words in at least two of the same sources."""
    shared: dict[int, set[str]] = {}
    for source, start, end in _marks(discrepancy):
        for other_start, other_end, place in marked.get(source, ()):
            if start < other_end and other_start < end:
                shared.setdefault(place, set()).add(source)
    needed = min(2, len({evidence.source for evidence in discrepancy.evidence}))
    return any(len(sources) >= needed for sources in shared.values())


def fingerprint_of(rule: str, quotes: Iterable[str]) -> str:
    """Return a digest of the rule and the folded quotations: it survives moved lines and another normalization."""
    folded = sorted(" ".join(fold_text(quote).split()) for quote in quotes)
    return hashlib.blake2b("\n".join([rule, *folded]).encode(), digest_size=8).hexdigest()
