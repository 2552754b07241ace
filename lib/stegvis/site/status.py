"""How it stands with a place and a period: in words and with a sign, never by colour."""

from __future__ import annotations

from enum import Enum

from stegvis.site.outcomes import Known
from stegvis.site.published import Folder


class Status(Enum):
    """How it stands: a name for addresses, a sign, a word, and what it means."""

    REPORT = "rapport", "●", "Rapport", "rapporten är gjord"
    FAILED = (
        "misslyckad",
        "▲",
        "Misslyckad",
        "ett avsnitt gick inte att göra; arbetsboken finns i mappen misslyckade",
    )
    WAITING = "levererad", "○", "Levererad", "leverans finns, men rapporten är inte gjord"
    NONE = "ingen-leverans", "×", "Ingen leverans", "ingen leverans finns"
    UNKNOWN = (
        "inte-gjord",
        "–",
        "Inte gjord",
        "rapporten är inte gjord, och leveranserna är inte kända",
    )

    def __init__(self, key: str, sign: str, word: str, meaning: str) -> None:
        self.key = key
        self.sign = sign
        self.word = word
        self.meaning = meaning


def status(folder: Folder | None, place: str, everyone: Known | None) -> Status:
    """Tell how it stands.

    Parameters
    ----------
    folder
        What there is of the place, if anything.
    everyone
        The figures of the project's whole edition, which know who has delivered; None when that
        was not run.
    """
    if folder and folder.failed:
        return Status.FAILED
    if folder and folder.reports:
        return Status.REPORT
    if everyone is None:
        return Status.UNKNOWN
    return Status.WAITING if everyone.delivered(place) else Status.NONE
