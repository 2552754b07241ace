"""ESF's result indicators as our own follow-up has them, as far as they are told."""

from __future__ import annotations

from collections.abc import Callable

from stegvis.external_table import ExternalTable
from stegvis.figures import Figure
from stegvis.indicator import Indicator
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.esf import NONE_COUNTED, POINT_READING, name
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.external.goals import bounds
from stegvis.show.external.note import Part, note
from stegvis.show.external.order import level
from stegvis.show.external.participants import called, levels
from stegvis.show.external.published import absent, as_of, find, only_people, published
from stegvis.show.followup_shares import READING
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.terms import GENDERS, TRAITS, capital

MEASURE = "esf.indicator"
_INTERVAL = f"95{swedish.NBSP}% intervall"


def _found(section: Section, **group: str) -> dict[Indicator, Figure]:
    every = {one: find(section, MEASURE, one.id, **group) for one in section.project.esf.indicators}
    return {one: figure for one, figure in every.items() if figure is not None}


def _table(section: Section) -> ExternalTable | None:
    return next(iter(published(section, "esf")), None)


def why_nothing(section: Section) -> str:
    """Say why there is no indicator to show; nothing where there is one."""
    if not section.project.esf.indicators:
        return NONE_COUNTED
    return "" if _table(section) and _found(section) else absent(section, "esf")


def headline(section: Section) -> Prose:
    """Say first what each indicator is, and that the figures are not the official ones."""
    if lacking := why_nothing(section):
        return Prose(lacking, lead=True)
    found = _found(section)
    said = "; ".join(f"{name(one)}: {text(figure)}" for one, figure in found.items())
    return Prose(
        f"ESF:s resultatindikatorer {wording.where(section)} {as_of(section, *found.values())}, "
        f"enligt egen uppföljning. {said}.",
        "Det är inte de officiella siffrorna: dem tar SCB fram ur register.",
        lead=True,
    )


def text(figure: Figure) -> str:
    """Write a share, ``..`` when it is hidden, and that nobody can be counted yet."""
    return wording.share(figure) if figure.hidden or figure.n else "ingen än"


def indicators(section: Section) -> Exhibit:
    """Show each indicator with its interval."""
    lacking, table = why_nothing(section), _table(section)
    if lacking or table is None:
        return Prose(lacking)
    found = _found(section)
    caption = f"ESF:s resultatindikatorer {wording.where(section)}, {wording.LOCAL}"
    said = _note(section, table, found, [*found.values()])
    exhibit = Table(
        ("Indikator", "Utfall", _INTERVAL, "Med bortfallet inräknat"),
        tuple((one.id, text(figure), *_intervals(one, figure)) for one, figure in found.items()),
        caption=f"{caption}, i siffror",
        note=said,
    )
    drawn = [figure for figure in found.values() if figure.value is not None]
    if max((figure.n or 0 for figure in drawn), default=0) < wording.FEW:
        return exhibit
    rows = [
        ShareRow(capital(f"{one.label} ({one.id})"), figure, text(figure))
        for one, figure in found.items()
    ]
    reading = READING if any(figure.bound_low is not None for figure in drawn) else POINT_READING
    chart = Chart.of(
        share_chart(rows, bands=True),
        alt="; ".join(_in_words(row) for row in rows) + ".",
        caption=caption,
        note=f"{reading} {said}",
    )
    return Group(chart, exhibit)


def _in_words(row: ShareRow) -> str:
    interval = wording.confidence(row.figure)
    return f"{row.label}: {row.text}" + (f", {interval}" if interval else "")


def _intervals(one: Indicator, figure: Figure) -> tuple[str, str]:
    interval = swedish.interval(figure.low, figure.high)
    return (
        swedish.HIDDEN if figure.hidden else interval,
        swedish.MISSING if one.months is None else bounds(figure),
    )


def breakdown(section: Section) -> Exhibit:
    """Show each indicator by gender, age or referrer, as far as the plan parts them."""
    lacking, table = why_nothing(section), _table(section)
    if lacking or table is None:
        return Prose(lacking)
    rows: dict[str, dict[Indicator, Figure]] = {"Alla": _found(section)}
    for trait in table.by:
        for value in levels(section, table, trait, MEASURE):
            told = level(table, value, _called(trait))
            rows[f"{TRAITS[trait]}: {capital(told)}"] = _found(section, **{trait: value})
    if len(rows) == 1:
        return Prose("Indikatorerna redovisas inte för mindre grupper än alla deltagare.")
    chosen = rows["Alla"]
    figures = [figure for row in rows.values() for figure in row.values()]
    return Table(
        ("Grupp", *(one.id for one in chosen)),
        tuple(
            (
                group,
                *(text(row[one]) if one in row else swedish.MISSING for one in chosen),
            )
            for group, row in rows.items()
        ),
        caption=f"ESF:s resultatindikatorer efter "
        f"{swedish.listed(TRAITS[trait].lower() for trait in table.by)}, {wording.LOCAL}",
        note=_note(section, table, chosen, figures),
    )


def _called(trait: str) -> Callable[[str], str]:
    return (lambda value: GENDERS.get(value, value)) if trait == "gender" else called(trait)


def _note(
    section: Section,
    table: ExternalTable,
    chosen: dict[Indicator, Figure],
    figures: list[Figure],
) -> str:
    later = [one.id for one in chosen if one.months is not None]
    reached = f"; för {swedish.listed(later)} de som nåddes" if later else ""
    return note(
        section,
        [Part(table, figures)],
        f"n = personer som har avslutats{reached}",
        only_people(section),
        *(f"{one.id}: {one.label}" for one in chosen),
        "Av flera händelser vid avslut räknas bara den sista",
        f"{wording.LOCAL}, inte SCB:s officiella siffror",
        called=lambda value: GENDERS.get(value, value),
    )
