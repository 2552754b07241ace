"""The public names, gathered: ``import stegvis`` gives each the first time that it is asked for."""

from __future__ import annotations

from stegvis.api.checked import check
from stegvis.api.load import load
from stegvis.api.own_numbers import share, share_chart, table
from stegvis.period import Period
from stegvis.project import Project
from stegvis.show.chart import Chart
from stegvis.show.table import Table

__all__ = [
    "Chart",
    "Period",
    "Project",
    "Table",
    "check",
    "load",
    "share",
    "share_chart",
    "table",
]
