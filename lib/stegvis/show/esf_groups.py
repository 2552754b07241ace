"""ESF's result indicators for women, men and non-binary people, and for each age group."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.esf import POINT_READING, figure_of, note_of, share_or_dash, why_nothing
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.share_panels import share_panels
from stegvis.show.terms import GENDERS, capital


def breakdown(section: Section) -> Exhibit:
    """Show each indicator for women, men and non-binary people, and for each age group."""
    if lacking := why_nothing(section):
        return Prose(lacking)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "indikatorerna efter kön och ålder"))
    chosen = section.project.esf.indicators
    if not any(figure_of(section, indicator).n for indicator in chosen):
        return Prose(f"Ingen med egen rad har avslutats {section.until}.")
    lists = section.project.lists
    groups: list[tuple[str, dict[str, str]]] = [
        ("Alla", {}),
        *((capital(GENDERS.get(value, value)), {"gender": value}) for value in lists.gender),
        *((f"{value} år", {"age_group": value}) for value in lists.age_group),
    ]
    figures = {
        label: [figure_of(section, indicator, **group) for indicator in chosen]
        for label, group in groups
    }
    small = any(0 < (figure.n or 0) < wording.SMALL for row in figures.values() for figure in row)
    note = note_of(
        section,
        *(f"{indicator.id}: {indicator.label}" for indicator in chosen),
        "Icke-binära är de vars kön är registrerat som annat" if "annat" in lists.gender else "",
        f"I en grupp med färre än {wording.SMALL} personer säger andelen lite: läs antalen"
        if small
        else "",
    )
    caption = f"ESF:s resultatindikatorer efter kön och ålder, {wording.LOCAL}"
    table = Table(
        ("Grupp", *(indicator.id for indicator in chosen)),
        tuple((label, *map(share_or_dash, row)) for label, row in figures.items()),
        caption=f"{caption}, i siffror",
        note=note,
    )
    if max(figure.n or 0 for figure in figures["Alla"]) < wording.FEW:
        return Group(table)
    shares = {
        indicator.id: [row[at] for row in figures.values()] for at, indicator in enumerate(chosen)
    }
    chart = Chart.of(
        share_panels(list(figures), shares),
        alt=f"{_said(list(figures), shares)}.",
        caption=caption,
        note=f"{note} {POINT_READING} Under {wording.FEW} personer: ingen punkt, bara antalet.",
    )
    return Group(chart, table)


def _said(labels: list[str], shares: dict[str, list[Figure]]) -> str:
    spoken = {
        title: swedish.listed(
            f"{label} {wording.share(figure)}"
            for label, figure in zip(labels, own, strict=True)
            if figure.n
        )
        for title, own in shares.items()
    }
    return "; ".join(f"{title}: {text}" for title, text in spoken.items() if text)
