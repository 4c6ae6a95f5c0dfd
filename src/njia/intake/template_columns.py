"""The columns of the template: those that the intake knows, and a collection's own questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from njia.gazetteer import countries
from njia.schema import Route
from njia.vocabulary import LISTS, code_list, guidance, headers
from njia.vocabulary.text import normalise

from .form.questions import ExtraQuestion, QuestionKind

OPTIONAL = (
    "period",
    "period_end",
    "irregular",
    "means_of_control",
    "sexes",
    "age_groups",
    "facilitators",
    "prior_trafficking",
    "outcomes",
    "documents",
)
BETWEEN_LANGUAGES = " / "
COUNTRY = "country"  # the list of all countries
COLOURS = {"needed": "#17375E", "helpful": "#2F6F73", "optional": "#6B6B6B"}
EVERY_SECOND_TRANSIT = "#4A5F8A"  # so that one transit point's columns are seen to belong together

_NEEDED = frozenset({"origin_place", "origin_country", "destination_place", "destination_country"})
_FIXED_LISTS = {
    "source_kind": "source_kind",
    "irregular": "yes_no",
    "prior_trafficking": "yes_no",
    **dict.fromkeys(("leg_n_mode", "leg_last_mode"), "transport_mode"),
    **dict.fromkeys(
        ("origin_country", "transit_n_country", "destination_country", "intended_country"), COUNTRY
    ),
}
_WIDTHS = {"reference": 24, "organisation": 24, "cases": 16, "notes": 40, "leg_n_carrier": 18}
_WIDTH, _WIDEST = 22, 44  # characters
_EXAMPLE_PLACES = {"origin_place": "Busia", "transit_n_place": "Nairobi", "destination_place": "Beirut"}
_EXAMPLE_COUNTRIES = {"origin_country": "KE", "transit_n_country": "KE", "destination_country": "LB"}
_EXAMPLE_CODES = {
    "source_kind": ("own_casework",),
    "leg_n_mode": ("bus",),
    "leg_last_mode": ("plane",),
    "industries": ("domestic_work",),
    "exploitation_types": ("forced_labour",),
    "recruitment_methods": ("friends", "job_promise"),
    "recruiter_relations": ("friend",),
}

Explained = tuple[str, str, str, str]  # a code: title of its list, label, code, definition


@dataclass(frozen=True)
class Known:
    """A column that the intake knows; `n` is its transit point or leg."""

    key: str
    n: int | None = None

    @property
    def list_name(self) -> str:
        """Name the list behind the drop-down, "" for a column without one."""
        return _FIXED_LISTS.get(self.key) or _coded().get(self.key, "")

    @property
    def takes_several(self) -> bool:
        """Say whether several answers may stand in a cell."""
        return self.key in _coded() and self.key not in _FIXED_LISTS

    @property
    def kind(self) -> str:
        """Say how much the column is asked for: needed, helpful or optional."""
        return "needed" if self.key in _NEEDED else "optional" if self.key in OPTIONAL else "helpful"

    @property
    def colour(self) -> str:
        """Give the colour of the header."""
        return EVERY_SECOND_TRANSIT if self.n and self.n % 2 == 0 else COLOURS[self.kind]

    @property
    def width(self) -> int:
        """Give the width, in characters."""
        return _WIDTHS.get(self.key, _WIDTH)

    @property
    def is_date(self) -> bool:
        """Say whether dates stand in it."""
        return self.key in ("period", "period_end")

    def label(self, language: str) -> str:
        """Give the header in a language."""
        return headers.columns()[self.key].label(language, self.n)

    def note(self, language: str) -> str:
        """Say what to write."""
        return guidance.note(self.key, language, self.n)

    def offered(self, language: str) -> list[str]:
        """Give the labels of the drop-down: codes in the list's order, countries by name."""
        if self.list_name == COUNTRY:
            # As people look them up: Égypte stands under E.
            names = (countries.name(code, language) for code in countries.CODES)
            return sorted(names, key=lambda name: (normalise(name), name))
        return [code.labels[language] for code in code_list(self.list_name).codes.values()]

    def example(self, language: str) -> str:
        """Give the cell of the example row."""
        if self.key == "reference":
            return f"{guidance.example('mark', language)} – {guidance.example('reference', language)}"
        if self.key in ("organisation", "notes"):
            return guidance.example(self.key, language)
        if self.key == "cases":
            return "10-15"
        if self.n and self.n > 1:
            return ""
        if self.key == "leg_last_carrier":
            return guidance.example("carrier", language)
        if self.key in _EXAMPLE_COUNTRIES:
            return countries.name(_EXAMPLE_COUNTRIES[self.key], language)
        codes = _EXAMPLE_CODES.get(self.key, ())
        labels = (code_list(self.list_name).label(code, language) for code in codes)
        return _EXAMPLE_PLACES.get(self.key) or "; ".join(labels)


@dataclass(frozen=True)
class Own:
    """A column for one of the collection's own questions."""

    question: ExtraQuestion
    is_date = False

    @property
    def list_name(self) -> str:
        """Name the list behind the drop-down, "" for a question without one."""
        if self.question.kind is QuestionKind.YES_NO:
            return "yes_no"
        return f"question_{self.question.id}" if self.question.choices else ""

    @property
    def takes_several(self) -> bool:
        """Say whether several answers may stand in a cell."""
        return self.question.kind is QuestionKind.CHOICES

    @property
    def kind(self) -> str:
        """Say how much the question is asked: needed or optional."""
        return "needed" if self.question.required else "optional"

    @property
    def colour(self) -> str:
        """Give the colour of the header."""
        return COLOURS[self.kind]

    @property
    def width(self) -> int:
        """Give the width, in characters: a long question has room."""
        return min(_WIDEST, max(_WIDTH, max(map(len, self.question.labels.values())) // 3))

    def label(self, language: str) -> str:
        """Give the question in a language, or in one that it is in."""
        return self.question.label(language)

    def note(self, language: str) -> str:
        """Say what to write."""
        return guidance.text(f"question_{self.question.kind.value}", language)

    def offered(self, language: str) -> list[str]:
        """Give the labels of the drop-down."""
        if self.question.kind is QuestionKind.YES_NO:
            return Known("prior_trafficking").offered(language)
        return [choice.label(language) for choice in self.question.choices]

    def example(self, language: str) -> str:
        """Leave the example row empty."""
        return ""


Column = Known | Own


def columns(
    transit_columns: int, optional: Sequence[str], questions: Iterable[ExtraQuestion]
) -> tuple[Column, ...]:
    """Give the columns in the order of the journey, the optional ones and own questions last."""
    journey = [Known("origin_place"), Known("origin_country")]
    for n in range(1, transit_columns + 1):
        keys = ("leg_n_mode", "leg_n_carrier", "transit_n_place", "transit_n_country")
        journey += [Known(key, n) for key in keys]
    last = ("leg_last_mode", "leg_last_carrier", "destination_place", "destination_country")
    told = ("intended_place", "intended_country", "cases", "industries", "exploitation_types")
    how = ("recruitment_methods", "recruiter_relations", "notes")
    first = ("reference", "organisation", "source_kind")
    more = tuple(key for key in OPTIONAL if key in optional)
    return (
        *map(Known, first),
        *journey,
        *map(Known, (*last, *told, *how, *more)),
        *map(Own, questions),
    )


def explained(asked: Sequence[Column], language: str) -> Iterator[Explained]:
    """Give every code and answer that the drop-downs offer, but for countries."""
    used = {column.list_name for column in asked}
    for name in LISTS:
        if name in used:
            codes = code_list(name)
            for code in codes.codes.values():
                yield codes.titles[language], code.labels[language], code.id, code.definition
    for column in asked:
        if isinstance(column, Own):
            for choice in column.question.choices:
                yield column.label(language), choice.label(language), choice.id, ""


def _coded() -> dict[str, str]:
    return {name: extra["code_list"] for name, _, extra in Route.declared() if "code_list" in extra}
