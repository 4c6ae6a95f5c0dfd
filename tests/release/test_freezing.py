"""The frozen content: canonical, complete, and nothing in it that only people of the network may know."""

import datetime as dt
import json
from typing import Any

import pytest
from tests.release.made import CANARY, NETWORK, SECRET, collection, prepared, release

from njia.disclosure import GUARDED, INSIDE, OPEN, STRICT, Policy
from njia.network import Network, Texts, Translation
from njia.release import ReleaseRefused
from njia.release.freezing import NETWORK as PUBLISHED
from njia.release.freezing import frozen, read

TEXT = frozen(release().material).text()


def test_the_text_is_read_and_written_the_same() -> None:
    assert read(TEXT).text() == TEXT
    assert frozen(read(TEXT).material()).text() == TEXT
    assert json.dumps(json.loads(TEXT), ensure_ascii=False, sort_keys=True, indent=1) + "\n" == TEXT


def test_an_open_release_freezes_every_measure() -> None:
    content = read(frozen(prepared(collection(20), OPEN).material).text())
    tables = content.material().tables.tables
    assert len(tables) > 30 and tables["overview"].rows.num_rows > 10


def test_the_material_is_the_same_again() -> None:
    material, again = release().material, read(TEXT).material()
    assert again.tables.places.equals(material.tables.places)
    for name, table in material.tables.tables.items():
        other = again.tables.tables[name]
        assert (other.rows, other.known, other.of) == (table.rows, table.known, table.of), name
    assert again.policy == material.policy and again.made_on == dt.date(2021, 3, 1)


def test_every_setting_is_either_published_or_known_to_be_private() -> None:
    assert {*PUBLISHED} | {"aliases", "carriers"} == set(Network.model_fields)
    assert CANARY not in TEXT and CANARY in str(NETWORK)


@pytest.mark.parametrize(("policy", "is_there"), [(GUARDED, False), (STRICT, False), (OPEN, True)])
def test_what_is_written_of_figures_as_counted_is_frozen_only_beside_them(
    policy: Policy, is_there: bool
) -> None:
    words = "Elsewhere exactly 3 were counted."
    network = Network(
        texts=Texts(differences=words, foreword="Hello."),
        translations={"sw": Translation(differences=words, title="Njia")},
    )
    material = prepared(collection(20), policy, network, secret=SECRET).material
    text = frozen(material).text()
    assert text.count(words) == (2 if is_there else 0)
    assert "Hello." in text and '"title": "Njia"' in text
    assert (words in str(material)) == is_there


def test_a_release_in_another_language_freezes_the_first() -> None:
    assert frozen(release().material.in_language("sw")).text() == TEXT


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"title": ""}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "a bell \x07"}, "title"),
        ({"number": 0}, "number"),
        ({"number": 2, "supersedes": 2}, "earlier"),
        ({"audience": "everybody"}, "audience"),
        ({"tags": [""]}, "tags"),
        ({"collections": ["\x00"]}, "collections"),
        ({"policy": INSIDE}, "not for publication"),
        ({"policy": STRICT, "secret": b""}, "secret"),
        ({"data": collection().of_collection("another")}, "no route"),
    ],
)
def test_what_cannot_be_published_is_refused_and_named(said: dict[str, Any], named: str) -> None:
    with pytest.raises(ReleaseRefused, match=named):
        prepared(**said)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"number": 1', '"number": 1 ', "as Njia writes"),
        ('"format": 1', '"format": 2', "later version"),
        ('"supersedes": null', '"supersedes": 7', "earlier"),
        ('"number": 1', '"number": "1"', "as Njia writes"),
    ],
)
def test_a_text_that_is_not_canonical_is_refused(old: str, new: str, named: str) -> None:
    assert old in TEXT
    with pytest.raises(ReleaseRefused, match=named):
        read(TEXT.replace(old, new))


def test_a_table_that_the_policy_does_not_declare_is_refused() -> None:
    content = json.loads(TEXT)
    content["tables"]["airlines"] = content["tables"]["source_kinds"]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    with pytest.raises(ReleaseRefused, match="airlines"):
        read(text).material()
