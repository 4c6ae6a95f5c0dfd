"""Merged cells: what stands in the first row stands in every row that the cell covers."""

from __future__ import annotations

from .cells.book import Cell, Sheet
from .header import Heading
from .layout import Doubted, Doubts
from .text import excerpt, letter, written


class MergedCells:
    """The cells of a sheet that are merged downwards below its headers."""

    def __init__(self, sheet: Sheet, heading: Heading) -> None:
        self._names = {column.number: column.name for column in heading.columns}
        self._counted_once = {column.number for column in heading.columns if column.key.startswith("cases")}
        self._areas: dict[int, list[tuple[int, int, int]]] = {}  # row: column, first row, last row
        self._first: dict[tuple[int, int], Cell] = {}
        areas = [a for a in sheet.merged if a[0] > heading.last_row and a[2] > a[0] and a[1] == a[3]]
        if not areas:
            return
        rows = dict(sheet.rows)
        covered: set[tuple[int, int]] = set()
        for top, column, bottom, _ in areas:
            cells = rows.get(top, ())
            if column > len(cells) or cells[column - 1] == "":
                continue
            self._first[top, column] = cells[column - 1]
            for row in range(top, min(bottom, top + len(rows)) + 1):
                if (row, column) in covered:
                    break  # no honest file merges a cell twice
                covered.add((row, column))
                if row in rows:
                    self._areas.setdefault(row, []).append((column, top, bottom))

    def filled(self, row: int, cells: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], Doubts]:
        """Give a row's cells with what merged cells say in it, and a note of each.

        A number of people is not repeated: it would count the same people in every row.
        """
        doubts: Doubts = []
        full = list(cells)
        for column, top, bottom in self._areas.get(row, ()):
            name = self._names.get(column, letter(column))
            if column in self._counted_once:
                if row == top:
                    doubts.append(Doubted("cases_merged", name, {"first": str(top), "last": str(bottom)}))
                continue
            full += [""] * (column - len(full))
            if row != top and full[column - 1] == "":
                full[column - 1] = self._first[top, column]
                text = excerpt(written(full[column - 1]))
                doubts.append(Doubted("merged_filled", name, {"text": text}))
        return (tuple(full) if doubts else cells), doubts
