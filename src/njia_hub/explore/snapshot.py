"""Keep the accepted routes as tables on the disk, so that a process starts without reading every document."""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from django.conf import settings

from njia.dataset import NotADataset, read_parquet, write_parquet
from njia_hub.explore.pool import REVISIONS, SNAPSHOT, Loaded, Version, pool
from njia_hub.work import jobs
from njia_hub.work.models import Job

_UNFINISHED = "writing-"

logger = logging.getLogger(__name__)


def folder() -> Path:
    """Give the folder that snapshots lie in."""
    return Path(settings.HOME) / "live"


@jobs.job(SNAPSHOT)
def work(job: Job) -> None:
    """Write what is accepted now; a snapshot that was there is replaced."""
    write(pool().loaded)


def write(loaded: Loaded) -> None:
    """Write a snapshot, whole or not at all; those before it are removed."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=folder(), ignore_cleanup_errors=True) as made:
        fresh = Path(made) / f"{loaded.version.seq:012d}-{loaded.version.hash[:12]}-{Path(made).name[-8:]}"
        write_parquet(loaded.data, fresh)
        pq.write_table(loaded.revisions, fresh / "revisions.parquet", compression="zstd")
        about = {"seq": loaded.version.seq, "hash": loaded.version.hash, "names": loaded.names}
        (fresh / "about.json").write_text(json.dumps(about), encoding="utf-8")
        fresh.replace(folder() / fresh.name)
    for old in _snapshots()[1:]:
        shutil.rmtree(old, ignore_errors=True)


def read() -> Loaded | None:
    """Read the newest snapshot; None when there is none that can be read."""
    for newest in _snapshots()[:1]:
        with contextlib.suppress(OSError, ValueError, KeyError, NotADataset):
            about = json.loads((newest / "about.json").read_text(encoding="utf-8"))
            names = {int(pk): str(name) for pk, name in about["names"].items()}
            version = Version(int(about["seq"]), str(about["hash"]))
            revisions = pq.read_table(newest / "revisions.parquet", schema=REVISIONS)
            return Loaded(read_parquet(newest), version, names, revisions)
        logger.warning("a snapshot of the live data cannot be read; every route is read instead")
    return None


def _snapshots() -> list[Path]:
    there = folder().iterdir() if folder().is_dir() else iter(())
    return sorted((path for path in there if not path.name.startswith(_UNFINISHED)), reverse=True)
