"""The network's own settings: its name, focus country, regions table, languages and texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

LANGUAGES = ("en", "sw", "fr", "ar", "am")


class NetworkError(Exception):
    """The settings file cannot be used; the message says where and why."""


class Texts(BaseModel):
    """The coordinator's own texts for the report, in Markdown; an empty one gets Njia's default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    foreword: str = Field("", description="Opening words, signed by the coalition.")
    method: str = Field("", description="How the collection was done.")
    findings: str = Field("", description="What the coalition itself finds in the figures of a release.")
    data_note: str = Field(
        "", description="A note on the data that is shown wherever the data is: page, map, report."
    )
    differences: str = Field(
        "",
        description="Where these figures differ from others that are in print, and why; empty: no section.",
    )
    acknowledgements: str = Field("", description="Thanks and funding.")
    contact: str = Field("", description="How to reach the coalition.")


class Translation(Texts):
    """The coordinator's own texts in one more language; an empty one is as in the first language."""

    title: str = Field("", description="The title in this language.")


class MapOverrides(BaseModel):
    """Hand corrections to the map, kept between releases so that a curve does not flip."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bows: dict[str, float] = Field(
        default_factory=dict,
        description="'FROM_ID > TO_ID': bow as a share of the chord, positive to the left of travel.",
    )
    anchors: dict[str, tuple[float, float]] = Field(
        default_factory=dict,
        description="Country code: (lat, lon) of its ring when only the country is known.",
    )


class Network(BaseModel):
    """One coalition's settings. Every one is optional: without a file the defaults are sensible.

    `regions` maps the network's own region names to country codes; countries in no region are in no
    corridor. Empty means the UN M49 sub-regions of the gazetteer's country table.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field("", description="The coalition's name, on the cover and the page.")
    title: str = Field("", description="The report's title; empty: written from the figures.")
    collection: str = Field("", description="Name of the collection, such as '2020'.")
    period: str = Field("", description="The period that the cases come from, in words.")
    published: str = Field("", description="Month or day of publication, in words; printed as given.")
    focus_country: str = Field(
        "",
        pattern=r"^([A-Z]{2})?$",
        description="ISO 3166-1 alpha-2 code; empty: the country that most routes start or end in.",
    )
    languages: tuple[str, ...] = Field(
        ("en",), min_length=1, description="The report's languages, first one first."
    )
    regions: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Region name: country codes."
    )
    corridor_names: dict[str, str] = Field(
        default_factory=dict, description="'Region > Region': the network's own name for that corridor."
    )
    contributors: tuple[str, ...] = Field(
        (), description="Organisations to thank by name. Names are never taken from the data."
    )
    aliases: dict[str, str] = Field(
        default_factory=dict,
        description="'Spelling | CC' or 'Spelling': place id. What people of this network have accepted.",
    )
    carriers: tuple[str, ...] = Field(
        (),
        description="Airlines and companies that Njia's list lacks and people of this network have accepted. "
        "Any other text in a column of carriers is published as 'Other carrier'.",
    )
    texts: Texts = Texts()
    translations: dict[str, Translation] = Field(
        default_factory=dict, description="Language: title and texts of a release in it."
    )
    map: MapOverrides = MapOverrides()

    def texts_in(self, language: str) -> Texts:
        """Give the texts in a language, where there are none in the first one."""
        said = self.translations.get(language, Translation())
        return Texts(
            **{name: getattr(said, name) or getattr(self.texts, name) for name in Texts.model_fields}
        )

    def in_language(self, language: str) -> Network:
        """Give the settings with title and texts in a language; where there are none, those of the first."""
        said = self.translations.get(language)
        if said is None:
            return self
        return self.model_copy(update={"texts": self.texts_in(language), "title": said.title or self.title})


def load(path: Path | None) -> Network:
    """Read a settings file; None gives the defaults.

    A text that ends in `.md` and names a file beside the settings is read from there. Raises
    NetworkError for anything that is not a settings file, and says which line or field.
    """
    if path is None:
        return Network()
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NetworkError(f"{path}: cannot be read ({type(error).__name__}).") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise NetworkError(f"{path}: not valid YAML{where}.") from error
    if not isinstance(raw, dict):
        raise NetworkError(f"{path}: expected settings such as 'name: …', one per line.")
    _read_texts(raw, path.parent)
    try:
        network = Network.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise NetworkError(f"{path}: {'.'.join(str(p) for p in first['loc'])}: {first['msg']}.") from error
    for language in network.languages:
        if language not in LANGUAGES:
            raise NetworkError(f"{path}: languages: '{language}' is not one of {', '.join(LANGUAGES)}.")
    return network


def _read_texts(raw: dict[str, Any], folder: Path) -> None:
    texts = raw.get("texts")
    if not isinstance(texts, dict):
        return
    for key, value in texts.items():
        if isinstance(value, str) and value.endswith(".md") and "\n" not in value:
            file = folder / value
            try:
                texts[key] = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise NetworkError(f"texts.{key}: the file {value} cannot be read.") from error
