"""The files of the cache: one a text and one a report, in the cache folder of the user, in all a quarter of a gigabyte.

A file is written beside its place and renamed, so that processes that run at the same time do not meet half of one. It
begins with a checksum: what is spoiled is made anew. Whoever cannot write there works without a cache. Nothing is kept
by a process whose code or rules were written anew while it ran: its claims may be those of the former ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path

from consistency.claim_cache.codec import UnfitError, pack_claims, unpack_claims
from consistency.claim_cache.digest import extraction_digest, is_another_now
from consistency.model import Claim, Report, Source
from consistency.resources import cache_folder, write_whole

LIMIT = 256 * 1024 * 1024  # bytes
_ELSEWHERE = frozenset(("id", "path", "first_line", "lines", "text"))  # no part of what a text says of itself
_DAY = 24 * 60 * 60  # seconds; a file that is used is marked as such once a day


class ClaimCache:
    """Claims by the content of their texts and all that they depend on, and likewise reports."""

    def __init__(self, folder: Path | None = None, limit: int = LIMIT):
        self._folder = folder or cache_folder() / "claims"
        self._reports = self._folder.with_name("reports")
        self._limit = limit
        self._has_grown = False

    def get(self, source: Source) -> list[Claim] | None:
        """Return the claims of a text, or None where they are not known."""
        content = self._read(self._path(source))
        try:
            return None if content is None else unpack_claims(content, source)
        except UnfitError:
            return None

    def put(self, source: Source, claims: list[Claim]) -> None:
        """Keep the claims of a text."""
        try:
            content = pack_claims(claims, source)
        except UnfitError:
            return
        self._write(self._path(source), content)

    def get_report(self, key: bytes) -> Report | None:
        """Return the report of a check, without its sources and rules, or None where it is not known.

        `key` stands for all that the check depends on; see `report_key` of the checker.
        """
        content = self._read(self._reports / f"{key.hex()}.json")
        try:
            report = Report.model_validate_json(content) if content is not None else None
        except ValueError:
            return None
        lists = {"discrepancies": tuple(report.discrepancies), "explained": tuple(report.explained)} if report else {}
        return report and report.model_copy(update=lists)

    def put_report(self, key: bytes, report: Report) -> None:
        """Keep the report of a check."""
        content = report.model_dump_json(exclude={"sources", "rules"})
        self._write(self._reports / f"{key.hex()}.json", content.encode("utf-8", "surrogatepass"))

    def _read(self, path: Path) -> bytes | None:
        """Return what a file keeps, or None where there is none, or a spoiled one."""
        try:
            checksum, _, content = path.read_bytes().partition(b"\n")
            if checksum != _checksum(content):
                return None
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)
        except OSError:
            return None
        return content

    def _write(self, path: Path, content: bytes) -> None:
        if is_another_now():
            return
        self._has_grown |= write_whole(path, _checksum(content) + b"\n" + content)

    def trim(self) -> None:
        """Delete the files that were not used for longest, where something was added and there are too many."""
        if not self._has_grown:
            return
        self._has_grown = False
        files: list[tuple[float, int, str]] = []
        for folder in (self._folder, self._reports):
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
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
