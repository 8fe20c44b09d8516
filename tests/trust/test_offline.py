"""No socket is opened, whatever is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import MODULE, TEXTS, copy_examples, every_format, run

# An audit hook hears of every socket of the process; none can be had. The one that is asked for all the same is
# urllib3's, which spaCy imports: it binds one to this machine's own address to learn whether there is IPv6.
_FORBIDDEN = """
import sys
def hook(event, arguments):
    if event.startswith("socket."):
        frame, names = sys._getframe(), set()
        while frame:
            names.add(frame.f_code.co_name)
            frame = frame.f_back
        if "_has_ipv6" not in names:
            print("NETWORK", event, file=sys.stderr, flush=True)
        raise OSError("no sockets here")
sys.addaudithook(hook)
BEFORE
from consistency.cli import main
sys.exit(main())
"""


def _command(before: str = "") -> tuple[str, ...]:
    return (MODULE[0], "-c", _FORBIDDEN.replace("BEFORE", before))


def test_the_guard_hears_of_a_socket(tmp_path: Path) -> None:
    done = run(["--version"], tmp_path, _command("import socket; socket.socket()"))
    assert done.returncode == 1
    assert done.stderr.startswith("NETWORK socket.__new__\n")
    done = run(["--version"], tmp_path, _command("import socket; socket.getaddrinfo('localhost', 80)"))
    assert done.stderr.startswith("NETWORK socket.getaddrinfo\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["--list-rules"], 0),
        (["--explain", "office-status"], 0),
        (["--show-config"], 0),
        (["--test-rules", "rules"], 0),
        (["claims.jsonl", "--rules", "rules"], 1),
        (["newsroom/draft.md", "--against", "newsroom/wire", "--as-of", "today", "--jobs", "2", "--no-cache"], 1),
        (["page.html", "feed.xml", "english/b.md", "--baseline", "known.json", "--update-baseline"], 0),
        (["nothing.txt"], 2),
    ],
)
def test_no_command_opens_one(tmp_path: Path, arguments: list[str], code: int) -> None:
    examples = copy_examples(tmp_path)
    sentence = "The ministry said that 14 people were injured in the fire in Basra on Monday, 3 March 2025."
    link = "http://127.0.0.1:9/x"
    (examples / "page.html").write_text(
        f"<!DOCTYPE html><html><head><title>Fire</title><link rel=stylesheet href='{link}'></head><body><article>"
        f"<img src='{link}'><p>{sentence}</p><p>{sentence} The fire was put out by noon.</p></article></body></html>"
    )
    (examples / "feed.xml").write_text(
        f"<?xml version='1.0'?><!DOCTYPE rss SYSTEM '{link}'><rss version='2.0'><channel><title>Wire</title>"
        f"<link>{link}</link><item><guid>1</guid><title>Fire</title><description>{sentence}</description></item>"
        "</channel></rss>"
    )
    done = run(arguments, examples, _command())
    assert "NETWORK" not in done.stderr
    assert done.returncode == code, done.stderr


def test_no_format_opens_one(tmp_path: Path) -> None:
    done = run([*TEXTS, *every_format(tmp_path / "reports")], copy_examples(tmp_path), _command())
    assert (done.returncode, done.stderr) == (1, "")
