"""Alternatives: sets of concepts of which one thing, in one respect, is one: a knee or an ankle, by air or by land.

The sets are rules/languages/alternatives.yaml.
"""

from __future__ import annotations

import functools
from collections import defaultdict

from consistency.resources import shared_resource

_NO_SETS: frozenset[str] = frozenset()


@functools.cache
def _sets() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Return the sets of each concept, and the family of each set."""
    table = shared_resource("alternatives")["sets"]
    sets: dict[str, set[str]] = defaultdict(set)
    for name, entry in table.items():
        for concept in entry["members"]:
            sets[concept].add(name)
    return {concept: frozenset(names) for concept, names in sets.items()}, {n: e["family"] for n, e in table.items()}


def sets_of(concept: str | None) -> frozenset[str]:
    """Return the sets that a concept, by its id, is a member of."""
    return _sets()[0].get(concept, _NO_SETS) if concept is not None else _NO_SETS


@functools.cache
def group_of_sets() -> dict[str, str]:
    """Return for each set the first of those that it is joined with by members of both: no others can exclude."""
    first: dict[str, str] = {}

    def root(name: str) -> str:
        while first.setdefault(name, name) != name:
            name = first[name]
        return name

    for sets in _sets()[0].values():
        one, *others = sorted(root(name) for name in sets)
        first.update(dict.fromkeys(others, one))
    return {name: root(name) for name in _sets()[1]}


def family_of(name: str) -> str:
    """Return the family of a conflict between members of a set."""
    return _sets()[1][name]


def excluded(first: str, second: str) -> bool:
    """Tell whether two concepts stand in one set: what is the one is not the other."""
    return first != second and bool(sets_of(first) & sets_of(second))
