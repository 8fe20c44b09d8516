"""The words of reports in the language of whoever reads them: rules/languages/<language>/report.yaml."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consistency.errors import OptionError
from consistency.language.plurals import choose_form
from consistency.model import Discrepancy
from consistency.resources import language_resource, rules_root

_DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; what it lacks is said in English."""

    language: str
    words: Mapping[str, Any]
    default: Mapping[str, Any]

    @property
    def direction(self) -> str:
        """The direction of writing, "ltr" or "rtl"."""
        return str(self.words.get("direction", "ltr"))

    def name(self, group: str, key: str) -> str:
        """Return the word for a key of a group ("severity", "reason" …), or the key itself where there is none."""
        return str(self._group(group).get(key, key))

    def reason(self, reason: str) -> str:
        """Return why a difference is excused; what stands after a colon is somebody's own words."""
        head, colon, told = reason.partition(": ")
        return self.name("reason", head) + colon + told

    def say(self, key: str, **values: object) -> str:
        """Return a sentence with `values` in the places that it has for them."""
        return str(self._group("text")[key]).format_map(values)

    def counted(self, noun: str, number: int) -> str:
        """Return a number with its noun: "1 source", "2 sources"."""
        form = choose_form(self._group("counted")[noun], self.language, number)
        return form.format(n=f"{number:,}")

    def message(self, found: Discrepancy) -> str:
        """Return the message of a discrepancy."""
        return found.messages.get(self.language, found.message)

    def _group(self, group: str) -> Mapping[str, Any]:
        return {**self.default.get(group, {}), **self.words.get(group, {})}


@functools.cache
def wording(language: str = _DEFAULT) -> Wording:
    """Return the words of reports in a language. Raises OptionError where there are none."""
    if language not in ui_languages():
        raise OptionError(f"unknown language of reports '{language}'; known are {', '.join(ui_languages())}")
    return Wording(language, language_resource(language, "report"), language_resource(_DEFAULT, "report"))


@functools.cache
def ui_languages() -> tuple[str, ...]:
    """Return the codes of the languages that reports can be in."""
    return tuple(sorted(path.parent.name for path in (rules_root() / "languages").glob("*/report.yaml")))
