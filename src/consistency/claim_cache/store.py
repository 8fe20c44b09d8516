"""The files of the cache: one a text, in the cache folder of the user, at most a quarter of a gigabyte in all.

A file is written beside its place and renamed, so that processes that run at the same time do not meet half of one. It
begins with a checksum: what is spoiled is made anew. Whoever cannot write there works without a cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path

from consistency.claim_cache.codec import UnfitError, pack_claims, unpack_claims
from consistency.claim_cache.digest import extraction_digest
from consistency.model import Claim, Source
from consistency.resources import cache_folder, write_whole

LIMIT = 256 * 1024 * 1024  # bytes
_ELSEWHERE = frozenset(("id", "path", "first_line", "lines", "text"))  # no part of what a text says of itself
_DAY = 24 * 60 * 60  # seconds; a file that is used is marked as such once a day


class ClaimCache:
    """Claims by the content of their texts and all that they depend on."""

    def __init__(self, folder: Path | None = None, limit: int = LIMIT):
        self._folder = folder or cache_folder() / "claims"
        self._limit = limit
        self._has_grown = False

    def get(self, source: Source) -> list[Claim] | None:
        """Return the claims of a text, or None where they are not known."""
        path = self._path(source)
        try:
            checksum, _, content = path.read_bytes().partition(b"\n")
            if checksum != _checksum(content):
                return None
            claims = unpack_claims(content, source)
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)
        except (OSError, UnfitError):
            return None
        return claims

    def put(self, source: Source, claims: list[Claim]) -> None:
        """Keep the claims of a text."""
        try:
            content = pack_claims(claims, source)
        except UnfitError:
            return
        self._has_grown |= write_whole(self._path(source), _checksum(content) + b"\n" + content)

    def trim(self) -> None:
        """Delete the files that were not used for longest, where something was added and there are too many."""
        if not self._has_grown:
            return
        self._has_grown = False
        files: list[tuple[float, int, str]] = []
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):  # another process may have deleted it
                    status = entry.stat()
                    files.append((status.st_mtime, status.st_size, entry.path))
        size = sum(file[1] for file in files)
        if size <= self._limit:
            return
        for _, length, path in sorted(files):
            if size <= self._limit * 0.8:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
            size -= length

    def _path(self, source: Source) -> Path:
        """Return the place of the claims of a text; all that is known of it counts but where it was found."""
        told = {name: value for name, value in source if name not in _ELSEWHERE}
        digest = hashlib.blake2b(extraction_digest(), digest_size=16)
        digest.update(json.dumps(told, sort_keys=True, default=str).encode())
        digest.update(b"\0" + source.text.encode("utf-8", "surrogatepass"))
        return self._folder / f"{digest.hexdigest()}.json"


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()
