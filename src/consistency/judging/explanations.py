"""The differences that were excused, made into what a report tells only when somebody looks at them."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from itertools import chain
from typing import overload

from consistency.judging.grouping import concerns, explain
from consistency.judging.judgement import Judgement
from consistency.judging.places import Places
from consistency.model import Explained


class Explanations(Sequence[Explained]):
    """Excused differences that concern a source besides those `against` which it is checked, in a fixed order.

    Few checks are asked for them, and of long texts there are tens of thousands, whose reasons take long to find.
    """

    __hash__ = None  # type: ignore[assignment]  # as a list, which it stands for

    def __init__(self, judgements: Sequence[Judgement], against: Collection[str], places: Places):
        self._judgements, self._against, self._places = judgements, against, places

    def __reduce__(self) -> tuple[type[tuple[Explained, ...]], tuple[tuple[Explained, ...]]]:
        return tuple, (self._made,)

    @functools.cached_property
    def _made(self) -> tuple[Explained, ...]:
        excused = chain.from_iterable(judgement.excused for judgement in self._judgements)
        found = explain(excused, self._against)
        kept = (e for e in found if concerns(e.evidence, self._against))
        return tuple(e.model_copy(update={"evidence": self._places.of(e.evidence)}) for e in kept)

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Explained: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Explained, ...]: ...
    def __getitem__(self, index: int | slice) -> Explained | tuple[Explained, ...]:
        return self._made[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == tuple(other)

    def __repr__(self) -> str:
        return repr(self._made)
