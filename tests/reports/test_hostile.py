"""Each attack in each field of a report, in each format: it is shown as text, or escaped as the format wants it."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from consistency import render
from consistency.model import Coverage, Discrepancy, Evidence, Report, Skipped, Source
from consistency.reports import FORMATS

ATTACKS = {
    "script": "</script><script>alert(1)</script>",
    "comment": "--><script>alert(1)</script><!--",
    "handler": "\" onmouseover=alert(1) x='",
    "image": "<img src=x onerror=alert(1)>",
    "address": "[x](javascript:alert(1))",
    "style": "</style><style>*{background:url(//x)}",
    "template": "{{ 7 * 7 }}{% raw %}",
    "override": "a\u202egnp.exe\u202c\u2066b\u2069",
    "screen": "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "zero": "a\x00b\x08\x7f",
    "command": "::error file=a::owned",
    "encoded": "x%0A::set-output name=a::b",
    "breaks": "x\r\n::warning::owned\u2028::notice::owned",
    "equals": "=HYPERLINK(\"http://x\")", "plus": "+1+1", "minus": "-2+3", "at": "@SUM(1)", "tab": "\t=1+1",
    "cdata": "]]><x/>", "entity": "&lt;b&gt; &#60;script&#62;", "mention": "@team #1 `a` | b | <b>",
    "half": "\ud800 \udfff",
}  # fmt: skip
_OVERRIDES = re.compile("[\u202a-\u202e\u2066\u2067]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _report(attack: str) -> Report:
    text = f"{attack} 14 people {attack}"
    named = attack.encode("utf-8", "replace").decode()  # an id is a name in UTF-8
    one = Source(id=named, text=text, path=f"{named}.txt", title=attack, outlet=attack, url=attack)
    other = Source(id="other", text=text, url=f"javascript:{attack}")
    quotes = [
        Evidence(source=s.id, quote=text, start=0, end=len(text), role=role, path=s.path, line=1, column=1)
        for s, role in ((one, "primary"), (other, "related"))
    ]
    found = Discrepancy.model_validate(
        {
            "rule": "toll-count", "family": "toll", "severity": "error", "confidence": "high", "message": attack,
            "messages": {"ar": attack}, "evidence": quotes, "fields": ("value",), "fingerprint": "0123456789abcdef",
        }
    )  # fmt: skip
    coverage = Coverage(sources=2, skipped=(Skipped(what=attack, why=attack),))
    return Report(discrepancies=(found,), coverage=coverage, sources=(one, other), errors=(attack,))


class _Page(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.scripts = 0
        self.bad: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in ("img", "iframe", "object", "base", "link", "svg"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or re.match(r"\s*javascript:", value or "", re.IGNORECASE):
                self.bad.append(f"{name}={value}")


def _text(shown: str, attack: str) -> None:
    assert not _CONTROLS.search(shown)
    assert not _OVERRIDES.search(shown)
    assert shown.count("\u2068") == shown.count("\u2069")  # the report's own, that keep two directions apart


def _json(shown: str, attack: str) -> None:
    assert "\x1b" not in shown
    json.loads(shown)
    if "\ud800" not in attack:
        assert json.dumps(attack)[1:-1] in json.dumps(json.loads(shown))


def _loads(shown: str, attack: str) -> None:
    json.loads(shown)
    assert "\x1b" not in shown


def _github(shown: str, attack: str) -> None:
    lines = shown.splitlines()
    assert all(re.match(r"::(error|warning|notice)[ :]", line) for line in lines), lines
    assert len(lines) == len(render(_report("plain"), "github").splitlines())
    assert not any("::" in line.split("::", 2)[1] for line in lines)


def _junit(shown: str, attack: str) -> None:
    plain, found = (ElementTree.fromstring(text) for text in (render(_report("plain"), "junit"), shown))
    assert [e.tag for e in found.iter()] == [e.tag for e in plain.iter()]


def _html(shown: str, attack: str) -> None:
    page = _Page(shown)
    assert (page.bad, page.scripts) == ([], _Page(render(_report("plain"), "html")).scripts)
    assert not _CONTROLS.search(shown)
    assert not _OVERRIDES.search(shown)


def _markdown(shown: str, attack: str) -> None:
    from markdown_it import MarkdownIt

    page = _Page(MarkdownIt("gfm-like", {"linkify": False}).render(shown))
    assert (page.bad, page.scripts) == ([], 0)
    bare = re.sub(r"&#\d+;", "", shown)
    assert not re.search(r"@team|(?<![&\w])#1\b", bare)
    assert not _CONTROLS.search(shown)


def _csv(shown: str, attack: str) -> None:
    rows = list(csv.reader(io.StringIO(shown)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


CHECKS = {
    "text": _text, "json": _json, "sarif": _loads, "github": _github, "gitlab": _loads, "junit": _junit,
    "rdjson": _loads, "markdown": _markdown, "html": _html, "csv": _csv,
}  # fmt: skip


def test_every_format_is_checked() -> None:
    assert set(CHECKS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("ui", ["en", "ar"])
def test_an_attack_is_shown_as_text(name: str, attack: str, ui: str) -> None:
    shown = render(_report(ATTACKS[attack]), name, ui=ui, why_not=True)
    shown.encode("utf-8")
    CHECKS[name](shown, ATTACKS[attack])
