"""The JSON Schemas are those of the models, and take what the readers take."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from consistency.configuration.schemas import FOLDER, schemas
from consistency.judging import is_test
from consistency.resources import load_shipped, rules_root

RULES = [*sorted(p for p in rules_root().glob("*/*.yaml") if p.parent.name not in ("languages", "knowledge"))]
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "rules").glob("*.yaml"))


def valid(value: Any, name: str) -> bool:
    validator = jsonschema.Draft202012Validator(json.loads((FOLDER / name).read_text(encoding="utf-8")))
    return bool(validator.is_valid(value))


def test_the_shipped_schemas_are_up_to_date() -> None:
    written = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    assert written == schemas(), "run: python -m consistency.configuration.schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_they_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", [*RULES, *EXAMPLES], ids=lambda path: path.name)
def test_the_rules_and_their_tests_fit(path: Path) -> None:
    assert valid(load_shipped(path), "rule-tests.json" if is_test(path) else "rule.json")


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        ('select = "toll"\nas-of = "2025-03-02"', True),
        ('[severity]\ntoll = "note"\n[per-path."wire/*"]\nignore = ["note"]', True),
        ('fail_on = "error"', False),
        ('fail-on = "fatal"', False),
        ("[threshold]\ntoll = 2.0", False),
    ],
)
def test_the_configuration(content: str, fits: bool) -> None:
    assert valid(tomllib.loads(content), "configuration.json") is fits


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({"differs": "price"}, True),
        ({"differs": {"field": "price", "by": "nonsense"}}, False),
        ({"same": {"product": "text"}}, True),
        ({"same": {"product": "nonsense"}}, False),
        ({"famly": "price"}, False),
        ({"path": "x"}, False),
    ],
)
def test_a_rule(change: dict[str, Any], fits: bool) -> None:
    price = load_shipped(EXAMPLES[1])
    assert valid({**price, **change}, "rule.json") is fits
