"""(i) The index of thirty municipalities in twenty quarters, with pages and figures of real size.

It is written twice, because the second time what it tells is known; nothing is set beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from by_hand import page
from stegvis.definitions import read_project
from stegvis.figures import COLUMNS
from stegvis.project import Project
from stegvis.report.reports import claim
from stegvis.site.index import write_index

from bench.in_turn import ROUNDS, Row, in_turn, ratios, seconds
from bench.large import PROJECT, QUARTERS, ROOT
from bench.many_people import nationwide

PLACES = 30
SECTIONS = ("underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare")
PAGE_SIZE = 250_000
ROWS = {"alla": 14_500, "one": 900}


def index(
    places: int = PLACES, quarters: int = len(QUARTERS), rounds: int = ROUNDS
) -> Iterator[Row]:
    """Time both."""
    own = read_project(ROOT / "data" / "projects" / f"{PROJECT}.yaml")
    project = nationwide(own, places)
    with TemporaryDirectory() as name:
        reports = Path(name)
        _published(reports, project, [quarter.label for quarter in QUARTERS[-quarters:]])

        def write() -> float:
            return seconds(lambda: write_index(reports, {project.id: project}, SECTIONS))

        given = in_turn({"once": write, "again": write}, rounds)
    what = f"the index of {places} municipalities in {quarters} quarters; once more"
    yield Row("i", what, given["once"], given["again"], ratios(given["again"], given["once"]))


def _published(reports: Path, project: Project, quarters: list[str]) -> None:
    claim(reports, synthetic=True)
    for quarter in quarters:
        for slug in ("alla", *(place.slug for place in project.municipalities)):
            folder = reports / project.id / quarter / "intern" / slug
            folder.mkdir(parents=True, exist_ok=True)
            for section in SECTIONS:
                text = page(section, project.id, slug, quarter)
                (folder / f"{section}.html").write_text(text.ljust(PAGE_SIZE), "utf-8")
                (folder / f"{section}.pdf").touch()
            rows = ROWS["alla"] if slug == "alla" else ROWS["one"]
            (folder / "figures.csv").write_text(_figures(slug, rows), "utf-8")


def _figures(place: str, rows: int) -> str:
    about = f"{PROJECT},{place},2020Q1"
    told = [
        f"{about},caseload.started,,cumulative,60,,,,,,,false",
        f"{about},goal,,varaktig_progression/6_manader,4,9,0.44,0.19,0.73,,,false",
    ]
    other = f"{PROJECT},Hjo,2020Q1,steps.item,rater=participant;item=f1,,3,9,0.33,,,,,false"
    return "\n".join([",".join(COLUMNS), *told, *[other] * rows]) + "\n"
