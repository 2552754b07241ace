"""`stegvis quarter`: from the inbox to the final report, again and again until all is done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.conftest import Asked
from cli.shape import has_shape
from stegvis.book.made import Made as Book
from stegvis.book.unchanged import NAME, SUFFIXES, Note, remember, seen_of
from stegvis.cli import documents as shapes
from stegvis.delivery.store import Store
from stegvis.place import ALL
from stegvis.report.handed import figures_path
from stegvis.report.made import Made
from stegvis.report.outcome import Status
from stegvis.report.plan import Run
from stegvis.report.planned import Planned
from stegvis.root import Root
from typer.testing import Result
from written_notebook import write_notebook

Sheets = dict[str, list[list[object]]]
Write = Callable[[Path, Sheets], Path]
Quarter = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]
QUARTER = Path("cresco-plus", "2023Q4")


@pytest.fixture
def house(tmp_path: Path, worked_example: Sheets, write_workbook: Write) -> Path:
    """A root that Hjo's delivery has come to, and no notebook."""
    root = tmp_path / "root"
    shutil.copytree(ROOT / "data" / "projects", root / "data" / "projects")
    (root / "notebooks").mkdir()
    inbox = root / "data" / "inbox"
    inbox.mkdir()
    write_workbook(inbox / "cresco-plus_1497_2023Q4.xlsx", worked_example)
    return root


@pytest.fixture
def ask(house: Path, asked: Asked) -> Quarter:
    return lambda *more: asked("quarter", "--root", house, "--jobs", "1", *more)


@pytest.fixture
def refused(house: Path) -> Path:
    """Vara's delivery, which is none."""
    path = house / "data" / "inbox" / "cresco-plus_1470_2023Q4.xlsx"
    path.write_bytes(b"ingen arbetsbok")
    return path


def _summary(house: Path) -> str:
    return (house / "data" / "answers" / QUARTER / "sammanfattning.txt").read_text("utf-8")


def _kept(house: Path) -> set[str]:
    kept = Store(house / "data" / "store").deliveries("cresco-plus")
    return {f"{one.code}_{one.period}" for one in kept}


def _seen(folder: Path) -> dict[Path, int]:
    """Give when each file was written; what is noted of code and locks is nothing that is made."""
    files = (path for path in folder.rglob("[!.]*") if path.is_file())
    return {
        path: path.stat().st_mtime_ns
        for path in files
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


class _Quick:
    """Stands for kernels and for what makes books: Hjo's section fails until a file is there."""

    def __init__(self, mended: Path) -> None:
        self.mended = mended

    def make_all(self, runs: Sequence[Run], root: Path) -> Iterator[Made]:
        for run in runs:
            failure = "" if run.place == ALL or self.mended.exists() else "cell 2: trasig"
            yield Made(run, 0.0, b'{"cells": []}', b"<html></html>", b"%PDF-", failure)

    @contextmanager
    def executor(self, jobs: int, scheduler: str | None) -> Iterator[_Quick]:
        yield self

    def provide(self, planned: object, runs: Sequence[Run], folder: Path, jobs: int) -> None:
        for run in runs:
            path = figures_path(folder, run.project, run.period, run.folder.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("siffror", encoding="utf-8")

    def publish_book(self, root: Root, request: object, planned: Planned, failed: int) -> Book:
        path = planned.folder / f"{NAME}.html"
        if failed:
            return Book("Cresco+", planned.period.label, Status.FAILED, path, "avsnitt saknas")
        for suffix in SUFFIXES:
            path.with_suffix(f".{suffix}").write_bytes(b"%PDF-")
        remember(planned.folder, Note("", seen_of(planned)))
        return Book("Cresco+", planned.period.label, Status.DONE, path)


@pytest.fixture(params=["quick", pytest.param("real", marks=pytest.mark.long)])
def mended(
    request: pytest.FixtureRequest, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The file that has to be there for Hjo's section not to fail, with kernels (long) or not."""
    path = tmp_path / "lagad"
    cell = (
        "from pathlib import Path\n"
        f"if kommun == 'Hjo' and not Path({str(path)!r}).exists():\n"
        "    raise ValueError('trasig')"
    )
    write_notebook(house / "notebooks" / "kommun" / "01_bra.ipynb", cell)
    if request.param == "quick":
        quick = _Quick(path)
        monkeypatch.setattr("stegvis.report.carry_out.executor", quick.executor)
        monkeypatch.setattr("stegvis.report.provide.provide", quick.provide)
        monkeypatch.setattr("stegvis.book.publish.publish_book", quick.publish_book)
    return path


def test_it_goes_on_from_where_it_stopped_until_nothing_is_left(
    house: Path, ask: Quarter, mended: Path
) -> None:
    """A section fails, is mended, and only what was left is done; then nothing is."""
    reports = house / "reports" / QUARTER / "intern"

    failed = ask()
    assert failed.exit_code == 1, failed.output
    assert "Hjo bra: cell" in failed.stdout
    assert "1 gjordes, 0 var oförändrade och 1 misslyckades" in _summary(house)
    assert not (reports / "slutrapport.html").exists()
    assert _kept(house) == {"1497_2023Q4"}
    assert (house / "data" / "answers" / QUARTER / "hjo.html").exists()
    steps = [line for line in failed.stderr.splitlines() if line.startswith("Steg ")]
    assert [step.split(":")[0] for step in steps] == [f"Steg {n} av 3" for n in (1, 2, 3)]
    store = _seen(house / "data" / "store")
    first = (reports / "alla" / "bra.ipynb").stat().st_mtime_ns

    mended.touch()
    done = ask()
    assert done.exit_code == 0, done.output
    assert "1 gjordes och 1 var oförändrade" in _summary(house)
    assert f"Slutrapporten är gjord: reports/{QUARTER.as_posix()}/intern" in _summary(house)
    assert (reports / "slutrapport.pdf").read_bytes().startswith(b"%PDF-")
    assert (house / "reports" / "index.html").exists()
    assert (reports / "alla" / "bra.ipynb").stat().st_mtime_ns == first
    assert done.stdout.endswith(_summary(house))

    before = _seen(house / "reports")
    again = ask("--json")
    assert again.exit_code == 0
    document = json.loads(again.stdout)
    assert has_shape(document, shapes.QuarterTold)
    assert [one["verdict"] for one in document["deliveries"]] == ["already-there"]
    assert {one["status"] for one in (*document["runs"], *document["books"])} == {"unchanged"}
    assert document["summary"] == _summary(house)
    assert _seen(house / "reports") == before
    assert store.items() <= _seen(house / "data" / "store").items()


def test_broken_off_while_deliveries_are_added_it_adds_the_others_the_next_time(
    house: Path,
    ask: Quarter,
    worked_example: Sheets,
    write_workbook: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked_example["leverans"][2][1] = "Skövde"
    write_workbook(house / "data" / "inbox" / "cresco-plus_1496_2023Q4.xlsx", worked_example)
    added: list[object] = []
    add = Store.add

    def broken_off(store: Store, *arguments: object) -> object:
        if added:
            raise KeyboardInterrupt
        added.append(add(store, *arguments))  # type: ignore[arg-type]  # as they are
        return added[0]

    with monkeypatch.context() as patched:
        patched.setattr(Store, "add", broken_off)
        assert ask().exit_code == 130
    assert _kept(house) == {"1496_2023Q4"}
    assert not (house / "data" / "answers").exists()
    document = json.loads(ask("--json").stdout)
    verdicts = {one["municipality"]: one["verdict"] for one in document["deliveries"]}
    assert verdicts == {"Skövde": "already-there", "Hjo": "added"}
    assert _kept(house) == {"1496_2023Q4", "1497_2023Q4"}


def test_with_nothing_to_run_all_are_answered_and_a_sentence_says_so(
    house: Path, ask: Quarter, refused: Path
) -> None:
    (house / "data" / "inbox" / "cresco-plus_1497_2023Q4.xlsx").unlink()
    write_notebook(house / "notebooks" / "kommun" / "01_bra.ipynb", "1")
    ended = ask("--json")
    assert ended.exit_code == 1
    document = json.loads(ended.stdout)
    assert has_shape(document, shapes.QuarterTold)
    assert document["error"].startswith("Inget att köra: ")
    assert document["summary"] == _summary(house)
    assert "Avvisade (1): Vara (1" in _summary(house)
    assert "Inga rapporter är gjorda." in _summary(house)
    pages = {path.stem for path in (house / "data" / "answers" / QUARTER).glob("*.html")}
    assert {"vara", "hjo", "index"} <= pages
    assert not (house / "data" / "store").exists()


def test_quiet_says_only_what_went_wrong(house: Path, ask: Quarter, refused: Path) -> None:
    told = ask("--quiet")
    assert told.exit_code == 1
    said = told.stdout.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert said == [f"{refused.name}: avvisad, 1 fel"]
    assert told.stderr.count("\n") == 1, "why there are no reports"


def test_another_project_s_deliveries_are_left_alone_and_what_is_not_kept_is_said(
    house: Path, ask: Quarter
) -> None:
    inbox = house / "data" / "inbox"
    example = ROOT / "data" / "example"
    ask()
    shutil.copy(example / "cresco-plus" / "cresco-plus_1444_2023Q4.xlsx", inbox)
    shutil.copy(example / "cresco-creare" / "cresco-creare_1444_2023Q1.xlsx", inbox)
    document = json.loads(ask("--project", "cresco-plus", "--json").stdout)
    assert document["status"] == 1
    verdicts = {one["municipality"]: one["verdict"] for one in document["deliveries"]}
    assert verdicts == {"Hjo": "already-there", "Grästorp": "rejected"}
    assert [one["project"] for one in document["states"]] == ["cresco-plus"]
    assert "Godkända men inte inlagda (1): Grästorp." in _summary(house)
    assert "- Grästorp: leveransen gick inte att lägga in" in _summary(house)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--period", "2023"), "Skriv det som 2023Q3."),
        (("--project", "cresco"), "Menade du cresco-plus"),
        (("--audience", "alla"), "Välj intern eller extern"),
    ],
)
def test_what_is_asked_for_wrongly_is_said_before_anything_is_begun(
    house: Path, ask: Quarter, more: tuple[str, ...], said: str
) -> None:
    told = ask(*more)
    assert told.exit_code == 2
    assert said in told.stderr
    assert {path.name for path in (house / "data").iterdir()} == {"projects", "inbox"}


def test_without_an_inbox_it_says_where_to_put_the_deliveries(house: Path, ask: Quarter) -> None:
    shutil.rmtree(house / "data" / "inbox")
    told = ask()
    assert told.exit_code == 2
    assert told.stderr.rstrip().endswith(f"Lägg leveranserna i {house / 'data' / 'inbox'}.")
