"""Spreadsheets to routes and problems; nothing is dropped.

What is offered here is loaded when first asked for: the child process that reads cells imports this
package too, and must start at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from njia.intake.reading import read
    from njia.intake.result import Intake, Row

__all__ = ["Intake", "Row", "read"]


def __getattr__(name: str) -> Any:
    if name == "read":
        from njia.intake.reading import read

        return read
    if name in ("Intake", "Row"):
        from njia.intake import result

        return getattr(result, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
