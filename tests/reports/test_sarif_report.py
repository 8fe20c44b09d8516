"""SARIF: valid against the schema of version 2.1.0, places right, the other texts linked from the message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from consistency.model import Report
from consistency.reports import render

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def sarif(report: Report, **options: Any) -> dict[str, Any]:
    log = json.loads(render(report, "sarif", **options).encode("utf-8"))
    jsonschema.validate(log, SCHEMA, jsonschema.Draft4Validator, format_checker=jsonschema.FormatChecker())
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_schema_refuses_what_is_wrong() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{}]}, SCHEMA, jsonschema.Draft4Validator)


def test_the_text_under_check_is_the_location_and_the_others_are_linked(ordinary: Report) -> None:
    result = sarif(ordinary)["results"][1]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "texts/a.txt"
    assert place["region"] == {
        "startLine": 7, "startColumn": 9, "endLine": 7, "endColumn": 33, "snippet": {"text": "خفض حجم القوات بنسبة 50%"}
    }  # fmt: skip
    (other,) = result["relatedLocations"]
    assert other["id"] == 1
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "texts/b%20b.md"
    assert result["message"]["text"] == "Two things are cut. Compare [texts/b b.md:1](1)."
    assert (result["level"], result["rank"]) == ("warning", 90.0)
    assert result["partialFingerprints"] == {"consistency/v1": "0123456789abcdef"}


def test_a_quotation_over_two_lines_and_a_text_that_is_no_file(ordinary: Report) -> None:
    result = sarif(ordinary)["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (2, 1, 3, 10)
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "wire-7"


def test_one_entry_a_rule_in_the_language_of_the_report(ordinary: Report) -> None:
    run = sarif(ordinary)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["name-variant", "quantity-measure", "toll-count"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert rules[2]["fullDescription"]["text"] == "What toll-count finds. Why toll-count matters."
    assert "helpUri" not in rules[0]  # a rule without a page of its own; `help` tells what there is
    arabic = sarif(ordinary, ui="ar")
    assert arabic["tool"]["driver"]["rules"][2]["shortDescription"]["text"] == "قاعدة toll-count."
    assert arabic["results"][1]["message"]["text"].startswith("خُفض شيئان. ")


def test_a_rule_that_the_report_does_not_describe_has_an_entry(ordinary: Report) -> None:
    run = sarif(ordinary.model_copy(update={"rules": ()}))
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {r["ruleId"] for r in run["results"]}


def test_what_was_not_read_is_a_notification(ordinary: Report) -> None:
    (invocation,) = sarif(ordinary)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "e.txt:1:2: the file is empty"


def test_hostile_text_makes_no_link_and_no_broken_uri(hostile: Report) -> None:
    run = sarif(hostile)
    message = run["results"][0]["message"]["text"]
    assert "\\[x\\](javascript" in message
    assert message.count("](1)") == 1
    assert " " not in run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_an_empty_report_is_valid() -> None:
    assert sarif(Report())["results"] == []
