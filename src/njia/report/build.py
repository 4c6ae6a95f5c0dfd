"""Write a report: PDF, page, map, tables, data, codebook and manifest, all from one bundle."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from njia.report.bundle import Bundle
from njia.report.compose import compose
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
Step = Callable[[Path], None]


def build(bundle: Bundle, out_dir: Path, progress: Progress | None = None) -> None:
    """Write everything into `out_dir`, whole or not at all; a report that was there is replaced.

    The first of the network's languages gets `report.pdf` and `index.html`, each further one
    `report.<language>.pdf` and `index.<language>.html`. Raises NetworkError, before anything is
    written, for a language that there is no report in; FolderRefused when `out_dir` holds files that
    Njia did not make.
    """
    for language in bundle.network.languages:
        Words(language)
    with whole(out_dir) as folder:
        steps = _steps(bundle)
        for done, step in enumerate(steps):
            if progress:
                progress(done, len(steps))
            step(folder)
        if progress:
            progress(len(steps), len(steps))


def _steps(bundle: Bundle) -> list[Step]:
    headlines: set[Headline] = set()
    by_language = [bundle.in_language(language) for language in bundle.network.languages]
    return [
        *(partial(_report, one, headlines) for one in by_language),
        *(partial(_page, one) for one in by_language),
        *(partial(_map, one) for one in by_language),
        lambda folder: write_tables(by_language[0], folder / "tables"),
        lambda folder: write_data(bundle.routes, folder / "data"),
        partial(write_readme, by_language[0]),
        lambda folder: write_manifest(bundle, _sorted(headlines), folder),
    ]


def _report(bundle: Bundle, headlines: set[Headline], folder: Path) -> None:
    report = compose(bundle, drawings(bundle))
    headlines.update(report.headlines)
    (folder / _named(bundle, "report", "pdf")).write_bytes(pdf(report.document))


def _page(bundle: Bundle, folder: Path) -> None:
    file = folder / _named(bundle, "index", "html")
    file.write_text(page(bundle), encoding="utf-8", newline="\n")


def _map(bundle: Bundle, folder: Path) -> None:
    file = folder / _named(bundle, "map", "svg")
    file.write_text(map_svg(bundle), encoding="utf-8", newline="\n")


def _named(bundle: Bundle, name: str, ending: str) -> str:
    """Name a file; those of further languages carry their language."""
    first = bundle.language == bundle.network.languages[0]
    return f"{name}.{ending}" if first else f"{name}.{bundle.language}.{ending}"


def _sorted(headlines: set[Headline]) -> list[Headline]:
    return sorted(headlines, key=lambda h: (h.measure, h.rows, h.column))
