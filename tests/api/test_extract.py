"""An extract has the reports' figures, and rows about people that give the same counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import stegvis
from stegvis.api.extract import Extract
from stegvis.errors import WrongError
from stegvis.show import goals


def test_the_contract_s_worked_example(worked: Extract) -> None:
    started, exited, active = (
        worked.figure(f"caseload.{status}").k for status in ("started", "exited", "active")
    )
    assert (started, exited, active) == (3, 2, 1)
    goal = worked.figure("goal.arbete_studier.primar")
    assert (goal.k, goal.n, goal.value, goal.unit) == (1, 2, 0.5, "andel")
    assert (round(goal.low, 4), round(goal.high, 4)) == (0.0945, 0.9055)
    assert goal.place == "Hjo"
    assert goal.period.label == "2023Q3"
    assert "1 av 2 (50\N{NO-BREAK SPACE}%)" in str(goal)
    assert "färre än 10 personer" in str(goal)
    assert "avslut till arbete och studier, av alla avslutade" in str(goal)
    lasting = worked.figure("lasting.share.6.alla")
    assert (lasting.n, lasting.value, lasting.unit) == (0, None, "")

    items = worked.item_movements()
    changes = {item: sorted(rows["change"]) for item, rows in items.groupby("item", observed=True)}
    assert changes == {"f1": [0, 2], "f2": [-1, -1], "f3": [0]}
    people = worked.person_movements("net").set_index("participant")
    assert people["move"].to_dict() == {"HJO-001": "forward", "HJO-003": "backward"}

    told = worked.answers()
    assert set(told["participant"]) == {"HJO-001", "HJO-002", "HJO-003"}
    assert told["date"].max() <= pd.Timestamp(worked.period.end), "a card of the next quarter"
    assert len(told) == 7 + 3 + 6
    assert (told["rater"] == "coordinator").all()

    who = worked.participants().set_index("participant")
    assert who["exited"].to_dict() == {"HJO-001": True, "HJO-002": False, "HJO-003": True}


def test_rows_about_people_give_the_counts_of_the_figures(worked: Extract) -> None:
    items = worked.item_movements().groupby(["rater", "item", "move"], observed=True).size()
    told = worked.table("steps.item").query("k > 0").set_index(["rater", "item", "move"])["k"]
    assert told.to_dict() == items.to_dict()
    for rule in worked.project.movement.rules:
        people = worked.person_movements(rule.id).groupby(["rater", "move"], observed=True).size()
        table = worked.table("steps.person").query("k > 0 and definition == @rule.id")
        assert table.set_index(["rater", "move"])["k"].to_dict() == people.to_dict()
    answered = worked.table("cards.answered").query("k > 0").set_index(["rater", "item"])["k"]
    assert answered.to_dict() == worked.answers().groupby(["rater", "item"]).size().to_dict()


def test_every_row_is_found_by_its_name_and_no_frame_is_shared(worked: Extract) -> None:
    table = worked.table()
    assert len(table) == len(worked.figures.frame)
    assert table["name"].is_unique
    for row in table.groupby("measure").head(1).itertuples():
        found = worked.figure(row.name)
        assert (found.name, found.label, found.unit) == (row.name, row.label, row.unit)
        assert found.value == (None if pd.isna(row.value) else row.value)
    assert set(table["unit"]) <= {"andel", "skillnad", "sannolikhet", "p", "tal", ""}
    assert (table["unit"] == "").eq(table["value"].isna()).all()
    for give in (worked.table, worked.item_movements, worked.person_movements, worked.answers):
        del give()["municipality"]
        assert "municipality" in give()


def test_the_house_s_charts_take_it_and_it_says_what_it_is(worked: Extract) -> None:
    shown = goals.comparison(worked.section("Mål")).plain()
    assert "1 av 2" in shown
    told = worked._repr_mimebundle_()["text/plain"]
    assert "Intern – får inte spridas" in told
    assert "Syntetiska" not in told, "the worked example says of itself that it is real"


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda x: x.figure("goal.arbete_studie"), "Menade du goal.arbete_studier"),
        (lambda x: x.figure("caseload.started", "Tibro"), "Det här utdraget gäller Hjo"),
        (lambda x: x.table("steps.iten"), "Menade du steps.item"),
        (lambda x: x.person_movements("nett"), "Projektets regler är net"),
        (lambda x: stegvis.load("cresco", root=x.store.folder), "Projektet ”cresco” finns inte"),
        (lambda x: stegvis.load("cresco-plus", "2023K3", root=x.store.folder), "är ingen period"),
        (lambda x: stegvis.load("cresco-plus", place="Hj", root=x.store.folder), "Menade du Hjo"),
        (lambda x: stegvis.load("cresco-creare", root=x.store.folder), "Lägg in dem med stegvis"),
    ],
)
def test_an_error_is_a_sentence_that_says_what_to_do(worked: Extract, ask, told: str) -> None:
    with pytest.raises(WrongError, match=told):
        ask(worked)


def test_the_newest_quarter_is_opened_and_a_place_without_delivery_says_so(delivered: Path) -> None:
    everyone = stegvis.load("cresco-plus", root=delivered)
    assert (everyone.period.label, everyone.place) == ("2023Q4", "ALLA")
    tibro = stegvis.load("cresco-plus", "2023Q3", "tibro", root=delivered)
    for ask in (lambda: tibro.figure("caseload.started"), lambda: tibro.table("goal")):
        with pytest.raises(WrongError, match="Tibro har inte lämnat någon leverans"):
            ask()
    assert tibro.table().empty
    assert tibro.answers().empty
    assert tibro.participants().empty
