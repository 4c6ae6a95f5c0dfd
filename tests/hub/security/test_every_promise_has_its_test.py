"""The threat model names a test for each promise: each is there, and each promise has one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "explanation" / "threat-model.md").read_text(encoding="utf-8")
PROMISES = PAGE.split("\n## What is promised\n")[1].split("\n## ")[0]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PROMISES)))


def test_there_are_promises() -> None:
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", PROMISES, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 30


def test_each_promise_names_a_test() -> None:
    for promise in re.split(r"^(?=\d+\. )", PROMISES, flags=re.MULTILINE)[1:]:
        assert "::test_" in promise, promise[:80]


def test_what_is_referred_to_by_number_is_there() -> None:
    last = max(int(number) for number in re.findall(r"^(\d+)\. ", PROMISES, re.MULTILINE))
    means = PAGE.split("\n## What this means for each of them\n")[1].split("\n## ")[0]
    referred = {
        int(number) for group in re.findall(r"\(([\d, –]+)\)", means) for number in re.findall(r"\d+", group)
    }
    assert referred
    assert max(referred) <= last


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda part: part.rsplit("/", 1)[-1])
def test_a_test_that_shows_a_promise_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
    assert found
    skipped = [ast.unparse(mark) for mark in found[0].decorator_list]
    assert not any("skip" in mark or "xfail" in mark for mark in skipped)
