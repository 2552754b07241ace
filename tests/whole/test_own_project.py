"""Another project than those the program was made with goes all the way, from an empty folder.

``docs/exempel/steg-i-norr.yaml`` has a scale of 1–10, seven questions to one rater and five to the
other, cards every month, the participant's card deciding, goals, reasons, lists and a colour of its
own, no ESF, and municipalities elsewhere. Asserted are what a reader meets, and every figure
against the independent count.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from english import english_in_page
from once import once
from pdf_text import pdf_text
from stegvis.definitions import read_project
from stegvis.example.own import deliver_project
from stegvis.project import Project
from whole import recount as plain
from whole.conftest import ROOT, stegvis
from whole.recounted import differences

pytestmark = pytest.mark.slow

EXAMPLE = ROOT / "docs" / "exempel" / "steg-i-norr.yaml"
NAME, PERIODS = "steg-i-norr", ("2025Q3", "2025Q4")
PERIOD = PERIODS[-1]
FEW = ("progression", "definitioner")
"""What is made of two municipalities: the sections that tell most of what is the project's own."""
SECTIONS = {"underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare"}
OF_ALL = {"jamforelse", "sammanfattning", "esf", "struktur", "forandringar", "definitioner"}
ELSEWHERE = re.compile(
    r"cresco|skaraborg|\bhjo\b|skövde|metod\w* \(?bip|kunskap om bip|enligt bip|från 1 till 5\b",
    re.I,
)


@dataclass(frozen=True)
class Made:
    """A root in which everything has been made."""

    root: Path
    project: Project

    @property
    def whole(self) -> bool:
        """Whether all is made of it, the final reports too."""
        return len(self.project.municipalities) > 2

    def folder(self, audience: str) -> Path:
        return self.root / "reports" / NAME / PERIOD / audience

    def page(self, place: str, section: str) -> str:
        return (self.folder("intern") / place / f"{section}.html").read_text("utf-8")


def _done(*arguments: str | Path) -> None:
    ended = stegvis(*arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def make(root: Path, municipalities: tuple[str, ...]) -> None:
    """Begin in an empty folder, put the project's file in place, deliver, and make it all."""
    begun = [part for name in municipalities for part in ("--municipality", name)]
    _done(
        *("new-project", root, "--id", NAME, "--name", "Steg i norr", "--organisation", "Någon"),
        *("--start", "2024-02-01", "--end", "2025-12-31", *begun),
    )
    text = EXAMPLE.read_text("utf-8")
    named = re.findall(r"  - \{code: .*name: (\w+)\}\n", text)
    for name in set(named) - set(municipalities):
        text = re.sub(rf"  - \{{code: .*name: {name}\}}\n", "", text)
    path = root / "data" / "projects" / f"{NAME}.yaml"
    path.write_text(text, encoding="utf-8")
    deliver_project(root / "data" / "inbox" / "kommunerna", read_project(path), periods=PERIODS)
    _done("check", "--root", root, "--period", PERIOD)
    _done("add", "--root", root, root / "data" / "inbox")
    if len(municipalities) > 2:
        _done("book", "--root", root)
        _done("book", "--root", root, "--audience", "extern")
        return
    chosen = [part for name in FEW for part in ("--section", name)]
    _done("run", "--root", root, "--municipality", "alla", *chosen)


@pytest.fixture(
    scope="session",
    params=[
        ("Pajala", "Kiruna"),
        pytest.param(
            ("Jokkmokk", "Pajala", "Gällivare", "Kiruna"),
            marks=pytest.mark.long,  # every section and both books: two minutes of processor time
        ),
    ],
    ids=["two", "four"],
)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Made:
    names: tuple[str, ...] = request.param
    root = once(
        tmp_path_factory, worker_id, f"own-{len(names)}", lambda folder: make(folder, names)
    )
    return Made(root, read_project(root / "data" / "projects" / f"{NAME}.yaml"))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        match path.suffix:
            case ".html" | ".csv" | ".json" | ".txt":
                yield path.name, path.read_text("utf-8")
            case ".docx" | ".xlsx":
                with zipfile.ZipFile(path) as package:
                    for one in package.namelist():
                        yield path.name, package.read(one).decode("utf-8", "replace")
            case ".pdf" if path.stem in ("slutrapport", "definitioner"):
                yield path.name, pdf_text(path.read_bytes())


def test_every_section_and_both_books_are_there(made: Made) -> None:
    intern = made.folder("intern")
    if not made.whole:
        assert {path.stem for path in (intern / "alla").glob("*.pdf")} == {*FEW}
        return
    for place in ("alla", *(one.slug for one in made.project.municipalities)):
        wanted = SECTIONS | (OF_ALL if place == "alla" else {"kommunbilaga"})
        for suffix in ("html", "pdf"):
            assert {path.stem for path in (intern / place).glob(f"*.{suffix}")} == wanted
    for audience in ("intern", "extern"):
        there = {path.suffix for path in made.folder(audience).glob("slutrapport.*")}
        assert there == {".html", ".pdf", ".docx", ".xlsx"}
    assert (made.root / "reports" / "index.html").is_file()


def test_the_project_s_own_scale_questions_and_municipalities_are_told(made: Made) -> None:
    definitions = BeautifulSoup(made.page("alla", "definitioner"), "html.parser").get_text(" ")
    assert "skala från 1 till 10" in definitions
    assert "1 månad emellan" in definitions.replace("\N{NO-BREAK SPACE}", " ")
    book = "slutrapport.pdf" if made.whole else "alla/definitioner.pdf"
    printed = " ".join(pdf_text((made.folder("intern") / book).read_bytes()).split())
    progression = made.page("alla", "progression")
    for item in (*made.project.card.participant, *made.project.card.coordinator):
        assert item.label in progression
        assert item.label in definitions
    for municipality in made.project.municipalities:
        assert municipality.name in printed


def test_it_is_drawn_in_the_project_s_own_colour_and_no_other(made: Made) -> None:
    assert made.page("alla", "progression").count("#5b2a86") > 10
    pages = [*(made.root / "reports").rglob("*.html"), *(made.root / "data").rglob("*.html")]
    assert len(pages) > 5
    for path in pages:
        assert "#0f4c6b" not in path.read_text("utf-8"), path


def test_nothing_is_told_of_another_project(made: Made) -> None:
    for folder in (made.root / "reports", made.root / "data" / "answers"):
        for name, text in _texts(folder):
            assert not ELSEWHERE.search(text), (name, ELSEWHERE.search(text))


def test_a_scale_of_ten_is_drawn_from_one_to_ten_and_months_are_months(made: Made) -> None:
    page = BeautifulSoup(made.page("alla", "progression"), "html.parser")
    over_time = next(
        figure
        for figure in page.find_all("figure", class_="chart")
        if "medelvärde över tid" in figure.find("figcaption").get_text()
    )
    ticks = [text.get_text() for text in over_time.find_all("text")]
    assert {str(number) for number in range(1, 11)} <= set(ticks)
    assert [tick for tick in ticks if re.fullmatch(r"\d+ mån", tick)][:4] == [
        *("0 mån", "3 mån", "6 mån", "9 mån")
    ]


def test_the_pages_are_swedish(made: Made) -> None:
    for path in made.folder("intern").rglob("*.html"):
        assert english_in_page(path.read_text("utf-8")) == [], path.name


def test_every_figure_is_counted_the_same_in_plain_loops(made: Made) -> None:
    names = {one.code: one.name for one in made.project.municipalities}
    delivered: dict[str, dict[str, plain.Sheets]] = defaultdict(dict)
    for path in (made.root / "data" / "inbox" / "kommunerna").iterdir():
        _, code, quarter = path.stem.split("_")
        delivered[names[code]][quarter] = plain.open_delivery(path)
    figures = made.folder("intern") / "alla" / "figures.csv"
    span = made.project.period(PERIOD)
    assert differences(figures, made.project, span, delivered) == []
