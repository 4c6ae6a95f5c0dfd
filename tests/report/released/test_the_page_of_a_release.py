"""The page of a release: well-formed, complete by itself, and with everything that it promises."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from tests.report.released.invented import TEXTS, material, release
from tests.report.released.reading import Reader, html_of, read

from njia.network import NetworkError
from njia.report.released import page

HOSTILE = "<img src=x onerror=alert(1)>\"'&{{ 1 }}</script>"


@pytest.mark.parametrize("policy", ("guarded", "strict"))
@pytest.mark.parametrize("language", ("en", "sw"))
def test_it_is_well_formed(policy: str, language: str) -> None:
    reader = read(policy, language)
    assert reader.open == []
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert len(reader.all("h1")) == 1
    assert reader.all("html")[0]["lang"] == language


@pytest.mark.parametrize("policy", ("guarded", "strict"))
def test_nothing_is_loaded_from_anywhere(policy: str) -> None:
    reader = read(policy)
    tags = {tag for tag, _ in reader.elements}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "form"}
    for tag, attributes in reader.elements:
        for attribute in ("src", "xlink:href", "srcset", "action", "poster", "data"):
            assert attributes.get(attribute, "#").startswith("#"), (tag, attributes)
    addresses = re.findall(r"url\(([^)]{1,20})", html_of(policy))
    assert all(address.strip("'\"").startswith(("data:", "#")) for address in addresses)
    assert "@import" not in html_of(policy)


def test_links_lead_to_the_files_beside_it_and_to_what_the_coordinator_names() -> None:
    links = [attributes["href"] for attributes in read().all("a")]
    beside = [link for link in links if not link.startswith(("#", "https:"))]
    assert [link for link in links if link.startswith("http")] == ["https://example.org/earlier"]
    for name in release().tables.tables:
        if name != "overview":
            assert f"tables/{name}.csv" in beside
            assert f"tables/{name}.parquet" in beside
    for file in (
        "report.pdf",
        "map.svg",
        "data/legs.geojson",
        "CITATION.cff",
        "LICENCE.txt",
        "manifest.json",
    ):
        assert file in beside
    assert all(re.fullmatch(r"[\w./]+", link) and ".." not in link for link in beside)


def test_every_link_within_the_page_arrives() -> None:
    reader = read()
    ids = {attributes.get("id") for _, attributes in reader.elements}
    within = [a["href"] for a in reader.all("a") if a["href"].startswith("#")]
    assert len(within) > 10
    assert {link.removeprefix("#") for link in within} <= ids


def test_a_page_in_a_further_language_links_the_report_in_that_language() -> None:
    links = {attributes["href"] for attributes in read("guarded", "sw").all("a")}
    assert {"report.sw.pdf", "map.sw.svg"} <= links
    assert "report.pdf" not in links


def test_the_policy_allows_the_page_s_own_script_and_nothing_else() -> None:
    reader = read("strict")
    policy = next(m["content"] for m in reader.all("meta") if "http-equiv" in m)
    digest = base64.b64encode(hashlib.sha256(reader.scripts[-1].encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert "http" not in policy
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith("on")]


def test_it_says_what_release_it_is_how_to_cite_it_and_what_it_takes_the_place_of() -> None:
    text = read().text
    assert "Release 7 · now · for the public · 9 March 2026" in text
    assert "Example coalition. Routes as reported. Release 7, 9 March 2026. Njia" in text
    assert "takes the place of release 6" in text
    assert "“guarded”, version 1" in text
    assert "A book, 2019" in text


def test_the_network_s_own_texts_are_on_it_in_the_page_s_language() -> None:
    english, swahili = read().text, read("guarded", "sw").text
    for key in ("findings", "method", "acknowledgements", "contact", "data_note"):
        assert TEXTS[key] in english
    assert "The foreword of the coalition." in english
    assert "Dibaji ya muungano." in swahili
    assert "Njia zilizoripotiwa" in swahili


def test_names_are_text_wherever_they_stand() -> None:
    hostile = material(
        name=HOSTILE, contributors=(HOSTILE,), texts={"contact": HOSTILE, "data_note": HOSTILE}
    )
    made = replace(hostile, title=HOSTILE, tags=(HOSTILE,), related=(HOSTILE, "javascript:alert(1)"))
    reader = Reader(page(made))
    assert reader.open == []
    assert not reader.all("img")
    assert "".join(reader.texts).count(HOSTILE) >= 7
    assert not [a for a in reader.all("a") if a["href"].startswith("javascript")]


def test_a_release_without_texts_tags_and_overview_is_a_page_too() -> None:
    bare = replace(
        material(name="", contributors=(), texts={}, translations={}),
        title="", tags=(), related=(), supersedes=None, collections=(),
    )  # fmt: skip
    reader = Reader(page(bare))
    assert reader.open == []
    assert "Release 7" in reader.text


def test_a_language_without_a_report_is_refused_in_words() -> None:
    with pytest.raises(NetworkError, match="there is no report in 'ar' yet"):
        page(release("guarded", "ar"))


def test_another_process_writes_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.report.released.reading import html_of, pdf_of, svg_of;"
        "made = html_of('strict').encode() + pdf_of('strict') + svg_of('strict').encode();"
        "print(hashlib.sha256(made).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    }  # fmt: skip
    assert len(found) == 1
