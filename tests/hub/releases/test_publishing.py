"""A release is what a second person approved, numbered without holes, and frozen."""

from __future__ import annotations

from tests.hub.releases.story import Releasing

from njia_hub.releases import reading
from njia_hub.releases.verifying import verified


def test_what_was_approved_is_published_frozen_and_as_it_was(releasing: Releasing) -> None:
    release = releasing.published()
    assert (release.number, len(release.hash)) == (1, 64)
    assert {"index.html", "release.json", "manifest.json", "report.pdf"} <= set(release.files)
    assert verified(release) == []
    assert reading.file(release, "index.html").content.startswith(b"<!doctype html>")
