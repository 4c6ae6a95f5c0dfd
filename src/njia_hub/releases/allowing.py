"""What a browser may do with a page of a release: run and show what is in the file, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from njia_hub.releases.reading import File

# The file is of an origin of its own: whatever is in it, it is not a page of the hub.
_SANDBOX = "sandbox allow-scripts allow-downloads allow-popups"
_ALWAYS = (
    "default-src 'none'",
    "img-src data:",
    "font-src data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    _SANDBOX,
)
_INLINE = re.compile(r"<(style|script)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


def policy(file: File) -> str:
    """Give the policy for a file: its own styles and scripts by their hashes, and no other."""
    if not file.is_shown:
        return "; ".join(_ALWAYS)
    return _policy(file.content)


@lru_cache(maxsize=64)
def _policy(content: bytes) -> str:
    found: dict[str, list[str]] = {"style": [], "script": []}
    for kind, attributes, inside in _INLINE.findall(content.decode("utf-8")):
        if "application/" not in attributes:
            found[kind.lower()].append(_hash(inside))
    parts = [f"{kind}-src {' '.join(dict.fromkeys(hashes))}" for kind, hashes in found.items() if hashes]
    return "; ".join([*_ALWAYS[:1], *parts, *_ALWAYS[1:]])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
