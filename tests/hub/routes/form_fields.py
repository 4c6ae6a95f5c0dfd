"""The form's fields, as a browser without script sends them."""

from __future__ import annotations

import re
import uuid
from typing import Any

MOMBASA, BEIRUT, BUSIA_UG = "gn:186301", "gn:276781", "gn:234077"


def fields(**more: Any) -> dict[str, Any]:
    """Give a report from Mombasa to Beirut of three people; names with _ for -."""
    given = {
        "collection": "2024",
        "number": "0",
        "do": "save",
        "stop-0-place": "Mombasa",
        "stop-0-country": "Kenya",
        "stop-1-place": "Beirut",
        "stop-1-country": "Lebanon",
        "leg-0-mode": "plane",
        "cases-kind": "exact",
        "cases-exact": "3",
    }
    return given | {name.replace("__", "-"): value for name, value in more.items()}


def on_page(answer: Any) -> dict[str, Any]:
    """Read the fields of a page back, as the browser would send them again."""
    text = answer.content.decode().split('id="report"', 1)[1].split("<template", 1)
    html = text[0] + text[1].split("</template>", 1)[1].split("</form>", 1)[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", html):
        kind, name = _part(tag, "type"), _part(tag, "name")
        if (
            name
            and name != "csrfmiddlewaretoken"
            and (kind not in ("radio", "checkbox") or " checked" in tag)
        ):
            found[name] = _part(tag, "value")
    for name, body in re.findall(r'<textarea\b[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', html):
        found[name] = body
    for name, body in re.findall(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


def _part(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1].replace("&quot;", '"').replace("&#x27;", "'") if found else ""


def a_draft(browser: Any, **more: Any) -> uuid.UUID:
    """Save a draft; give its id."""
    id_ = uuid.uuid4()
    answer = browser.post(f"/routes/draft/{id_}", fields(**more))
    if answer.status_code != 302:
        raise AssertionError(answer.content.decode())
    return id_
