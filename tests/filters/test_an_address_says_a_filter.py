"""A filter and its address are two writings of one thing; an address that is wrong chooses nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.filters import Filter, FilterError, from_query
from njia.filters.chosen import KEYS
from njia.vocabulary import code_list


def lists(query: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in query:
        found.setdefault(key, []).append(value)
    return found


def some(list_: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(code_list(list_).codes)), max_size=4).map(tuple)


def places() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(["iso:KE", "iso:SA", "adm1:KE.28", "gn:184745", "nj:busia-ke"])).map(
        tuple
    )


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    days = sorted(draw(st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), min_size=2, max_size=2)))
    return Filter(
        collections=tuple(draw(st.lists(st.sampled_from(["Kenya 2020", "2019 & before", "ركن"])))),
        start=draw(st.sampled_from([None, days[0]])),
        end=draw(st.sampled_from([None, days[1]])),
        origin=draw(places()),
        through=draw(places()),
        destination=draw(places()),
        industry=draw(some("industry")),
        mode=draw(some("transport_mode")),
        recruitment=draw(some("recruitment_method")),
        source=draw(st.sampled_from(["", *code_list("source_kind").codes])),
        organisations=draw(st.integers(1, 1000)),
    )


@given(filters())
def test_an_address_gives_back_the_filter_that_it_was_written_from(chosen: Filter) -> None:
    again = from_query(lists(chosen.to_query()))
    assert again.to_query() == chosen.to_query()
    for name in Filter.__slots__:
        kept, was = getattr(again, name), getattr(chosen, name)
        assert kept == (tuple(sorted(set(was))) if isinstance(was, tuple) else was)


@given(filters(), st.randoms())
def test_filters_that_mean_the_same_have_one_address(chosen: Filter, rng: object) -> None:
    query = chosen.to_query()
    rng.shuffle(query)  # type: ignore[attr-defined]
    assert from_query(lists(query + query)).to_query() == chosen.to_query()


def test_the_empty_fields_of_a_form_choose_nothing() -> None:
    assert from_query({key: [""] for key in KEYS}) == Filter()
    assert Filter().to_query() == []


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("surprise", ["1"]),
        ("from", ["yesterday"]),
        ("from", ["2020-02-31"]),
        ("from", ["20200101"]),
        ("to", ["٢٠٢٠-٠١-٠١"]),
        ("from", ["2020-01-01", "2021-01-01"]),
        ("origin", ["Nairobi"]),
        ("origin", ["iso:ZZ"]),
        ("origin", ["iso:KE' OR 1=1"]),
        ("through", ["gn:1\x00"]),
        ("destination", ["<script>alert(1)</script>"]),
        ("industry", ["no_such_industry"]),
        ("mode", ["teleport"]),
        ("recruitment", ["%s%s%s%n"]),
        ("source", ["own_casework", "heard_of"]),
        ("organisations", ["0"]),
        ("organisations", ["-1"]),
        ("organisations", ["1001"]),
        ("organisations", ["3.5"]),
        ("organisations", ["٣"]),
        ("collection", ["a" * 201]),
        ("collection", ["line\nbreak"]),
        ("collection", ["\ud800"]),
        ("collection", [f"name {n}" for n in range(61)]),
    ],
)
def test_what_there_is_not_is_an_error_that_repeats_none_of_it(key: str, values: list[str]) -> None:
    with pytest.raises(FilterError) as raised:
        from_query({key: values})
    assert raised.value.key == (key if key in KEYS else "")
    for value in values:
        assert len(value) < 4 or value not in str(raised.value)
    assert key in KEYS or key not in str(raised.value)


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    with pytest.raises(FilterError, match="ends before it begins"):
        from_query({"from": ["2021-01-01"], "to": ["2020-01-01"]})
