"""What is remembered for a short time by all processes of an installation, such as limits."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class FolderCache(FileBasedCache):
    """Django's own in a folder, with an `add` that only one of many at the same time can win.

    Limits on signing in lock with `add`; Django's looks first and writes then, so that two who come
    together both win.
    """

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """Remember something if it is not there; say whether it was not."""
        folder = Path(self._dir)  # type: ignore[attr-defined] # Django's own
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / "add.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return bool(super().add(key, value, timeout, version))
        finally:
            os.close(lock)
