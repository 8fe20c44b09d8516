"""The cache gives back what it was given, for the same text alone, and never anything else."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from consistency import Source, check, extract_claims, read_sources, resources
from consistency.claim_cache import ClaimCache, digest, store
from consistency.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXT = "The fire at the Selby terminal injured 14 people on Monday."
SOURCE = Source(id="a", text=TEXT, language="en", published=datetime.date(2024, 3, 11))


@pytest.fixture
def cache(tmp_path: Path) -> ClaimCache:
    return ClaimCache(tmp_path / "claims")


def files(cache: ClaimCache) -> list[Path]:
    return sorted(cache._folder.iterdir())


def test_claims_come_back(cache: ClaimCache) -> None:
    assert cache.get(SOURCE) is None
    claims = extract_claims(SOURCE)
    cache.put(SOURCE, claims)
    assert cache.get(SOURCE) == claims
    moved = SOURCE.model_copy(update={"id": "b", "path": "b.txt", "first_line": 7})
    assert cache.get(moved) == extract_claims(moved)


@pytest.mark.parametrize(
    "change",
    [
        {"text": TEXT.replace("14", "15")}, {"language": "ar"}, {"published": datetime.date(2024, 3, 12)},
        {"published": None}, {"title": "Fire"}, {"outlet": "The Post"}, {"url": "https://example.org"},
    ],
)  # fmt: skip
def test_another_text_is_not_known(cache: ClaimCache, change: dict[str, object]) -> None:
    cache.put(SOURCE, extract_claims(SOURCE))
    assert cache.get(SOURCE.model_copy(update=change)) is None


@pytest.mark.parametrize("change", ["code", "lexicon", "library", "python"])
def test_other_code_or_lexicons_forget(cache: ClaimCache, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put(SOURCE, extract_claims(SOURCE))
    read_bytes = Path.read_bytes
    endings = {"code": "extraction/offices.py", "lexicon": "languages/en/units.yaml"}

    def changed(path: Path) -> bytes:
        content = read_bytes(path)
        return content + b"\n# another" if path.as_posix().endswith(endings.get(change, "-")) else content

    if change == "library":
        monkeypatch.setattr(digest, "_library_versions", lambda: ["spacy-99.0.dist-info"])
    if change == "python":
        monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    monkeypatch.setattr(Path, "read_bytes", changed)
    digest.extraction_digest.cache_clear()
    try:
        assert cache.get(SOURCE) is None
    finally:
        monkeypatch.undo()
        digest.extraction_digest.cache_clear()
    assert cache.get(SOURCE) is not None


def test_the_digest_reads_what_it_should() -> None:
    versions = digest._library_versions()
    assert any(name.startswith("spacy-") for name in versions)
    assert any(name.startswith("pydantic-") for name in versions)
    package = Path(digest.__file__).resolve().parents[1]
    assert all((package / room).is_dir() for room in digest._ROOMS)
    assert all((package / name).is_file() for name in digest._MODULES)


def test_the_digest_is_of_all_code_that_makes_claims() -> None:
    told = f"{[str(path) for path in digest._of_extraction()[0]]!r}"
    code = (
        "import sys\nfrom consistency import Source, extract_claims\n"
        "for language, text in (('en', 'Two men met on Monday.'), ('ar', 'التقى الوزير أحمد علي يوم الاثنين.')):\n"
        "    extract_claims(Source(id='a', text=text, language=language))\n"
        "used = {module.__file__ for name, module in sys.modules.items() if name.partition('.')[0] == 'consistency'}\n"
        f"print(*used - set({told}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_code_that_changed_meanwhile_keeps_nothing(cache: ClaimCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs may be what stood there before: its claims are not those of the code that the digest tells of."""
    written = Path(digest.__file__).stat().st_mtime
    monkeypatch.setattr(resources, "_BEGUN", written - 1)
    sources = [SOURCE, SOURCE.model_copy(update={"id": "b", "text": TEXT.replace("14", "9")})]
    found = check(sources, cache=cache)
    assert not cache._folder.exists()
    assert not cache._reports.exists()
    monkeypatch.undo()
    assert check(sources, cache=cache) == found
    assert len(files(cache)) == len(sources)


@pytest.mark.parametrize("spoil", [b"", b"x", b"{}", None])
def test_a_spoiled_entry_is_made_anew(cache: ClaimCache, spoil: bytes | None) -> None:
    claims = extract_claims(SOURCE)
    cache.put(SOURCE, claims)
    (path,) = files(cache)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] if spoil is None else spoil)
    assert cache.get(SOURCE) is None
    cache.put(SOURCE, claims)
    assert path.read_bytes() == content
    checksum = store._checksum(b"[1, 2]") + b"\n[1, 2]"  # whole, but no claims
    path.write_bytes(checksum)
    assert cache.get(SOURCE) is None


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    measured = ClaimCache(tmp_path / "measured")
    measured.put(SOURCE, extract_claims(SOURCE))
    limit = 3 * files(measured)[0].stat().st_size  # as much as three texts take, whatever is claimed in one
    small = ClaimCache(tmp_path / "claims", limit=limit)
    sources = [SOURCE.model_copy(update={"title": str(number)}) for number in range(8)]
    for age, source in enumerate(reversed(sources)):
        small.put(source, extract_claims(source))
        stamp = 1_000_000_000 - age
        os.utime(small._path(source), (stamp, stamp))
    assert sum(path.stat().st_size for path in files(small)) > limit
    assert small.get(sources[0]) is not None  # used just now
    small.trim()
    assert sum(path.stat().st_size for path in files(small)) <= limit
    assert small.get(sources[0]) is not None
    assert small.get(sources[1]) is None
    before = files(small)
    small.trim()
    assert files(small) == before


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "claims").write_text("a file", encoding="utf-8")
    blocked = ClaimCache(tmp_path / "claims")
    blocked.put(SOURCE, extract_claims(SOURCE))
    assert blocked.get(SOURCE) is None
    blocked.trim()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_check_is_the_same_with_and_without_it(cache: ClaimCache, jobs: int) -> None:
    sources = read_sources([EXAMPLES / "english", EXAMPLES / "mixed"])
    plain = check(sources)
    assert check(sources, cache=cache, jobs=jobs) == plain
    assert len(files(cache)) == len(sources)
    assert check(sources, cache=cache, jobs=jobs) == plain
    files(cache)[0].unlink()
    shutil.rmtree(cache._reports)
    assert check(sources, cache=cache, jobs=jobs) == plain
    assert len(files(cache)) == len(sources)


def test_processes_may_share_it(tmp_path: Path) -> None:
    environment = {**os.environ, "CONSISTENCY_CACHE": str(tmp_path)}
    command = [sys.executable, "-m", "consistency.cli", str(EXAMPLES / "english"), "--format", "json"]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    outputs = {process.communicate()[0] for process in running}
    assert len(outputs) == 1
    assert {process.returncode for process in running} == {1}
    assert len(list((tmp_path / "claims").iterdir())) == 2


def test_no_spacy_where_all_is_known(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom consistency.cli import main\n"
        f"main([{str(EXAMPLES / 'english')!r}, '--format', 'json'])\nprint('spacy' in sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "CONSISTENCY_CACHE": str(tmp_path)}
    runs = [
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True) for _ in range(2)
    ]
    assert [done.stderr.split() for done in runs] == [[b"True"], [b"False"]]
    assert runs[0].stdout == runs[1].stdout


def test_options_of_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "cache_folder", lambda: tmp_path)
    draft = tmp_path / "draft.txt"
    draft.write_text(TEXT, encoding="utf-8")
    assert main([str(draft), "--no-cache"]) == 0
    assert not (tmp_path / "claims").exists()
    assert main([str(draft)]) == 0
    assert len(list((tmp_path / "claims").iterdir())) == 1
    assert main([str(draft), "--as-of", "2024-03-11"]) == 0  # another day, other claims
    assert len(list((tmp_path / "claims").iterdir())) == 2
