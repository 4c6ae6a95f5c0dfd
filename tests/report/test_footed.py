"""The note on the data below a map."""

from xml.etree import ElementTree

import pytest

from njia.report.footed import footed

MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300"><g/></svg>'


def test_a_map_without_a_note_stays_as_it_is() -> None:
    assert footed(MAP, " \n") == MAP


def test_a_note_stands_below_the_map_which_grows() -> None:
    root = ElementTree.fromstring(footed(MAP, "Not real data."))
    assert float(root.attrib["height"]) > 300
    assert root.attrib["viewBox"] == f"0 0 400 {root.attrib['height']}"
    (line,) = root.iter("{http://www.w3.org/2000/svg}text")
    assert float(line.attrib["y"]) > 300
    assert "".join(line.itertext()) == "Not real data."


def test_a_long_note_is_broken_into_lines_that_are_all_on_the_drawing() -> None:
    root = ElementTree.fromstring(footed(MAP, "word " * 100))
    lines = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert len(lines) > 1
    assert float(lines[-1].attrib["y"]) < float(root.attrib["height"])


def test_markup_in_a_note_is_text() -> None:
    root = ElementTree.fromstring(footed(MAP, "<script>alert(1)</script> & co"))
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_a_drawing_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="without a size"):
        footed("<svg/>", "note")
