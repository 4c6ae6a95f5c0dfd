"""The tracker of 2020 asked for industry and type of exploitation in one column."""

import pytest

from njia.gazetteer import Gazetteer
from njia.intake import read
from njia.network import Network


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("header", ["Industry and type of exploitation", "Type of exploitation/industry"])
@pytest.mark.parametrize(
    ("cell", "industries", "types", "unknown"),
    [
        ("Domestic work; forced labour", ("domestic_work",), ("forced_labour",), 0),
        ("Sexual exploitation", (), ("sexual_exploitation",), 0),
        ("Farm work", ("agriculture",), (), 0),
        ("Begging", ("begging",), ("forced_begging",), 0),
        ("Domestic work; space travel", ("domestic_work",), (), 1),
        ("", (), (), 0),
    ],
)
def test_each_answer_goes_to_the_list_that_knows_it(
    tmp_path, gazetteer, header, cell, industries, types, unknown
):
    file = tmp_path / "routes.csv"
    file.write_text(f'Origin;Destination;{header}\nBusia, Kenya;Beirut, Lebanon;"{cell}"\n', encoding="utf-8")
    found = read([file], gazetteer, Network())
    (route,) = found.routes
    assert (route.industries, route.exploitation_types) == (industries, types)
    assert [p.code for p in found.problems if p.code == "code_unknown"] == ["code_unknown"] * unknown
