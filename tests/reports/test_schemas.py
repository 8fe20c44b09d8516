"""What is found in the examples, with everything odd that a text can hold in each message, fits each format's schema.

SARIF has its official schema. Those of GitLab and reviewdog are what their documentation asks for, written down here:
docs.gitlab.com/ci/testing/code_quality ("Code Quality report format") and reviewdog's proto/rdf/reviewdog.proto.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from consistency import Report, check, read_sources, render

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SARIF = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
ODD = "\x00\x1b[31m\x7f\u202e\u2066\ufffe\ud800 ]]> <b>&\"'`|\\ ::error:: %0A\r\n\u2028 🤥 \u064b"
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {"path": TEXT, "lines": {"required": ["begin"], "properties": {"begin": COUNT}}},
            },
        },
    },
}
POSITION = {"required": ["line"], "additionalProperties": False, "properties": {"line": COUNT, "column": COUNT}}
LOCATION = {
    "required": ["path"],
    "additionalProperties": False,
    "properties": {
        "path": TEXT,
        "range": {"additionalProperties": False, "properties": {"start": POSITION, "end": POSITION}},
    },
}
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "properties": {
        "source": {"required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "required": ["message", "location"],
                "properties": {
                    "message": TEXT,
                    "location": LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"required": ["value"]},
                },
            },
        },
    },
}


@cache
def odd(name: str) -> Report:
    """Return the report of an example with odd characters in each message, quotation and path."""
    report = check(read_sources([EXAMPLES / name]))
    assert report.discrepancies
    found = tuple(
        discrepancy.model_copy(
            update={
                "message": discrepancy.message + ODD,
                "messages": {language: text + ODD for language, text in discrepancy.messages.items()},
                "evidence": tuple(
                    e.model_copy(update={"quote": e.quote + ODD, "path": f"{e.path}{ODD}"})
                    for e in discrepancy.evidence
                ),
            }
        )
        for discrepancy in report.discrepancies
    )
    return report.model_copy(update={"discrepancies": found})


@pytest.mark.parametrize("ui", ["en", "ar"])
@pytest.mark.parametrize("name", ["arabic", "english", "mixed", "newsroom"])
@pytest.mark.parametrize(("form", "schema"), [("sarif", SARIF), ("gitlab", GITLAB), ("rdjson", RDJSON)])
def test_json_fits_its_schema(form: str, schema: dict[str, Any], name: str, ui: str) -> None:
    for report in (check(read_sources([EXAMPLES / name])), odd(name)):
        text = render(report, form, ui=ui)
        text.encode("utf-8")  # no half of a character is left
        validator = jsonschema.validators.validator_for(schema)(schema)
        assert [error.message for error in validator.iter_errors(json.loads(text))] == []


@pytest.mark.parametrize("ui", ["en", "ar"])
@pytest.mark.parametrize("name", ["arabic", "english", "mixed", "newsroom"])
def test_junit_is_xml_and_counts_right(name: str, ui: str) -> None:
    for report in (check(read_sources([EXAMPLES / name])), odd(name)):
        root = ElementTree.fromstring(render(report, "junit", ui=ui).encode("utf-8"))
        for suite in root.iter("testsuite"):
            cases = suite.findall("testcase")
            assert int(suite.attrib["tests"]) == len(cases)
            assert int(suite.attrib["failures"]) == sum(case.find("failure") is not None for case in cases)
            assert all(case.attrib["name"] and case.attrib["classname"] for case in cases)
