"""Pages of HTML: the article, what the page says of it, and the lines of the file."""

from __future__ import annotations

import builtins
import datetime
from pathlib import Path
from typing import Any

import pytest

from consistency import Source, check, extract_claims, read_sources
from consistency.cli import main
from consistency.errors import SourceError
from consistency.reading.page_metadata import page_metadata

pytest.importorskip("trafilatura", reason="needs the extra 'html'")

ARTICLE = """<article>
<h1>حريق في ميناء سلبي</h1>
<p>أدى حريق في ميناء سلبي إلى إصابة 14 شخصا يوم الاثنين،
بحسب الشرطة &amp; الدفاع المدني، وأغلق الميناء بقية اليوم.</p>
<p>وقال الوزير إن الميناء سيبقى مغلقا <b>ثلاثة</b> أيام، مضيفا أن التحقيق مستمر في أسباب الحريق الذي اندلع ليلا.</p>
<ul><li>أول نقطة في القائمة الطويلة</li>
<li>ثاني نقطة في القائمة الطويلة</li></ul>
</article>"""
JSON_LD = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, '
    '{"@type": ["NewsArticle"], "headline": "حريق في ميناء سلبي", "datePublished": "2024-03-12T00:30:00+03:00", '
    '"publisher": {"@type": "Organization", "name": "الجريدة"}, "inLanguage": "ar-EG"}]}</script>'
)


DAY = datetime.date(2024, 3, 12)


def page(article: str = ARTICLE, head: str = JSON_LD) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>حريق - الجريدة</title>\n'
        f"{head}\n"
        f'</head><body><nav><a href="/">الرئيسية</a> <a href="/p">سياسة</a></nav>\n{article}\n'
        "<footer>جميع الحقوق محفوظة 2019</footer></body></html>\n"
    )


def read(tmp_path: Path, content: str | bytes, name: str = "a.html") -> Source:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (source,) = read_sources(path)
    return source


def test_the_article_and_what_the_page_says_of_it(tmp_path: Path) -> None:
    source = read(tmp_path, page())
    assert source.text.startswith("حريق في ميناء سلبي\n\nأدى حريق في ميناء سلبي إلى إصابة 14 شخصا")
    assert "محفوظة" not in source.text
    assert "الرئيسية" not in source.text
    assert (source.title, source.outlet, source.language) == ("حريق في ميناء سلبي", "الجريدة", "ar")
    assert source.published == datetime.date(2024, 3, 12)  # where it was written, not in Greenwich


def test_quotations_are_exact_and_give_the_line_of_the_file(tmp_path: Path) -> None:
    content = page()
    source = read(tmp_path, content)
    claims = extract_claims(source)
    assert any("14 شخصا" in evidence.quote for claim in claims for evidence in claim.evidence)
    file_lines = content.splitlines()
    for claim in claims:
        for evidence in claim.evidence:
            assert evidence.start is not None
            assert source.text[evidence.start : evidence.end] == evidence.quote
            first = evidence.quote.removeprefix("- ").split()[0]
            assert first in file_lines[source.line_at(evidence.start) - 1]
    for words in ("بحسب الشرطة", "ثلاثة", "ثاني نقطة", "حريق في ميناء سلبي\n"):
        place = source.text.index(words)
        assert words.strip() in file_lines[source.line_at(place) - 1].replace("<b>", "").replace("</b>", "")


def test_a_report_names_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = read(tmp_path, page())
    (tmp_path / "b.txt").write_text("أدى حريق في ميناء سلبي إلى إصابة 41 شخصا يوم الاثنين.\n", encoding="utf-8")
    command = [str(tmp_path), "--as-of", "2024-03-12"]
    assert main(command) == 1
    line = source.line_at(source.text.index("14"))
    assert f"{tmp_path / 'a.html'}:{line}" in capsys.readouterr().out
    suppressed = page(ARTICLE.replace("<p>أدى", "<!-- check: ignore toll -->\n<p>أدى"))
    read(tmp_path, suppressed)
    assert main(command) == 0
    inside = page(ARTICLE.replace("يوم الاثنين،", "يوم <!-- check: ignore toll --> الاثنين،"))
    read(tmp_path, inside)
    assert main(command) == 0
    read(tmp_path, page(ARTICLE.replace("<p>وقال", "<!-- check: ignore toll -->\n<p>وقال")))
    assert main(command) == 1
    read(tmp_path, page(ARTICLE.replace("<p>وقال", "\n<!-- check: ignore tol -->\n<p>وقال")))
    capsys.readouterr()
    assert main(command) == 2
    line = 1 + page(ARTICLE.replace("<p>وقال", "\n<!-- check: ignore tol -->\n<p>وقال")).split("<!-- check")[0].count(
        "\n"
    )
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'a.html'}:{line}:1: no rule or family 'tol'")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<meta property="og:title" content="Fire &amp; smoke"><meta property="og:site_name" content="The Post">'
            '<meta property="article:published_time" content="2024-03-12T08:00:00Z">'
            '<link rel="canonical" href="https://example.org/1">',
            ("Fire & smoke", "The Post", datetime.date(2024, 3, 12), "https://example.org/1"),
        ),
        ('<title>Fire</title><meta name="DC.date.issued" content="2024-03-12">', ("Fire", None, DAY, None)),
        ('<script type="application/ld+json">{broken</script><title>Fire</title>', ("Fire", None, None, None)),
        ('<meta property="article:published_time" content="yesterday">', (None, None, None, None)),
        (f'<script type="application/ld+json">{"[" * 5000}</script>', (None, None, None, None)),
        (
            '<script type="application/ld+json">{"@type": "Article", "headline": 7, "publisher": "A"}</script>',
            (None, "A", None, None),
        ),
    ],
)  # fmt: skip
def test_what_a_head_tells(head: str, expected: tuple[Any, ...]) -> None:
    told = page_metadata(f"<html><head>{head}</head><body></body></html>")
    assert tuple(told.get(name) for name in ("title", "outlet", "published", "url")) == expected


def test_a_dateline_serves_where_the_page_says_nothing(tmp_path: Path) -> None:
    article = ARTICLE.replace("</h1>", "</h1>\n<p>كتب: فريق التحرير</p>\n<p>نشر في 16 مايو 2024 | آخر تحديث: 09:40</p>")
    assert read(tmp_path, page(article, head="")).published == datetime.date(2024, 5, 16)


def test_encodings_that_a_page_declares(tmp_path: Path) -> None:
    plain = read(tmp_path, page())
    for encoding in ("windows-1256", "iso-8859-6"):
        content = page().replace('charset="utf-8"', f'charset="{encoding}"')
        assert read(tmp_path, content.encode(encoding)).text == plain.text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><body></body></html>", "no article was found in this page"),
        (b"", "no article was found in this page"),
        (b"<html><body><p>\xff\xfe</p></body></html>", "not UTF-8 here"),
        (b"<html><meta charset='no-such'><body></body></html>", "declares the encoding 'no-such', which is not known"),
        (b"<html><meta charset='ascii'><p>\xff</p></html>", "not in the encoding 'ascii' that it declares"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=r"a\.html.*" + message):
        read(tmp_path, content)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    (tmp_path / "b.rss").write_text("<rss/>", encoding="utf-8")
    (tmp_path / "c.txt").write_text("The fire injured 14 people.", encoding="utf-8")
    original = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] in ("trafilatura", "feedparser"):
            raise ImportError(name)
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main([str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert "1 source" in captured.out
    assert captured.err.splitlines() == [
        f"{tmp_path / 'a.html'}: to read HTML, install the extra: pip install 'fact-consistency[html]'",
        f"{tmp_path / 'b.rss'}: to read feeds, install the extra: pip install 'fact-consistency[feeds]'",
    ]


def test_two_pages_are_compared(tmp_path: Path) -> None:
    sources = [read(tmp_path, page()), read(tmp_path, page(ARTICLE.replace("14", "41")), "b.html")]
    found = check(sources).discrepancies
    assert "toll-count" in {d.rule for d in found}
    assert all(e.path and e.line for d in found for e in d.evidence)


@pytest.mark.parametrize("mark", ["<![doctype x", "<![endif]>", "<![CDATA[x]]>", "<![>", "<![ if"])
def test_marks_of_sgml_are_comments(tmp_path: Path, mark: str) -> None:
    """Found by fuzzing: Python's parser asserts that it knows the keyword."""
    path = tmp_path / "a.html"
    page = f"<html><head>{mark}<title>a</title></head><body>{mark}{ARTICLE}</body></html>"
    path.write_text(page, encoding="utf-8")
    (source,) = read_sources([path])
    assert "إصابة 14 شخصا" in source.text
