"""Sizes of the map for each use. Every size is drawn for itself; none is another one scaled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from njia.draw.projection import View


@dataclass(frozen=True)
class Profile:
    """One use of the map; lengths are in the SVG's own units (px on a page; A4 .25 mm)."""

    name: str
    width: int
    heights: tuple[tuple[View, int], ...]
    lens_power: float
    text: float  # size of a label
    subline: float  # size of a label's second line, of exits and of notes
    widest: float  # width of the widest line
    thinnest: float
    mark: float  # scale of the marks
    head: float  # scale of the arrowheads
    legend_inside: bool
    legend: float  # size of the legend's text
    reach: float  # how far beyond its borders the near map looks, as a share of the country's diagonal
    country_lines: bool  # whether large labels get the country on a second line
    dearest_label: float  # a name whose place would cost more becomes a number in the key
    halo: float = 2.6

    def height(self, view: View) -> int:
        """Give the height of a view."""
        return dict(self.heights)[view]


WIDE = Profile(
    name="wide",
    width=1100,
    heights=((View.WHOLE, 800), (View.NEAR, 800), (View.TRUE, 800)),
    lens_power=0.55,
    text=12.0,
    subline=10.5,
    widest=17.0,
    thinnest=1.3,
    mark=1.0,
    head=1.0,
    legend_inside=True,
    legend=11.2,
    reach=0.42,
    country_lines=True,
    dearest_label=60.0,
)
A4 = Profile(
    name="a4",
    width=696,
    heights=((View.WHOLE, 680), (View.NEAR, 505), (View.TRUE, 680)),
    lens_power=0.53,
    text=10.0,
    subline=8.6,
    widest=15.0,
    thinnest=1.1,
    mark=0.88,
    head=0.85,
    legend_inside=True,
    legend=8.4,
    reach=0.42,
    country_lines=True,
    dearest_label=60.0,
    halo=2.2,
)
PHONE = Profile(
    name="phone",
    width=360,
    heights=((View.WHOLE, 410), (View.NEAR, 440), (View.TRUE, 410)),
    lens_power=0.50,
    text=11.0,
    subline=9.5,
    widest=10.5,
    thinnest=1.0,
    mark=0.78,
    head=0.72,
    legend_inside=False,
    legend=13.0,
    reach=0.25,
    country_lines=False,
    dearest_label=13.0,
    halo=2.2,
)
# The hub's map on a desk: its legend is beside it, so that the map need not be laid out around one.
DESK = replace(
    WIDE,
    name="desk",
    width=1000,
    heights=((View.WHOLE, 720), (View.NEAR, 720), (View.TRUE, 720)),
    legend_inside=False,
)
# Two of the hub's maps side by side on a desk.
HALF = replace(
    PHONE,
    name="half",
    width=580,
    heights=((View.WHOLE, 560), (View.NEAR, 560), (View.TRUE, 560)),
    widest=13.0,
    dearest_label=30.0,
)
PROFILES = {profile.name: profile for profile in (WIDE, A4, PHONE, DESK, HALF)}
