"""RSS and Atom feeds: a text an entry, read by feedparser."""

from __future__ import annotations

import contextlib
import datetime
import email.utils
import html
import io
import re
from collections.abc import Iterator
from typing import Any

from consistency.errors import SourceError
from consistency.model import Source
from consistency.reading.comments import open_comment
from consistency.reading.front_matter import FieldError, language_code
from consistency.reading.html_parser import ForgivingParser
from consistency.reading.markup import Words, laid_out

_BLOCKS = frozenset(("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "tr", "table", "figure"))
_UNSEEN = frozenset(("script", "style"))
_TAG = re.compile(r"<[^<>]*>")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
LOOKS_LIKE_FEED = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)


class _Paragraphs(ForgivingParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = [""]
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen = tag
        if tag in _BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        if tag in _BLOCKS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._unseen is None:
            self.found[-1] += data


def feed_sources(content: bytes, name: str) -> Iterator[Source | SourceError]:
    """Yield the entries of a feed as texts, title first; an entry without words is left out.

    Raises SourceError for what is no feed, and where the extra is not installed.
    """
    try:
        import feedparser
    except ImportError:
        raise SourceError("to read feeds, install the extra: pip install 'fact-consistency[feeds]'", name) from None
    if not content.strip():
        raise SourceError("the file is empty", name)
    # Bytes, so that nothing is taken for an address. Only words are taken of markup here, so it need not be made safe,
    # for which feedparser takes quadratic time where a comment never ends.
    feed: Any = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        if feed.bozo and not feed.version:
            raise SourceError(f"no feed that can be read: {_reason(feed.bozo_exception)}", name)
        raise SourceError("the feed has no entries", name)
    words = _words(content.decode(feed.get("encoding") or "utf-8", "replace"))
    seen: dict[str, int] = {}
    empty = True
    for number, entry in enumerate(feed.entries, 1):
        paragraphs = _entry_paragraphs(entry)
        if not paragraphs:
            continue
        empty = False
        key = str(entry.get("id") or entry.get("link") or number)
        seen[key] = seen.get(key, 0) + 1
        text, lines = laid_out(paragraphs, words)
        told = {
            "title": " ".join(_plain(entry.get("title", ""))) or None,
            "outlet": " ".join(_plain(feed.feed.get("title", ""))) or None,
            "url": entry.get("link"),
            "language": _language(entry, feed),
            "published": _day(entry),
        }
        unique = key if seen[key] == 1 else f"{key}#{seen[key]}"
        yield Source(id=f"{name}#{unique}", text=text, path=name, lines=lines, **told)
    if empty:
        yield SourceError("the feed has no entries with words", name)


def _reason(error: object) -> str:
    return " ".join(str(error).split()).lower() or "it is not XML"


def _entry_paragraphs(entry: Any) -> list[str]:
    """Return the title and the longest text of an entry."""
    bodies = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
    body = max((_plain(text) for text in bodies), key=lambda paragraphs: sum(map(len, paragraphs)))
    title = " ".join(_plain(entry.get("title", "")))
    return [title, *body] if title and title not in body[:1] else body


def _plain(markup: str) -> list[str]:
    reader = _Paragraphs()
    unclosed = open_comment(markup)
    if unclosed is not None:  # the parser would look for the end of each opening anew
        markup = markup[:unclosed] + markup[unclosed:].replace("<!--", "&lt;!--")
    reader.feed(markup)
    reader.close()
    return [bare for part in reader.found if (bare := " ".join(part.split()))]


def _words(text: str) -> Words:
    """Return the words of a feed with their lines; text in it is markup that is escaped, or stands in CDATA."""
    words = Words()
    for number, line in enumerate(text.split("\n"), 1):
        bare = _TAG.sub(" ", html.unescape(_TAG.sub(" ", _CDATA.sub("", line))))
        words.add(html.unescape(bare).replace("\n", " "), number)
    return words


def _day(entry: Any) -> datetime.date | None:
    """Return the day of publication at the place that it was written for."""
    for name in ("published", "updated"):
        text = str(entry.get(name) or "").strip()
        with contextlib.suppress(ValueError):
            return datetime.datetime.fromisoformat(text).date()
        with contextlib.suppress(ValueError, TypeError):
            return email.utils.parsedate_to_datetime(text).date()
        parsed = entry.get(f"{name}_parsed")
        if parsed:
            return datetime.date(*parsed[:3])
    return None


def _language(entry: Any, feed: Any) -> str | None:
    for text in (entry.get("language"), feed.feed.get("language")):
        with contextlib.suppress(FieldError):
            if text:
                return language_code(str(text))
    return None
