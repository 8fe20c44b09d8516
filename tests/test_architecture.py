"""Imports run one way, and the public names are there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import consistency

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="needs the checkout's pyproject.toml")
def test_imports_run_one_way() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("name", consistency.__all__)
def test_public_names_are_there(name: str) -> None:
    assert getattr(consistency, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        consistency.nonsense  # noqa: B018
