"""Whatever has changed of a report, or of what it was made of, is said; else nothing is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from report.conftest import House, delivery
from report.test_provenance import _provide, _workers, made
from stegvis.report import carry_out as carrying
from stegvis.report import provide as providing
from stegvis.report.provenance import FILE
from stegvis.report.verify import NOTHING_TOLD, NoReportError, Verified, Verifier, folders_of

WHEN = datetime(2024, 1, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(carrying, "executor", _workers)
        patched.setattr(providing, "provide", _provide)
        root = tmp_path_factory.mktemp("verify") / "rot"
        made(root, WHEN)
    return root


@pytest.fixture
def house(_made: Path, tmp_path: Path) -> House:
    return House(Path(shutil.copytree(_made, tmp_path / "rot")))


def _folder(house: House) -> Path:
    return house.root.reports / "cresco-plus" / "2023Q4" / "intern" / "grastorp"


def _verified(house: House, folder: Path | None = None) -> dict[str, Verified]:
    verifier = Verifier(house.root, house.root.store, house.root.reports)
    return {one.section: one for one in verifier.verify(folder or _folder(house))}


def test_what_is_as_it_was_made_holds(house: House) -> None:
    found = _verified(house)
    assert set(found) == {"mal", "underlag"}
    assert all(one.holds and one.compared for one in found.values())


CHANGED: list[tuple[Callable[[Path], object], str]] = [
    (lambda folder: (folder / "mal.html").write_bytes(b"<p>Bra!</p>"), "mal.html är inte den"),
    (lambda folder: (folder / "mal.pdf").unlink(), "mal.pdf saknas"),
    (lambda folder: (folder / "mal.ipynb").write_bytes(b"[]"), "mal.ipynb är inte den"),
]


@pytest.mark.parametrize(("change", "said"), CHANGED, ids=["page", "pdf", "notebook"])
def test_a_file_that_was_changed_is_said(
    house: House, change: Callable[[Path], object], said: str
) -> None:
    change(_folder(house))
    found = _verified(house)
    assert found["underlag"].holds
    assert said in " ".join(found["mal"].changed)
    assert found["mal"].outdated == ()


def test_figures_that_were_changed_are_said_of_every_report(house: House) -> None:
    (_folder(house) / "figures.csv").write_bytes(b"andra siffror")
    said = [one.changed for one in _verified(house).values()]
    assert said == [("figures.csv är inte den som gjordes",)] * 2


def _deliver(house: House) -> None:
    house.add(delivery("cresco-plus_1444_2023Q3"))


def _lose(house: House) -> None:
    shutil.rmtree(house.root.store / "cresco-plus" / "1444" / "2023Q2")


def _target(house: House) -> None:
    path = house.root.projects / "cresco-plus.yaml"
    text = path.read_text("utf-8")
    assert "target: 0.3" in text
    path.write_text(text.replace("target: 0.3", "target: 0.9", 1), encoding="utf-8")


def _notebook(house: House) -> None:
    path = next((house.root.notebooks / "kommun").glob("*_mal.ipynb"))
    path.write_bytes(path.read_bytes() + b"\n")


def _tell(house: House, part: str, value: object) -> None:
    path = _folder(house) / FILE
    said = json.loads(path.read_bytes())
    said["reports"]["mal"]["made_of"][part] = value
    path.write_text(json.dumps(said), encoding="utf-8")


OUTDATED: list[tuple[Callable[[House], object], str]] = [
    (_deliver, "leveransen från Grästorp har ändrats (2023Q3)"),
    (_lose, "leveransen från Grästorp har ändrats (2023Q2)"),
    (_target, "projektfilen har ändrats (mål "),
    (_notebook, "anteckningsboken har ändrats"),
    (lambda house: _tell(house, "code", "en annan"), "koden har ändrats"),
    (lambda house: _tell(house, "packages", {"pandas": "1.0"}), "paketet pandas har gått från 1.0"),
    (lambda house: shutil.rmtree(house.root.projects), "här finns ingen projektfil"),
]


@pytest.mark.parametrize(("change", "said"), OUTDATED)
def test_what_it_was_made_of_and_has_changed_is_said(
    house: House, change: Callable[[House], object], said: str
) -> None:
    change(house)
    mal = _verified(house)["mal"]
    assert said in "; ".join(mal.outdated)
    assert mal.changed == ()


def test_when_a_delivery_was_added_is_no_difference(house: House, tmp_path: Path) -> None:
    later = made_again(tmp_path / "igen")
    shutil.rmtree(house.root.store)
    shutil.copytree(later / "data" / "store", house.root.store)
    assert all(one.holds for one in _verified(house).values())


def made_again(folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(carrying, "executor", _workers)
        patched.setattr(providing, "provide", _provide)
        made(folder, datetime(2031, 5, 6, tzinfo=UTC))
    return folder


def test_a_copy_elsewhere_is_compared_with_what_is_told_of_it(house: House, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(_folder(house), tmp_path / "hos ESF"))
    (copy / "mal.pdf").write_bytes(b"annat")
    found = _verified(house, copy)
    assert found["underlag"].holds
    assert not found["underlag"].compared
    assert found["mal"].changed == ("mal.pdf är inte den som gjordes",)


def test_a_report_that_nothing_is_told_of_is_named(house: House) -> None:
    (_folder(house) / "esf.html").write_bytes(b"")
    assert _verified(house)["esf"].changed == (NOTHING_TOLD,)


def test_pages_whose_provenance_is_gone_are_not_passed_over(house: House) -> None:
    (_folder(house) / FILE).unlink()
    assert folders_of(house.root.reports) == [_folder(house)]
    assert {one.changed for one in _verified(house).values()} == {(NOTHING_TOLD,)}


def test_where_there_is_no_report_it_is_said(house: House, tmp_path: Path) -> None:
    assert folders_of(house.root.reports) == [_folder(house)]
    assert folders_of(_folder(house) / "mal.html") == [_folder(house)]
    (tmp_path / "tom").mkdir()
    for path in (tmp_path / "tom", tmp_path / "finns inte"):
        with pytest.raises(NoReportError, match="har inga rapporter"):
            folders_of(path)
