"""RSS and Atom: a text an entry, with its day, and the lines of the file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from consistency import read_sources
from consistency.cli import main
from consistency.errors import SourceError

pytest.importorskip("feedparser", reason="needs the extra 'feeds'")

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Selby Post</title><link>https://example.org</link><language>en-GB</language>
<item><title>Fire at the quay &amp; after</title><link>https://example.org/1</link>
<pubDate>Tue, 12 Mar 2024 00:30:00 +0300</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>The fire at the Selby terminal injured
14 people on Monday evening.</p><p>The mayor spoke of luck.</p>]]></content:encoded></item>
<item><title>Fire: the toll</title><guid>two</guid><pubDate>Tue, 12 Mar 2024 09:00:00 GMT</pubDate>
<description>&lt;p&gt;The fire at the Selby terminal injured 41 people on Monday evening.&lt;/p&gt;</description></item>
<item></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">
<title>الجريدة</title>
<entry><id>urn:1</id><title>حريق في ميناء سلبي</title><updated>2024-03-12T23:30:00-05:00</updated>
<content type="html">&lt;p&gt;أدى حريق في ميناء سلبي إلى إصابة 14 شخصا.&lt;/p&gt;</content></entry>
</feed>
"""


def test_rss(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS, encoding="utf-8")
    first, second = read_sources(path)
    assert first.text == (
        "Fire at the quay & after\n\nThe fire at the Selby terminal injured 14 people on Monday evening.\n\n"
        "The mayor spoke of luck.\n"
    )
    assert (first.id, first.title, first.outlet) == (
        f"{path}#https://example.org/1", "Fire at the quay & after", "The Selby Post"
    )  # fmt: skip
    assert (first.url, first.language) == ("https://example.org/1", "en")
    assert first.published == datetime.date(2024, 3, 12)  # where it was written
    assert (second.id, second.published) == (f"{path}#two", datetime.date(2024, 3, 12))
    lines = RSS.splitlines()
    for source, words in (
        (first, "Fire at the quay"),
        (first, "14 people"),
        (first, "The mayor"),
        (second, "41 people"),
    ):
        line = lines[source.line_at(source.text.index(words)) - 1]
        assert words in line.replace("&amp;", "&")


def test_atom_and_xml_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(ATOM, encoding="utf-8")
    (source,) = read_sources(path)
    assert source.text == "حريق في ميناء سلبي\n\nأدى حريق في ميناء سلبي إلى إصابة 14 شخصا.\n"
    assert (source.outlet, source.language, source.published) == ("الجريدة", "ar", datetime.date(2024, 3, 12))
    with pytest.raises(SourceError, match="no texts in this folder"):  # .xml may be anything there
        read_sources(tmp_path)


def test_entries_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS, encoding="utf-8")
    assert main([str(path)]) == 1
    out = capsys.readouterr().out
    assert "error  toll-count" in out
    assert f"{path}:8" in out
    assert f"{path}:10" in out


OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("<html><body>no feed</body></html>", "no feed that can be read|no entries"),
        ("<rss><channel></channel></rss>", "no entries"),
        ("<rss><channel><item></item></channel></rss>", "no entries with words"),
        ("<rss><channel><item><title>", "no entries|no feed"),
        (f"{OUTSIDE}<rss><channel><item><title>&a;</title></item></channel></rss>", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.rss"
    path.write_text(content, encoding="utf-8")
    try:
        sources = read_sources(path)
    except SourceError as error:
        assert any(part in str(error) for part in message.split("|"))  # noqa: PT017 - either may be
        return
    assert not message
    assert all("root:" not in source.text for source in sources)


def test_what_a_page_would_not_show_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    body = "&lt;p&gt;Nine were hurt.&lt;/p&gt;&lt;script&gt;ten were hurt&lt;/script&gt;&lt;style&gt;p {}&lt;/style&gt;"
    path.write_text(
        f"<rss version='2.0'><channel><title>W</title><item><guid>1</guid><title>Fire</title>"
        f"<description>{body} &lt;!-- open</description></item></channel></rss>"
    )
    (source,) = read_sources([path])
    assert "ten were hurt" not in source.text
    assert source.text.split("\n\n")[:2] == ["Fire", "Nine were hurt."]
