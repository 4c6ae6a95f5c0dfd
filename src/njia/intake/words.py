"""Say in words what was found: a verdict first, then what to mend, then what is only said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from njia.problems import Problem, Severity

if TYPE_CHECKING:
    from .result import Intake

SHOWN_ROWS = 12
SHOWN_GROUPS = 60
_TITLES = {
    Severity.ERROR: "Cannot be used until mended",
    Severity.WARNING: "Used, but please look",
    Severity.NOTE: "For your information",
}


def in_words(intake: Intake, file: str = "") -> str:
    """Write the whole text; a problem that many rows share is said once, with the rows."""
    rows = [row for row in intake.rows if not file or row.file == file]
    problems = [problem for problem in intake.problems if not file or problem.file == file]
    usable = sum(row.route is not None for row in rows)
    lines = [_verdict(len(rows), usable)]
    several_files = len({problem.file for problem in problems} | set(intake.files)) > 1 and not file
    several_sheets = len({(problem.file, problem.sheet) for problem in problems if problem.sheet}) > 1
    for severity, title in _TITLES.items():
        groups = _grouped(problem for problem in problems if problem.severity is severity)
        if groups:
            lines += ["", f"{title}:"]
        for group in groups[:SHOWN_GROUPS]:
            lines += _said(group, intake, several_files, several_sheets)
        if len(groups) > SHOWN_GROUPS:
            lines.append(f"  … and {len(groups) - SHOWN_GROUPS} more; --format json gives all of them.")
    return "\n".join(lines)


def _verdict(rows: int, usable: int) -> str:
    if rows == 0:
        return "No row was found."
    if rows == usable:
        return "The one row can be used." if rows == 1 else f"All {rows:,} rows can be used."
    verb = "row" if rows == 1 else "rows"
    return f"{usable:,} of {rows:,} {verb} can be used."


def _grouped(problems: Iterable[Problem]) -> list[list[Problem]]:
    groups: dict[tuple[str, str, str | None, str, str], list[Problem]] = {}
    for problem in problems:
        same = (problem.file, problem.sheet, problem.column, problem.message, problem.remedy)
        groups.setdefault(same, []).append(problem)
    return list(groups.values())


def _said(group: list[Problem], intake: Intake, files: bool, sheets: bool) -> list[str]:
    first = group[0]
    where = []
    if files and first.file:
        where.append(first.file)
    if sheets and first.sheet:
        where.append(f"sheet '{first.sheet}'")
    rows = [problem.row for problem in group if problem.row is not None]
    if rows:
        where.append(_rows(rows))
    if first.column:
        letters = intake.letters.get((first.file, first.sheet, first.column), "")
        where.append(f"column {letters} ({first.column})" if letters else f"column {first.column}")
    place = ", ".join(where)
    if not (files and first.file):  # a file's name stays as it is
        place = place[:1].upper() + place[1:] if place else "The file"
    return [f"  {place}: {first.message}", f"    → {first.remedy}"]


def _rows(rows: list[int]) -> str:
    if len(rows) == 1:
        return f"row {rows[0]}"
    shown = ", ".join(str(row) for row in rows[:SHOWN_ROWS])
    more = f" and {len(rows) - SHOWN_ROWS:,} more" if len(rows) > SHOWN_ROWS else ""
    return f"rows {shown}{more}"
