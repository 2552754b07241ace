"""ESF's result indicators as our own follow-up has them: in all, by gender and by age."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.indicator import Indicator
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.followup_shares import READING, with_bounds
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.terms import GENDERS, capital

NONE_COUNTED = "Projektet räknar ingen av ESF:s resultatindikatorer."
_INTERVAL = f"95{swedish.NBSP}% intervall"


def name(indicator: Indicator) -> str:
    """Name an indicator by its id and what it counts."""
    return f"{indicator.id}, {indicator.label}"


def figure_of(section: Section, indicator: Indicator, **group: str) -> Figure:
    """Look an indicator up, of everyone with an own row or of one group of them."""
    return section.figures.one(section.place, "esf.indicator", indicator.id, **group)


def _with_counts(section: Section, indicator: Indicator) -> Figure | None:
    if indicator.months is not None:
        return None
    return section.figures.one(section.place, "esf.with_counts", indicator.id)


def _missed(section: Section, indicator: Indicator) -> Figure | None:
    if indicator.months is None:
        return None
    return section.figures.one(section.place, "esf.nonresponse", indicator.id)


def headline(section: Section) -> Prose:
    """Say first what each indicator is, and that the figures are not the official ones."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    indicators = section.project.esf.indicators
    if not indicators:
        return Prose(NONE_COUNTED, lead=True)
    if not _anyone(section):
        return Prose(_nobody(section), lead=True)
    said = [
        f"{name(indicator)}: {wording.share(figure)}"
        for indicator in indicators
        if (figure := _best(section, indicator)).n
    ]
    return Prose(
        f"ESF:s resultatindikatorer {wording.where(section)} {section.until}, enligt egen "
        f"uppföljning. {'; '.join(said)}.",
        "Det är inte de officiella siffrorna: dem tar SCB fram ur register.",
        lead=True,
    )


def _best(section: Section, indicator: Indicator) -> Figure:
    """Give the figure of most people: with the counts, where they hold the same."""
    return _with_counts(section, indicator) or figure_of(section, indicator)


def _anyone(section: Section) -> bool:
    return any(_best(section, indicator).n for indicator in section.project.esf.indicators)


def _nobody(section: Section) -> str:
    return f"Ingen har avslutats {section.until}, så ingen av ESF:s indikatorer har något värde än."


def _nothing(section: Section) -> str:
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if not section.project.esf.indicators:
        return NONE_COUNTED
    return "" if _anyone(section) else _nobody(section)


def indicators(section: Section) -> Exhibit:
    """Show each indicator with its interval, its non-response, and with the counts."""
    if lacking := _nothing(section):
        return Prose(lacking)
    chosen = section.project.esf.indicators
    note = _note(section)
    caption = f"ESF:s resultatindikatorer, {wording.LOCAL}"
    table = Table(
        ("Indikator", "Utfall", _INTERVAL, "Nåddes inte", "Med bortfallet inräknat", "Även antal"),
        tuple((indicator.id, *_cells(section, indicator)) for indicator in chosen),
        caption=f"{caption}, i siffror",
        note=_note(
            section,
            *(f"{indicator.id}: {indicator.label}" for indicator in chosen),
            "I kolumnen ”Även antal” ingår också kommuner som lämnar bara antal",
        ),
    )
    figures = [figure_of(section, indicator) for indicator in chosen]
    if max(figure.n or 0 for figure in figures) < wording.FEW:
        return Group(table)
    rows = [
        ShareRow(capital(f"{indicator.label} ({indicator.id})"), figure, _words(section, indicator))
        for indicator, figure in zip(chosen, figures, strict=True)
    ]
    said = "; ".join(
        f"{row.label}: {row.text}" + (f", {wording.confidence(row.figure)}" if row.figure.n else "")
        for row in rows
    )
    chart = Chart.of(
        share_chart(rows, bands=True),
        alt=f"Punktdiagram över andelen med varje utfall. {said}.",
        caption=caption,
        note=f"{note} {READING if _anyone_missed(section) else _READING}",
    )
    return Group(chart, table)


_READING = f"Punkt: andelen. Streck: {_INTERVAL}."


def _anyone_missed(section: Section) -> bool:
    return any(
        missed.k
        for indicator in section.project.esf.indicators
        if (missed := _missed(section, indicator))
    )


def _words(section: Section, indicator: Indicator) -> str:
    figure, missed = figure_of(section, indicator), _missed(section, indicator)
    if figure.n:
        return wording.share(figure)
    if wording.delivers_counts(section):
        return "bara antal"
    if missed is None:
        return "ingen med egen rad än"
    return f"ingen av {swedish.count(missed.n)} nåddes" if missed.n else "ingen aktuell än"


def _cells(section: Section, indicator: Indicator) -> tuple[str, ...]:
    figure, missed = figure_of(section, indicator), _missed(section, indicator)
    counted = _with_counts(section, indicator)
    return (
        _words(section, indicator),
        swedish.interval(figure.low, figure.high),
        wording.share(missed) if missed is not None and missed.n else swedish.MISSING,
        with_bounds(figure, missed) if missed is not None else swedish.MISSING,
        wording.share(counted) if counted is not None and counted.n else swedish.MISSING,
    )


def _note(section: Section, *more: str) -> str:
    later = [i for i in section.project.esf.indicators if i.months is not None]
    reached = f"; för {swedish.listed(i.id for i in later)} de som nåddes" if later else ""
    return wording.note(
        section,
        f"n = personer med egen rad som har avslutats{reached}",
        "Andelen vid avslut är avslutsorsaken, en för varje person: av flera händelser räknas bara "
        "den sista",
        wording.left_out(section),
        *more,
        f"{wording.LOCAL}, inte SCB:s officiella siffror",
    )


def breakdown(section: Section) -> Exhibit:
    """Show each indicator for women, men and non-binary people, and for each age group."""
    if lacking := _nothing(section):
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
    return Table(
        ("Grupp", *(indicator.id for indicator in chosen)),
        tuple(
            (label, *(wording.share(figure) if figure.n else swedish.MISSING for figure in row))
            for label, row in figures.items()
        ),
        caption=f"ESF:s resultatindikatorer efter kön och ålder, {wording.LOCAL}",
        note=_note(
            section,
            *(f"{indicator.id}: {indicator.label}" for indicator in chosen),
            "Icke-binära är de vars kön är registrerat som annat"
            if "annat" in lists.gender
            else "",
            f"I en grupp med färre än {wording.SMALL} personer säger andelen lite: läs antalen"
            if small
            else "",
        ),
    )


def not_counted(section: Section) -> Prose:
    """Say which indicators are not counted, and why."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    esf = section.project.esf
    said = [f"{one.id} ({one.label}) räknas inte. {one.why}" for one in esf.not_counted]
    if esf.note:
        said.append(esf.note)
    return Prose(*(said or ["Projektfilen anger ingen indikator som inte räknas."]))
