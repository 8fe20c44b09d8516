"""Python's parser of HTML, without what it gives up on."""

from __future__ import annotations

from html.parser import HTMLParser


class ForgivingParser(HTMLParser):
    """Reads any markup; character references come as characters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Read `<![…>` as browsers do, as a comment that ends at the next `>`; Python asserts that it is of SGML."""
        return self.parse_bogus_comment(i, bool(report))
