"""What is wrong with a row is told in the officer's language, with what the core found in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import csv_bytes, send

ROWS = [
    ["", "Bussia", "Kenya", "", "Doha", "Qatar", "1", "", ""],  # like a known name
    ["", "Xyzzyville", "Kenya", "", "Doha", "Qatar", "2", "", ""],  # like none
    ["", "Xyzzyville", "", "", "Doha", "Qatar", "3", "", ""],  # and without a country
    ["", "Nairobi", "Kenya", "", "Doha", "Kenya", "4", "", ""],  # it lies elsewhere
]
LEFT = ("in Kenya", "only the country", "an unknown place", "and its country", "there is", "such as")


@pytest.mark.parametrize(("language", "piece"), [("sw", "nchi tu (Kenya)"), ("ar", "البلد وحده (كينيا)")])
def test_no_piece_of_a_problem_stays_in_english(hub: Hub, signed_in: Any, language: str, piece: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes(ROWS))
    address = reverse("uploads:upload", args=[upload.pk])
    page = signed_in(hub.dan).get(address, headers={"Accept-Language": language}).content.decode()
    assert piece in page
    assert [words for words in LEFT if words in page] == []
