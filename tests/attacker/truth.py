"""The truth, which the outsider does not have: the office's own figures of each published day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stegvis.project import Project

from attacker.between import Name, Truth
from attacker.figures_csv import name_of
from attacker.scheme import Scheme


def truth_of(rows: Iterable[dict[str, str]], scheme: Scheme) -> Truth:
    """Give every k and n of internal figures whose meaning is understood."""
    known: dict[Name, int] = {}
    for row in rows:
        name = name_of(row, scheme)
        counted = scheme.row(*name[:-1])
        if counted is None:
            continue
        known[name] = int(row["k"])
        if counted.n is not None:
            known[name._replace(column="n")] = int(row["n"])
    return known


def scopes_of(rows: Iterable[dict[str, str]], project: Project) -> dict[tuple[str, date], str]:
    """Say what each municipality had delivered, from internal figures."""
    found = {}
    for row in rows:
        if row["measure"] == "delivery.used":
            keys = dict(part.split("=", 1) for part in row["group"].split(";"))
            day = min(project.period(row["period"]).end, project.end)
            found[row["municipality"], day] = keys["scope"]
    return found
