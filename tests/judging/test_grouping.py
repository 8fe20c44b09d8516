"""Conflicts become discrepancies: one for what belongs together, in a fixed order, and nothing twice."""

from __future__ import annotations

import itertools
from typing import Any

from consistency import Claim
from consistency.judging import parse_rule
from consistency.judging.grouping import concerns, explain, fingerprint_of, group_conflicts
from consistency.judging.judgement import Conflict, Excused
from consistency.judging.rules import Rule
from consistency.model import Discrepancy, Evidence, Quantity


def rule(name: str = "depth-differs", **more: str) -> Rule:
    told = {"id": name, "family": "depth", "claims": "depth", "summary": "Two depths.", "severity": "warning", **more}
    lines = "".join(f"{key}: {value}\n" for key, value in told.items())
    same_and_differs = "" if "differs" in more else "same: {well: 1}\ndiffers: depth\n"
    return parse_rule(f"{lines}{same_and_differs}message: '{{a.depth}} and {{b.depth}}'\n", "x.yaml")


def depth(source: str, value: float, start: int = 0, marked: bool = True) -> Claim:
    """Return a claim of ten characters of a text, of which the first five tell the depth; what is later sorts first."""
    return Claim(
        kind="depth", source=source, fields={"depth": Quantity(value, value, "metre")},
        evidence=(Evidence(source=source, quote=f"{source}{999 - start}", start=start, end=start + 10),),
        spans={"depth": (start, start + 5)} if marked else {},
    )  # fmt: skip


def conflict(a: Claim, b: Claim, score: float = 1.0, by: Rule | None = None, **more: Any) -> Conflict:
    return Conflict(by or rule(), a, b, score, **more)


def grouped(*conflicts: Conflict, against: tuple[str, ...] = ()) -> list[Discrepancy]:
    """Return the discrepancies, which are the same in every order of the conflicts."""
    found = group_conflicts(conflicts, against)
    assert all(group_conflicts(order, against) == found for order in itertools.permutations(conflicts))
    return found


def quotes(found: Discrepancy) -> list[str]:
    return [e.quote for e in found.evidence]


def test_conflicts_that_share_a_claim_are_one() -> None:
    a, b, c = depth("a", 30), depth("b", 50), depth("c", 70)
    (found,) = grouped(conflict(a, b), conflict(a, c, 0.9))
    assert quotes(found) == ["a999", "b999", "c999"]
    assert [e.role for e in found.evidence] == ["primary", "related", "related"]
    assert [e.differs for e in found.evidence] == [((0, 5),)] * 3
    assert len(found.claims) == 3


def test_the_same_values_of_the_same_sources_are_one() -> None:
    first = conflict(depth("a", 30), depth("b", 50))
    (found,) = grouped(first, conflict(depth("a", 30, 20), depth("b", 50, 20)))
    assert quotes(found) == ["a999", "b999", "a979", "b979"]  # by place, not by what they say
    assert len(grouped(first, conflict(depth("b", 50, 20), depth("a", 30, 20)))) == 1
    assert len(grouped(first, conflict(depth("a", 30, 20), depth("b", 51, 20)))) == 2
    assert len(grouped(first, conflict(depth("a", 30, 20), depth("c", 50, 20)))) == 2
    assert len(grouped(first, conflict(depth("a", 30, 20), depth("b", 50, 20), by=rule("other-depth")))) == 2


def test_the_best_conflict_of_a_group_comes_first() -> None:
    a, b, c = depth("a", 30), depth("b", 50), depth("c", 70)
    (found,) = grouped(conflict(a, b, 0.7), conflict(c, b, 0.8))
    assert quotes(found) == ["b999", "c999", "a999"]
    assert found.message == "50 metre and 70 metre"


def test_sources_that_only_serve_to_check_come_last() -> None:
    a, b = depth("a", 30), depth("b", 50)
    (found,) = grouped(conflict(a, b), against=("a",))
    assert (quotes(found), found.message) == (["b999", "a999"], "50 metre and 30 metre")
    assert concerns(found.evidence, ("a",))
    assert not concerns(found.evidence, ("a", "b"))
    (excused,) = explain([Excused(rule(), a, b, "scope")], ("a",))
    assert [e.quote for e in excused.evidence] == ["b999", "a999"]


def test_a_group_is_as_grave_as_its_gravest_rule_and_its_best_conflict() -> None:
    a, b, c = depth("a", 30), depth("b", 50), depth("c", 70)
    grave = rule(severity="error")
    (found,) = grouped(conflict(a, b, 0.9), conflict(b, c, 0.8, by=grave))
    assert found.severity == "error"
    (found,) = grouped(conflict(a, b, 0.9, severity="note"), conflict(b, c, 0.8, by=grave))
    assert found.severity == "note"


def test_the_gravest_come_first_then_the_surest_then_by_place() -> None:
    def at(start: int, name: str, **more: str) -> Conflict:
        return conflict(depth("a", start, start), depth("b", start + 1, start), by=rule(name, **more))

    found = grouped(
        at(10, "b-first"), at(40, "note", severity="note"), at(30, "sure", confidence="high"),
        at(20, "c-second"),
    )  # fmt: skip
    assert [d.rule for d in found] == ["sure", "b-first", "c-second", "note"]


def test_of_two_that_mark_the_same_words_the_graver_one_stays() -> None:
    def both(name: str, start: int = 0, other: str = "b", severity: str = "warning", family: str = "depth") -> Conflict:
        by = rule(name, severity=severity, family=family)
        return conflict(depth("a", start, start), depth(other, start + 9, start), by=by)

    assert [d.rule for d in grouped(both("one"), both("two", severity="error"))] == ["two"]
    assert [d.rule for d in grouped(both("one"), both("two"))] == ["one"]
    assert [d.rule for d in grouped(both("one"), both("two", start=4))] == ["one"]
    assert len(grouped(both("one"), both("two", start=5))) == 2  # they touch
    assert len(grouped(both("one"), both("two", other="c"))) == 2  # one source of the two
    # A note on spelling is about the words, and stands beside what is said with them.
    assert len(grouped(both("one"), both("two", severity="note", family="name"))) == 2
    assert len(grouped(both("one"), both("two", severity="note"))) == 1
    assert len(grouped(both("one"), both("two", severity="warning", family="name"))) == 1


def test_which_of_two_alike_stays_does_not_hang_on_the_names_of_sources() -> None:
    def told(source: str, words: str, end: int) -> Claim:
        evidence = (Evidence(source=source, quote=words, start=0, end=end),)
        return Claim(
            kind="depth", source=source, fields={"depth": Quantity(3, 3)}, evidence=evidence, spans={"depth": (0, 2)}
        )

    def kept(one: str, other: str) -> list[str]:
        found = grouped(
            conflict(told(one, "30", 2), told(other, "50 metres", 9), by=rule("zone-differs")),
            conflict(told(one, "30 metres", 9), told(other, "50", 2), by=rule("area-differs")),
        )
        return [discrepancy.rule for discrepancy in found]

    assert kept("a", "b") == kept("b", "a") == ["zone-differs"]


def test_within_one_source_its_words_are_enough() -> None:
    a = depth("a", 30)
    one, other = rule("one", check="internal"), rule("two", check="internal")
    assert [d.rule for d in grouped(conflict(a, a, by=other), conflict(a, a, by=one))] == ["one"]


def test_a_claim_against_itself_marks_both_of_its_fields() -> None:
    claim = depth("a", 30)
    claim.fields["floor"], claim.spans["floor"] = Quantity(40, 40, "metre"), (6, 9)
    (found,) = grouped(conflict(claim, claim, by=rule(differs="{field: depth, against: floor}", check="internal")))
    assert found.fields == ("depth", "floor")
    assert [e.differs for e in found.evidence] == [((0, 5), (6, 9))]


def test_what_texts_say_against_each_other_goes_before_what_is_known() -> None:
    a, b = depth("a", 30), depth("b", 50)
    known = conflict(a, a, by=rule("known", check="known", severity="error"))
    assert [d.rule for d in grouped(known, conflict(a, b))] == ["depth-differs"]
    assert [d.rule for d in grouped(known)] == ["known"]


def test_unmarked_words_mark_nothing() -> None:
    a, b = (depth(source, value, marked=False) for source, value in (("a", 30), ("b", 50)))
    assert [d.rule for d in grouped(conflict(a, b, by=rule("one")), conflict(a, b, by=rule("two")))] == ["one", "two"]


def test_what_is_excused_is_told_once_for_each_reason() -> None:
    a, b = depth("a", 30), depth("b", 50)
    told = explain([Excused(rule(), a, b, "scope"), Excused(rule(), b, a, "period"), Excused(rule(), a, b, "scope")])
    assert [(e.reason, len(e.evidence)) for e in told] == [("period", 2), ("scope", 2)]


def test_a_fingerprint_is_of_the_rule_and_the_folded_quotations() -> None:
    one = fingerprint_of("r", ["Café  crème", "two"])
    assert one == fingerprint_of("r", ["two", "Café\ncrème"])
    assert len({one, fingerprint_of("s", ["Café crème", "two"]), fingerprint_of("r", ["Café crème"])}) == 3
    assert len(one) == 16
