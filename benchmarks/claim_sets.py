"""Synthetic sets of claims for the speed and precision of large sets: shared/perf's, and one of another make.

`measured_claims` maps the data of shared/perf/gen.py to a table of claims; `invented` makes a set with other names,
other values and another share of conflicts. Both come with the number of the thing that each claim is about.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Ints = npt.NDArray[np.int64]

RULE = """\
id: measure
family: measure
check: conflict
summary: One subject has two values of one attribute in one year.
severity: error
confidence: medium
claims: measure
same:
  subject: {by: name, weight: 2, required: true, at_least: 0.6}
  attribute: {by: equal, required: true, at_least: 1}
  year: {by: equal, required: true, at_least: 1}
differs: {field: value, tolerance: 0.02}
message: "{a.subject}: {a.value} in {a.source}, {b.value} in {b.source}."
why: One of the two is wrong.
"""

_UNITS = {
    "percent": ("percent", 1.0),
    "billion_usd": ("USD", 1e9),
    "million_usd": ("USD", 1e6),
    "persons": ("person", 1.0),
    "tonnes": ("tonne", 1.0),
}
_TYPES = {"number": "quantity", "date": "period", "office": "term", "place": "term"}


def measured_claims(folder: Path, count: int) -> tuple[pa.Table, Ints]:
    """Return the claims that shared/perf/gen.py wrote to `folder` as a table, and the true topic of each."""
    columns = ["source", "subject", "attribute", "year", "vtype", "value", "unit"]
    given = pq.read_table(folder / f"claims_{count}.parquet", columns=columns)
    kinds, values, units = (given[name].to_pylist() for name in ("vtype", "value", "unit"))
    figures = [float(v) * _UNITS[u][1] if k == "number" else None for k, v, u in zip(kinds, values, units, strict=True)]
    days = pa.array([v if k == "date" else None for k, v in zip(kinds, values, strict=True)], pa.string())
    parts = {
        "type": pa.array([_TYPES[kind] for kind in kinds]),
        "low": pa.array(figures, pa.float64()),
        "high": pa.array(figures, pa.float64()),
        "unit": pa.array([_UNITS[u][0] if k == "number" else None for k, u in zip(kinds, units, strict=True)]),
        "start": pc.cast(days, pa.date32()),
        "end": pc.cast(days, pa.date32()),
        "concept": pa.array([v if _TYPES[k] == "term" else None for k, v in zip(kinds, values, strict=True)]),
    }
    table = {
        "kind": pa.array(["measure"] * len(given)),
        "source": pc.cast(given["source"], pa.string()),
        "subject": given["subject"],
        "attribute": given["attribute"],
        "year": given["year"],
        "value": pa.StructArray.from_arrays(list(parts.values()), list(parts)),
        "evidence": pc.binary_join_element_wise(given["subject"], given["value"], ": "),
    }
    topic = pq.read_table(folder / f"truth_{count}.parquet", columns=["topic"])["topic"].to_numpy()
    return pa.table(table), topic


# Of the ten parts of `ten_times`; none is a name in gen.py's data.
_HOUSES = ["Quvandiq", "Zebroski", "Wimbotho", "Yuxhiara", "Fjeldgaard", "Oquendo", "Tchakarov", "Hvidkjær", "Bwalyaku",
           "Ngawhika"]  # fmt: skip


def ten_times(folder: Path, count: int, target: Path) -> None:
    """Write gen.py's claims ten times over as Parquet, each part with a family name and attributes of its own.

    So there are ten times the names and the blocks, and blocks of the same size.
    """
    claims, _ = measured_claims(folder, count)
    with pq.ParquetWriter(target, claims.schema) as writer:
        for number, house in enumerate(_HOUSES):
            subject = pc.binary_join_element_wise(claims["subject"], house, " ")
            attribute = pc.binary_join_element_wise(claims["attribute"], str(number), " ")
            quoted = pc.binary_join_element_wise(claims["evidence"], house, ", ")
            part = claims
            for name, column in (("subject", subject), ("attribute", attribute), ("evidence", quoted)):
                part = part.set_column(part.schema.get_field_index(name), name, column)
            writer.write_table(part)


# Names of several countries as the press of either script prints them; misprints and shortenings are made below.
_FIRST = [
    ("عبد الحميد", "Abdelhamid", "Abdul Hamid"), ("صلاح الدين", "Salah Eddine", "Salahuddin"),
    ("نزار", "Nizar", "Nezar"),
    ("شيماء", "Shaimaa", "Chaima"), ("رقية", "Ruqayya", "Roukaya"), ("حمزة", "Hamza", "Hamzah"),
    ("زكريا", "Zakaria", "Zakariya"),
    ("بدر", "Badr", "Bader"), ("ثامر", "Thamer", "Tamer"), ("جابر", "Jaber", "Gaber"), ("غادة", "Ghada", "Ghadah"),
    ("ميخائيل", "Mikhail", "Mikhael"), ("أولغا", "Olga", "Olga"), ("ستيفان", "Stefan", "Stephan"),
    ("ماريا", "Maria", "Mariya"),
    ("كارلوس", "Carlos", "Karlos"), ("أندرو", "Andrew", "Andrew"), ("هيلين", "Helen", "Helene"),
    ("نعيمة", "Naima", "Naeema"),
    ("الطيب", "Tayeb", "Tayyib"), ("يحيى", "Yahya", "Yehia"), ("أنور", "Anwar", "Anouar"), ("سهام", "Siham", "Seham"),
    ("معتز", "Moataz", "Mutaz"), ("إدريس", "Idris", "Driss"), ("لطيفة", "Latifa", "Lateefa"),
    ("بشرى", "Bushra", "Bouchra"),
    ("عماد", "Imad", "Emad"), ("رشيد", "Rachid", "Rashid"), ("وفاء", "Wafaa", "Wafa"),
]  # fmt: skip
_LAST = [
    ("بن عيسى", "Benaissa", "Ben Aissa"), ("العلوي", "Alaoui", "Al-Alawi"), ("بوزيد", "Bouzid", "Bou Zid"),
    ("الفاسي", "El Fassi", "Al-Fasi"), ("ياسين", "Yassine", "Yaseen"), ("الرفاعي", "Al-Rifai", "El-Refaei"),
    ("شعبان", "Shaaban", "Chaabane"), ("غزال", "Ghazal", "Gazal"), ("البستاني", "Al-Bustani", "Boustany"),
    ("جبران", "Gibran", "Jubran"),
    ("كرم", "Karam", "Karam"), ("الصباغ", "Al-Sabbagh", "Sabagh"), ("مراد", "Murad", "Mourad"),
    ("سعادة", "Saadeh", "Saade"),
    ("إيفانوف", "Ivanov", "Iwanow"), ("كوفالينكو", "Kovalenko", "Kowalenko"), ("نوفاك", "Novak", "Nowak"),
    ("شميت", "Schmidt", "Schmitt"),
    ("غارسيا", "Garcia", "Garsia"), ("روسي", "Rossi", "Rosi"), ("مارتن", "Martin", "Marten"),
    ("تايلور", "Taylor", "Tayler"),
    ("هاريس", "Harris", "Haris"), ("الزبير", "Al-Zubair", "Zoubeir"), ("القرضاوي", "Al-Qaradawi", "Qardawi"),
    ("طنطاوي", "Tantawi", "Tantawy"),
    ("الجبوري", "Al-Jubouri", "Jabouri"), ("العزاوي", "Al-Azzawi", "Azawi"), ("الشريف", "Al-Sharif", "Cherif"),
    ("بلقاسم", "Belkacem", "Belqasim"),
    ("حجازي", "Hegazy", "Hijazi"), ("الأنصاري", "Al-Ansari", "Ansary"), ("الهلالي", "Al-Hilali", "Helali"),
    ("دياب", "Diab", "Dyab"),
    ("الخطيب", "Al-Khatib", "Khateeb"), ("عودة", "Odeh", "Awda"), ("المهدي", "Al-Mahdi", "Mehdi"),
    ("الترابي", "Turabi", "Al-Tourabi"),
]  # fmt: skip


def invented(count: int, seed: int, conflicts: float = 0.12) -> tuple[pa.Table, Ints]:
    """Return claims of another make than gen.py's, and the number of the thing of each.

    Two or three words a name in three spellings, skewed by how common each is; counts that mostly agree to the digit,
    and a share of `conflicts` that do not; a twentieth of the people have a brother or sister with the same
    other words.
    """
    draw = random.Random(seed)
    people: list[tuple[int, ...]] = []
    taken: set[tuple[int, ...]] = set()
    while len(people) < max(40, count // 60):
        first, middle = (int(draw.betavariate(1, 2) * len(_FIRST)) for _ in range(2))
        person: tuple[int, ...] = (first, middle, int(draw.betavariate(1, 1.5) * len(_LAST)))
        if people and draw.random() < 0.05:
            person = (first, *people[-1][1:])
        if person not in taken:
            taken.add(person)
            people.append(person)
    blocks = max(10, count // 1500)
    things: list[tuple[int, int]] = []
    for person_number in (draw.randrange(len(people)) for _ in range(count // 6)):
        if things and draw.random() < 0.04:  # the next one of the list, who may be a brother, in the same block
            things.append(((things[-1][0] + 1) % len(people), things[-1][1]))
        else:
            things.append((person_number, draw.randrange(blocks)))
    # One thing for each person and block.
    number = {thing: place for place, thing in enumerate(dict.fromkeys(things))}
    truth = [draw.randrange(3, 5000) for _ in number]
    rows: dict[str, list[Any]] = {key: [] for key in ("source", "subject", "attribute", "year", "value", "evidence")}
    topics: list[int] = []
    for row in range(count):
        thing = things[int(draw.betavariate(0.7, 2.2) * len(things))]
        topic = number[thing]
        said = truth[topic]
        if draw.random() < conflicts:
            said = max(1, said + draw.choice([-1, 1]) * draw.randrange(1 + said // 8, 3 + said // 2))
        name = _printed(people[thing[0]], draw)
        for key, value in (
            ("source", f"outlet {draw.randrange(400)}"),
            ("subject", name),
            ("attribute", f"count {thing[1] % 97}"),
            ("year", 1990 + thing[1] // 97),
            ("value", float(said)),
            ("evidence", f"{name}: {said} ({row})"),
        ):
            rows[key].append(value)
        topics.append(topic)
    return pa.table({"kind": ["measure"] * count, **rows}), np.array(topics, np.int64)


def _printed(person: tuple[int, ...], draw: random.Random) -> str:
    script = 0 if draw.random() < 0.55 else draw.choice([1, 1, 2])
    words = [_FIRST[person[0]][script], _FIRST[person[1]][script], _LAST[person[2]][script]]
    if draw.random() < 0.12:
        del words[1]
    name = " ".join(words)
    if script == 0 and draw.random() < 0.3:
        name = name.translate(str.maketrans("أإآىة", "ااايه"))
    if draw.random() < 0.08:
        place = draw.randrange(len(name) - 1)
        name = draw.choice(
            [
                name[:place] + name[place + 1 :],
                name[:place] + name[place + 1] + name[place] + name[place + 2 :],
                name[:place] + name[place] + name[place:],
            ]
        )
    return name
