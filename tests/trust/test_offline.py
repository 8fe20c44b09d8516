"""No socket is opened, whatever is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import MODULE, TEXTS, copy_examples, every_format, run

# An audit hook hears of every socket of the process; none can be had but one: urllib3, which spaCy imports by way of
# requests, binds a socket to this machine's own address to learn whether there is IPv6. It may make one and bind it to
# a free port of ::1, where nobody else hears of it, and nothing more: not connect, listen, send or look up a name.
_FORBIDDEN = """
import sys
def of_urllib3(event, arguments):
    frame = sys._getframe(2)
    while frame and frame.f_code.co_name != "_has_ipv6":
        frame = frame.f_back
    if frame is None or frame.f_globals.get("__name__") != "urllib3.util.connection":
        return False
    return event == "socket.__new__" or (event == "socket.bind" and arguments[1] == ("::1", 0))
def hook(event, arguments):
    if event.startswith("socket.") and not of_urllib3(event, arguments):
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
    ("use", "heard"),
    [
        ("socket.socket(socket.AF_INET6).bind(('::1', 0))", ""),
        ("socket.socket().bind(('127.0.0.1', 0))", "NETWORK socket.bind\n"),
        ("socket.socket().connect(('127.0.0.1', 9))", "NETWORK socket.connect\n"),
        ("socket.gethostbyname('localhost')", "NETWORK socket.gethostbyname\n"),
    ],
)
def test_the_question_for_ipv6_may_ask_nothing_else(tmp_path: Path, use: str, heard: str) -> None:
    """The function of urllib3 is given other code, as a later version of it may have."""
    code = f"import socket\ndef _has_ipv6():\n    {use}\n_has_ipv6()\n"
    name = "{'__name__': 'urllib3.util.connection'}"
    before = f"import urllib3.util.connection\ntry:\n    exec({code!r}, {name})\nexcept OSError:\n    pass\n"
    done = run(["--version"], tmp_path, _command(before))
    assert (done.returncode, done.stderr) == (0, heard)


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
