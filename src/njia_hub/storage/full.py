"""Is there no room to write? Then that is what people are told, and reading goes on."""

from __future__ import annotations

import errno

_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
# SQLITE_FULL, and the parts of SQLITE_IOERR that say that nothing could be written.
_SQLITE = frozenset({13, 778, 1034, 1546, 4874})
_POSTGRESQL = frozenset({"53100"})  # disk_full


def is_full(error: BaseException | None) -> bool:
    """Say whether an error came of a disk that cannot be written to."""
    seen = 0
    while error is not None and seen < 20:
        if isinstance(error, OSError) and error.errno in _ERRNOS:
            return True
        if getattr(error, "sqlite_errorcode", None) in _SQLITE:
            return True
        if getattr(error, "sqlstate", None) in _POSTGRESQL:
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False
