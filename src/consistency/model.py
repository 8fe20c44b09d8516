"""The words of the library as types: sources, spans, claims, discrepancies, reports; values are those of `values`.

What crosses the library's edge is a frozen pydantic model, checked on the way in.
"""

from __future__ import annotations

import datetime
import functools
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_serializer,
    model_validator,
)

from consistency.values import (
    Bound,
    Mention,
    Name,
    Period,
    Precision,
    Quantity,
    Setting,
    Term,
    Terms,
    Text,
    Value,
)

__all__ = [
    "LIMITS",
    "Agreement",
    "Bound",
    "Claim",
    "Confidence",
    "Context",
    "Coverage",
    "Discrepancy",
    "Evidence",
    "Explained",
    "Language",
    "LanguageCode",
    "Limits",
    "Mention",
    "Modality",
    "Name",
    "Period",
    "Precision",
    "Quantity",
    "Report",
    "RuleDescription",
    "RuleWording",
    "Setting",
    "Severity",
    "Skipped",
    "Source",
    "Term",
    "Terms",
    "Text",
    "Value",
]

Severity = Literal["error", "warning", "note"]
Confidence = Literal["high", "medium", "low"]
Language = Literal["ar", "en"]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Modality = Literal["happened", "future", "planned", "proposed", "expected", "possible"]


class _Model(BaseModel):
    # Schemas are built on first use: a check of texts needs few of them.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def unchecked(cls, fields: dict[str, Any]) -> Self:
        """Return a model of values that are known to fit, one for each of its fields.

        It does what `model_construct` does where every field is given, in a third of the time: a text gives hundreds of
        claims, each with its evidence.
        """
        made = object.__new__(cls)
        _set_fields(made, fields)
        _set_names(made, _all_fields(cls))
        _set_extra(made, None)
        _set_private(made, None)
        return made


# The slots of a model by themselves: setting them by their names takes half as long again.
_set_fields, _set_names, _set_extra, _set_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


@functools.cache
def _all_fields(model: type[BaseModel]) -> set[str]:
    """Return the names of a model's fields; one set serves all that have every field, since none is ever changed."""
    return set(model.model_fields)


def _day(given: object) -> object:
    """Return the day of a date with a time: of when a text was published, the time of day is not kept."""
    if isinstance(given, str) and len(given) > len("2025-03-02"):
        try:
            given = datetime.datetime.fromisoformat(given)
        except ValueError:
            return given  # refused by the type, in its own words
    return given.date() if isinstance(given, datetime.datetime) else given


class Source(_Model):
    """A text that was read, with what is known of it. Never the person who speaks.

    `first_line` is the line of its file on which `text` begins, `path` that file. Where the text was taken out of a
    file of another form, `lines` are places in the text, each with the line of the file on which the words from there
    on stand. `language` is found when not given.
    """

    id: str = Field(min_length=1)
    text: str
    title: str | None = None
    language: str | None = None
    published: Annotated[datetime.date | None, BeforeValidator(_day)] = None
    outlet: str | None = None
    url: str | None = None
    path: str | None = None
    first_line: int = 1
    lines: tuple[tuple[int, int], ...] = ()

    def line_at(self, place: int) -> int:
        """Return the line of the file on which the character at `place` of the text stands."""
        if self.lines:
            return self.lines[max(0, bisect_right(self.lines, (place, sys.maxsize)) - 1)][1]
        return self.first_line + self.text.count("\n", 0, place)

    @model_validator(mode="before")
    @classmethod
    def _day_of_a_time(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("published"), datetime.datetime):
            return {**value, "published": value["published"].date()}
        return value


class Evidence(_Model):
    """A quotation: ``source.text[start:end] == quote``. `differs` are the ranges within it that make the difference.

    A claim extracted elsewhere, from a text that is not at hand, quotes with `start` None.
    """

    source: str
    quote: str
    start: int | None = None
    end: int | None = None
    role: Literal["primary", "related"] = "primary"
    path: str | None = None
    line: int | None = None
    column: int | None = None
    differs: tuple[tuple[int, int], ...] = ()


class Context(_Model):
    """What holds around a claim: when, on whose word, whether it is denied, and how real it is.

    `party` are the meanings of the words that name the speaker, the same in every language.
    """

    time: Period | None = None
    speaker: str | None = None
    party: frozenset[str] = frozenset()
    positive: bool = True
    modality: Modality = "happened"


class Claim(_Model):
    """One checkable assertion: a kind, named fields with typed values, a context, and the quotation it rests on.

    `spans` gives the place of a field's words in the source text, half-open, where it is known.
    """

    kind: str = Field(min_length=1)
    source: str = Field(min_length=1)
    fields: dict[str, Value]
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    context: Context = Context()
    spans: dict[str, tuple[int, int]] = {}


class RuleWording(_Model):
    """What a rule says, in one language."""

    summary: str
    message: str
    why: str = ""


class RuleDescription(_Model):
    """What a report tells of a rule. `url` is a page about it; `translations` are its words by language code."""

    id: str
    family: str
    severity: Severity
    confidence: Confidence = "medium"
    summary: str
    message: str
    why: str = ""
    url: str | None = Field(default=None, pattern=r"^https?://[^\s<>\"']+$")
    translations: dict[LanguageCode, RuleWording] = {}

    def worded(self, language: str) -> RuleWording:
        """Return the words of the rule in a language, or in English where it has none in it."""
        own = RuleWording(summary=self.summary, message=self.message, why=self.why)
        return self.translations.get(language, own)


class Discrepancy(_Model):
    """What a rule reports: claims about one thing that cannot all be right. Evidence comes primary first.

    `message` is in English, `messages` are its translations by language code. `claims` are the keys of the claims that
    it rests on: they stay the same when a text is moved, wrapped or spelt otherwise.
    """

    rule: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    evidence: tuple[Evidence, ...]
    fields: tuple[str, ...]
    fingerprint: str
    messages: dict[str, str] = {}
    claims: tuple[str, ...] = ()


class Explained(_Model):
    """A difference that was excused: the rule it would have broken, the reason, and both quotations."""

    rule: str
    family: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Limits:
    """What a check takes on before it leaves out the rest, which coverage tells.

    `text` is the length of the longest text that is read, in characters; `pairs` is how many pairs of claims one rule
    compares, an eighth of them under one key between two sources.
    """

    text: int = 1_000_000
    pairs: int = 2_000_000


LIMITS = Limits()


class Skipped(_Model):
    """Something that was not checked, and why."""

    what: str
    why: str


class Agreement(_Model):
    """How many claims of two sources were matched and say the same."""

    sources: tuple[str, str]
    claims: int


class Coverage(_Model):
    """What was looked at: nothing is dropped in silence."""

    sources: int = 0
    claims: dict[str, int] = {}
    pairs: int = 0
    skipped: tuple[Skipped, ...] = ()
    agreements: tuple[Agreement, ...] = ()


class Report(_Model):
    """The result of a check: discrepancies in a fixed order, excused differences, and what was covered.

    `rules` are those that were applied. The discrepancies of a large set are made one by one, when they are looked at,
    and the excused differences of any check all at once.
    """

    discrepancies: Sequence[Discrepancy] = ()
    explained: Sequence[Explained] = ()
    coverage: Coverage = Coverage()
    sources: tuple[Source, ...] = ()
    rules: tuple[RuleDescription, ...] = ()
    errors: tuple[str, ...] = ()

    @field_serializer("discrepancies", "explained", mode="wrap")
    def _all(self, found: Sequence[Any], write: SerializerFunctionWrapHandler) -> Any:
        return write(tuple(found))
