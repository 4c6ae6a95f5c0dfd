"""What is in an installation's database, as JSON; runs in the installation, in a process of its own."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any


def look() -> dict[str, Any]:
    import django

    django.setup()
    from django.db import connection
    from django.db.models import Count

    from njia_hub.audit.chain import verify
    from njia_hub.audit.models import Event
    from njia_hub.review.models import Verdict
    from njia_hub.routes.models import Revision, Route
    from njia_hub.uploads.models import Upload, UploadedRow

    fault = verify()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
            integrity += str(cursor.execute("PRAGMA foreign_key_check").fetchall() or "")
    else:
        integrity = "ok"
    rows = UploadedRow.objects.order_by("pk")
    return {
        "fault": str(fault) if fault else "",
        "integrity": integrity,
        "states": {str(pk): state for pk, state in Route.objects.values_list("pk", "state")},
        "revisions": {
            str(route): count
            for route, count in Revision.objects.values_list("route").annotate(Count("pk")).order_by()
        },
        "events": Counter(f"{verb} {target}" for verb, target in Event.objects.values_list("verb", "target")),
        "verdicts": [str(pk) for pk in Verdict.objects.values_list("route", flat=True)],
        "uploads": list(Upload.objects.values_list("state", flat=True)),
        "rows": [[row, str(route) if route else ""] for row, route in rows.values_list("row", "route")],
    }


if __name__ == "__main__":
    print(json.dumps(look()))
