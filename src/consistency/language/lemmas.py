"""Lemmas by simplemma's dictionaries (Barbaresi 2021), looked up in a file instead of unpacked at each start.

Unpacking the Arabic dictionary takes longer than checking five articles. So its entries are written once to a file in
the cache folder, keyed by the content of simplemma's own, as a hash table that is read in place. Where that file
cannot be had or is damaged, simplemma's dictionary serves.
"""

from __future__ import annotations

import functools
import importlib.util
import mmap
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from consistency.resources import cache_folder, write_whole

_MAGIC = b"consistency lemmas 2\n"  # change it with the shape of the file
_COUNT = struct.Struct("<I")
_BUCKET = struct.Struct("<III")  # where its lines begin and end in the file, and their checksum
_LINES_A_BUCKET = 8
# What simplemma takes off an Arabic word (`canonicalize_token`), and the apostrophes that it takes for one.
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]+")
_APOSTROPHE = re.compile("['\u2019\u02bc]")


class _DamagedError(Exception):
    """A cached file does not hold what was written."""


class _Stored:
    """The entries of a dictionary in a file, looked up one at a time.

    Lines of a form, a tab, its lemma, in buckets by the CRC-32 of the form. Each bucket has a checksum, so that damage
    to the file is seen where it matters without reading all of it.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._content[: len(_MAGIC)] != _MAGIC:
            raise _DamagedError
        try:
            (self._buckets,) = _COUNT.unpack_from(self._content, len(_MAGIC))
        except struct.error:
            raise _DamagedError from None
        if not self._buckets:
            raise _DamagedError

    def get(self, form: str) -> str | None:
        """Return the lemma of a form. Raises UnicodeEncodeError, or _DamagedError."""
        key = form.encode()
        if b"\n" in key:
            return None
        place = len(_MAGIC) + _COUNT.size + _BUCKET.size * (crc32(key) % self._buckets)
        try:
            start, end, checksum = _BUCKET.unpack_from(self._content, place)
        except struct.error:
            raise _DamagedError from None
        lines = self._content[start:end]
        if crc32(lines) != checksum:
            raise _DamagedError
        found = lines.find(b"\n" + key + b"\t")
        if found < 0:
            return None
        begin = found + len(key) + 2
        return str(lines[begin : lines.index(b"\n", begin)], "utf-8")


def _packed(entries: Mapping[str, str]) -> bytes:
    """Return the content of the file that `_Stored` reads."""
    count = len(entries) // _LINES_A_BUCKET + 1
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for form, lemma in entries.items():
        key, value = form.encode(), lemma.encode()
        if not any(sign in key + value for sign in (b"\n", b"\t")):
            buckets[crc32(key) % count].append(key + b"\t" + value)
    head = [_MAGIC, _COUNT.pack(count)]
    body: list[bytes] = []
    place = len(_MAGIC) + _COUNT.size + _BUCKET.size * count
    for bucket in buckets:
        lines = b"\n" + b"\n".join(sorted(bucket)) + b"\n"
        head.append(_BUCKET.pack(place, place + len(lines), crc32(lines)))
        body.append(lines)
        place += len(lines)
    return b"".join(head + body)


def _shipped_file(language: str) -> Path | None:
    """Return simplemma's own file of a language without importing simplemma, which takes 40 ms."""
    package = importlib.util.find_spec("simplemma")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder) / "strategies" / "dictionaries" / "data" / f"{language}.plzma"
        if path.is_file():
            return path
    return None


@functools.cache
def _unpacked(language: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    entries: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary(language)
    return entries


@functools.cache
def _dictionary(language: str) -> _Stored | Mapping[str, str]:
    shipped = _shipped_file(language)
    if shipped is None:
        return _unpacked(language)
    key = blake2b(shipped.read_bytes(), digest_size=16).hexdigest()
    path = cache_folder() / "lemmas" / f"{language}-{key}"
    for written in (False, True):
        try:
            return _Stored(path)
        except (OSError, ValueError, _DamagedError):  # ValueError: an empty file cannot be mapped
            if written or not write_whole(path, _packed(_unpacked(language))):
                break
    return _unpacked(language)


def lemma_of(word: str, language: str) -> str | None:
    """Return the lemma that the dictionary of "ar" or "en" gives for a word form, or None for a form it lacks.

    As simplemma's `DictionaryLookupStrategy` does, so without its guessing strategies, which invent lemmas for names:
    the form as it is, then in the other case, then with the other apostrophes.

    >>> lemma_of("ministers", "en")
    'minister'
    """
    if language == "ar":
        word = _ARABIC_MARKS.sub("", word)
    try:
        try:
            return _first(_dictionary(language), word)
        except _DamagedError:
            return _first(_unpacked(language), word)
    except UnicodeEncodeError:
        return None  # a lone surrogate is no word


def _first(entries: _Stored | Mapping[str, str], word: str) -> str | None:
    for form in _forms(word):
        lemma = entries.get(form)
        if lemma is not None:
            return lemma
    return None


def _forms(word: str) -> Iterator[str]:
    spellings: Iterable[str] = (word,)
    if _APOSTROPHE.search(word):
        spellings = dict.fromkeys((word, *(_APOSTROPHE.sub(sign, word) for sign in ("'", "\u2019", "\u02bc"))))
    for spelling in spellings:
        yield spelling
        yield spelling.lower() if spelling[:1].isupper() else spelling.capitalize()
