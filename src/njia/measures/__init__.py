"""One file per published measure, on Ibis tables.

`measure_all` computes every one of `MEASURES` from a dataset in a `Scope`, with DuckDB or Spark;
`labelled` and `as_json` write a result for people and programs. How a measure is said: `declaration.py`.
"""

from njia.measures.declaration import Column, Measure, Measured, Scope, Tables, Unit
from njia.measures.declared import MEASURES
from njia.measures.labels import as_json, labelled
from njia.measures.measuring import arrow_type, measure_all
from njia.measures.scope import scope_for

__all__ = [
    "MEASURES",
    "Column",
    "Measure",
    "Measured",
    "Scope",
    "Tables",
    "Unit",
    "arrow_type",
    "as_json",
    "labelled",
    "measure_all",
    "scope_for",
]
