"""The page: whole, in one file, nothing in it that a text could make run, each text in its own direction."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from consistency.model import Agreement, Coverage, Report
from consistency.reports import render
from consistency.reports.agreement import agreement_matrix

_VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """The elements of a page in their order, and the text within each; what is not closed or not opened is an error."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append(len(self.elements))
        self.elements.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def all(self, tag: str, name: str | None = None) -> list[tuple[dict[str, str | None], str]]:
        """Return attributes and text of the elements of a tag, with a class where one is given."""
        return [
            (attributes, "".join(text))
            for found, attributes, text in self.elements
            if found == tag and (name is None or name in (attributes.get("class") or "").split())
        ]


def test_each_discrepancy_has_its_quotations_in_their_direction(ordinary: Report) -> None:
    page = Page(render(ordinary, "html"))
    articles = [attributes for attributes, _ in page.all("article") if "data-severity" in attributes]
    assert [a["data-severity"] for a in articles] == ["error", "warning", "note"]
    assert len({a["id"] for a in articles}) == 3
    figures = [a["dir"] for a, _ in page.all("figure")]
    assert figures == ["ltr", "ltr", "rtl", "ltr", "rtl", "ltr", "rtl", "ltr"]
    assert [text for _, text in page.all("mark")][:4] == ["Nine", "NINE", "حجم القوات", "military spending"]
    quotes = [(a.get("lang"), text) for a, text in page.all("blockquote")]
    assert quotes[2] == ("ar", ordinary.sources[0].text.splitlines()[2])
    assert quotes[0] == ("en", "Nine people\nwere hurt.".replace("\n", ""))


def test_summary_matrix_excuses_rules_and_what_was_not_checked(ordinary: Report) -> None:
    page = Page(render(ordinary, "html"))
    assert [text for _, text in page.all("h1")] == ["1 error, 1 warning, 1 note"]
    options = [(a["name"], a["value"]) for a, _ in page.all("input")]
    assert options == [
        ("severity", "error"), ("severity", "warning"), ("severity", "note"),
        ("family", "f1"), ("family", "f2"), ("family", "f3"), ("source", "s1"), ("source", "s2"), ("source", "s3"),
    ]  # fmt: skip
    (matrix,) = (text for a, text in page.all("table", "matrix"))
    assert "2 agree" in matrix
    assert "2 discrepancies" in matrix
    (excused,) = (text for a, text in page.all("section") if a["id"] == "excused")
    assert "one figure is rounded" in excused
    (unchecked,) = (text for a, text in page.all("section") if a["id"] == "unchecked")
    assert "Not checked: d.txt (language 'fr')." in unchecked
    assert "e.txt:1:2: the file is empty" in unchecked
    (rules,) = (text for a, text in page.all("section") if a["id"] == "rules")
    assert "What toll-count finds. Why toll-count matters." in rules


def test_every_link_within_the_page_leads_somewhere(ordinary: Report) -> None:
    page = Page(render(ordinary, "html"))
    ids = [a["id"] for _, a, _ in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] or "" for a, _ in page.all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    labels = [a[key] for _, a, _ in page.elements for key in ("aria-labelledby",) if key in a]
    assert set(labels) <= set(ids)


def test_in_arabic_the_page_runs_from_right_to_left(ordinary: Report) -> None:
    page = Page(render(ordinary, "html", ui="ar"))
    assert page.all("html")[0][0] == {"lang": "ar", "dir": "rtl"}
    assert page.all("h1")[0][1] == "خطأ واحد وتحذير واحد وملاحظة واحدة"
    assert page.all("h3")[1][1] == "خُفض شيئان."
    untranslated = ordinary.discrepancies[1].model_copy(update={"messages": {}})
    page = Page(render(ordinary.model_copy(update={"discrepancies": (untranslated,)}), "html", ui="ar"))
    (heading,) = ((a, text) for a, text in page.all("a") if text == "Two things are cut.")
    assert (heading[0]["lang"], heading[0]["dir"]) == ("en", "ltr")


def test_the_policy_admits_the_one_style_and_the_one_script(ordinary: Report) -> None:
    text = render(ordinary, "html")
    page = Page(text)
    (policy,) = (a["content"] or "" for a, _ in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        ((attributes, content),) = page.all(tag)
        assert attributes == {}
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    body = text.split("</style>")[1].split("<script>")[0]
    assert not re.search(r"""(?:src|href)="(?!#)|url\(|@import""", body)


@pytest.mark.parametrize("ui", ["en", "ar"])
def test_hostile_text_stays_text(hostile: Report, ui: str) -> None:
    text = render(hostile, "html", ui=ui)
    text.encode("utf-8")
    page = Page(text)
    ordinary_tags = {
        "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "nav", "ul", "li", "span", "div",
        "aside", "form", "fieldset", "legend", "label", "input", "bdi", "button", "main", "section", "h2",
        "article", "h3", "figure", "blockquote", "mark", "figcaption", "table", "thead", "tbody", "tr", "th", "td",
        "time", "abbr", "details", "summary", "dl", "dt", "dd", "code", "footer", "script",
    }  # fmt: skip
    assert {tag for tag, _, _ in page.elements} <= ordinary_tags
    assert len(page.all("script")) == 1
    for _, attributes, _ in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert not (attributes.get("href") or "#").startswith("javascript:")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert [text for _, text in page.all("span", "control")][:3] == ["U+202E", "U+001B", "U+0000"]


def test_nothing_found_says_what_that_means() -> None:
    page = Page(render(Report(coverage=Coverage(sources=2)), "html"))
    assert page.all("h1")[0][1] == "Nothing found"
    assert any("does not make them right" in text for _, text in page.all("p", "empty"))
    assert page.all("table", "matrix") == []


def test_a_page_that_would_be_too_long_counts_the_rest(ordinary: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.reports.html_report._MOST", 2)
    page = Page(render(ordinary, "html"))
    assert len([a for a, _ in page.all("article") if "data-severity" in a]) == 2
    assert any(text.startswith("1 discrepancy more") for _, text in page.all("p", "empty"))


def test_somebodys_own_reason_is_shown(ordinary: Report) -> None:
    (excused,) = ordinary.explained
    silenced = excused.model_copy(update={"reason": "suppressed: legal said so"})
    own = ordinary.model_copy(update={"explained": (silenced,)})
    page = Page(render(own, "html", ui="ar"))
    assert page.all("summary")[0][1].startswith("مستثنى بطلب في النص: legal said so")


def test_the_matrix_keeps_the_sources_that_disagree_most() -> None:
    pairs = [Agreement(sources=(f"s{n:02}", f"s{n + 1:02}"), claims=n + 1) for n in range(0, 60, 2)]
    report = Report(coverage=Coverage(agreements=tuple(pairs)))
    matrix = agreement_matrix(report, [f"s{n:02}" for n in range(60)])
    assert matrix is not None
    assert (len(matrix.sources), matrix.left_out) == (24, 36)
    assert matrix.sources[0] == "s36"
    assert matrix.agreeing("s37", "s36") == matrix.agreeing("s36", "s37") == 37
    assert agreement_matrix(Report(), ["a"]) is None
