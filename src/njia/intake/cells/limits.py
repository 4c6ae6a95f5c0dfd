"""How much a file may ask for. An honest collection stays far below; a hostile file stops here."""

from __future__ import annotations

import math
import resource
from pathlib import Path
from typing import Any

MEBIBYTE = 1 << 20
MAX_FILE_BYTES = 128 * MEBIBYTE
MAX_UNPACKED_BYTES = 400 * MEBIBYTE  # 100,000 rows of 30 columns unpack to about 100
MAX_ARCHIVE_PARTS = 2_000
MAX_TEXT_BYTES = 192 * MEBIBYTE  # of all cells together, as the child hands them over
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_SHEETS = 100
MAX_MERGED_CELLS = 100_000
MAX_CELL_CHARACTERS = 8_000_000
MAX_FAULTS = 50_000  # cells with an error or a formula without a value that are kept one by one

CHILD_MEMORY_BYTES = 640 * MEBIBYTE  # beyond what the interpreter holds when it has started
RISKY_CPU_SECONDS = 8  # to unpack and to parse; handing over the cells is bounded by the limits above
TOTAL_CPU_SECONDS = 60
SILENT_SECONDS = 9.0  # the parent waits no longer for a sign of life


class Refused(Exception):
    """The file is not read: `code` is an entry of the catalogue of problems, `details` its arguments."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def limit_memory() -> None:
    """Cap this process's memory; what goes beyond fails inside it and harms nobody else.

    macOS does not enforce this limit; there the parent watches (see `supervisor`).
    """
    # What address space an interpreter takes to start differs from machine to machine: it is not the file's.
    _lower(resource.RLIMIT_AS, _address_space_bytes() + CHILD_MEMORY_BYTES)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, RISKY_CPU_SECONDS)


def _address_space_bytes() -> int:
    """Give the address space that this process has now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


def allow_streaming() -> None:
    """Give more processor time once the risky part is over."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    _set_soft(resource.RLIMIT_CPU, TOTAL_CPU_SECONDS if hard < 0 else min(hard, TOTAL_CPU_SECONDS))


def resume_risk(risky_seconds_used: float) -> None:
    """Take the time back before the next risky part: what is left of RISKY_CPU_SECONDS, from now."""
    left = max(RISKY_CPU_SECONDS - risky_seconds_used, 1)
    _set_soft(resource.RLIMIT_CPU, math.ceil(cpu_seconds() + left))


def cpu_seconds() -> float:
    """Give the processor time that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _lower(what: int, soft: int) -> None:
    _, hard = resource.getrlimit(what)
    _set_soft(what, soft if hard < 0 else min(soft, hard))


def _set_soft(what: int, soft: int) -> None:
    _, hard = resource.getrlimit(what)
    try:
        resource.setrlimit(what, (soft, hard))
    except (ValueError, OSError):  # some systems refuse some limits; the others still hold
        return
