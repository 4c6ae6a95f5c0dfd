"""The form for a collection's own questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from pydantic import ValidationError

from njia.intake.form import Choice, ExtraQuestion, QuestionKind
from njia.intake.form.questions import UNKNOWN_VALUE

LONGEST_TABLE = 20_000  # characters
LANGUAGE_NAMES = {"en": "English", "sw": "Kiswahili", "fr": "Français", "ar": "العربية", "am": "አማርኛ"}
EMPTY_FORMS = 2  # for questions to come


class QuestionForm(forms.Form):
    """One of the collection's own questions. One without any wording is left out."""

    def __init__(self, languages: tuple[str, ...], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.languages = languages
        self.fields["id"] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
        for code in languages:
            name = LANGUAGE_NAMES[code]
            label = _("Question in %(language)s") % {"language": name}
            self.fields[f"label_{code}"] = forms.CharField(required=False, max_length=300, label=label)
        self.fields["kind"] = forms.ChoiceField(choices=_kinds(), label=_("Answered by"))
        self.fields["choices"] = forms.CharField(
            required=False,
            max_length=LONGEST_TABLE,
            widget=forms.Textarea,
            label=_("Answers to choose from"),
            help_text=_(
                "One to a line; in several languages with | between: Yes, often | Ndiyo, mara nyingi"
            ),
        )
        self.fields["required"] = forms.BooleanField(required=False, label=_("Must be answered"))
        self.fields["remove"] = forms.BooleanField(required=False, label=_("Ask this no more"))

    @property
    def labels(self) -> dict[str, str]:
        """Give the wordings that were written."""
        said = {code: self.cleaned_data.get(f"label_{code}", "").strip() for code in self.languages}
        return {code: text for code, text in said.items() if text}

    def question(self, taken: set[str]) -> ExtraQuestion | None:
        """Give the question, None for none; a fault is added to the form. `taken` are ids of others."""
        if not self.labels or self.cleaned_data["remove"]:
            return None
        said = self.cleaned_data
        kind = QuestionKind(said["kind"])
        is_chosen = kind in (QuestionKind.CHOICE, QuestionKind.CHOICES)
        choices = read_choices(said["choices"], self.languages) if is_chosen else ()
        if is_chosen and (wrong := _wrong_choices(choices)):
            self.add_error("choices", wrong)
            return None
        try:
            return ExtraQuestion(
                id=said["id"] or free_id(next(iter(self.labels.values())), taken),
                labels=self.labels,
                kind=kind,
                choices=choices,
                required=said["required"],
            )
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
            name = "choices" if is_chosen else None
            self.add_error(name, str(fault["msg"]).removeprefix("Value error, "))
            return None


def _kinds() -> list[tuple[str, str]]:
    return [
        (QuestionKind.YES_NO.value, _("Yes or no")),
        (QuestionKind.CHOICE.value, _("One of several answers")),
        (QuestionKind.CHOICES.value, _("Any of several answers")),
        (QuestionKind.NUMBER.value, _("A number")),
        (QuestionKind.TEXT.value, _("A text")),
    ]


def _wrong_choices(choices: tuple[Choice, ...]) -> str:
    """Say what is wrong with answers to choose from; "" for nothing."""
    if not choices:
        return _("Write the answers to choose from.")
    if any(choice.id == UNKNOWN_VALUE for choice in choices):
        return _("“Not known” can be answered to every question: leave it out here.")
    return ""


def initial_of(question: ExtraQuestion, languages: tuple[str, ...]) -> dict[str, Any]:
    """Give what a question's form shows."""
    said: dict[str, Any] = {f"label_{code}": text for code, text in question.labels.items()}
    said |= {"id": question.id, "kind": question.kind.value, "required": question.required}
    said["choices"] = write_choices(question.choices, languages)
    return said


def read_choices(text: str, languages: tuple[str, ...]) -> tuple[Choice, ...]:
    """Read answers to choose from: "id: wording | wording"; an id is made where none is written."""
    found: dict[str, Choice] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, colon, rest = line.partition(":")
        has_id = bool(colon) and name.strip().isidentifier() and name.strip() == name.strip().lower()
        wordings = [part.strip() for part in (rest if has_id else line).split("|")]
        labels = {code: said for code, said in zip(languages, wordings, strict=False) if said}
        choice_id = name.strip() if has_id else free_id(wordings[0], set(found))
        found[choice_id] = Choice(id=choice_id, labels=labels)
    return tuple(found.values())


def write_choices(choices: Iterable[Choice], languages: tuple[str, ...]) -> str:
    """Write answers as they are read, with their ids."""
    lines = (
        f"{choice.id}: {' | '.join(choice.labels.get(code, '') for code in languages)}" for choice in choices
    )
    return "\n".join(line.rstrip(" |") for line in lines)


def free_id(wording: str, taken: set[str]) -> str:
    """Make an id of a wording that no other has."""
    plain = slugify(wording).replace("-", "_").lstrip("_0123456789")[:30] or "q"
    numbered = (f"{plain}_{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(name for name in numbered if name not in taken)


def question_forms(
    languages: tuple[str, ...], questions: tuple[ExtraQuestion, ...], data: Any = None
) -> list[QuestionForm]:
    """Give a form for each question, and empty ones for more."""
    count = len(questions) + EMPTY_FORMS
    initial = [initial_of(question, languages) for question in questions] + [{}] * EMPTY_FORMS
    return [QuestionForm(languages, data, prefix=f"q{at}", initial=initial[at]) for at in range(count)]


def questions_in(sent: list[QuestionForm]) -> list[ExtraQuestion] | None:
    """Give the questions that were sent; None when one makes no sense, and then its form says why."""
    if any(form.errors for form in sent):
        return None
    taken = {form.cleaned_data["id"] for form in sent}
    found: list[ExtraQuestion] = []
    for form in sent:
        question = form.question(taken)
        if question:
            taken.add(question.id)
            found.append(question)
    return None if any(form.errors for form in sent) else found
