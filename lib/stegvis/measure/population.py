"""Who is counted: everyone registered, except those registered by mistake."""

from __future__ import annotations

from datetime import date

import pandas as pd

from stegvis.project import MISREGISTERED


def counted(participants: pd.DataFrame) -> pd.Series[bool]:
    """Tell who is counted: all but those who, by their exit, were registered by mistake."""
    return participants["exit_reason"].ne(MISREGISTERED)


def started(participants: pd.DataFrame, end: date) -> pd.DataFrame:
    """Keep the counted people who had started by a day."""
    begun = participants["start"] <= pd.Timestamp(end)
    return participants[counted(participants) & begun]


def exited(participants: pd.DataFrame, end: date) -> pd.DataFrame:
    """Keep the counted people who had left by a day."""
    last = pd.Timestamp(end)
    gone = (participants["start"] <= last) & (participants["exit"] <= last)
    return participants[counted(participants) & gone]
