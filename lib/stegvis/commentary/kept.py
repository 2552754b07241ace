"""What a text was written upon, kept beside it.

It lies beside the text, and not with the reports, because it belongs to the text: it is copied,
moved and put in git with it, and who has read a text again and still means it removes the file.
"""

from __future__ import annotations

import json
from pathlib import Path

from stegvis.own_words import Upon
from stegvis.whole import written_whole

_SUFFIX = ".siffror.json"


def kept_path(text: Path) -> Path:
    """Give the file beside a text that says what it was written upon.

    >>> kept_path(Path("alla/mal.md")).as_posix()
    'alla/mal.siffror.json'
    """
    return text.with_name(text.stem + _SUFFIX)


def read_kept(text: Path) -> Upon | None:
    """Read what a text was written upon; None where nothing is kept, or not as we write it."""
    try:
        kept = json.loads(kept_path(text).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    match kept:
        case {"text": str(digest), "figures": dict(figures)} if all(
            isinstance(value, str) for value in figures.values()
        ):
            return Upon(digest, figures)
    return None


def keep(text: Path, upon: Upon) -> None:
    """Keep what a text was written upon.

    Raises
    ------
    OSError
        When the folder cannot be written to.
    """
    content = {"text": upon.text, "figures": dict(upon.figures)}
    with written_whole(kept_path(text)) as beside:
        beside.write_text(
            json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
