"""What the figures are about, from the network's settings and, where those say nothing, the data."""

from __future__ import annotations

from collections import Counter

from njia.dataset import Dataset
from njia.gazetteer import countries
from njia.measures.declaration import Scope
from njia.network import Network


def scope_for(network: Network, data: Dataset, earlier: str | None = None) -> Scope:
    """Make the scope: focus country, regions and corridors, and the earlier collection to compare with.

    The focus country is the network's, else the country that most submissions of this collection start
    or end in (a submission within one country counts once; ties go to the first code), else "". The
    regions are the network's, else the UN M49 sub-regions.
    """
    return Scope(
        focus_country=network.focus_country or _most_common_end(data, earlier),
        regions=_regions(network),
        corridor_names=dict(network.corridor_names),
        earlier=earlier,
    )


def _regions(network: Network) -> dict[str, str]:
    if network.regions:
        return {code: region for region, codes in network.regions.items() for code in codes}
    found = {code: countries.region(code) for code in countries.CODES}
    return {code: region for code, region in sorted(found.items()) if region}


def _most_common_end(data: Dataset, earlier: str | None) -> str:
    ends = Counter[str]()
    columns = (data.routes[name] for name in ("collection", "origin_country", "destination_country"))
    for collection, origin, destination in zip(*(c.to_pylist() for c in columns), strict=True):
        if earlier is None or collection != earlier:
            ends.update({origin, destination} - {None})
    return min(ends, key=lambda code: (-ends[code], code), default="")
