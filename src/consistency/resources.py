"""YAML files and the data shipped with the library: where they are, and how they are read.

YAML is read by libyaml with the YAML 1.2 core schema: ``no`` is a word and ``2025-03-02`` is text, there are no tags
that build objects, and a key given twice is an error. Shipped files are kept in parsed form in the user's cache
folder, keyed by their content, since reading half a megabyte of YAML takes longer than the check itself.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.errors import RuleError

if TYPE_CHECKING:
    import yaml

Position = tuple[int, int]
_FORMAT = 3  # raise it when the shape of what is cached changes
_LARGEST_YAML = 8_000_000  # bytes
_DEEPEST_YAML = 60
_DEEPEST_NODES = 1000  # before the depth is measured with a place; what libyaml reads when it counts
_MOST_REPEATED = 20_000  # nodes that aliases repeat
_TAGS = frozenset(("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value"))  # of plain YAML
_BUILDERS = ("knowledge", "language", "normalization")  # rooms whose code makes the tables that are cached
_MODULES = ("errors.py", "model.py", "resources.py", "values.py")  # which they use
_BEGUN = time.time()


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document: its plain value, and the line and column (from 1) of each key and item by its path."""

    value: Any
    positions: dict[tuple[str | int, ...], Position]

    def position(self, path: tuple[str | int, ...]) -> Position | None:
        """Return the line and column of `path`, or of its nearest parent that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.positions:
                return self.positions[path[:end]]
        return None


def parse_yaml(text: str, name: str, first_line: int = 1) -> Document:
    """Parse YAML `text`; `name` is the file's name for messages, `first_line` the line on which the text begins.

    Raises RuleError, with line and column, for anything that is not plain YAML or gives a key twice.
    """
    import yaml

    positions: dict[tuple[str | int, ...], Position] = {}
    built: set[int] = set()
    repeated = 0

    def build(node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        nonlocal repeated
        repeated += id(node) in built
        built.add(id(node))
        mark = node.start_mark
        if repeated > _MOST_REPEATED or len(path) > _DEEPEST_YAML:
            raise RuleError("YAML nests or repeats too much", name, mark.line + first_line, mark.column + 1)
        positions.setdefault(path, (mark.line + first_line, mark.column + 1))
        if node.tag != "!" and node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            raise RuleError(f"YAML tag {node.tag} is not allowed", name, mark.line + first_line, mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            mapping: dict[Any, Any] = {}
            for key_node, value_node in node.value:
                key_mark = key_node.start_mark
                if not isinstance(key_node, yaml.ScalarNode):
                    raise RuleError("a key must be a word", name, key_mark.line + first_line, key_mark.column + 1)
                key = key_node.value  # a key is always text, also `1` and `true`
                if key in mapping:
                    raise RuleError(
                        f"key '{key}' is given twice", name, key_mark.line + first_line, key_mark.column + 1
                    )
                positions[(*path, key)] = (key_mark.line + first_line, key_mark.column + 1)
                mapping[key] = build(value_node, (*path, key))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [build(item, (*path, index)) for index, item in enumerate(node.value)]
        try:
            return _scalar(node)
        except ValueError:
            raise RuleError("a number of too many digits", name, mark.line + first_line, mark.column + 1) from None

    try:
        node = yaml.compose(text, Loader=_yaml_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "broken YAML"
        line, column = (mark.line + first_line, mark.column + 1) if mark else (None, None)
        raise RuleError(f"not YAML: {what}", name, line, column) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RuleError(f"not YAML: {' '.join(str(error).split())}", name) from None
    return Document(None if node is None else build(node, ()), positions)


@functools.cache
def _yaml_loader() -> type[yaml.SafeLoader]:
    """Return the fastest loader there is, which counts how deep it is: libyaml did not, and ran out of stack."""
    import yaml

    fastest: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(fastest):  # type: ignore[valid-type,misc]
        depth = 0

        def descend_resolver(self, parent: yaml.Node | None, index: Any) -> None:
            self.depth += 1
            if self.depth > _DEEPEST_NODES:
                mark = parent.start_mark if parent else None
                raise yaml.composer.ComposerError(None, None, "exceeded maximum nesting depth", mark)
            super().descend_resolver(parent, index)

        def ascend_resolver(self) -> None:
            self.depth -= 1
            super().ascend_resolver()

    return Loader


_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


def _scalar(node: Any) -> Any:
    """Resolve a scalar by the YAML 1.2 core schema; quoted text stays text."""
    value: str = node.value
    if node.style not in (None, ""):  # libyaml gives a plain scalar the style "", PyYAML's own parser None
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if _INTEGER.match(value):
        return int(value)
    if _FLOAT.match(value):
        return float(value)
    return value


def read_shipped_yaml(path: Path) -> Document:
    """Read and parse a shipped YAML file with its positions, from the cache where its content was parsed before."""

    def build() -> list[Any]:
        document = read_yaml(path)
        return [document.value, [[list(place), *position] for place, position in document.positions.items()]]

    value, positions = cached_table([path], "document", build)
    return Document(value, {tuple(place): (line, column) for place, line, column in positions})


def read_yaml(path: Path) -> Document:
    """Read and parse a YAML file. Raises RuleError."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_YAML + 1)
        if len(content) > _LARGEST_YAML:
            raise RuleError(f"too large; the largest file of YAML has {_LARGEST_YAML:,} bytes", str(path))
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"not UTF-8 (byte {error.start})", str(path)) from None
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", str(path)) from None
    return parse_yaml(text, str(path))


@functools.cache
def rules_root() -> Path:
    """Return the folder of the shipped rules: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "rules", package.parents[1] / "rules"):
        if (folder / "languages").is_dir():
            return folder
    raise RuleError("the shipped rules are missing from the installation", str(package / "rules"))


@functools.cache
def language_resource(language: str, name: str) -> Any:
    """Return the parsed ``rules/languages/<language>/<name>.yaml``; shared, so never to be changed by its reader."""
    return load_shipped(rules_root() / "languages" / language / f"{name}.yaml")


@functools.cache
def shared_resource(name: str) -> Any:
    """Return the parsed ``rules/languages/<name>.yaml``, of all languages; never to be changed by its reader."""
    return load_shipped(rules_root() / "languages" / f"{name}.yaml")


@functools.cache
def knowledge_resource(name: str) -> Any:
    """Return the parsed ``rules/knowledge/<name>.yaml``; shared, so never to be changed by its reader."""
    return load_shipped(rules_root() / "knowledge" / f"{name}.yaml")


def load_shipped(path: Path) -> Any:
    """Return the plain value of a YAML file, from the cache where its content was parsed before."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", str(path)) from None
    key = hashlib.blake2b(content, digest_size=16).hexdigest()
    kept = cache_folder() / "yaml" / f"{_FORMAT}-{key}.json"
    return _kept(kept, lambda: parse_yaml(content.decode("utf-8-sig"), str(path)).value)


def cached_table(paths: Sequence[Path], name: str, build: Callable[[], Any]) -> Any:
    """Return what `build` makes of some shipped files (as JSON gives it back), kept in the cache.

    It is kept by the contents of the files, the library's own code, and `name`, which tells the table from others made
    of the same files.
    """
    digest = hashlib.blake2b(name.encode() + _code_digest(), digest_size=16)
    for path in paths:
        try:
            digest.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
        except OSError as error:
            raise RuleError(f"cannot be read: {error.strerror}", str(path)) from None
    return _kept(cache_folder() / "tables" / f"{_FORMAT}-{digest.hexdigest()}.json", build, [*paths, *_code()])


def _kept(path: Path, build: Callable[[], Any], made_of: Sequence[Path] = ()) -> Any:
    """Return the value kept in a cache file, or build it and keep it; what is returned is the same either way.

    The file begins with a checksum: what is spoiled, or was never written whole, is built again. Nothing is kept where
    a file that the value is made of changed meanwhile.
    """
    try:
        checksum, _, content = path.read_bytes().partition(b"\n")
        if checksum == _checksum(content):
            return json.loads(content)
    except (OSError, ValueError):
        pass
    content = json.dumps(build(), ensure_ascii=False).encode()
    if not changed_meanwhile(made_of):
        write_whole(path, _checksum(content) + b"\n" + content)
    return json.loads(content)


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def changed_meanwhile(paths: Iterable[Path]) -> bool:
    """Tell whether a file was written since this process began.

    What the process has in memory may then be what stood there before: what it makes must not be kept for those that
    begin with the new content.
    """
    for path in paths:
        with contextlib.suppress(OSError):
            status = path.stat()
            if max(status.st_mtime, status.st_ctime) > _BEGUN:
                return True
    return False


@functools.cache
def _code() -> list[Path]:
    """Return the files of the code that folds words and builds tables."""
    package = Path(__file__).resolve().parent
    rooms = [path for room in _BUILDERS for path in sorted((package / room).glob("*.py"))]
    return [*(package / name for name in _MODULES), *rooms]


@functools.cache
def _code_digest() -> bytes:
    """Return a digest of the code that folds words and builds tables, and of the Unicode tables that it folds by."""
    digest = hashlib.blake2b(unicodedata.unidata_version.encode(), digest_size=16)
    for path in _code():
        with contextlib.suppress(OSError):  # an installation without sources changes only as a whole
            digest.update(path.read_bytes())
    return digest.digest()


@functools.cache
def cache_folder() -> Path:
    """Return the library's cache folder on this platform, or ``CONSISTENCY_CACHE``; it may not exist yet."""
    chosen = os.environ.get("CONSISTENCY_CACHE")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("fact-consistency", appauthor=False))


def write_whole(path: Path, content: bytes) -> bool:
    """Write a cache file whole or not at all; return False where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, path)
        except OSError:  # the disk is full: nothing is left on it
            os.unlink(temporary)
            raise
    except OSError:
        return False
    return True


def replace_file(path: Path, text: str) -> None:
    """Write a user's file whole or not at all: beside its place, then renamed. Raises OSError.

    A link stays a link, and the file keeps its permissions.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
