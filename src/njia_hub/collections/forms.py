"""The forms in which coordinators plan a collection and set the network up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from pydantic import ValidationError

from njia.gazetteer import countries
from njia.intake.form import ExtraQuestion
from njia.network import LANGUAGES, Network, Texts
from njia.vocabulary import headers
from njia_hub.collections.opening import LONGEST_AGREEMENT, OPTIONAL, Plan
from njia_hub.collections.question_forms import LANGUAGE_NAMES, LONGEST_TABLE
from njia_hub.collections.regions import (
    Unreadable,
    read_corridors,
    read_regions,
    write_corridors,
    write_regions,
)
from njia_hub.languages import language

LONGEST_TEXT = 60_000  # characters


def question_in_words(name: str) -> str:
    """Say what an optional question asks for."""
    return headers.columns()[name].label(language())


def _countries() -> list[tuple[str, str]]:
    named = [(code, countries.name(code, language())) for code in countries.CODES]
    return [("", "–"), *sorted(named, key=lambda pair: pair[1])]


class _Regions(forms.CharField):
    """A table of regions, one to a line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_TABLE, widget=forms.Textarea, **more)

    def clean(self, value: Any) -> Any:
        try:
            return read_regions(super().clean(value))
        except Unreadable as fault:
            raise forms.ValidationError(fault.messages) from fault


class _Corridors(forms.CharField):
    """Names of corridors, one to a line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_TABLE, widget=forms.Textarea, **more)

    def clean(self, value: Any) -> Any:
        try:
            return read_corridors(super().clean(value))
        except Unreadable as fault:
            raise forms.ValidationError(fault.messages) from fault


class _Lines(forms.CharField):
    """A list of names, one to a line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_TABLE, widget=forms.Textarea, **more)

    def clean(self, value: Any) -> Any:
        lines = (line.strip() for line in super().clean(value).splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))


def _day(label: str, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class PlanForm(forms.Form):
    """A collection's plan, without its own questions."""

    def __init__(self, plan: Plan | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(plan), label_suffix="")
        self.fields |= {
            "name": forms.CharField(
                max_length=40,
                label=_("Name"),
                help_text=_("Short, such as 2024. It stands in every route."),
            ),
            "period_start": _day(_("The cases come from this day")),
            "period_end": _day(_("to this day")),
            "opens": _day(
                _("It opens on"), required=False, help_text=_("As announced. You open it yourself.")
            ),
            "closes": _day(
                _("It closes on"), required=False, help_text=_("As announced. You close it yourself.")
            ),
            "optional_questions": forms.MultipleChoiceField(
                choices=[(name, question_in_words(name)) for name in OPTIONAL],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                label=_("What else is asked"),
                help_text=_("Every question more takes time and may point to a person."),
            ),
            "sharing_agreement": forms.CharField(
                required=False,
                max_length=LONGEST_AGREEMENT,
                widget=forms.Textarea,
                label=_("The agreement on sharing, in plain words"),
                help_text=_("Everyone who sends a route reads it. It stays when the first route is sent."),
            ),
            "needs_second_review": forms.BooleanField(
                required=False,
                label=_("Two coordinators review each route"),
                help_text=_("Neither knows what the other said."),
            ),
            "focus_country": forms.ChoiceField(
                choices=_countries(),
                required=False,
                label=_("Country that it is about"),
                help_text=_("Empty: the network's."),
            ),
            "regions": _Regions(
                label=_("Regions"),
                help_text=_("Empty: the network's. One to a line: East Africa: Kenya, UG, Tanzania"),
            ),
        }

    def plan(self, questions: Iterable[ExtraQuestion]) -> Plan | None:
        """Give the plan; None when it makes no sense, and then the form says why."""
        try:
            return Plan(**self.cleaned_data, extra_questions=tuple(questions))
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False, include_context=False):
                name = str(fault["loc"][0]) if fault["loc"] else None
                said = str(fault["msg"]).removeprefix("Value error, ")
                self.add_error(name if name in self.fields else None, said)
            return None


def _initial(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    said = plan.model_dump(exclude={"extra_questions"})
    return said | {"regions": write_regions(plan.regions, language())}


class NetworkForm(forms.Form):
    """The network's own settings."""

    def __init__(self, network: Network, data: Any = None) -> None:
        said = network.model_dump(include={"name", "languages", "focus_country"})
        said |= {f"text_{name}": getattr(network.texts, name) for name in Texts.model_fields}
        said["regions"] = write_regions(network.regions, language())
        said["corridor_names"] = write_corridors(network.corridor_names)
        said |= {name: "\n".join(getattr(network, name)) for name in ("contributors", "carriers")}
        super().__init__(data, initial=said, label_suffix="")
        self.network = network
        named = [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
        self.fields |= {
            "name": forms.CharField(max_length=120, required=False, label=_("Name of the network")),
            "languages": forms.MultipleChoiceField(
                choices=named, widget=forms.CheckboxSelectMultiple, label=_("Languages of reports")
            ),
            "focus_country": forms.ChoiceField(
                choices=_countries(), required=False, label=_("Country that the network is about")
            ),
            "regions": _Regions(
                label=_("Regions"),
                help_text=_(
                    "One to a line: East Africa: Kenya, UG, Tanzania. Empty: those of the United Nations."
                ),
            ),
            "corridor_names": _Corridors(
                label=_("Names of corridors"),
                help_text=_("One to a line: East Africa > Middle East: Gulf corridor"),
            ),
            "carriers": _Lines(
                label=_("Airlines and companies that Njia does not know"), help_text=_("One to a line.")
            ),
            "contributors": _Lines(label=_("Organisations to thank by name"), help_text=_("One to a line.")),
        }
        for name, words in _texts().items():
            self.fields[f"text_{name}"] = forms.CharField(
                required=False, max_length=LONGEST_TEXT, widget=forms.Textarea, label=words
            )

    def made(self) -> Network:
        """Give the settings; what the form does not show stays as it is."""
        said = dict(self.cleaned_data)
        texts = {name: said.pop(f"text_{name}") for name in Texts.model_fields}
        return Network.model_validate(self.network.model_dump() | said | {"texts": texts})


def _texts() -> dict[str, str]:
    return {
        "foreword": _("Foreword of the report"),
        "method": _("How the data was collected"),
        "findings": _("What the network itself finds in the figures"),
        "data_note": _("A note on the data, shown wherever the data is"),
        "differences": _("Where the figures differ from others in print, and why"),
        "acknowledgements": _("Thanks and funding"),
        "contact": _("How to reach the network"),
    }
