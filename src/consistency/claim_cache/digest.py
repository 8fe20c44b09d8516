"""What the claims of a text depend on besides the text: a change in any of it makes the cache forget."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from consistency.resources import changed_meanwhile, rules_root

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOMS = ("claim_cache", "extraction", "knowledge", "language", "normalization", "reading")
_MODULES = (
    "errors.py", "garbage.py", "model.py", "resources.py", "values.py",
    "__init__.py",  # the last holds the version of the library
)  # fmt: skip
_LIBRARIES = ("spacy", "simplemma", "babel", "hijridate", "rapidfuzz", "py3langid", "pydantic")


@functools.cache
def extraction_digest() -> bytes:
    """Return a digest of the code, the lexicons and the libraries that make claims of a text.

    Contents are read, not dates of files, so that it is the same in every checkout and never missed.
    """
    return _digest(*_of_extraction())


@functools.cache
def _of_extraction() -> tuple[list[Path], list[Path]]:
    code = [_PACKAGE / name for name in _MODULES]
    code += [path for room in _ROOMS for path in sorted((_PACKAGE / room).glob("*.py"))]
    lexicons = [p for folder in ("languages", "knowledge") for p in sorted((rules_root() / folder).rglob("*.yaml"))]
    return code, lexicons


@functools.cache
def judging_digest() -> bytes:
    """Return a digest of all code, rules, lexicons and libraries: what a report depends on besides the texts."""
    return _digest(*_of_judging())


@functools.cache
def _of_judging() -> tuple[list[Path], list[Path]]:
    rules = (path for path in rules_root().rglob("*.yaml") if not path.name.endswith(".test.yaml"))
    return sorted(_PACKAGE.rglob("*.py")), sorted(rules)


def is_another_now() -> bool:
    """Tell whether code or rules were written since this process began, so that it may run what no digest tells of."""
    return any(map(changed_meanwhile, _of_judging()))


def _digest(code: Iterable[Path], rules: Iterable[Path]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((sys.implementation.cache_tag, sys.version_info[:3], unicodedata.unidata_version)).encode())
    digest.update(repr(_library_versions()).encode())
    for base, paths in ((_PACKAGE, code), (rules_root(), rules)):
        for path in paths:
            with contextlib.suppress(OSError):  # an installation without sources changes only as a whole
                content = path.read_bytes()
                digest.update(f"{path.relative_to(base).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return digest.digest()


def _library_versions() -> list[str]:
    """Return the names of the folders that describe the installed libraries, which hold their versions.

    importlib.metadata tells the same, and takes longer than the whole digest.
    """
    beside = {Path(places[0]).parent for name in _LIBRARIES if (places := _places(name))}
    names = {entry for folder in beside for entry in _entries(folder) if entry.endswith((".dist-info", ".egg-info"))}
    return sorted(name for name in names if name.lower().partition("-")[0] in _LIBRARIES)


def _places(name: str) -> list[str]:
    found = importlib.util.find_spec(name)
    return list((found and found.submodule_search_locations) or ())


def _entries(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
