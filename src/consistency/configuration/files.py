"""The file of the configuration: where it is looked for, and how it is read, with the line of each key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from consistency.configuration.model import Configuration, PathSettings
from consistency.errors import ConfigurationError, nearest

if TYPE_CHECKING:
    import tomllib

OWN_FILE = "consistency.toml"
PROJECT_FILE = "pyproject.toml"
_TABLE = ("tool", "consistency")
_OF_PYTHON_PROJECTS = re.compile(r"^[ \t]*\[+\s*tool\s*\.\s*['\"]?consistency['\"]?\s*[\].]", re.MULTILINE)

Place = tuple[str, ...]

_NAME = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_PART = re.compile(_NAME)
_LARGEST = 1_000_000  # bytes
_PLACE_IN_MESSAGE = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)")


def find_configuration(first: str | Path | None) -> Path | None:
    """Return the nearest file of configuration, in the folder of `first` or above it.

    `first` is the first path to be checked; without one, or for standard input, the search begins in the working
    folder. In each folder consistency.toml goes before a pyproject.toml, which counts only if it has a table
    ``[tool.consistency]``.
    """
    start = Path.cwd() if first is None or str(first) == "-" else Path(first).absolute()
    try:
        folder = start if start.is_dir() else start.parent
    except (OSError, ValueError):  # a path that cannot be looked at is told of where it is read
        folder = Path.cwd()
    for above in (folder, *folder.parents):
        if (above / OWN_FILE).is_file():
            return above / OWN_FILE
        if (above / PROJECT_FILE).is_file() and _OF_PYTHON_PROJECTS.search(_text(above / PROJECT_FILE)):
            return above / PROJECT_FILE
    return None


def configured(path: Path) -> tuple[Configuration, dict[Place, int]]:
    """Return what a file says, and the line of each of its keys.

    Raises ConfigurationError, with the line where it is known, for what is not TOML, unknown keys and wrong values.
    """
    import tomllib  # only where there is a file

    text = _text(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(error, path) from None
    except ValueError:  # an integer of thousands of digits
        raise ConfigurationError("not TOML that can be read: a number of too many digits", str(path)) from None
    lines = key_lines(text)
    if path.name == PROJECT_FILE:
        for name in _TABLE:
            document = document.get(name, {}) if isinstance(document, dict) else {}
        lines = {key[len(_TABLE) :]: line for key, line in lines.items() if key[: len(_TABLE)] == _TABLE}
    try:
        return Configuration.model_validate(_lists_as_tuples(document)), lines
    except ValidationError as error:
        # A misspelt key is what the user can see; what follows from it is not.
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        place = tuple(str(part) for part in first["loc"])
        raise ConfigurationError(_sentence(first, place), str(path), line_of(place, lines)) from None


def line_of(place: Place, lines: Mapping[Place, int]) -> int | None:
    """Return the line of a key, or of the nearest key that holds it."""
    return next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), None)


def key_lines(text: str) -> dict[Place, int]:
    """Return the line (from 1) of each key of a TOML document that begins a line, by its path.

    tomllib gives no places. Keys within braces have none of their own; text over several lines is not looked into
    further, so a line in it may be taken for a key, which no key of ours is asked for.

    >>> key_lines("jobs = 2\\n[severity]\\n'toll-count' = 'note'")
    {('jobs',): 1, ('severity',): 2, ('severity', 'toll-count'): 3}
    """
    table: Place = ()
    lines: dict[Place, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_parts(key[1])), number)
    return lines


def _parts(dotted: str) -> Place:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigurationError(f"too large; the largest has {_LARGEST:,} bytes", str(path))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"not UTF-8 (byte {error.start})", str(path)) from None
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None


def _not_toml(error: tomllib.TOMLDecodeError, path: Path) -> ConfigurationError:
    message = str(error)
    place = _PLACE_IN_MESSAGE.search(message)
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (None, None)
    what = _PLACE_IN_MESSAGE.sub("", message)
    return ConfigurationError(f"not TOML: {what[:1].lower()}{what[1:]}", str(path), line, column)


def _lists_as_tuples(value: Any) -> Any:
    """Return a TOML value as the strict model takes it."""
    if isinstance(value, dict):
        return {key: _lists_as_tuples(entry) for key, entry in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _sentence(error: Any, place: Place) -> str:
    key = ".".join(place)
    if error["type"] == "extra_forbidden":
        model: type[BaseModel] = PathSettings if place[0] == "per-path" else Configuration
        known = [field.alias or name for name, field in model.model_fields.items()]
        hint = nearest(place[-1].replace("_", "-"), known, f"known are {', '.join(known)}")
        return f"unknown key '{key}'{hint}"
    what = error["msg"].replace("Input should be a valid", "must be a").replace("Input should be", "must be")
    what = what.replace("must be a tuple", "must be a list").replace("must be a dictionary", "must be a table")
    what = what.replace("a integer", "a whole number")
    given = error["input"]
    shown = f", not '{given}'" if isinstance(given, str | int | float) and not isinstance(given, bool) else ""
    return f"{key}: {what}{shown}"
