"""How a measure is said: its declaration, its result, and the scope that it is computed in.

A measure is one file: `MEASURE = Measure(…)` beside `compute(tables, scope)`, an Ibis expression for its
rows, and `known(tables, scope)`, a one-row Ibis expression with the columns `known` and `of`: how many
of the submissions in question have a known value. The registry, the codebook, the report's headings and
the disclosure policy read the declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import ibis.expr.types as ir
import pyarrow as pa


class Unit(StrEnum):
    """What a column holds: a key of one of these kinds, or a count of one of these things."""

    COUNTRY = "country"  # ISO code; labelled with the country's name
    PLACE = "place"  # gazetteer id; labelled with the place's name
    CODE = "code"  # code of a vocabulary list; labelled with its name
    TEXT = "text"
    SUBMISSIONS = "submissions"
    ROUTES = "routes"  # distinct paths
    CASES = "cases"  # people, as estimated by those who reported
    ORGANISATIONS = "organisations"
    COUNTRIES = "countries"
    PLACES = "places"
    PERCENT = "percent"  # of the known denominator
    POSITION = "position"  # an order, such as the n-th stop
    YES_NO = "yes_no"


KEY_UNITS = frozenset({Unit.COUNTRY, Unit.PLACE, Unit.CODE, Unit.TEXT, Unit.POSITION, Unit.YES_NO})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, title as printed in English, unit; `code_list` where the unit is a code."""

    name: str
    title: str
    unit: Unit
    code_list: str = ""


@dataclass(frozen=True)
class Measure:
    """One published table or figure, defined once."""

    name: str
    title: str
    unit: Unit  # what its main count counts
    grain: tuple[str, ...]  # the columns that make a row, in order
    columns: tuple[Column, ...]
    denominator: str  # in words: "submissions whose transport is known, of all submissions"
    compute: Callable[[Tables, Scope], ir.Table] = field(repr=False)
    known: Callable[[Tables, Scope], ir.Table] = field(repr=False)


@dataclass(frozen=True)
class Tables:
    """The dataset's tables as Ibis expressions of one engine; see `njia.dataset` for the columns."""

    routes: ir.Table
    stops: ir.Table
    legs: ir.Table
    carriers: ir.Table
    codes: ir.Table
    places: ir.Table


@dataclass(frozen=True)
class Scope:
    """What the figures are about: the collection, the focus country and the network's regions.

    `collection` None means every row except those of `earlier`; `earlier` names the collection that
    changes are measured against. A country missing from `regions` is in no corridor.
    """

    focus_country: str
    regions: Mapping[str, str] = field(default_factory=dict)  # country code -> region
    corridor_names: Mapping[str, str] = field(default_factory=dict)  # "From > To" -> name
    collection: str | None = None
    earlier: str | None = None


@dataclass(frozen=True)
class Measured:
    """A measure's result, for inside the network only: it may hold counts of one.

    Rows are sorted: largest main count first, then by grain. Nothing outside the network accepts this
    type; `njia.disclosure.protect` makes a `Protected` of it.
    """

    measure: Measure
    rows: pa.Table
    known: int
    of: int
