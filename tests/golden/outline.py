"""What an SVG shows, one element a line: readable in a difference, and the same on every machine."""

import re
from xml.etree import ElementTree

NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
FONT = re.compile(r"@font-face\{[^}]*\}")
LONGEST = 60  # characters of an attribute; a longer one is told by its beginning and its numbers' sum


def outline(svg: str) -> str:
    """Give the outline of an SVG."""
    lines: list[str] = []
    # The file is made by the test itself, so it holds no entity bomb.
    _walk(ElementTree.fromstring(svg), 0, lines)
    return "\n".join(lines) + "\n"


def _walk(element: ElementTree.Element, depth: int, lines: list[str]) -> None:
    tag = element.tag.rpartition("}")[2]
    attributes = [f"{name.rpartition('}')[2]}={_short(value)}" for name, value in element.items()]
    text = " ".join((element.text or "").split())
    lines.append("  " * depth + " ".join(filter(None, [tag, *attributes, "" if tag == "style" else text])))
    if tag == "style":
        rules = FONT.sub("", text).split("}")
        lines += [f"{'  ' * (depth + 1)}{rule.strip()}}}" for rule in rules if rule.strip()]
    for child in element:
        _walk(child, depth + 1, lines)
        tail = " ".join((child.tail or "").split())
        lines += [f"{'  ' * (depth + 1)}{tail}"] if tail else []


def _short(value: str) -> str:
    if len(value) <= LONGEST:
        return NUMBER.sub(lambda found: f"{float(found[0]):.0f}".replace("-0", "0"), value)
    numbers = [float(found) for found in NUMBER.findall(value)]
    return f"{value[:20]}… ({len(numbers)} numbers, sum {sum(numbers):.0f})"
