"""Read the vocabulary's own YAML files."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

# The C loader is an order of magnitude faster; PyYAML has it wherever libyaml was there to build with.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(name: str) -> dict[str, Any]:
    """Read one of the YAML files beside this module, such as "headers.yaml"."""
    text = files("njia.vocabulary").joinpath(name).read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both loaders are the safe ones
    return read
