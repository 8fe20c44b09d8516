"""Made-up claims, and the rule that the tests of the engines check them by."""

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa

RULE = """\
id: measure
family: measure
check: conflict
summary: One subject has two values of one attribute.
severity: error
claims: measure
same:
  subject: {by: name, required: true, at_least: 0.7}
  attribute: {by: equal, required: true, at_least: 1}
differs: {field: value, tolerance: 0.02}
message: "{a.subject}: {a.value} in {a.source}, {b.value} in {b.source}"
"""
GIVEN = [
    ("محمد", "Mohammed"), ("أحمد", "Ahmed"), ("خالد", "Khaled"), ("يوسف", "Yousef"), ("إبراهيم", "Ibrahim"),
    ("مريم", "Maryam"), ("ليلى", "Layla"), ("ديفيد", "David"), ("سمير", "Samir"), ("كريم", "Karim"),
    ("هدى", "Huda"), ("عمر", "Omar"),
]  # fmt: skip
FAMILY = [
    ("التميمي", "Tamimi"), ("الزهراني", "Al-Zahrani"), ("حداد", "Haddad"), ("منصور", "Mansour"), ("الخوري", "Khoury"),
    ("دافيدسون", "Davidson"), ("بركات", "Barakat"), ("القاسم", "Al-Qasim"), ("درويش", "Darwish"), ("الشامي", "Shami"),
]  # fmt: skip


def claims(count: int, seed: int) -> Any:
    """Return claims with names in two scripts, misprints, missing words, and some values that conflict."""
    draw = random.Random(seed)
    people = [(draw.choice(GIVEN), draw.choice(GIVEN), draw.choice(FAMILY)) for _ in range(count // 20)]
    things = [
        (draw.choice(people), f"attribute {draw.randrange(8)}", draw.uniform(10, 1000)) for _ in range(count // 8)
    ]
    rows = []
    for number in range(count):
        person, attribute, value = things[min(int(draw.expovariate(0.02)), len(things) - 1)]
        script = draw.random() < 0.3
        words = [part[script] for part in person]
        if draw.random() < 0.1:
            del words[1]
        name = " ".join(words)
        if draw.random() < 0.1:
            place = draw.randrange(len(name))
            name = name[:place] + name[place + 1 :]
        said = value * draw.choice([0.5, 1.4]) if draw.random() < 0.08 else value * draw.uniform(0.997, 1.003)
        rows.append(
            {
                "kind": "measure",
                "source": f"s{draw.randrange(60)}",
                "subject": name,
                "attribute": attribute.upper() if draw.random() < 0.2 else attribute,
                "value": round(said, 3),
                "evidence": f"quotation {number}",
            }
        )
    return pa.Table.from_pylist(rows)
