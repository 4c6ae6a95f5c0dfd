"""locations.csv and flows.csv: the pair of tables that viewers built on flowmap.gl read.

Columns and names are theirs: `id, name, lat, lon` and `origin, dest, count`. They take an empty count for 0,
so a leg whose figure is withheld is not in here.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa

from njia.measures import Unit
from njia.release.open_data.fields import Field
from njia.release.open_data.legs import Legs
from njia.report.csv_file import csv_text

_TEXT, _ID = Unit.TEXT.value, Unit.PLACE.value
LOCATIONS = (
    Field("id", "Place", "The gazetteer's id.", pa.string(), _ID, hxl="#loc+code"),
    Field("name", "Name", "Name in the release's first language.", pa.string(), _TEXT, hxl="#loc+name"),
    Field("lat", "Latitude", "WGS 84, degrees north.", pa.float64(), "degrees", hxl="#geo+lat"),
    Field("lon", "Longitude", "WGS 84, degrees east.", pa.float64(), "degrees", hxl="#geo+lon"),
)
FLOWS = (
    Field("origin", "From", "Id in locations.csv.", pa.string(), _ID, hxl="#loc+from+code"),
    Field("dest", "To", "Id in locations.csv.", pa.string(), _ID, hxl="#loc+to+code"),
    Field(
        "count",
        "Submissions",
        "How many submissions have this leg, added up over the rows of tables/map_legs.csv.",
        pa.int64(),
        Unit.SUBMISSIONS.value,
        hxl="#indicator+submissions+num",
    ),
)


def write_flows(legs: Legs, folder: Path) -> None:
    """Write both files; every place in the one is an end of a leg in the other, and the other way round."""
    counts: Counter[tuple[str, str]] = Counter()
    for leg in legs.legs:
        if leg.has_points and leg.row["submissions"] is not None:
            counts[leg.start.id, leg.end.id] += leg.row["submissions"]
    used = {id_ for pair in counts for id_ in pair}
    places = [
        {"id": spot.id, "name": spot.name, "lat": spot.lat, "lon": spot.lon}
        for spot in legs.spots
        if spot.id in used
    ]
    flows = [
        {"origin": start, "dest": end, "count": count}
        for (start, end), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]
    for name, fields, rows in (("locations", LOCATIONS, places), ("flows", FLOWS, flows)):
        text = csv_text([field.name for field in fields], rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
