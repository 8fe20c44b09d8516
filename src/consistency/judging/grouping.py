"""From conflicts to discrepancies: one conflict of the real world is reported once, with all its evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Sequence

from consistency.judging.judge import Conflict, Excused
from consistency.judging.keys import claim_key
from consistency.language.orthography import fold
from consistency.model import Claim, Discrepancy, Evidence, Explained, Period, Quantity, Term, Terms, Value

_SEVERITIES = ("error", "warning", "note")
_CONFIDENCES = ("high", "medium", "low")


def group_conflicts(conflicts: Sequence[Conflict], against: Collection[str] = ()) -> list[Discrepancy]:
    """Return the discrepancies, the most severe first, then in the order of their evidence.

    Evidence of the sources `against` which the others are checked comes after that of the others.

    Conflicts of one rule that share a claim, or that set the same two values of the same sources against each other,
    are one discrepancy. Of two discrepancies that mark the same words in the same sources, the graver one stays.
    """
    groups = _components(conflicts)
    # What two texts say against each other comes before what is known of one of them.
    found = [(group[0].rule.check == "known", _discrepancy(group, against)) for group in groups]
    found.sort(key=lambda entry: (entry[0], _order(entry[1])))
    kept: list[Discrepancy] = []
    by_source: dict[str, list[Discrepancy]] = {}
    for _, discrepancy in found:
        sources = sorted({evidence.source for evidence in discrepancy.evidence})
        if not any(_same_words(discrepancy, other) for source in sources for other in by_source.get(source, ())):
            kept.append(discrepancy)
            for source in sources:
                by_source.setdefault(source, []).append(discrepancy)
    return sorted(kept, key=_order)


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
    names = [rule.differs.field] + ([rule.differs.against] if rule.differs.against else [])
    evidence = tuple(_evidence(claims, *names))
    return Discrepancy(
        rule=rule.id,
        family=rule.family,
        severity=first.severity or rule.severity,
        confidence=rule.confidence,
        message=_message(rule.message, a, b),
        evidence=evidence,
        fields=tuple(names),
        fingerprint=_fingerprint(rule.id, evidence),
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


def _order(discrepancy: Discrepancy) -> tuple[object, ...]:
    return (
        _SEVERITIES.index(discrepancy.severity),
        _CONFIDENCES.index(discrepancy.confidence),
        [(e.source, -1 if e.start is None else e.start, e.quote) for e in discrepancy.evidence],
        discrepancy.rule,
    )


def _same_words(one: Discrepancy, other: Discrepancy) -> bool:
    """Tell whether two discrepancies mark overlapping words in at least two of the same sources.

    A note on spelling is about the words themselves, so it stands beside what is said with them.
    """
    if "note" in (one.severity, other.severity):
        return False
    shared = {
        x.source
        for x in one.evidence
        for y in other.evidence
        if x.source == y.source and any(s < v and u < e for s, e in x.differs for u, v in y.differs)
    }
    needed = min(2, len({e.source for e in one.evidence}))
    return len(shared) >= needed


_PLACEHOLDER = re.compile(r"\{([ab])\.(\w+)\}")


def _message(template: str, a: Claim, b: Claim) -> str:
    def fill(match: re.Match[str]) -> str:
        claim = a if match[1] == "a" else b
        if match[2] == "source":
            return claim.source
        if match[2] == "quote":
            return claim.evidence[0].quote
        value = claim.fields.get(match[2])
        printed = _printed(claim, match[2])
        if printed is not None and (
            isinstance(value, Terms) or (isinstance(value, Term) and value.concept[1:2] == ":")
        ):
            return printed
        return "?" if value is None else show(value)

    return _PLACEHOLDER.sub(fill, template)


def _printed(claim: Claim, name: str) -> str | None:
    """Return the words of a field as the text prints them, where they stand within the claim's quotation."""
    evidence, span = claim.evidence[0], claim.spans.get(name)
    if span is None or evidence.start is None:
        return None
    start, end = span[0] - evidence.start, span[1] - evidence.start
    return evidence.quote[start:end] if 0 <= start < end <= len(evidence.quote) else None


def show(value: Value) -> str:
    """Return a value in words for a message."""
    return _SHOW[value.type](value)


def _show_quantity(value: Quantity) -> str:
    if value.unit == "score" and value.counted:
        return value.counted
    prefix = {
        "about": "about ",
        "at_least": "at least ",
        "at_most": "at most ",
        "more_than": "over ",
        "less_than": "under ",
    }
    figure = f"{value.low:,.10g}" if value.low == value.high else f"{value.low:,.10g}-{value.high:,.10g}"
    unit = {"percent": "%", "person": "", None: ""}.get(value.unit, f" {(value.unit or '').replace('_', ' ')}")
    return f"{prefix.get(value.bound, '')}{figure}{_ordinal(value) if value.ordinal else ''}{unit}" + (
        f" per {value.per}" if value.per else ""
    )


def _ordinal(value: Quantity) -> str:
    number = int(value.low)
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _show_period(value: Period) -> str:
    if value.start is None or value.end is None:
        return f"day {value.day} of month {value.month}" if value.day and value.month else "an open stretch of time"
    return str(value.start) if value.start == value.end else f"{value.start} to {value.end}"


_SHOW: dict[str, Callable[..., str]] = {
    "quantity": _show_quantity,
    "period": _show_period,
    "name": lambda value: value.text,
    "text": lambda value: value.text,
    "term": lambda value: _words(value.concept),
    "terms": lambda value: ", ".join(sorted(_words(concept) for concept in value.concepts)),
    "setting": lambda value: "the same thing",
}


def _words(concept: str) -> str:
    """Return a meaning in words: "c:military-spending" is "military spending", "not:approve" is "not approve"."""
    plain = concept.removeprefix("not:")
    kind, colon, rest = plain.partition(":")
    words = (rest if colon and len(kind) == 1 else plain).replace("-", " ")
    return words if plain == concept else f"not {words}"


def _fingerprint(rule: str, evidence: Sequence[Evidence]) -> str:
    """Return a digest of the rule and the folded quotations: it survives moved lines and another normalization."""
    quotes = sorted(" ".join(fold(e.quote).text.split()) for e in evidence)
    return hashlib.blake2b("\n".join([rule, *quotes]).encode(), digest_size=8).hexdigest()
