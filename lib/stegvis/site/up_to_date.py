"""The index, written only when something that it tells of has changed.

To write it every page is looked into, and much is imported. To see that nothing has happened since
takes a listing of the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from stegvis.audience import Audience
from stegvis.project import Project
from stegvis.report.code import our_code
from stegvis.report.digest import digest
from stegvis.report.fingerprint import project_parts, software
from stegvis.report.reports import publishing
from stegvis.report.unchanged import NOTES, code_path
from stegvis.whole import written_whole

_CODE = ("stegvis.site.index",)


def index_of(audience: Audience) -> str:
    """Give the name of an audience's index: no page leads from one audience to another."""
    return "index.html" if audience == "intern" else f"index-{audience}.html"


def bring_up_to_date(
    reports: Path, projects: Mapping[str, Project], sections: Sequence[str], audience: Audience
) -> Path:
    """Write the index and the ways between pages, unless they are of the reports as they are.

    The parameters, and what is raised, are those of `stegvis.site.index.write_index`.
    """
    path, note = reports / index_of(audience), reports / NOTES / f"{index_of(audience)}.txt"
    code = our_code(code_path(reports))
    made_of = [code.hash(_CODE), software(), list(sections)]
    made_of += [project_parts(project) for project in projects.values()]
    code.keep()
    if path.exists() and _noted(note) == digest([made_of, _listed(reports)]):
        return path
    from stegvis.site.index import write_index  # brings all that makes pages

    write_index(reports, projects, sections, audience)
    with publishing(reports), written_whole(note) as beside:
        beside.write_text(digest([made_of, _listed(reports)]), encoding="utf-8")
    return path


def _noted(note: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return note.read_text(encoding="utf-8")
    return ""


def _listed(reports: Path) -> list[tuple[str, int, int, int]]:
    """List the files of the folder, with what tells each from one put in its place."""
    return sorted(_files(str(reports), len(str(reports))))


def _files(folder: str, start: int) -> Iterator[tuple[str, int, int, int]]:
    for entry in os.scandir(folder):
        if entry.name.startswith("."):  # notes, locks, and what is being made
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, start)
        else:
            stat = entry.stat()
            yield entry.path[start:], stat.st_size, stat.st_mtime_ns, stat.st_ino
