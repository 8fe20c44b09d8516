"""Where the configuration is found, and what is told of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency.configuration import Configuration, configured, find_configuration
from consistency.configuration.files import key_lines
from consistency.errors import ConfigurationError

PROJECT = "[project]\nname = 'x'\n"


def test_the_nearest_file_above_the_first_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "consistency.toml").write_text("", encoding="utf-8")
    draft = inner / "draft.md"
    assert find_configuration(draft) == tmp_path / "consistency.toml"
    (tmp_path / "a" / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    assert find_configuration(draft) == tmp_path / "consistency.toml"
    (tmp_path / "a" / "pyproject.toml").write_text(f"{PROJECT}[tool.consistency]\n", encoding="utf-8")
    assert find_configuration(draft) == tmp_path / "a" / "pyproject.toml"
    (tmp_path / "a" / "pyproject.toml").write_text(f"{PROJECT}[ tool . consistency.severity]\n", encoding="utf-8")
    assert find_configuration(draft) == tmp_path / "a" / "pyproject.toml"
    (tmp_path / "a" / "consistency.toml").write_text("", encoding="utf-8")
    assert find_configuration(inner) == tmp_path / "a" / "consistency.toml"
    monkeypatch.chdir(inner)
    assert find_configuration("-") == find_configuration(None) == tmp_path / "a" / "consistency.toml"


def test_a_path_that_cannot_be_looked_at_is_left_to_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "consistency.toml").write_text("", encoding="utf-8")
    assert find_configuration("a" * 5000) in (tmp_path / "consistency.toml", None)


def test_keys_in_a_project_file(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(f"{PROJECT}\n[tool.consistency]\nfail-on = 'error'\nselect = 'toll'\n", encoding="utf-8")
    values, lines = configured(path)
    assert (values.fail_on, values.select) == ("error", ("toll",))
    assert lines == {(): 4, ("fail-on",): 5, ("select",): 6}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("\nfail_no = 'error'", ":2: unknown key 'fail_no'; did you mean 'fail-on'?"),
        ("xyzzy = 1", ":1: unknown key 'xyzzy'; known are select, ignore, "),
        ("fail-on = 'fatal'", ":1: fail-on: must be 'error', 'warning', 'note' or 'never', not 'fatal'"),
        ("jobs = 'two'", ":1: jobs: must be a whole number, not 'two'"),
        ("jobs = 0", ":1: jobs: must be greater than or equal to 1, not '0'"),
        ("jobs = true", ":1: jobs: must be a whole number"),
        ("select = [\n  1,\n]", ":1: select.0: must be a string, not '1'"),
        ("severity = 'note'", ":1: severity: must be a table, not 'note'"),
        ("[severity]\ntoll-count = 'fatal'", ":2: severity.toll-count: must be 'error', 'warning' or 'note'"),
        ("[threshold]\n'toll-count' = 2", ":2: threshold.toll-count: must be less than or equal to 1, not '2'"),
        ("[per-path.'wire/*']\nlangauge = 'ar'", ":2: unknown key 'per-path.wire/*.langauge'; did you mean 'language'"),
        ("[per-path]\n'wire/*' = {language = 'fr'}", ":2: per-path.wire/*.language: must be 'ar' or 'en', not 'fr'"),
        ("jobs = = 2", ":1:8: not TOML: invalid value"),
        ("jobs = 2\njobs = 3", "not TOML: cannot overwrite a value"),
        ("select = [", "not TOML: "),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "consistency.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        configured(path)
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "consistency.toml"
    path.write_bytes(b"jobs = 1 # \xff")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        configured(path)


NAMES = st.sampled_from(["a", "b-c", '"d e"', "'f.g'"])

DOTTED = st.lists(NAMES, min_size=1, max_size=2)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.lists(st.tuples(DOTTED, DOTTED), max_size=6))
def test_the_line_of_a_key(tables: list[tuple[list[str], list[str]]]) -> None:
    text = "".join(f"[{'.'.join(table)}]\n{' . '.join(key)} = 1\n" for table, key in tables)
    expected: dict[tuple[str, ...], int] = {}
    for number, (table, key) in enumerate(tables):
        parts = tuple(name.strip("\"'") for name in (*table, *key))
        expected.setdefault(parts[: len(table)], 2 * number + 1)
        expected.setdefault(parts, 2 * number + 2)
    assert key_lines(text) == expected


def test_each_key_is_described() -> None:
    assert all(field.description for field in Configuration.model_fields.values())
