"""Lemmas by simplemma's dictionaries (Barbaresi 2021), looked up in a file instead of unpacked at each start.

Unpacking the Arabic dictionary takes longer than checking five articles. So its entries are written once to a SQLite
file in the cache folder, keyed by simplemma's version; where that file cannot be had, simplemma's own way serves.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from consistency.resources import cache_folder

_FORMAT = 1  # raise it when the shape of the file changes


class _Stored(Mapping[str, str]):
    """A dictionary of word forms and lemmas in a SQLite file, read one word at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._connection.execute("SELECT lemma FROM forms LIMIT 1").fetchone()

    def __getitem__(self, form: str) -> str:
        row = self._connection.execute("SELECT lemma FROM forms WHERE form = ?", (form.encode(),)).fetchone()
        if row is None:
            raise KeyError(form)
        return str(row[0], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return (str(row[0], "utf-8") for row in self._connection.execute("SELECT form FROM forms"))

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM forms").fetchone()[0])


@functools.cache
def _dictionary(language: str) -> Mapping[str, str]:
    path = cache_folder() / "lemmas" / f"{_FORMAT}-{version('simplemma')}-{language}.sqlite"
    with contextlib.suppress(sqlite3.Error, OSError, ValueError):
        return _Stored(path)
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    unpacked: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary(language)
    with contextlib.suppress(sqlite3.Error, OSError):
        _store(unpacked, path)
        return _Stored(path)
    return unpacked


def _store(entries: Mapping[str, str], path: Path) -> None:
    """Write a dictionary to a file beside `path`, then rename it: no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(temporary)
        with contextlib.closing(connection), connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("CREATE TABLE forms (form BLOB PRIMARY KEY, lemma BLOB) WITHOUT ROWID")
            rows = ((form.encode(), entries[form].encode()) for form in sorted(entries))
            connection.executemany("INSERT INTO forms VALUES (?, ?)", rows)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def lemma_of(word: str, language: str) -> str | None:
    """Return the lemma that the dictionary of "ar" or "en" gives for a word form, or None for a form it lacks.

    As simplemma's own look-up, a form that is not listed is tried with its first letter in the other case; simplemma's
    guessing strategies are left out, since they invent lemmas for names.

    >>> lemma_of("ministers", "en")
    'minister'
    """
    listed = _dictionary(language)
    try:
        found = listed.get(word)
        if found is None and language == "en":
            found = listed.get(word.lower() if word[:1].isupper() else word.capitalize())
    except UnicodeEncodeError:
        return None  # a lone surrogate is no word
    return found
