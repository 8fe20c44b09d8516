"""Rules from installed packages."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from consistency.configuration import effective_settings, rule_paths
from consistency.errors import ConfigurationError, OptionError
from consistency.judging import load_rules

PRICE = Path(__file__).resolve().parents[2] / "examples" / "rules" / "price.yaml"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a package of rules that is installed as pip would: its files and their description."""
    package = tmp_path / "newsroom_rules"
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('a rule pack runs no code')\n", encoding="utf-8")
    (package / "price.yaml").write_text(PRICE.read_text(encoding="utf-8"), encoding="utf-8")
    described = tmp_path / "newsroom_rules-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom-rules\nVersion: 1.0\n", encoding="utf-8")
    (described / "entry_points.txt").write_text(
        "[consistency.rules]\nnewsroom = newsroom_rules\nbroken = no_such_package\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    return package


def test_a_pack_is_used_where_it_is_named(installed: Path) -> None:
    paths = rule_paths(effective_settings({"rules": ("pack:newsroom", "other.yaml")}, None))
    assert paths == [installed, Path("other.yaml")]
    assert [rule.id for rule in load_rules(installed, shipped=False).rules] == ["price"]
    assert "price" not in load_rules().names


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("newsrom", "--rules: no rule pack 'newsrom'; did you mean 'newsroom'?"),
        ("xyzzy", "--rules: no rule pack 'xyzzy'; installed are broken, newsroom"),
        ("broken", "--rules: the rule pack 'broken' names 'no_such_package', which is no package with files"),
    ],
)
def test_a_pack_that_is_not_there(installed: Path, name: str, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        rule_paths(effective_settings({"rules": (f"pack:{name}",)}, None))
    assert str(caught.value) == message


def test_a_pack_that_the_configuration_names(tmp_path: Path) -> None:
    (tmp_path / "consistency.toml").write_text("\nrules = ['pack:x']\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"consistency\.toml:2: rules: no rule pack 'x'; none is installed"):
        rule_paths(effective_settings({}, str(tmp_path)))
