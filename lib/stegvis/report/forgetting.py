"""Internal reports that were made of what is forgotten are removed: the next run makes them anew.

External publications stay as they were published. They hold protected counts and no person, and
the counts of what has been published are what later ones are protected with.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from stegvis.place import ALL_SLUG
from stegvis.report.reports import FAILED_FOLDER, finish_interrupted, publishing
from stegvis.report.unchanged import NOTES

_INTERNAL = "intern"


def remove_internal(reports: Path, project_id: str, slugs: Collection[str]) -> list[str]:
    """Remove what internal reports tell of some places and of the project, and its final reports.

    Of every period: pages, notebooks, figures, notes, and notebooks of runs that failed. Nothing
    is lost that a run and a book do not make again.

    Parameters
    ----------
    slugs
        The places, as their folders are named.

    Returns
    -------
    The periods of which something was removed, as their folders are named, in order.
    """
    places = {*slugs, ALL_SLUG}
    periods = set()
    if not reports.is_dir():
        return []
    with publishing(reports):
        finish_interrupted(reports)  # or it would put back what is removed here
        for top in (NOTES, FAILED_FOLDER, "."):  # notes first: what is half removed is made again
            for folder in sorted((reports / top / project_id).glob(f"*/{_INTERNAL}")):
                for entry in sorted(folder.iterdir()):
                    if entry.is_dir() and entry.name not in places:
                        continue
                    periods.add(folder.parent.name)
                    if entry.is_dir():
                        shutil.rmtree(entry)
                    else:
                        entry.unlink()
    return sorted(periods)
