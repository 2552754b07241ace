"""The method book: every measure is in it, and every worked example is what the code gives."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from markdown_pages import ROOT
from method_book import (
    FOLDER,
    MISSING,
    PAGES,
    PARTS,
    Example,
    Known,
    Row,
    described,
    entries,
    examples,
    measures_of,
    number,
    records,
)
from method_rooms import Asked, measured
from stegvis.earlier import Moment
from stegvis.figures import Figures
from stegvis.measure.earlier import Earlier
from stegvis.measure.question import Question
from stegvis.project import Project

METHODS = FOLDER / "statistik.md"
MEASURES = [path for path in PAGES if path != METHODS]
LOOKED_UP = ("figures.csv", "kommun", "group", "definition")
"""The columns of an example that name a row; the others are what it says."""


def _named(path: Path) -> str:
    return path.stem


@cache
def _project() -> Project:
    text = (FOLDER / "README.md").read_text("utf-8")
    [written] = re.findall(r"```yaml\n(.+?)```", text, re.DOTALL)
    return Project.model_validate(yaml.safe_load(written))


def _measured(page: str, example: Example) -> Figures:
    project = _project()
    period = project.period(example.known.period)
    own = records(example.known, project)
    known = []
    if example.before is not None:
        previous = period.previous
        assert previous is not None
        known = [
            Earlier(Moment(previous, "now"), own),
            Earlier(Moment(period, "then"), records(example.before, project)),
        ]
    names = [place.name for place in project.municipalities]
    question = Question.about(own, project, period, names, total=True)
    return measured(page, Asked(own, question, known))


def _wrong(row: Row, figures: Figures) -> Iterator[str]:
    name = row["figures.csv"].strip("`")
    place, definition = row.get("kommun") or "ALLA", row.get("definition", "")
    group = dict(part.split("=", 1) for part in row.get("group", "").split(";") if part)
    figure = figures.find(place, name, definition, **group)
    if figure is None:
        yield f"{row}: no such row"
        return
    for column, text in row.items():
        if column in LOOKED_UP or not text:
            continue
        real = getattr(figure, column)
        if text == MISSING:
            right = real is None
        else:
            said, reach = number(text)
            right = real is not None and abs(real - said) <= reach + 1e-9
        if not right:
            yield f"{name} {group}: {column} is {real}, the book says {text}"


def test_the_contents_list_every_page() -> None:
    listed = re.findall(
        r"^\| \[[^]]+\]\((\w+\.md)\)", (FOLDER / "README.md").read_text("utf-8"), re.M
    )
    assert sorted(listed) == [path.name for path in PAGES]


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_every_entry_has_all_its_parts(path: Path) -> None:
    parts = PARTS if path in MEASURES else PARTS[1:]
    found = entries(path.read_text("utf-8"))
    assert found
    for title, entry in found.items():
        assert [part for part in parts if f"**{part}.**" not in entry] == [], title


@pytest.mark.parametrize("path", MEASURES, ids=_named)
def test_every_measure_of_a_page_has_an_entry_and_an_example(path: Path) -> None:
    text = path.read_text("utf-8")
    in_entries = [name for entry in entries(text).values() for name in measures_of(entry)]
    shown = {row["figures.csv"].strip("`") for example in examples(text) for row in example.rows}
    assert sorted(in_entries) == sorted(described(text)), "each measure stands in one entry"
    assert described(text) <= shown


@pytest.mark.parametrize("path", MEASURES, ids=_named)
def test_every_worked_example_is_what_the_code_gives(path: Path) -> None:
    found = list(examples(path.read_text("utf-8")))
    assert found
    wrong = []
    for example in found:
        figures = _measured(path.stem, example)
        wrong += [line for row in example.rows for line in _wrong(row, figures)]
    assert wrong == []


def test_a_wrong_number_is_found() -> None:
    """The test above can fail: a person more, and the same numbers are wrong."""
    page = "stegforflyttning"
    [example] = examples((FOLDER / f"{page}.md").read_text("utf-8"))
    more = {**example.known.rows, "deltagare": [{"namn": "A1–A6"}]}
    figures = _measured(page, Example(Known(example.known.period, more), None, example.rows))
    wrong = [line for row in example.rows for line in _wrong(row, figures)]
    assert any("bound_low" in line for line in wrong)


def test_every_example_of_the_methods_is_what_the_code_gives() -> None:
    text = METHODS.read_text("utf-8")
    written = "\n".join(re.findall(r"```python\n(.+?)```", text, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(written, {}, METHODS.name, None, 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=said.append)
    assert "".join(said) == ""
    for title, entry in entries(text).items():
        assert ">>>" in entry, title
    rooms = {path.stem for path in (ROOT / "lib/stegvis/statistics").glob("*.py")} - {"__init__"}
    assert {room for room in rooms if re.search(rf"stegvis\.statistics.*\b{room}\b", text)} == rooms
