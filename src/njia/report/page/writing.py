"""Write the page: one file that loads nothing, under a policy that would not let it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from njia.draw import charts, fonts
from njia.draw.figure import MapFigure, interactive
from njia.language import catalogue
from njia.report import markdown
from njia.report.bundle import Bundle
from njia.report.facts import Facts
from njia.report.page import content, maps
from njia.report.sections import front
from njia.report.sections import summary as in_short

# Stands for the style until it is known which fonts the page needs; nobody's text comes before it.
_STYLE = "/*style*/"


Drawer = Callable[[Bundle], MapFigure | None]


def drawn_here(bundle: Bundle) -> MapFigure | None:
    """Draw the page's maps; None where no route can be drawn."""
    return interactive(bundle.flow, bundle.language) if bundle.flow.legs else None


def write(bundle: Bundle, path: Path) -> None:
    """Write the page of the bundle's language to `path`."""
    path.write_text(page(bundle), encoding="utf-8", newline="\n")


def page(bundle: Bundle, draw: Drawer = drawn_here) -> str:
    """Give the page as HTML; `draw` gives the maps, which another process may have drawn meanwhile."""
    charts.warm_up()
    facts = Facts(bundle)
    words = catalogue(bundle.language)
    sections = content.sections(facts, bundle.flow.by)
    drawn = maps.maps(bundle, draw(bundle))
    shown = {
        "bundle": bundle,
        "network": bundle.network,
        "language": bundle.language,
        "right_to_left": words.right_to_left,
        "title": in_short.title(facts),
        "period": " · ".join(filter(None, (bundle.network.period, bundle.network.published))),
        "summary": content.summary(facts),
        "opening": content.opening(facts),
        "care": content.care(facts),
        "data_note": front.text(facts, "data_note"),
        "maps": drawn,
        "sections": sections,
        "leftover": content.leftover(bundle),
        "say": words.say,
        "markdown": as_markup,
        "citation": _citation(bundle, in_short.title(facts)),
    }
    return filled("page.html.j2", shown)


def filled(name: str, shown: dict[str, Any], more_css: str = "") -> str:
    """Fill a template; the fonts are cut to the characters that the page turned out to have.

    `shown` holds what the template names, and `maps` (None for no map).
    """
    template = _environment().get_template(name)
    script, css = (shown["maps"].script, shown["maps"].css) if shown["maps"] else ("", "")
    policy = _policy(script)
    html = template.render(**shown, script=Markup(script), policy=policy, style=Markup(_STYLE))  # noqa: S704
    before, after = html.split(_STYLE, 1)
    return "".join((before, fonts.font_css(html), _style(), more_css, css, after))


def _policy(script: str) -> str:
    """Allow what is in the file and nothing else: no address can be loaded, no other script can run."""
    sources = ["default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "font-src data:"]
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        sources.append(f"script-src 'sha256-{digest}'")
    return "; ".join([*sources, "base-uri 'none'", "form-action 'none'"])


def _citation(bundle: Bundle, title: str) -> str:
    network = bundle.network
    parts = [network.name, title, network.published, f"Njia {bundle.version}"]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def as_markup(blocks: Any) -> Markup:
    """Write parsed Markdown as HTML."""
    return Markup(markdown.to_html(blocks))  # noqa: S704 - it escapes all but its own tags


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("njia.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("templates/page.css").read_text(encoding="utf-8")
