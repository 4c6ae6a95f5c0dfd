"""The map of a release for print: its protected legs on a cover, on a page, and as a file of its own."""

from __future__ import annotations

from dataclasses import dataclass

from njia.draw.legend import legend
from njia.draw.profile import A4, PHONE, WIDE
from njia.draw.projection import View
from njia.draw.released import LEGS
from njia.draw.render import Drawing, draw, render, views, write
from njia.report.document import Picture
from njia.report.drawings import cropped
from njia.report.footed import EDGE, footed, grown, size_of
from njia.report.material import Material
from njia.report.released.tables import released_table
from njia.report.released.wording import Said

SPOKEN = 5  # legs that are named for those who do not see the map


@dataclass(frozen=True)
class Drawings:
    """The maps of a printed release; what cannot be drawn is left out."""

    cover: Picture | None = None
    maps: tuple[Picture, ...] = ()


def map_svg(material: Material) -> str:
    """Draw the map for a wide screen as a file of its own, with fonts and the note on the data."""
    flow = material.flow
    svg = render(flow, WIDE, views(flow)[0], material.language, embed_fonts=True)
    return footed(svg, material.network.texts.data_note)


def phone_svg(material: Material) -> str:
    """Draw the map for a phone as a file of its own: what explains it stands below it."""
    flow = material.flow
    drawing = draw(flow, PHONE, views(flow)[0], material.language)
    block = legend(drawing.scene, drawing.words, PHONE.width - 2 * EDGE)
    if drawing.keyed:  # places without room for a name
        places = [drawing.scene.nodes[label.id].place for label in drawing.keyed]
        block.note(" · ".join(f"{at} {drawing.naming.place_name(one)}" for at, one in enumerate(places, 1)))
    svg = write(drawing, embed_fonts=True)
    top = size_of(svg)[1] + EDGE
    below = f'<g transform="translate({EDGE:g} {top:g})">{"".join(block.parts)}</g>'
    return footed(grown(svg, block.y + 2 * EDGE, below), material.network.texts.data_note)


def drawings(material: Material) -> Drawings:
    """Draw what is printed."""
    flow, said = material.flow, Said(material)
    if not flow.legs:
        return Drawings()
    shown = views(flow)
    whole = draw(flow, A4, shown[0], material.language)
    if not whole.scene.nodes:
        return Drawings()
    maps = [_map(said, whole, 1, said.say("map.title"), said.say("map.text"))]
    if View.NEAR in shown[1:]:
        near = draw(flow, A4, View.NEAR, material.language)
        text = said.report.say("map.near_text")
        maps.append(_map(said, near, 2, said.say("map.near", focus=said.focus), text))
    cover = Picture("cover", cropped(whole), said.report.say("labels.cover_alt"), "", "")
    return Drawings(cover, tuple(maps))


def _map(said: Said, drawing: Drawing, number: int, title: str, text: str) -> Picture:
    return Picture(
        name=f"map-{number}",
        svg=write(drawing),
        alt=alternative(said),
        title=f"{said.report.say('labels.map', count=number)} {title}",
        caption=text,
    )


def alternative(said: Said) -> str:
    """Say in words what the map shows: the largest of the legs whose counts are shown."""
    if LEGS not in said.material.tables.tables:
        return said.say("alt_empty")
    table = released_table(said.material, LEGS)
    told = [row for row in table.rows if row.count and not row.is_wider][:SPOKEN]
    if not told:
        return said.say("alt_empty")
    return said.say("alt", list=said.report.with_counts([(table.names(row), row.count or 0) for row in told]))
