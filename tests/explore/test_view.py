"""A view saved: two files, whole, that say what they are."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from stegvis.explore.goals import GoalChoice, goal_view
from stegvis.explore.selection import select
from stegvis.explore.view import saved
from stegvis.figures import COLUMNS, Figures

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def view_of(made_up, cresco_plus):
    def view(*names: str):
        goal = cresco_plus.goals[1]
        places = names or [municipality.name for municipality in cresco_plus.municipalities]
        selection = select(cresco_plus, "all", places)
        return goal_view(
            made_up, GoalChoice(selection, goal, goal.variants[0], "net", "coordinator")
        )

    return view


def test_the_figures_and_the_chart_are_saved_under_one_name(view_of, tmp_path):
    view = view_of()
    paths = view.save(tmp_path / "vyer")
    assert [path.suffix for path in paths] == [".csv", ".svg"]
    assert {path.stem for path in paths} == {view.name}
    assert sorted(paths) == sorted((tmp_path / "vyer").iterdir())


def test_the_csv_is_the_figures_of_the_view(view_of, tmp_path):
    view = view_of("Skövde")
    path = view.save(tmp_path)[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    read = Figures.read(path).one("Skövde", "goal", "arbete_studier/primar")
    assert read == view.section.figures.one("Skövde", "goal", "arbete_studier/primar")


def test_a_sum_over_some_municipalities_is_never_called_alla_in_a_file(view_of, tmp_path):
    some, every = view_of("Skövde", "Hjo"), view_of()
    read = Figures.read(some.save(tmp_path)[0])
    mine = read.one("Hjo + Skövde", "goal", "arbete_studier/primar")
    assert mine == some.section.figures.one("ALLA", "goal", "arbete_studier/primar")
    assert "ALLA" not in set(read.frame["municipality"])
    assert "ALLA" in set(Figures.read(every.save(tmp_path)[0]).frame["municipality"])


def test_the_svg_stands_alone(view_of, tmp_path):
    view = view_of()
    written = view.save(tmp_path)[1].read_text(encoding="utf-8")
    root = ElementTree.fromstring(written)  # noqa: S314  # our own drawing
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    chart = view.charts[0]
    for wanted in (*view.marks, chart.caption, *chart.note.split()):
        assert wanted in said
    assert root.find(f"{SVG}title").text == chart.caption
    assert chart.alt in root.find(f"{SVG}desc").text
    assert not re.search(r"(?:href|src)=\"http|url\(\"?http|<script", written)
    nested = root.find(f"{SVG}svg")
    assert float(nested.get("width")) <= float(root.get("viewBox").split()[2])
    assert float(nested.get("y")) + float(nested.get("height")) < float(
        root.get("viewBox").split()[3]
    )


def test_the_same_view_saved_again_replaces_its_files(view_of, tmp_path):
    view = view_of("Skövde")
    first = [path.read_bytes() for path in view.save(tmp_path)]
    (tmp_path / f"{view.name}.csv").write_text("old")
    again = [path.read_bytes() for path in view.save(tmp_path)]
    assert again == first
    assert len(list(tmp_path.iterdir())) == 2


def test_a_full_disk_leaves_what_was_saved_before(view_of, tmp_path, monkeypatch):
    view = view_of("Skövde")
    before = [path.read_bytes() for path in view.save(tmp_path)]

    def full(self, path):
        path.write_text("half")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Figures, "write", full)
    with pytest.raises(OSError, match="full"):
        view.save(tmp_path)
    names = [f"{view.name}.csv", f"{view.name}.svg"]
    assert [(tmp_path / name).read_bytes() for name in names] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == names


@pytest.mark.parametrize(
    ("names", "about"),
    [
        (("Götene",), "gotene"),
        (("Vara", "Hjo"), "hjo-vara"),
        ((), "alla"),
        (("Vara", "Hjo", "Skara", "Tibro"), r"4-kommuner-[0-9a-f]{6}"),
    ],
)
def test_names_of_files_say_what_they_are_and_are_safe_everywhere(view_of, names, about):
    name = view_of(*names).name
    assert re.fullmatch(
        rf"intern_exempeldata_mal_cresco-plus_all_{about}_arbete-studier-primar", name
    )


def test_other_municipalities_have_another_name_however_many(view_of):
    four, other = (
        view_of("Vara", "Hjo", "Skara", fourth).name for fourth in ("Tibro", "Mariestad")
    )
    assert four != other


def test_a_long_name_is_cut_and_still_its_own(view_of):
    view = view_of("Hjo")
    long, longer = (replace(view, slug="ett-val-" * number).name for number in (40, 41))
    assert len(long) < 180
    assert long != longer


def test_real_data_are_not_called_an_example(draft, drafted, cresco_plus, tmp_path):
    source = drafted(draft().person("HJO-001", "2023-03-06", "2023-08-31", "arbete"))
    goal = cresco_plus.goals[1]
    choice = GoalChoice(
        select(cresco_plus, "2023Q3", ["Hjo"]), goal, goal.variants[0], "net", "coordinator"
    )
    view = goal_view(source, choice)
    assert view.marks == ("Intern – får inte spridas",)
    assert view.shown.plain().startswith("Intern – får inte spridas. Små antal är inte skyddade.")
    assert view.name.startswith("intern_mal_")
    paths = view.save(tmp_path)
    assert [path.suffix for path in paths] == [".csv"], "of one person there is no chart"
    assert "Vyn har inget diagram, så det blev ingen SVG." in saved(paths)


def test_the_reader_is_told_where_it_is_and_that_it_is_internal():
    said = saved([Path("vyer/a.csv"), Path("vyer/a.svg")])
    assert said == (
        "Sparat i vyer: a.csv och a.svg. Filerna är interna och får inte spridas: små antal är "
        "inte skyddade."
    )
