"""Every engine gives the same tables. Needs Java 17 for Spark: without it these say so and do not run."""

import pyarrow as pa
import pytest

from njia.dataset import Dataset
from njia.measures import MEASURES, Measured, Scope, measure_all
from njia.measures.spark_engine import missing
from njia.synth import synth

REASON = missing()
needs_spark = pytest.mark.skipif(bool(REASON), reason=f"Spark is not compared with DuckDB here: {REASON}")
REGIONS = {"KE": "East Africa", "UG": "East Africa", "ET": "East Africa", "SA": "Gulf", "AE": "Gulf"}
SCOPE = Scope("KE", REGIONS, {"East Africa > Gulf": "To the Gulf"}, earlier="synthetic earlier")


def made() -> Dataset:
    return synth(300, seed=7, earlier=60)


@pytest.fixture(scope="module")
def by_engine() -> dict[str, dict[str, Measured]]:
    """Every measure by both engines: one session, as Spark takes seconds to start."""
    return {name: measure_all(made(), SCOPE, name) for name in ("duckdb", "spark")}


@needs_spark
@pytest.mark.spark
@pytest.mark.xdist_group("spark")  # one worker, one JVM
def test_spark_and_duckdb_give_equal_tables_of_every_measure(
    by_engine: dict[str, dict[str, Measured]],
) -> None:
    duckdb, spark = by_engine["duckdb"], by_engine["spark"]
    assert list(duckdb) == list(spark) == list(MEASURES)
    for name, measured in duckdb.items():
        assert (name, spark[name].known, spark[name].of) == (name, measured.known, measured.of)
        assert spark[name].rows.schema == measured.rows.schema, name
        assert spark[name].rows.to_pylist() == measured.rows.to_pylist(), name


@needs_spark
@pytest.mark.spark
@pytest.mark.xdist_group("spark")  # one worker, one JVM
def test_what_is_compared_holds_rows_and_nulls(by_engine: dict[str, dict[str, Measured]]) -> None:
    spark = by_engine["spark"]
    assert [name for name, measured in spark.items() if not measured.rows.num_rows] == []
    assert spark["map_legs"].rows["mode"].null_count > 0
    assert spark["map_legs"].rows["cases_best"].null_count > 0
    assert "NaN" not in spark["map_legs"].rows["mode"].to_pylist()


def test_duckdb_may_load_no_extension() -> None:
    from njia.measures.duckdb_engine import DuckDB

    database = DuckDB()
    database.tables({"t": pa.table({"a": pa.array([1])})})
    settings = "select name, value from duckdb_settings() where name like 'auto%known_extensions'"
    assert set(database._sql.sql(settings).fetchall()) == {
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
    }
    with pytest.raises(Exception, match=r"[Ee]xtension|httpfs"):
        database._sql.sql("select * from read_csv('https://localhost:1/x.csv')").fetchall()


def test_spark_without_java_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert "Java 17" in missing() or "njia[spark]" in missing()
