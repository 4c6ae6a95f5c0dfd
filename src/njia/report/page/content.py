"""What stands on the page, in order: the report's own sections, with charts, diagrams and whole tables.

Every text is the report's; the page adds the pictures for a screen and the tables in full.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from njia.draw import charts, hub, hub_rows
from njia.language import catalogue
from njia.report.bundle import Bundle
from njia.report.document import Beside, Block, Care, KeyFigures, Paragraphs, Picture, Section, Table
from njia.report.facts import Facts
from njia.report.page.tables import FullTable, full_table, table_of
from njia.report.sections import (
    comparison,
    corridors,
    countries,
    focus,
    front,
    pairs,
    transit,
    travel,
    unknown,
    work,
)
from njia.report.sections import summary as in_short

# Section: the measures whose charts and tables it shows.
MEASURES_OF: dict[str, tuple[str, ...]] = {
    "data": ("overview", "source_kinds"),
    "countries": ("countries_of_origin", "countries_of_destination", "countries_of_transit"),
    "pairs": ("origin_destination",),
    "focus_out": ("focus_as_origin", "focus_origin_places"),
    "focus_in": ("focus_as_destination", "focus_destination_places"),
    "transit": ("transit_places",),
    "crossings": ("border_crossings",),
    "corridors": ("corridors", "corridor_pairs"),
    "transport": ("transport_modes", "transport_combinations"),
    "airlines": ("airlines", "airline_routes"),
    "industries": (
        "industries_abroad",
        "industries_at_home",
        "industries_of_foreign_nationals",
        "exploitation_types",
    ),
    "recruitment": ("recruitment_methods", "recruiter_relations"),
    "intended": ("intended_destination",),
    "change": ("change",),
    "unknown": ("completeness",),
}
MOST_HUBS = 20  # places with a diagram
MAP_TABLES = ("map_legs", "map_routes", "map_places")
# Read by the maps and the diagrams: their figures are in the tables above and beside the diagrams.
MACHINE_TABLES = frozenset({"map_legs_through", "map_route_details", "transit_flows"})


@dataclass(frozen=True)
class ChartView:
    """One measure on the page: its chart, and its whole table."""

    svg: str
    table: FullTable


@dataclass(frozen=True)
class HubView:
    """One place's diagram for both sizes of screen, with its flows as a table."""

    name: str
    size: str
    wide: str
    phone: str
    caption: str
    table: FullTable


@dataclass(frozen=True)
class PageSection:
    """A section of the report with what the page adds to it."""

    key: str
    heading: str
    finding: str
    blocks: tuple[Block, ...]
    charts: tuple[ChartView, ...] = ()
    tables: tuple[FullTable, ...] = ()  # of measures without a chart
    hubs: tuple[HubView, ...] = ()


def summary(facts: Facts) -> Section:
    """Give the section that stands first: the finding and the key figures."""
    return in_short.summary(facts, None)


def opening(facts: Facts) -> tuple[Block, ...]:
    """Give what stands before the maps: the key figures, or that there are none."""
    return tuple(b for b in summary(facts).blocks if isinstance(b, KeyFigures | Paragraphs))


def care(facts: Facts) -> tuple[Block, ...]:
    """Give what is to be read with care, right after the maps."""
    inner = [
        b for block in summary(facts).blocks for b in (block.blocks if isinstance(block, Beside) else [block])
    ]
    return tuple(b for b in inner if isinstance(b, Care))


def sections(facts: Facts, by: str) -> tuple[PageSection, ...]:
    """Give every section of the page, those without anything to say left out.

    `by` is what the heights of all diagrams show, as the widths on the maps do: "cases" or "submissions".
    """
    bundle = facts.bundle
    drawn = charts.charts(bundle.measures, bundle.routes.tables["places"], bundle.language)
    found = []
    for write in _WRITERS:
        section = write(facts)
        if section is not None:
            found.append(_with_charts(bundle, section, drawn))
    diagrams = hubs(bundle, by)
    if diagrams:
        say = catalogue(bundle.language).say
        left = len(_transit_places(bundle)) - len(diagrams)
        said = [say("page.hub.intro"), *([say("page.hub.left", count=left)] if left else [])]
        intro = Paragraphs((" ".join(said),))
        place = next(n for n, section in enumerate(found) if section.key == "transit")
        found.insert(place + 1, PageSection("hubs", say("report.hub.heading"), "", (intro,), hubs=diagrams))
    return tuple(found)


def leftover(bundle: Bundle) -> tuple[FullTable, ...]:
    """Give the tables of measures that no section shows, so that nothing published is missing here."""
    shown = {name for names in MEASURES_OF.values() for name in names} | {*MAP_TABLES, *MACHINE_TABLES}
    return tuple(full_table(bundle, name) for name in bundle.measures if name not in shown)


def hubs(bundle: Bundle, by: str) -> tuple[HubView, ...]:
    """Draw the diagrams of MOST_HUBS places of transit, the one that most submissions pass through first."""
    return tuple(_hub(bundle, place_id, by) for place_id in _transit_places(bundle)[:MOST_HUBS])


def _transit_places(bundle: Bundle) -> list[str]:
    return [place for place in bundle.measures["transit_places"].rows["place_id"].to_pylist() if place]


def _hub(bundle: Bundle, place_id: str, by: str) -> HubView:
    focus, language = bundle.scope.focus_country, bundle.language
    read = hub_rows.read(place_id, bundle.measures["transit_flows"], bundle.routes, language, by)
    table = table_of(bundle, "transit_flows", "place_id", place_id)
    return HubView(
        name=read.name,
        size=catalogue(language).say("count.submissions", count=read.submissions),
        wide=hub.drawn(read, focus, "wide", language),
        phone=hub.drawn(read, focus, "phone", language),
        caption=hub.heights(read, language),
        table=replace(table, title=f"{table.title}: {read.name}"),
    )


def _with_charts(bundle: Bundle, section: Section, drawn: dict[str, charts.Chart]) -> PageSection:
    names = [name for name in MEASURES_OF.get(section.key, ()) if bundle.measures[name].rows.num_rows]
    blocks = section.blocks
    if names:
        blocks = tuple(kept for block in blocks if (kept := _without_tables(block)) is not None)
    return PageSection(
        section.key,
        section.heading,
        section.finding,
        blocks,
        tuple(ChartView(drawn[n].svg, full_table(bundle, n)) for n in names if n in drawn),
        tuple(full_table(bundle, n) for n in names if n not in drawn),
    )


def _without_tables(block: Block) -> Block | None:
    """Leave out the printed tables where the page has the whole ones, and drawings made for paper."""
    if isinstance(block, Table | Picture):
        return None
    if isinstance(block, Beside):
        kept = tuple(inner for inner in block.blocks if not isinstance(inner, Table))
        return Beside(kept) if kept else None
    return block


def _focus(side: focus.Side) -> Callable[[Facts], Section | None]:
    def write(facts: Facts) -> Section | None:
        return focus.focus(facts, side) if facts.bundle.scope.focus_country else None

    return write


def _text(key: str) -> Callable[[Facts], Section | None]:
    return lambda facts: front.text(facts, key)


_WRITERS: tuple[Callable[[Facts], Section | None], ...] = (
    in_short.data_summary,
    countries.countries,
    pairs.pairs,
    _focus(focus.OUT),
    _focus(focus.IN),
    transit.transit,
    transit.crossings,
    corridors.corridors,
    travel.transport,
    travel.airlines,
    work.industries,
    work.recruitment,
    comparison.intended,
    comparison.change,
    unknown.unknown,
    front.reading,
    front.caveats,
    _text("differences"),
    front.contributors,
    _text("foreword"),
    _text("findings"),
    _text("method"),
    _text("acknowledgements"),
    _text("contact"),
    front.trace,
)
