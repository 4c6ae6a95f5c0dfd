"""Look an installation over: what is wrong with it, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from njia_hub.doctor.finding import Finding, Level, broken

__all__ = ["Finding", "Level", "examine"]

Check = Callable[[Path], Iterator[Finding]]


def examine(home: Path, *, is_quick: bool = False) -> Iterator[Finding]:
    """Look at everything; a check that needs what is broken already is left out.

    `is_quick` leaves out what takes long: `njia serve` looks at the rest before it starts.
    """
    from njia_hub.doctor import database, folder, reach, running

    yield from _until_broken(home, folder.CHECKS)
    if folder.can_be_opened(home):
        yield from _until_broken(home, reach.CHECKS)
        if (yield from _until_broken(home, database.CHECKS)):
            yield from _until_broken(home, running.CHECKS)
            if not is_quick:
                yield from _until_broken(home, (*database.SLOW, *running.SLOW, *reach.SLOW))


def _until_broken(home: Path, checks: tuple[Check, ...]) -> Generator[Finding, None, bool]:
    """Run checks that build on each other; the generator's value says whether all could be run."""
    for check in checks:
        is_broken = False
        for finding in _safely(check, home):
            is_broken |= finding.level is Level.BROKEN
            yield finding
        if is_broken:
            return False
    return True


def _safely(check: Check, home: Path) -> Iterator[Finding]:
    try:
        yield from check(home)
    except Exception as error:  # a doctor who faints helps nobody
        what = check.__name__.replace("_", " ")
        yield broken(what, f"this could not be looked at ({type(error).__name__}).", "Mend the above first.")
