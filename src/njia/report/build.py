"""Write a report: PDF, page, map, tables, data, codebook and manifest, all from one bundle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from njia.report.bundle import Bundle
from njia.report.folder import whole

Progress = Callable[[int, int | None], None]


def build(bundle: Bundle, out_dir: Path, progress: Progress | None = None) -> None:
    """Write everything into `out_dir`, whole or not at all; a report that was there is replaced.

    Raises FolderRefused when `out_dir` holds files that Njia did not make.
    """
    with whole(out_dir) as folder:
        steps = _steps(bundle)
        for done, step in enumerate(steps):
            if progress:
                progress(done, len(steps))
            step(folder)
        if progress:
            progress(len(steps), len(steps))


def _steps(bundle: Bundle) -> list[Callable[[Path], None]]:
    languages = bundle.network.languages
    return [
        *(lambda folder, lang=lang: _page(bundle.in_language(lang), folder) for lang in languages),
    ]


def _page(bundle: Bundle, folder: Path) -> None:
    from njia.report.page import page

    name = "index.html" if bundle.language == bundle.network.languages[0] else f"index.{bundle.language}.html"
    (folder / name).write_text(page(bundle), encoding="utf-8", newline="\n")
