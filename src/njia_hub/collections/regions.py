"""The network's regions as people write them: one to a line, with its countries."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from njia.gazetteer import countries

Regions = Mapping[str, tuple[str, ...]]
LONGEST_NAME = 60  # characters
_TO = ">"


class Unreadable(ValueError):
    """A text holds no regions or no names of corridors; the messages say line by line what is wrong."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


def read_regions(text: str) -> dict[str, tuple[str, ...]]:
    """Read lines such as "East Africa: Kenya, UG, Tanzania". Raises Unreadable with every fault."""
    faults: list[str] = []
    found: dict[str, tuple[str, ...]] = {}
    for number, line in _lines(text):
        name, colon, listed = (part.strip() for part in line.partition(":"))
        codes, unknown = _codes(listed)
        if not colon or not name or not (codes or unknown):
            faults.append(_at(number, gettext("write the region's name, a colon, and its countries.")))
        elif len(name) > LONGEST_NAME or _TO in name:
            faults.append(_at(number, gettext("the region's name is too long, or holds the sign >.")))
        elif name in found:
            faults.append(_at(number, gettext("there is a region of this name already.")))
        else:
            found[name] = codes
        faults += [_at(number, gettext("no country is called “%s”.") % text) for text in unknown]
    faults += check_regions(found)
    if faults:
        raise Unreadable(faults)
    return found


def check_regions(regions: Regions) -> list[str]:
    """Say what is wrong with a table of regions: unknown countries, and countries in two regions."""
    faults: list[str] = []
    region_of: dict[str, str] = {}
    for name, codes in regions.items():
        for code in codes:
            if code not in countries.table():
                faults.append(gettext("%s is no code of a country.") % code)
            elif region_of.setdefault(code, name) != name:
                said = {"country": countries.name(code), "one": region_of[code], "other": name}
                faults.append(gettext("%(country)s is in two regions: %(one)s and %(other)s.") % said)
    return faults


def write_regions(regions: Regions, language: str = "en") -> str:
    """Write regions as they are read."""
    return "\n".join(
        f"{name}: {', '.join(countries.name(code, language) for code in codes)}"
        for name, codes in regions.items()
    )


def read_corridors(text: str) -> dict[str, str]:
    """Read lines such as "East Africa > Middle East: Gulf corridor". Raises Unreadable with every fault."""
    faults: list[str] = []
    found: dict[str, str] = {}
    for number, line in _lines(text):
        pair, _, name = (part.strip() for part in line.partition(":"))
        ends = [end.strip() for end in pair.split(_TO)]
        if len(ends) != 2 or not all(ends) or not name:
            fault = gettext("write two regions with > between them, a colon, and the corridor's name.")
            faults.append(_at(number, fault))
            continue
        found[f"{ends[0]} {_TO} {ends[1]}"] = name
    if faults:
        raise Unreadable(faults)
    return found


def check_corridors(corridors: Mapping[str, str], regions: Regions) -> list[str]:
    """Say which corridors have an end that is no region of the table."""
    if not regions:
        return []
    ends = {end.strip() for pair in corridors for end in pair.split(_TO)}
    return [gettext("There is no region called “%s”.") % end for end in sorted(ends - set(regions))]


def write_corridors(corridors: Mapping[str, str]) -> str:
    """Write names of corridors as they are read."""
    return "\n".join(f"{pair}: {name}" for pair, name in corridors.items())


def _lines(text: str) -> list[tuple[int, str]]:
    lines = enumerate(text.splitlines(), 1)
    return [(number, line.strip()) for number, line in lines if line.strip()]


def _codes(listed: str) -> tuple[tuple[str, ...], list[str]]:
    """Give the codes of countries that are listed by name or code, and what is none."""
    names = [name.strip() for name in listed.replace(";", ",").split(",") if name.strip()]
    codes = [countries.match(name) for name in names]
    unknown = [name[:40] for name, code in zip(names, codes, strict=True) if code is None]
    return tuple(dict.fromkeys(code for code in codes if code)), unknown


def _at(number: int, fault: str) -> str:
    return gettext("Line %(number)s: %(fault)s") % {"number": number, "fault": fault}
