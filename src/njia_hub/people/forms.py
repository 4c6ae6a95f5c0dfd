"""What is asked for on the pages about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Person
from njia_hub.people.rights import organisations_of, roles_given_by
from njia_hub.people.tokens import LONGEST_DAYS
from njia_hub.people.words import ROLE_MEANINGS, SCOPE_MEANINGS
from njia_hub.roles import Role, scopes_of

PASSWORD_HINT = _("At least 10 characters. Three or four words that only you know are good.")


class PlaceForm(forms.Form):
    """A role, and the organisation that it is in."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("None: works for the network itself"),
    )

    def __init__(self, by: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(by)

    def _offer(self, by: Person) -> None:
        role, organisation = self.fields["role"], self.fields["organisation"]
        roles = roles_given_by(by)
        role.choices = [(role.value, ROLE_MEANINGS[role]) for role in roles]  # type: ignore[attr-defined]
        offered = organisations_of(by).filter(is_active=True)
        organisation.queryset = offered  # type: ignore[attr-defined]
        if by.role == Role.DATA_OFFICER:  # there is nothing to choose
            organisation.empty_label = None  # type: ignore[attr-defined]
            organisation.initial = offered.first()


class InviteForm(PlaceForm):
    """Who is to be invited, and as what."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("It is what they will sign in with."))
    field_order = ("name", "email", "role", "organisation")


class PasswordForm(forms.Form):
    """A new password."""

    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Refuse a password that is easy to guess."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password


class LanguageField(forms.ChoiceField):
    """A language of the hub, or none in particular."""

    def __init__(self) -> None:
        choices = [("", _("As the device has it")), *settings.LANGUAGES]
        super().__init__(label=_("Language"), required=False, choices=choices)


class AcceptForm(PasswordForm):
    """What makes an account of an invitation."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = LanguageField()
    field_order = ("name", "password", "language")


class OwnForm(forms.Form):
    """What one may change about oneself."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = LanguageField()


class TokenForm(forms.Form):
    """A new key to the API."""

    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("For example: notebook on my laptop")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=LONGEST_DAYS, initial=90)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(scope.value, SCOPE_MEANINGS[scope]) for scope in scopes_of(person.role)]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]


class OrganisationForm(forms.Form):
    """The name of an organisation."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
