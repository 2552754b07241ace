"""What is done again when something has changed, why, and that nothing else is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from report.conftest import House, delivery
from stegvis.figures import COLUMNS
from stegvis.place import ALL
from stegvis.report.explain import explain
from stegvis.report.plan import Run
from stegvis.report.publish import failed_notebook
from stegvis.report.unchanged import Note, forget, note_path, outputs, read_note, remember

PLUS, CREARE = "cresco-plus", "cresco-creare"
DELIVERED = (
    *(f"{PLUS}_{code}_{period}" for code in ("1497", "1473") for period in ("2023Q3", "2023Q4")),
    f"{CREARE}_1497_2022Q4",
)
"""Hjo and Töreboda twice in one project, and Hjo once in the other."""

OF_PLACE = {"underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare"}


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    house = House.build(folder)
    for name in DELIVERED:
        house.add(delivery(name))
    house.publish()
    return folder


@pytest.fixture
def house(delivered: Path, tmp_path: Path) -> House:
    shutil.copytree(delivered, tmp_path / "house")
    return House(tmp_path / "house")


def _one(house: House, place: str = "Hjo", section: str = "mal") -> Run:
    runs = house.prepare(project=PLUS).runs
    return next(run for run in runs if (run.place, run.notebook.section) == (place, section))


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_done_again_when_nothing_has_changed(house: House) -> None:
    runs = house.prepare().runs
    assert {run.place for run in runs} == {ALL, "Hjo", "Töreboda"}
    assert house.again() == {}
    assert len({(run.place, run.notebook.section) for run in runs if run.place == ALL}) == 12


def test_a_delivery_reruns_its_own_municipality_and_the_project_s_pages(house: House) -> None:
    house.add(delivery(f"{PLUS}_1497_2023Q2"))
    again = house.again()
    assert {place for _, place, _ in again} == {ALL, "Hjo"}
    assert {section for _, place, section in again if place == "Hjo"} == OF_PLACE
    assert len([1 for _, place, _ in again if place == ALL]) == 12
    assert {project for project, _, _ in again} == {PLUS}
    assert set(again.values()) == {("leveransen från Hjo har ändrats (2023Q2)",)}


def test_a_delivery_of_a_new_quarter_reruns_only_its_municipality_in_the_older(
    house: House,
) -> None:
    house.add(delivery(f"{PLUS}_1497_2024Q1"))
    older = house.again(project=PLUS, period="2023Q4")
    assert {place for _, place, _ in older} == {ALL, "Hjo"}
    newest = house.again(project=PLUS)
    assert {place for _, place, _ in newest} == {ALL, "Hjo", "Töreboda"}
    assert set(newest.values()) == {("inte gjord förut",)}


def test_several_deliveries_are_named(house: House) -> None:
    for code in ("1497", "1473"):
        house.add(delivery(f"{PLUS}_{code}_2023Q2"))
    again = house.again()
    assert again[PLUS, ALL, "mal"] == (
        "leveranser har ändrats: Töreboda (2023Q2) och Hjo (2023Q2)",
    )
    assert again[PLUS, "Hjo", "mal"] == ("leveransen från Hjo har ändrats (2023Q2)",)


def test_a_store_that_was_built_anew_may_have_read_a_delivery_otherwise(house: House) -> None:
    (folder,) = house.root.store.glob(f"{PLUS}/1497/2023Q3/*")
    shutil.rmtree(folder)
    house.add(delivery(f"{PLUS}_1497_2023Q3"))
    assert house.again()[PLUS, "Hjo", "mal"] == ("leveransen från Hjo har ändrats (2023Q3)",)


def test_one_project_s_definition_leaves_the_other_project_alone(house: House) -> None:
    path = house.root.projects / f"{CREARE}.yaml"
    _edit(path, "target: 0.30", "target: 0.35")
    again = house.again()
    assert {project for project, _, _ in again} == {CREARE}
    assert {place for _, place, _ in again} == {ALL, "Hjo"}
    assert set(again.values()) == {("projektfilen har ändrats (mål arbete_studier)",)}

    _edit(path, "name: Cresco Creare", "name: Cresco")
    (said,) = set(house.again().values())
    assert said == ("projektfilen har ändrats (mål arbete_studier och name)",)


def test_a_comment_in_a_definition_changes_nothing(house: House) -> None:
    path = house.root.projects / f"{PLUS}.yaml"
    path.write_text("# nytt\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert house.again() == {}


def test_a_notebook_reruns_its_own_section(house: House) -> None:
    _edit(house.root.notebooks / "kommun" / "04_mal.ipynb", "goals.official", "goals.comparison")
    again = house.again()
    assert {section for _, _, section in again} == {"mal"}
    assert {(project, place) for project, place, _ in again} == {
        *((PLUS, place) for place in (ALL, "Hjo", "Töreboda")),
        *((CREARE, place) for place in (ALL, "Hjo")),
    }
    assert set(again.values()) == {("anteckningsboken har ändrats",)}


def test_a_text_reruns_its_own_section_of_its_own_place(house: House) -> None:
    text = house.root.commentary / PLUS / "2023Q4" / "hjo" / "mal.md"
    text.parent.mkdir(parents=True)
    text.write_text("Hjo gick framåt.", encoding="utf-8")
    assert house.again() == {(PLUS, "Hjo", "mal"): ("en text har tillkommit",)}
    house.publish()

    text.write_text("Hjo stod still.", encoding="utf-8")
    assert house.again() == {(PLUS, "Hjo", "mal"): ("texten har ändrats",)}
    house.publish()

    text.with_name("mal.siffror.json").write_text("{}", encoding="utf-8")
    changed = {(PLUS, "Hjo", "mal"): ("det som texten bygger på har ändrats",)}
    assert house.again() == changed
    text.unlink()
    assert house.again() == {(PLUS, "Hjo", "mal"): ("texten har tagits bort",)}


def test_another_section_s_title_reruns_the_texts_that_may_refer_to_it(house: House) -> None:
    text = house.root.commentary / PLUS / "2023Q4" / "hjo" / "mal.md"
    text.parent.mkdir(parents=True)
    text.write_text("Se {{ figur uppfoljning 1 }}.", encoding="utf-8")
    house.publish()
    _edit(house.root.notebooks / "kommun" / "05_uppfoljning.ipynb", "Uppföljning", "Sex månader")
    again = house.again()
    assert again[PLUS, "Hjo", "mal"] == ("det som texten bygger på har ändrats",)
    assert {section for _, _, section in again} == {"mal", "uppfoljning"}
    assert (PLUS, "Töreboda", "mal") not in again


def test_a_text_that_says_the_same_as_before_reruns_nothing(house: House) -> None:
    """It takes figures to tell; they are kept since the section was made."""
    kept = house.prepare(project=PLUS).planned[0].kept_figures("Hjo")
    kept.parent.mkdir()
    kept.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    text = house.root.commentary / PLUS / "2023Q4" / "hjo" / "mal.md"
    text.parent.mkdir(parents=True)
    text.write_text("<!-- inte än -->", encoding="utf-8")
    assert house.again() == {}
    text.write_text("Nu.", encoding="utf-8")
    assert house.again() == {(PLUS, "Hjo", "mal"): ("en text har tillkommit",)}


Change = Callable[[Note], Note]


def _made_of(**parts: object) -> Change:
    return lambda note: replace(note, made_of=replace(note.made_of, **parts))


def _with_packages(**versions: str | None) -> Change:
    def change(note: Note) -> Note:
        known = {**note.made_of.packages, **versions}
        packages = {name: number for name, number in known.items() if number}
        return replace(note, made_of=replace(note.made_of, packages=packages))

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_made_of(code="annan"), "koden har ändrats"),
        (_made_of(parameters={}), "parametern kommun har ändrats"),
        (_with_packages(numpy="0.9"), "paketet numpy har gått från 0.9 till "),
        (_with_packages(Python="3.9.1"), "Python har gått från 3.9.1 till "),
        (_with_packages(numpy=None), "paketet numpy har tillkommit"),
        (_with_packages(zope="1"), "paketet zope används inte längre"),
    ],
)
def test_what_has_changed_since_is_said(house: House, change: Change, expected: str) -> None:
    run = _one(house)
    note = read_note(run)
    assert note is not None
    remember(run, change(note))
    again = house.again()
    assert set(again) == {(PLUS, "Hjo", "mal")}
    assert again[PLUS, "Hjo", "mal"][0].startswith(expected)


def _lose(run: Run) -> None:
    outputs(run)[1].unlink()


def _lose_all(run: Run) -> None:
    forget(run)
    outputs(run)[0].unlink()


def _as_older_versions_did(run: Run) -> None:
    note_path(run).write_text(json.dumps({"fingerprint": "3f"}), encoding="utf-8")


def _cut_short(run: Run) -> None:
    note_path(run).write_bytes(note_path(run).read_bytes()[:200])


def _fail(run: Run) -> None:
    forget(run)
    failed_notebook(run).parent.mkdir(parents=True)
    failed_notebook(run).touch()


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (_lose, "mal.pdf saknas"),
        (_lose_all, "inte gjord förut"),
        (_as_older_versions_did, "gjord med en äldre version"),
        (_cut_short, "gjord med en äldre version"),
        (forget, "blev inte klar senast"),
        (_fail, "misslyckades senast"),
    ],
)
def test_what_is_not_whole_is_done_again(
    house: House, happened: Callable[[Run], None], expected: str
) -> None:
    happened(_one(house))
    assert house.again() == {(PLUS, "Hjo", "mal"): (expected,)}


def test_it_is_explained_with_those_alike_together_and_the_unchanged_last(house: House) -> None:
    house.add(delivery(f"{PLUS}_1497_2023Q2"))
    _lose(_one(house, "Töreboda"))
    explained = explain(house.prepare(project=PLUS), force=False)
    assert [(one.why, len(one.runs)) for one in explained] == [
        ("leveransen från Hjo har ändrats (2023Q2)", 18),
        ("mal.pdf saknas", 1),
        ("oförändrat, görs inte om", 5),
    ]
    assert explained[1].which == "Töreboda: mal"
    assert explained[2].which == "Töreboda: underlag, deltagare, progression, uppfoljning, bedomare"
    (forced,) = explain(house.prepare(project=PLUS), force=True)
    assert (forced.why, forced.which) == ("--force", "alla avsnitt")


def test_nothing_is_written_to_explain(house: House) -> None:
    def there() -> set[tuple[str, int]]:
        paths = (path for path in house.folder.rglob("*") if path.name != ".lock")
        return {(str(path), path.stat().st_mtime_ns) for path in paths}

    house.add(delivery(f"{PLUS}_1497_2023Q2"))
    before = there()
    assert explain(house.prepare(), force=False)
    assert there() == before
