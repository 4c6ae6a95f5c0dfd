"""The YAML that lies beside Njia's own code: code lists, wordings, sentences."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

# The C loader is an order of magnitude faster; PyYAML has it wherever libyaml was there to build with.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(package: str, name: str) -> Any:
    """Read one of a package's YAML files, such as "headers.yaml" of "njia.vocabulary"."""
    return parsed(files(package).joinpath(name))


def parsed(file: Traversable) -> Any:
    """Read one YAML file of a package's folder."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both loaders are safe
