"""READ-ME.md: what is what in the folder of a report."""

from __future__ import annotations

from pathlib import Path

from njia.report.bundle import Bundle
from njia.report.words import Words

NAME = "READ-ME.md"


def write_readme(bundle: Bundle, folder: Path) -> None:
    """Write the read-me in the bundle's language, for the files that lie in `folder`."""
    words = Words(bundle.language)
    listed = [
        *((file.name, "report") for file in sorted(folder.glob("report*.pdf"))),
        *((file.name, "page") for file in sorted(folder.glob("index*.html"))),
        *((file.name, "map") for file in sorted(folder.glob("map*.svg"))),
        ("tables/", "tables"),
        ("data/", "data"),
        ("manifest.json", "manifest"),
    ]
    lines = [
        f"# {words.say('readme.heading')}",
        "",
        words.say("readme.text", version=bundle.version),
        "",
        *(f"- `{name}`: {words.say(f'readme.{key}')}" for name, key in listed),
        "",
        *(words.say(f"readme.{key}") for key in ("empty", "formulas", "people")),
    ]
    if bundle.network.texts.data_note.strip():
        lines += ["", bundle.network.texts.data_note.strip()]
    (folder / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
