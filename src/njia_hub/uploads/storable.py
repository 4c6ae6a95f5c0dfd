"""Text that every database takes: PostgreSQL keeps neither a NUL nor half a character.

What is replaced here is still in the file itself, which is kept byte for byte.
"""

from __future__ import annotations

import json
import re
from typing import Any

_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
_WRITTEN_SO = re.compile(r"\\u0000|\\ud[89a-f]")  # in JSON; a whole character beyond 16 bits is two halves
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def storable(value: Any) -> Any:
    """Give plain data with every text fit to be kept: the very same where nothing is to be replaced."""
    return _replaced(value) if _WRITTEN_SO.search(json.dumps(value)) else value


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return _NOT_KEPT.sub(_INSTEAD, value)
    if isinstance(value, dict):
        return {_replaced(key): _replaced(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one) for one in value]
    return value
