"""What holds for a run: the command line, before the configuration, before the defaults."""

from __future__ import annotations

import datetime
import fnmatch
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.configuration.files import Place, configured, find_configuration, line_of
from consistency.configuration.model import Configuration, PathSettings
from consistency.errors import ConfigurationError, ConsistencyError, OptionError
from consistency.model import Limits

_PATHS = ("rules", "knowledge", "against", "output", "format", "baseline")
PACK = "pack:"


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of a run, and where each comes from: `given` on the command line, or a line of the file `path`."""

    values: Configuration
    path: Path | None
    lines: Mapping[Place, int]
    given: frozenset[str]

    def wrong(self, message: str, *key: str) -> ConsistencyError:
        """Return the error of a key (or of an entry of it) whose value does not serve, with the place to mend it."""
        if key[0] in self.given:
            return OptionError(f"--{key[0]}: {message}")
        return ConfigurationError(f"{key[0]}: {message}", str(self.path), line_of(key, self.lines))

    def origin(self, key: str) -> str:
        """Return where the value of a key comes from, in words."""
        if key in self.given:
            return "command line"
        line = line_of((key,), self.lines)
        return f"{self.path}:{line}" if line else "default"

    def of_path(self, path: str) -> list[tuple[str, PathSettings]]:
        """Return the settings under `per-path` whose pattern fits a file, in the order of the configuration."""
        base = self.path.parent if self.path else Path.cwd()
        relative = Path(os.path.relpath(Path(path).absolute(), base)).as_posix()
        name = relative.rpartition("/")[2]
        return [
            (pattern, settings)
            for pattern, settings in self.values.per_path.items()
            if fnmatch.fnmatchcase(relative if "/" in pattern else name, pattern)
        ]

    def language_of(self, path: str) -> str | None:
        """Return the language of a file that does not state its own, where one is set; the last pattern decides."""
        if "language" not in self.given:
            for _, settings in reversed(self.of_path(path)):
                if settings.language:
                    return settings.language
        return self.values.language

    def limits(self) -> Limits:
        """Return what a check takes on."""
        return Limits(self.values.longest_text, self.values.most_pairs)

    def day(self) -> datetime.date | None:
        """Return the day that `as-of` names. Raises OptionError or ConfigurationError for what is no date."""
        text = self.values.as_of
        if text is None:
            return None
        if text == "today":  # the one way in which the clock is asked
            return datetime.date.today()
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise self.wrong(f"'{text}' is not a date; write it as 2025-03-02", "as-of") from None

    def shown(self) -> str:
        """Return all values as TOML, each with where it comes from."""
        lines = [f"# {self.path or 'no file of configuration'}"]
        for name, value in self.values.model_dump(by_alias=True).items():
            if value is not None:
                lines.append(f"{name} = {_toml(value)}  # {self.origin(name)}")
        return "\n".join(lines) + "\n"


def effective_settings(given: Mapping[str, Any], first: str | None, file: str | None = None) -> Settings:
    """Return the settings of a run.

    `given` are the options of the command line by their names, without those that were not given; each takes the place
    of the key of its name. `first` is the first path to be checked, from which the configuration is looked for, unless
    `file` names it. Raises ConfigurationError and OptionError.
    """
    path = Path(file) if file is not None else find_configuration(first)
    if path is None:
        from_file = Configuration.model_construct()  # the defaults, without the time that a check of them takes
        lines: Mapping[Place, int] = {}
    else:
        from_file, lines = configured(path)
        from_file = _placed(from_file, path.parent)
    # Options were checked by the command line, so their types are right.
    values = from_file.model_copy(update={name.replace("-", "_"): value for name, value in given.items()})
    return Settings(values, path, lines, frozenset(given))


def _placed(values: Configuration, folder: Path) -> Configuration:
    """Return the values with paths as they are written from the working folder."""

    def placed(value: str) -> str:
        return value if value.startswith(PACK) or value == "-" else os.path.relpath(folder / value)

    changes: dict[str, Any] = {}
    for name in _PATHS:
        value = getattr(values, name)
        if name == "format":
            parts = [form.partition("=") for form in value]
            changes[name] = tuple(form + equals + (placed(file) if equals else "") for form, equals, file in parts)
        elif isinstance(value, tuple):
            changes[name] = tuple(placed(entry) for entry in value)
        elif value is not None:
            changes[name] = placed(value)
    return values.model_copy(update=changes)


def _toml(value: Any) -> str:
    """Return a value of the configuration as TOML, whose strings are written as JSON writes them."""
    if isinstance(value, dict):
        entries = [f"{json.dumps(key, ensure_ascii=False)} = {_toml(v)}" for key, v in value.items() if v is not None]
        return f"{{ {', '.join(entries)} }}" if entries else "{}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(entry) for entry in value)}]"
    return json.dumps(value, ensure_ascii=False)
