"""What goes wrong around the command: outputs stay whole, exit codes are right, no traceback and no process is left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from commands import MODULE, copy_examples, run

from consistency.reports import FORMATS

PAIR = ["english/a.md", "english/b.md", "--no-cache"]
# The process is killed when half of a file has reached the disk.
_KILLED = (
    MODULE[0], "-c",
    "import os, pathlib, signal, sys\n"
    "def half(self, text, **options):\n"
    "    with self.open('w', encoding='utf-8') as file:\n"
    "        file.write(text[: len(text) // 2]); file.flush(); os.fsync(file.fileno())\n"
    "        os.kill(os.getpid(), signal.SIGKILL)\n"
    "pathlib.Path.write_text = half\n"
    "from consistency.cli import main\n"
    "sys.exit(main())",
)  # fmt: skip


@pytest.mark.parametrize("name", ["html", "sarif", "baseline"])
def test_a_kill_while_an_output_is_written_leaves_the_old_one(tmp_path: Path, name: str) -> None:
    examples = copy_examples(tmp_path)
    out = tmp_path / "out"
    options = ["--baseline", str(out), "--update-baseline"] if name == "baseline" else ["--format", f"{name}={out}"]
    assert run([*PAIR, *options], examples).returncode == (0 if name == "baseline" else 1)
    before = out.read_bytes()
    done = run([*PAIR[:2], "newsroom/draft.md", "newsroom/wire", "--no-cache", *options], examples, _KILLED)
    assert done.returncode == -signal.SIGKILL
    assert out.read_bytes() == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_one_sentence(tmp_path: Path, name: str) -> None:
    # Claims, since they are read without spaCy.
    arguments = ["claims.jsonl", "--rules", "rules", "--format", f"{name}=/dev/full"]
    done = run(arguments, copy_examples(tmp_path))
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["check: the report '/dev/full' cannot be written: no space left on device"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_folder_that_is_read_only_keeps_its_report(tmp_path: Path) -> None:
    examples = copy_examples(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.json").write_text("old")
    (tmp_path / "out").chmod(0o555)
    done = run(["claims.jsonl", "--rules", "rules", "--format", f"json={tmp_path}/out/a.json"], examples)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "out/a.json").read_text() == "old"


def test_a_source_that_vanishes_is_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    examples = copy_examples(tmp_path)
    vanishing = (
        MODULE[0], "-c",
        "import sys, pathlib\nfrom consistency.reading import inputs\nfound = inputs.find_files\n"
        "def find(*given):\n    files = list(found(*given))\n"
        "    pathlib.Path('english/b.md').unlink(missing_ok=True)\n    return files\n"
        "inputs.find_files = find\nfrom consistency.cli import main\nsys.exit(main())",
    )  # fmt: skip
    done = run(["english", "arabic", "--no-cache", "--quiet"], examples, vanishing)
    assert done.returncode == 2
    assert done.stderr == "english/b.md: no such file or folder\n"
    assert "arabic/a.txt" in done.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_no_process_and_no_half_report(tmp_path: Path, jobs: str) -> None:
    examples = copy_examples(tmp_path)
    for number in range(40):  # enough that it is still reading when it is interrupted
        text = (examples / "english/a.md").read_text(encoding="utf-8")
        (examples / f"english/c{number}.md").write_text(text * 6 + f"\nNumber {number}.\n", encoding="utf-8")
    out = tmp_path / "out.json"
    out.write_text("old")
    command = [*MODULE, "english", "--no-cache", "--jobs", jobs, "--format", f"json={out}"]
    with subprocess.Popen(
        command, cwd=examples, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:  # fmt: skip
        time.sleep(6)
        assert process.poll() is None, "it was done before it could be interrupted"
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to the workers as well
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.splitlines() == ["check: interrupted"]
    assert out.read_text() == "old"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_spoiled_caches_change_nothing(tmp_path: Path) -> None:
    examples = copy_examples(tmp_path)
    cache = {"CONSISTENCY_CACHE": str(tmp_path / "cache")}
    first = run(PAIR[:2], examples, environment=cache)
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept
    for number, path in enumerate(kept):
        content = path.read_bytes()
        path.write_bytes((b"", b"\0\xff{", content[: len(content) // 2], b"[" * 100_000)[number % 4])
    second = run(PAIR[:2], examples, environment=cache)
    assert (second.returncode, second.stdout, second.stderr) == (first.returncode, first.stdout, "")
    assert first.returncode == 1
