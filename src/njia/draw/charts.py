"""Charts of the measures: Altair describes them, vl-convert writes the SVG; no browser, no calls.

Which measure gets which form is said once, in `CHARTS`. Every chart has one width (`chart_forms.WIDTH`)
and words that say the same for those who do not see it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from xml.etree import ElementTree  # parses what vl-convert wrote, and nothing from outside

import pyarrow as pa

from njia.disclosure import Method, Protected
from njia.draw import fonts
from njia.draw.chart_forms import Bar, Marks, Range, Specification, bars, matrix, ranges
from njia.draw.palette import DIRECTION, NEUTRAL
from njia.draw.pen import Pen
from njia.language import Catalogue, catalogue
from njia.measures import labelled
from njia.measures.labels import stand_for_several

MOST = 12  # rows of one chart; the table has them all
_SPOKEN = 5  # rows of the words beside it
_UNSEEN = frozenset({"class", "role", "font-family", "pointer-events"})
_SVG = "{http://www.w3.org/2000/svg}"
Row = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """One chart: SVG text `chart_forms.WIDTH` units wide, and the same in words."""

    svg: str
    alternative: str


@dataclass(frozen=True)
class _Plan:
    """What a form needs: the measure's labelled rows and the words of a language.

    `left` rows are in the table only, whatever the form shows: those of a release that stand for several, and
    those whose count is withheld.
    """

    result: Protected
    rows: list[Row]
    words: Catalogue
    colour: str
    left: int = 0

    def label(self, row: Row) -> str:
        """Name a row by its keys: "Kenya → Qatar", "Busia: Uganda → Kenya"."""
        names = [self._key(row, key) for key in self.keys]
        place, way = (names[:1], names[1:]) if len(names) > 2 else ([], names)
        return Pen.allowed(": ".join([*place, " → ".join(way)]))

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the keys that name a row; a release leaves out those that its tables are not told apart by."""
        keys = _KEYS.get(self.result.measure.name, self.result.measure.grain)
        if self.result.policy.method is Method.AS_COUNTED:
            return keys
        return tuple(key for key in keys if any(row[key] is not None for row in self.rows))

    def _key(self, row: Row, key: str) -> str:
        return str(row.get(f"{key.removesuffix('_id')}_name", row[key]))

    def more(self, rows: int) -> str:
        """Say how many rows are in the table only."""
        left = max(0, rows - MOST) + self.left
        return self.words.say("page.chart.more", count=left) if left else ""


Form = Callable[[_Plan], tuple[Specification, list[tuple[str, str]]]]


def _bars(plan: _Plan) -> tuple[Specification, list[tuple[str, str]]]:
    """Submissions as bars, with the number of organisations behind each."""
    unit = plan.result.measure.unit.value
    number = plan.words.number
    keys = plan.result.measure.grain if plan.result.policy.method is Method.AS_COUNTED else plan.keys
    rows = [row for row in plan.rows if all(row[key] is not None for key in keys)]
    drawn = [
        Bar(
            plan.label(row),
            row[unit] or 0,
            number(row[unit] or 0),
            number(row["organisations"]) if row.get("organisations") else "",
            plan.colour,
        )
        for row in rows[:MOST]
    ]
    heading = plan.words.say(f"page.chart.{unit}")
    chart = bars(drawn, heading, plan.words.say("page.chart.organisations"), plan.more(len(rows)))
    return chart, [(bar.label, bar.shown) for bar in drawn]


def _ranges(plan: _Plan) -> tuple[Specification, list[tuple[str, str]]]:
    """Cases from low to high with the best estimate, for rows whose number is stated; largest first."""
    stated = [row for row in plan.rows if row["cases_best"] is not None]
    stated.sort(key=lambda row: (-row["cases_best"], plan.label(row)))
    number = plan.words.number
    drawn = [
        Range(
            plan.label(row),
            row["cases_low"],
            row["cases_best"],
            row["cases_high"],
            _span(row, number),
            plan.colour,
        )
        for row in stated[:MOST]
    ]
    chart = ranges(drawn, plan.words.say("page.chart.cases"), plan.more(len(stated)))
    return chart, [(item.label, item.shown) for item in drawn]


def _span(row: Row, number: Callable[[float], str]) -> str:
    low, best, high = row["cases_low"], row["cases_best"], row["cases_high"]
    if high is None:
        return f"{number(best)}+"
    return number(best) if low == high else f"{number(best)} ({number(low)}–{number(high)})"


def _known(plan: _Plan) -> tuple[Specification, list[tuple[str, str]]]:
    """How much of each field is known, as a part of the whole."""
    drawn = [
        Bar(
            plan.label(row),
            row["known"] / row["of"],
            plan.words.percent(row["known"], row["of"]),
            of=1,
            colour=plan.colour,
        )
        for row in plan.rows
        if row["of"]
    ]
    return bars(drawn, plan.words.say("page.chart.known")), [(bar.label, bar.shown) for bar in drawn]


_STATUS = {"new": "full", "both": "pale", "only_earlier": "ring"}


def _status(plan: _Plan) -> tuple[Specification, list[tuple[str, str]]]:
    """Which countries are new or no longer reported, by role; those in both everywhere are left out."""
    say = plan.words.say
    roles = list(dict.fromkeys(row["role"] for row in plan.rows))
    found: dict[str, dict[str, str]] = {}
    for row in plan.rows:
        found.setdefault(row["country_name"], {})[row["role"]] = row["status"]
    changed = [
        (name, by_role) for name, by_role in sorted(found.items()) if set(by_role.values()) != {"both"}
    ]
    changed.sort(key=lambda item: "new" not in item[1].values())
    drawn = [Marks(n, tuple(_STATUS.get(by.get(role, "")) for role in roles)) for n, by in changed]
    key = [(mark, say(f"page.chart.status.{status}")) for status, mark in _STATUS.items()]
    chart = matrix(drawn, [say(f"page.chart.role.{role}") for role in roles], key)
    spoken = [
        (name, say(f"page.chart.status.{status}"))
        for name, by in changed
        for status in dict.fromkeys(by.values())
        if status != "both"
    ]
    return chart, spoken


# The keys that name a row, where they are not the whole grain.
_KEYS: dict[str, tuple[str, ...]] = {
    "focus_as_origin": ("destination_country",),
    "focus_as_destination": ("origin_country",),
    "corridors": ("corridor",),
    "border_crossings": ("place_id", "from_country", "to_country"),
    "completeness": ("field",),
}
# Measure: form, and the direction that gives it its colour.
CHARTS: dict[str, tuple[Form, str]] = {
    "countries_of_origin": (_bars, ""),
    "countries_of_transit": (_bars, ""),
    "countries_of_destination": (_bars, ""),
    "origin_destination": (_ranges, ""),
    "corridors": (_bars, ""),
    "focus_as_origin": (_bars, "out"),
    "focus_as_destination": (_bars, "in"),
    "focus_origin_places": (_bars, "out"),
    "focus_destination_places": (_bars, "in"),
    "transit_places": (_bars, ""),
    "border_crossings": (_bars, ""),
    "transport_modes": (_bars, ""),
    "transport_combinations": (_bars, ""),
    "airlines": (_bars, ""),
    "industries_abroad": (_bars, ""),
    "industries_at_home": (_bars, ""),
    "industries_of_foreign_nationals": (_bars, ""),
    "exploitation_types": (_bars, ""),
    "recruitment_methods": (_bars, ""),
    "recruiter_relations": (_bars, ""),
    "intended_destination": (_bars, ""),
    "source_kinds": (_bars, ""),
    "change": (_status, ""),
    "completeness": (_known, ""),
}


def charts(measures: Mapping[str, Protected], places: pa.Table, language: str = "en") -> dict[str, Chart]:
    """Draw the chart of each measure that has one and has rows; `places` is the dataset's table."""
    return {
        name: chart
        for name in CHARTS
        if name in measures and (chart := draw(measures[name], places, language)) is not None
    }


def draw(result: Protected, places: pa.Table, language: str = "en") -> Chart | None:
    """Draw one measure's chart; None where it has nothing to show. KeyError for one without a form."""
    form, direction = CHARTS[result.measure.name]
    words = catalogue(language)
    colour = DIRECTION.get(direction, NEUTRAL)
    if result.policy.method is Method.AS_COUNTED:
        plan = _Plan(result, labelled(result, places, language)[1], words, colour)
    elif form in (_bars, _ranges):
        plan = _told(result, places, words, colour)
    else:
        return None  # what it compares may be withheld
    if not plan.rows:
        return None
    described, spoken = form(plan)
    if not spoken:
        return None
    items = words.join([f"{label} {shown}" for label, shown in spoken[:_SPOKEN]])
    rest = len(spoken) - _SPOKEN
    alternative = words.say("page.chart.alternative", items=items)
    if rest > 0:
        alternative += " " + words.say("page.chart.more", count=rest)
    return Chart(_svg(described, alternative), alternative)


def _told(result: Protected, places: pa.Table, words: Catalogue, colour: str) -> _Plan:
    """Take of a release's table the rows that are told by themselves and whose count is shown."""
    _, rows = labelled(result, places, words.language, widened=True)
    wider = stand_for_several(result, places)
    main = result.measure.main
    told = [row for row, several in zip(rows, wider, strict=True) if not several and row[main] is not None]
    plan = _Plan(result, told, words, colour, len(rows) - len(told))
    labels = {plan.label(row) for row in told}
    # Rows that their labels would not tell apart are left to the table.
    return plan if len(labels) == len(told) else replace(plan, rows=[])


def _svg(specification: Specification, alternative: str) -> str:
    """Convert, and make of it one picture with words: without roles, classes, ids or references inside."""
    drawn = ElementTree.fromstring(_converter().vegalite_to_svg(specification))  # noqa: S314 - our own
    _bare(drawn)
    size = {name: drawn.get(name, "") for name in ("width", "height", "viewBox")}
    drawn.attrib.clear()
    drawn.attrib |= (
        {"xmlns": _SVG.strip("{}")}
        | size
        | {"role": "img", "aria-label": Pen.allowed(alternative), "font-family": fonts.STACK}
    )
    return ElementTree.tostring(drawn, encoding="unicode")


def _bare(element: ElementTree.Element) -> None:
    """Leave of an element what is seen: Vega's notes for screen readers would be read twice."""
    # Without the name space: how it is written depends on what other libraries have registered.
    element.tag = element.tag.removeprefix(_SVG)
    for name in list(element.attrib):
        if name in _UNSEEN or name.startswith("aria-"):
            del element.attrib[name]
    for child in list(element):
        if child.tag.endswith("path") and (
            child.get("display") == "none" or "background" in child.get("class", "")
        ):
            element.remove(child)
        else:
            _bare(child)


@cache
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(fonts.font_folder()))
    return vl_convert


def warm_up() -> threading.Thread:
    """Start the converter beside other work: its first chart takes half a second, later ones 20 ms."""

    def start() -> None:
        _converter().vegalite_to_svg({"data": {"values": []}, "mark": "bar"})

    thread = threading.Thread(target=start, daemon=True)
    thread.start()
    return thread
