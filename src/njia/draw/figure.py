"""The map on the page: all views in two sizes, a switch, controls, and the data that the script swaps.

Without script every view can be reached by the switch, which is plain radio buttons and style sheet; the
choice of a place or a route is not shown then.
"""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from njia.draw.flow import DIRECTIONS, Flow, total
from njia.draw.layout import Drawing, draw, views
from njia.draw.legend import country_name, legend
from njia.draw.naming import Naming
from njia.draw.profile import PHONE, WIDE
from njia.draw.projection import View
from njia.draw.render import describe, write
from njia.draw.selection import (
    Selection,
    about,
    amounts,
    details,
    left_out,
    lines_each,
    map_data,
    said,
    selected_numbers,
    selections,
    touched,
)
from njia.draw.style import css as map_css
from njia.draw.svg import escaped
from njia.language import Catalogue, catalogue
from njia.vocabulary import code_list

_CHECKED, _HIDDEN = ' checked="checked"', ' hidden="hidden"'
NARROW = 720  # px of the window below which the phone's maps are shown


@dataclass(frozen=True)
class MapFigure:
    """The map as a fragment of a page: markup, style, script, and the script's data.

    The page puts `css` into a <style>, `html` into its body, `data_json` into a
    <script type="application/json" id="nmap-data"> after it, and `script` into a <script> at the end.
    """

    html: str
    css: str
    script: str
    data_json: str


def interactive(flow: Flow, language: str = "en") -> MapFigure:
    """Make the page's map of a flow in one language."""
    words = catalogue(language)
    naming = Naming(flow, WIDE, words)
    chosen = selections(flow, naming)
    drawings = _drawings(flow, language)
    over = {name: touched(drawing, chosen) for name, drawing in drawings.items()}
    each = lines_each(list(over.values()), chosen)
    data = {
        "all": said(Selection("", "", flow.routes), flow, words),
        "selections": [_selection_data(s, flow, naming, _drawn(drawings)) for s in chosen],
        "maps": {name: map_data(drawing, chosen, over[name], each) for name, drawing in drawings.items()},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    note = left_out(flow, words, each)
    html = _markup(flow, words, drawings, chosen, note, str(data["all"]))
    return MapFigure(html, _css(views(flow)), _script(), text.replace("<", "\\u003c"))


def legs_table(
    flow: Flow, language: str = "en", most_rows: int | None = None
) -> tuple[list[str], list[list[str]], int]:
    """Give the same data as a table: column titles, a row for every leg and direction, rows left out.

    All legs are counted, also those that are too many to be drawn; largest first, up to `most_rows`.
    """
    words = catalogue(language)
    naming = Naming(flow, WIDE, words)
    titles = ("from", "to", "direction", "transport", "submissions", "cases", "organisations")
    rows = []
    legs = flow.all_legs()
    order = sorted(legs, key=lambda k: (-total(legs[k]).submissions, -total(legs[k]).cases, k))
    every = [(key, direction) for key in order for direction in DIRECTIONS if direction in legs[key]]
    for key, direction in every[:most_rows]:
        names = [naming.place_name(flow.places[end]) if end else "?" for end in (key.start, key.end)]
        names[1] = f"? → {names[1]}" if key.unknown_between else names[1]
        evidence = flow.evidence.get(key)
        modes = [code_list("transport_mode").label(m, language) for m in (evidence.modes if evidence else ())]
        tally = legs[key][direction]
        where = words.say(f"map.legend.{direction}", country=country_name(flow.focus, words))
        cases = words.number(tally.cases) if tally.known else words.say("map.legend.not_stated")
        behind = words.number(evidence.organisations) if evidence else ""
        rows.append([*names, where, words.join(modes), words.number(tally.submissions), cases, behind])
    return [words.say(f"map.table.{title}") for title in titles], rows, len(every) - len(rows)


def _drawings(flow: Flow, language: str) -> dict[str, Drawing]:
    return {
        f"{profile.name}-{view}": draw(flow, profile, view, language)
        for view in views(flow)
        for profile in (WIDE, PHONE)
    }


def _drawn(drawings: dict[str, Drawing]) -> frozenset[str]:
    """Give the places that have a mark on any of the maps."""
    return frozenset(place for drawing in drawings.values() for place in drawing.scene.nodes)


def _selection_data(selection: Selection, flow: Flow, naming: Naming, drawn: Set[str]) -> dict[str, object]:
    return {
        "id": selection.id,
        "say": said(selection, flow, naming.words),
        "d": details(selection, naming),
        "p": sorted({stop for route in selection.routes for stop in route.stops} & drawn),
        "n": selected_numbers(selection, flow, naming, drawn),
    }


def _markup(
    flow: Flow,
    words: Catalogue,
    drawings: dict[str, Drawing],
    chosen: list[Selection],
    note: str,
    sentence: str,
) -> str:
    shown = views(flow)
    country = country_name(flow.focus, words)
    radios = "".join(
        f'<input type="radio" name="nview" id="nview-{view}" class="nradio"{_CHECKED if not n else ""}/>'
        for n, view in enumerate(shown)
    )
    switch = "".join(
        f'<label for="nview-{view}">{escaped(words.say(f"map.view.{view}", country=country))}</label>'
        for view in shown
    )
    maps = "".join(_view(view, drawings, words) for view in shown)
    return (
        f'<div id="nmap" class="nmap" dir="{"rtl" if words.right_to_left else "ltr"}">{radios}'
        f'<div class="nswitch"{_HIDDEN if len(shown) == 1 else ""}>{switch}</div>'
        f"{_picks(chosen, words, about(flow))}{_note(note)}"
        f'<p class="nsay" aria-live="polite">{escaped(sentence)}</p>'
        f'<div class="nviews">{maps}</div>{_side_legend(drawings, shown[0], words)}'
        f'<dl class="ndetail"></dl>'
        f'<p class="nnote">{escaped(words.say("map.disclaimer"))}</p></div>'
    )


def _picks(chosen: list[Selection], words: Catalogue, phrases: str) -> str:
    found = []
    for kind, label, empty in (("through", "through", "any"), ("route", "route", "any_route")):
        options = "".join(
            f'<option value="{number}">{escaped(selection.name)}</option>'
            for number, selection in enumerate(chosen)
            if selection.id.startswith(f"{kind}=")
        )
        found.append(
            f'<label>{escaped(words.say(f"{phrases}.{label}"))} <select data-kind="{kind}">'
            f'<option value="-1">{escaped(words.say(f"{phrases}.{empty}"))}</option>'
            f"{options}</select></label>"
        )
    reset = f'<button type="button" class="nreset">{escaped(words.say("map.select.reset"))}</button>'
    return f'<div class="npicks">{"".join(found)}{reset}</div>'


def _note(said: str) -> str:
    return f'<p class="nnote">{escaped(said)}</p>' if said else ""


def _view(view: View, drawings: dict[str, Drawing], words: Catalogue) -> str:
    sizes = []
    for profile in (WIDE, PHONE):
        name = f"{profile.name}-{view}"
        drawing = drawings[name]
        written = write(drawing, styled=False, prefix=name).replace("<svg ", f'<svg data-map="{name}" ', 1)
        label = escaped(words.say("map.control.map"))
        sizes.append(
            f'<div class="nsize n{profile.name}"><div class="nframe" role="group" aria-label="{label}">'
            f"{written}{_buttons(words)}</div>{_key(drawing, words)}</div>"
        )
    return f'<div class="nview nview-{view}">{"".join(sizes)}</div>'


def _buttons(words: Catalogue) -> str:
    buttons = "".join(
        f'<button type="button" data-zoom="{factor}" '
        f'aria-label="{escaped(words.say(f"map.control.{name}"))}">{sign}</button>'
        for factor, name, sign in (
            ("1.4", "zoom_in", "+"),
            ("0.714", "zoom_out", "−"),
            ("0", "zoom_reset", "1×"),
        )
    )
    return f'<div class="nzoom">{buttons}</div>'


def _key(drawing: Drawing, words: Catalogue) -> str:
    """Explain the numbers of places that have no room for a name."""
    if not drawing.keyed or drawing.scene.profile is not PHONE:
        return ""
    title = escaped(words.say("map.control.key"))
    items = "".join(
        f"<li>{escaped(drawing.naming.place_name(drawing.scene.nodes[label.id].place))}</li>"
        for label in drawing.keyed
    )
    return f'<ol class="nkey" aria-label="{title}">{items}</ol>'


def _side_legend(drawings: dict[str, Drawing], view: View, words: Catalogue) -> str:
    """Draw the legend for the phone, below its map."""
    drawing = drawings[f"{PHONE.name}-{view}"]
    block = legend(drawing.scene, words, PHONE.width - 32.0)
    height = block.y + 8
    return (
        f'<svg class="nphone nlegendbox" viewBox="0 0 {PHONE.width - 32} {height:.0f}" '
        f'width="{PHONE.width - 32}" height="{height:.0f}" role="img" direction="ltr" '
        f'aria-label="{escaped(_totals(drawing.scene.flow, words))}">{"".join(block.parts)}</svg>'
    )


def _totals(flow: Flow, words: Catalogue) -> str:
    if flow.of_legs:
        return describe(flow, words)
    country = country_name(flow.focus, words)
    return "; ".join(
        f"{words.say(f'map.legend.{direction}', country=country)}: {amounts(tally, words)}"
        for direction, tally in flow.totals().items()
    )


def _css(shown: tuple[View, ...]) -> str:
    switched = "".join(
        f"#nview-{view}:checked~.nviews .nview-{view}{{display:block}}"
        f"#nview-{view}:checked~.nswitch label[for=nview-{view}]{{background:#1B2530;color:#fff}}"
        f"#nview-{view}:focus-visible~.nswitch label[for=nview-{view}]{{outline:3px solid #C25E08}}"
        for view in shown
    )
    own = files(__package__).joinpath("map.css").read_text(encoding="utf-8")
    return map_css() + _packed(own).replace("NARROW", f"{NARROW}px") + switched


@cache
def _script() -> str:
    return _packed(files(__package__).joinpath("map.js").read_text(encoding="utf-8"))


def _packed(source: str) -> str:
    """Leave out indentation and lines that are comments."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
