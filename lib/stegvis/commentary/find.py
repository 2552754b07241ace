"""Where a text stands, and what is read there."""

from __future__ import annotations

import re
from pathlib import Path

from stegvis.audience import Audience
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.kept import read_kept
from stegvis.own_words import OwnWords
from stegvis.period import Period
from stegvis.place import ALL, ALL_SLUG, find_municipality
from stegvis.project import Project
from stegvis.root import Root
from stegvis.sections import section_titles

MOST_BYTES = 200_000
"""A text of this size is a book; a larger file is something else, put there by mistake."""

MOST_LINKS = 500
"""Most beginnings of links: looking for where they end takes mistune the square of their number."""

_NAME = re.compile(r"[\w-]+")


def text_path(
    folder: Path,
    project: Project,
    period: Period,
    place: str,
    section: str,
    audience: Audience = "intern",
) -> Path:
    """Give the path of a text in a folder of texts; an external text has a file of its own.

    Raises
    ------
    ValueError
        When the section's name is no name, such as one that leads out of the folder.
    """
    if not _NAME.fullmatch(section):
        raise ValueError(f"{section!r} is no section's name")
    everyone = place == ALL
    slug = ALL_SLUG if everyone else find_municipality(place, project.municipalities).slug
    return folder / project.id / period.label / slug / text_name(section, audience)


def text_name(section: str, audience: Audience) -> str:
    """Give the name of the file of a text for an audience."""
    return f"{section}.extern.md" if audience == "extern" else f"{section}.md"


def find_text(
    root: Root,
    project: Project,
    period: Period,
    place: str,
    section: str,
    audience: Audience = "intern",
    *,
    synthetic: bool,
) -> Path | None:
    """Find the text of a section; on example data, one of the example's when there is no other.

    What is written for one audience is never shown to another.

    Raises
    ------
    CommentaryError
        When its folder may not be read.
    """
    folders = [root.commentary, *([root.example_commentary] if synthetic else [])]
    paths = (text_path(folder, project, period, place, section, audience) for folder in folders)
    try:
        return next((path for path in paths if path.exists()), None)
    except OSError as error:
        raise CommentaryError(
            f"Mappen med kommentarer går inte att läsa: {error.strerror or error}."
        ) from error


def read_text(
    root: Root, path: Path, place: str, section: str, audience: Audience = "intern"
) -> OwnWords:
    """Read a text, and what it was written upon.

    Raises
    ------
    CommentaryError
        When the file is no text, is too large, or cannot be read.
    """
    file = path.relative_to(root.folder).as_posix()
    titles = section_titles(root, place, audience)
    return OwnWords(section, file, _content(path, file), titles, read_kept(path))


def _content(path: Path, file: str) -> str:
    try:
        if path.is_dir():
            raise CommentaryError(f"{file} är en mapp. Här ska det vara en text i Markdown.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise CommentaryError(
                f"{file} är för stor: {size // 1000} kB. En kommentar får vara högst "
                f"{MOST_BYTES // 1000} kB."
            )
        content = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        if content.count("](") > MOST_LINKS:
            raise CommentaryError(f"{file} har fler än {MOST_LINKS} länkar. Ta bort några.")
        return content
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CommentaryError(
            f"{file}, rad {line}: texten är inte sparad som UTF-8. Spara om den med den "
            "teckenkodningen."
        ) from error
    except OSError as error:
        raise CommentaryError(f"{file} går inte att läsa: {error.strerror or error}.") from error
