"""Write a report: PDF, page, map, tables, data, codebook and manifest, all from one bundle."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from njia.disclosure import for_publication
from njia.draw.figure import MapFigure, interactive
from njia.report.bundle import Bundle
from njia.report.compose import compose
from njia.report.document import Document
from njia.report.drawings import drawings, map_svg
from njia.report.facts import Headline
from njia.report.folder import whole
from njia.report.manifest import write_manifest
from njia.report.open_data import write_data, write_tables
from njia.report.page import page
from njia.report.pdf import pdf
from njia.report.readme import write_readme
from njia.report.words import Words

Progress = Callable[[int, int | None], None]


def build(bundle: Bundle, out_dir: Path, progress: Progress | None = None) -> None:
    """Write everything into `out_dir`, whole or not at all; a report that was there is replaced.

    The first of the network's languages gets `report.pdf` and `index.html`, each further one
    `report.<language>.pdf` and `index.<language>.html`. Raises NetworkError, before anything is
    written, for a language that there is no report in, and NotForPublication for what was made for people
    inside the network; FolderRefused when `out_dir` holds files that Njia did not make.
    """
    for_publication(bundle.policy)
    for language in bundle.network.languages:
        Words(language)
    with (
        whole(out_dir) as folder,
        ThreadPoolExecutor(max_workers=1) as printer,
        # A new process and not a copy of this one: the engines' threads do not survive a copy.
        ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as drawer,
    ):
        steps = _Writing(bundle, folder, printer, drawer).steps()
        for done, step in enumerate(steps):
            if progress:
                progress(done, len(steps))
            step()
        if progress:
            progress(len(steps), len(steps))


class _Writing:
    """One report on its way into a folder.

    Typst works without holding Python up, so a report is printed by a thread; the page's maps, the
    longest work of all, are drawn by a second process.
    """

    def __init__(
        self, bundle: Bundle, folder: Path, printer: ThreadPoolExecutor, drawer: ProcessPoolExecutor
    ) -> None:
        self.bundle, self.folder, self.printer = bundle, folder, printer
        self.headlines: set[Headline] = set()
        self.printed: list[Future[None]] = []
        drawable = bundle.network.languages if bundle.flow.legs else ()
        self.drawn = {language: drawer.submit(interactive, bundle.flow, language) for language in drawable}

    def steps(self) -> list[Callable[[], None]]:
        """Give what is to be done, in order."""
        by_language = [self.bundle.in_language(language) for language in self.bundle.network.languages]
        return [
            *(partial(self.report, one) for one in by_language),
            *(partial(self.page, one) for one in by_language),
            *(partial(self.map, one) for one in by_language),
            partial(write_tables, by_language[0], self.folder / "tables"),
            partial(write_data, self.bundle.routes, self.folder / "data"),
            self.wait,
            partial(write_readme, by_language[0], self.folder),
            self.manifest,
        ]

    def report(self, bundle: Bundle) -> None:
        """Compose the report, and leave it to the printer."""
        report = compose(bundle, drawings(bundle))
        self.headlines.update(report.headlines)
        self.printed.append(self.printer.submit(_print, report.document, self._file(bundle, "report", "pdf")))

    def page(self, bundle: Bundle) -> None:
        """Write the page."""
        self._file(bundle, "index", "html").write_text(
            page(bundle, self._maps), encoding="utf-8", newline="\n"
        )

    def _maps(self, bundle: Bundle) -> MapFigure | None:
        drawn = self.drawn.get(bundle.language)
        return drawn.result() if drawn else None

    def map(self, bundle: Bundle) -> None:
        """Write the map."""
        self._file(bundle, "map", "svg").write_text(map_svg(bundle), encoding="utf-8", newline="\n")

    def wait(self) -> None:
        """Wait for the printer; raises what went wrong there."""
        for report in self.printed:
            report.result()

    def manifest(self) -> None:
        """Write the manifest, which lists all that is there."""
        ordered = sorted(self.headlines, key=lambda h: (h.measure, h.rows, h.column))
        write_manifest(self.bundle, ordered, self.folder)

    def _file(self, bundle: Bundle, name: str, ending: str) -> Path:
        """Name a file; those of further languages carry their language."""
        first = bundle.language == self.bundle.network.languages[0]
        return self.folder / (f"{name}.{ending}" if first else f"{name}.{bundle.language}.{ending}")


def _print(document: Document, file: Path) -> None:
    file.write_bytes(pdf(document))
