"""What a run reads: its slice of the store, measured before it starts, and a few small files.

So a run can be executed where there is no store: who sends it elsewhere lays out `files_of` it in
an empty folder there, and executes it with the figures among them handed to its kernel::

    files = {name: path.read_bytes() for name, path in files_of(run, root).items()}   # here

    for name, content in files.items():                                               # there
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with handing(folder / FOLDER):
        made = make(moved(run, root, folder), folder)

`files_of` is to be asked while the figures are handed to this process too: `carry_out` sees to that
around ``make_all``. An executor whose processes are started meanwhile, on this machine, need do
nothing: they inherit what is handed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from stegvis.commentary.find import text_name
from stegvis.commentary.kept import kept_path
from stegvis.report.handed import ABOUT, FOLDER, figures_path, handed_folder
from stegvis.report.plan import Run
from stegvis.root import Root
from stegvis.sections import KINDS, notebooks_of


def files_of(run: Run, root: Path) -> dict[str, Path]:
    """Give every file that a run reads besides the installed package.

    They are the projects' definitions, the audience's report notebooks (a text may name another
    section by its title), the analyst's text, and the figures. Nothing of any other place is among
    them, and nothing written for another audience.

    Returns
    -------
    Where each is to lie, relative to the folder that the run is executed in, and where it lies now.
    """
    house = Root(root)
    here = [*house.projects.glob("*.yaml"), run.notebook.path]
    here += (path for kind in KINDS for path in notebooks_of(house, kind, run.audience))
    own = text_name(run.notebook.section, run.audience)
    of_place = Path(run.project, run.period, run.folder.name, own)
    for folder in (house.commentary, house.example_commentary):
        text = folder / of_place
        here += (path for path in (text, kept_path(text)) if path.exists())
    files = {path.relative_to(root).as_posix(): path for path in here}
    handed_on = handed_folder()
    if handed_on is not None:
        figures = figures_path(handed_on, run.project, run.period, run.folder.name)
        for path in (handed_on / ABOUT, figures):
            files[f"{FOLDER}/{path.relative_to(handed_on).as_posix()}"] = path
    return files


def apart(runs: Iterable[Run], root: Path, folder: Path) -> dict[Run, Run]:
    """Lay out a folder where runs can be executed as in their root, without the store.

    The figures are not laid out: they are handed.

    Returns
    -------
    The runs as they are executed there, with the runs that they were.
    """
    sent = {}
    for run in runs:
        for name, path in files_of(run, root).items():
            if not name.startswith(f"{FOLDER}/") and not (folder / name).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(path.read_bytes())
        sent[moved(run, root, folder)] = run
    return sent


def moved(run: Run, root: Path, folder: Path) -> Run:
    """Give the same run as it is executed in another folder than its root.

    What comes of it is to be published as the run that was sent: ``replace(made, run=run)``.
    """
    path = folder / run.notebook.path.relative_to(root)
    return replace(run, notebook=replace(run.notebook, path=path))
