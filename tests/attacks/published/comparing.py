"""Compare every file of a release with its tables: the same cell has the same number, or none, everywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, zip_longest

from tests.attacks.published.reading import (
    COUNTS,
    WITHHELD,
    Page,
    PageTable,
    Published,
    Row,
    Value,
    bars,
    circles,
    lines,
    scale,
    squeezed,
)

LEGS, OVERVIEW = "map_legs", "overview"
_ENDS = ("from_place_id", "to_place_id")
_KEY_FIGURES = ("submissions", "organisations", "cases_best", "own_casework")
CASES = ("cases_low", "cases_best", "cases_high")
_OTHERS = "Others, or not known"
_OF_CASES = ("Origin and destination",)  # titles of charts that draw ranges of people
MOST_PRINTED = 60  # rows of a table


def faults(release: Published, languages: Sequence[str]) -> list[str]:
    """Name everything in which a file differs from the tables."""
    others = [language for language in languages if language != release.first]
    first = release.page()
    found = [*_tables(release), *_content(release), *_data(release), *_totals(release)]
    for language in ("", *others):
        page = release.page(language)
        found += [f"page {language}: {one}" for one in _page(release, page, first)]
        columns = {table.measure: _columns(release, table) for table in first.tables}
        found += [f"report {language}: {one}" for one in _printed(page, columns, release.printed(language))]
        found += [f"map {language}: {one}" for one in _widths(release, release.map(language))]
    return found + [f"map: {one}" for one in (*_lines(release, release.map()), *_lines(release, first.html))]


def _tables(release: Published) -> Iterator[str]:
    for name, rows in release.tables.items():
        if release.parquet(name) != rows:
            yield f"{name}.parquet is not {name}.csv"
        for number, row in enumerate(rows):
            counts = [value for column, value in row.items() if column in COUNTS]
            main = row["value" if name == OVERVIEW else "submissions"]
            if (row["status"] == WITHHELD) != (main == WITHHELD):
                yield f"{name} {number}: its status is {row['status']}, its figure {main}"
            exact = release.content["policy"]["method"] == "guarded"
            if exact and row["status"] == WITHHELD and name != OVERVIEW and {*counts} != {WITHHELD}:
                yield f"{name} {number}: it is withheld and tells {counts}"
            if row.get("cases_best") == "" and row.get("cases_known") != 0:
                yield f"{name} {number}: that nobody stated a number is not told by its count"


def _content(release: Published) -> Iterator[str]:
    """The frozen content has no figure that its table does not have."""
    declared = release.content["tables"]
    if {*declared} != {*release.tables}:
        yield "release.json has other tables"
    for name, rows in release.tables.items():
        columns = declared[name]["columns"]
        for number, (row, values) in enumerate(zip(rows, declared[name]["rows"], strict=True)):
            for column, value in zip(columns, values, strict=True):
                shown = row.get(column)
                if column in row and column in COUNTS:
                    is_same = value == shown if value is not None else shown in (WITHHELD, "")
                elif column in row:
                    is_same = shown == ("" if value is None else _key(value))
                else:
                    is_same = value is None
                if not is_same:
                    yield f"release.json {name} {number} {column}: {value}, and in the table {shown}"


def _key(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _totals(release: Published) -> Iterator[str]:
    """What a table rests on is the same in codebook, content, page and overview."""
    captions = {table.measure: table.caption for table in release.page().tables}
    for name, (known, of) in release.bases.items():
        declared = release.content["tables"][name]
        told = tuple(WITHHELD if declared[part] is None else str(declared[part]) for part in ("known", "of"))
        if told != (known, of):
            yield f"codebook {name}: {known} of {of}, and in release.json {told}"
        in_words = [
            one.replace(",", "") for one in re.findall(r"\b\d[\d,]*", _denominator(captions.get(name, "")))
        ]
        if name in captions and in_words != [one for one in (known, of) if one != WITHHELD]:
            yield f"page {name}: it rests on {in_words}, and in the codebook on {known} of {of}"


def _denominator(caption: str) -> str:
    """Leave out of a caption what it says of rows that are withheld."""
    return caption.split(" In one row ")[0].split(" In ")[0] if " row" in caption else caption


def _data(release: Published) -> Iterator[str]:
    """Legs as GeoJSON, GraphML and flows are rows of the table of legs: all between places on the map."""
    legs = release.tables[LEGS]
    for name, rows in (("legs.geojson", release.geojson()), ("network.graphml", release.graphml())):
        columns = {column for row in rows for column in row}
        every = [
            {column: row[column] for column in columns if row[column] or column in COUNTS} for row in legs
        ]
        rows = [{column: value for column, value in row.items() if value or column in COUNTS} for row in rows]
        yield from (f"{name}: no row of the table is {row}" for row in rows if row not in every)
        if len(rows) != len({tuple(row[end] for end in _ENDS) for row in rows}):
            yield f"{name}: a leg is in it twice"
    edges = {tuple(row[end] for end in _ENDS) for row in release.graphml()}
    missing = [row for row in legs if _has_ends(row) and tuple(row[end] for end in _ENDS) not in edges]
    yield from (f"network.graphml: without {row}" for row in missing)
    sums: Counter[tuple[str, str]] = Counter()
    for row in release.geojson():
        if row["submissions"] != WITHHELD:
            sums[row["from_place_id"], row["to_place_id"]] += int(row["submissions"])
    if release.flows() != sums:
        yield "flows.csv: other counts than legs.geojson"


def _said(row: Row, columns: Iterable[str]) -> Row:
    return {name: row[name] for name in columns if row.get(name) or (name in row and name in COUNTS)}


def _has_ends(row: Row) -> bool:
    return all(row[end] and not row[end].startswith(("*", "region:")) for end in _ENDS)


def _page(release: Published, page: Page, first: Page) -> Iterator[str]:
    overview = {row["figure"]: row["value"] for row in release.tables[OVERVIEW]}
    figures = [page.number(text)[0] for text in page.figures]
    if figures != [overview[name] for name in _KEY_FIGURES]:
        yield f"key figures {figures}"
    if [table.measure for table in page.tables] != [table.measure for table in first.tables]:
        yield "other tables than in the first language"
    for table, in_first in zip(page.tables, first.tables, strict=True):
        yield from _page_table(release.tables[table.measure], table, _columns(release, in_first), page)
    missing = {name for name, rows in release.tables.items() if rows} - {OVERVIEW}
    yield from (f"without {name}" for name in sorted(missing - {table.measure for table in page.tables}))
    if page is first or page.language == release.first:
        yield from _charts(release, page)
        yield from _chosen(release, page)


def _columns(release: Published, table: PageTable) -> list[str]:
    """Name the columns of a page's table; of keys the column with their names."""
    titles, names = release.titles(table.measure), []
    for title in table.titles:
        of_title = [name for name in titles[title] if name not in names]
        names.append(next((name for name in of_title if name.endswith("_name")), of_title[0]))
    return names


def _page_table(rows: Sequence[Row], table: PageTable, columns: Sequence[str], page: Page) -> Iterator[str]:
    if len(rows) != len(table.rows):
        yield f"{table.measure}: {len(table.rows)} rows"
        return
    for number, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
        for column, cell in zip(columns, cells, strict=True):
            where = f"{table.measure} {number} {column}: {cell}, and in the table {row[column]}"
            named = _OTHERS if row[column] == "*" else row[column]  # where no column of names stands beside
            if column in COUNTS:
                if not cell:
                    yield f"{where} (without a word)"
                elif not _is_same(cell, row, column, page):
                    yield where
            elif page.language == "en" and column != "by_air" and not cell.endswith(named):
                yield where


def _is_same(cell: str, row: Row, column: str, page: Page) -> bool:
    if column == "share" and row[column] not in (WITHHELD, ""):
        return float(cell.replace(",", ".").replace("\u202f", "")) == row[column]
    found = page.number(cell)
    if column != "cases_best" or row[column] in (WITHHELD, ""):
        return found == [row[column]]
    said = [row.get(name) for name in ("cases_best", "cases_low", "cases_high")]
    return found[0] == said[0] and all(one in said for one in found)


def _charts(release: Published, page: Page) -> Iterator[str]:
    """A chart says and draws the rows that have a key of their own, and nothing else."""
    lengths = dict(bars(page))
    tables = {release.title_of[name]: rows for name, rows in release.tables.items()}
    for title, said in page.charts.items():
        rows = [row for row in tables[title] if row["status"] == "shown"]
        columns = CASES if title in _OF_CASES else ("submissions",)
        told = Counter(
            row[column] for row in rows for column in columns if row.get(column, "") not in (WITHHELD, "")
        )
        spoken = re.findall(r"\b\d[\d,]*", re.split(r"(?:\d+|one) more in the table", said)[0])
        numbers = Counter(int(one.replace(",", "")) for one in spoken)
        if numbers - told or not numbers:
            yield f"chart {title}: {sorted(numbers.elements())}, and in the table {sorted(told.elements())}"
        drawn = sorted(lengths[title], reverse=True)
        largest = sorted(told.elements(), reverse=True)
        if len(drawn) > len(largest) or any(
            not _even(*pair) for pair in pairwise(zip(largest, drawn, strict=False))
        ):
            yield f"chart {title}: bars of {drawn}, and in the table {largest}"


def _even(one: tuple[int, float], other: tuple[int, float]) -> bool:
    """Say whether bars are in proportion to what they stand for."""
    return abs(one[1] * other[0] - other[1] * one[0]) <= 0.002 * one[1] * other[0]


def _chosen(release: Published, page: Page) -> Iterator[str]:
    """What the script says of one leg is its row."""
    legs = {(row["from_place_id"], row["to_place_id"]): row for row in release.tables[LEGS]}
    for one in page.chosen:
        start, _, end = one["id"].removeprefix("route=").split("|")[0].partition(" > ")
        numbers = [
            int(n.replace(",", "")) for n in re.findall(r"([\d,]*\d) (?:submission|estimated)", one["say"])
        ]
        if one["id"].startswith("through="):
            numbers = [*numbers, *([0] if one["d"] or one["n"] else [])]
            expected: list[Value] = []
        else:
            row = legs.get((start, end), {})
            expected = [row.get(name, WITHHELD) for name in ("submissions", "cases_best")]
        if numbers != [value for value in expected if value not in (WITHHELD, "")]:
            yield f"the map says {one['say']}"


def _lines(release: Published, drawn: str) -> Iterator[str]:
    """A line of a map has the counts of its leg, or of some that lead out of it; names are in English."""
    legs: dict[str, set[tuple[int, ...]]] = defaultdict(set)  # without what tells two Busias apart
    for row in release.tables[LEGS]:
        names = f"{row['from_place_name']} → {row['to_place_name']}"
        legs[re.sub(r" \([^()]*\)", "", names)].add(_told(row))
    for line in lines(drawn):
        if not line.numbers:
            continue  # several legs under one line, each with numbers where it is chosen
        place, _, beyond = line.name.partition(", ")
        if beyond:
            ends = [one for name, told in legs.items() if place in name.split(" → ") for one in told if one]
            sums = {_sum(some) for size in range(1, len(ends) + 1) for some in combinations(ends, size)}
        else:
            sums = legs[line.name]
        if line.numbers not in sums:
            yield f"{line}, and in the table {sorted(sums)}"


def _told(row: Row) -> tuple[int, ...]:
    """Give submissions and people as far as they are told."""
    return tuple(row[name] for name in ("submissions", "cases_best") if row[name] not in (WITHHELD, ""))


def _sum(told: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(numbers) for numbers in zip_longest(*told, fillvalue=0))


def _widths(release: Published, svg: str) -> Iterator[str]:
    """Widths and circles tell what is told: the same for the same numbers, more for more."""
    of_width: dict[str, dict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
    for number, width in scale(svg):
        of_width["lines"][number].add(width)
    for line in lines(svg):
        if line.numbers:  # those of no direction have an edge of their own
            of_width["edged" if line.style == "ne" else "lines"][line.numbers[0]].add(line.width)
    at_place: Counter[str] = Counter()
    for row in release.tables[LEGS]:
        if _has_ends(row) and row["submissions"] != WITHHELD and row["from_place_id"] != row["to_place_id"]:
            for end in _ENDS:
                at_place[row[end]] += int(row["submissions"])
    for (style, place), radius in circles(svg).items():
        if not at_place[place]:
            yield f"{place} has a mark, and no leg that is told"
        of_width[style][at_place[place]].add(radius)
    for style, sizes in of_width.items():
        yield from _growing(style, sizes)


def _growing(what: str, sizes: Mapping[int, set[float]]) -> Iterator[str]:
    for number, found in sizes.items():
        if len(found) > 1:
            yield f"{what}: {number} is drawn as {sorted(found)}"
    for less, more in pairwise(sorted(sizes)):
        if min(sizes[more]) < max(sizes[less]):
            yield f"{what}: {more} is smaller than {less}"


def _printed(page: Page, columns: Mapping[str, Sequence[str]], words: str) -> Iterator[str]:
    """Every row on the page stands in the print with the same figures, in the same order."""
    at = 0
    for table in page.tables:
        names = columns[table.measure]
        order = _print_order(names, table.numeric)
        for number, cells in enumerate(table.rows[:MOST_PRINTED]):
            row = squeezed("".join(cells[place] for place in order))
            found = words.find(row, at)
            if found < 0:
                yield f"{table.measure} {number}: {row}"
            else:
                at = found + len(row)


def _print_order(names: Sequence[str], numeric: Sequence[bool]) -> list[int]:
    """Keys come first and submissions last; several keys leave no room for two of the columns."""
    keys = [place for place, is_number in enumerate(numeric) if not is_number]
    left_out = ("share", "cases_known") if len(keys) > 1 else ()
    last = ("cases_best", "share", "submissions")
    numbers = [n for n, is_number in enumerate(numeric) if is_number and names[n] not in (*left_out, *last)]
    return [*keys, *numbers, *(names.index(name) for name in last if name in names and name not in left_out)]
