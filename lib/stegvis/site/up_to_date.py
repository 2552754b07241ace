"""The indexes, written only when something that they tell of has changed.

To write it every page is looked into, and much is imported. To see that nothing has happened since
takes a listing of the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from stegvis.project import Project
from stegvis.report.code import our_code
from stegvis.report.digest import digest
from stegvis.report.fingerprint import project_parts, software
from stegvis.report.reports import publishing
from stegvis.report.unchanged import NOTES, code_path
from stegvis.whole import written_whole

_CODE = ("stegvis.site.index",)


def bring_up_to_date(
    reports: Path,
    projects: Mapping[str, Project],
    sections: Sequence[str],
    external: Sequence[str] = (),
) -> Path:
    """Write the indexes and the ways between pages, unless they are of the reports as they are.

    ``sections`` and ``external`` are the reading orders of internal and external sections. The
    path of the index of all is given; what is raised is `stegvis.site.index.write_index`'s.
    """
    path, note = reports / "index.html", reports / NOTES / "index.html.txt"
    code = our_code(code_path(reports))
    made_of = [code.hash(_CODE), software(), list(sections), list(external)]
    made_of += [project_parts(project) for project in projects.values()]
    code.keep()
    if path.exists() and _noted(note) == digest([made_of, _listed(reports)]):
        return path
    from stegvis.site.external import write_external  # brings all that makes pages
    from stegvis.site.index import write_index

    write_index(reports, projects, sections, write_external(reports, projects, external))
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
