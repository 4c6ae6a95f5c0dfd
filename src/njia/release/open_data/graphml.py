"""network.graphml: places as nodes and legs as directed edges with their counts, for the study of networks.

Valid by the schema of GraphML 1.0: every piece of data has a key that says its type, and ids are name tokens.
A figure that is withheld is left out, and `status` says so; legs that differ by mode are edges side by side.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow as pa

from njia.release.open_data.fields import Field
from njia.release.open_data.legs import END, START, Legs
from njia.release.open_data.tables import OpenTable

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {pa.string(): "string", pa.int64(): "long", pa.float64(): "double", pa.bool_(): "boolean"}
_NODE = {"label": "string", "country": "string", "precision": "string", "lat": "double", "lon": "double"}
# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._:-]")


def write_graphml(legs: Legs, table: OpenTable | None, file: Path) -> None:
    """Write the file; `table` is the one that the legs are from, None when there is none."""
    fields = [field for field in (table.fields if table else ()) if field.name not in (START, END)]
    fields = [field for field in fields if field.name not in ("from_place_name", "to_place_name")]
    root = ET.Element("graphml", {"xmlns": NAMESPACE})
    for name, kind in _NODE.items():
        _key(root, f"node_{name}", "node", name, kind)
    for field in fields:
        _key(root, f"edge_{field.name}", "edge", field.name, _TYPES[field.kind])
    graph = ET.SubElement(root, "graph", {"id": "legs", "edgedefault": "directed"})
    for spot in legs.spots:
        node = ET.SubElement(graph, "node", {"id": token(spot.id)})
        values = (spot.name, spot.country, spot.precision, spot.lat, spot.lon)
        _data(node, "node", dict(zip(_NODE, values, strict=True)))
    for number, leg in enumerate(legs.legs, 1):
        ends = {"source": token(leg.start.id), "target": token(leg.end.id)}
        edge = ET.SubElement(graph, "edge", {"id": f"leg{number}", **ends})
        _data(edge, "edge", _values(leg.row, fields))
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
    file.write_text(text, encoding="utf-8", newline="\n")


def token(id_: str) -> str:
    """Give a place's id as a name token; all ids of the gazetteer are."""
    return _NOT_IN_ID.sub(lambda found: f"_{ord(found[0]):x}_", id_)


def _values(row: Any, fields: list[Field]) -> dict[str, Any]:
    return {field.name: row[field.name] for field in fields}


def _key(root: ET.Element, id_: str, of: str, name: str, kind: str) -> None:
    ET.SubElement(root, "key", {"id": id_, "for": of, "attr.name": name, "attr.type": kind})


def _data(element: ET.Element, of: str, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is None or value == "":
            continue
        said = ("true" if value else "false") if isinstance(value, bool) else str(value)
        ET.SubElement(element, "data", {"key": f"{of}_{name}"}).text = _NOT_XML.sub("\ufffd", said)
