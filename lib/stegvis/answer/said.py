"""How it stands with a quarter, in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stegvis.answer.state import State
from stegvis.answer.write import lead
from stegvis.show import swedish


def print_state(console: Console, state: State) -> None:
    """Print how it stands with each municipality of a quarter."""
    title = f"{state.project.name}, {swedish.period(state.period)}, senast {state.due}"
    console.print(Text(title), soft_wrap=True)
    columns = ("Kommun", "Läge", "Lämnad", "Fel", "Varningar", "Kvar att göra")
    table = Table(*columns, box=None, pad_edge=False)
    for row in state.rows:
        late = ", sen" if row.is_late else ""
        table.add_row(
            Text(row.municipality.name),
            Text(f"{row.standing.sign} {row.standing.word}{late}"),
            Text(swedish.date(row.submitted) if row.submitted else swedish.MISSING),
            str(row.errors) if row.has_come else swedish.MISSING,
            str(row.warnings) if row.has_come else swedish.MISSING,
            Text(row.standing.left),
        )
    console.print(table)
    console.print(Text(lead(state)), soft_wrap=True)
