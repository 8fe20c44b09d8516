"""The files by which other repositories run the check: the hooks of pre-commit, the GitHub action, the GitLab job."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
pytestmark = pytest.mark.skipif(
    os.name != "posix" or not (ROOT / "action.yml").is_file(), reason="needs the checkout and a POSIX shell"
)


def shell(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runner of GitHub does, with this environment's `check` first."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, **variables, "PATH": path}
    line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("english", "arabic"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    return tmp_path


# ---- the action


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def step(name: str) -> Any:
    return next(step for step in action()["runs"]["steps"] if step.get("name") == name)


def run_check(folder: Path, **given: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the step Check with inputs; return what it did and the exit code that it tells the next steps."""
    inputs = {name: entry["default"] for name, entry in action()["inputs"].items()} | given
    check = step("Check")
    variables = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], value)
        for name, value in check["env"].items()
    }
    assert not any("${{" in value for value in variables.values())
    outputs = folder / "outputs"
    done = shell(check["run"], folder, GITHUB_OUTPUT=str(outputs), **variables)
    return done, outputs.read_text(encoding="utf-8").strip().rpartition("code=")[2]


def test_the_action_reports_and_then_fails(folder: Path) -> None:
    done, code = run_check(folder, paths="english arabic")
    assert (done.returncode, code) == (0, "1"), done.stderr
    assert "::error" in done.stdout
    report = json.loads((folder / "consistency.sarif").read_text(encoding="utf-8"))
    assert report["version"] == "2.1.0"
    assert report["runs"][0]["results"]
    assert shell(step("Verdict")["run"], folder, CODE=code).returncode == 1


def test_the_action_passes_where_nothing_is_found(folder: Path) -> None:
    _, code = run_check(folder, args="--fail-on never --select toll")
    assert code == "0"
    assert shell(step("Verdict")["run"], folder, CODE=code).returncode == 0


def test_the_action_takes_no_input_for_a_command(folder: Path) -> None:
    done, code = run_check(folder, paths="english; touch $(echo harm) *")
    assert code == "2"
    assert "no such file or folder" in done.stderr
    assert not (folder / "harm").exists()


def test_the_steps_of_the_action_go_together() -> None:
    steps = action()["runs"]["steps"]
    assert [s.get("name") or s["uses"].partition("@")[0] for s in steps] == [
        "actions/setup-python", "Install", "Check", "Upload", "Verdict"
    ]  # fmt: skip
    assert all(s.get("shell") == "bash" for s in steps if "run" in s)
    assert "always()" in step("Upload")["if"]
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(action()["inputs"])
    install = step("Install")["run"].replace("python -m pip install --quiet", "echo")
    assert shell(install, ROOT, GITHUB_ACTION_PATH="/here", EXTRAS="html,feeds").stdout == "/here[html,feeds]\n"
    assert shell(install, ROOT, GITHUB_ACTION_PATH="/here", EXTRAS="").stdout == "/here\n"


# ---- the hooks


def hooks() -> dict[str, Any]:
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def test_the_hooks_run(folder: Path) -> None:
    hook = hooks()["consistency"]
    assert shell(f"{hook['entry']} {' '.join(hook['args'])}", folder).returncode == 1
    shutil.copytree(EXAMPLES / "rules", folder / "rules")
    hook = hooks()["consistency-rules"]
    done = shell(f"{hook['entry']} {' '.join(hook['args'])}", folder)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "taken"),
    [("drafts/a.md", True), ("a.txt", True), ("page.htm", True), ("deep/.check-ignore.yaml", True),
     ("consistency.toml", True), ("script.py", False), ("rules/a.yaml", False), ("a.txt.bak", False)],
)  # fmt: skip
def test_the_files_that_start_the_hook(name: str, taken: bool) -> None:
    assert bool(re.search(hooks()["consistency"]["files"], name)) is taken


def test_pre_commit_takes_the_hooks() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="needs pre-commit")
    assert {hook["id"] for hook in clientlib.load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))} == set(hooks())
