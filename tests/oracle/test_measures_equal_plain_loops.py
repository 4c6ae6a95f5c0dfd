from typing import Any

import made_routes
import naive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from njia.dataset import dataset
from njia.measures import MEASURES, Measure, Measured, Scope, measure_all
from njia.schema import Route

NAMES = {"East Africa > Gulf": "To the Gulf", "East Africa > East Africa": "Regional migration"}


def scope(focus: str, earlier: str | None) -> Scope:
    return Scope(focus, made_routes.REGIONS, NAMES, earlier)


def in_order(measure: Measure, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    def key(row: dict[str, Any]) -> tuple[Any, ...]:
        keys = tuple(
            (row[name] is None, row[name] or "" if row[name] is None else row[name]) for name in measure.grain
        )
        return (-row[measure.main], *keys) if measure.ranked else keys

    return sorted(rows, key=key)


def same(measured: Measured, answer: naive.Answer) -> None:
    rows, known, of = answer
    name = measured.measure.name
    assert (name, measured.known, measured.of) == (name, known, of)
    found = measured.rows.to_pylist()
    expected = in_order(measured.measure, rows)
    assert len(found) == len(expected), name
    for got, row in zip(found, expected, strict=True):
        got = {column: value for column, value in got.items() if column != "counted"}
        share, wanted = got.pop("share", None), row.pop("share", None)
        assert (name, got) == (name, row)
        assert (name, share) == (name, wanted)


def test_there_is_a_plain_loop_for_every_measure() -> None:
    assert set(naive.ASKED) == set(MEASURES)


@settings(max_examples=12, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    routes=made_routes.made_routes(most=40),
    focus=st.sampled_from(["KE", "KE", "SA", "FR"]),
    earlier=st.sampled_from([None, "2019", "2019", "1999"]),
)
def test_every_measure_equals_a_plain_loop(routes: list[Route], focus: str, earlier: str | None) -> None:
    now = [r for r in routes if r.collection != earlier]
    before = [r for r in routes if r.collection == earlier]
    about = scope(focus, earlier)
    for name, measured in measure_all(dataset(routes), about).items():
        same(measured, naive.ASKED[name](now, before, about))
