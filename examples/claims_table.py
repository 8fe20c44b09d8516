"""Write a table of three claims, as another program would write millions: `python examples/claims_table.py FILE`."""

import datetime
import sys

import pyarrow as pa
import pyarrow.parquet as pq

said = [("market", "Brown rice 500 g", 120), ("bazaar", "brown rice, 500 g", 90), ("mall", "Olive oil 1 l", 800)]
claims = {
    "kind": ["price" for _ in said],
    "source": [source for source, _, _ in said],
    "product": [product for _, product, _ in said],
    "date": [datetime.date(2025, 3, 2) for _ in said],
    "price": [float(price) for _, _, price in said],
    "evidence": [f"{product}: {price}" for _, product, price in said],
}
pq.write_table(pa.table(claims), sys.argv[1])
