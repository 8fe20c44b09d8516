"""YAML front matter: what a text says of itself between two lines of three dashes, before it begins."""

from __future__ import annotations

import datetime
import difflib
import functools
import re
from collections.abc import Mapping
from typing import Any

from consistency.errors import RuleError, SourceError
from consistency.resources import Document, parse_yaml

KEYS = ("title", "published", "outlet", "language", "url")

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FIRST_KEY = re.compile(r"(?:[ \t]*(?:#[^\n]*|\r)?\n)*[\"']?\w+[\"']?[ \t]*:(?:\s|\Z)")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*+\Z")


def split_front_matter(content: str, name: str) -> tuple[dict[str, Any], int]:
    """Return what the front matter of `content` says, and the offset at which the text begins (0 without one).

    The values are those of the fields of `Source` of the same names. Raises SourceError with line and column for
    broken YAML, unknown keys and values of another type. A text that merely opens with a dashed line has none.
    """
    opening = _OPENING.match(content)
    if not opening or not _FIRST_KEY.match(content, opening.end()):
        return {}, 0
    closing = _CLOSING.search(content, opening.end())
    if not closing:
        first = content[opening.end() :].split(":", 1)[0].strip()
        if first in KEYS:
            raise SourceError("the front matter that begins here has no closing line '---'", name, 1, 1)
        return {}, 0
    try:
        document = parse_yaml(content[opening.end() : closing.start()], name, first_line=2)
    except RuleError as error:
        message = error.message.replace("not YAML", "broken front matter")
        raise SourceError(message, name, error.line, error.column) from None
    if not isinstance(document.value, dict):
        raise SourceError("front matter holds keys and values, as in 'title: …'", name, 2, 1)
    try:
        return checked_fields(document.value), closing.end()
    except FieldError as error:
        line, column = _position(document, error.key)
        raise SourceError(str(error), name, line, column) from None


def _position(document: Document, key: str) -> tuple[int, int]:
    return document.position((key,)) or (2, 1)


class FieldError(ValueError):
    """A field of a source with a wrong name or value; `key` names it."""

    def __init__(self, message: str, key: str):
        super().__init__(message)
        self.key = key


def checked_fields(values: Mapping[str, Any], known: tuple[str, ...] = KEYS) -> dict[str, Any]:
    """Return the fields of a source with their types, empty ones left out. Raises FieldError."""
    fields: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            near = difflib.get_close_matches(str(key), known, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
            raise FieldError(f"unknown key '{key}'; {hint}", key)
        if value is None or value == "":
            continue
        if key == "published":
            fields[key] = published_day(value)
        elif isinstance(value, bool | list | dict):
            raise FieldError(f"'{key}' must be text", key)
        elif key == "language":
            fields[key] = language_code(str(value))
        else:
            fields[key] = str(value)
    return fields


def published_day(value: Any) -> datetime.date:
    """Return the day of an ISO 8601 date or date-time, at the place that it was written for. Raises FieldError."""
    if isinstance(value, str):
        try:
            return datetime.datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise FieldError(f"'{value}' is not a date; write it as 2025-03-02 or 2025-03-02T12:30", "published")


def language_code(value: str) -> str:
    """Return the ISO 639 code in a language tag ("ar" for "ar-EG"). Raises FieldError for what is none."""
    match = _CODE.match(value.strip())
    code = match[1].lower() if match else ""
    if code not in ("ar", "en") and code not in _language_codes():
        raise FieldError(f"unknown language '{value}'; write a code such as ar or en", "language")
    return code


@functools.cache
def _language_codes() -> frozenset[str]:
    """Return the codes of the languages that Unicode CLDR has an English name for."""
    from babel import Locale

    return frozenset(Locale("en").languages)
