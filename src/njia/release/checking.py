"""Read a folder that anybody may have made: no link is followed, nothing is run, nothing may be too large."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from njia.report.folder import MADE_BY, MANIFEST

MOST_FILES = 10_000
MOST_DEPTH = 8
MOST_MANIFEST_BYTES = 8_000_000
MOST_CONTENT_BYTES = 300_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_STEP_BYTES = 1 << 20


class Unreadable(ValueError):
    """A file of the folder cannot be read as what it should be; the message says why."""


@dataclass(frozen=True)
class Listed:
    """What lies in a folder: names of plain files, and what else is there with why it may not be."""

    files: frozenset[str]
    strange: dict[str, str]


@dataclass(frozen=True)
class Manifest:
    """What a manifest says: the SHA-256 of each file, the release's hash, and what made it."""

    files: dict[str, str]
    hash: str
    version: str
    libraries: dict[str, str]


def listed(folder: Path) -> Listed:
    """List all that lies in a folder and the folders in it; Unreadable for none, and for too much."""
    if not folder.is_dir():
        raise Unreadable(
            "there is no such folder" if not folder.exists() else "it is a file and not a folder"
        )
    files: set[str] = set()
    strange: dict[str, str] = {}
    for at, folders, names in os.walk(folder, followlinks=False):
        if len(Path(at).relative_to(folder).parts) > MOST_DEPTH:
            raise Unreadable("it holds folders in folders in folders, as no release does")
        for name in (*folders, *names):
            path = Path(at, name)
            inside = _shown(path.relative_to(folder).as_posix())
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                strange[inside] = "it is a link, which is not followed"
            elif stat.S_ISREG(mode):
                files.add(inside)
            elif not stat.S_ISDIR(mode):
                strange[inside] = "it is neither a file nor a folder"
            if len(files) + len(strange) > MOST_FILES:
                raise Unreadable(f"it holds more than {MOST_FILES} files")
    return Listed(frozenset(files), dict(sorted(strange.items())))


def manifest(folder: Path) -> Manifest:
    """Read the manifest; Unreadable when it is not one that Njia wrote for a release."""
    try:
        found = json.loads(_text(folder / MANIFEST, MOST_MANIFEST_BYTES))
    except RecursionError as error:
        raise Unreadable("it is not JSON") from error
    except ValueError as error:
        raise Unreadable(str(error) if isinstance(error, Unreadable) else "it is not JSON") from error
    if not isinstance(found, dict) or found.get("made_by") != MADE_BY:
        raise Unreadable("it is no manifest of Njia's")
    files, own = found.get("outputs"), found.get("hash")
    if not isinstance(files, dict) or not all(map(_is_digest, files.values())) or not _is_digest(own):
        raise Unreadable("it has no list of files with their hashes, as that of a release has")
    wrong = sorted(name for name in files if not is_inside(name))
    if wrong:
        raise Unreadable(f"it lists a file outside of the folder ({_shown(wrong[0])})")
    libraries = found.get("libraries")
    known = libraries if isinstance(libraries, dict) else {}
    return Manifest(
        files, str(own), _shown(str(found.get("version"))), {str(k): str(v) for k, v in known.items()}
    )


def is_inside(name: str) -> bool:
    """Say whether a name is of a file in the folder, as Njia writes such names."""
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") for part in parts) and len(name) <= 200
    return plain and "\\" not in name and ":" not in name and name.isprintable()


def content_text(file: Path) -> str:
    """Read the text of release.json; Unreadable when it is too large, no plain file or not UTF-8."""
    return _text(file, MOST_CONTENT_BYTES)


def digest(file: Path) -> str:
    """Give a file's SHA-256; Unreadable when it is no plain file or cannot be read."""
    made = hashlib.sha256()
    with _opened(file) as opened:
        while part := opened.read(_STEP_BYTES):
            made.update(part)
    return made.hexdigest()


def same(one: Path, other: Path) -> bool:
    """Say whether two plain files hold the same bytes."""
    return digest(one) == digest(other)


def _text(file: Path, most_bytes: int) -> str:
    with _opened(file) as opened:
        found = opened.read(most_bytes + 1)
    if len(found) > most_bytes:
        raise Unreadable(f"it is larger than {most_bytes // 1_000_000} MB")
    try:
        return str(found, "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("it is not UTF-8") from error


def _opened(file: Path) -> Any:
    """Open a plain file, and no link, pipe or device that has taken its place."""
    try:
        number = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise Unreadable(f"it cannot be read ({error.strerror})") from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise Unreadable("it is no plain file")
    return os.fdopen(number, "rb")


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _shown(text: str) -> str:
    """Write a foreign text so that a terminal does nothing with it."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)[:200]
