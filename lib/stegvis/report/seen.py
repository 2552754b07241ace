"""A text's files as they are, for telling that nothing about a text has changed.

It takes the figures to tell what a page says of a text (`stegvis.report.texts`). It takes only the
files to tell that it says the same as last time.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from stegvis.audience import Audience
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.find import find_text
from stegvis.commentary.kept import kept_path
from stegvis.period import Period
from stegvis.project import Project
from stegvis.report.digest import digest
from stegvis.root import Root


def seen(
    root: Root,
    project: Project,
    period: Period,
    place: str,
    section: str,
    titles: Mapping[str, str],
    audience: Audience = "intern",
    *,
    synthetic: bool,
) -> dict[str, str]:
    """Tell a section's text from another; nothing where there is none.

    Parameters
    ----------
    titles
        The titles of the sections that the text can refer to.

    Returns
    -------
    What tells apart the ``text``, what it was written ``upon``, and the ``titles``.
    """
    try:
        path = find_text(root, project, period, place, section, audience, synthetic=synthetic)
    except CommentaryError as error:
        return {"text": digest(str(error))}
    if path is None:
        return {}
    return {"text": _content(path), "upon": seen_upon(path), "titles": digest(dict(titles))}


def seen_upon(text: Path) -> str:
    """Tell what a text was written upon from another; empty where it is not kept."""
    return _content(kept_path(text))


def _content(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:  # what is wrong with a text is left for its run to tell
        return f"errno {error.errno}"
