"""Say what changed between two releases, from what was published of them and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from njia.disclosure import Protected
from njia.measures import Measure, Unit
from njia.measures.declaration import KEY_UNITS
from njia.release import checking
from njia.release.checking import Unreadable
from njia.release.freezing import Content, ReleaseRefused, read
from njia.release.naming import named
from njia.release.writing import RELEASE
from njia.report.material import Material

_Keys = tuple[Any, ...]
_HIDDEN = "not shown"
_SAID = {
    "number": "Number",
    "title": "Title",
    "audience": "Audience",
    "made_on": "Date",
    "focus": "Focus country",
    "supersedes": "Takes the place of",
}


def differences(old: Path, new: Path) -> list[str]:
    """Say in words what changed from one release's folder to another's, a sentence each.

    ReleaseRefused when one of them cannot be read as a release. Hashes are not looked at: `verify` does that.
    """
    before, after = opened(old), opened(new)
    return [*_said(before, after), *_tables(before.material(), after.material())]


def opened(folder: Path) -> Content:
    """Read the content of a release's folder; ReleaseRefused says what is wrong with it."""
    if not folder.is_dir():
        raise ReleaseRefused(f"{folder}: there is no such folder")
    try:
        return read(checking.content_text(folder / RELEASE))
    except (Unreadable, ReleaseRefused, OSError) as error:
        raise ReleaseRefused(f"{folder}: this is no release that can be read: {error}") from error


def _said(before: Content, after: Content) -> Iterator[str]:
    """Compare what stands beside the tables."""
    for name, title in _SAID.items():
        yield from _changed(title, getattr(before, name), getattr(after, name))
    for name, title in (
        ("collections", "Collections"),
        ("tags", "Tags"),
        ("related", "Related publications"),
    ):
        yield from _listed(title, getattr(before, name), getattr(after, name))
    old, new = (one.policy.model_dump(mode="json") for one in (before, after))
    for name in sorted({*old} - {"tables", "meaning"}):
        yield from _changed(f"Policy, {name}", old[name], new[name])
    old, new = (one.network.model_dump(mode="json") for one in (before, after))
    for name in sorted({*old} - {"texts", "title"}):
        if old[name] != new[name]:
            yield f"The network's settings: {name} is another."
    for name, text in old["texts"].items():
        if text != new["texts"][name]:
            yield f"The text '{name}' is another."


def _changed(title: str, old: Any, new: Any, nothing: str = "none") -> Iterator[str]:
    if old != new:
        yield f"{title}: {_plain(old, nothing)} → {_plain(new, nothing)}."


def _listed(title: str, old: list[str], new: list[str]) -> Iterator[str]:
    gone, come = ([v for v in one if v not in other] for one, other in ((old, new), (new, old)))
    if gone:
        yield f"{title} without: {', '.join(gone)}."
    if come:
        yield f"{title} with: {', '.join(come)}."


def _tables(before: Material, after: Material) -> Iterator[str]:
    old, new = before.tables.tables, after.tables.tables
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield f"Table {name}: it is no longer there."
        elif name not in old:
            yield f"Table {name}: it is new."
        else:
            yield from (f"Table {name}: {what}" for what in _rows(old[name], before, new[name], after))


def _rows(old: Protected, before: Material, new: Protected, after: Material) -> Iterator[str]:
    for part, title in (("known", "submissions that it knows"), ("of", "submissions that it is about")):
        yield from _changed(title, getattr(old, part), getattr(new, part), _HIDDEN)
    theirs, ours = _by_keys(old, before), _by_keys(new, after)
    measure = new.measure
    for keys, (label, row) in theirs.items():
        if keys not in ours:
            yield f"{label}: no row of its own any more ({_count(measure, row)})."
        else:
            yield from (f"{label}: {what}" for what in _counts(measure, row, ours[keys][1]))
    for keys, (label, row) in ours.items():
        if keys not in theirs:
            yield f"{label}: a new row ({_count(measure, row)})."


def _by_keys(table: Protected, material: Material) -> dict[_Keys, tuple[str, dict[str, Any]]]:
    names = named(table, table.policy, material.tables.places, material.language)
    rows = table.rows.to_pylist()
    return {
        tuple(row[key] for key in table.measure.grain): (name, row)
        for name, row in zip(names, rows, strict=True)
    }


def _counts(measure: Measure, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for column in measure.columns:
        # Shares follow from the counts, and positions from the order.
        if column.unit in KEY_UNITS or column.unit is Unit.PERCENT:
            continue
        yield from _changed(column.title.lower(), old[column.name], new[column.name], _HIDDEN)


def _count(measure: Measure, row: dict[str, Any]) -> str:
    return f"{measure.main}: {_plain(row[measure.main], _HIDDEN)}"


def _plain(value: Any, nothing: str) -> str:
    if value is None:
        return nothing
    return str(value)
