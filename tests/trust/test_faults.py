"""What goes wrong around the command: outputs stay whole, exit codes are right, no traceback and no process is left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from commands import MODULE, copy_examples, run
from made_claims import RULE

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


# No file of the process may have more than some bytes: a disk that is full amid an output.
_SMALL_DISK = (
    MODULE[0], "-c",
    "import resource, sys\n"
    "from consistency.cli import main\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))\n"
    "sys.exit(main())",
)  # fmt: skip


def _claims_to(out: Path, name: str) -> list[str]:
    """Return the options of a check of claims, which are read without spaCy, that writes one output to `out`."""
    options = ["--baseline", str(out), "--update-baseline"] if name == "baseline" else ["--format", f"{name}={out}"]
    return ["claims.jsonl", "--rules", "rules", *options]


@pytest.mark.parametrize("name", [*FORMATS, "baseline"])
def test_a_disk_that_is_full_amid_an_output_leaves_the_old_one(tmp_path: Path, name: str) -> None:
    examples = copy_examples(tmp_path)
    (tmp_path / "out").mkdir()
    out = tmp_path / "out/out"
    assert run(_claims_to(out, name), examples).returncode == (0 if name == "baseline" else 1)
    before = out.read_bytes()
    assert len(before) > 200
    done = run(_claims_to(out, name), examples, _SMALL_DISK)
    (told,) = done.stderr.splitlines()
    assert (done.returncode, told.partition("cannot be written: ")[2]) == (2, "file too large")
    assert [(path.name, path.read_bytes()) for path in out.parent.iterdir()] == [("out", before)]


def _table_of_claims(folder: Path, count: int) -> None:
    """Write claims of whom each two contradict each other, and their rule."""
    rows = [
        {
            "kind": "measure", "source": f"s{n % 2}", "subject": f"Person {n // 2}", "attribute": "height",
            "value": 100.0 + 60 * (n % 2), "evidence": f"quotation {n}",
        }
        for n in range(2 * count)
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows), folder / "claims.parquet")
    rule = RULE.replace("{by: name, required: true, at_least: 0.7}", "{by: equal, required: true, at_least: 1}")
    (folder / "measure.yaml").write_text(rule, encoding="utf-8")


# The process is killed when a batch of discrepancies was written, and more are to come.
_KILLED_AMID_A_TABLE = (
    MODULE[0], "-c",
    "import os, signal, sys\n"
    "from consistency.engines import output\n"
    "batches = output._batches\n"
    "def first_of_them(discrepancies):\n"
    "    yield next(batches(discrepancies))\n"
    "    os.kill(os.getpid(), signal.SIGKILL)\n"
    "output._batches = first_of_them\n"
    "from consistency.cli import main\n"
    "sys.exit(main())",
)  # fmt: skip


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
@pytest.mark.parametrize(
    ("fault", "engine"),
    [(_KILLED_AMID_A_TABLE, "process"), (_KILLED_AMID_A_TABLE, "duckdb"), (_SMALL_DISK, "process")],
    ids=["killed", "killed on disk", "full"],
)
def test_a_table_of_discrepancies_is_there_whole_or_as_it_was(
    tmp_path: Path, fault: tuple[str, ...], engine: str, ending: str
) -> None:
    _table_of_claims(tmp_path, 40)
    out = tmp_path / f"out.{ending}"
    arguments = ["claims.parquet", "--rules", "measure.yaml", "--select", "measure", "--output", out.name]
    arguments += ["--engine", engine]
    assert run(arguments, tmp_path).returncode == 1
    before = out.read_bytes()
    assert len(before) > 200
    done = run(arguments, tmp_path, fault)
    assert out.read_bytes() == before
    if fault == _SMALL_DISK:
        told = f"check: --output: '{out.name}' cannot be written: file too large"
        assert (done.returncode, done.stderr.splitlines()) == (2, [told])
        assert not list(tmp_path.glob(".out*"))
    else:
        assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")


@pytest.mark.parametrize("limit", [0, 200, 12_000])
def test_a_disk_without_room_for_temporary_files_is_one_sentence(tmp_path: Path, limit: int) -> None:
    _table_of_claims(tmp_path, 400)
    (tmp_path / "out.parquet").write_bytes(b"old")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    arguments = ["claims.parquet", "--rules", "measure.yaml", "--select", "measure", "--output", "out.parquet"]
    small = (*_SMALL_DISK[:2], _SMALL_DISK[2].replace("(200, 200)", f"({limit}, {limit})"))
    done = run([*arguments, "--engine", "duckdb"], tmp_path, small, {"TMPDIR": str(temporary)})
    (told,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    # A disk that takes no byte at all has no folder for them, and Python looks for another in vain.
    under = f" under '{temporary}'" if limit else ""
    assert told.startswith(f"check: temporary files{under} cannot be written: ")
    assert "[errno" not in told
    assert (tmp_path / "out.parquet").read_bytes() == b"old"
    assert not [*temporary.iterdir(), *tmp_path.glob(".out*")]


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


# Each process that reads a text tells its number in a file, and then goes on for ever.
_BUSY = (
    MODULE[0], "-c",
    "import os, signal, sys, time\n"
    # A shell starts what runs in its background with interrupts ignored, the tests as well.
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "import consistency.extraction\n"
    "def extract_claims(source):\n"
    "    open(f'busy-{os.getpid()}', 'w').close()\n"
    "    while True: time.sleep(0.1)\n"
    "extract_claims.__module__ = 'consistency.extraction'\n"
    "consistency.extraction.extract_claims = extract_claims\n"
    "from consistency.cli import main\n"
    "sys.exit(main())",
)  # fmt: skip
_PATIENCE = 100  # seconds; only a test that fails waits for so long


@contextlib.contextmanager
def _reading(folder: Path, jobs: int) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Give a check of some texts that does not end by itself, and the processes that read them."""
    command = [*_BUSY, *(f"{name}.md" for name in "abcdefgh"), "--no-cache", "--jobs", str(jobs)]
    command += ["--format", "json=out.json"]
    for number, name in enumerate("abcdefgh"):  # more than are handed to one worker
        (folder / f"{name}.md").write_text(f"Number {number} of all the texts. " * 20, encoding="utf-8")
    (folder / "out.json").write_text("old")
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:  # fmt: skip
        until = time.monotonic() + _PATIENCE
        while len(busy := sorted(folder.glob("busy-*"))) < jobs and time.monotonic() < until:
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        try:
            yield process, [int(path.name.partition("-")[2]) for path in busy]
            assert (folder / "out.json").read_text() == "old"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("to_all", [True, False])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_leaves_no_process_and_no_half_report(tmp_path: Path, jobs: int, to_all: bool) -> None:
    with _reading(tmp_path, jobs) as (process, busy):
        assert len(busy) == jobs
        # A terminal sends it to the workers as well, another program to the one that it started.
        (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=_PATIENCE)  # its end is that of all who could still write to it
        assert (process.returncode, told.splitlines()) == (130, ["check: interrupted"])


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_a_process_that_is_killed(tmp_path: Path, number: signal.Signals) -> None:
    with _reading(tmp_path, 2) as (process, busy):
        assert process.pid not in busy
        os.kill(process.pid, number)
        _, told = process.communicate(timeout=_PATIENCE)
        assert (process.returncode, told) == (-number, "")


def test_a_worker_that_is_killed_is_one_sentence(tmp_path: Path) -> None:
    with _reading(tmp_path, 2) as (process, busy):
        os.kill(busy[0], signal.SIGKILL)
        _, told = process.communicate(timeout=_PATIENCE)
        assert process.returncode == 2
        assert told == (
            "check: a worker process was killed, as systems do where memory runs out; "
            "a lower --jobs takes less memory\n"
        )


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
