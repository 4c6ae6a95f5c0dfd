"""Places with a name alike to a misspelt one, best first."""

from __future__ import annotations

from collections.abc import Iterator

from njia.gazetteer import choose, countries
from njia.gazetteer.fuzzy import alike
from njia.gazetteer.lookup import Scope, country_place, named
from njia.gazetteer.spelling import described, key, words
from njia.gazetteer.store import Named, Store


def similar(store: Store, text: str, scope: Scope) -> list[tuple[float, Named]]:
    """Give places whose names are alike to the text, with the similarity (0 to 1), best first.

    Without a country only countries, large towns and the places of Njia's overrides are looked through.
    """
    best: dict[str, tuple[float, Named]] = {}
    for score, found in _found(store, text, scope):
        if score > best.get(found.place_id, (0.0, found))[0]:
            best[found.place_id] = (score, found)
    return sorted(
        best.values(),
        key=lambda pair: (-pair[0], pair[1].tier, -(pair[1].population or 0), pair[1].place_id),
    )


def longer(store: Store, text: str) -> list[tuple[float, Named]]:
    """Give large towns whose names begin with the text, such as Addis Ababa for "Addis", largest first.

    The score is the share of the name that is written.
    """
    normal = key(text)
    cities = [spelling for spelling in store.spellings("")[0] if spelling.startswith(normal)]
    found = [
        (len(normal) / len(c), place)
        for c in cities
        if c != normal
        for place in choose.best(list(store.named(c)))
    ]
    return sorted(found, key=lambda pair: (-(pair[1].population or 0), pair[1].place_id))


def _found(store: Store, text: str, scope: Scope) -> Iterator[tuple[float, Named]]:
    yield from _alike(store, key(text), scope, kind="")
    short = described(words(text))
    if short:
        yield from _alike(store, key(short.name), scope, kind=short.kind)


def _alike(store: Store, normal: str, scope: Scope, kind: str) -> Iterator[tuple[float, Named]]:
    for spelling, score in _spellings(store, normal, scope):
        code = countries.match_name(spelling)
        if code and scope.holds(code) and not kind:
            yield score, country_place(store, code)
            continue
        found = named(store, spelling, scope)
        for place in (choose.best(found, kind) if kind else []) or choose.best(found):
            yield score, place


def _spellings(store: Store, normal: str, scope: Scope) -> Iterator[tuple[str, float]]:
    for code in scope.stored_codes or ("",):
        yield from alike(normal, *store.spellings(code))
    if not scope.written:
        yield from alike(normal, *countries.spelling_lists())
