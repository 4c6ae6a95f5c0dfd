"""Releases: preview what would be shown, prepare it, write it, verify it, and say what changed.

A release is made from its frozen content alone (`freezing.py`), so what it shows is decided once, at the one
door out, and its files can be made again byte for byte.
"""

from njia.release.differing import differences
from njia.release.explaining import Reason, Why
from njia.release.freezing import ReleaseRefused
from njia.release.identifying import by_content
from njia.release.preparing import Prepared, prepare
from njia.release.previewing import RowPreview, TablePreview, Told, preview, told_in_all
from njia.release.recording import LedgerRefused, read_figures, write_figures
from njia.release.verifying import Fault, Verified, verified, verify
from njia.release.writing import RELEASE, write

__all__ = [
    "RELEASE",
    "Fault",
    "LedgerRefused",
    "Prepared",
    "Reason",
    "ReleaseRefused",
    "RowPreview",
    "TablePreview",
    "Told",
    "Verified",
    "Why",
    "by_content",
    "differences",
    "prepare",
    "preview",
    "read_figures",
    "told_in_all",
    "verified",
    "verify",
    "write",
    "write_figures",
]
