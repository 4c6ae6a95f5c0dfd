"""How a measure is said: its declaration, its result, and the scope that it is computed in.

A measure is one file: `MEASURE = Measure(…)` beside `compute(tables, scope)`, an Ibis expression for its
rows, and `known(tables, scope)`, how many of the submissions in question have a known value. The
registry, the codebook, the report's headings and the disclosure policy read the declaration.
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
    PATH = "path"  # place ids in the order travelled, joined by " > ", an unknown stop as "?"
    NUMBER = "number"  # a value whose own row says what it counts
    SUBMISSIONS = "submissions"
    ROUTES = "routes"  # distinct paths
    CASES = "cases"  # people, as estimated by those who reported
    ORGANISATIONS = "organisations"
    COUNTRIES = "countries"
    PLACES = "places"
    PERCENT = "percent"  # of the known denominator
    POSITION = "position"  # an order, such as the n-th stop
    YES_NO = "yes_no"


KEY_UNITS = frozenset({Unit.COUNTRY, Unit.PLACE, Unit.CODE, Unit.TEXT, Unit.PATH, Unit.POSITION, Unit.YES_NO})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, title as printed in English, unit; `code_list` where the unit is a code.

    A code with a `code_list` is an entry of that vocabulary list, or several joined by " + "; a code
    without one is a word of the measures themselves, such as `out` or `both`.
    """

    name: str
    title: str
    unit: Unit
    code_list: str = ""


@dataclass(frozen=True)
class Measure:
    """One published table or figure, defined once.

    `{focus}` in a title or a denominator becomes the focus country's name. A column of unit percent is
    not in the expression: it is the main count as a share of `known`, or of the row's own `of`.
    """

    name: str
    title: str
    unit: Unit  # what its main count counts
    grain: tuple[str, ...]  # the columns that make a row, in order
    columns: tuple[Column, ...]
    denominator: str  # in words: "submissions whose transport is known, of all submissions"
    compute: Callable[[Tables, Scope], ir.Table] = field(repr=False)
    known: Callable[[Tables, Scope], Known] = field(repr=False)
    main: str = "submissions"  # the count that rows are ranked by, largest first, and shares are made of
    ranked: bool = True  # False: rows are in the order of the grain


@dataclass(frozen=True)
class Known:
    """A denominator: the submissions for which `known` is true, of those for which `of` is.

    Both are conditions on `Tables.routes`. One that is null is not true.
    """

    known: ir.BooleanValue
    of: ir.BooleanValue


@dataclass(frozen=True)
class Tables:
    """What a measure reads: Ibis expressions of one engine, holding one collection.

    Every table has what counting needs of its route (`counts.of_route`), with numbers for paths, places
    and organisations, and holds a thing of a route once. `path_once`, `line_once` and `leg_once` are 1 in
    one row for each path, for each path and direction, and for each joined leg of those by its mode; in
    other rows 0. Columns of `routes` beside those of `njia.dataset`: `direction`, `origin_region`,
    `destination_region`, `…_located` (known better than by its country), `own_casework` as 1 or 0, and
    conditions such as `transit_located` (some stop of transit is) and `has_industries` (a code is given).
    """

    routes: ir.Table
    earlier: ir.Table  # routes of the collection that changes are measured against; may be empty
    visits: ir.Table  # a row for each known place of a route: starts, passes, ends (1 or 0), located
    passed: ir.Table  # a row for each country that a route is known to pass through
    joined_legs: ir.Table  # legs from one known stop to the next known one; see `joined_legs.py`
    crossings: ir.Table  # legs that change country; see `crossings.py`
    carriers: ir.Table  # a row for each airline of a route
    codes: ir.Table  # a row for each code of a route: field, code
    details: ir.Table  # path and detail, a number for a field and a code; see `details.py`


@dataclass(frozen=True)
class Scope:
    """What the figures are about: the focus country and the network's regions.

    `earlier` names the collection that changes are measured against; every other row is counted (see
    `Dataset.of_collection` for one collection of several). A country missing from `regions` is in no
    corridor.
    """

    focus_country: str
    regions: Mapping[str, str] = field(default_factory=dict)  # country code -> region
    corridor_names: Mapping[str, str] = field(default_factory=dict)  # "From > To" -> name
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
