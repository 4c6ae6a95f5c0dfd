from pathlib import Path

import openpyxl
import pytest

from njia.gazetteer import Gazetteer, countries
from njia.intake import read, template
from njia.intake.form import ExtraQuestion
from njia.network import Network
from njia.problems import Severity
from njia.schema import CODED_FIELDS, Route
from njia.vocabulary import LANGUAGES, LISTS, code_list, guidance
from njia.vocabulary.headers import Header, match

QUESTIONS = [
    ExtraQuestion.model_validate(question)
    for question in (
        {"id": "seen", "labels": {"en": "Seen before?", "sw": "Alionekana?"}, "kind": "yes_no"},
        {"id": "debt", "labels": {"en": "=cmd|' /C calc'!A0"}, "kind": "number", "required": True},
        {"id": "story", "labels": {"en": "Other remarks"}, "kind": "text"},
        {
            "id": "help",
            "labels": {"en": "Help given", "sw": "Msaada"},
            "kind": "choices",
            "choices": [
                {"id": "legal", "labels": {"en": "Legal advice", "sw": "Ushauri wa sheria"}},
                {"id": "food", "labels": {"en": "Food, or money for it"}},
            ],
        },
    )
]
CODED = {name: extra["code_list"] for name, _, extra in Route.declared() if "code_list" in extra}


def written(folder: Path, **arguments):
    file = folder / "template.xlsx"
    template.write(file, **arguments)
    return openpyxl.load_workbook(file)


def headers_of(book) -> list[Header | None]:
    return [match(cell.value) for cell in book.worksheets[0][1]]


def offered(book) -> dict[str, tuple[str, ...]]:
    """Give what each named list of the workbook holds."""
    lists = {}
    for name, defined in book.defined_names.items():
        ((sheet, area),) = defined.destinations
        lists[name] = tuple(row[0].value for row in book[sheet][area.replace("$", "")])
    return lists


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_header_is_known_to_the_intake_and_stands_once(tmp_path, language):
    found = headers_of(written(tmp_path, languages=(language,)))
    assert None not in found
    assert len(set(found)) == len(found)


def test_two_languages_stand_in_one_header_that_is_known_as_well(tmp_path):
    book = written(tmp_path, languages=("fr", "ar"))
    assert " / " in book.worksheets[0]["D1"].value
    assert None not in headers_of(book)


@pytest.mark.parametrize("transit_columns", [0, 1, 4, 30])
def test_there_are_as_many_transit_points_as_asked_for(tmp_path, transit_columns):
    found = headers_of(written(tmp_path, transit_columns=transit_columns))
    for key in ("transit_n_place", "transit_n_country", "leg_n_mode", "leg_n_carrier"):
        assert [header.n for header in found if header.key == key] == list(range(1, transit_columns + 1))


def test_optional_columns_stand_at_the_right_and_only_where_asked_for(tmp_path):
    asked = headers_of(written(tmp_path, optional=("documents", "sexes")))
    assert [header.key for header in asked[-3:]] == ["notes", "sexes", "documents"]
    everything = headers_of(written(tmp_path))
    assert tuple(header.key for header in everything[-len(template.OPTIONAL) :]) == template.OPTIONAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_drop_downs_offer_is_what_the_intake_understands(tmp_path, language):
    lists = offered(written(tmp_path, languages=(language,)))
    for name in LISTS:
        labels = lists.pop(f"list_{name}")
        assert [code_list(name).match(label) for label in labels] == list(code_list(name).codes)
    names = lists.pop("list_country")
    assert {countries.match(name) for name in names} == set(countries.CODES)
    assert lists == {}


def test_countries_stand_where_people_look_for_them(tmp_path):
    names = offered(written(tmp_path, languages=("fr",)))["list_country"]
    assert names.index("Égypte") < names.index("Éthiopie") < names.index("Finlande")


def test_every_drop_down_points_to_a_list_and_lets_people_write_their_own(tmp_path):
    book = written(tmp_path)
    names = set(book.defined_names)
    rules = book.worksheets[0].data_validations.dataValidation
    assert {rule.formula1.lstrip("=") for rule in rules} == names
    assert all(not rule.showErrorMessage or rule.errorStyle == "warning" for rule in rules)
    assert all(str(rule.sqref).split(":")[0].endswith("2") for rule in rules)


def test_the_example_row_is_marked_and_every_coded_cell_of_it_is_understood(tmp_path):
    for language in LANGUAGES:
        sheet = written(tmp_path, languages=(language,)).worksheets[0]
        row = {match(head.value).key: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
        assert row["reference"].startswith(guidance.example("mark", language))
        assert [
            code_list("recruitment_method").match(part) for part in row["recruitment_methods"].split("; ")
        ] == [
            "friends",
            "job_promise",
        ]
        assert countries.match(row["destination_country"]) == "LB"
        assert code_list("transport_mode").match(row["leg_last_mode"]) == "plane"


def test_a_range_of_cases_cannot_turn_into_a_date(tmp_path):
    sheet = written(tmp_path).worksheets[0]
    (at,) = (cell.column_letter for cell in sheet[1] if match(cell.value).key == "cases")
    assert sheet.column_dimensions[at].number_format == "@"
    assert sheet[f"{at}2"].data_type == "s"


def test_every_column_has_a_note_and_a_line_in_the_guidance(tmp_path):
    for language in LANGUAGES:
        book = written(tmp_path, languages=(language,), transit_columns=2)
        explained = {row[0].value: row[2].value for row in book.worksheets[1].iter_rows() if row[2].value}
        for cell in book.worksheets[0][1]:
            assert cell.comment
            assert cell.comment.text.strip() == explained[cell.value]


def test_every_code_of_every_list_is_explained(tmp_path):
    rows = [[cell.value for cell in row] for row in written(tmp_path).worksheets[2].iter_rows(min_row=2)]
    assert {row[2] for row in rows} == {code for name in LISTS for code in code_list(name).codes}
    assert all(row[3] for row in rows)


def test_the_headers_stay_in_sight_and_arabic_runs_from_the_right(tmp_path):
    book = written(tmp_path, languages=("ar",))
    assert book.worksheets[0].freeze_panes == "B2"
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert all(sheet["A1"].alignment.readingOrder == 2 for sheet in book.worksheets)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "visible", "hidden"]


def test_the_same_template_has_the_same_bytes(tmp_path):
    template.write(tmp_path / "a.xlsx", languages=("sw", "en"))
    template.write(tmp_path / "b.xlsx", languages=("sw", "en"))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [{"languages": ()}, {"languages": ("xx",)}, {"transit_columns": -1}, {"optional": ("notes", "made_up")}],
)
def test_what_there_is_not_cannot_be_asked_for(tmp_path, arguments):
    with pytest.raises(ValueError, match=next(iter(arguments))):
        template.write(tmp_path / "a.xlsx", **arguments)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def answers(language: str) -> dict[Header, str]:
    """Answer every column as the drop-downs offer it: of a coded column every label at once."""
    filled = {
        Header("reference"): "7",
        Header("organisation"): "Organisation 1",
        Header("origin_place"): "Busia",
        Header("origin_country"): countries.name("KE", language),
        Header("leg_n_mode", 1): code_list("transport_mode").label("bus", language),
        Header("transit_n_place", 1): "Nairobi",
        Header("transit_n_country", 1): countries.name("KE", language),
        Header("leg_last_mode"): code_list("transport_mode").label("plane", language),
        Header("leg_last_carrier"): "Gulf Air",
        Header("destination_place"): "Beirut",
        Header("destination_country"): countries.name("LB", language),
        Header("intended_country"): countries.name("QA", language),
        Header("cases"): "10-15",
        Header("period"): "2019-01-01",
        Header("period_end"): "2019-12-31",
        Header("irregular"): code_list("yes_no").label("no", language),
    }
    for field, name in CODED.items():
        labels = [code.labels[language] for code in code_list(name).codes.values()]
        filled[Header(field)] = "; ".join(labels) if field in CODED_FIELDS else labels[0]
    return filled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_that_is_filled_in_is_read_without_an_error_or_a_warning(tmp_path, gazetteer, language):
    book = written(tmp_path, languages=(language,))
    sheet, filled = book.worksheets[0], answers(language)
    for head in sheet[1]:
        sheet.cell(row=3, column=head.column, value=filled.get(match(head.value)))
    book.save(tmp_path / "filled.xlsx")

    found = read([tmp_path / "filled.xlsx"], gazetteer, Network())
    assert [p for p in found.problems if p.severity is not Severity.NOTE] == []
    assert [(p.code, p.row) for p in found.problems if p.row] == [("left_out_example", 2)]
    (route,) = found.routes
    assert [(stop.place_name, stop.country_code) for stop in route.stops] == [
        ("Busia", "KE"),
        ("Nairobi", "KE"),
        ("Beirut", "LB"),
    ]
    assert [(leg.mode, leg.carriers) for leg in route.legs] == [("bus", ()), ("plane", ("Gulf Air",))]
    assert (route.cases.low, route.cases.high, route.intended_destination.country_code) == (10, 15, "QA")
    for field in CODED_FIELDS:
        if field != "transport_modes":
            assert getattr(route, field) == tuple(code_list(CODED[field]).codes), field


def test_own_questions_stand_at_the_right_with_their_answers_to_choose_from(tmp_path):
    book = written(tmp_path, languages=("sw", "en"), optional=("sexes",), questions=QUESTIONS)
    heads = list(book.worksheets[0][1])
    assert [cell.value for cell in heads[-4:]] == [
        "Alionekana? / Seen before?",
        "=cmd|' /C calc'!A0",
        "Other remarks",
        "Msaada / Help given",
    ]
    assert all(cell.data_type == "s" and cell.comment.text.strip() for cell in heads)
    lists = offered(book)
    assert lists["list_question_help"] == ("Ushauri wa sheria", "Food, or money for it")
    assert [code_list("yes_no").match(label) for label in lists["list_yes_no"]] == ["yes", "no"]
    validations = book.worksheets[0].data_validations.dataValidation
    rules = {rule.formula1.lstrip("="): str(rule.sqref) for rule in validations}
    assert rules["list_question_help"].startswith(heads[-1].column_letter)
    assert rules["list_yes_no"].startswith(heads[-4].column_letter)


def test_own_questions_are_explained_and_leave_the_rest_of_the_template_as_it_is(tmp_path):
    plain, asking = (
        [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets[:3]]
        for book in (written(tmp_path, optional=()), written(tmp_path, optional=(), questions=QUESTIONS))
    )
    assert [row[:-4] for row in asking[0]] == plain[0]
    assert asking[1][: len(plain[1])] == plain[1]
    assert [row[:2] for row in asking[1][len(plain[1]) :]] == [
        ["Seen before?", "Optional"],
        ["=cmd|' /C calc'!A0", "Needed"],
        ["Other remarks", "Optional"],
        ["Help given", "Optional"],
    ]
    codes = [row for row in asking[2] if row not in plain[2] and row[0] == "Help given"]
    assert [row[1:3] for row in codes] == [["Legal advice", "legal"], ["Food, or money for it", "food"]]
