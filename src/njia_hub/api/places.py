"""Places and code lists: what the form's answers are made of."""

from __future__ import annotations

from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from njia.vocabulary import LISTS, code_list
from njia_hub.api.bodies import Language, Read, Spoken
from njia_hub.api.interface import Room, python
from njia_hub.api.refusals import answers
from njia_hub.guard import HubRequest
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.models import Alias

room = Room("places and codes")


class Typed(BaseModel):
    """What is being typed."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=200, description="The beginning of a name, or a spelling of it.")
    country: str = Field("", max_length=80, description="The country at hand: a code or a name.")
    limit: int = Field(8, ge=1, le=50, description="How many at most.")
    language: Language = Field("en", description="Of the countries' names.")


class PlaceRead(Read):
    """A place that a text may mean."""

    place_id: str
    name: str
    county: str
    country: str
    country_code: str
    kind: str = Field(description="town, border_post, camp, airport, estate, county or country")


class CodeRead(Read):
    """One code of a list."""

    id: str
    label: str
    definition: str


class ListRead(Read):
    """A list of codes, in the order in which they are shown."""

    name: str
    title: str
    codes: list[CodeRead]


@room.get(
    "/places",
    response=answers(list[PlaceRead]),
    url_name="places",
    openapi_extra=python("hub.places('Momb', country='KE')"),
)
def places(request: HubRequest, typed: Query[Typed]) -> list[PlaceRead]:
    """Suggest places for the beginning of a name, likeliest first; a person chooses."""
    taught = dict(Alias.objects.values_list("spelling", "place_id"))
    found = gazetteer(taught).suggest(typed.text, typed.country or None, typed.limit, typed.language)
    return [
        PlaceRead(
            place_id=one.place_id,
            name=one.name,
            county=one.county,
            country=one.country,
            country_code=one.country_code,
            kind=one.kind,
        )
        for one in found
    ]


@room.get(
    "/vocabulary",
    response=answers(list[ListRead]),
    url_name="vocabulary",
    openapi_extra=python("hub.vocabulary('sw')"),
)
def vocabulary(request: HubRequest, spoken: Query[Spoken]) -> list[ListRead]:
    """Give every list of codes that answers are chosen from."""
    return [
        ListRead(
            name=name,
            title=code_list(name).titles[spoken.language],
            codes=[
                CodeRead(id=code.id, label=code.labels[spoken.language], definition=code.definition)
                for code in code_list(name).codes.values()
            ],
        )
        for name in LISTS
    ]
