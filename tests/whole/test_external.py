"""An external publication from the command line: what its folder holds, and what it never holds."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from bs4 import BeautifulSoup
from once import once
from pdf_text import pdf_text
from stegvis.figures import Figures
from whole.conftest import FEW, make_root, newest, stegvis

pytestmark = pytest.mark.slow

EXTERN = Path("reports/cresco-plus/2025Q2/extern")
BOOK = ("book", "--project", "cresco-plus", "--audience", "extern")
INTERNAL = re.compile(r"intern\W*får inte spridas|/intern/|granskning|index-|misslyckade", re.I)


def build(root: Path) -> None:
    make_root(root, notebooks=("extern",))
    paths = [newest(code) for code in (*FEW.values(), "1496")]
    added = stegvis("add", "--root", root, *paths)
    assert added.returncode == 0, added.stdout + added.stderr
    made = stegvis(*BOOK, "--root", root)
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A root with the external book of the largest and the smallest municipalities."""
    return once(tmp_path_factory, worker_id, "external", build)


@pytest.fixture(scope="session")
def folder(root: Path) -> Path:
    return root / EXTERN


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Give every file as what can be read in it, its name among that."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield name, name
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as package:
                yield from (
                    (name, package.read(one).decode("utf-8", "replace"))
                    for one in package.infolist()
                )
        elif path.suffix == ".pdf":
            with pikepdf.open(path) as pdf:
                about = [str(value) for value in pdf.docinfo.values()]
                yield name, " ".join([*about, bytes(pdf.Root.Metadata.read_bytes()).decode()])
            yield name, pdf_text(path.read_bytes())
        elif path.is_file():
            yield name, path.read_text("utf-8")


def test_the_folder_holds_pages_figures_and_the_book_and_nothing_else(folder: Path) -> None:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    top = {name for name in names if "/" not in name}
    book = {f"slutrapport.{suffix}" for suffix in ("html", "pdf", "docx", "xlsx")}
    assert top == {"index.html", "provenance.json", *book}
    kinds = {Path(name).suffix for name in names - top}
    assert kinds == {".html", ".pdf", ".csv", ".json"}
    sections = {Path(name).stem for name in names if name.startswith("alla/")}
    assert {"deltagare", "mal", "jamforelse", "definitioner", "figures"} <= sections
    assert not {"jamforelse", "definitioner"} & {
        Path(name).stem for name in names if name.startswith("skovde/")
    }


def test_nothing_internal_is_in_it(root: Path, folder: Path) -> None:
    """Neither what internal pages say of themselves, nor a path or a user of this machine."""
    own = [str(root), str(Path.home()) + "/", gettempdir(), "data/store", "data/example", ".ipynb"]
    own += [getpass.getuser()] if getpass.getuser() != "root" else []
    for name, text in _texts(folder):
        assert not INTERNAL.search(text), name
        assert not [path for path in own if path in text], name


def test_it_can_be_copied_out_and_every_address_leads_within(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "kopia" / "mapp"))
    followed = 0
    for page in copy.rglob("*.html"):
        parsed = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        anchors = {str(tag["id"]) for tag in parsed.find_all(id=True)}
        for tag in parsed.find_all(["a", "img", "link", "script", "source", "iframe"]):
            address = str(tag.get("href") or tag.get("src") or "")
            parts = urlsplit(address)
            if parts.scheme in ("data", "https", "mailto") or not address:
                continue
            assert not parts.scheme, (page, address)
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), (page, address)
            assert target.is_relative_to(copy.resolve()), (page, address)
            assert parts.path or not parts.fragment or parts.fragment in anchors, (page, address)
            followed += 1
    assert followed > 100
    for path in copy.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            for file in _linked_files(pdf):
                assert (path.parent / unquote(file)).resolve().is_file(), (path, file)


def _linked_files(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if address and not urlsplit(address).scheme:
                yield address


def test_what_is_hidden_has_no_number(folder: Path) -> None:
    figures = Figures.read(folder / "alla" / "figures.csv").frame
    hidden = figures[figures["suppressed"]]
    assert len(hidden) > 10
    numbers = ["k", "n", "value", "low", "high", "bound_low", "bound_high"]
    assert hidden[numbers].isna().any(axis=1).all()
    shares = hidden[hidden["value"].notna()]
    assert shares[["k", "n"]].notna().all().all(), "a share is told of what is told"
    people = figures["measure"].str.match("caseload|goal|participants|steps|lasting|esf")
    counts = figures.loc[people, ["k", "n"]].stack()
    assert len(counts) > 20
    assert not counts.between(1, 4).any()


def test_a_municipalitys_figures_are_its_own_rows_of_the_whole(folder: Path) -> None:
    whole = Figures.read(folder / "alla" / "figures.csv").of(["Skövde"]).frame
    own = Figures.read(folder / "skovde" / "figures.csv").frame
    assert len(own) > 0
    assert own.equals(whole)


@pytest.mark.skipif(os.name != "posix", reason="rights are said otherwise on Windows")
def test_the_ledger_is_its_owners_alone_and_the_publication_is_for_readers(
    root: Path, folder: Path
) -> None:
    ledger = root / "data" / "example" / "ledger"
    assert stat.S_IMODE((ledger / "cresco-plus.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o700
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((folder / "index.html").stat().st_mode) == 0o666 & ~umask
    assert stat.S_IMODE((folder.parent / "granskning.html").stat().st_mode) == 0o600


def test_the_audit_is_beside_it_internal_and_led_to_from_the_index(root: Path) -> None:
    page = BeautifulSoup(
        (root / EXTERN.parent / "granskning.html").read_text("utf-8"), "html.parser"
    )
    assert "Intern – får inte spridas" in page.find("header").get_text()
    told = json.loads((root / EXTERN.parent / "granskning.json").read_text("utf-8"))
    assert told["shown"] > 0
    index = BeautifulSoup((root / "reports" / "index.html").read_text("utf-8"), "html.parser")
    ways = {str(link["href"]) for link in index.find_all("a")}
    assert "cresco-plus/2025Q2/extern/index.html" in ways
    assert "cresco-plus/2025Q2/granskning.html" in ways


def test_an_unchanged_publication_is_not_touched(root: Path, folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    ledger = (root / "data/example/ledger/cresco-plus.json").read_bytes()
    again = stegvis(*BOOK, "--root", root)
    assert again.returncode == 0, again.stderr
    assert ": klar" not in again.stderr + again.stdout
    assert "Slutrapport Cresco+ 2025Q2: oförändrad" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert (root / "data/example/ledger/cresco-plus.json").read_bytes() == ledger
