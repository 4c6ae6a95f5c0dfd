"""A collection's own questions are answered by columns that have their wording."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import BUSIA, HEADERS, csv_bytes, send

from njia_hub.routes.document import Document
from njia_hub.uploads.correcting import correct

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
