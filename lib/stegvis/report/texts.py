"""The analyst's texts as the process that plans the runs sees them.

A kernel shows a text; it keeps nothing. What a text was written upon is kept here, after its
section is published, so that a run that fails or is interrupted changes nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stegvis.commentary.error import CommentaryError
from stegvis.commentary.fill import fill
from stegvis.commentary.find import find_text, read_text
from stegvis.commentary.kept import keep
from stegvis.commentary.stale import changes, written_upon
from stegvis.own_words import Upon
from stegvis.root import Root
from stegvis.show.commentary import Commentary
from stegvis.show.section import Section


@dataclass(frozen=True)
class Text:
    """What is known of a run's text before the run; without a text, nothing.

    Parameters
    ----------
    mark
        What the page depends on: the text, and what it says has changed since.
    remarks
        What has changed since the text was written, each a sentence.
    path
        Where the text stands.
    new
        What it is written upon, when that is not kept yet.
    """

    mark: str = ""
    remarks: tuple[str, ...] = ()
    path: Path | None = None
    new: Upon | None = None


def look_at_text(root: Root, section: Section, name: str) -> Text:
    """Look at the text of a section, called by its ``name``.

    What is wrong with a text is left for its run to tell.
    """
    where = (section.project, section.period, section.place, name, section.audience)
    try:
        path = find_text(root, *where, synthetic=section.synthetic)
        if path is None:
            return Text()
        words = read_text(root, path, section.place, name, section.audience)
        filled = fill(section, words)
        if not Commentary(filled.markdown, filled.inserts).says_something:
            return Text()
        remarks = changes(section, words)
        upon = written_upon(section, words, filled)
    except CommentaryError as error:
        return Text(mark=str(error))
    kept = words.upon is not None and words.upon.text == words.digest
    return Text(json.dumps([words.digest, remarks]), remarks, path, None if kept else upon)


def keep_upon(text: Text) -> None:
    """Keep what a text is written upon beside it, unless it is kept already.

    A folder that cannot be written to is no failure: there is then nothing to compare with later.
    """
    if text.path is not None and text.new is not None:
        with suppress(OSError):
            keep(text.path, text.new)
