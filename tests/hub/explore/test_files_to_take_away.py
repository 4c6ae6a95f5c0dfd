"""Files: harmless to open, recorded, and only as long as the right to them lasts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from tests.hub.conftest import Hub
from tests.hub.explore.conftest import NAIROBI, accepted

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.explore import exporting
from njia_hub.explore.models import Export
from njia_hub.work import jobs
from njia_hub.work.models import Job

HOSTILE = ("xx:hostile", '=HYPERLINK("http://x")', "KE")


@pytest.fixture
def some(hub: Hub) -> Hub:
    accepted(hub.alice, hub.collection, people=3)
    accepted(hub.bob, hub.collection, people=10, origin=NAIROBI)
    accepted(hub.bob, hub.collection, people=1, origin=HOSTILE)
    return hub


def take(browser: Any, what: str, form: str, query: str = "") -> Any:
    return browser.post("/map/export/", {"what": what, "format": form, "query": query})


def test_legs_as_csv_are_what_the_filter_chooses_and_hold_no_formula(some: Hub, signed_in: Any) -> None:
    answer = take(signed_in(some.anna), "legs", "csv", "?origin=iso:KE")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="njia-legs-')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["from_place_name"] for row in rows} == {"Mombasa", "Nairobi", "'" + HOSTILE[1]}
    nairobi = next(row for row in rows if row["from_place_id"] == "gn:184745")
    assert nairobi == {
        "from_place_id": "gn:184745", "from_place_name": "Nairobi", "to_place_id": "iso:LB",
        "to_place_name": "Lebanon", "unknown_between": "false", "direction": "out", "modes": "plane",
        "submissions": "1", "cases_best": "10", "cases_known": "1", "organisations": "1",
    }  # fmt: skip
    only = take(signed_in(some.anna), "legs", "csv", "?origin=gn:184745").content.decode()
    assert only.count("\n") == 2


def test_a_measure_as_xlsx_holds_texts_and_numbers_only(some: Hub, signed_in: Any) -> None:
    answer = take(signed_in(some.anna), "focus_origin_places", "xlsx")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert not [
        name for name in archive.namelist() if "hyperlink" in name.lower() or "external" in name.lower()
    ]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert "submissions" in rows[0]
    assert HOSTILE[1] in {cell for row in rows for cell in row}
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0] for cell in row]
    (hostile,) = [cell for cell in cells if cell.value == HOSTILE[1]]
    assert (hostile.data_type, bool(hostile.quotePrefix)) == ("s", True)  # no formula when somebody edits it


def test_a_picture_is_whole_and_says_where_it_is_from(some: Hub, signed_in: Any) -> None:
    from njia_hub.explore.pool import pool

    svg = take(signed_in(some.anna), "picture", "svg", "?level=country").content.decode()
    ElementTree.fromstring(svg)
    assert pool().fingerprint in svg
    assert "http://" not in svg.replace("http://www.w3.org/", "")


def test_a_picture_as_png_is_one(some: Hub, signed_in: Any) -> None:
    content = take(signed_in(some.anna), "picture", "png").content
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20]) == 2200


def test_every_file_is_an_event_that_names_nobody_and_no_place(some: Hub, signed_in: Any) -> None:
    take(signed_in(some.anna), "legs", "csv", "?origin=gn:184745&collection=2024")
    event = Event.objects.filter(verb="export.make").get()
    assert (event.actor, event.target) == (some.anna.actor, "export:legs")
    details = json.loads(event.details)
    assert details["submissions"] == 1
    assert set(details) == {"format", "submissions", "data"}


@pytest.mark.parametrize(
    ("what", "form", "query"),
    [
        ("legs", "svg", ""),
        ("picture", "csv", ""),
        ("map_legs", "csv", ""),
        ("../secret", "csv", ""),
        ("overview", "exe", ""),
        ("overview", "csv", "?surprise=1"),
        ("", "", ""),
    ],
)
def test_what_there_is_not_cannot_be_taken(
    some: Hub, signed_in: Any, what: str, form: str, query: str
) -> None:
    assert take(signed_in(some.anna), what, form, query).status_code == 400
    assert not Event.objects.filter(verb="export.make").exists()


def test_no_file_holds_which_organisation_reported(some: Hub, signed_in: Any) -> None:
    browser = signed_in(some.anna)
    for what, form in (("legs", "csv"), ("overview", "csv"), ("completeness", "csv"), ("picture", "svg")):
        assert b"CANARY" not in take(browser, what, form).content


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "LONG", 2)


def test_a_long_file_is_made_in_the_background_and_fetched_once_it_is_there(
    some: Hub, signed_in: Any, long: None
) -> None:
    browser = signed_in(some.anna)
    assert take(browser, "overview", "csv").headers["Location"] == "/map/files/"
    row = Export.objects.get()
    assert browser.get(f"/map/files/{row.pk}/").status_code == 404
    assert b"being made" in browser.get("/map/files/").content
    jobs.run_pending()
    answer = browser.get(f"/map/files/{row.pk}/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"position,figure,")
    verbs = list(Event.objects.filter(verb__startswith="export.").values_list("verb", flat=True))
    assert verbs == ["export.make", "export.finish", "export.fetch"]


def test_the_same_work_done_twice_is_done_once(some: Hub, signed_in: Any, long: None) -> None:
    take(signed_in(some.anna), "overview", "csv")
    jobs.run_pending()
    exporting.work(Job.objects.get(kind=exporting.KIND))
    assert Event.objects.filter(verb="export.finish").count() == 1


@pytest.mark.parametrize("change", ["other role", "closed account", "too old", "organisation left"])
def test_a_file_ends_with_the_right_to_it(some: Hub, signed_in: Any, long: None, change: str) -> None:
    person = some.alice
    take(signed_in(person), "overview", "csv")
    jobs.run_pending()
    row = Export.objects.get()
    assert exporting.mine(person).exists()
    with action("test.change", SYSTEM):
        if change == "other role":
            person.role = "analyst"
        elif change == "closed account":
            person.is_active = False
        elif change == "organisation left":
            person.organisation.is_active = False
            person.organisation.save()
        else:
            old = row.created - dt.timedelta(days=exporting.KEPT_DAYS + 1)
            Export.objects.filter(pk=row.pk).update(created=old)
        person.save()
    assert not exporting.mine(person).exists()
    if change in ("other role", "too old"):
        assert signed_in(person).get(f"/map/files/{row.pk}/").status_code == 404


def test_nobody_fetches_anothers_file(some: Hub, signed_in: Any, long: None) -> None:
    take(signed_in(some.anna), "overview", "csv")
    jobs.run_pending()
    for other in (some.alice, some.bob, some.dan):
        assert signed_in(other).get(f"/map/files/{Export.objects.get().pk}/").status_code == 404


def test_work_for_somebody_who_may_no_longer_have_it_is_refused(
    some: Hub, signed_in: Any, long: None
) -> None:
    take(signed_in(some.anna), "overview", "csv")
    with action("test.change", SYSTEM):
        some.anna.role = "partner"
        some.anna.save()
    jobs.run_pending()
    assert Job.objects.get(kind=exporting.KIND).state == Job.State.FAILED
    assert Export.objects.get().content is None


def test_a_file_is_not_given_to_a_form_of_another_site(some: Hub) -> None:
    from django.test import Client

    browser = Client(enforce_csrf_checks=True, SERVER_NAME="hub.test", headers={"host": "hub.test"})
    browser.defaults["wsgi.url_scheme"] = "https"
    with action("test.sign_in", SYSTEM):
        browser.force_login(some.anna)
    assert take(browser, "legs", "csv").status_code == 403
