"""Where a quotation stands, as formats for other programs want it: a path, lines and columns from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from consistency.model import Evidence, Report, Source


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a quotation; `path` is None for a text that is no file, and lines are None where they are unknown.

    Columns count characters; `end_column` is that after the last one. `prefix` is the text of the line before the
    quotation, and `last` that of the last line up to its end, for formats that count in other units.
    """

    source: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    prefix: str | None = None
    last: str | None = None

    @property
    def name(self) -> str:
        """The file, or the id of the source."""
        return self.path or self.source

    @property
    def shown(self) -> str:
        """FILE:LINE, or the file alone where no line is known."""
        return self.name if self.line is None else f"{self.name}:{self.line}"

    @property
    def uri(self) -> str:
        """The file as a URI reference: relative to where `check` was called, or file: for an absolute path."""
        posix = PurePath(self.name).as_posix()
        if self.path is not None and PurePath(self.path).is_absolute():
            return f"file://{'' if posix.startswith('/') else '/'}{_quoted(posix)}"
        if self.path is None and "://" in self.source:
            return _quoted(self.source, ":?&=%#")
        # A colon in the first part of a relative reference would be taken for the end of a scheme.
        return _quoted(posix.removeprefix("./"))


def _quoted(text: str, also: str = "") -> str:
    # Half of a surrogate pair has no bytes in UTF-8.
    return quote(text.encode("utf-8", "replace"), safe="/" + also)


def source_index(report: Report) -> dict[str, Source]:
    """Return the sources of a report by id."""
    return {source.id: source for source in report.sources}


def place_of(evidence: Evidence, sources: Mapping[str, Source]) -> Place:
    """Return the place of a quotation."""
    source = sources.get(evidence.source)
    path = evidence.path or (source.path if source else None)
    start, text = evidence.start, source.text if source else None
    if text is None or start is None or text[start : start + len(evidence.quote)] != evidence.quote:
        return Place(evidence.source, path, evidence.line, evidence.column)
    opening = text.rfind("\n", 0, start) + 1
    line = evidence.line
    if line is None and source is not None:
        line = source.line_at(start)
    column = evidence.column if evidence.column is not None else start - opening + 1
    end = start + len(evidence.quote)
    breaks = evidence.quote.count("\n")
    last_opening = text.rfind("\n", 0, end) + 1
    return Place(
        source=evidence.source,
        path=path,
        line=line,
        column=column,
        end_line=None if line is None else line + breaks,
        end_column=(end - last_opening + 1) if breaks else column + len(evidence.quote),
        prefix=text[opening:start],
        last=text[last_opening:end],
    )
