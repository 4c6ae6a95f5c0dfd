"""The typefaces of map, page and report: widths for layout, files for Typst, subsets for the page.

Source Sans 3 comes as a variable font; Typst and resvg want static ones, so each style is instanced once
and kept in the user's cache. Arabic and Ethiopic, which it lacks, come from Noto Sans. Every package
is under the SIL Open Font License.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Source Sans 3"
STACK = "'Source Sans 3','Noto Sans Arabic','Noto Sans Ethiopic',sans-serif"


@dataclass(frozen=True)
class Face:
    """One style: its family, weight, and the variable font that it is cut from."""

    family: str
    weight: int
    italic: bool
    package: str
    path: str

    @property
    def file_name(self) -> str:
        """Name of the static font's file."""
        return f"{self.family.replace(' ', '')}-{self.weight}{'i' if self.italic else ''}.ttf"

    def source(self) -> bytes:
        """Read the variable font."""
        return files(self.package).joinpath(self.path).read_bytes()


_SANS = ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf")
_ITALIC = ("fontpkg_source_sans_3", "files/SourceSans3-Italic[wght].ttf")
_ARABIC = ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf")
_ETHIOPIC = ("justmytype_intl_africa", "fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf")
FACES = (
    *(Face(FAMILY, weight, False, *_SANS) for weight in (400, 600, 700)),
    Face(FAMILY, 400, True, *_ITALIC),
    *(Face("Noto Sans Arabic", weight, False, *_ARABIC) for weight in (400, 600)),
    *(Face("Noto Sans Ethiopic", weight, False, *_ETHIOPIC) for weight in (400, 600)),
)
# What Latin texts and the gazetteer's names need; Arabic and Ethiopic come from their own fonts.
_LATIN = (
    *range(0x20, 0x180), *range(0x192, 0x193), *range(0x1CD, 0x250), *range(0x2B0, 0x370),
    *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0), *range(0x2100, 0x2150),
    *range(0x2190, 0x2200), 0x2212, 0x2248, 0x2264, 0x2265, *range(0x25A0, 0x2600), 0x2713,
)  # fmt: skip
# What a page of Western European languages and Swahili needs: a third of the size.
_BASIC = frozenset(
    (*range(0x20, 0x180), *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x20AC, 0x2190, 0x2192, 0x2212)
)
_ARABIC_RANGE = (*range(0x20, 0x7F), *range(0x600, 0x700), *range(0x750, 0x780), *range(0x2000, 0x2070))
_ETHIOPIC_RANGE = (*range(0x20, 0x7F), *range(0x1200, 0x1380))
_FAMILY_OF = {"ar": "Noto Sans Arabic", "am": "Noto Sans Ethiopic"}


def cache_folder() -> Path:
    """Where files are kept that can be made again: $NJIA_CACHE, or the user's cache folder."""
    if chosen := os.environ.get("NJIA_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "njia"


@cache
def font_folder(language: str = "en") -> Path:
    """Give the folder with the static TrueType fonts that a language needs, made at the first call."""
    for face in FACES:
        if face.family in (FAMILY, _FAMILY_OF.get(language)):
            _made(face)
    return _folder()


@cache
def _folder() -> Path:
    key = repr([3, FACES, _LATIN, _ARABIC_RANGE, _ETHIOPIC_RANGE, len(FACES[0].source())])
    folder = cache_folder() / f"fonts-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@cache
def _made(face: Face) -> Path:
    """Give a face's static font; for the page, WOFF2 of all of it and of its basic part lie beside it."""
    file = _folder() / face.file_name
    if not file.is_file():
        font = _instance(face)
        whole, widths = _bytes_of(font), _widths_of(font)
        font.flavor = "woff2"
        _write_whole(file.with_suffix(".woff2"), _bytes_of(font))
        if face.family == FAMILY:
            _subset(font, _BASIC)
            _write_whole(file.with_suffix(".basic.woff2"), _bytes_of(font))
        _write_whole(file.with_suffix(".widths.json"), json.dumps(widths).encode())
        _write_whole(file, whole)
    return file


def _widths_of(font: TTFont) -> dict[int, float]:
    metrics, em = font["hmtx"], font["head"].unitsPerEm
    return {code: metrics[glyph][0] / em for code, glyph in sorted(font.getBestCmap().items())}


def _bytes_of(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _write_whole(file: Path, content: bytes) -> None:
    """Write so that another process sees the whole file or none."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(file)


def _range_of(face: Face) -> tuple[int, ...]:
    return {"Noto Sans Arabic": _ARABIC_RANGE, "Noto Sans Ethiopic": _ETHIOPIC_RANGE}.get(face.family, _LATIN)


def _instance(face: Face) -> TTFont:
    font = TTFont(io.BytesIO(face.source()), recalcTimestamp=False)
    _subset(font, _range_of(face))
    axes = {axis.axisTag: float(axis.defaultValue) for axis in font["fvar"].axes} | {
        "wght": float(face.weight)
    }
    instancer.instantiateVariableFont(font, axes, inplace=True)
    _rename(font, face)
    return font


def _rename(font: TTFont, face: Face) -> None:
    """Name the static font by its weight, so that a renderer finds it under family and weight."""
    style = {400: "Italic" if face.italic else "Regular", 600: "SemiBold", 700: "Bold"}[face.weight]
    names = font["name"]
    for old in (16, 17, 21, 22, 25):
        names.removeNames(nameID=old)
    values = {1: face.family, 2: style, 3: f"{face.family} {style} (Njia)", 4: f"{face.family} {style}"}
    values[6] = f"{face.family.replace(' ', '')}-{style}"
    for number, value in values.items():
        names.setName(value, number, 3, 1, 0x409)
        names.setName(value, number, 1, 0, 0)
    font["OS/2"].usWeightClass = face.weight
    bold = face.weight == 700
    font["OS/2"].fsSelection = (0x01 if face.italic else 0) | (0x20 if bold else 0) or 0x40
    font["head"].macStyle = (1 if bold else 0) | (2 if face.italic else 0)


def _subset(font: TTFont, unicodes: Iterable[int]) -> None:
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.layout_features = ["*"] if "arab" in str(font["name"].getDebugName(1)).lower() else [
        "kern", "mark", "mkmk", "ccmp", "locl", "lnum", "pnum", "tnum",
    ]  # fmt: skip
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)


@cache
def _advances(face: Face) -> dict[int, float]:
    """Advance width of each character, in em."""
    widths = json.loads(_made(face).with_suffix(".widths.json").read_text())
    return {int(code): width for code, width in widths.items()}


def text_width(text: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
    """Width of a line of text in the unit of `size`, without kerning: at most a little too wide."""
    return size * sum(_advance(ord(character), weight, italic) for character in text)


@cache
def _advance(code: int, weight: int, italic: bool) -> float:
    for face in FACES:
        latin = face.family == FAMILY
        wanted = (weight, italic) if latin else (400 if italic else min(weight, 600), False)
        if (face.weight, face.italic) == wanted and code in _range_of(face):
            return _advances(face).get(code, 0.6)
    return 0.6


def font_css(text: str) -> str:
    """Give `@font-face` rules with WOFF2 fonts as data addresses, for the characters of `text`.

    Families that `text` does not need are left out: a page without Arabic does not carry Arabic.
    """
    written = frozenset(map(ord, text))
    own = frozenset(code for face in FACES if face.family != FAMILY for code in _own_range(face))
    latin = ".basic.woff2" if written - own <= _BASIC | {0x9, 0xA, 0xD} else ".woff2"
    return "".join(
        _rule(face, latin if face.family == FAMILY else ".woff2")
        for face in FACES
        if face.family == FAMILY or written & _own_range(face)
    )


def _own_range(face: Face) -> frozenset[int]:
    return frozenset(code for code in _range_of(face) if code > 0x2FF and not 0x2000 <= code < 0x2070)


def _rule(face: Face, suffix: str) -> str:
    data = base64.b64encode(_made(face).with_suffix(suffix).read_bytes()).decode()
    style = "italic" if face.italic else "normal"
    own = _own_range(face)
    limits = "" if face.family == FAMILY else f"unicode-range:U+{min(own):X}-{max(own):X};"
    return (
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};font-style:{style};{limits}"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
