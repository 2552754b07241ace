"""(a), (b) A quarter's rerun against papermill in a pool of processes and nbconvert's exporters.

Ours is ``stegvis run`` as it is typed, everything included: start, planning, kernels, pages,
publishing, index. Theirs is :mod:`bench.peers` as it would be typed: the same notebooks with the
same parameters, in as many processes. The figures are measured beforehand and kept, so that neither
side measures them.

All 198 sections of the example take the peers many minutes, so a sample is made again in each
round: the six sections of three municipalities, a small, a middle and a large one, and two of the
project's own, which is one in ten, as in the whole. Which two changes from round to round, until
each has had its turn. What it takes to start is the same for a sample as for the whole, so each
side also makes as few as one section in each process: the whole is that, and as many more as there
are at the sample's pace. With ``FULL=1`` every section of both projects is made every time, and
nothing is reckoned.

In (b) PDFs are left out on both sides: ours is then :mod:`bench.without_pdf`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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

_MADE = ("html", "pdf")
PLACES = ("Hjo", "Skara", "Skövde", "Tibro")


@dataclass
class Rerun:
    """Sections that are to be made again, by us and by the peers.

    ``places`` are the sample's municipalities, and the one whose first sections are the few that
    are timed by themselves; none for the whole example. ``total`` is how many the whole has.
    """

    places: Sequence[str]
    total: int = 0
    folder: Path = CACHE / "rerun"

    def __post_init__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._chosen = ["--project", PROJECT] if self.places else []
        for name in (ALL, *self.places) if self.places else ():
            self._chosen += ["--municipality", name]
        self.runs = self._planned((ALL, *self.places) if self.places else ())
        self.total = self.total or len(self._planned(()))

    def _planned(self, places: tuple[str, ...]) -> tuple[Run, ...]:
        project = PROJECT if places else None
        request = Request(EXAMPLE_STORE, self.reports, project=project, municipalities=places)
        return prepare(Root(ROOT), request).runs

    @property
    def reports(self) -> Path:
        """Give our reports' folder."""
        return self.folder / "reports"

    def few(self) -> list[Run]:
        """Choose as many sections as there are processes."""
        return [run for run in self.runs if run.place == self.places[-1]][:CORES]

    def sample(self, turn: int) -> list[Run]:
        """Choose what is made again in a round."""
        whole = [run for run in self.runs if run.place == ALL]
        kinds = [[run for run in whole if run.notebook.of_project is own] for own in (False, True)]
        return [
            *(run for run in self.runs if run.place in self.places[:-1]),
            *(kind[turn % len(kind)] for kind in kinds if kind),
        ]

    def whole(self, making: Callable[[Sequence[Run]], float], turn: int) -> float:
        """Give the seconds that all sections take, from what it takes to make the sample."""
        if not self.places:
            return making(self.runs)
        few, sample = self.few(), self.sample(turn)
        start, both = making(few), making([*few, *sample])
        return start + (both - start) / len(sample) * (self.total - len(few))

    def by_us(self, runs: Sequence[Run], *, pdf: bool) -> float:
        """Take sections away, and time the command that makes them again."""
        made = [run.folder / f"{run.notebook.section}.{of}" for run in runs for of in _MADE]
        for path in made:
            path.unlink(missing_ok=True)
        taken = seconds(partial(self.command, pdf=pdf))
        assert all(path.exists() for path in made)
        assert all((path.stat().st_size > 0) is pdf for path in made if path.suffix == ".pdf")
        return taken

    def command(self, *, pdf: bool = True) -> None:
        """Run the command as one would type it, or without its PDFs."""
        where = ["--root", ROOT, "--store", EXAMPLE_STORE, "--reports", self.reports]
        program = "stegvis" if pdf else "bench.without_pdf"
        _run(["-m", program, "run", *self._chosen, *where, "--jobs", CORES])

    def by_peers(self, runs: Sequence[Run], *, pdf: bool) -> float:
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
            for run in runs
        ]
        listed = self.folder / "jobs.json"
        write_jobs(listed, jobs)
        taken = seconds(lambda: _run(["-m", "bench.peers", listed, CORES, *(["pdf"] * pdf)]))
        suffix = ".pdf" if pdf else ".html"
        assert all((Path(job.folder) / f"{job.section}{suffix}").exists() for job in jobs)
        return taken


def _run(parts: Sequence[object]) -> None:
    subprocess.run([sys.executable, *map(str, parts)], cwd=ROOT, capture_output=True, check=True)


def rerun(
    letters: str = "ab",
    places: Sequence[str] = PLACES,
    *,
    full: bool = False,
    rounds: int = ROUNDS,
) -> Iterator[Row]:
    """Time us, and the peers with PDF, without it, or both, in turn."""
    again = Rerun(() if full else places)
    told = f"{again.total} sections"
    if not full:
        told += f", reckoned from {len(again.few())} and {len(again.few() + again.sample(0))}"
    tell(f"  {told}, in {CORES} processes")
    again.command()  # so that what is left alone, and the index, is there
    if "a" in letters and not chromium():
        tell("  (a) is left out: webpdf needs a Chromium, and there is none")
        letters = letters.replace("a", "")
    ours = {"a": "stegvis", "b": "stegvis without PDF"}
    peers = {"a": "papermill, nbconvert HTML and webpdf", "b": "papermill, nbconvert HTML"}
    sides: dict[str, Callable[[Sequence[Run]], float]] = {}
    for letter in letters:
        sides[ours[letter]] = partial(again.by_us, pdf=letter == "a")
        sides[peers[letter]] = partial(again.by_peers, pdf=letter == "a")
    given = in_turn(
        {name: _in_rounds(partial(again.whole, making)) for name, making in sides.items()}, rounds
    )
    for letter in letters:
        own, theirs = given[ours[letter]], given[peers[letter]]
        yield Row(
            letter,
            f"rerun of {told}; {ours[letter]} beside {peers[letter]}",
            own,
            theirs,
            ratios(theirs, own),
            Target("≥", {"a": 5, "b": 3}[letter]),
        )


def _in_rounds(side: Callable[[int], float]) -> Callable[[], float]:
    turns = count()
    return lambda: side(next(turns))
