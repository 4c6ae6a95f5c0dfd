"""README.md: what is what in the folder of a release, how to read it and how to check it."""

from __future__ import annotations

from collections.abc import Iterator

from njia.disclosure import Method
from njia.language import catalogue
from njia.report.material import Material

NAME = "README.md"
_FILES = (
    ("report.pdf", "report"),
    ("index.html", "page"),
    ("map.svg, map.phone.svg", "map"),
    ("tables/", "tables"),
    ("data/", "data"),
    ("datapackage.json", "package"),
    ("CITATION.cff, LICENCE.txt", "citation"),
    ("release.json", "content"),
    ("manifest.json", "manifest"),
)


def readme(material: Material) -> str:
    """Write the read-me in the material's language."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    words, policy = catalogue(material.language), material.policy
    about = {
        "number": str(material.number),
        "network": material.network.name or "Njia",
        "date": material.made_on.isoformat(),
        "policy": policy.name,
        "version": str(policy.version),
    }
    yield f"# {material.title}"
    yield from ("", words.say("folder.about", **about))
    yield from ("", f"## {words.say('folder.files')}", "")
    yield from (f"- `{files}`: {words.say(f'folder.{key}')}" for files, key in _FILES)
    yield from ("", f"## {words.say('folder.read')}", "")
    how = "noise" if policy.method is Method.STRICT else "less"
    yield from (f"- {words.say(f'folder.{key}')}" for key in ("withheld", "counts", how, "formulas"))
    if note := material.network.texts.data_note.strip():
        yield from ("", note)
    yield from ("", f"## {words.say('folder.check')}", "", words.say("folder.verify"))
