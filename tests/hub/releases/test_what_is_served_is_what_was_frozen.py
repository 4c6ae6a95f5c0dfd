"""Page, files and API of a release give the same numbers as its frozen tables, and the same bytes to all."""

from __future__ import annotations

import hashlib
import re

from tests.attacks.published.comparing import faults
from tests.attacks.published.reading import WITHHELD, Published
from tests.hub.api.conftest import Program
from tests.hub.releases.story import Releasing
from tests.hub.walking import over_tls

from njia_hub.people.tokens import make
from njia_hub.releases import reading
from njia_hub.roles import Scope


def test_everybody_gets_the_frozen_bytes_with_the_hash_that_is_declared(releasing: Releasing) -> None:
    made = releasing.published()
    program = Program(make(releasing.carol, "a program", tuple(Scope))[1])
    declared = {one["name"]: one for one in program.get("releases/1").json()["files"]}
    folder = reading.folder(made)
    assert {*declared} == {
        file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()
    }
    for name, one in declared.items():
        frozen = (folder / name).read_bytes()
        public = over_tls().get(f"/releases/1/files/{name}")
        assert public.content == program.get(f"releases/1/files/{name}").content == frozen, name
        assert (one["size_bytes"], one["sha256"]) == (len(frozen), hashlib.sha256(frozen).hexdigest())
        # What a cache is told follows from the bytes, and from nothing that is behind them.
        assert public.headers["ETag"] == f'"{one["sha256"]}"'
        assert int(public.headers.get("Content-Length", len(frozen))) == len(frozen)


def test_every_file_and_the_release_s_page_tell_the_same_numbers(releasing: Releasing) -> None:
    made = releasing.published()
    release = Published(reading.folder(made))
    assert faults(release, release.content["network"]["languages"]) == []
    told = [row["value"] for row in release.tables["overview"]]
    values = [None if value in (WITHHELD, "") else value for value in told]
    assert [value for _, value in made.headlines] == values
    page = over_tls().get("/releases/1/").content.decode()
    figures = re.search(r'<dl class="figures">(.*?)</dl>', page, re.S)
    on_page = [_number(text) for text in re.findall(r"<dd>(.*?)</dd>", figures[1] if figures else "", re.S)]
    names = [row["figure"] for row in release.tables["overview"]]
    people = {names.index(name) for name in ("cases_low", "cases_best", "cases_high")}
    if len({values[number] for number in people}) == 1:  # which the page says once
        people.remove(names.index("cases_best"))
        values = [value for number, value in enumerate(values) if number not in people]
    assert on_page == values
    cells = [value for rows in release.tables.values() for row in rows for value in row.values()]
    assert WITHHELD in cells  # there is something that could be told elsewhere


def _number(text: str) -> int | None:
    """Read a figure of the page; None for words."""
    found = re.sub(r"<[^>]*>|\D", "", text) if re.search(r"\d", re.sub(r"<[^>]*>", "", text)) else ""
    return int(found) if found else None
