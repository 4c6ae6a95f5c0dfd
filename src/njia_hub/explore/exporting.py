"""Take what a page shows away as a file. Every file is an event; long ones are made in the background.

A table as CSV or XLSX holds no cell that a spreadsheet program would run, and a picture holds the
version of the data that it was drawn from.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import vl_convert
import xlsxwriter
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from njia.draw.fonts import font_folder
from njia.draw.layout import draw
from njia.draw.live import LegRow, legs_rows
from njia.draw.profile import WIDE
from njia.draw.render import write
from njia.measures import labelled
from njia.report.csv_file import csv_text
from njia.report.footed import footed
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.explore import measuring
from njia_hub.explore.asking import Asked, asked
from njia_hub.explore.models import Export
from njia_hub.explore.pool import Pool, pool
from njia_hub.people.models import Person
from njia_hub.roles import Role
from njia_hub.work import jobs
from njia_hub.work.models import Job

KIND = "explore.export"
LONG = 50_000  # submissions from which a file is made in the background
KEPT_DAYS = 7
PICTURE, LEGS = "picture", "legs"
MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = {PICTURE: ("svg", "png"), LEGS: ("csv", "xlsx")}
LEG_COLUMNS = (
    *("from_place_id", "from_place_name", "to_place_id", "to_place_name", "unknown_between", "direction"),
    *("modes", "submissions", "cases_best", "cases_known", "organisations"),
)
PNG_SCALE = 2.0


@dataclass(frozen=True)
class File:
    """A file that was made."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Wanted:
    """What somebody wants as a file: a picture, the legs or a measure, of what an address asks for."""

    what: str
    format: str
    asked: Asked
    language: str

    @property
    def is_known(self) -> bool:
        """Say whether there is such a file."""
        formats = FORMATS.get(self.what, ("csv", "xlsx") if self.what in measuring.SHOWN else ())
        return self.format in formats


def export(person: Person, wanted: Wanted) -> File | Export:
    """Make a file at once, or ask for it to be made; either is recorded first.

    LookupError for a file that there is not.
    """
    if not wanted.is_known:
        raise LookupError(wanted.what)
    live = pool()
    count = int(live.prepared.sieve.flags(wanted.asked.chosen).sum())
    details = {"format": wanted.format, "submissions": count, "data": live.fingerprint}
    with action("export.make", person.actor, f"export:{wanted.what}", **details):
        if count < LONG:
            return made(live, wanted)
        asked_for = {"what": wanted.what, "format": wanted.format, "language": wanted.language}
        row = Export.objects.create(
            person=person, role=person.role, file_name=_name(live, wanted), media_type=MEDIA[wanted.format]
        )
        row.job = jobs.ask(KIND, person, export=str(row.pk), query=wanted.asked.address(), **asked_for)
        row.save(update_fields=["job"])
    return row


@jobs.job(KIND)
def work(job: Job) -> None:
    """Make a file that was asked for, unless the right to it has ended in between."""
    row = Export.objects.select_related("person").get(pk=job.arguments["export"])
    if row.content is not None:
        return
    if not mine(row.person).filter(pk=row.pk).exists():
        raise jobs.Refused(_("You may not have this file any more."))
    query = QueryDict(job.arguments["query"].removeprefix("?"))
    arguments = {key: job.arguments[key] for key in ("what", "format", "language")}
    with override(arguments["language"]):
        file = made(pool(), Wanted(asked=asked(query), **arguments))
    with action("export.finish", SYSTEM, f"export:{row.pk}", bytes=len(file.content)):
        row.content = file.content
        row.save(update_fields=["content"])


def mine(person: Person) -> QuerySet[Export]:
    """Give the files that a person may still fetch: those made for them, in the role that they have."""
    if not person.may_work or person.role == Role.PARTNER:
        return Export.objects.none()
    since = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    return Export.objects.filter(person=person, role=person.role, created__gte=since)


def listed(person: Person) -> QuerySet[Export]:
    """Give those files without their content; `is_done` says whether there is one."""
    done = Q(content__isnull=False)
    return (
        mine(person)
        .defer("content")
        .select_related("job")
        .annotate(is_done=ExpressionWrapper(done, BooleanField()))
    )


def fetch(person: Person, row: Export) -> File:
    """Give a finished file, and record that it was fetched; LookupError when it is not finished."""
    if row.content is None:
        raise LookupError(row.pk)
    with action("export.fetch", person.actor, f"export:{row.pk}"):
        return File(row.file_name, row.media_type, bytes(row.content))


def made(live: Pool, wanted: Wanted) -> File:
    """Make a file."""
    if wanted.what == PICTURE:
        content = _picture(live, wanted)
    else:
        titles, rows = _table(live, wanted)
        content = _xlsx(live, titles, rows) if wanted.format == "xlsx" else _csv(titles, rows)
    return File(_name(live, wanted), MEDIA[wanted.format], content)


def citation(live: Pool) -> str:
    """Say in a line where figures come from."""
    words = _("%(network)s, live data of the network, version %(version)s, %(day)s. Base map: Natural Earth.")
    day = timezone.localdate().isoformat()
    return words % {"network": live.network.name or "Njia", "version": live.fingerprint, "day": day}


def _name(live: Pool, wanted: Wanted) -> str:
    return f"njia-{wanted.what}-{live.fingerprint}.{wanted.format}"


def _picture(live: Pool, wanted: Wanted) -> bytes:
    one = wanted.asked
    drawn = live.map(one.level)
    flow = drawn.flow(live.counted(one.chosen, one.level), one.by or drawn.usual)
    view = one.view if one.view in drawn.views else drawn.views[0]
    drawing = draw(flow, WIDE, view, wanted.language)
    if wanted.format == "svg":
        return footed(write(drawing, embed_fonts=True), citation(live)).encode()
    vl_convert.register_font_directory(str(font_folder(wanted.language)))
    return bytes(vl_convert.svg_to_png(footed(write(drawing), citation(live)), scale=PNG_SCALE))


def _table(live: Pool, wanted: Wanted) -> tuple[list[str], list[list[Any]]]:
    one = wanted.asked
    if wanted.what == LEGS:
        drawn = live.map(one.level)
        flow = drawn.flow(live.counted(one.chosen, one.level), one.by or drawn.usual)
        return list(LEG_COLUMNS), [_leg(row) for row in legs_rows(flow, wanted.language)]
    level = measuring.level_of(wanted.what, one.level)
    result = measuring.measured(live, wanted.what, one.chosen, level)
    columns, rows = labelled(result, live.told(level).places, wanted.language)
    return [column.name for column in columns], [[row[column.name] for column in columns] for row in rows]


def _leg(row: LegRow) -> list[Any]:
    """Give a leg as numbers and codes for a program, with the names beside them."""
    ends = [row.start or None, row.start_name or None, row.end or None, row.end_name or None]
    cases = row.tally.cases if row.tally.known else None
    counts = [row.tally.submissions, cases, row.tally.known, row.organisations]
    return [*ends, row.unknown_between, row.direction, " + ".join(row.modes) or None, *counts]


def _csv(titles: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    return csv_text(titles, [dict(zip(titles, row, strict=True)) for row in rows]).encode()


def _xlsx(live: Pool, titles: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as book:
        bold = book.add_format({"bold": True})
        # A text stays one when somebody edits its cell: it has the apostrophe that Excel keeps out of sight.
        text = book.add_format({"quote_prefix": True})
        sheet = book.add_worksheet(_("Table")[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, titles, bold)
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell, text)
                else:
                    sheet.write(at, column, cell)
        about = book.add_worksheet(_("Source")[:31])
        about.write_string(0, 0, citation(live))
    return file.getvalue()
