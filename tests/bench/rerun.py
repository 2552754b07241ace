"""(a), (b) A quarter's rerun against papermill in a pool of processes and nbconvert's exporters.

Ours is ``stegvis run`` as it is typed, everything included: start, planning, kernels, pages,
publishing, index. Theirs is :mod:`bench.peers` as it would be typed: the same notebooks with the
same parameters, in as many processes. The figures are measured beforehand and kept, so that neither
side measures them.

All 198 sections of the example take the peers many minutes, so a sample of twenty is made again
in each round: the six sections of three municipalities, a small, a middle and a large one, and two
of the project's own, which is one in ten, as in the whole. Which two changes from round to round,
until each has had its turn. With ``FULL=1`` every section of both projects is made, every time.

In (b) nbconvert's PDFs are left out, and nothing else: ours makes its PDFs all the same.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from stegvis.place import ALL
from stegvis.report.batch import Request, prepare
from stegvis.report.plan import Run
from stegvis.root import Root

from bench.handed import EXAMPLE_STORE
from bench.in_turn import ROUNDS, Row, Target, in_turn, ratios, seconds, tell
from bench.large import CACHE, PROJECT, ROOT
from bench.machine import CORES
from bench.peers import Job, chromium, write_jobs

PLACES = ("Hjo", "Skara", "Skövde")


@dataclass
class Rerun:
    """Sections that are to be made again, by us and by the peers."""

    places: Sequence[str]
    project: str | None
    full: bool
    folder: Path = CACHE / "rerun"
    turns: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        request = Request(
            EXAMPLE_STORE, self.ours, project=self.project, municipalities=tuple(self.places)
        )
        self.runs = prepare(Root(ROOT), request).runs

    @property
    def ours(self) -> Path:
        """Give our reports' folder."""
        return self.folder / "reports"

    def chosen(self, turn: int) -> list[Run]:
        """Choose what is made again in a round: all of it, or the sample."""
        if self.full:
            return list(self.runs)
        whole = [run for run in self.runs if run.place == ALL]
        kinds = [[run for run in whole if run.notebook.of_project is own] for own in (False, True)]
        return [
            *(run for run in self.runs if run.place != ALL),
            *(kind[turn % len(kind)] for kind in kinds if kind),
        ]

    def command(self, *options: str) -> list[str]:
        """Write the command as one would type it."""
        chosen = [part for name in self.places for part in ("--municipality", name)]
        project = ["--project", self.project] if self.project else []
        where = ["--root", ROOT, "--store", EXAMPLE_STORE, "--reports", self.ours]
        parts = [sys.executable, "-m", "stegvis", "run", *project, *chosen, *where, *options]
        return [str(part) for part in parts]

    def by_us(self) -> float:
        """Take the round's sections away and time the command that makes them again."""
        runs = self.chosen(next(self.turns))
        for run in runs:
            (run.folder / f"{run.notebook.section}.html").unlink(missing_ok=True)
        taken = seconds(lambda: _run(self.command("--jobs", str(CORES))))
        assert all((run.folder / f"{run.notebook.section}.html").exists() for run in runs)
        return taken

    def by_peers(self, turn: int, *, pdf: bool) -> float:
        """Time the peers' making of the same."""
        folder = self.folder / "peers"
        shutil.rmtree(folder, ignore_errors=True)
        jobs = [
            Job(
                str(run.notebook.path),
                run.parameters,
                str(ROOT),
                str(folder / run.project / run.place),
                run.notebook.section,
            )
            for run in self.chosen(turn)
        ]
        listed = self.folder / "jobs.json"
        write_jobs(listed, jobs)
        command = [sys.executable, "-m", "bench.peers", str(listed), str(CORES)]
        taken = seconds(lambda: _run([*command, *(["pdf"] if pdf else [])]))
        suffix = ".pdf" if pdf else ".html"
        assert all((Path(job.folder) / f"{job.section}{suffix}").exists() for job in jobs)
        return taken


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)


def rerun(
    letters: str = "ab",
    places: Sequence[str] = PLACES,
    *,
    full: bool = False,
    rounds: int = ROUNDS,
) -> Iterator[Row]:
    """Time us, and the peers with PDF, without it, or both, in turn."""
    again = Rerun((), None, full=True) if full else Rerun((ALL, *places), PROJECT, full=False)
    which = f"{len(again.chosen(0))} sections"
    tell(f"  {which} of {len(again.runs)} in a round, {CORES} processes")
    _run(again.command("--jobs", str(CORES)))  # so that what is left alone, and the index, is there
    if "a" in letters and not chromium():
        tell("  (a) is left out: webpdf needs a Chromium, and there is none")
        letters = letters.replace("a", "")
    turns = {letter: count() for letter in letters}
    named = {"a": "papermill, nbconvert HTML and webpdf", "b": "papermill, nbconvert HTML"}

    def peers(letter: str) -> float:
        return again.by_peers(next(turns[letter]), pdf=letter == "a")

    theirs = {named[letter]: partial(peers, letter) for letter in letters}
    given = in_turn({"stegvis": again.by_us, **theirs}, rounds)
    for letter in letters:
        yield Row(
            letter,
            f"{which} made again; {named[letter]}",
            given["stegvis"],
            given[named[letter]],
            ratios(given[named[letter]], given["stegvis"]),
            Target("≥", {"a": 5, "b": 3}[letter]),
        )
