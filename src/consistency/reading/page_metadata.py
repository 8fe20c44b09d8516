"""What a page of HTML says of its article: schema.org's JSON-LD first, then Open Graph and the like."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from consistency.reading.html_parser import ForgivingParser

_ARTICLES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "Article",
    "BlogPosting",
)
_TITLES = ("og:title", "twitter:title", "dc.title")
_OUTLETS = ("og:site_name", "dc.publisher", "application-name")
_DAYS = ("article:published_time", "og:article:published_time", "datepublished", "dc.date", "dc.date.issued", "pubdate")
_DEEPEST = 12


class _Head(ForgivingParser):
    """Collects what tells of the article: meta elements, JSON-LD, the title, the canonical address."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.documents: list[str] = []
        self.title = ""
        self.url: str | None = None
        self.language: str | None = None
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang") or None
        elif tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if name and given.get("content"):
                self.metas.setdefault(name.lower(), given["content"].strip())
        elif tag == "time" and (given.get("itemprop") == "datePublished" or "pubdate" in given):
            self.metas.setdefault("pubdate", given.get("datetime", ""))
        elif tag == "link" and given.get("rel") == "canonical":
            self.url = given.get("href") or None
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self.documents.append("")
            self._inside = "script"
        elif tag == "title" and not self.title:
            self._inside = "title"

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.documents[-1] += data
        elif self._inside == "title":
            self.title += data


def page_metadata(markup: str) -> dict[str, Any]:
    """Return the fields of a `Source` that a page tells: title, published, outlet, language, url.

    Only what is said of the day of publication counts, not dates that merely stand on the page: a wrong day would make
    false alarms.
    """
    head = _Head()
    head.feed(markup)
    head.close()
    article = next(_articles(head.documents), {})
    publisher = article.get("publisher")
    told = {
        "title": _text(article.get("headline")) or _first(head.metas, _TITLES) or _text(head.title),
        "outlet": _text(publisher.get("name") if isinstance(publisher, dict) else publisher)
        or _first(head.metas, _OUTLETS),
        "language": _language(_text(article.get("inLanguage")) or head.language),
        "url": head.url or head.metas.get("og:url"),
        "published": _day(article.get("datePublished")) or _first_day(head.metas),
    }
    return {name: value for name, value in told.items() if value}


def _articles(documents: list[str]) -> Iterator[dict[str, Any]]:
    for document in documents:
        with contextlib.suppress(ValueError, RecursionError):
            yield from _within(json.loads(document, strict=False), 0)


def _within(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _within(entry, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        yield from _within(value.get("@graph"), depth + 1)
        yield from _within(value.get("mainEntity"), depth + 1)


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(metas.get(name)))), None)


def _first_day(metas: dict[str, str]) -> datetime.date | None:
    return next((day for name in _DAYS if (day := _day(metas.get(name)))), None)


def _day(value: Any) -> datetime.date | None:
    """Return the day of an ISO 8601 date or time, at the place that it was written for."""
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            return datetime.datetime.fromisoformat(value.strip()).date()
        if match := re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", value.strip()):
            with contextlib.suppress(ValueError):
                return datetime.date.fromisoformat(match[0])
    return None


def _language(value: str | None) -> str | None:
    from consistency.reading.front_matter import FieldError, language_code

    try:
        return language_code(value) if value else None
    except FieldError:
        return None
