"""Referrers: how many of those who answered say that they know the method well."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.show import place_matrix, swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.finding import extremes
from stegvis.show.matrix import Cell
from stegvis.show.place_matrix import PlaceRow
from stegvis.show.places import name, total_first
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.sheets import known, nothing, told_when
from stegvis.show.structure import KNOWLEDGE
from stegvis.show.structure_comparable import why_not
from stegvis.show.terms import capital

SHEET = "remittenter"
TOGETHER = "Alla svar"


def knowledge(section: Section) -> Exhibit:
    """Show the referrers' knowledge by referrer, and for the project in each municipality."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    together = known(section, section.place, "referrer.all")
    if together is None:
        return Prose(nothing(section, SHEET))
    if not together.n:
        return Prose(f"Ingen remittent har svarat {wording.where(section)}.")
    by_place = _by_place(section) if section.is_whole_project else ()
    return Group(*_careful(together), *_by_referrer(section, together), *by_place)


def _careful(together: Figure) -> list[Prose]:
    if (together.n or 0) >= wording.SMALL:
        return []
    return [Prose(f"Färre än {wording.SMALL} har svarat. Läs antalen, inte andelarna.")]


def _note(section: Section, n: str, reading: str = "") -> str:
    return wording.note(
        section,
        f"n = {n}",
        "God kunskap är vad den som svarade uppgav om sin egen kunskap; de som inte svarade ingår "
        "inte",
        reading,
        told_when(section, SHEET),
    )


def _by_referrer(section: Section, together: Figure) -> list[Exhibit]:
    figures = {
        capital(referrer): figure
        for referrer in section.project.lists.referrer
        if (figure := known(section, section.place, "referrer.knowledge", referrer=referrer))
    }
    rows = [
        ShareRow(referrer, figure, _answers(figure), deciding=False)
        for referrer, figure in figures.items()
    ]
    rows.append(ShareRow(TOGETHER, together, wording.share(together)))
    caption = f"{_knowing(section)} {wording.where(section)}"
    note = _note(section, f"{swedish.count(together.n)} svar")
    table = Table(
        ("Remittent", "God kunskap", f"95{swedish.NBSP}% intervall"),
        tuple(
            (row.label, row.text, swedish.interval(row.figure.low, row.figure.high)) for row in rows
        ),
        caption=f"{caption}, i siffror",
        note=note,
    )
    if (together.n or 0) < wording.FEW:
        return [table]
    said = "; ".join(f"{row.label}: {row.text}" for row in rows)
    finding = extremes(
        "Andelen med god kunskap",
        [(row.label, row.figure) for row in rows if row.label != TOGETHER],
    )
    alt = f"{finding} {said}."
    return [Chart.of(share_chart(rows), alt=alt, caption=caption, note=note), table]


def _knowing(section: Section) -> str:
    return f"Remittenter med god kunskap om {section.project.method_name}"


def _answers(figure: Figure) -> str:
    return wording.share(figure) if figure.n else "inga svar"


def _by_place(section: Section) -> list[Exhibit]:
    asked = section.figures.table(section.place, "referrer.knowledge")["referrer"]
    referrers = [one for one in section.project.lists.referrer if one in set(asked)]
    columns = [*referrers, TOGETHER]
    n = "det andra talet i varje ruta, antal svar"
    apart = why_not(section, KNOWLEDGE)
    rows = []
    for place in total_first(section):
        figures = [_figure(section, place, column) for column in columns]
        words = (wording.share(f) if f and f.n else swedish.MISSING for f in figures)
        cells = tuple(_cell(figure) for figure in figures)
        rows.append(PlaceRow(name(place), cells, tuple(words), apart.get(place, "")))
    return place_matrix.exhibits(
        list(map(capital, columns)),
        rows,
        caption=f"{_knowing(section)} i varje kommun",
        table_note=_note(section, n),
        chart_note=_note(
            section, n, f"Mörkare ruta: större andel. Vit ruta: färre än {wording.FEW} svar"
        ),
    )


def _figure(section: Section, place: str, column: str) -> Figure | None:
    if column == TOGETHER:
        return known(section, place, "referrer.all")
    return known(section, place, "referrer.knowledge", referrer=column)


def _cell(figure: Figure | None) -> Cell:
    if figure is None or not figure.n:
        return Cell()
    text = f"{swedish.count(figure.k)} av {swedish.count(figure.n)}"
    return Cell(text, figure.value if figure.n >= wording.FEW else None)
