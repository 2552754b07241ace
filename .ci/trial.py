"""Try a wheel as who has nothing else: a clean environment, an empty folder, and so to a report.

The environment gets what the wheel needs of the lock, by its hashes, and none of what developers
need: that a package is missed is found here. Needs the network, or pip's cache.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import venv
from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from packages import RefusedError
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER, PROJECT, CODE, PLACE, PERIOD = "förbundet", "steg-i-norr", "2584", "Kiruna", "2024Q1"
OWN = re.compile(r"PYTHON|PIP_|JUPYTER|IPYTHON|VIRTUAL_ENV|CONDA|MPL|XDG_")
"""Settings of who makes the release, which the trial is not to have."""
PIPS = re.compile(r"PIP_|XDG_|(HOME|USERPROFILE)$")
"""Of these, what tells pip where its cache is."""
FOUND = """
import json, pathlib, stegvis
from jupyter_client.kernelspec import KernelSpecManager
from nbconvert.exporters import get_exporter
print(json.dumps({
    "package": stegvis.__file__,
    "kernel": KernelSpecManager().get_kernel_spec("stegvis").resource_dir,
    "exporters": [get_exporter(name).__module__ for name in ("stegvis-html", "stegvis-pdf")],
    "library": callable(stegvis.load),
}))
"""
DELIVERY = {
    "leverans": (
        "nyckel;värde",
        *(f"projekt;{PROJECT}", f"kommun;{PLACE}", f"period;{PERIOD}"),
        *("lämnad;2024-04-05", "omfattning;individ"),
    ),
    "deltagare": (
        "deltagar_id;kön;åldersgrupp;remittent;försörjning_start;startdatum;avslutsdatum;"
        "avslutsorsak;försörjning_avslut;samordnarbyten",
        "KIR-001;kvinna;18–29;kommunen;försörjningsstöd;2024-01-08;2024-03-22;arbete;ingen;0",
        "KIR-002;man;30–54;vården;sjukpenning;2024-01-15;;;;0",
    ),
    "progressionskort": (
        "deltagar_id;datum;bedömare;" + ";".join(f"f{number}" for number in range(1, 12)),
        "KIR-001;2024-01-10;deltagare;2;3;2;3;2;3;2;3;2;;",
        "KIR-001;2024-03-20;deltagare;4;4;3;4;4;4;3;4;4;;",
        "KIR-001;2024-01-10;samordnare;2;3;2;3;2;3;2;3;2;3;2",
        "KIR-001;2024-03-20;samordnare;4;4;3;4;4;4;3;4;4;4;4",
        "KIR-002;2024-01-17;samordnare;3;3;3;2;2;2;3;3;3;2;2",
    ),
}
"""A delivery of people who do not exist."""


def closure(name: str) -> set[str]:
    """Name what an installed package needs, with what that needs in turn, on this machine."""
    seen: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(name), "")]
    while waiting:
        one, extra = waiting.pop()
        if (one, extra) in seen:
            continue
        seen.add((one, extra))
        for text in requires(one) or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(needed.name), own) for own in ("", *needed.extras)]
    return {one for one, _ in seen} - {canonicalize_name(name)}


def locked(lock: str, names: Iterable[str]) -> str:
    """Give the lines of a lock that pin the packages of these names."""
    wanted = set(names)
    pins = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    return "".join(
        pin for pin in pins if canonicalize_name(re.split(r"[=\s]", pin, maxsplit=1)[0]) in wanted
    )


class Newcomer:
    """Who has the wheel, an environment of its own, an empty folder, and an empty home."""

    def __init__(self, folder: Path) -> None:
        self.environment, self.folder = folder / "environment", folder / "tom mapp"
        self.scripts = self.environment / ("Scripts" if os.name == "nt" else "bin")
        home = folder / "home"
        for each in (self.folder, home):
            each.mkdir()
        kept = {name: value for name, value in os.environ.items() if not OWN.match(name)}
        self.settings = {
            **kept,
            **dict.fromkeys(("HOME", "USERPROFILE"), str(home)),
            "PATH": os.pathsep.join([str(self.scripts), os.environ["PATH"]]),
            "PYTHONUTF8": "1",
        }

    def install(self, wheel: Path, lock: str) -> None:
        """Install what is locked, and then the wheel alone."""
        venv.create(self.environment, with_pip=True)
        pins = self.environment / "requirements.lock"
        pins.write_text(lock, encoding="utf-8")
        pip = ("-m", "pip", "--quiet", "--disable-pip-version-check")
        theirs = {name: value for name, value in os.environ.items() if PIPS.match(name)}
        for wanted in (("--require-hashes", "-r", str(pins)), ("--no-deps", str(wheel))):
            self.run("python", *pip, "install", *wanted, settings={**self.settings, **theirs})
        self.run("python", *pip, "check")

    def run(
        self, name: str, *arguments: str, at: str = "", settings: dict[str, str] | None = None
    ) -> str:
        """Run a command of the environment in a folder; give what it says.

        Raises
        ------
        RefusedError
            When it fails or is not there.
        """
        program = shutil.which(name, path=str(self.scripts))
        if program is None:
            raise RefusedError(f"the wheel brings no command {name}")
        begun = monotonic()
        done = subprocess.run(  # noqa: S603  # the commands of the environment just made
            [program, *arguments],
            cwd=self.folder / at,
            env=settings or self.settings,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        shown = shlex.join([name, *(one for one in arguments if "\n" not in one)])
        print(f"{monotonic() - begun:6.1f} s  {shown}", flush=True)
        if done.returncode:
            raise RefusedError(f"{shown}: status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout


def try_out(wheel: Path, root: Path, version: str) -> None:
    """Install a wheel in an environment of its own and make a report with it, far from the root.

    Raises
    ------
    RefusedError
        When anything on the way does not do as it should.
    """
    lock = locked((root / "requirements.lock").read_text(encoding="utf-8"), closure("stegvis"))
    with TemporaryDirectory(prefix="stegvis-trial-", ignore_cleanup_errors=True) as folder:
        newcomer = Newcomer(Path(folder).resolve())
        newcomer.install(wheel, lock)
        look_around(newcomer, version)
        make_a_report(newcomer)


def look_around(newcomer: Newcomer, version: str) -> None:
    """Find version, package, kernel and exporters in the environment, and only there."""
    expect(newcomer.run("stegvis", "--version") == f"stegvis {version}\n", "its version")
    found = json.loads(newcomer.run("python", "-c", FOUND))
    for what in ("package", "kernel"):
        there = Path(found[what]).resolve()
        expect(there.is_relative_to(newcomer.environment), f"a {what} of its own, but {there}")
    expect(found["exporters"] == ["stegvis.export.exporter"] * 2, "exporters")
    listed = json.loads(newcomer.run("jupyter", "kernelspec", "list", "--json"))
    expect("stegvis" in listed["kernelspecs"], "a kernel that Jupyter knows")


def make_a_report(newcomer: Newcomer) -> None:
    """Go from an empty folder to a section of a report, as the handbook tells."""
    known = {"name": "Steg i norr", "id": PROJECT, "organisation": "Samordningsförbundet i norr"}
    known |= {"start": "2024-01-01", "end": "2026-12-31", "municipality": PLACE}
    answers = [part for name, value in known.items() for part in (f"--{name}", value)]
    newcomer.run("stegvis", "new-project", FOLDER, *answers)
    handbook = newcomer.folder / FOLDER / "docs" / "handbok"
    expect((handbook / "README.md").is_file() and any(handbook.glob("*/*.png")), "a handbook")
    inbox = newcomer.folder / FOLDER / "data" / "inbox"
    delivery = inbox / f"{PROJECT}_{CODE}_{PERIOD}"
    delivery.mkdir(parents=True)
    for sheet, rows in DELIVERY.items():
        (delivery / f"{sheet}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    newcomer.run("stegvis", "add", str(inbox), at=FOLDER)
    section = ("--municipality", PLACE, "--section", "underlag", "--jobs", "1")
    newcomer.run("stegvis", "run", *section, at=FOLDER)
    place = newcomer.folder / FOLDER / "reports" / PROJECT / PERIOD / "intern" / PLACE.lower()
    for name, begins in (("underlag.html", b"<!DOCTYPE html>"), ("underlag.pdf", b"%PDF-")):
        path = place / name
        expect(path.is_file() and path.read_bytes().startswith(begins), f"a report {name}")


def expect(holds: bool, what: str) -> None:
    """Refuse the wheel if something does not hold."""
    if not holds:
        raise RefusedError(f"who installs the wheel has not {what}")
