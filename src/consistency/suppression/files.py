"""Suppressions beside plain texts: the file ``.check-ignore.yaml`` in the folder of the texts.

::

    - rules: [office-status]
      files: ["wire-*.txt"]          # names or patterns in this folder; all of its texts unless given
      quote: former president        # only where these words stand; the whole text unless given
      until: 2026-12-31
      because: the agency has been told
"""

from __future__ import annotations

import datetime
import fnmatch
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from consistency.errors import ConsistencyError, SuppressionError
from consistency.language.orthography import fold
from consistency.model import Evidence, Source
from consistency.resources import Document, read_yaml
from consistency.suppression.model import Suppression, checked_day, checked_rules

NAME = ".check-ignore.yaml"


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple, json_schema_input_type=str | list[str])]


class IgnoreEntry(BaseModel):
    """One entry of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rules: Texts
    files: Texts = ("*",)
    quote: str | None = None
    until: str | None = None
    because: str = ""


def file_suppressions(sources: Sequence[Source], known: Collection[str]) -> Iterator[Suppression | ConsistencyError]:
    """Yield what the files beside the texts suppress in them, or an error in the place of a broken entry or file."""
    folders: dict[Path, list[Source]] = {}
    for source in sources:
        if source.path is not None:
            folders.setdefault(Path(source.path).parent, []).append(source)
    for folder in sorted(folders):
        path = folder / NAME
        if not path.is_file():
            continue
        try:
            document = read_yaml(path)
        except ConsistencyError as error:
            yield SuppressionError(error.message, error.path, error.line, error.column)
            continue
        entries = [] if document.value is None else document.value
        if not isinstance(entries, list):
            yield SuppressionError("this file holds a list of entries: '- rules: […]'", str(path), 1, 1)
            continue
        for number, entry in enumerate(entries):
            try:
                yield from _of_entry(entry, number, document, path, folders[folder], known)
            except SuppressionError as error:
                line, column = document.position((number,)) or (1, 1)
                yield SuppressionError(error.message, str(path), error.line or line, error.column or column)


def _of_entry(
    value: Any, number: int, document: Document, path: Path, sources: Sequence[Source], known: Collection[str]
) -> list[Suppression]:
    if not isinstance(value, dict):
        raise SuppressionError("an entry is a mapping: rules, files, quote, until, because")
    try:
        entry = IgnoreEntry.model_validate({k: tuple(v) if isinstance(v, list) else v for k, v in value.items()})
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        place = tuple(part for part in first["loc"] if isinstance(part, str | int))
        line, column = document.position((number, *place)) or (None, None)
        raise SuppressionError(_sentence(first, place), None, line, column) from None
    rules = checked_rules(entry.rules, known)
    until: datetime.date | None = checked_day(entry.until) if entry.until is not None else None
    line, column = document.position((number,)) or (1, 1)
    found: list[Suppression] = []
    for source in sources:
        name = Path(source.path or "").name
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in entry.files):
            continue
        evidence = Evidence(source=str(path), quote=_words(entry), path=str(path), line=line, column=column)
        ranges = None if entry.quote is None else tuple(_places(entry.quote, source.text))
        found.append(Suppression(source.id, rules, ranges, evidence, until, " ".join(entry.because.split())))
    return found


def _sentence(error: Any, place: tuple[str | int, ...]) -> str:
    key = str(place[0])
    if error["type"] == "extra_forbidden":
        return f"unknown key '{key}'; known are {', '.join(IgnoreEntry.model_fields)}"
    if error["type"] == "missing":
        return f"key '{key}' is missing"
    return f"'{key}' must be text" + (" or a list of texts" if key in ("rules", "files") else "")


def _words(entry: IgnoreEntry) -> str:
    return ", ".join(entry.rules) + (f": {entry.quote}" if entry.quote else "")


def _places(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of some words in a text, however the two are spelt, wrapped and normalized."""
    wanted = fold(quote).text.split()
    if wanted:
        folded = fold(text)
        for match in re.finditer(r"\s+".join(map(re.escape, wanted)), folded.text):
            yield folded.original(match.start(), match.end())
