from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.figures import COLUMNS, Figures, MissingFigureError, group_text

ROWS = [
    ("Hjo", "caseload.started", "", "cumulative", 3, None, None),
    ("Hjo", "steps.person", "rater=coordinator;move=forward", "net", 1, 2, 0.5),
    ("ALLA", "caseload.started", "", "cumulative", 9, None, None),
]


def _figures(rows: list[tuple[object, ...]]) -> Figures:
    names = ["municipality", "measure", "group", "definition", "k", "n", "value"]
    frame = pd.DataFrame(rows, columns=names).assign(project="x", period="2023Q3", suppressed=False)
    return Figures(frame.reindex(columns=list(COLUMNS)).astype(COLUMNS))


def test_one_figure_is_looked_up_by_its_names() -> None:
    figure = _figures(ROWS).one("Hjo", "steps.person", "net", rater="coordinator", move="forward")
    assert (figure.k, figure.n, figure.value, figure.low) == (1, 2, 0.5, None)


def test_what_was_never_measured_is_a_mistake_and_not_a_zero() -> None:
    with pytest.raises(MissingFigureError, match="0 rows answer to Hjo goal"):
        _figures(ROWS).one("Hjo", "goal", "x/y")
    with pytest.raises(MissingFigureError, match="2 rows answer"):
        _figures([*ROWS, ROWS[0]]).one("Hjo", "caseload.started", "cumulative")


def test_a_table_gives_each_group_key_a_column_and_leaves_alla_out() -> None:
    figures = _figures(ROWS)
    moves = figures.table("Hjo", "steps.person")
    assert moves[["rater", "move"]].to_numpy().tolist() == [["coordinator", "forward"]]
    assert figures.table(None, "caseload.started")["municipality"].tolist() == ["Hjo"]
    assert figures.table("Vara", "steps.person").empty


def test_a_table_is_the_askers_own() -> None:
    figures = _figures(ROWS)
    table = figures.table("Hjo", "steps.person")
    table["k"] = 99
    assert figures.table("Hjo", "steps.person")["k"].tolist() == [1]
    assert figures.one("Hjo", "steps.person", "net", rater="coordinator", move="forward").k == 1


def test_a_table_has_columns_only_for_what_its_own_rows_are_grouped_by() -> None:
    rows = [("Hjo", "funnel", "", "", 1, 2, 0.5), ("ALLA", "funnel", "level=95", "", 1, 2, 0.5)]
    figures = _figures(rows)
    assert "level" not in figures.table("Hjo", "funnel").columns
    assert figures.table("ALLA", "funnel")["level"].tolist() == ["95"]


def test_a_municipality_named_in_the_group_is_the_one_a_table_gives() -> None:
    figures = _figures([("ALLA", "shrunk", "municipality=Hjo;months=6", "", 1, 2, 0.5)])
    table = figures.table("ALLA", "shrunk")
    assert table[["municipality", "months", "k"]].to_numpy().tolist() == [["Hjo", "6", 1]]


def test_delivered() -> None:
    assert _figures(ROWS).delivered("Hjo")
    assert not _figures(ROWS).delivered("Vara")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
counts = st.none() | st.integers(0, 10_000)
shares = st.none() | st.floats(0, 1)


@given(st.lists(st.tuples(texts, texts, texts, texts, counts, counts, shares), max_size=5))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]]
) -> None:
    path = tmp_path_factory.mktemp("figures") / "figures.csv"
    figures = _figures(rows)
    figures.write(path)
    pd.testing.assert_frame_equal(Figures.read(path).frame, figures.frame)


def test_the_file_is_utf_8_with_points_commas_and_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    _figures([("Götene", "goal", "", "a/b", 1, 4, 0.25)]).write(path)
    header, row = path.read_text(encoding="utf-8").splitlines()
    assert header == ",".join(COLUMNS)
    assert row == "x,Götene,2023Q3,goal,,a/b,1,4,0.25,,,,,false"


def test_group_text_keeps_the_order_given() -> None:
    assert group_text(rater="participant", item="f1") == "rater=participant;item=f1"
    assert group_text() == ""
