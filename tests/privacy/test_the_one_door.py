"""What leaves the network is made in one place, and every field says who may see it."""

import ast
from pathlib import Path

import pyarrow as pa
import pytest

import njia
from njia.dataset import PLACES, dataset
from njia.disclosure import OPEN, Protected, ProtectedDataset, ProtectedTables, protect_dataset
from njia.disclosure.door import protect
from njia.measures import MEASURES
from njia.measures.declaration import Measured
from njia.schema import Cases, ExtraAnswer, Leg, Route, Sensitivity, Stop, StopRole

SOURCE = Path(njia.__file__).parent
MEASURE = next(iter(MEASURES.values()))
ROWS = pa.table({"a": [1]})


def route(number: int, organisation: str) -> Route:
    ends = [
        Stop(role=role, country_code=code, place_id=f"iso:{code}")
        for role, code in ((StopRole.ORIGIN, "KE"), (StopRole.DESTINATION, "SA"))
    ]
    return Route(
        id=f"secret-{number}", organisation=organisation, stops=tuple(ends), legs=(Leg(),), notes="secret"
    )


@pytest.mark.parametrize("door", [None, object(), True, "door"])
def test_a_protected_result_cannot_be_made_elsewhere(door: object) -> None:
    with pytest.raises(TypeError, match=r"only njia\.disclosure"):
        Protected(MEASURE, ROWS, 1, 1, OPEN, door)


@pytest.mark.parametrize("door", [None, object(), True, "door"])
def test_protected_routes_cannot_be_made_elsewhere(door: object) -> None:
    with pytest.raises(TypeError, match=r"only njia\.disclosure"):
        ProtectedDataset({}, 1, OPEN, door)


@pytest.mark.parametrize("door", [None, object(), True, "door"])
def test_the_tables_of_a_release_cannot_be_made_elsewhere(door: object) -> None:
    with pytest.raises(TypeError, match=r"only njia\.disclosure"):
        ProtectedTables({}, PLACES.empty_table(), OPEN, door)


def test_the_door_makes_a_protected_result_of_a_measured_one() -> None:
    protected = protect(Measured(MEASURE, ROWS, 1, 2), OPEN)
    assert (protected.rows, protected.known, protected.of, protected.policy) == (ROWS, 1, 2, OPEN)


def test_a_policy_that_nobody_decided_on_opens_nothing() -> None:
    invented = OPEN.model_copy(update={"meaning": "everything"})
    with pytest.raises(ValueError, match="no such policy"):
        protect(Measured(MEASURE, ROWS, 1, 1), invented)
    with pytest.raises(ValueError, match="no such policy"):
        protect_dataset(dataset([route(1, "One")]), invented)


def names_called(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return {
        f.id if isinstance(f, ast.Name) else f.attr for f in called if isinstance(f, ast.Name | ast.Attribute)
    }


def test_no_code_outside_the_door_makes_what_leaves() -> None:
    makers = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if names_called(file) & {"Protected", "ProtectedDataset", "ProtectedMap", "ProtectedTables"}
    }
    assert makers == {"disclosure/door.py"}


def modules_imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_no_code_outside_the_door_reaches_for_how_it_decides() -> None:
    rooms = [SOURCE, SOURCE.parent / "njia_hub"]
    decides = ("njia.disclosure.guarded", "njia.disclosure.strict")
    outside = {
        file.relative_to(SOURCE.parent).as_posix()
        for room in rooms
        for file in room.rglob("*.py")
        if any(
            name == one or name.startswith(f"{one}.") for name in modules_imported(file) for one in decides
        )
        and not file.is_relative_to(SOURCE / "disclosure")
    }
    assert outside == set()


def test_no_code_outside_the_door_reaches_for_its_key() -> None:
    mentions = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if any(
            name in file.read_text(encoding="utf-8") for name in ("_DOOR", "object.__new__", "__setattr__")
        )
    }
    assert mentions == {"disclosure/door.py"}


@pytest.mark.parametrize("room", ["report", "draw"])
def test_report_and_map_take_no_measured_result_and_no_route(room: str) -> None:
    forbidden = {
        ("njia.measures.declaration", "Measured"),
        ("njia.measures", "Measured"),
        ("njia.live", "MapCounts"),
        ("njia.live.adding", "MapCounts"),
        ("njia.schema", "Route"),
    }
    for file in (SOURCE / room).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imported = {
            (node.module, alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert not imported & forbidden, file


@pytest.mark.parametrize("record", [Route, Stop, Leg, Cases, ExtraAnswer])
def test_every_field_says_who_may_see_it(record: type[Route | Stop | Leg | Cases | ExtraAnswer]) -> None:
    declared = {name: extra.get("sensitivity") for name, _, extra in record.declared()}
    assert declared
    assert set(declared.values()) <= {s.value for s in Sensitivity}


def test_what_was_written_and_who_reported_is_not_public() -> None:
    declared = {
        (record.__name__, name): extra["sensitivity"]
        for record in (Route, Stop, Leg, Cases, ExtraAnswer)
        for name, _, extra in record.declared()
    }
    for field in (
        ("Route", "organisation"),
        ("Route", "id"),
        ("Route", "notes"),
        ("Stop", "written"),
        ("Stop", "country_written"),
        ("Leg", "carriers_written"),
        ("Cases", "written"),
    ):
        assert declared[field] != Sensitivity.PUBLIC
    for field in (("Route", "notes"), ("Route", "extra"), ("ExtraAnswer", "values")):
        assert declared[field] == Sensitivity.PERSONAL


# What the dataset calls fields of the schema, or makes of several.
MADE_OF: dict[str, tuple[tuple[type[Route | Stop | Leg | Cases], str], ...]] = {
    "route_id": (),  # given anew at the door
    "seq": (),
    "field": (),
    "code": (),
    "path": ((Stop, "place_id"),),
    "transit_count": ((Route, "stops"),),
    "name": ((Stop, "place_name"),),
    "carrier": ((Leg, "carriers"),),
}


def fields_behind(column: str) -> list[str]:
    """Give the sensitivity of each field of the schema that a column of the dataset is made of."""
    if column in MADE_OF:
        return [sensitivity_of(*field) for field in MADE_OF[column]]
    for prefix in ("origin_", "destination_", "intended_", "from_", "to_", ""):
        name = column.removeprefix(prefix)
        name = {"country": "country_code"}.get(name, name)
        for record in (Route, Stop, Leg):
            if column.startswith(prefix) and name in record.model_fields:
                return [sensitivity_of(record, name)]
    return [sensitivity_of(Cases, column.removeprefix("cases_"))]


def sensitivity_of(record: type[Route | Stop | Leg | Cases], name: str) -> str:
    return next(str(extra["sensitivity"]) for field, _, extra in record.declared() if field == name)


def test_a_column_leaves_only_when_every_field_that_it_is_made_of_is_public() -> None:
    inside = dataset([route(1, "One"), route(2, "Two")])
    leaving = protect_dataset(inside, OPEN)
    for name, table in inside.tables().items():
        public = {c for c in table.column_names if set(fields_behind(c)) <= {Sensitivity.PUBLIC}}
        assert set(leaving.tables[name].column_names) == public, name
    assert leaving.organisations == 2


def test_no_secret_of_a_route_is_in_what_leaves() -> None:
    leaving = protect_dataset(dataset([route(1, "secret one"), route(2, "secret two")]), OPEN)
    for table in leaving.tables.values():
        assert "secret" not in str(table.to_pylist())


def test_the_ids_that_leave_do_not_tell_the_order_of_the_file() -> None:
    routes = [route(n, f"Organisation {n}") for n in range(12)]
    routes = [r.model_copy(update={"cases": Cases(low=n, best=n, high=n)}) for n, r in enumerate(routes)]
    forwards, backwards = (
        protect_dataset(dataset(order), OPEN).tables["routes"].to_pylist() for order in (routes, routes[::-1])
    )
    assert [row["cases_best"] for row in forwards] != list(range(12))
    as_sent = sorted(row["cases_best"] for row in forwards)
    assert as_sent == list(range(12))
    assert {row["route_id"] for row in forwards} == {row["route_id"] for row in backwards}
