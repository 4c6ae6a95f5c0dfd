"""The earlier collection is the smallest that has every country of 2020 but those printed as new."""

from tests.acceptance.printed import PRINT
from tests.acceptance.rows import EARLIER, ROWS, transits


def countries(row: dict[str, str]) -> tuple[str, str, str]:
    return row["Country of origin"], row["Transit 1 country"], row["Country of exploitation"]


def test_the_earlier_collection_has_every_country_but_those_printed_as_new() -> None:
    new = PRINT["new_since_2019"]
    assert {countries(row)[0] for row in EARLIER} == set(PRINT["countries_of_origin"]) - set(new["origins"])
    assert {countries(row)[2] for row in EARLIER} == set(PRINT["countries_of_destination"]) - set(
        new["destinations"]
    )
    transit = {country for row in ROWS for _, country in transits(row)}
    assert {countries(row)[1] for row in EARLIER} == transit


def test_the_earlier_collection_is_the_smallest_that_can_be() -> None:
    origins, destinations = ({countries(row)[i] for row in EARLIER} for i in (0, 2))
    assert len(EARLIER) == max(len(origins), len(destinations)) == 14
    assert all(len(set(countries(row))) == len(countries(row)) for row in EARLIER)


def test_the_earlier_collection_has_no_number_of_cases() -> None:
    assert not any("cases" in column.lower() for column in EARLIER[0])
