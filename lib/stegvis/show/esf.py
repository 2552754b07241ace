"""ESF's result indicators as our own follow-up has them: in all, by gender and by age."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.indicator import Indicator
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.finding import extremes
from stegvis.show.followup_shares import READING, with_bounds
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.terms import capital

NONE_COUNTED = "Projektet räknar ingen av ESF:s resultatindikatorer."
_INTERVAL = f"95{swedish.NBSP}% intervall"
POINT_READING = f"Punkt: andelen. Streck: {_INTERVAL}."
_COLUMNS = ("Indikator", "Utfall", _INTERVAL, "Nåddes inte", "Med bortfallet inräknat")


def name(indicator: Indicator) -> str:
    """Name an indicator by its id and what it counts."""
    return f"{indicator.id}, {indicator.label}"


def figure_of(section: Section, indicator: Indicator, **group: str) -> Figure:
    """Look an indicator up, of everyone with an own row or of one group of them."""
    return section.figures.one(section.place, "esf.indicator", indicator.id, **group)


def share_or_dash(figure: Figure) -> str:
    """Write a share, or a dash of nobody."""
    return wording.share(figure) if figure.n else swedish.MISSING


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


def why_nothing(section: Section) -> str:
    """Say why there is no indicator to show; nothing where there is one."""
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if not section.project.esf.indicators:
        return NONE_COUNTED
    return "" if _anyone(section) else _nobody(section)


def indicators(section: Section) -> Exhibit:
    """Show each indicator with its interval, its non-response, and with the counts."""
    if lacking := why_nothing(section):
        return Prose(lacking)
    chosen = section.project.esf.indicators
    note = note_of(section)
    caption = f"ESF:s resultatindikatorer, {wording.LOCAL}"
    counting = bool(wording.left_out(section)) or wording.delivers_counts(section)
    table = Table(
        (*_COLUMNS, *(["Även antal"] if counting else [])),
        tuple(
            (
                indicator.id,
                *_cells(section, indicator),
                *(_also_counts(section, indicator, counting)),
            )
            for indicator in chosen
        ),
        caption=f"{caption}, i siffror",
        note=note_of(
            section,
            *(f"{indicator.id}: {indicator.label}" for indicator in chosen),
            "I kolumnen ”Även antal” ingår också kommuner som lämnar bara antal"
            if counting
            else "",
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
        alt=extremes("Andelen", [(row.label, row.figure) for row in rows]) + f" {said}.",
        caption=caption,
        note=f"{note} {READING if _anyone_missed(section) else POINT_READING}",
    )
    return Group(chart, table)


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
    return (
        _words(section, indicator),
        swedish.interval(figure.low, figure.high),
        wording.share(missed) if missed is not None and missed.n else swedish.MISSING,
        with_bounds(figure, missed) if missed is not None else swedish.MISSING,
    )


def _also_counts(section: Section, indicator: Indicator, counting: bool) -> list[str]:
    figure = _with_counts(section, indicator)
    return [share_or_dash(figure) if figure else swedish.MISSING] if counting else []


def note_of(section: Section, *more: str) -> str:
    """Write the note of everything that shows indicators."""
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


def not_counted(section: Section) -> Prose:
    """Say which indicators are not counted, and why."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    esf = section.project.esf
    said = [f"{one.id} ({one.label}) räknas inte. {one.why}" for one in esf.not_counted]
    if esf.note:
        said.append(esf.note)
    return Prose(*(said or ["Projektfilen anger ingen indikator som inte räknas."]))
