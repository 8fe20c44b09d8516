"""The command line before the file before the defaults, and where each value comes from."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest

from consistency.configuration import effective_settings
from consistency.errors import ConfigurationError, OptionError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_line_beats_the_file(folder: Path) -> None:
    (folder / "consistency.toml").write_text('select = ["toll"]\njobs = 2\n', encoding="utf-8")
    settings = effective_settings({"select": ("office",), "fail-on": "note"}, None)
    assert settings.values.select == ("office",)
    assert (settings.values.jobs, settings.values.fail_on, settings.values.quiet) == (2, "note", False)
    assert settings.origin("select") == "command line"
    assert settings.origin("jobs") == f"{folder / 'consistency.toml'}:2"
    assert settings.origin("quiet") == "default"


def test_paths_of_the_file_are_relative_to_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "desk").mkdir()
    (folder / "consistency.toml").write_text(
        'rules = ["mine", "pack:x"]\nagainst = "wire"\noutput = "out.txt"\nformat = ["text", "json=out.json"]\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(folder / "desk")
    values = effective_settings({}, "draft.md").values
    assert values.rules == (str(Path("..", "mine")), "pack:x")
    assert values.against == (str(Path("..", "wire")),)
    assert values.output == str(Path("..", "out.txt"))
    assert values.format == ("text", f"json={Path('..', 'out.json')}")


def test_a_file_that_is_named_is_the_only_one_read(folder: Path) -> None:
    (folder / "consistency.toml").write_text("jobs = 2\n", encoding="utf-8")
    (folder / "other.toml").write_text("quiet = true\n", encoding="utf-8")
    values = effective_settings({}, None, "other.toml").values
    assert (values.jobs, values.quiet) == (1, True)
    with pytest.raises(ConfigurationError, match=r"gone\.toml: cannot be read: no such file"):
        effective_settings({}, None, "gone.toml")


def test_a_wrong_value_is_told_where_it_was_given(folder: Path) -> None:
    (folder / "consistency.toml").write_text('jobs = 2\nas-of = "tomorrow"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"consistency\.toml:2: as-of: 'tomorrow' is not a date"):
        effective_settings({}, None).day()
    with pytest.raises(OptionError, match="--as-of: '2025-02-30' is not a date"):
        effective_settings({"as-of": "2025-02-30"}, None).day()


def test_days(folder: Path) -> None:
    (folder / "consistency.toml").write_text("as-of = 2025-03-02\n", encoding="utf-8")
    assert effective_settings({}, None).day() == datetime.date(2025, 3, 2)
    assert effective_settings({"as-of": "today"}, None).day() == datetime.date.today()
    assert effective_settings({}, str(folder.parent)).day() is None


def test_settings_of_paths(folder: Path) -> None:
    (folder / "desk").mkdir()
    (folder / "desk" / "consistency.toml").write_text(
        '[per-path]\n"wire/*" = {language = "ar", ignore = "note"}\n"*.en.txt" = {language = "en"}\n', encoding="utf-8"
    )
    settings = effective_settings({}, "desk")
    assert [pattern for pattern, _ in settings.of_path("desk/wire/deep/a.txt")] == ["wire/*"]
    assert [pattern for pattern, _ in settings.of_path("desk/wire/a.en.txt")] == ["wire/*", "*.en.txt"]
    assert settings.of_path("wire/a.txt") == []
    assert settings.language_of("desk/wire/a.txt") == "ar"
    assert settings.language_of("desk/wire/a.en.txt") == "en"
    assert settings.language_of("desk/a.txt") is None
    assert effective_settings({"language": "en"}, "desk").language_of("desk/wire/a.txt") == "en"


def test_what_is_shown_is_toml_and_says_where_it_comes_from(folder: Path) -> None:
    (folder / "consistency.toml").write_text(
        'knowledge = "ours.yaml"\n[severity]\ntoll-count = "note"\n["per-path"."wire/*"]\nlanguage = "ar"\n',
        encoding="utf-8",
    )
    settings = effective_settings({"why-not": True}, None)
    shown = settings.shown()
    values = tomllib.loads(shown)
    assert values["knowledge"] == ["ours.yaml"]
    assert values["severity"] == {"toll-count": "note"}
    assert values["per-path"]["wire/*"]["language"] == "ar"
    assert values["why-not"] is True
    assert "why-not = true  # command line" in shown
    assert f"# {folder / 'consistency.toml'}:1" in shown
    again = folder / "again.toml"
    again.write_text(shown, encoding="utf-8")
    assert effective_settings({}, None, str(again)).values == settings.values
