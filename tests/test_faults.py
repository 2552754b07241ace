"""The page of what can go wrong names tests that there are, and says what came of each."""

from __future__ import annotations

import ast
import re

import pytest
from markdown_pages import ROOT

PAGE = ROOT / "docs" / "inget-forloras.md"
ROW = re.compile(r"^\| (?!Fel \||---)(.+) \|$", re.MULTILINE)
ROWS = [row.split(" | ") for row in ROW.findall(PAGE.read_text("utf-8"))]


def test_every_row_has_its_five_cells() -> None:
    assert all(len(row) == 5 and all(cell.strip() for cell in row) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_a_fault_names_a_test_that_there_is(row: list[str]) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row[2])
    assert named
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_trials_and_losses_are_counted(row: list[str]) -> None:
    trials, losses = (int(re.sub(r"\s", "", cell)) for cell in row[3:])
    assert trials > 0
    assert losses == 0
