"""All suppressions of some texts: in their comments, and in the files beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from consistency.errors import ConsistencyError
from consistency.model import Source
from consistency.suppression.comments import comment_suppressions
from consistency.suppression.files import file_suppressions
from consistency.suppression.model import Suppression


def find_suppressions(
    sources: Sequence[Source], known: Collection[str]
) -> tuple[list[Suppression], list[ConsistencyError]]:
    """Return the suppressions of the texts in a fixed order, and an error for each that is broken.

    `known` are the ids and families of rules that one may name.
    """
    found: list[Suppression] = []
    errors: list[ConsistencyError] = []
    for entry in _each(sources, known):
        if isinstance(entry, Suppression):
            found.append(entry)
        else:
            errors.append(entry)
    return found, errors


def _each(sources: Sequence[Source], known: Collection[str]) -> Iterator[Suppression | ConsistencyError]:
    for source in sources:
        yield from comment_suppressions(source, known)
    yield from file_suppressions(sources, known)
