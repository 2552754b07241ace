"""Coverage: who has cards, and which questions on them are answered."""

from __future__ import annotations

from stegvis.card import RATERS, Rater
from stegvis.figures import Figure
from stegvis.show import bars, rows, style, swedish, wording
from stegvis.show.bars import Bar
from stegvis.show.caseload import nobody
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.finding import extremes
from stegvis.show.section import Section
from stegvis.show.stacked_chart import StackedRow, stacked_chart
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import RATERS_OF, capital

CARDS = {"none": "inget kort", "one": "ett kort", "several": "flera kort"}
"""How many cards a person has, at different dates."""

_FILLS = dict(zip(CARDS, style.SHADES, strict=True))
_TITLE_CM = 0.8


def cardless(section: Section) -> str:
    """Say why there are no cards to tell about; nothing when there are people who could have."""
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if wording.delivers_counts(section):
        return wording.counts_only(section, "progressionskort")
    return "" if people(section, "participant", "none").n else nobody(section)


def people(section: Section, rater: Rater, cards: str) -> Figure:
    """Look up how many of the started have none, one or several of a rater's cards."""
    return section.figures.one(section.place, "cards.people", rater=rater, cards=cards)


def cards(section: Section) -> Exhibit:
    """Show how many of the started have no card, one and several, for each rater."""
    missing = cardless(section)
    if missing:
        return Prose(missing)
    shown = {rater: {name: people(section, rater, name) for name in CARDS} for rater in RATERS}
    n = shown["participant"]["none"].n or 0
    caption = f"Deltagare med inget, ett och flera progressionskort {wording.where(section)}"
    note = wording.note(
        section,
        f"n = {wording.participants(n)} som har startat",
        wording.left_out(section),
        "Kort med olika datum, senast en månad efter avslut",
        wording.caution(n),
    )
    table = Table(
        ("Bedömare", *(capital(name) for name in CARDS.values())),
        tuple(
            (capital(RATER_NAMES[rater]), *(wording.share(figure) for figure in own.values()))
            for rater, own in shown.items()
        ),
        caption=f"{caption}, i siffror",
        note=note,
    )
    if n < wording.FEW:
        return table
    said = "; ".join(
        f"{capital(RATER_NAMES[rater])}: "
        + ", ".join(f"{CARDS[name]} {wording.share(figure)}" for name, figure in own.items())
        for rater, own in shown.items()
    )
    parts = [
        StackedRow(
            f"{capital(RATERS_OF[rater])} kort",
            {name: figure.k or 0 for name, figure in own.items()},
        )
        for rater, own in shown.items()
    ]
    return Group(
        Chart.of(
            stacked_chart(parts, _FILLS, CARDS),
            alt=f"{said}.",
            caption=caption,
            note=note,
        ),
        table,
    )


def answered(section: Section) -> Exhibit:
    """Show how many of each rater's cards have each question answered."""
    missing = cardless(section)
    if missing:
        return Prose(missing)
    shown = {rater: _bars(section, rater) for rater in RATERS}
    with_cards = {rater: own for rater, own in shown.items() if own[0].figure.n}
    if not with_cards:
        return Prose(f"Inget kort har lämnats {wording.where(section)} {section.until}.")
    none = [
        f"Inget kort från {RATER_NAMES[rater]} har lämnats {wording.where(section)} "
        f"{section.until}."
        for rater in RATERS
        if rater not in with_cards
    ]
    caption = f"Besvarade frågor på progressionskorten {wording.where(section)}"
    numbers = swedish.listed(
        f"{swedish.plural(own[0].figure.n or 0, 'kort', 'kort')} från {RATER_NAMES[rater]}"
        for rater, own in with_cards.items()
    )
    note = wording.note(section, f"n = {numbers}", wording.left_out(section))
    tables = [
        Table(
            ("Fråga", "Besvarad, av alla kort"),
            bars.table_rows(own),
            caption=f"{caption}, {RATERS_OF[rater]} kort",
            note=note,
        )
        for rater, own in with_cards.items()
    ]
    texts = [Prose(text) for text in none]
    if max(own[0].figure.n or 0 for own in with_cards.values()) < wording.FEW:
        return Group(*texts, *tables)
    return Group(*texts, _chart(with_cards, caption, note), *tables)


def _bars(section: Section, rater: Rater) -> list[Bar]:
    return [
        Bar(
            item.label,
            section.figures.one(section.place, "cards.answered", rater=rater, item=item.id),
        )
        for item in section.project.card.items(rater)
    ]


def _chart(shown: dict[Rater, list[Bar]], caption: str, note: str) -> Chart:
    heights = [rows.height([bar.name for bar in own], above_cm=_TITLE_CM) for own in shown.values()]
    with style.styled():
        figure, panels = style.panels(
            sum(heights), rows=len(shown), sharex=True, height_ratios=heights
        )
        for axes, (rater, own) in zip(panels, shown.items(), strict=True):
            bars.draw(axes, own, f"{capital(RATERS_OF[rater])} kort")
    said = " ".join(
        extremes(
            f"{capital(RATERS_OF[rater])} kort: andelen besvarade",
            [(bar.name, bar.figure) for bar in own],
        )
        for rater, own in shown.items()
    )
    alt = f"{said} Varje frågas antal står i tabellen efter diagrammet."
    return Chart.of(figure, alt=alt, caption=caption, note=note)
