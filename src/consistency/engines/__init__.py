"""Engines: where a large set of claims is matched: in process, through DuckDB, on Spark."""
