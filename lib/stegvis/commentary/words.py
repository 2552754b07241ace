"""What a notebook shows of the analyst's own words."""

from __future__ import annotations

from stegvis.commentary.fill import fill
from stegvis.commentary.stale import changes
from stegvis.show.commentary import Commentary
from stegvis.show.section import Section


def words(section: Section) -> Commentary | None:
    """Show what the analyst has written about a section; nothing when nothing is written.

    Raises
    ------
    CommentaryError
        When the text has a placeholder that cannot be understood.
    """
    if section.commentary is None:
        return None
    filled = fill(section, section.commentary)
    shown = Commentary(filled.markdown, filled.inserts, changes(section, section.commentary))
    return shown if shown.says_something else None
