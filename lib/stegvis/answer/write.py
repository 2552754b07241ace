"""Where answers are written: a folder for each project and quarter, a page for each municipality.

``<project>/<quarter>/<municipality>.html``, its marked copy beside it as ``.xlsx``, and
``index.html``. A delivery that does not say whose it is has the first of its bytes' hash for a
name. All is its owner's alone, and each file appears whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from stegvis.answer.folder import INDEX, STRAY, folder_of, stray_folders
from stegvis.answer.html import page
from stegvis.answer.marked import write_marked
from stegvis.answer.page import answer_page, row_page
from stegvis.answer.received import Received
from stegvis.answer.state import Row, Standing, State
from stegvis.answer.words import marked
from stegvis.owner_only import owner_only
from stegvis.show import swedish
from stegvis.whole import written_whole

_HASHED = 10


def write_answer(answers: Path, one: Received, today: date) -> Path:
    """Write the answer to a delivery: its page, and its marked copy if anything is to be marked.

    Returns
    -------
    The page's path.
    """
    name = one.municipality.slug if one.key and one.municipality else _stray_name(one)
    page_path = folder_of(answers, one) / f"{name}.html"
    copy = _write_copy(page_path.with_suffix(".xlsx"), one)
    _write(page_path, answer_page(one, today, copy))
    return page_path


def write_state(answers: Path, state: State, strays: Sequence[Received] = ()) -> Path:
    """Write a page for every municipality of a quarter, their marked copies, and the index.

    Parameters
    ----------
    strays
        What has come in that does not say whose it is.

    Returns
    -------
    The index's path.
    """
    folder = answers / state.project.id / state.period.label
    rows = []
    for row in state.rows:
        page_path = folder / f"{row.municipality.slug}.html"
        copy = _write_copy(page_path.with_suffix(".xlsx"), row.received)
        _write(page_path, row_page(state, row, copy))
        rows.append((row, _links(row, page_path.name, copy)))
    unknown = [(write_answer(answers, one, state.today), one.name) for one in strays]
    content = page(
        "state.html.j2",
        f"Läget i inkorgen – {state.project.name} · {swedish.period(state.period)}",
        f"{state.project.name} · {swedish.period(state.period)}",
        marked(is_synthetic=state.is_synthetic),
        state.project.main_colour,
        state=state,
        period=swedish.period(state.period),
        lead=lead(state),
        rows=rows,
        strays=[(_relative(path, folder), said) for path, said in unknown],
    )
    _write(folder / INDEX, content)
    return folder / INDEX


def clear_strays(answers: Path, states: Iterable[State], strays: Iterable[Received]) -> None:
    """Remove the answers to deliveries that do not say whose they are, and have left the inbox.

    Parameters
    ----------
    states
        The quarters that the inbox was looked through for: answers of others stay.
    strays
        What of the kind there is in the inbox still, of these quarters.
    """
    kept = {folder_of(answers, one) / _stray_name(one) for one in strays}
    for folder in sorted({folder for state in states for folder in stray_folders(answers, state)}):
        for path in sorted(folder.glob(f"{STRAY}*")):
            if path.with_suffix("") not in kept:
                path.unlink()


def lead(state: State) -> str:
    """Say in short how it stands."""
    accepted = state.count(Standing.ACCEPTED, Standing.WARNED)
    refused, missing = state.count(Standing.REFUSED), state.count(Standing.MISSING)
    every = len(state.rows)
    said = [f"{accepted} av {swedish.plural(every, 'kommun', 'kommuner')} är klara"]
    if refused:
        said.append(f"{refused} behöver rätta")
    if missing:
        said.append(f"{missing} har inte lämnat")
    late = f" {swedish.plural(state.late, 'är sen', 'är sena')}." if state.late else ""
    return f"{swedish.listed(said)}.{late}"


def _links(row: Row, name: str, copy: str | None) -> list[tuple[str, str]]:
    page_said = "Påminnelse" if row.standing is Standing.MISSING else "Svar"
    return [(name, page_said), *([(copy, "Arbetsbok")] if copy else [])]


def _stray_name(one: Received) -> str:
    return f"{STRAY}{one.hash[:_HASHED] or 'fil'}"


def _write_copy(path: Path, one: Received | None) -> str | None:
    """Write a marked copy, or remove an earlier one where there is nothing to mark any more."""
    if one is None or not one.findings or not one.sheets:
        path.unlink(missing_ok=True)
        return None
    with owner_only(), written_whole(path) as beside:
        write_marked(beside, one)
    return path.name


def _write(path: Path, text: str) -> None:
    with owner_only(), written_whole(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()
