"""Files as organisations send them, and ways to have them read and sent at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

HEADERS = [
    "Our reference",
    "Place of origin",
    "Country of origin",
    "Transit",
    "Place of exploitation",
    "Country of exploitation",
    "Cases",
    "Industry",
    "Notes",
]
BUSIA = ["", "Busia", "Kenya", "Nairobi", "Beirut", "Lebanon", "3", "Domestic work", ""]
KISUMU = ["", "Kisumu", "Kenya", "", "Doha", "Qatar", "12", "Construction", ""]
NOWHERE = ["", "", "", "Nairobi", "", "", "2", "", "CANARY-NOTE of one row"]
BUSSIA = ["", "Bussia", "Kenya", "", "Doha", "Qatar", "1", "Shamba work", ""]


def csv_bytes(rows: Sequence[Sequence[str]], headers: Sequence[str] = HEADERS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([headers, *rows])
    return text.getvalue().encode()


def send(person: Any, collection: Any, content: bytes, name: str = "cases.csv") -> Any:
    """Upload a file as a person, and have the worker read it; give the upload as it is then."""
    from njia_hub.uploads.receiving import receive
    from njia_hub.work.jobs import run_pending

    received = receive(person, collection, name, content)
    run_pending()
    return fresh(received.upload)


def fresh(upload: Any) -> Any:
    from njia_hub.uploads.models import Upload

    return Upload.objects.get(pk=upload.pk)


def submit_all(person: Any, upload: Any) -> Any:
    """Submit an upload's rows as a person, and have the worker do it."""
    from njia_hub.uploads.submitting import submit
    from njia_hub.work.jobs import run_pending

    submit(person, upload)
    run_pending()
    return fresh(upload)


def fates(upload: Any) -> list[str]:
    return list(upload.rows.order_by("row").values_list("fate", flat=True))


def verdicts(upload: Any) -> list[str]:
    return list(upload.rows.order_by("row").values_list("verdict", flat=True))
