"""What a route is: every field said once, with its type, meaning, unit, code list and sensitivity.

The spreadsheet template, the codebook, the data-format reference and the disclosure policy all read
these declarations; nothing repeats them. One route is one submission: one row of a spreadsheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo


class Sensitivity(StrEnum):
    """Who may ever see a field. A field without one cannot be declared."""

    PUBLIC = "public"  # may leave the network through the one door, `njia.disclosure`
    NETWORK = "network"  # seen inside the network, never published
    PERSONAL = "personal"  # may hold personal data: its own organisation and coordinators only


class Precision(StrEnum):
    """How exactly a stop is known, from a single site to nothing at all."""

    SITE = "site"
    TOWN = "town"
    COUNTY = "county"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class Resolution(StrEnum):
    """How the text of a place became an entry of the gazetteer."""

    EXACT = "exact"
    ALIAS = "alias"
    PROPOSED = "proposed"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


class StopRole(StrEnum):
    """What a stop is on its route."""

    ORIGIN = "origin"
    TRANSIT = "transit"
    DESTINATION = "destination"
    INTENDED = "intended"


class CasesKind(StrEnum):
    """How the number of people was written; each kind stays what it is."""

    EXACT = "exact"  # 30
    ABOUT = "about"  # approx. 30
    RANGE = "range"  # 10-15
    AT_LEAST = "at_least"  # over 20
    AT_MOST = "at_most"  # up to 20
    VAGUE = "vague"  # several
    UNKNOWN = "unknown"  # nothing was written, or "unknown"


class Provenance(StrEnum):
    """Where a row comes from: only demonstrations hold anything but `reported`."""

    REPORTED = "reported"
    NAMED = "named"  # printed in a published report
    RECONSTRUCTED = "reconstructed"  # made to agree with a published report's totals


def _field(
    default: Any = ...,
    *,
    title: str,
    meaning: str,
    sensitivity: Sensitivity,
    unit: str | None = None,
    code_list: str | None = None,
    optional_question: bool = False,
    hxl: str | None = None,
) -> Any:
    """Declare one field of the schema; every argument ends up in the codebook."""
    extra: dict[str, Any] = {"sensitivity": sensitivity.value}
    extra |= {k: v for k, v in {"unit": unit, "code_list": code_list, "hxl": hxl}.items() if v}
    if optional_question:
        extra["optional_question"] = True
    if default is ...:
        return Field(title=title, description=meaning, json_schema_extra=extra)
    return Field(default, title=title, description=meaning, json_schema_extra=extra)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def declared(cls) -> Iterator[tuple[str, FieldInfo, dict[str, Any]]]:
        """Give each field's name, declaration and extras (sensitivity, unit, code list)."""
        for name, info in cls.model_fields.items():
            extra = info.json_schema_extra
            yield name, info, dict(extra) if isinstance(extra, dict) else {}


class Cases(_Record):
    """How many people a route stands for: low, best and high, and how it was written.

    `best` is None when no number was stated; `high` is None with `best` set when there is no upper
    bound ("over 20"). Nothing is widened: "about 30" is 30, 30, 30 and of kind `about`.
    """

    written: str = _field(
        "", title="Cases as written", meaning="The cell's text, untouched.", sensitivity=Sensitivity.NETWORK
    )
    kind: CasesKind = _field(
        CasesKind.UNKNOWN,
        title="Kind of number",
        meaning="How the number was written: exact, about, range, at least, at most, vague or unknown.",
        sensitivity=Sensitivity.PUBLIC,
    )
    low: int | None = _field(
        None,
        title="Cases, low",
        meaning="The lowest number of people the text allows.",
        unit="people",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#affected+low",
    )
    best: int | None = _field(
        None,
        title="Cases, best",
        meaning="The number of people used in totals: the number, "
        "a range's middle rounded down, or an open range's bound.",
        unit="people",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#affected",
    )
    high: int | None = _field(
        None,
        title="Cases, high",
        meaning="The highest number of people the text allows; empty when there is no upper bound.",
        unit="people",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#affected+high",
    )

    @model_validator(mode="after")
    def _ordered(self) -> Cases:
        if self.best is None:
            if self.low is not None or self.high is not None:
                raise ValueError("cases: low or high without best")
            return self
        if self.low is None or not 0 <= self.low <= self.best:
            raise ValueError("cases: low must be given and at most best")
        if self.high is not None and self.high < self.best:
            raise ValueError("cases: high must be at least best")
        return self


class Stop(_Record):
    """One place on a route: what was written, and what it was resolved to.

    A stop whose text is a proposal, ambiguous or unresolved keeps its text and falls back to its
    country (`place_id` "iso:KE", precision `country`); with no country it is `unknown`.
    """

    role: StopRole = _field(
        title="Role",
        meaning="Origin, transit, destination or intended destination.",
        sensitivity=Sensitivity.PUBLIC,
    )
    written: str = _field(
        "", title="Place as written", meaning="The place's text, untouched.", sensitivity=Sensitivity.NETWORK
    )
    country_written: str = _field(
        "",
        title="Country as written",
        meaning="The country's text, untouched.",
        sensitivity=Sensitivity.NETWORK,
    )
    place_id: str | None = _field(
        None,
        title="Place",
        meaning="The gazetteer's id: gn:… (GeoNames), nj:… (Njia's "
        "overrides), iata:… (airport), adm1:… (first-level division), iso:… (country).",
        sensitivity=Sensitivity.PUBLIC,
    )
    place_name: str = _field(
        "",
        title="Place name",
        meaning="The gazetteer's own name.",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#loc+name",
    )
    admin1: str = _field(
        "",
        title="County",
        meaning="First-level division that the place lies in.",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#adm1+name",
    )
    country_code: str | None = _field(
        None,
        title="Country",
        meaning="ISO 3166-1 alpha-2 code; XK Kosovo and XS Somaliland are user-assigned.",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#country+code",
    )
    lat: float | None = _field(
        None,
        title="Latitude",
        meaning="Of the place, WGS 84.",
        unit="degrees",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#geo+lat",
    )
    lon: float | None = _field(
        None,
        title="Longitude",
        meaning="Of the place, WGS 84.",
        unit="degrees",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#geo+lon",
    )
    precision: Precision = _field(
        Precision.UNKNOWN,
        title="Precision",
        meaning="How exactly the stop is known.",
        sensitivity=Sensitivity.PUBLIC,
    )
    resolution: Resolution = _field(
        Resolution.UNRESOLVED,
        title="Resolution",
        meaning="How the text was resolved.",
        sensitivity=Sensitivity.NETWORK,
    )
    kind: str = _field(
        "",
        title="Kind of place",
        meaning="town, border_post, camp, airport, estate, county or country.",
        sensitivity=Sensitivity.PUBLIC,
    )


class Leg(_Record):
    """The way from one stop to the next."""

    mode: str | None = _field(
        None,
        title="Mode of transport",
        meaning="Main mode on this leg.",
        code_list="transport_mode",
        sensitivity=Sensitivity.PUBLIC,
    )
    carriers: tuple[str, ...] = _field(
        (),
        title="Carriers",
        meaning="Airlines or companies named for this leg, by the names of Njia's list or of the network's "
        "settings; 'Other carrier' for what is in neither. Several when the reporter named alternatives.",
        sensitivity=Sensitivity.PUBLIC,
    )
    carriers_written: str = _field(
        "",
        title="Carriers as written",
        meaning="The carrier cells' text, untouched; it may name a person.",
        sensitivity=Sensitivity.PERSONAL,
    )
    irregular: bool | None = _field(
        None,
        title="Irregular crossing",
        meaning="Whether the border on this leg was crossed outside a post or without papers.",
        optional_question=True,
        sensitivity=Sensitivity.PUBLIC,
    )


class ExtraAnswer(_Record):
    """An answer to one of a collection's own questions; see `njia.intake.form.questions`."""

    question: str = _field(title="Question", meaning="The question's id.", sensitivity=Sensitivity.NETWORK)
    values: tuple[str, ...] = _field(
        (),
        title="Values",
        meaning="What was answered: a text, a number, yes or no, or the ids of what was chosen.",
        sensitivity=Sensitivity.PERSONAL,
    )


def _codes(
    title: str, meaning: str, code_list: str, *, optional: bool = False, hxl: str | None = None
) -> Any:
    return _field(
        (),
        title=title,
        meaning=meaning,
        code_list=code_list,
        optional_question=optional,
        sensitivity=Sensitivity.PUBLIC,
        hxl=hxl,
    )


class Route(_Record):
    """One reported journey: stops in order, the legs between them, and what is known about it."""

    id: str = _field(
        title="Route id",
        meaning="Stable within a data set: collection, file, sheet and row, hashed.",
        sensitivity=Sensitivity.NETWORK,
    )
    collection: str = _field(
        "", title="Collection", meaning="The round of data collection.", sensitivity=Sensitivity.PUBLIC
    )
    organisation: str = _field(
        "",
        title="Organisation",
        meaning="The member that reported the route.",
        sensitivity=Sensitivity.NETWORK,
    )
    provenance: Provenance = _field(
        Provenance.REPORTED,
        title="Provenance",
        meaning="Reported; or, in a "
        "demonstration, named in a published report or reconstructed from its totals.",
        sensitivity=Sensitivity.PUBLIC,
    )
    source_kind: str | None = _field(
        None,
        title="Source kind",
        meaning="Own casework, or heard of.",
        code_list="source_kind",
        sensitivity=Sensitivity.PUBLIC,
    )
    period_start: dt.date | None = _field(
        None,
        title="Period from",
        meaning="First day that the cases come from.",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#date+start",
    )
    period_end: dt.date | None = _field(
        None,
        title="Period to",
        meaning="Last day that the cases come from.",
        sensitivity=Sensitivity.PUBLIC,
        hxl="#date+end",
    )
    stops: tuple[Stop, ...] = _field(
        title="Stops",
        meaning="Origin, transit points in order, destination: two or more.",
        sensitivity=Sensitivity.PUBLIC,
    )
    legs: tuple[Leg, ...] = _field(
        title="Legs", meaning="One between each stop and the next.", sensitivity=Sensitivity.PUBLIC
    )
    intended_destination: Stop | None = _field(
        None,
        title="Intended destination",
        meaning="What the person was promised; empty when not asked or not known.",
        sensitivity=Sensitivity.PUBLIC,
    )
    cases: Cases = _field(
        Cases(),
        title="Cases",
        meaning="How many people the route stands for.",
        unit="people",
        sensitivity=Sensitivity.PUBLIC,
    )
    transport_modes: tuple[str, ...] = _codes(
        "Modes of transport",
        "Every mode reported for the route, also where the leg is not known.",
        "transport_mode",
    )
    industries: tuple[str, ...] = _codes("Industries", "Where the person was exploited.", "industry")
    exploitation_types: tuple[str, ...] = _codes(
        "Types of exploitation", "How the person was exploited.", "exploitation_type"
    )
    recruitment_methods: tuple[str, ...] = _codes(
        "Recruitment methods", "How the person was drawn in.", "recruitment_method"
    )
    recruiter_relations: tuple[str, ...] = _codes(
        "Recruiter's relation", "What the recruiter was to the person.", "recruiter_relation"
    )
    means_of_control: tuple[str, ...] = _codes(
        "Means of control", "How the person was kept under control.", "means_of_control", optional=True
    )
    sexes: tuple[str, ...] = _codes(
        "Sex", "Sexes of the people on this route.", "sex", optional=True, hxl="#affected+sex"
    )
    age_groups: tuple[str, ...] = _codes(
        "Age group",
        "Age groups of the people on this route.",
        "age_group",
        optional=True,
        hxl="#affected+age",
    )
    facilitators: tuple[str, ...] = _codes(
        "Facilitator", "Who helped the journey along besides the recruiter.", "facilitator", optional=True
    )
    prior_trafficking: str | None = _field(
        None,
        title="Trafficked before",
        meaning="Whether the person had been trafficked before.",
        code_list="yes_no",
        optional_question=True,
        sensitivity=Sensitivity.PUBLIC,
    )
    outcomes: tuple[str, ...] = _codes("Outcome", "What became of the case.", "outcome", optional=True)
    documents: tuple[str, ...] = _codes(
        "Documents", "Travel documents used, and what was done with them.", "document", optional=True
    )
    notes: str = _field(
        "",
        title="Notes",
        meaning="Free text. May hold personal data: it never leaves the organisation and the coordinators.",
        sensitivity=Sensitivity.PERSONAL,
    )
    extra: tuple[ExtraAnswer, ...] = _field(
        (),
        title="Extra answers",
        meaning="Answers to the collection's own questions. Free text among them may hold personal data.",
        sensitivity=Sensitivity.PERSONAL,
    )

    @model_validator(mode="after")
    def _chained(self) -> Route:
        if len(self.stops) < 2 or len(self.legs) != len(self.stops) - 1:
            raise ValueError("a route needs two stops or more, and one leg between each stop and the next")
        roles = [stop.role for stop in self.stops]
        inner = [StopRole.TRANSIT] * (len(roles) - 2)
        if roles != [StopRole.ORIGIN, *inner, StopRole.DESTINATION]:
            raise ValueError("a route runs from its origin through its transit points to its destination")
        return self

    @property
    def origin(self) -> Stop:
        """The first stop."""
        return self.stops[0]

    @property
    def destination(self) -> Stop:
        """The last stop: where the person was exploited."""
        return self.stops[-1]


# The fields of Route that hold several codes, in the order of the codebook.
CODED_FIELDS: tuple[str, ...] = tuple(
    name for name, info, extra in Route.declared() if "code_list" in extra and info.default == ()
)
