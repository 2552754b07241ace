"""The audit of an external publication, for the kansli alone: a page, and the same as JSON.

It lies beside the publication's folder, never in it, and holds the true counts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from stegvis.disclosure.cell import Cell
from stegvis.disclosure.publication import Audit, Derived, HeldBack
from stegvis.export.page import write_page
from stegvis.project import Project
from stegvis.report.made_before import made_before
from stegvis.report.planned import Planned
from stegvis.report.reports import publishing
from stegvis.report.withdraw import audit_of
from stegvis.show import swedish
from stegvis.show.header import INTERNAL, SYNTHETIC
from stegvis.site.audit_names import cell_name
from stegvis.site.pages import own, template
from stegvis.whole import written_whole

WHY = {
    "small": "litet antal",
    "whole": "skulle visa att alla i en grupp har samma utfall",
    "protects": "skyddar ett annat tal",
    "sum": "flera dolda tal tillsammans",
}
"""Why a count is hidden, as the kansli reads it."""


@dataclass(frozen=True)
class _Line:
    """A hidden count, or a sum of them, in words."""

    counts: tuple[str, ...]
    value: str
    why: str
    derived: str
    known: str


def write_audit(planned: Planned) -> Path:
    """Write the audit of a publication that has been protected, as a page and as JSON.

    The page is written last: where it is, both are.

    Returns
    -------
    The page's path.

    Raises
    ------
    DisclosureError
        When the ledger cannot be read.
    """
    publication = planned.publication or made_before(planned)
    assert publication is not None, "what has been protected is in the ledger"
    audit, project = publication.audit, planned.project
    page = audit_of(planned.folder)
    content = {
        page.with_suffix(".json"): json.dumps(_plain(planned, audit), ensure_ascii=False, indent=1),
        page: _page(project, planned, audit),
    }
    with publishing(planned.folder.parents[2]):
        for path, text in content.items():
            with written_whole(path) as beside:
                beside.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return page


def _page(project: Project, planned: Planned, audit: Audit) -> str:
    period = swedish.period(planned.period)
    subject = f"{project.name} · {period}"
    content = template("audit.html.j2").render(
        project=project,
        period=period,
        audit=audit,
        hidden=[_line(project, one) for one in audit.derived],
        held=[(cell_name(project, one.cell), one) for one in audit.held_back],
    )
    return write_page(
        title=f"Granskning – {subject}",
        subject=subject,
        marks=(*((SYNTHETIC,) if planned.synthetic else ()), INTERNAL),
        content=Markup(content),  # noqa: S704  # the template escapes every text
        style=own("site.css"),
        main=project.main_colour,
    )


def _line(project: Project, derived: Derived) -> _Line:
    return _Line(
        tuple(cell_name(project, cell) for cell in derived.cells),
        swedish.count(derived.value),
        WHY[derived.why],
        _range(derived.low, derived.high),
        _range(derived.low_known, derived.high_known),
    )


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return "vilket tal som helst" if high is None else f"högst {swedish.count(high)}"
    if high is None:
        return f"{swedish.count(low)} eller fler"
    return f"{swedish.count(low)}–{swedish.count(high)}"


def _plain(planned: Planned, audit: Audit) -> dict[str, object]:
    return {
        "project": planned.project.id,
        "period": planned.period.label,
        "internal": True,
        "threshold": planned.project.disclosure_threshold,
        "shown": audit.shown,
        "method": audit.method,
        "hidden": [
            {
                "cells": [_cell(cell) for cell in one.cells],
                "value": one.value,
                "why": one.why,
                "range": [one.low, one.high],
                "range_knowing_one": [one.low_known, one.high_known],
            }
            for one in audit.derived
        ],
        "held_back": [_held(one) for one in audit.held_back],
    }


def _cell(cell: Cell) -> dict[str, str]:
    return {**cell._asdict(), "until": cell.until.isoformat()}


def _held(held: HeldBack) -> dict[str, object]:
    return {
        "cell": _cell(held.cell),
        "published": held.published,
        "now": held.now,
        "until": held.until.isoformat(),
    }
