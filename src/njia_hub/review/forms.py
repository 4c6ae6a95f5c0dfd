"""The form in which a reviewer corrects a route."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from njia.schema import CODED_FIELDS, Route
from njia_hub.collections.models import Collection
from njia_hub.review.correcting import LONGEST_REASON, Corrections
from njia_hub.routes.document import Document
from njia_hub.routes.templatetags.found import message
from njia_hub.routes.wording import LISTS, choices_of, title_of

_CODED = {**LISTS, "transport_modes": "transport_mode"}
_OPTIONAL = frozenset(name for name, _info, extra in Route.declared() if extra.get("optional_question"))
_NOT_KNOWN = ("", "–")


class Correct(forms.Form):
    """All that can be corrected beside the places; what is left as it is stays untouched."""

    reason = forms.CharField(max_length=LONGEST_REASON)

    def __init__(self, collection: Collection, document: Document, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.document = document
        route = document.route
        self.fields["reason"].label = _("Why it is corrected")
        self.fields["reason"].help_text = _("The reporter reads this.")
        self._add_problems()
        self._add_people(route)
        self._add_legs(route)
        for name in CODED_FIELDS:
            if getattr(route, name) or name not in _OPTIONAL or name in collection.optional_questions:
                self._add_codes(name, route)
        notes = forms.CharField(required=False, widget=forms.Textarea, initial=route.notes, label=_("Notes"))
        self.fields["notes"] = notes
        self.fields["reason"] = self.fields.pop("reason")  # asked for last

    def _add_problems(self) -> None:
        found = [(str(at), message(one)) for at, one in enumerate(self.document.problems)]
        if found:
            self.fields["settled"] = forms.MultipleChoiceField(
                choices=found,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                label=_("Problems that are settled now"),
            )

    def _add_people(self, route: Route) -> None:
        self.fields["cases"] = forms.CharField(
            max_length=120,
            required=False,
            initial=self._number(route),
            label=_("How many people"),
            help_text=_("A number, or: about 30, 10-15, at least 20, unknown."),
        )
        for name, end in (("period_start", _("Cases from")), ("period_end", _("Cases until"))):
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(
                required=False, label=end, initial=getattr(route, name), widget=day
            )
        for name, codes in (("source_kind", "source_kind"), ("prior_trafficking", "yes_no")):
            if name == "source_kind" or route.prior_trafficking:
                self._add_choice(name, codes, getattr(route, name) or "", title_of(name))

    def _number(self, route: Route) -> str:
        return route.cases.written or str(route.cases.best or "")

    def _add_legs(self, route: Route) -> None:
        for at, leg in enumerate(route.legs):
            name = _("Transport on leg %(number)s") % {"number": at + 1}
            self._add_choice(f"leg_{at}", "transport_mode", leg.mode or "", name)

    def _add_choice(self, name: str, codes: str, initial: str, label: str) -> None:
        choices = [_NOT_KNOWN, *choices_of(codes)]
        if initial not in dict(choices):  # a code of an earlier version of the list
            choices.append((initial, initial))
        self.fields[name] = forms.ChoiceField(choices=choices, required=False, initial=initial, label=label)

    def _add_codes(self, name: str, route: Route) -> None:
        held = self._beside_legs(route) if name == "transport_modes" else getattr(route, name)
        choices = choices_of(_CODED[name])
        choices += [(code, code) for code in held if code not in dict(choices)]
        self.fields[name] = forms.MultipleChoiceField(
            choices=choices,
            required=False,
            initial=list(held),
            widget=forms.CheckboxSelectMultiple,
            label=_("Transport of which the leg is not known")
            if name == "transport_modes"
            else title_of(name),
        )

    def _beside_legs(self, route: Route) -> tuple[str, ...]:
        on_legs = {leg.mode for leg in route.legs}
        return tuple(mode for mode in route.transport_modes if mode not in on_legs)

    def corrections(self) -> Corrections:
        """Give what the reviewer says differently from what the route says."""
        said, changed = self.cleaned_data, set(self.changed_data)
        has_legs = any(name.startswith("leg_") for name in changed)
        legs = [said[f"leg_{at}"] for at in range(len(self.document.route.legs))]
        period = (
            (said["period_start"], said["period_end"]) if {"period_start", "period_end"} & changed else None
        )
        return Corrections(
            cases=said["cases"] if "cases" in changed else None,
            source_kind=said["source_kind"] if "source_kind" in changed else None,
            prior_trafficking=said["prior_trafficking"] if "prior_trafficking" in changed else None,
            period=period,
            codes={name: tuple(said[name]) for name in CODED_FIELDS if name in changed},
            leg_modes=tuple(legs) if has_legs or "transport_modes" in changed else None,
            notes=said["notes"] if "notes" in changed else None,
            settled=frozenset(map(int, said.get("settled", ()))),
        )
