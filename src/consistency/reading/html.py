"""Articles in pages of HTML: their text by trafilatura (Barbaresi 2021), and the lines that it stands on."""

from __future__ import annotations

import codecs
import logging
import re
from typing import Any

from consistency.errors import SourceError
from consistency.model import Source
from consistency.reading.files import decode
from consistency.reading.markup import laid_out, words_of
from consistency.reading.page_metadata import page_metadata

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes; browsers look for the encoding in the first 1024
LOOKS_LIKE_HTML = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def html_source(content: bytes, name: str, path: str | None) -> Source:
    """Return the article of a page. Raises SourceError where there is none, and where the extra is not installed.

    The text is what the page prints of the article, a paragraph after the other; its title comes first. Encodings that
    the page declares are read as browsers read them.
    """
    markup = _decoded(content, name)
    told = page_metadata(markup)
    words = words_of(markup)
    paragraphs = [line.strip() for line in _article(markup, name).splitlines() if line.strip()]
    if not paragraphs:
        raise SourceError("no article was found in this page", name)
    title = told.get("title")
    bare = "".join((title or "").split())
    if title and bare in words.text and bare not in "".join(paragraphs[:2]).replace(" ", ""):
        paragraphs.insert(0, title)
    text, lines = laid_out(paragraphs, words)
    return Source(id=name, text=text, path=path, lines=lines, **told)


def _article(markup: str, name: str) -> str:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise SourceError("to read HTML, install the extra: pip install 'fact-consistency[html]'", name) from None
    for library in ("trafilatura", "htmldate"):  # what they log of a page is said in one sentence here
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        found: Any = bare_extraction(markup, include_comments=False, with_metadata=False)
    except (ValueError, RecursionError, AssertionError) as error:
        raise SourceError(f"HTML that cannot be read: {error}", name) from None
    return str(found.text or "") if found is not None else ""


def _decoded(content: bytes, name: str) -> str:
    match = _CHARSET.search(content[:_HEAD])
    if match and not content.startswith(codecs.BOM_UTF8):
        encoding = match[1].decode("ascii", "replace").lower()
        encoding = {"iso-8859-1": "windows-1252", "iso-8859-6": "iso-8859-6"}.get(encoding, encoding)
        if encoding not in ("utf-8", "utf8"):
            try:
                return content.decode(encoding)
            except LookupError:
                raise SourceError(f"declares the encoding '{encoding}', which is not known", name) from None
            except (UnicodeDecodeError, ValueError):
                raise SourceError(f"not in the encoding '{encoding}' that it declares", name) from None
    return decode(content, name)
