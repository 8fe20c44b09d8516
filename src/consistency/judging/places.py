"""Where evidence stands in its file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from consistency.model import Discrepancy, Evidence, Source


class Places:
    """Adds to evidence the file, line and column (both from 1) at which it stands."""

    def __init__(self, sources: Sequence[Source]):
        self._sources = {source.id: source for source in sources}
        self._breaks: dict[str, list[int]] = {}  # where the lines of a source end

    def add(self, discrepancy: Discrepancy) -> Discrepancy:
        return discrepancy.model_copy(update={"evidence": self.of(discrepancy.evidence)})

    def of(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(self._placed(e) for e in evidence)

    def _placed(self, evidence: Evidence) -> Evidence:
        source = self._sources.get(evidence.source)
        if source is None or evidence.start is None:
            return evidence
        if source.lines:  # the columns of the text are not those of the file
            line = source.line_at(evidence.start)
            return evidence.model_copy(update={"path": source.path, "line": line, "column": 1})
        breaks = self._breaks.get(source.id)
        if breaks is None:
            breaks = self._breaks[source.id] = [m.start() for m in re.finditer("\n", source.text)]
        before = bisect_left(breaks, evidence.start)
        column = evidence.start - (breaks[before - 1] if before else -1)
        return evidence.model_copy(update={"path": source.path, "line": source.first_line + before, "column": column})
