"""What is published, noted and said when runs end well, badly, or are cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from report.conftest import House, delivery
from stegvis.report import carry_out as carrying
from stegvis.report import provide as providing
from stegvis.report.batch import Batch, Request
from stegvis.report.handed import FOLDER, figures_path, handed_folder
from stegvis.report.made import Made
from stegvis.report.outcome import Outcome
from stegvis.report.plan import Run
from stegvis.report.publish import failed_notebook
from stegvis.report.unchanged import outputs

PLACES = ("Hjo",)


class Interrupted(BaseException):
    """Stands for a process that is killed."""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A root where nothing is measured: every place's figures are the same text."""
    house = House.build(tmp_path / "house")
    house.add(delivery("cresco-plus_1497_2023Q4"))

    def provide(planned: object, runs: Sequence[Run], folder: Path, jobs: int) -> None:
        for run in runs:
            path = figures_path(folder, run.project, run.period, run.folder.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("siffror", encoding="utf-8")

    monkeypatch.setattr(providing, "provide", provide)
    return house


Carry = Callable[..., list[Outcome]]


@pytest.fixture
def carry(house: House, monkeypatch: pytest.MonkeyPatch) -> Carry:
    """Carry out Hjo's runs: each is made at once, but those of ``failing`` sections."""

    def carried(failing: Sequence[str] = (), *, force: bool = False) -> list[Outcome]:
        class Workers:
            def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
                folder = handed_folder()
                assert folder is not None
                assert folder.name == FOLDER
                for run in runs:
                    failure = "det gick inte" if run.notebook.section in failing else ""
                    yield Made(run, 0.0, b"{}", b"<html>", b"%PDF", failure)

        @contextmanager
        def executor(jobs: int, scheduler: str | None) -> Iterator[Workers]:
            yield Workers()

        monkeypatch.setattr(carrying, "executor", executor)
        batch = _planned(house)
        request = Request(house.root.store, house.root.reports, force=force)
        return carrying.carry_out(house.root, request, batch, lambda outcome: None)

    return carried


def _planned(house: House) -> Batch:
    return house.prepare(project="cresco-plus", municipalities=PLACES)


def _again(house: House) -> dict[str, tuple[str, ...]]:
    found = house.again(project="cresco-plus", municipalities=PLACES)
    return {section: why for (_, _, section), why in found.items()}


def test_what_is_published_is_whole_and_not_done_again(house: House, carry: Carry) -> None:
    assert [outcome.status.value for outcome in carry()] == ["klar"] * 6
    for run in _planned(house).runs:
        assert [path.read_bytes() for path in outputs(run)] == [
            *(b"<html>", b"%PDF", b"{}", b"siffror"),
        ]
    assert [outcome.status.value for outcome in carry()] == ["oförändrad"] * 6
    assert [outcome.status.value for outcome in carry(force=True)] == ["klar"] * 6


def test_what_failed_is_tried_again_even_when_it_was_made_before(
    house: House, carry: Carry
) -> None:
    carry()
    assert [o.status.value for o in carry(["mal"], force=True)].count("misslyckad") == 1
    assert _again(house) == {"mal": ("misslyckades senast",)}
    assert [outcome.status.value for outcome in carry()].count("klar") == 1
    assert not any(failed_notebook(run).exists() for run in _planned(house).runs)
    assert _again(house) == {}


@pytest.mark.parametrize("when", ["publish", "remember"])
def test_what_was_cut_short_is_done_again(
    house: House, carry: Carry, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Killed at the third section: before it is put in its place, or before it is noted."""
    carry()
    from stegvis.report import publish

    where = publish if when == "publish" else carrying
    real, seen = getattr(where, when), []

    def cut_short(one: object, *more: object, **named: object) -> object:
        seen.append(one)
        if len(seen) == 3:
            raise Interrupted
        return real(one, *more, **named)

    with monkeypatch.context() as patched:
        patched.setattr(where, when, cut_short)
        with pytest.raises(Interrupted):
            carry(force=True)
    cut = {} if when == "publish" else {"progression": ("blev inte klar senast",)}
    assert _again(house) == cut, "what was published before is whole, until there is something new"
    assert handed_folder() is None
    assert not list(house.root.reports.glob(".arbete-*"))
    carry()
    assert _again(house) == {}
