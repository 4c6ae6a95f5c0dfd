"""However many routes there are, the page stays of a bounded size, and says what it leaves out."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from tests.report.invented import REGIONS

from njia.draw import hub_rows
from njia.draw.selection import MOST_LINES, MOST_PLACES, MOST_ROUTES
from njia.network import Network
from njia.report.bundle import Bundle, assemble
from njia.report.document import Section, Table
from njia.report.facts import Facts
from njia.report.open_data import write_tables
from njia.report.page import page
from njia.report.page.content import MOST_HUBS
from njia.report.page.tables import MOST_ROWS
from njia.report.sections import corridors, travel
from njia.synth import synth

ROUTES = 2000


@cache
def large() -> Bundle:
    network = Network(name="Example network", focus_country="KE", regions=REGIONS)
    return assemble(network, synth(ROUTES))


@cache
def html() -> str:
    return page(large())


@cache
def data() -> dict[str, Any]:
    found = re.search(r'id="nmap-data">(.*?)</script>', html(), re.S)
    assert found
    return dict(json.loads(found[1]))


def chosen(kind: str) -> list[str]:
    return [s["id"] for s in data()["selections"] if s["id"].startswith(f"{kind}=")]


def rows_of(measure: str) -> int:
    return int(large().measures[measure].rows.num_rows)


def tables_of(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def test_a_page_of_many_routes_is_of_a_bounded_size() -> None:
    assert len(html().encode()) < 5_000_000


def test_the_largest_places_and_routes_can_be_chosen_and_the_rest_is_counted() -> None:
    routes = len(large().flow.routes)
    assert routes > MOST_ROUTES == len(chosen("route"))
    assert 0 < len(chosen("through")) <= MOST_PLACES
    assert f"{routes - MOST_ROUTES:,} routes with fewer submissions cannot be chosen here" in html()


def test_the_routes_that_can_be_chosen_are_those_with_most_submissions() -> None:
    largest = large().flow.routes[:MOST_ROUTES]
    assert chosen("route") == [f"route={route.path}|{route.direction}" for route in largest]
    least = min(route.tally.submissions for route in largest)
    assert all(route.tally.submissions <= least for route in large().flow.routes[MOST_ROUTES:])


def test_what_passes_through_a_place_has_its_widest_lines_and_their_number_is_said() -> None:
    each = re.search(r"the (\d+) widest lines are drawn", html())
    assert each
    for drawn in data()["maps"].values():
        taken = [drawn["s"][n] for n, s in enumerate(data()["selections"]) if s["id"].startswith("through=")]
        assert max(map(len, taken)) == int(each[1])
        assert sum(map(len, taken)) <= MOST_LINES


def test_a_selection_speaks_only_of_places_that_are_drawn() -> None:
    marked = set(re.findall(r'class="nplace" data-p="([^"]+)"', html()))
    for selection in data()["selections"]:
        assert set(selection["p"]) | set(selection["n"]) <= marked


def test_no_table_is_longer_than_a_hundred_rows_and_each_cut_names_the_file() -> None:
    bodies = re.findall(r"<tbody>(.*?)</tbody>", html(), re.S)
    assert max(body.count("<tr>") for body in bodies) == MOST_ROWS
    for measure in ("map_routes", "airline_routes", "origin_destination"):
        left = rows_of(measure) - MOST_ROWS
        assert left > 1
        assert f"And {left:,} more rows, in tables/{measure}.csv." in html()


def test_the_places_with_most_submissions_have_a_diagram_and_the_rest_is_counted() -> None:
    assert html().count('<details class="hub"') == MOST_HUBS
    left = sum(1 for place in large().measures["transit_places"].rows["place_id"].to_pylist() if place)
    assert f"{left - MOST_HUBS} more places of transit have fewer submissions and no diagram" in html()


def test_no_side_of_a_diagram_has_too_many_groups_or_rows() -> None:
    bundle, seen = large(), 0
    for place in bundle.measures["transit_places"].rows["place_id"].to_pylist()[:MOST_HUBS]:
        flows = bundle.measures["transit_flows"]
        hub = hub_rows.read(place, flows, bundle.routes, "en", "submissions")
        for side in (hub.incoming, hub.outgoing):
            modes = [group for group in side if group.mode]
            seen = max(seen, len(modes))
            assert len({group.mode for group in modes}) == len(modes) <= hub_rows.MODES
            assert all(len(group.bands) <= hub_rows.SHOWN + 2 for group in modes)
            assert sum(len(group.bands) for group in modes) <= hub_rows.ROWS
        assert sum(g.value for g in hub.incoming) == hub.submissions
    assert seen == hub_rows.MODES


def test_a_corridor_names_a_few_pairs_of_countries_and_counts_the_others() -> None:
    [table] = tables_of(corridors.corridors(Facts(large())))
    cells = [cell for row in table.rows for cell in row.cells if "→" in cell]
    assert max(cell.count("→") for cell in cells) == corridors.LONGEST_PAIRS - 1
    assert any(re.search(r"and \d+ more$", cell) for cell in cells)


def test_an_airline_lists_a_few_routes_and_the_note_counts_the_others() -> None:
    table = tables_of(travel.airlines(Facts(large())))[-1]
    starts = [n for n, row in enumerate(table.rows) if row.group]
    lengths = [b - a for a, b in zip(starts, [*starts[1:], len(table.rows)], strict=True)]
    assert max(lengths) == travel.MOST_FLOWN
    assert f"And {rows_of('airline_routes') - len(table.rows):,} more rows" in table.note


def test_the_files_of_tables_hold_every_row(tmp_path: Path) -> None:
    write_tables(large(), tmp_path)
    for measure in ("map_routes", "airline_routes", "transit_flows"):
        lines = (tmp_path / f"{measure}.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) - 1 >= rows_of(measure) > MOST_ROWS
