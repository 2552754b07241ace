"""Take the handbook's pictures anew: ``python -m pictures``, as ``make pictures`` does.

The example's reports are to be there, as ``make report`` builds them. The workbooks' pictures are
taken where there is a LibreOffice, and are left as they are where there is none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from form.office import SOFFICE
from stegvis.cli import app
from stegvis.definitions import read_projects
from stegvis.root import Root
from typer.testing import CliRunner

from pictures.inbox import PROJECT, QUARTER, answered
from pictures.shots import Shot, small, taken
from pictures.workbooks import printed

ROOT = Root(Path(__file__).resolve().parents[2])
EXAMPLE = ROOT.folder / "data" / "example"
PICTURES = ROOT.folder / "docs" / "handbok" / "bilder"
CORRECTED = "2024Q2"
"""The quarter whose deliveries corrected something in those of the quarter before."""


def shots(reports: Path, corrected: Path, answers: Path) -> Iterator[Shot]:
    """List the pictures of pages, given the folders that they lie in."""
    plus, creare = reports / PROJECT / QUARTER, reports / "cresco-creare" / "2023Q1"
    changes = corrected / PROJECT / CORRECTED / "intern" / "alla" / "forandringar.html"
    yield Shot("startsida.png", reports / "index.html", 850)
    yield Shot("resultat.png", reports / "index.html", 620, ".edition")
    yield Shot("avsnitt.png", plus / "intern" / "skovde" / "mal.html", 560)
    yield Shot("slutrapport.png", plus / "intern" / "slutrapport.html", 900)
    yield Shot("kommentar.png", creare / "intern" / "alla" / "mal.html", 850)
    yield Shot("extern.png", plus / "extern" / "index.html", 560)
    yield Shot("granskning.png", plus / "granskning.html", 1000)
    yield Shot("rattelse.png", changes, 320, ".table:has-text('rättats i en senare')")
    yield Shot("laget.png", answers / "index.html", 950)
    yield Shot("svar.png", answers / "mariestad.html", 1040)


def _type(command: str, store: Path, *arguments: str | Path) -> None:
    """Type a command in the root, with a store of its own."""
    line = [command, "--root", ROOT.folder, "--store", store, *arguments]
    told = CliRunner().invoke(app, [str(one) for one in line])
    assert told.exit_code == 0, told.output


def _form(scratch: Path) -> Path:
    """Write the form that Skövde is sent, with what it delivered the quarter before."""
    form, store = scratch / "mall.xlsx", scratch / "store"
    _type("add", store, EXAMPLE / PROJECT / f"{PROJECT}_1496_2025Q1.xlsx")
    which = ("--project", PROJECT, "--period", QUARTER, "--municipality", "Skövde")
    _type("template", store, *which, "--out", form)
    return form


def _corrected(scratch: Path) -> Path:
    """Write the section about corrections, of a quarter that had one; give the reports' folder."""
    reports = scratch / "reports"
    which = ("--project", PROJECT, "--period", CORRECTED, "--municipality", "alla")
    _type("run", EXAMPLE / "store", *which, "--section", "forandringar", "--reports", reports)
    return reports


def main(reports: Path) -> None:
    """Take them all, and name them: the one who takes them is to look at them."""
    with TemporaryDirectory() as name:
        scratch = Path(name)
        answers = answered(EXAMPLE, read_projects(ROOT.projects), scratch)
        pictures = list(taken(shots(reports, _corrected(scratch), answers)))
        if SOFFICE:
            form = small(printed(_form(scratch), 1, 760, scratch), stamped=True)
            to_mend = printed(answers / "mariestad.xlsx", 1, 500, scratch)
            pictures += [("mall.png", form), ("markerad.png", small(to_mend, stamped=False))]
    for picture, content in pictures:
        (PICTURES / picture).write_bytes(content)
        print(f"{picture} {len(content) // 1000} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.reports)
