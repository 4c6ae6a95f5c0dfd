"""The PDF: the same bytes each time, readable by a screen reader, and nothing in it is ever run."""

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from tests.report.datasets import DATASETS, made
from tests.report.invented import bundle, named, route

from njia.report.compose import compose
from njia.report.document import Document, Picture, Table, TableColumn, TableRow
from njia.report.drawings import drawings
from njia.report.pdf import pdf

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    '"; panic("x"); "',
    "*bold* _it_ $x$ @ref <label> \\ // comment",
    "](javascript:alert(1)) `raw` ~ ' \"",
    "#{ while true { } }",
]


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def document(name: str = "one") -> Document:
    return compose(made(name)).document


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_place_that_is_a_program_is_printed_as_it_is(text: str) -> None:
    hostile = bundle(
        [route(1, "Kitui", named("nj:x", text), "Riyadh", carriers=(text,), cases=1)],
        name=text, title=text, contributors=[text], texts={"foreword": f"    {text}", "data_note": text},
    )  # fmt: skip
    printed = squeezed(words(pdf(compose(hostile, drawings(hostile)).document)))
    assert printed.count(squeezed(text)) >= 6
    assert "root:x" not in printed


def test_a_file_of_this_machine_is_out_of_reach() -> None:
    markdown = '#image("/etc/hostname")\n\n![x](/etc/passwd)\n\n[y](file:///etc/passwd)'
    content = pdf(compose(bundle([route(1, "KE", "SA")], texts={"foreword": markdown})).document)
    assert "root:x" not in words(content)


def test_the_same_document_gives_the_same_bytes() -> None:
    report = compose(made("many"), drawings(made("many"))).document
    assert pdf(report) == pdf(report)


def test_it_is_tagged_for_screen_readers_and_says_its_language_and_title() -> None:
    reader = read(pdf(document()))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == document().title
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()


def test_it_tells_no_clock_and_no_author() -> None:
    metadata = read(pdf(document())).metadata
    assert metadata is not None
    assert metadata.author is None
    assert metadata.creation_date_raw is None


def test_the_sections_are_bookmarks() -> None:
    bookmarks = [entry.title for entry in read(pdf(document())).outline if not isinstance(entry, list)]
    assert bookmarks == [section.heading for section in document().sections]


def test_drawings_have_words_for_those_who_do_not_see_them() -> None:
    content = pdf(compose(made("many"), drawings(made("many"))).document)
    alternatives = [str(item["/Alt"]) for item in structure(read(content)) if "/Alt" in item]
    assert any("Kenya → Saudi Arabia" in text for text in alternatives)
    assert any("Nairobi" in text for text in alternatives)


def structure(reader: PdfReader) -> list[Any]:
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        item: Any = waiting.pop().get_object()
        if not isinstance(item, dict):
            continue
        found.append(item)
        inner = item.get("/K", [])
        waiting += list(inner) if isinstance(inner, list) else [inner] if hasattr(inner, "get_object") else []
    return found


def test_only_njias_own_fonts_are_in_it() -> None:
    fonts = set()
    for page in read(pdf(document())).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            fonts.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    assert fonts
    assert all(font.startswith(("SourceSans3", "DejaVuSansMono")) for font in fonts)


def test_the_head_of_a_long_table_is_repeated_on_the_next_page() -> None:
    rows = tuple(TableRow((f"Place {n}", str(n))) for n in range(120))
    table = Table("Long", (TableColumn("Where"), TableColumn("How many", "total")), rows)
    first = document().sections[-1]
    long = replace(document(), sections=(replace(first, blocks=(table,)),))
    assert words(pdf(long)).count("How many") >= 3


@pytest.mark.parametrize("text", ["አዲስ አበባ", "北京", "نيروبي", "😀", "a\x00b\x07c", "\u202eabc", "\ue000"])
def test_a_character_that_no_font_has_does_not_stop_the_report(text: str) -> None:
    odd = bundle([route(1, "Kitui", named("nj:x", f"Place {text}"), "Riyadh")], contributors=[text])
    assert len(read(pdf(compose(odd, drawings(odd)).document)).pages) > 2


def test_a_very_long_name_does_not_stop_the_report() -> None:
    odd = bundle([route(1, "Kitui", named("nj:x", "x" * 5000), "Riyadh")], title="y" * 2000)
    assert len(read(pdf(compose(odd, drawings(odd)).document)).pages) > 2


@pytest.mark.parametrize("name", DATASETS)
def test_any_data_can_be_printed(name: str) -> None:
    content = pdf(compose(made(name), drawings(made(name))).document)
    assert squeezed(document(name).title) in squeezed(words(content))


def test_a_drawing_higher_than_a_page_is_made_to_fit() -> None:
    first = document().sections[-1]
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 90"><text y="89">the foot</text></svg>'
    tall = Picture("tall", svg, "Tall", "Figure 1.", "Tall.")
    long = replace(document(), sections=(replace(first, blocks=(tall,)),))
    last = read(pdf(long)).pages[-1].extract_text()
    assert "the foot" in last
    assert "Figure 1." in last
