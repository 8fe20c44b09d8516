"""Files and folders: which ones are read, and their bytes as text."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from consistency.errors import SourceError

TEXT_ENDINGS = (".txt", ".md", ".markdown")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
FEED_ENDINGS = (".rss", ".atom", ".xml")
RECORD_ENDINGS = (".jsonl", ".ndjson", ".json")
ENDINGS = TEXT_ENDINGS + HTML_ENDINGS + FEED_ENDINGS + RECORD_ENDINGS
_IN_FOLDERS = tuple(ending for ending in ENDINGS if ending != ".xml")  # which may be anything, and is read when named
STDIN = "-"

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (  # the longer before the shorter that they begin with
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def shown_path(path: str | Path) -> str:
    """Return a path as it can be printed anywhere: bytes of a file name that are not UTF-8 are replaced."""
    return "<stdin>" if str(path) == STDIN else os.fsencode(path).decode("utf-8", "replace")


Identity = tuple[int, int]
"""What tells two files apart whatever they are called: device and inode."""
_STDIN_IDENTITY: Identity = (-1, -1)


def find_files(
    paths: Iterable[str | Path], seen: set[Identity] | None = None, apart: Iterable[str | Path] = ()
) -> Iterator[Path | SourceError]:
    """Return the files that `paths` name, each once, in the order given; a folder gives its own in the order of names.

    A path that names nothing that can be read gives an error in its place. Hidden files, files of other kinds and
    folders that were seen already (links may form a circle) are left out of a folder. Files in `seen` are left out;
    those that are found are added to it. Files that `apart` names are read only when they are named here as well: in a
    folder they are what a run writes, and no text.
    """
    seen = set() if seen is None else seen
    written = {(status.st_dev, status.st_ino) for path in apart if (status := _status(path))}
    for given in paths:
        if str(given) == STDIN:
            if _STDIN_IDENTITY not in seen:  # it can be read once
                seen.add(_STDIN_IDENTITY)
                yield Path(STDIN)
            continue
        for found in _named(Path(given)):
            if isinstance(found, Path):
                try:
                    status = found.stat()
                except (OSError, ValueError) as error:
                    yield _unreadable(found, error)
                    continue
                if found != Path(given) and not stat.S_ISREG(status.st_mode):  # a pipe in a folder would never end
                    yield SourceError("cannot be read: no regular file", shown_path(found))
                    continue
                identity = (status.st_dev, status.st_ino)
                if identity in seen or (identity in written and found != Path(given)):
                    continue
                seen.add(identity)
            yield found


def _status(path: str | Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):  # not written yet
        return None


def _named(path: Path) -> Iterator[Path | SourceError]:
    """Return the files that one path names, which may be gone, and the errors on the way."""
    try:
        is_folder = path.is_dir()
        is_other = not is_folder and path.suffix != "" and not _is_known(path) and path.exists()
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if is_other:
        known = ", ".join(ENDINGS)
        yield SourceError(f"files of kind '{path.suffix}' are not read; known are {known}", shown_path(path))
    elif not is_folder:
        yield path
    else:
        empty = True
        for found in _walk(path, set()):
            if isinstance(found, SourceError) or found.suffix.lower() in _IN_FOLDERS:
                empty = False
                yield found
        if empty:
            yield SourceError(f"no texts in this folder (read are {', '.join(_IN_FOLDERS)})", shown_path(path))


def _is_known(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS


def _walk(folder: Path, above: set[Identity]) -> Iterator[Path | SourceError]:
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        entries = [] if here in above else sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except OSError as error:
        yield _unreadable(folder, error)
        return
    above.add(here)
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, above)
        else:
            yield path


def _unreadable(path: Path, error: OSError | ValueError) -> SourceError:
    name = shown_path(path)
    if isinstance(error, FileNotFoundError):
        return SourceError("no such file or folder", name)
    reason = error.strerror if isinstance(error, OSError) else None
    return SourceError(f"cannot be read: {(reason or str(error)).lower()}", name)


@contextlib.contextmanager
def unchanged(path: Path) -> Iterator[None]:
    """Raise SourceError when a regular file is another one after it was read than it was before."""
    before = path.stat()
    yield
    after = path.stat()
    parts = [(s.st_dev, s.st_ino, s.st_size, s.st_mtime_ns) for s in (before, after)]
    if stat.S_ISREG(before.st_mode) and parts[0] != parts[1]:
        raise SourceError("changed while it was read; check it again", shown_path(path))


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``. Raises SourceError, also for more than `most`."""
    try:
        if str(path) == STDIN:
            content = sys.stdin.buffer.read(-1 if most is None else most + 1)
        else:
            with unchanged(path), path.open("rb") as file:
                content = file.read(-1 if most is None else most + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if most is not None and len(content) > most:
        raise SourceError(
            f"too large; the longest file of its kind has {most:,} bytes (longest-text)", shown_path(path)
        )
    return content


def bounded_lines(file: IO[bytes], most: int) -> Iterator[bytes]:
    """Yield the lines of a file; of a line of more than `most` bytes only the beginning, one byte longer than that."""
    while line := file.readline(most + 1):
        rest = line
        while len(rest) > most and not rest.endswith(b"\n"):
            rest = file.readline(most + 1)
        yield line


def decode(content: bytes, name: str, line: int = 1) -> str:
    """Return bytes as text without its byte order mark; `line` is the one on which they begin in file `name`.

    They are UTF-8, or UTF-16 or UTF-32 where their mark says so. Raises SourceError, with line and column, for other
    encodings and for bytes that are not text.
    """
    encoding = next((encoding for mark, encoding in _OTHER_MARKS if content.startswith(mark)), "UTF-8")
    try:
        text = content.removeprefix(_UTF8_MARK).decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "UTF-8":
            raise SourceError(f"begins as {encoding} and does not go on so; save it as UTF-8", name) from None
        if b"\0" in content:
            raise SourceError("a binary file, not a text", name) from None
        before = error.object[: error.start].decode("utf-8", "replace")
        row, column = place_of(before, len(before))
        raise SourceError("not UTF-8 here; save the file in that encoding", name, line + row - 1, column) from None
    if "\0" in text:
        raise SourceError("a binary file, not a text", name)
    return text


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at `offset`."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1
