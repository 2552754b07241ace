"""External runs: what they are handed, what they read, and why they are done again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from report.conftest import ROOT, House, delivery
from stegvis.disclosure.publication import Audit, DisclosureError, Publication
from stegvis.figures import COLUMNS, Figures
from stegvis.project import Project
from stegvis.report import opening, protect_apart
from stegvis.report import protect_all as protect_all_of
from stegvis.report.batch import Batch
from stegvis.report.handed import handed, handing, lay_out
from stegvis.report.opening import open_section
from stegvis.report.plan import Run
from stegvis.report.planned import Planned
from stegvis.report.protect_all import protect_all
from stegvis.report.protected import protected_of
from stegvis.report.public import UnpublishedError
from stegvis.report.reports import claim
from stegvis.report.slice import apart, files_of
from stegvis.report.unchanged import Note, executed_path, outputs, remember

PROJECT, PERIOD = "cresco-plus", "2023Q4"
ROWS = (
    f"{PROJECT},ALLA,{PERIOD},caseload.started,,cumulative,31,,,,,,,false\n"
    f"{PROJECT},Hjo,{PERIOD},caseload.started,,cumulative,{{}}\n"
)
HIDDEN, SHOWN = ",,,,,,,true", "12,,,,,,,false"


def _figures(tmp_path: Path, hjo: str = HIDDEN) -> Figures:
    path = tmp_path / "rows.csv"
    path.write_text(",".join(COLUMNS) + "\n" + ROWS.format(hjo), "utf-8")
    return Figures.read(path)


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House.build(tmp_path / "house")
    shutil.copytree(ROOT / "notebooks" / "extern", house.root.notebooks / "extern")
    house.add(delivery("cresco-plus_1497_2023Q4"))
    return house


Publish = Callable[..., Batch]


@pytest.fixture
def publish(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Protect all that is planned, as the given figures say, and leave it in the ledger."""

    def protected(hjo: str = HIDDEN, **asked: object) -> Batch:
        def make(planned: Planned) -> Publication:
            planned.ledger.parent.mkdir(parents=True, exist_ok=True)
            planned.ledger.write_text('{"version": 1, "project": "cresco-plus"}', "utf-8")
            audit = Audit((), (), 1, "")
            return Publication(PROJECT, planned.period, _figures(tmp_path, hjo), audit)

        monkeypatch.setattr(protect_all_of, "make_apart", make)
        return protect_all(house.prepare(project=PROJECT, audience="extern", **asked))

    return protected


def _leave(batch: Batch) -> None:
    """Leave what the runs would have left, with empty pages."""
    for run in batch.runs:
        for path in outputs(run):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        remember(run, Note(batch.of(run).fingerprint(run)))


def _run(batch: Batch, place: str = "Hjo", section: str = "mal") -> Run:
    return next(r for r in batch.runs if (r.place, r.notebook.section) == (place, section))


def test_an_external_run_is_told_of_no_store_and_leaves_no_notebook_in_the_folder(
    publish: Publish,
) -> None:
    run = _run(publish())
    assert run.parameters["underlag"] == ""
    assert run.parameters["mottagare"] == "extern"
    assert not executed_path(run).is_relative_to(run.folder)
    kept = {path.suffix for path in outputs(run) if path.is_relative_to(run.folder)}
    assert kept == {".html", ".pdf", ".csv"}


def test_places_without_published_figures_have_no_runs(house: House, publish: Publish) -> None:
    house.add(delivery("cresco-plus_1470_2023Q4"))
    assert {run.place for run in publish().runs} == {"ALLA", "Hjo"}


def test_it_depends_on_the_protected_figures_and_not_on_the_deliveries(
    house: House, publish: Publish
) -> None:
    _leave(publish())
    batch = publish()
    assert [batch.reasons(run) for run in batch.runs if batch.reasons(run)] == []
    house.add(delivery("cresco-plus_1497_2023Q3"))
    batch = publish()
    assert [batch.reasons(run) for run in batch.runs if batch.reasons(run)] == []


def test_a_folder_never_holds_pages_that_hide_differently(house: House, publish: Publish) -> None:
    """Whoever asks for one municipality gets no page beside it of an older protection."""
    before = publish()
    _leave(before)
    before.planned[0].ledger.unlink()
    batch = publish(SHOWN, municipalities=("Hjo",))
    assert not _run(before).folder.parent.exists()
    assert batch.reasons(_run(batch)) == ("inte gjord förut",)


def test_a_publication_that_is_refused_leaves_what_was_there(
    house: House, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish()
    _leave(before)

    def refuse(planned: Planned) -> Publication:
        raise DisclosureError("Det går inte.")

    monkeypatch.setattr(protect_all_of, "make_apart", refuse)
    planned = house.prepare(project=PROJECT, audience="extern")
    refused = protect_all(
        replace(planned, planned=tuple(replace(one, told=None) for one in planned.planned))
    )
    assert refused.planned == ()
    assert refused.refused == ("Cresco+ 2023Q4: Det går inte.",)
    assert outputs(_run(before))[0].exists()


def test_it_reads_its_audiences_notebooks_and_texts_only(house: House, publish: Publish) -> None:
    run = _run(publish())
    texts = house.root.commentary / PROJECT / PERIOD / "hjo"
    texts.mkdir(parents=True)
    for name in ("mal.md", "mal.extern.md", "mal.siffror.json", "deltagare.extern.md"):
        (texts / name).write_text("text", "utf-8")
    files = set(files_of(run, house.folder))
    assert f"data/commentary/{PROJECT}/{PERIOD}/hjo/mal.extern.md" in files
    assert not [name for name in files if name.endswith(("mal.md", "siffror.json"))]
    notebooks = {name for name in files if name.startswith("notebooks/")}
    assert notebooks
    assert all(name.startswith("notebooks/extern/") for name in notebooks)


def test_it_is_executed_where_there_is_no_store(
    house: House, publish: Publish, tmp_path: Path
) -> None:
    batch = publish()
    sent = apart(batch.runs, house.folder, tmp_path / "apart")
    assert set(sent.values()) == set(batch.runs)
    assert all(run.notebook.path.is_file() for run in sent)
    assert {path.name for path in (tmp_path / "apart" / "data").iterdir()} == {"projects"}


def test_a_kernel_takes_only_figures_for_its_own_audience(
    cresco_plus: Project, tmp_path: Path
) -> None:
    period = cresco_plus.period(PERIOD)
    for audience, other in (("intern", "extern"), ("extern", "intern")):
        folder = tmp_path / audience
        lay_out(folder, audience, synthetic=True)
        path = folder / PROJECT / PERIOD / "hjo.csv"
        path.parent.mkdir(parents=True)
        _figures(tmp_path).write(path)
        with handing(folder):
            assert handed(cresco_plus, period, "Hjo", other) is None
            assert handed(cresco_plus, period, "Hjo", audience) is not None


def test_opened_by_hand_it_shows_what_is_published_and_measures_nothing(
    house: House, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = publish()
    run = _run(batch)
    monkeypatch.chdir(house.folder)
    monkeypatch.setattr(opening, "measured", None)
    asked = {**run.parameters, "underlag": "data/store"}
    with pytest.raises(UnpublishedError, match="stegvis run --audience extern"):
        open_section("Mål", **asked)
    claim(house.root.reports, synthetic=True)
    run.folder.mkdir(parents=True)
    protected_of(batch.of(run), "Hjo").write(run.folder / "figures.csv")
    section = open_section("Mål", **asked)
    assert section.audience == "extern"
    assert list(section.figures.frame["municipality"]) == ["Hjo"]
    assert bool(section.figures.frame["suppressed"].all())


ELSEWHERE = """import os

def die(*_):
    os._exit(9)

def print_and_give(*_):
    os.write(1, b"HighsMipSolverData")
    return "the publication"
"""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module that a process of its own can import."""
    (tmp_path / "protecting_elsewhere.py").write_text(ELSEWHERE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return import_module("protecting_elsewhere")


def test_a_process_that_dies_while_it_protects_is_told_of(
    house: House, monkeypatch: pytest.MonkeyPatch, elsewhere: ModuleType
) -> None:
    monkeypatch.setattr(protect_apart, "_made", elsewhere.die)
    refused = protect_all(house.prepare(project=PROJECT, audience="extern")).refused
    assert len(refused) == 1
    assert "dog, kanske för att minnet tog slut. Inget har lämnats ut." in refused[0]


def test_what_the_solver_prints_is_not_in_the_commands_output(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: ModuleType,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(protect_apart, "_made", elsewhere.print_and_give)
    [planned] = house.prepare(project=PROJECT, audience="extern").planned
    assert protect_apart.make_apart(planned) == "the publication"
    assert capfd.readouterr().out == ""
