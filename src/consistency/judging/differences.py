"""The matches of one rule that differ: which of them are conflicts, and why the others are none."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from consistency.judging.bundle import Bundle
from consistency.judging.guards import Scores, excuse, guarded, has_left_over, is_borne_out, is_claimed, keys_of
from consistency.judging.judgement import Excused
from consistency.judging.rules import Rule
from consistency.judging.sayings import agree
from consistency.matching.identity import Match
from consistency.matching.likeness import Likeness
from consistency.model import Quantity

TIE = 0.03  # scores nearer than this are equally good
_RIVAL = 0.8  # another partner is a rival when it reaches this share of the score


class Differences:
    """The matches of a rule that differ, or are compatible only.

    `best` and `agreeing` are the scores of the best partner of each claim, and of the best that agrees with it. Of most
    matches these alone tell that they are no conflict; the reason that an editor is told takes longer to find, and is
    looked for when somebody asks for it.
    """

    def __init__(
        self, rule: Rule, judged: Iterable[tuple[Match, Likeness]], best: Scores, agreeing: Scores, bundle: Bundle
    ):
        self._rule, self._best, self._agreeing, self._bundle = rule, best, agreeing, bundle
        self._judged = [entry for entry in judged if entry[1].relation != "same"]
        self._reasons: dict[int, str | None] = {}

    @functools.cached_property
    def conflicts(self) -> list[Match]:
        """The matches that nothing excuses."""
        open_ = [
            match
            for match, likeness in self._judged
            if likeness.relation == "different"
            and not self._has_better(match)
            and not is_borne_out(self._rule, match, self._agreeing)
            and self._reason(match) is None
            and not self._has_rival(match)
        ]
        # Where one text says that a figure was revised, texts that only have one of the two figures agree with it.
        if open_ and "revision" in self._rule.unless:
            open_ = [match for match in open_ if not self._is_revised(match)]
        return open_

    def excused(self) -> list[Excused]:
        """Return all but the conflicts: first those with a reason of their own, then those that others outdo."""
        found: list[tuple[Match, str]] = []
        open_: list[Match] = []
        for match, likeness in self._judged:
            reason = likeness.reason if likeness.relation == "compatible" else self._reason(match)
            if reason is None:
                open_.append(match)
            else:
                found.append((match, reason))
        outdone = [match for match in open_ if self._has_better(match) or self._has_rival(match)]
        found += ((match, "different-event") for match in outdone)
        others = {id(match) for match in chain(outdone, self.conflicts)}
        found += ((match, "revision") for match in open_ if id(match) not in others)
        return [Excused(self._rule, match.a, match.b, reason) for match, reason in found]

    def _reason(self, match: Match) -> str | None:
        """Return why two claims that differ can both be right, whatever other partners they have."""
        if id(match) not in self._reasons:
            self._reasons[id(match)] = self._find_reason(match)
        return self._reasons[id(match)]

    def _find_reason(self, match: Match) -> str | None:
        rule, bundle = self._rule, self._bundle
        reason = excuse(rule, match, bundle.published) or guarded(rule, match, self._agreeing, bundle)
        if reason is None and "unclaimed" in rule.guards and is_claimed(rule, match, bundle):
            reason = "corroborated"
        if reason is None and "left_over" in rule.guards and not has_left_over(rule, match, bundle):
            reason = "different-event"
        return reason

    def _has_better(self, match: Match) -> bool:
        """Tell whether one of two claims fits another claim of the other source better."""
        return "mutual_best" in self._rule.guards and any(self._best[key] > match.score + TIE for key in keys_of(match))

    def _has_rival(self, match: Match) -> bool:
        """Tell whether one of two claims has another partner in the same source that fits it nearly as well."""
        if "unrivalled" not in self._rule.guards:
            return False
        least, sources = _RIVAL * match.score, {match.a.source, match.b.source}
        for other in chain(self._beside["a", id(match.a)], self._beside["b", id(match.b)]):
            shared = (other.a is match.a) + (other.b is match.b)
            if shared != 1 or other.score < least or {other.a.source, other.b.source} != sources:
                continue
            if self._reason(other) is None and not self._is_repeated(match, other):
                return True
        return False

    @functools.cached_property
    def _beside(self) -> dict[tuple[str, int], list[Match]]:
        """The matches that differ by either of their claims."""
        beside: dict[tuple[str, int], list[Match]] = defaultdict(list)
        for match, likeness in self._judged:
            if likeness.relation == "different":
                beside["a", id(match.a)].append(match)
                beside["b", id(match.b)].append(match)
        return beside

    def _is_repeated(self, match: Match, other: Match) -> bool:
        """Tell whether two matches with one claim in common have the same value on their other sides."""
        name, by = self._rule.differs.field, self._rule.differs.by
        one, two = (match.b, other.b) if other.a is match.a else (match.a, other.a)
        return agree(one.fields[name], two.fields[name], by)

    def _is_revised(self, match: Match) -> bool:
        """Tell whether the two figures of a match are told elsewhere as one and its revision."""
        return any(self._reason(other) == "revision" for other in self._by_sides[self._sides(match)])

    @functools.cached_property
    def _by_sides(self) -> dict[tuple[str, ...], list[Match]]:
        """The matches that differ by the two values that stand against each other."""
        found: dict[tuple[str, ...], list[Match]] = defaultdict(list)
        for match, likeness in self._judged:
            if likeness.relation == "different":
                found[self._sides(match)].append(match)
        return found

    def _sides(self, match: Match) -> tuple[str, ...]:
        """Return the two values that stand against each other, whichever source has which."""
        values = [claim.fields[self._rule.differs.field] for claim in (match.a, match.b)]
        return tuple(sorted([f"{v.low:g}" if isinstance(v, Quantity) else repr(v) for v in values]))
