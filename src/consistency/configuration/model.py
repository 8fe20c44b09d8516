"""The keys of the configuration. Each has the name of an option of the command line, where there is one.

The JSON Schema and the page of the documentation are made from this model, so what a key means is told here.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from consistency.model import Language, Limits, Severity


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple, json_schema_input_type=str | list[str])]
Share = Annotated[float, Field(ge=0, le=1)]


class _Keys(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, alias_generator=_kebab, defer_build=True)


class PathSettings(_Keys):
    """What holds for the files that a pattern names."""

    select: Texts = Field(default=(), description="Only these rules or families speak of these files.")
    ignore: Texts = Field(default=(), description="None of these rules or families speaks of these files.")
    severity: dict[str, Severity] = Field(
        default={}, description="Severity of rules or families in what concerns these files, before that of all files."
    )
    threshold: dict[str, Share] = Field(
        default={}, description="Least similarity for rules or families in what concerns these files, likewise."
    )
    language: Language | None = Field(default=None, description="Language of the files that do not state theirs.")


class Configuration(_Keys):
    """Settings of `check`. Paths are relative to the folder of the file that names them."""

    select: Texts = Field(default=(), description="Only these rules or families; all when empty.")
    ignore: Texts = Field(default=(), description="None of these rules or families.")
    severity: dict[str, Severity] = Field(
        default={}, description="Severity of rules or families, instead of their own; a rule goes before its family."
    )
    threshold: dict[str, Share] = Field(
        default={},
        description="Least similarity, from 0 to 1, at which a rule (or a family) takes two claims to be of one thing.",
    )
    rules: Texts = Field(
        default=(),
        description="Rule files or folders, added to the shipped rules; `pack:NAME` names an installed rule pack.",
    )
    knowledge: Texts = Field(default=(), description="Files of terms of office, added to the shipped ones.")
    against: Texts = Field(default=(), description="Texts that only serve to check the others.")
    format: Texts = Field(default=("text",), description="Forms of the report, each alone or as FORMAT=FILE.")
    output: str | None = Field(default=None, description="File of the report that has none of its own.")
    ui: str = Field(default="en", description="Language of messages and reports.")
    fail_on: Literal["error", "warning", "note", "never"] = Field(
        default="warning", description="Exit with 1 from this severity on."
    )
    language: Language | None = Field(default=None, description="Language of texts that do not state theirs.")
    as_of: Annotated[str | None, BeforeValidator(_as_text, json_schema_input_type=str | None)] = Field(
        default=None, description="Day of publication of texts that give none, such as 2025-03-02."
    )
    jobs: Annotated[int, Field(ge=1)] = Field(default=1, description="Texts that are read at the same time.")
    baseline: str | None = Field(default=None, description="Discrepancies that are known, which are not reported.")
    cache: bool = Field(default=True, description="Keep the claims of texts in the cache folder of the user.")
    quiet: bool = Field(default=False, description="Only discrepancies and errors.")
    why_not: bool = Field(default=False, description="List what was excused, and why.")
    longest_text: Annotated[int, Field(ge=1)] = Field(
        default=Limits.text, description="Characters of the longest text that is read; a longer one is an error."
    )
    most_pairs: Annotated[int, Field(ge=1)] = Field(
        default=Limits.pairs,
        description="Pairs of claims that one rule compares, in a table of claims in each block; the report tells what "
        "it left out.",
    )
    per_path: dict[str, PathSettings] = Field(
        default={},
        description="Settings for files by pattern (`wire/*`): `*` stands for any characters, `/` among them; "
        "a pattern without `/` is held against the name of the file alone.",
    )
