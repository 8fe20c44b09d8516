"""The formats for build servers: GitHub's commands, GitLab's code quality, reviewdog's diagnostics, JUnit."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from consistency.model import Report
from consistency.reports import render
from consistency.reports.terminal import safe

# ---- github


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as GitHub's runner does (actions/runner, ActionCommand.cs)."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")):
        match = re.fullmatch(r"::(\w+)(?: ([^:]*(?::[^:]+)*?))?::(.*)", line)
        assert match is not None, line
        pairs = [pair.split("=", 1) for pair in (match[2] or "").split(",") if pair]
        told = {key: unescaped(value, {"%3A": ":", "%2C": ","}) for key, value in pairs}
        found.append((match[1], told, unescaped(match[3], {})))
    return found


def unescaped(text: str, more: dict[str, str]) -> str:
    codes = {"%0D": "\r", "%0A": "\n", **more}
    for code, character in codes.items():
        text = text.replace(code, character)
    return text.replace("%25", "%")


def test_github_annotates_the_quotation_of_the_text_under_check(ordinary: Report) -> None:
    toll, measure, note, error = commands(render(ordinary, "github"))
    assert measure == (
        "warning",
        {
            "file": "texts/a.txt", "line": "7", "endLine": "7", "col": "9", "endColumn": "33",
            "title": "warning: quantity-measure",
        },
        "Two things are cut.\n"
        "texts/a.txt:7: “خفض حجم القوات بنسبة 50%”\n"
        "texts/b b.md:1: “cut military spending by 50%”",
    )  # fmt: skip
    assert toll[0] == "error"
    assert toll[1] == {"file": "texts/b b.md", "line": "2", "endLine": "3", "title": "error: toll-count"}
    assert note[0] == "notice"
    assert error == ("error", {"title": "Not read"}, "e.txt:1:2: the file is empty")


def test_github_takes_no_command_and_no_property_from_a_text(hostile: Report) -> None:
    found = commands(render(hostile, "github"))
    assert [name for name, _, _ in found] == ["warning", "error"]
    assert found[0][1]["file"] == safe(hostile.sources[0].path or "")
    assert set(found[0][1]) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert "\x1b" not in render(hostile, "github")


def test_github_in_arabic(ordinary: Report) -> None:
    _, told, message = commands(render(ordinary, "github", ui="ar"))[1]
    assert told["title"] == "تحذير: quantity-measure"
    assert message.startswith("خُفض شيئان.\n")


# ---- gitlab


def test_gitlab_has_what_code_quality_asks_for(ordinary: Report) -> None:
    entries = json.loads(render(ordinary, "gitlab"))
    assert entries[1] == {
        "description": "Two things are cut. Compare texts/b b.md:1.",
        "check_name": "quantity-measure",
        "fingerprint": "0123456789abcdef-2",
        "severity": "major",
        "location": {"path": "texts/a.txt", "lines": {"begin": 7, "end": 7}},
    }
    assert [entry["severity"] for entry in entries] == ["critical", "major", "info"]
    assert len({entry["fingerprint"] for entry in entries}) == 3


# ---- rdjson


def test_rdjson_counts_bytes_of_utf8(ordinary: Report) -> None:
    diagnostic = json.loads(render(ordinary, "rdjson"))["diagnostics"][1]
    line = ordinary.sources[0].text.splitlines()[2].encode("utf-8")
    place = diagnostic["location"]
    start, end = place["range"]["start"], place["range"]["end"]
    assert (place["path"], start["line"], end["line"]) == ("texts/a.txt", 7, 7)
    assert line[start["column"] - 1 : end["column"] - 1].decode("utf-8") == "خفض حجم القوات بنسبة 50%"
    assert diagnostic["severity"] == "WARNING"
    assert diagnostic["code"] == {"value": "quantity-measure"}
    assert diagnostic["relatedLocations"][0]["location"]["path"] == "texts/b b.md"


def test_rdjson_says_what_was_not_read(ordinary: Report) -> None:
    last = json.loads(render(ordinary, "rdjson"))["diagnostics"][-1]
    assert last == {"message": "e.txt:1:2: the file is empty", "location": {"path": "e.txt"}, "severity": "ERROR"}


# ---- junit


def test_junit_has_a_case_a_rule(ordinary: Report) -> None:
    suite = ElementTree.fromstring(render(ordinary, "junit").encode("utf-8"))[0]
    assert {key: suite.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "4", "failures": "2", "errors": "1"
    }  # fmt: skip
    cases = {case.get("name"): case for case in suite}
    assert list(cases) == ["name-variant", "quantity-measure", "toll-count", "sources"]
    failure = cases["quantity-measure"].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("warning", "Two things are cut.")
    assert "texts/b b.md:1: “cut military spending by 50%”" in (failure.text or "")
    assert cases["name-variant"].find("failure") is None
    assert "Two things" in (cases["name-variant"].findtext("system-out") or "")


def test_junit_counts_where_a_rule_found_several(ordinary: Report) -> None:
    found = ordinary.discrepancies
    twice = ordinary.model_copy(update={"discrepancies": (found[1], found[1])})
    failure = ElementTree.fromstring(render(twice, "junit"))[0].find(".//failure")
    assert failure is not None
    assert failure.get("message") == "2 discrepancies"


@pytest.mark.parametrize("name", ["github", "gitlab", "rdjson", "junit"])
def test_hostile_text_stays_text(hostile: Report, name: str) -> None:
    shown = render(hostile, name)
    shown.encode("utf-8")
    read: dict[str, Any] = {"gitlab": json.loads, "rdjson": json.loads, "junit": ElementTree.fromstring}
    if name in read:
        read[name](shown)
    if name == "junit":
        assert not re.search("[\x00-\x08\x1b]", shown)
        assert "<script" not in shown


@pytest.mark.parametrize("name", ["github", "gitlab", "rdjson", "junit"])
def test_an_empty_report_has_its_form(name: str) -> None:
    expected = {
        "github": "",
        "gitlab": "[]\n",
        "rdjson": '{\n  "source": {\n    "name": "consistency"\n  },\n  "diagnostics": []\n}\n',
    }
    shown = render(Report(), name)
    assert shown == expected.get(name, shown)
    if name == "junit":
        assert ElementTree.fromstring(shown)[0].get("tests") == "0"
