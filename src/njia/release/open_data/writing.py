"""Write the open data of a release into its folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from njia.disclosure import Method, Policy, Protected, for_publication
from njia.release.open_data.citing import Citation, citation_cff, licence_txt
from njia.release.open_data.describing import write_codebook
from njia.release.open_data.flows import write_flows
from njia.release.open_data.geojson import write_geojson
from njia.release.open_data.graphml import write_graphml
from njia.release.open_data.legs import LEGS, legs_of
from njia.release.open_data.package import write_package
from njia.release.open_data.tables import open_tables, write_table
from njia.report.bundle import Bundle
from njia.report.material import Material


def write(material: Material, folder: Path) -> None:
    """Write everything of a release's material; names are in its language.

    NotForPublication for what was made for people inside the network.
    """
    tables = material.tables
    _check(material.policy, tables.tables)
    _write(tables.tables, tables.places, material.language, material.focus, citation_of(material), folder)


def also_write(bundle: Bundle, folder: Path, material: Material | None = None) -> None:
    """Write the same beside the report of a policy that shows all counts, and describe its routes too.

    The tables that lie there get the form that all releases have. Without a `material` to cite it by the
    release has no number and no date. NotForPublication for what was made for people inside the network.
    """
    _check(bundle.policy, bundle.measures)
    places = bundle.routes.tables["places"]
    about = citation_of(material) if material else _unnumbered(bundle)
    _write(
        bundle.measures, places, bundle.language, bundle.scope.focus_country, about, folder, with_routes=True
    )


def _check(policy: Policy, tables: Mapping[str, Protected]) -> None:
    """Stop the whole for one table that is for people inside the network."""
    for one in (policy, *(table.policy for table in tables.values())):
        if one.method is Method.AS_COUNTED or not one.is_publishable:
            for_publication(one)


def citation_of(material: Material) -> Citation:
    """Say what a release is cited by."""
    return Citation(
        network=material.network.name,
        title=material.title,
        audience=material.audience,
        about=_about(material.policy, material.collections),
        number=material.number,
        made_on=material.made_on,
        tags=material.tags,
        related=material.related,
    )


def _unnumbered(bundle: Bundle) -> Citation:
    network = bundle.network
    title = network.title or network.collection or "Routes of trafficked people"
    collections = tuple(sorted({*bundle.routes.tables["routes"]["collection"].to_pylist()} - {""}))
    return Citation(network.name, title, "public", _about(bundle.policy, collections))


def _about(policy: Policy, collections: tuple[str, ...]) -> str:
    of = f" of the collections {', '.join(collections)}" if len(collections) > 1 else ""
    of = f" of the collection {collections[0]}" if len(collections) == 1 else of
    return (
        f"Reported routes of trafficked people{of}, as counts. Counts are of what was reported and not of "
        f"all trafficking. Policy {policy.name}, version {policy.version}: {policy.meaning}"
    )


def _write(
    tables: Mapping[str, Protected],
    places: pa.Table,
    language: str,
    focus: str,
    about: Citation,
    folder: Path,
    with_routes: bool = False,
) -> None:
    for part in ("tables", "data"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    found = open_tables(tables, places, language, focus)
    for table in found.values():
        write_table(table, folder / "tables")
    legs = legs_of(found, places)
    write_flows(legs, folder / "data")
    write_geojson(legs, folder / "data" / "legs.geojson")
    write_graphml(legs, found.get(LEGS), folder / "data" / "network.graphml")
    write_codebook(found, folder / "data", with_routes)
    for name, text in (("CITATION.cff", citation_cff(about)), ("LICENCE.txt", licence_txt(about))):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    write_package(about, found, legs, folder)
