"""Write a release into a folder: whole or not at all, and never over a release that is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from njia import __version__
from njia.disclosure import Policy
from njia.release import open_data
from njia.release.freezing import Content, ReleaseRefused, frozen, read
from njia.release.preparing import Prepared
from njia.release.readme import NAME, readme
from njia.release.recording import LedgerRefused, write_figures
from njia.report import released
from njia.report.build import build
from njia.report.folder import MADE_BY, MANIFEST, whole
from njia.report.manifest import LIBRARIES, outputs
from njia.report.material import Material
from njia.report.words import Words

RELEASE = "release.json"


def write(prepared: Prepared, folder: Path, ledger: Path | None = None) -> str:
    """Write a prepared release into `folder`, and its private figures to `ledger`; give the hash.

    FolderRefused when the folder holds what Njia did not make, ReleaseRefused when it holds a release,
    LedgerRefused for a list inside the folder, NetworkError for a language that there is no report in.
    """
    folder = folder.resolve()
    if (folder / RELEASE).exists():
        raise ReleaseRefused(f"{folder.name} holds a release already, and a release is never changed")
    if ledger is not None and ledger.resolve().is_relative_to(folder):
        raise LedgerRefused("the list of figures is private and may not lie in the release's folder")
    content = read(frozen(prepared.material).text())
    for language in content.network.languages:
        Words(language)
    with whole(folder) as new:
        if prepared.bundle is None:
            write_files(content, new)
            _write_manifest(new, _traced(content.policy))
        else:
            build(prepared.bundle, new)
            open_data.also_write(prepared.bundle, new, content.material())
            _write_text(new / RELEASE, content.text())
            _write_manifest(new, json.loads((new / MANIFEST).read_text(encoding="utf-8")))
        if ledger is not None:
            write_figures(prepared.figures, content.number, ledger)
        made = json.loads((new / MANIFEST).read_text(encoding="utf-8"))
    return str(made["hash"])


def write_files(content: Content, folder: Path, figures_only: bool = False) -> None:
    """Write everything but the manifest that is made from a release's content, for a policy that protects.

    `figures_only` leaves out what is printed and drawn, whose bytes depend on the version of Njia.
    """
    material = content.material()
    _write_text(folder / RELEASE, content.text())
    open_data.write(material, folder)
    if not figures_only:
        _write_printed(material, folder)
        _write_text(folder / NAME, readme(material))


def release_hash(files: Mapping[str, str]) -> str:
    """Give the hash of a release, which is cited, from the SHA-256 of its files by their names.

    It is the SHA-256 of the lines that `sha256sum` prints for the files, sorted by their bytes.
    """
    lines = sorted(f"{digest}  {name}\n".encode() for name, digest in files.items())
    return hashlib.sha256(b"".join(lines)).hexdigest()


def _write_printed(material: Material, folder: Path) -> None:
    for language in material.network.languages:
        one = material.in_language(language)
        between = "" if language == material.language else f".{language}"
        (folder / f"report{between}.pdf").write_bytes(released.pdf(one))
        _write_text(folder / f"index{between}.html", released.page(one))
        _write_text(folder / f"map{between}.svg", released.map_svg(one))
        _write_text(folder / f"map.phone{between}.svg", released.phone_svg(one))


def _traced(policy: Policy) -> dict[str, Any]:
    """Say what made the files; of what went in nothing, whose hash would confirm a guess."""
    return {
        "made_by": MADE_BY,
        "version": __version__,
        "policy": {"name": policy.name, "version": policy.version, "meaning": policy.meaning},
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def _write_manifest(folder: Path, said: dict[str, Any]) -> None:
    files = outputs(folder)
    manifest = {**said, "outputs": files, "hash": release_hash(files)}
    _write_text(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")


def _write_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
