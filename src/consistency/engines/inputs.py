"""What becomes a table: Parquet, Arrow, long JSON Lines, many `Claim`s."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from consistency.errors import OptionError
from consistency.model import Claim

if TYPE_CHECKING:
    from consistency.engines.claim_table import ClaimTable

MANY = 10_000  # claims; from here on they are matched on columns where the extra is installed
PARQUET = (".parquet", ".pq")
JSON_LINES = (".jsonl", ".ndjson")


def has_columns() -> bool:
    """Tell whether the extra `scale` is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def has_duckdb() -> bool:
    """Tell whether the part of the extra `scale` is installed that checks claims on disk."""
    return importlib.util.find_spec("duckdb") is not None


def is_table(path: Path) -> bool:
    """Tell whether a file or folder is read as a table: Parquet, or claims in JSON Lines of which there are many."""
    files = files_of(path)
    if any(file.suffix.lower() in PARQUET for file in files):
        return True
    return has_columns() and any(file.is_file() and _has_many_lines(file) for file in files)


def files_of(path: Path) -> list[Path]:
    """Return the files of claims in a folder and what lies below it, in order; a file is its own only one.

    Only files that end as tables do are looked at, and none of which a name begins with a dot or an underscore.
    """
    if not path.is_dir():
        return [path] if path.suffix.lower() in (*PARQUET, *JSON_LINES) else []
    inside = (file for file in path.rglob("*") if file.suffix.lower() in (*PARQUET, *JSON_LINES) and file.is_file())
    return sorted(file for file in inside if not any(p[:1] in "._" for p in file.relative_to(path).parts))


def _has_many_lines(path: Path) -> bool:
    lines = 0
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                if not lines and b'"fields"' not in block[: 1 << 16]:
                    return False  # texts, or another form
                lines += block.count(b"\n")
                if lines >= MANY:
                    return True
    except OSError:
        return False
    return False


def in_columns(claims: Any) -> ClaimTable | list[Claim]:
    """Return as a table what is large, and anything else as a list."""
    if hasattr(claims, "kind_names"):
        return cast("ClaimTable", claims)
    if hasattr(claims, "column_names"):
        from consistency.engines.claim_table import table_from_arrow

        return table_from_arrow(claims)
    listed = list(claims)
    if len(listed) < MANY or not has_columns():
        return listed
    from consistency.engines.claim_table import table_from_claims

    return table_from_claims(listed)


def need_columns(path: str) -> None:
    """Raise OptionError where the extra `scale` is not installed."""
    if not has_columns():
        raise OptionError(f"'{path}' is a table; reading it needs pip install 'fact-consistency[scale]'")
