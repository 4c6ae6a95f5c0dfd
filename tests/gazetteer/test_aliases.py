"""The spellings that a network has accepted."""

import pytest

from njia.gazetteer import Gazetteer, GazetteerError, Reason
from njia.schema import Resolution


def test_a_networks_alias_settles_what_was_proposed() -> None:
    gazetteer = Gazetteer.open(aliases={"Malamba | KE": "gn:188025"})
    answer = gazetteer.resolve("MALAMBA", "Kenya")
    assert (answer.status, answer.reason) == (Resolution.ALIAS, Reason.NETWORK_ALIAS)
    assert answer.place is not None and answer.place.place_id == "gn:188025"
    assert gazetteer.resolve("Malamba").status is not Resolution.ALIAS


def test_a_networks_alias_settles_what_was_ambiguous() -> None:
    gazetteer = Gazetteer.open(aliases={"Busia": "gn:199989", "Congo": "iso:CD"})
    assert gazetteer.resolve("Busia").country_code == "KE"
    assert gazetteer.resolve("Congo").country_code == "CD"
    # Within Uganda there is no doubt, and the alias is another country's.
    uganda = gazetteer.resolve("Busia", "UG").place
    assert uganda is not None and uganda.place_id == "gn:234077"


def test_an_own_name_beats_a_networks_alias_and_that_beats_an_alternate_name() -> None:
    gazetteer = Gazetteer.open(aliases={"Nairobi | KE": "gn:186301", "Mombassa | KE": "gn:199989"})
    assert gazetteer.resolve("Nairobi", "KE").status is Resolution.EXACT
    mombassa = gazetteer.resolve("Mombassa", "KE")
    assert mombassa.reason is Reason.NETWORK_ALIAS
    assert mombassa.place is not None and mombassa.place.place_id == "gn:199989"


@pytest.mark.parametrize("aliases", [{"Nai": "gn:0"}, {"Nai | Atlantis": "gn:184745"}])
def test_an_alias_to_nowhere_is_refused(aliases: dict[str, str]) -> None:
    with pytest.raises(GazetteerError, match="no such"):
        Gazetteer.open(aliases=aliases)


def test_an_alias_may_lie_in_somaliland() -> None:
    gazetteer = Gazetteer.open(aliases={"Hargeisa town centre east | XS": "gn:57289"})
    answer = gazetteer.resolve("Hargeisa town centre east", "Somaliland")
    assert (answer.reason, answer.country_code) == (Reason.NETWORK_ALIAS, "XS")
