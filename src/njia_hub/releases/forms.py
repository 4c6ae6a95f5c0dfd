"""The forms in which coordinators prepare a release, and let partners read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from pydantic import ValidationError

from njia.network import Texts, Translation
from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.collections.question_forms import LANGUAGE_NAMES
from njia_hub.people.models import Person
from njia_hub.releases.models import LONGEST_TITLE, POLICIES, Release
from njia_hub.releases.preparing import (
    LONGEST_TEXT,
    MOST_RELATED,
    MOST_TAGS,
    Plan,
    first_texts,
    report_languages,
)
from njia_hub.releases.words import AUDIENCE_NAMES, POLICY_MEANINGS, TEXT_NAMES

_LINES = 30_000  # characters in a list with one thing to a line


class _Lines(forms.CharField):
    """Several texts, one to a line."""

    def __init__(self, most: int, **more: Any) -> None:
        super().__init__(required=False, max_length=_LINES, widget=forms.Textarea(attrs={"rows": 4}), **more)
        self.most = most

    def clean(self, value: Any) -> Any:
        lines = tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if len(lines) > self.most:
            raise forms.ValidationError(_("At most %s.") % self.most)
        return lines


class PlanForm(forms.Form):
    """A release's plan: what it is made from and for whom, and what is said in it."""

    def __init__(self, plan: Plan | None, data: Any = None) -> None:
        network = NetworkSettings.network()
        self.languages = report_languages(network) or network.languages
        self.silent = [str(LANGUAGE_NAMES[code]) for code in network.languages if code not in self.languages]
        super().__init__(data, initial=self._initial(plan), label_suffix="")
        closed = Collection.objects.filter(state=Collection.State.CLOSED)
        self.fields |= {
            "title": forms.CharField(
                max_length=LONGEST_TITLE,
                label=self._label("title", self.languages[0]),
                help_text=_("It stands on the report and its page."),
            ),
            "collections": forms.MultipleChoiceField(
                choices=[(one.slug, one.name) for one in closed],
                widget=forms.CheckboxSelectMultiple,
                label=_("Collections"),
                help_text=_("Only those that are closed."),
            ),
            "audience": forms.ChoiceField(
                choices=list(AUDIENCE_NAMES.items()),
                label=_("For whom"),
                help_text=_(
                    "What is for the public can be read by anybody; what is for a partner, by "
                    "coordinators and those who are invited to it."
                ),
            ),
            "policy": forms.ChoiceField(
                choices=[(name, POLICY_MEANINGS[name]) for name in POLICIES],
                widget=forms.RadioSelect,
                label=_("How it is protected"),
            ),
            "shows_every_route": forms.BooleanField(
                required=False,
                label=_("With “Open”: yes, these readers are to see every single route."),
                help_text=_(
                    "Careful. Somebody who knows a little of a journey can find it, and the person. "
                    "It cannot be taken back, and no later release can protect what was shown."
                ),
            ),
            "supersedes": forms.TypedChoiceField(
                choices=[("", "–"), *_replaceable()],
                coerce=int,
                empty_value=None,
                required=False,
                label=_("It takes the place of"),
                help_text=_("A release for the same audience. Its page then leads to this one."),
            ),
            "tags": _Lines(MOST_TAGS, label=_("Words to find it by"), help_text=_("One to a line.")),
            "related": _Lines(
                MOST_RELATED,
                label=_("Related publications"),
                help_text=_("One to a line, as they are cited."),
            ),
        }
        for language in self.languages:
            for name in _text_names(language == self.languages[0]):
                self.fields[f"{language}-{name}"] = _text(name, self._label(name, language))

    def _label(self, name: str, language: str) -> str:
        named = str(TEXT_NAMES[name])
        return named if len(self.languages) == 1 else f"{named} ({LANGUAGE_NAMES[language]})"

    def _initial(self, plan: Plan | None) -> dict[str, Any]:
        said: dict[str, Any] = {"audience": "public", "policy": "guarded"}
        texts = plan.texts if plan else first_texts()
        if plan:
            said = plan.model_dump(exclude={"texts", "tags", "related"})
            said |= {"tags": "\n".join(plan.tags), "related": "\n".join(plan.related)}
        for language, text in texts.items():
            said |= {f"{language}-{name}": value for name, value in text.model_dump().items()}
        return said

    def general(self) -> Iterator[Any]:
        """Give the fields that are no texts of the report."""
        return (field for field in self if "-" not in field.name)

    def spoken(self) -> list[tuple[str, list[Any]]]:
        """Give the texts of the report by language."""
        return [
            (str(LANGUAGE_NAMES[code]), [field for field in self if field.name.startswith(f"{code}-")])
            for code in self.languages
        ]

    def plan(self) -> Plan | None:
        """Give the plan; None when it makes no sense, and then the form says why."""
        said = {name: value for name, value in self.cleaned_data.items() if "-" not in name}
        texts: dict[str, dict[str, str]] = {}
        for name, value in self.cleaned_data.items():
            if "-" in name:
                language, _dash, field = name.partition("-")
                texts.setdefault(language, {})[field] = value
        try:
            return Plan(**said, texts={code: Translation(**text) for code, text in texts.items()})
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False, include_context=False):
                where = str(fault["loc"][0]) if fault["loc"] else ""
                self.add_error(where if where in self.fields else None, _in_words(fault))
            return None


def _in_words(fault: Any) -> str:
    """Say what is wrong; of what pydantic itself finds, only lengths can be wrong here."""
    said = str(fault["msg"])
    return said.removeprefix("Value error, ") if fault["type"] == "value_error" else _("This is too long.")


def _text_names(is_first: bool) -> tuple[str, ...]:
    return tuple(Texts.model_fields) if is_first else ("title", *Texts.model_fields)


def _text(name: str, label: str) -> forms.CharField:
    if name == "title":
        return forms.CharField(required=False, max_length=LONGEST_TITLE, label=label)
    area = forms.Textarea(attrs={"rows": 5})
    hint = _("Only with “Open”: it is of figures as they were counted.") if name == "differences" else ""
    return forms.CharField(required=False, max_length=LONGEST_TEXT, widget=area, label=label, help_text=hint)


def _replaceable() -> list[tuple[int, str]]:
    """List what can be replaced; whether it is for the same audience is seen when the form is sent."""
    found = Release.objects.filter(state=Release.State.PUBLISHED)
    return [(one.number or 0, f"{one.number}: {one.title} ({one.audience_name})") for one in found]


class GiveForm(forms.Form):
    """Which partner may read a release."""

    def __init__(self, partners: Any, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["person"] = forms.ModelChoiceField(partners, label=_("Partner"), empty_label="–")
        self.fields["person"].label_from_instance = _named  # type: ignore[attr-defined]


def _named(person: Person) -> str:
    return f"{person.name} ({person.email})"


class InviteForm(forms.Form):
    """Whom to make a link for."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["name"] = forms.CharField(max_length=120, label=_("Name"))
        self.fields["email"] = forms.EmailField(max_length=254, label=_("E-mail"))
