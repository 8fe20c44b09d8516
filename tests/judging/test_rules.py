"""Rule files: what is read, and what is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency.errors import RuleError
from consistency.judging import load_rules, parse_rule

RULE = """\
id: price-differs
family: price
claims: price
summary: Two shops give one product two prices.
severity: warning
same: {product: {by: text, weight: 2, required: true, at_least: 0.9}, day: period}
differs: price
message: "{a.price} at {a.source}, {b.price} at {b.source}"
"""


def test_a_rule_is_read_with_its_short_forms() -> None:
    rule = parse_rule(RULE, "price.yaml")
    assert rule.same["product"].weight == 2
    assert rule.same["day"].by == "period"
    assert rule.differs.field == "price"
    assert rule.check == "conflict"


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("severity: warning", "severity: grave", 5, "severity"),
        ("severity: warning", "severty: warning", 5, "did you mean 'severity'"),
        ("differs: price", "differs: {field: price, by: magic}", 7, "unknown comparison 'magic'"),
        ("family: price", "family: price\nfamily: cost", 3, "given twice"),
        ("id: price-differs", "id: [x", None, "not YAML"),
        ("day: period", "day: {by: period, wieght: 2}", 6, "wieght"),
        ("{a.price}", "{price}", None, "message names"),
        ("claims: price\n", "", None, "'claims' is missing"),
    ],
)
def test_a_broken_rule_is_refused_with_its_place(old: str, new: str, line: int | None, sentence: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(RULE.replace(old, new), "price.yaml")
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("price.yaml:")
    if line is not None:
        assert caught.value.line == line


def test_yaml_builds_no_objects() -> None:
    with pytest.raises(RuleError):
        parse_rule("id: !!python/object/apply:os.system ['true']\n", "evil.yaml")


def test_a_bomb_of_aliases_is_refused() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))
    with pytest.raises(RuleError):
        parse_rule(f"l0: &l0 [lol]\n{levels}\n", "bomb.yaml")


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    (tmp_path / "twice.yaml").write_text(RULE, encoding="utf-8")
    found = load_rules([tmp_path], shipped=False)
    assert [rule.id for rule in found.rules] == ["price-differs"]
    assert sorted(Path(e.path or "").name for e in found.errors) == ["broken.yaml", "twice.yaml"]


def test_shipped_rules_are_sound() -> None:
    found = load_rules()
    assert found.errors == ()
    assert len(found.rules) > 10
