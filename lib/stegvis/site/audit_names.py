"""What the kansli calls a count of an audit: also one that no report shows, or that is merged."""

from __future__ import annotations

from stegvis.disclosure.cell import Cell
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.show import swedish
from stegvis.show.figure_names import figure_name
from stegvis.show.terms import MOVES, RATERS_OF, TRAITS

_MEASURES = {
    "cards.moved": "Har två kort",
    "cards.still": "Har inte två kort",
    "caseload.exit_reason": "Avslut med orsaken",
    "esf.indicator": "ESF, utfall för",
    "esf.indicator.n": "ESF, aktuella för",
    "esf.indicator.n.others": "ESF, nådda som inte avslutades till arbete, för",
    "esf.indicator.others": "ESF, utfall för dem som inte avslutades till arbete, för",
    "esf.nonresponse": "ESF, ej nådda för",
    "esf.nonresponse.n": "ESF, ej nådda för",
    "esf.nonresponse.n.others": "ESF, aktuella som inte avslutades till arbete, för",
    "esf.other": "ESF, annat utfall för",
    "esf.rest": "ESF, övriga för",
    "participants": "Startade med egna uppgifter",
    "participants.age_group": "Startade",
    "participants.gender": "Startade",
    "participants.referrer": "Startade",
}
"""The counts that figures have no names for."""
_ADDED, _OTHERS = "+", ".rest"
"""How the names of two kinds of counts end: those added since last, and all but some."""
_SAID = {"started", "cumulative", ""}


def cell_name(project: Project, cell: Cell) -> str:
    """Name a count, whose it is and up to which day it counts."""
    place = swedish.EVERYONE if cell.place == ALL else cell.place
    return f"{place}: {_called(project, cell)}, till och med {swedish.date(cell.until)}"


def _called(project: Project, cell: Cell) -> str:
    """Name what is counted; labels that are told as one stand as they are."""
    if cell.measure.endswith(_ADDED):
        before = cell._replace(measure=cell.measure.removesuffix(_ADDED))
        return f"Tillkomna sedan förra gången: {_called(project, before)}"
    if cell.measure.endswith(_OTHERS) and cell.measure not in _MEASURES:
        some = cell._replace(measure=cell.measure.removesuffix(_OTHERS))
        return f"Alla andra än: {_called(project, some)}"
    keys = dict(part.partition("=")[::2] for part in cell.group.split(";") if part)
    merged = cell.measure == "caseload.exit_reason" and keys.get("reason") not in project.reason_ids
    known = _MEASURES.get(cell.measure)
    if known is None or (cell.measure == "caseload.exit_reason" and not merged):
        try:
            return figure_name(project, cell.measure, cell.group, cell.definition)
        except (KeyError, StopIteration, ValueError):  # it is counted only to protect
            known = f"Mellanled i beräkningen ({cell.measure})"
    definition = "" if cell.definition in _SAID else cell.definition
    said = (definition, *(_part(key, value) for key, value in keys.items()))
    return f"{known} {', '.join(filter(None, said))}".strip()


def _part(key: str, value: str) -> str:
    if key in TRAITS:
        return f"{TRAITS[key].lower()} {value}"
    if key == "rater":
        return f"på {next((told for k, told in RATERS_OF.items() if k == value), value)} kort"
    return next((told for k, told in MOVES.items() if k == value), value or key)
