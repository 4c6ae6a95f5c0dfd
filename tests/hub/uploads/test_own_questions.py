"""A collection's own questions are answered by columns that have their wording."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import BUSIA, HEADERS, csv_bytes, send

from njia_hub.routes.document import Document
from njia_hub.uploads.correcting import correct
from njia_hub.uploads.own_questions import OwnQuestions

QUESTIONS = [
    {"id": "shelter", "labels": {"en": "Was in a shelter?", "sw": "Alikuwa makazini?"}, "kind": "yes_no"},
    {"id": "debt", "labels": {"en": "Debt in dollars"}, "kind": "number"},
    {
        "id": "help",
        "labels": {"en": "Help given"},
        "kind": "choices",
        "choices": [
            {"id": "legal", "labels": {"en": "Legal advice", "sw": "Ushauri wa sheria"}},
            {"id": "food", "labels": {"en": "Food"}},
            {"id": "shelter", "labels": {"en": "A bed, or rent", "sw": "Kitanda, au kodi"}},
        ],
    },
    {"id": "story", "labels": {"en": "Other remarks"}, "kind": "text"},
]
WORDINGS = ["Alikuwa makazini?", "Debt in dollars", "help given", "Other remarks"]


@pytest.fixture
def asking(hub: Hub) -> Any:
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.prepare", SYSTEM):
        hub.collection.extra_questions = QUESTIONS
        hub.collection.save()
    return hub.collection


def answered(hub: Hub, asking: Any, *cells: str) -> tuple[dict[str, tuple[str, ...]], Any, Any]:
    upload = send(hub.dan, asking, csv_bytes([[*BUSIA, *cells]], [*HEADERS, *WORDINGS]))
    row = upload.rows.get()
    route = Document.model_validate(row.document).route
    return {one.question: one.values for one in route.extra}, row, upload


def test_every_kind_of_question_is_answered(hub: Hub, asking: Any) -> None:
    answers, row, upload = answered(
        hub, asking, "Ndiyo", "1500", "ushauri wa sheria; Food", "came back alone"
    )
    assert answers == {
        "shelter": ("yes",),
        "debt": ("1500",),
        "help": ("legal", "food"),
        "story": ("came back alone",),
    }
    assert row.verdict == "usable"
    assert upload.unknown_columns == []
    assert "column_not_used" not in {one["problem"]["code"] for one in upload.problems}


def test_what_does_not_fit_is_kept_and_said(hub: Hub, asking: Any) -> None:
    answers, row, _ = answered(hub, asking, "perhaps", "much", "Food; massage", "call +254 712 345 678")
    assert answers["shelter"] == ("perhaps",)
    assert answers["debt"] == ("much",)
    assert answers["help"] == ("food", "massage")
    assert {(one["where"], one["code"]) for one in row.problems} == {
        ("Alikuwa makazini?", "code_unknown"),
        ("Debt in dollars", "number_unclear"),
        ("help given", "code_unknown"),
        ("Other remarks", "personal_data"),
    }
    assert row.verdict == "doubtful"


def test_an_empty_cell_is_no_answer_and_a_corrected_one_is(hub: Hub, asking: Any) -> None:
    answers, row, upload = answered(hub, asking, "", "", "-", "")
    assert "shelter" not in answers
    row.upload = upload
    upload.organisation, upload.collection = hub.alices, asking
    corrected = correct(hub.dan, row, {"Alikuwa makazini?": "no"})
    extra = {one["question"]: one["values"] for one in corrected.document["route"]["extra"]}
    assert extra == {"shelter": ["no"], "help": ["unknown"]}


def test_without_questions_the_columns_are_asked_about(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([[*BUSIA, "x"]], [*HEADERS, WORDINGS[1]]))
    assert [one["column"] for one in upload.unknown_columns] == [WORDINGS[1]]


def test_a_choice_may_hold_a_comma_of_its_own(hub: Hub, asking: Any) -> None:
    answers, row, _ = answered(hub, asking, "", "", "a bed, or rent; Food", "")
    assert answers["help"] == ("shelter", "food")
    assert row.problems == []
    answers, _, _ = answered(hub, asking, "", "", "Food, Legal advice", "")
    assert answers["help"] == ("food", "legal")


@pytest.mark.parametrize("language", ["en", "sw", "ar"])
def test_the_collections_template_asks_them_and_its_columns_are_read_back(
    hub: Hub, asking: Any, signed_in: Any, language: str
) -> None:
    wanted = {"collection": asking.slug, "language": language}
    book = openpyxl.load_workbook(io.BytesIO(signed_in(hub.dan).get("/files/template", wanted).content))
    sheet = book.worksheets[0]
    offered = {
        name: [row[0].value for row in book[sheet_name][area.replace("$", "")]]
        for name, defined in book.defined_names.items()
        for sheet_name, area in defined.destinations
    }
    said = [offered["list_yes_no"][0], "1500", "; ".join(offered["list_question_help"]), "came back alone"]
    row = ["7", "", "", "Busia", offered["list_country"][0]]
    for column, text in enumerate([*row, *[""] * (sheet.max_column - len(row) - len(said)), *said], 1):
        sheet.cell(row=3, column=column, value=text or None)
    filled = io.BytesIO()
    book.save(filled)
    upload = send(hub.dan, asking, filled.getvalue(), "filled.xlsx")
    (kept,) = upload.rows.all()
    assert kept.document is not None
    route = Document.model_validate(kept.document).route
    assert {one.question: one.values for one in route.extra} == {
        "shelter": ("yes",),
        "debt": ("1500",),
        "help": ("legal", "food", "shelter"),
        "story": ("came back alone",),
    }
    assert upload.unknown_columns == []
    assert not {"column_not_used", "column_repeated"} & {one["problem"]["code"] for one in upload.problems}


def test_a_header_in_two_languages_asks_the_question_of_both(asking: Any) -> None:
    column_of = OwnQuestions(asking).of_column
    both = column_of("Alikuwa makazini? / Was in a shelter?")
    assert both is not None and both.id == "shelter"
    assert column_of("Was in a hotel? / Was in a boat?") is None
