"""Curves that hold still: the same leg keeps its curve when other data changes a little."""

from __future__ import annotations

import pytest
from tests.draw.invented import ROUTES, flow_of, kenya, routes

from njia.draw.bows import BY_AIR, BY_ROAD
from njia.draw.projection import View
from njia.draw.scene import current_bows, view_bows
from njia.network import MapOverrides, Network


@pytest.mark.parametrize(
    "more",
    [
        "Nairobi > Athens | 12 | plane | 1",
        "Garissa > Mandera | 30 | bus | 1",
        "Kisumu > Isebania > TANZANIA | 7 | bus | 1",
        "Mombasa > Riyadh | 300 | plane | 2",
    ],
)
@pytest.mark.parametrize("view", [View.WHOLE, View.NEAR])
def test_one_route_more_leaves_nine_in_ten_curves_as_they_were(more, view):
    before = view_bows(kenya(), view)
    after = view_bows(flow_of(routes(ROUTES + more), by="cases"), view)
    kept = [key for key in before if after.get(key) == before[key]]
    assert len(kept) >= 0.9 * len(before)


def test_the_networks_own_bow_has_the_last_word():
    network = Network(map=MapOverrides(bows={"gn:Nairobi > gn:Riyadh": -0.5}))
    bows = current_bows(flow_of(routes(), network=network))
    assert bows["gn:Nairobi > gn:Riyadh"] == -0.5


def test_the_bows_as_drawn_can_be_kept_for_the_next_release():
    drawn = current_bows(kenya())
    network = Network(map=MapOverrides(bows=drawn))
    assert current_bows(flow_of(routes(), network=network, by="cases")) == drawn


def test_bows_are_to_the_left_but_for_a_clear_gain():
    bows = list(view_bows(kenya(), View.WHOLE).values())
    assert sum(bow >= 0 for bow in bows) >= 0.95 * len(bows)
    assert set(bows) <= set(BY_AIR) | set(BY_ROAD)
