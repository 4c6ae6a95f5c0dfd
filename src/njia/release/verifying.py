"""Verify a release's folder: every hash, nothing added or missing, every file made again from its content."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from njia import __version__
from njia.disclosure import Method
from njia.release import checking
from njia.release.checking import Manifest, Unreadable
from njia.release.freezing import Content, ReleaseRefused, read
from njia.release.writing import RELEASE, release_hash, write_files
from njia.report.folder import MANIFEST


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was published: which file, "" for the folder itself, and what is wrong."""

    file: str
    what: str

    def in_words(self) -> str:
        """Say it in one line."""
        return f"{self.file}: {self.what}." if self.file else f"{self.what[:1].upper()}{self.what[1:]}."


@dataclass(frozen=True)
class Verified:
    """What was found: the faults, what could not be looked at and why, and which release it is if known."""

    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    hash: str = ""
    content: Content | None = None


def verify(folder: Path) -> list[Fault]:
    """Give everything in a release's folder that is not as it was published; nothing for a sound one."""
    return list(verified(folder).faults)


def verified(folder: Path) -> Verified:
    """Look at a release's folder, whoever made it; never raises for what lies in it."""
    try:
        there = checking.listed(folder)
    except (Unreadable, OSError) as error:
        return Verified((Fault("", str(error)),))
    faults = [Fault(name, why) for name, why in there.strange.items()]
    try:
        said = checking.manifest(folder)
    except Unreadable as error:
        return Verified((*faults, Fault(MANIFEST, str(error))))
    right, wrong = _hashes(folder, there.files, said)
    faults += wrong
    content, unread = _content(folder, right)
    faults += unread
    again, notes = _made_again(folder, right, said, content) if content else ([], [])
    return Verified(tuple(faults + again), tuple(notes), said.hash, content)


def _hashes(folder: Path, there: frozenset[str], said: Manifest) -> tuple[frozenset[str], list[Fault]]:
    """Compare every file with the manifest; give those that are right, and the faults."""
    faults, right = [], set()
    for name in sorted(there | {*said.files} | {RELEASE}):
        if name == MANIFEST:
            continue
        if name not in there:
            faults.append(Fault(name, "it is missing"))
        elif name not in said.files:
            faults.append(Fault(name, "it was added: the manifest does not list it"))
        elif (found := _digest(folder / name)) == said.files[name]:
            right.add(name)
        else:
            faults.append(
                Fault(name, "it was changed: its hash is not the manifest's" if found else _UNREADABLE)
            )
    if MANIFEST in said.files:
        faults.append(Fault(MANIFEST, "it lists itself, which cannot be"))
    if release_hash(said.files) != said.hash:
        faults.append(Fault(MANIFEST, "the release's hash is not that of the files that it lists"))
    return frozenset(right), faults


_UNREADABLE = "it cannot be read"
# What is said in words, which a later version may say better.
_WORDED = frozenset(
    {"data/codebook.csv", "data/codebook.md", "datapackage.json", "CITATION.cff", "LICENCE.txt"}
)


def _digest(file: Path) -> str:
    try:
        return checking.digest(file)
    except (Unreadable, OSError):
        return ""


def _content(folder: Path, right: frozenset[str]) -> tuple[Content | None, list[Fault]]:
    if RELEASE not in right:
        return None, []  # it is named already
    try:
        return read(checking.content_text(folder / RELEASE)), []
    except (Unreadable, ReleaseRefused) as error:
        return None, [Fault(RELEASE, str(error))]


def _made_again(
    folder: Path, right: frozenset[str], said: Manifest, content: Content
) -> tuple[list[Fault], list[str]]:
    """Make the files anew from the content, and compare those whose hash is right."""
    if content.policy.method is Method.AS_COUNTED:
        return [], [
            f"under the policy '{content.policy.name}' hashes are compared and files are not made again"
        ]
    printed = said.version == __version__ and not _other_libraries(said)
    notes = [] if printed else [_not_printed(said)]
    with tempfile.TemporaryDirectory(prefix="njia-") as beside:
        new = Path(beside)
        try:
            write_files(content, new, figures_only=not printed)
        except (
            Exception
        ) as error:  # whatever a foreign content makes of the writers, it is a fault of that content
            why = f"no files can be made from it ({type(error).__name__})"
            return [Fault(RELEASE, why)], []
        made = {file.relative_to(new).as_posix() for file in new.rglob("*") if file.is_file()}
        faults = list(_compared(folder, new, made if printed else made - _WORDED, right, said))
    if printed:
        extra = sorted({*said.files} - made)
        faults += [Fault(name, "it is listed, but not made from release.json") for name in extra]
    return faults, notes


def _compared(
    folder: Path, new: Path, made: set[str], right: frozenset[str], said: Manifest
) -> Iterator[Fault]:
    for name in sorted(made):
        if name not in said.files:
            yield Fault(name, "release.json makes this file, and the release does not have it")
        elif name in right and not _is_same(folder / name, new / name, said):
            by = "" if said.version == __version__ else f"; the release was made by Njia {said.version}"
            yield Fault(name, f"Njia {__version__} makes other bytes of it from release.json{by}")


def _is_same(old: Path, new: Path, said: Manifest) -> bool:
    if checking.same(old, new):
        return True
    # Another writer of Parquet writes other bytes for the same rows.
    return old.suffix == ".parquet" and "pyarrow" in _other_libraries(said) and _same_rows(old, new)


def _same_rows(old: Path, new: Path) -> bool:
    try:
        with pq.ParquetFile(old) as theirs, pq.ParquetFile(new) as ours:
            if theirs.metadata.num_rows != ours.metadata.num_rows or theirs.schema_arrow != ours.schema_arrow:
                return False
            return bool(theirs.read().equals(ours.read()))
    except (OSError, pa.ArrowException):
        return False


def _other_libraries(said: Manifest) -> list[str]:
    """Name the libraries that are of another version here than where the release was made."""
    return sorted(name for name, number in said.libraries.items() if _installed(name) != number)


def _installed(library: str) -> str:
    try:
        return version(library)
    except (PackageNotFoundError, ValueError):
        return ""


def _not_printed(said: Manifest) -> str:
    made = f"Njia {said.version}"
    if other := _other_libraries(said):
        made += f" with {', '.join(f'{name} {said.libraries[name]}' for name in other)}"
    return (
        f"report, page, map and words were made by {made} and are compared by their hashes; "
        "tables and data were made again"
    )
