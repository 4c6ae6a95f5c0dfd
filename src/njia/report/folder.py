"""The folder that a report is written to: whole or not at all, and never over somebody's own files."""

from __future__ import annotations

import errno
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANIFEST = "manifest.json"
MADE_BY = "njia"
# What file managers leave behind by themselves.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class FolderRefused(OSError):
    """The folder that the report should go to holds something that Njia did not make."""

    def __init__(self, reason: str, folder: Path) -> None:
        super().__init__(errno.EEXIST, f"{reason}; nothing was written. Give a new folder", str(folder))


@contextmanager
def whole(out_dir: Path) -> Iterator[Path]:
    """Give a new folder to write into; it takes the place of `out_dir` when the block ends well.

    Raises FolderRefused, before anything is written, when `out_dir` is a file or holds a file that no
    manifest of Njia's lists. Leaves `out_dir` as it was when the block raises.
    """
    out_dir = out_dir.resolve()
    _check(out_dir)
    out_dir.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".njia-", dir=out_dir.parent))
    try:
        new = beside / "new"
        new.mkdir()  # unlike the temporary folder, with the rights that the person's other folders have
        yield new
        _swap(new, out_dir, beside / "old")
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _check(out_dir: Path) -> None:
    if not out_dir.exists():
        return
    if not out_dir.is_dir():
        raise FolderRefused("this is a file and not a folder", out_dir)
    ours = _listed(out_dir)
    for file in sorted(out_dir.rglob("*")):
        name = file.relative_to(out_dir).as_posix()
        if not file.is_dir() and name not in ours and file.name not in LITTER:
            raise FolderRefused(f"the folder holds a file that Njia did not make ({name})", out_dir)


def _listed(out_dir: Path) -> frozenset[str]:
    """Give the files that Njia's manifest in the folder lists; none when there is no such manifest."""
    try:
        manifest = json.loads((out_dir / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(manifest, dict) or manifest.get("made_by") != MADE_BY:
        return frozenset()
    outputs = manifest.get("outputs")
    return frozenset({MANIFEST, *outputs}) if isinstance(outputs, dict) else frozenset()


def _swap(new: Path, out_dir: Path, old: Path) -> None:
    """Put the new folder where the old one is, which is put back should that fail."""
    if not out_dir.exists():
        new.rename(out_dir)
        return
    out_dir.rename(old)
    try:
        new.rename(out_dir)
    except OSError:
        old.rename(out_dir)
        raise
