"""Open what commands read: the network's settings, the gazetteer, the files, and the dataset they make."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from njia.cli.failure import Failure, told
from njia.cli.progress import bar

if TYPE_CHECKING:
    from njia.dataset import Dataset
    from njia.gazetteer import Gazetteer
    from njia.intake import Intake
    from njia.network import Network
    from njia.schema import Route

# An earlier collection whose rows do not name it; never called by its file, which may name who sent it.
EARLIER = "earlier collection"


def network(path: Path | None) -> Network:
    """Read the settings; None gives the defaults."""
    from njia.network import load

    with told():
        return load(path)


def gazetteer(settings: Network) -> Gazetteer:
    """Open the gazetteer with the network's aliases; builds it at first use."""
    from njia.gazetteer import Gazetteer

    with told(), bar("Building the gazetteer, once") as progress:
        return Gazetteer.open(aliases=settings.aliases, progress=progress)


def intake(files: Sequence[Path], settings: Network, collection: str = "") -> Intake:
    """Read spreadsheets; raises UnreadableFile for the first that cannot be read."""
    from njia.intake import read

    places = gazetteer(settings)
    with bar("Reading") as progress:
        return read(files, places, settings, collection=collection, progress=progress)


def routes(files: Sequence[Path], settings: Network, collection: str = "") -> list[Route]:
    """Read the routes of spreadsheets, and say on standard error how many rows cannot be used."""
    from njia.problems import UnreadableFile

    try:
        found = intake(files, settings, collection)
    except UnreadableFile as unreadable:
        raise Failure(str(unreadable)) from unreadable
    report = found.as_report()
    left_out = report["rows"] - report["usable"]
    if left_out:
        names = " ".join(str(file) for file in files)
        print(
            f"njia: {left_out} of {report['rows']} rows cannot be used and are left out: njia check {names}",
            file=sys.stderr,
        )
    return list(found.routes)


def dataset(
    files: Sequence[Path], settings: Network, compare: Path | None = None, collection: str = ""
) -> tuple[Dataset, str | None]:
    """Read files, and an earlier collection, into one dataset; also the earlier collection's name.

    `collection` keeps only the rows of that collection. A single folder of Parquet tables, as
    `njia synth` writes it, is read as it is.
    """
    from njia.dataset import dataset as tables
    from njia.dataset import read_parquet

    if len(files) == 1 and files[0].is_dir():
        if compare:
            raise Failure("--compare needs spreadsheets, not a folder of Parquet tables.")
        with told():
            data = read_parquet(files[0])
        if collection:
            _held(collection, data.routes["collection"].to_pylist())
            data = data.of_collection(collection)
        return data, None
    found = routes(files, settings)
    if collection:
        _held(collection, [route.collection for route in found])
        found = [route for route in found if route.collection == collection]
    if not found:
        raise Failure("no row can be used, so there is nothing to count: njia check says why.")
    if compare is None:
        return tables(found), None
    earlier, name = _earlier(compare, settings, {route.collection for route in found})
    return tables([*found, *earlier]), name


def _held(collection: str, names: Iterable[str]) -> None:
    held = sorted({*names} - {""})
    if collection not in held:
        raise Failure(
            f"no collection '{collection}' in the data; there is: {', '.join(held) or 'none with a name'}."
        )


def _earlier(file: Path, settings: Network, taken: set[str]) -> tuple[list[Route], str]:
    """Read the earlier collection; its rows are put under one name that the present one does not use."""
    found = routes([file], settings, EARLIER)
    if not found:
        raise Failure(f"{file.name}: no row can be used, so there is nothing to compare with.")
    names = {route.collection for route in found}
    name = names.pop() if len(names) == 1 else EARLIER
    if name in taken:
        name = f"{name} ({EARLIER})"
    return [
        route.model_copy(update={"collection": name, "id": f"earlier:{route.id}"}) for route in found
    ], name
