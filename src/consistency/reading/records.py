"""JSON and JSON Lines: sources and claims, told apart by their shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from consistency.errors import ClaimError, ConsistencyError, SourceError
from consistency.model import Claim, Source
from consistency.reading.claims import claim_from_json
from consistency.reading.files import decode, place_of
from consistency.reading.front_matter import KEYS, FieldError, checked_fields

Record = Source | Claim | ConsistencyError

_SOURCE_KEYS = ("id", "text", *KEYS)
_LOOKS_LIKE_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*\{)")
_SPACE = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_MOST_ERRORS = 20
_decoder = json.JSONDecoder()


def looks_like_json(text: str) -> bool:
    """Tell whether a text without a telling file name is JSON: an object with a key, or an array of objects."""
    return _LOOKS_LIKE_JSON.match(text) is not None


def read_lines(lines: Iterable[bytes], name: str, most: int | None = None) -> Iterator[Record]:
    """Return the record on each line of a JSON Lines file, or the error in its place; empty lines are left out.

    A line of more than `most` bytes is an error. After 20 errors the rest of the errors are only counted.
    """
    errors = 0
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        empty = False
        try:
            if most is not None and len(line) > most:
                raise SourceError(f"too long; the longest line has {most:,} bytes (longest-text)", name, number)
            record: Record = _record(_parsed(decode(line.rstrip(b"\r\n"), name, number), name, number), name, number)
        except ConsistencyError as error:
            errors += 1
            if errors <= _MOST_ERRORS:
                yield error
            continue
        yield record
    if errors > _MOST_ERRORS:
        yield SourceError(f"{errors - _MOST_ERRORS} more lines are wrong", name)
    if empty:
        yield SourceError("the file is empty", name)


def _parsed(text: str, name: str, line: int) -> Any:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg.lower()}", name, line, error.colno) from None
    except (RecursionError, ValueError) as error:
        raise SourceError(f"not JSON that can be read: {error}", name, line) from None
    _reject_half_characters(value, text, name, line)
    return value


def _reject_half_characters(value: Any, written: str, name: str, line: int) -> None:
    """Raise SourceError where an escape stands for half of a surrogate pair: such text cannot be written as UTF-8."""
    if _SURROGATE.search(written):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise SourceError("an escape here is half of a character (a lone surrogate)", name, line) from None


def read_json(text: str, name: str) -> Iterator[Record]:
    """Return the records of a JSON file: one object, an array of objects, or objects one after the other.

    After a syntax error nothing more is read of the file.
    """
    start = place = _after_space(text, 0)
    if place == len(text):
        yield SourceError("the file is empty", name)
        return
    in_array = text[place] == "["
    if in_array:
        place = _after_space(text, place + 1)
        if text[place : place + 1] == "]":
            yield SourceError("the array is empty", name, *place_of(text, start))
            return
    line, counted = 1, 0
    while place < len(text):
        line, counted = line + text.count("\n", counted, place), place
        begin = place
        try:
            value, place = _decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            yield SourceError(f"not JSON: {error.msg.lower()}", name, error.lineno, error.colno)
            return
        except (RecursionError, ValueError) as error:
            yield SourceError(f"not JSON that can be read: {error}", name, line)
            return
        try:
            _reject_half_characters(value, text[begin:place], name, line)
            yield _record(value, name, line)
        except ConsistencyError as error:
            yield error
        place = _after_space(text, place)
        if in_array:
            mark = text[place : place + 1]
            if mark not in (",", "]"):
                yield SourceError("not JSON: ',' or ']' is missing here", name, *place_of(text, place))
                return
            place = _after_space(text, place + 1)
            in_array = mark == ","


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _record(value: Any, name: str, line: int) -> Source | Claim:
    if not isinstance(value, dict):
        raise SourceError("a line holds one JSON object, a source or a claim", name, line)
    if "text" in value and "kind" not in value:
        return _source(value, name, line)
    if "kind" in value or "evidence" in value or "fields" in value:
        return claim_from_json(value, name, line)
    raise SourceError("neither a source (it has no 'text') nor a claim (it has no 'kind')", name, line)


def _source(value: dict[str, Any], name: str, line: int) -> Source:
    text = value["text"]
    if not isinstance(text, str):
        raise SourceError("'text' must be text", name, line)
    if not text.strip():
        raise SourceError("'text' is empty", name, line)
    try:
        fields = checked_fields({key: given for key, given in value.items() if key != "text"}, _SOURCE_KEYS)
    except FieldError as error:
        raise SourceError(str(error), name, line) from None
    return Source(**{"id": f"{name}:{line}", **fields, "text": text})


def only_claims(records: Iterable[Record], name: str) -> Iterator[Claim]:
    """Return the claims among `records`. Raises the first error, and ClaimError for a source."""
    for record in records:
        if isinstance(record, ConsistencyError):
            raise record
        if isinstance(record, Source):
            raise ClaimError("a source, where only claims are read", name)
        yield record
