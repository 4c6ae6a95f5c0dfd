"""Code lists: what each code is called in five languages, what it means and what it is elsewhere.

One YAML file per list, in `codes/`. A list whose labels or aliases collide cannot be loaded: exact
matching would otherwise depend on the order of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from njia.own_data import read_yaml
from njia.vocabulary.text import normalise, singular

LANGUAGES: tuple[str, ...] = ("en", "sw", "fr", "ar", "am")
STANDARDS: tuple[str, ...] = ("htcds", "ctdc", "ilo", "isic", "hxl")
LISTS: tuple[str, ...] = (
    "transport_mode",
    "industry",
    "exploitation_type",
    "recruitment_method",
    "recruiter_relation",
    "means_of_control",
    "source_kind",
    "sex",
    "age_group",
    "facilitator",
    "outcome",
    "document",
    "yes_no",
)
LONGEST = 200  # characters; longer text is a story and names no code


class VocabularyError(ValueError):
    """A code list contradicts itself; the message says which list, codes and text."""


_Texts = Annotated[Mapping[str, str], AfterValidator(lambda texts: MappingProxyType(dict(texts)))]
_Aliases = Annotated[
    Mapping[str, tuple[str, ...]], AfterValidator(lambda texts: MappingProxyType(dict(texts)))
]
_Maps = Annotated[
    Mapping[str, str | tuple[str, ...]], AfterValidator(lambda maps: MappingProxyType(dict(maps)))
]


def _every_language(labels: Mapping[str, str]) -> Mapping[str, str]:
    if tuple(labels) != LANGUAGES or not all(text.strip() for text in labels.values()):
        raise ValueError(f"needs a label in each of {', '.join(LANGUAGES)}, in this order")
    return labels


_Labels = Annotated[_Texts, AfterValidator(_every_language)]


class Code(BaseModel):
    """One code of a list.

    `labels` holds every language. `maps` names the counterpart in a standard, or several where the
    standard divides what this list does not; a standard without one is absent. `group` is one of the list's
    groups; a code that is unlike all others has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    labels: _Labels
    definition: str = Field(min_length=10)
    aliases: _Aliases = Field(default_factory=lambda: MappingProxyType({}))
    maps: _Maps = Field(default_factory=lambda: MappingProxyType({}))
    group: str | None = None

    @field_validator("aliases")
    @classmethod
    def _known_languages(cls, aliases: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        if unknown := set(aliases) - set(LANGUAGES):
            raise ValueError(f"no such language: {', '.join(sorted(unknown))}")
        return aliases

    @field_validator("maps")
    @classmethod
    def _known_standards(
        cls, maps: Mapping[str, str | tuple[str, ...]]
    ) -> Mapping[str, str | tuple[str, ...]]:
        if unknown := set(maps) - set(STANDARDS):
            raise ValueError(f"no such standard: {', '.join(sorted(unknown))}")
        return maps

    def wordings(self) -> tuple[str, ...]:
        """Give all that names this code: its id, its labels and its aliases."""
        aliases = (alias for texts in self.aliases.values() for alias in texts)
        return (self.id, *self.labels.values(), *aliases)


class Group(BaseModel):
    """Codes of a list that are told together where one by one they would tell too much of somebody.

    `labels` holds every language; they go on after a colon, as in "Other: road".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    labels: _Labels

    def label(self, language: str = "en") -> str:
        """Give the group's label; raises KeyError for an unknown language."""
        return self.labels[language]


class CodeList(BaseModel):
    """A list of codes, in the order in which they are shown, and the groups that they are in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    titles: _Texts
    definition: str
    groups: Annotated[Mapping[str, Group], AfterValidator(lambda groups: MappingProxyType(dict(groups)))] = (
        Field(default_factory=lambda: MappingProxyType({}))
    )
    codes: Annotated[Mapping[str, Code], AfterValidator(lambda codes: MappingProxyType(dict(codes)))]

    @model_validator(mode="after")
    def _groups_are_its_own(self) -> CodeList:
        used = {code.group for code in self.codes.values()} - {None}
        if used != {*self.groups}:
            wrong = ", ".join(sorted(map(str, used ^ {*self.groups})))
            raise ValueError(f"{self.name}: groups without a label or without a code: {wrong}")
        return self

    def label(self, code_id: str, language: str = "en") -> str:
        """Give a code's label; raises KeyError for an unknown code or language."""
        return self.codes[code_id].labels[language]

    def match(self, text: str) -> str | None:
        """Say which code a text names, in any language; None when it is none exactly.

        Case, accents, dashes, spaces and plural endings do not count; nothing is guessed.
        """
        if len(text) > LONGEST:
            return None
        words = normalise(text)
        return self._index.get(words) or self._index.get(singular(words))

    @cached_property
    def _index(self) -> Mapping[str, str]:
        """Map every comparable wording to its code; raises VocabularyError when two codes share one."""
        index: dict[str, str] = {}
        for code in self.codes.values():
            for wording in code.wordings():
                words = normalise(wording)
                if not words:
                    raise VocabularyError(f"{self.name}: {code.id} has a wording without letters")
                for comparable in (words, singular(words)):
                    other = index.setdefault(comparable, code.id)
                    if other != code.id:
                        raise VocabularyError(f"{self.name}: '{wording}' names both {other} and {code.id}")
        return MappingProxyType(index)


@cache
def code_list(name: str) -> CodeList:
    """Load a list; raises KeyError for a name not in LISTS, VocabularyError when two codes collide."""
    if name not in LISTS:
        raise KeyError(f"no code list '{name}'")
    raw = read_yaml("njia.vocabulary", f"codes/{name}.yaml")
    codes = {code_id: Code(id=code_id, **entry) for code_id, entry in raw["codes"].items()}
    groups = {group: Group(id=group, labels=labels) for group, labels in raw.get("groups", {}).items()}
    loaded = CodeList(
        name=name, titles=raw["titles"], definition=raw["definition"], groups=groups, codes=codes
    )
    loaded.match("")  # builds the index, and with it the check for collisions
    return loaded
