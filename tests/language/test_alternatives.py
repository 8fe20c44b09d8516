"""Alternatives: sets of concepts of which one thing is one."""

from __future__ import annotations

from consistency.language.alternatives import excluded, group_of_sets, sets_of
from consistency.language.concepts import concepts
from consistency.resources import load_shipped, rules_root


def test_members_are_concepts_and_stand_once_in_a_set() -> None:
    table = load_shipped(rules_root() / "languages" / "alternatives.yaml")["sets"]
    unknown = {m for entry in table.values() for m in entry["members"] if m not in concepts()}
    assert unknown == set()
    assert [name for name, entry in table.items() if len(set(entry["members"])) != len(entry["members"])] == []


def test_what_is_one_is_not_the_other() -> None:
    assert excluded("knee-part", "ankle-part")
    assert not excluded("knee-part", "knee-part")
    assert not excluded("knee-part", "wheat")
    assert not excluded("no-concept", "wheat")


def test_sets_with_a_member_in_common_are_of_one_group() -> None:
    groups = group_of_sets()
    for concept in concepts():
        assert len({groups[name] for name in sets_of(concept)}) <= 1
    assert groups["ship-kind"] == groups["ship-kind-cargo"] != groups["crop-kind"]
