"""The given names that are listed for a language, as they are printed."""

from __future__ import annotations

import functools

from consistency.language.orthography import fold
from consistency.resources import cached_table, language_resource, rules_root


@functools.cache
def printed_given_names(language: str) -> dict[str, str]:
    """Return the given names for "ar" or "en" as printed, each with its folded form."""
    folder = rules_root() / "languages" / language
    files = [folder / "given_names.yaml", folder / "more_given_names.yaml"]
    found: dict[str, str] = cached_table(files, f"names {language}", lambda: _build(language))
    return found


def _build(language: str) -> dict[str, str]:
    more = language_resource(language, "more_given_names")["names"].split()
    return {name: fold(name).text for name in map(str, (*language_resource(language, "given_names")["names"], *more))}
