"""Look at what the main job built: every section of both projects is there, whole and right.

And one external publication, with nothing internal in it.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

KOMMUN = ("underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare")
PROJEKT = ("jamforelse", "sammanfattning", "esf", "struktur", "forandringar", "definitioner")
VOLUME = "kommunbilaga"
SIGNATURES = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK"}
OUTCOMES = (
    "30\N{NO-BREAK SPACE}%",
    "81 av 300 (27\N{NO-BREAK SPACE}%)",
    "96 av 300 (32\N{NO-BREAK SPACE}%)",
)
EXPECTED = {"cresco-plus": ("2025Q2", 14), "cresco-creare": ("2023Q1", 15)}


def look(reports: Path) -> int:
    """Check the folder and give the number of reports; an AssertionError says what is wrong."""
    found = 0
    for project, (period, municipalities) in EXPECTED.items():
        folder = reports / project / period / "intern"
        places = sorted(path.name for path in folder.iterdir() if path.is_dir())
        assert len(places) == municipalities + 1, (project, places)
        for place in places:
            sections = (*KOMMUN, *PROJEKT) if place == "alla" else KOMMUN
            for section in sections:
                page = (folder / place / f"{section}.html").read_text(encoding="utf-8")
                assert page.rstrip().endswith("</html>"), (place, section)
                assert "Syntetiska exempeldata" in page, (place, section)
                assert "http://" not in page.replace("http://www.w3.org/", ""), (place, section)
                pdf = (folder / place / f"{section}.pdf").read_bytes()
                assert pdf.startswith(b"%PDF-"), (place, section)
                assert pdf.rstrip().endswith(b"%%EOF"), (place, section)
                found += 1
        for suffix, signature in SIGNATURES.items():
            book = (folder / f"slutrapport.{suffix}").read_bytes()
            assert book.startswith(signature), (project, suffix)
        volumes = {path.parent.name for path in folder.glob(f"*/{VOLUME}.pdf")}
        assert volumes == set(places) - {"alla"}, (project, volumes)
    assert (reports / "index.html").exists()
    look_outside(reports / "cresco-plus" / EXPECTED["cresco-plus"][0] / "extern")
    book = (reports / "cresco-creare/2023Q1/intern/slutrapport.html").read_text(encoding="utf-8")
    assert all(outcome in book for outcome in OUTCOMES), OUTCOMES
    with (reports / "cresco-creare/2023Q1/intern/alla/figures.csv").open(encoding="utf-8") as file:
        goals = {
            row["definition"]: (row["k"], row["n"])
            for row in csv.DictReader(file)
            if row["municipality"] == "ALLA" and row["measure"] == "goal"
        }
    assert goals["arbete_studier/primar"] == ("81", "300"), goals
    assert goals["arbete_studier/med_arbetssokande"] == ("96", "300"), goals
    return found


def look_outside(folder: Path) -> None:
    """Check that an external publication is whole, hides something, and has nothing internal."""
    for suffix, signature in SIGNATURES.items():
        assert (folder / f"slutrapport.{suffix}").read_bytes().startswith(signature), suffix
    assert (folder / "index.html").exists()
    assert (folder.parent / "granskning.html").exists()
    assert not list(folder.rglob("*.ipynb"))
    for page in folder.rglob("*.html"):
        assert "får inte spridas" not in page.read_text(encoding="utf-8"), page
    with (folder / "alla" / "figures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    hidden = [row for row in rows if row["suppressed"] == "true"]
    assert 0 < len(hidden) < len(rows)
    assert not [row for row in hidden if row["value"] and not (row["k"] and row["n"])]
    goals = [r for r in rows if r["measure"] == "goal" and r["municipality"] == "ALLA"]
    assert goals
    assert not [row for row in goals if row["suppressed"] == "true"]


if __name__ == "__main__":
    print(f"{look(Path(sys.argv[1]))} reports, each as HTML and PDF, final reports, and the index")
