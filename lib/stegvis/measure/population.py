"""Who is counted: everyone registered, except those registered by mistake."""

from __future__ import annotations

from datetime import date

import pandas as pd

from stegvis.project import MISREGISTERED


def counted(participants: pd.DataFrame) -> pd.DataFrame:
    """Leave out people whose exit says that they should never have been registered."""
    return participants[participants["exit_reason"].fillna("") != MISREGISTERED]


def started(participants: pd.DataFrame, end: date) -> pd.DataFrame:
    """Keep the counted people who had started by a day."""
    people = counted(participants)
    return people[people["start"] <= pd.Timestamp(end)]


def exited(participants: pd.DataFrame, end: date) -> pd.DataFrame:
    """Keep the counted people who had left by a day."""
    people = started(participants, end)
    return people[people["exit"] <= pd.Timestamp(end)]
