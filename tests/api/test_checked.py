"""A delivery checked in a notebook: the findings of the command, and nothing personal shown."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
import stegvis
from stegvis.errors import WrongError

ROOT = Path(__file__).resolve().parents[2]


def test_an_accepted_delivery_gives_its_sheets(delivered: Path) -> None:
    checked = stegvis.check("cresco-plus_1497_2023Q4.xlsx", root=delivered)
    assert checked.accepted
    assert checked.findings.columns.tolist() == [
        *("level", "sheet", "row", "column", "rule", "sentence")
    ]
    assert len(checked.tables["participants"]) == 3
    assert "godkänd. 0 fel" in str(checked).replace("\N{NO-BREAK SPACE}", " ")


def test_a_refused_delivery_says_where_and_shows_nothing_personal(house: Path) -> None:
    planted = "data/example/planterade-fel/personnummer/cresco-plus_1497_2024Q4.zip"
    copy(ROOT / planted, house / "811218-9876.zip")  # python-stdnum's example
    checked = stegvis.check("811218-9876.zip", root=house)
    assert not checked.accepted
    assert checked.tables == {}
    [*rules] = checked.findings.query("level == 'error'")["rule"]
    assert "personnummer" in rules
    shown = checked._repr_mimebundle_()
    assert "811218" not in f"{shown}{checked}"
    assert "Nivå" in shown["text/html"]
    with pytest.raises(WrongError, match=r"Finns inte: \(filnamnet visas inte\)"):
        stegvis.check("811218-9875.xlsx", root=house)
