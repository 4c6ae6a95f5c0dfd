"""Text that every database takes: PostgreSQL keeps neither a NUL nor half a character.

What is replaced here is still in the file itself, which is kept byte for byte.
"""

from __future__ import annotations

import re
from typing import Any

_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def storable(value: Any) -> Any:
    """Give plain data with every text fit to be kept."""
    if isinstance(value, str):
        return _NOT_KEPT.sub(_INSTEAD, value)
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    return value
