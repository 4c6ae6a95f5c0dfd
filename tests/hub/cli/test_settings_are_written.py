"""The settings that `njia init` writes are read as they were meant."""

import tomllib

import pytest

from njia_hub.installation import Installation, Mail
from njia_hub.installing import as_toml

SETTINGS = [
    Installation(),
    Installation(
        address='https://a"b\\c.example',
        time_zone="Africa/Nairobi",
        trusted_proxies=2,
        second_factor_required=(),
        mail=Mail(host="mail.example", tls=False, sender="Njia é <hub@example.org>\n"),
    ),
]


@pytest.mark.parametrize("settings", SETTINGS)
def test_they_come_back_as_they_were(settings: Installation) -> None:
    assert Installation.model_validate(tomllib.loads(as_toml(settings))) == settings


def test_every_setting_is_shown_with_what_it_is_for() -> None:
    text = as_toml(Installation())
    for model in (Installation, Mail):
        for name, field in model.model_fields.items():
            if name != "mail":
                assert f"# {field.description}\n# {name} = " in text
