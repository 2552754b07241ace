"""One thing that was looked at, how it was, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal

READABLE = "Kontrollera mappens rättigheter och disken, eller be den som sköter datorn om det."
"""What to do when something that is there cannot be read."""

Key = Literal["ok", "warning", "wrong"]


class Level(Enum):
    """How something is: its key in JSON, its sign and its word."""

    OK = ("ok", "✓", "bra")
    WARNING = ("warning", "!", "varning")
    WRONG = ("wrong", "✗", "fel")

    def __init__(self, key: Key, sign: str, word: str) -> None:
        self.key, self.sign, self.word = key, sign, word


@dataclass(frozen=True)
class Check:
    """What was looked at, in Swedish.

    Parameters
    ----------
    what
        What it is, in a word or two.
    level
        How it is.
    said
        What was seen, in sentences.
    todo
        What to do about it, in sentences; nothing where it is as it should be.
    """

    what: str
    level: Level
    said: str
    todo: str = ""


def ok(what: str, said: str) -> Check:
    """Say that something is as it should be."""
    return Check(what, Level.OK, said)


def warning(what: str, said: str, todo: str) -> Check:
    """Say that something may become wrong, or is waiting to be seen to."""
    return Check(what, Level.WARNING, said, todo)


def wrong(what: str, said: str, todo: str) -> Check:
    """Say that something is wrong."""
    return Check(what, Level.WRONG, said, todo)


def told(what: str, look: Callable[[], Check | Iterable[Check]]) -> Iterator[Check]:
    """Give what a look gives; where the disk lets nothing be read, that is what is told."""
    try:
        found = look()
        yield from (found,) if isinstance(found, Check) else found
    except OSError as error:
        where = error.filename or "Något"
        yield wrong(what, f"{where} går inte att läsa: {error.strerror or error}.", READABLE)
