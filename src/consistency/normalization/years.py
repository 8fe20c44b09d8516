"""Years and stretches of whole years: of an era, decades, centuries, millennia.

Years before Christ, for which there is no `datetime.date`, are read here. The readers are called by the languages'
dates.yaml, as those of named_dates.py are.
"""

from __future__ import annotations

from consistency.normalization import calendars
from consistency.normalization.calendars import hijri_span, year_span
from consistency.normalization.date_values import DateReading, Surroundings, Words, on_days, on_years, reading_of


def read_year(words: Words, around: Surroundings) -> DateReading | None:
    """Read "in 2014", "عام 2017", "1446 هـ"."""
    if words.get("hijri"):
        span = hijri_span(words["year"], None, None)
        return on_days("year", words, span, year=words["year"], hijri=True, slack=calendars.HIJRI_SLACK)
    if words["year"] % 100 == 0 and words["before_noun"]:
        return None  # "in 2000 homes"
    return reading_of("year", words, year=words["year"], part=words.get("part"))


def read_era_year(words: Words, around: Surroundings) -> DateReading | None:
    """Read "14 AD", "44 BC", «عام 3100 ق.م»."""
    if words["year"] == 0:
        return None
    if words["bc"]:
        return on_years("year", words, -words["year"], -words["year"])
    return reading_of("year", words, year=words["year"])


def read_era_span(words: Words, around: Surroundings) -> DateReading | None:
    """Read "from 3100 to 3000 BC", "between 300 and 200 BC"."""
    if not words["year"] > words["year2"] > 0:
        return None
    return on_years("interval", words, -words["year"], -words["year2"])


def _centuries(first: int, last: int, before_christ: bool) -> tuple[int, int]:
    """Return the first and last year from one century to another."""
    if before_christ:
        return -first * 100, -(last - 1) * 100 - 1
    return (first - 1) * 100 + 1, last * 100


def read_century(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the 19th century", "القرن التاسع عشر"."""
    unit, n = words.get("unit", "century"), words["n"]
    if unit != "century" or not 1 <= n <= 40:
        return None
    return on_years("century", words, *_centuries(n, n, bool(words["bc"])))


def read_century_span(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the 4th and 3rd centuries BC", «القرنين السابع عشر والثامن عشر»."""
    first, last, bc = words["n"], words["n2"], bool(words["bc"])
    if words["unit"] != "century" or not 1 <= min(first, last) < max(first, last) <= 40 or (first > last) != bc:
        return None
    return on_years("interval", words, *_centuries(first, last, bc))


def read_millennium(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the third millennium BC", «الألفية الثالثة قبل الميلاد»."""
    n = words["n"]
    return on_years("interval", words, -n * 1000, -(n - 1) * 1000 - 1) if 1 <= n <= 10 else None


def read_decade(words: Words, around: Surroundings) -> DateReading | None:
    """Read "the 1990s", "تسعينيات القرن الماضي", "the 330s BC"."""
    if words.get("bc"):
        if words.get("unit", "century") != "century":
            return None
        last = words["decade"] if "decade" in words else (words["n"] - 1) * 100 + words["short"]
        return on_years("decade", words, -last - 9, -last) if last % 10 == 0 and last else None
    if "decade" in words:
        first = words["decade"]
        if first % 10:
            return None
    else:
        century = (words["n"] - 1) * 100 if "n" in words else words.get("century", 1900)
        if not 0 <= century <= 9800:
            return None
        ref = words.get("ref")
        if isinstance(ref, DateReading) and ref.start is not None:
            century = ref.start.year // 100 * 100
        elif words["short"] < 30:
            century = 1900 if "century" in words else 2000
        first = century + words["short"]
    return on_days("decade", words, year_span(first, first + 9))


def read_year_range(words: Words, around: Surroundings) -> DateReading | None:
    """Read "2021-2023", "2024-25", "بين عامي 2010 و2015"."""
    first = words["year"]
    last = words["year2"] if "year2" in words else first // 100 * 100 + words["short"]
    if not first < last <= first + 120:
        return None
    return on_days("interval", words, year_span(first, last))


def part_of_century(words: Words, whole: DateReading, unit: str, n: int) -> DateReading | None:
    """Read "the last decade of the 19th century", "the first half of the 1990s"; a century may begin in 00, too."""
    if whole.years is not None:
        first, last = whole.years
    elif whole.start is not None and whole.end is not None:
        first, last = whole.start.year, whole.end.year
    else:
        return None
    if first is None or last is None:
        return None
    count = last - first + 1
    size = {"half": count // 2, "quarter": count // 4, "decade": 10, "year": 1}.get(unit, 0)
    begin = first + size * (n - 1) if n > 0 else last + 1 + size * n
    if not size or n == 0 or begin < first or begin + size - 1 > last:
        return None
    slack = 366 if whole.precision == "century" else 0
    return on_years("decade" if unit == "decade" else "interval", words, begin, begin + size - 1, slack=slack)
