"""What a person reads when a kept file no longer agrees, and when an SVG is told by its outline."""

from pathlib import Path

import pytest
from tests.golden import conftest
from tests.golden.conftest import Compare
from tests.golden.outline import outline


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    monkeypatch.setattr(conftest, "KEPT", tmp_path)
    monkeypatch.setattr(request.config.option, "update_golden", False)
    return tmp_path


def test_the_same_text_passes(kept: Path, compare: Compare) -> None:
    (kept / "a.csv").write_text("x,1\n", encoding="utf-8")
    compare("a.csv", "x,1\n")


def test_a_difference_shows_both_lines_and_the_remedy(kept: Path, compare: Compare) -> None:
    (kept / "a.csv").write_text("w\nx,1\ny\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception) as failed:
        compare("a.csv", "w\nx,2\ny\n")
    said = str(failed.value)
    assert "-x,1\n+x,2" in said
    assert "--update-golden" in said


def test_a_long_difference_is_cut_and_says_so(kept: Path, compare: Compare) -> None:
    (kept / "a.csv").write_text("\n".join(map(str, range(500))), encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match="more lines"):
        compare("a.csv", "")


def test_a_file_that_nobody_kept_fails_with_the_remedy(kept: Path, compare: Compare) -> None:
    with pytest.raises(pytest.fail.Exception, match="not kept yet"):
        compare("b.csv", "x")


def test_an_outline_hides_a_shiver_and_shows_a_move() -> None:
    def circle(x: float) -> str:
        return outline(f'<svg xmlns="http://www.w3.org/2000/svg"><circle cx="{x}" r="2"/></svg>')

    assert circle(10.01) == circle(9.99)
    assert circle(10) != circle(12)


def test_an_outline_tells_a_long_path_by_its_numbers() -> None:
    def path(last: int) -> str:
        points = "".join(f"l{n} {n}" for n in range(50))
        return outline(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0{points}l{last} 1"/></svg>')

    assert len(path(3)) < 120
    assert path(3) != path(30)


def test_an_outline_has_the_words_on_the_map() -> None:
    assert "Nairobi" in outline('<svg xmlns="http://www.w3.org/2000/svg"><text>Nairobi</text></svg>')
