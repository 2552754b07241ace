"""With ``--json`` standard output is one document of a declared shape, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import GRASTORP, Asked, planted
from cli.shape import has_shape
from stegvis.book.made import Made
from stegvis.cli import documents as shapes
from stegvis.cli.told import book_told, run_told
from stegvis.delivery.read import read_source
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Notebook, Run
from typer.testing import Result

PLUS = ("--project", "cresco-plus")


def _document(result: Result, shape: type) -> Any:
    """Read standard output as one document of a shape, whose status is the process's own."""
    assert result.stdout.isascii()
    document = json.loads(result.stdout)
    assert has_shape(document, shape)
    assert document["status"] == result.exit_code
    assert (document["error"] or "") in result.stderr
    return document


def test_check_tells_of_each_delivery_and_finding(delivered: Path, asked: Asked) -> None:
    bad = planted("personnummer")
    result = asked("check", "--json", "--root", delivered, GRASTORP, bad)
    good, refused = _document(result, shapes.DeliveriesTold)["deliveries"]
    assert result.exit_code == 1
    assert (good["file"], good["verdict"]) == (GRASTORP.name, "accepted")
    assert (good["project"], good["municipality"], good["period"]) == (
        *("cresco-plus", "Grästorp", "2025Q1"),
    )
    assert (refused["file"], refused["verdict"], refused["project"]) == (bad.name, "rejected", None)
    [finding] = [one for one in refused["findings"] if one["rule"] == "personnummer"]
    assert (finding["level"], finding["sheet"], finding["row"], finding["column"]) == (
        *("error", "deltagare", 5, "försörjning_start"),
    )
    assert f"{bad.name}: avvisad" in result.stderr


@pytest.mark.parametrize("rule", ["personnummer", "name", "unknown-value"])
def test_no_cell_of_a_delivery_is_in_the_document(rule: str, delivered: Path, asked: Asked) -> None:
    path = planted({"name": "name-in-text"}.get(rule, rule))
    result = asked("check", "--json", "--root", delivered, path)
    [told] = _document(result, shapes.DeliveriesTold)["deliveries"]
    finding = next(one for one in told["findings"] if one["rule"] == rule)
    [sheet] = [one for one in read_source(path).sheets if one.name == finding["sheet"]]
    column = sheet.rows[0][1].index(finding["column"])
    cell = str(dict(sheet.rows)[finding["row"]][column])
    assert len(cell) > 3
    assert cell not in json.dumps(told, ensure_ascii=False)
    assert cell not in result.stderr


def test_add_tells_what_was_added_and_what_was_there(own: Path, asked: Asked) -> None:
    newer = GRASTORP.with_name("cresco-plus_1444_2025Q2.xlsx")
    result = asked("add", "--json", "--root", own, GRASTORP, newer, planted("negative"))
    document = _document(result, shapes.DeliveriesTold)
    verdicts = [one["verdict"] for one in document["deliveries"]]
    assert verdicts == ["already-there", "added", "rejected"]
    assert "1 leverans lades inte in" in result.stderr


@pytest.mark.parametrize("command", ["run", "book"])
def test_explain_tells_the_sections_by_their_reasons(
    command: str, delivered: Path, asked: Asked
) -> None:
    result = asked(command, "--json", "--explain", "--root", delivered, *PLUS)
    [one] = _document(result, shapes.ReportsTold)["explained"]
    assert result.exit_code == 0
    assert (one["project"], one["period"]) == ("cresco-plus", "2025Q1")
    assert {"place": "Grästorp", "section": "mal"} in one["runs"]


def test_forget_tells_its_receipt(own: Path, asked: Asked) -> None:
    arguments = ("--json", "--root", own, *PLUS, "--municipality", "Grästorp", "--yes")
    document = _document(asked("forget", *arguments), shapes.ForgottenTold)
    [receipt] = document["receipts"]
    assert (receipt["project"], receipt["removed"], receipt["rewritten"]) == ("cresco-plus", 1, 0)
    assert document["redo"] == []


@pytest.mark.parametrize(
    ("typed", "shape"),
    [
        (("run", "--period", "2023Q5"), shapes.ReportsTold),
        (("book", "--project", "creso"), shapes.ReportsTold),
        (("check", "finns-inte.xlsx"), shapes.DeliveriesTold),
        (("withdraw", *PLUS, "--period", "2025Q1", "--yes"), shapes.WithdrawnTold),
        (("forget", *PLUS), shapes.ForgottenTold),
        (("forget", "--period", "2025Q1"), shapes.Told),
    ],
)
def test_an_error_is_a_document_too(
    typed: tuple[str, ...], shape: type, delivered: Path, asked: Asked
) -> None:
    result = asked(*typed, "--json", "--root", delivered)
    document = _document(result, shape)
    assert result.exit_code in (1, 2)
    assert document["error"]
    assert document["command"] == typed[0]


@pytest.mark.parametrize("status", list(Status))
def test_how_a_section_and_a_final_report_ended_is_told_in_stable_words(status: Status) -> None:
    notebook = Notebook(Path("mal.ipynb"), "mal", of_project=False)
    run = Run(notebook, "cresco-plus", "Hjo", "2023Q3", "intern", "data/store", Path("/r/hjo"))
    outcome = Outcome(run, status, 1.23456, "så", Path("/r/m.ipynb"), ("Texten är äldre.",))
    made = Made("cresco-plus", "2023Q3", status, Path("/r/slutrapport.html"), "så")
    told, book = run_told(outcome), book_told(made)
    assert has_shape(told, shapes.RunTold)
    assert has_shape(book, shapes.BookTold)
    assert told["status"] == book["status"]
    assert {"klar": "done", "oförändrad": "unchanged", "misslyckad": "failed"}[status] == (
        told["status"]
    )
    assert (told["section"], told["place"], told["seconds"]) == ("mal", "Hjo", 1.235)
