"""The index of thirty municipalities in twenty quarters, with pages and figures of real size."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from by_hand import page
from stegvis.definitions import read_projects
from stegvis.figures import COLUMNS
from stegvis.place import Municipality
from stegvis.report.reports import claim
from stegvis.site import write_index
from whole.conftest import ROOT

PLACES, QUARTERS = 30, [f"{year}Q{part}" for year in range(2018, 2023) for part in range(1, 5)]
SECTIONS = ("underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare")
PAGE_SIZE = 250_000
ROWS = {"alla": 14_500, "one": 900}


def _figures(place: str, rows: int) -> str:
    told = [
        f"cresco-plus,{place},2020Q1,caseload.started,,cumulative,60,,,,,,,false",
        f"cresco-plus,{place},2020Q1,goal,,varaktig_progression/6_manader,4,9,0.44,0.19,0.73,,,false",
    ]
    other = "cresco-plus,Hjo,2020Q1,steps.item,rater=participant;item=f1,,3,9,0.33,,,,,false"
    return "\n".join([",".join(COLUMNS), *told, *[other] * rows]) + "\n"


def test_a_large_index(tmp_path: Path) -> None:
    project = read_projects(ROOT / "data" / "projects")["cresco-plus"]
    places = tuple(
        Municipality(code=str(1000 + number), name=f"Kommun {number}") for number in range(PLACES)
    )
    project = project.model_copy(update={"municipalities": places})
    claim(tmp_path, synthetic=True)
    for quarter in QUARTERS:
        for slug in ("alla", *(place.slug for place in places)):
            folder = tmp_path / project.id / quarter / "intern" / slug
            folder.mkdir(parents=True)
            for section in SECTIONS:
                text = page(section, project.id, slug, quarter)
                (folder / f"{section}.html").write_text(text.ljust(PAGE_SIZE), "utf-8")
                (folder / f"{section}.pdf").touch()
            rows = ROWS["alla"] if slug == "alla" else ROWS["one"]
            (folder / "figures.csv").write_text(_figures(slug, rows), "utf-8")
    for time in ("first", "second"):
        begun = perf_counter()
        path = write_index(tmp_path, {project.id: project}, SECTIONS)
        print(f"\n{time} time {perf_counter() - begun:.2f} s, {path.stat().st_size / 1e6:.2f} MB")
