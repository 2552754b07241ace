"""What is known at one moment: the rows of the deliveries a report is built on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

COUNT_STARTED, COUNT_EXITED = "startade", "avslutade"
"""The rows of the sheet ``antal`` beside its exit reasons."""


@dataclass(frozen=True)
class Records:
    """The rows of the deliveries in use, one frame a sheet, of one or more municipalities.

    Every frame has a column ``municipality`` (the name in the project's YAML); the other columns
    are the English names in :mod:`stegvis.delivery.tables`. A frame without rows still has its
    columns. Dates are ``datetime64``, scores and counts ``Int64``, choices ``str``.

    ``deliveries`` has a row for each municipality that has delivered: ``municipality``,
    ``period`` (label, of the delivery in use), ``submitted``, ``scope`` (``individ`` or
    ``antal``), ``warnings`` (a count), ``hash`` (SHA-256 of the delivery's source).
    ``participants``, ``cards`` and ``followups`` come from municipalities of scope ``individ``;
    ``counts`` and ``followup_counts`` from those of scope ``antal``.
    ``method``, ``posts``, ``referrer_surveys``, ``practices`` and ``skills`` describe a quarter:
    they come from the newest delivery up to the report's period in which the sheet has rows, and
    have a last column ``period``, the label of that delivery's quarter.
    """

    deliveries: pd.DataFrame
    participants: pd.DataFrame
    cards: pd.DataFrame
    followups: pd.DataFrame
    counts: pd.DataFrame
    followup_counts: pd.DataFrame
    method: pd.DataFrame
    posts: pd.DataFrame
    referrer_surveys: pd.DataFrame
    practices: pd.DataFrame
    skills: pd.DataFrame
    synthetic: bool
