"""Regression to the mean, in words and figures: who begins low can hardly but go up."""

from __future__ import annotations

from stegvis.card import RATERS, Card, Rater
from stegvis.figures import Figure
from stegvis.show import moves, swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.moves import Moves
from stegvis.show.section import Section
from stegvis.show.steps import nothing_yet
from stegvis.show.terms import RATERS_OF, capital

WHY = (
    "Den som börjar lågt kan nästan bara gå uppåt, och den som börjar högt nästan bara nedåt. Ett "
    "ovanligt svar följs dessutom oftare av ett mer vanligt, även när ingenting har förändrats. En "
    "del av rörelsen från skalans ändar väntas alltså av sig själv; det kallas återgång mot "
    "medelvärdet."
)
BACKWARDS = (
    "Ett sätt att se hur mycket är att vända på tiden: återgång ser likadan ut åt båda hållen. "
    "Vore den allt, skulle lika stor andel gå framåt från låga svar som har sjunkit till låga "
    "svar, och lika stor andel bakåt från höga svar som har stigit till höga svar. Är rörelsen "
    "framåt den större, är det förenligt med en förändring uppåt utöver återgången."
)
LEVELS = {"low": "lågt", "middle": "i mitten", "high": "högt"}


def by_start(section: Section) -> Exhibit:
    """Show movements by where the first answer stood, for both raters."""
    missing = {rater: nothing_yet(section, rater) for rater in RATERS}
    raters = [rater for rater, text in missing.items() if not text]
    if not raters:
        return Prose(*dict.fromkeys(missing.values()))
    said = [text for text in (_words(section, rater) for rater in raters) if text]
    texts = [text for text in dict.fromkeys(missing.values()) if text]
    parts = [part for rater in raters for part in _rater(section, rater)]
    return Group(Prose(*texts, WHY, BACKWARDS), *([Prose(*said)] if said else []), *parts)


def _answers(card: Card, level: str) -> str:
    """Write the answers of a level, such as ”1–2”."""
    middle = (card.low + card.high) / 2
    of_level = {
        "low": [score for score in range(card.low, card.high + 1) if score < middle],
        "middle": [score for score in range(card.low, card.high + 1) if score == middle],
        "high": [score for score in range(card.low, card.high + 1) if score > middle],
    }[level]
    ends = dict.fromkeys((of_level[0], of_level[-1])) if of_level else ()
    return "–".join(swedish.count(score) for score in ends)


def _rows(section: Section, rater: Rater) -> list[Moves]:
    card = section.project.card
    return [
        moves.look_up(
            section,
            f"började {name} ({_answers(card, level)})",
            "steps.start",
            rater=rater,
            level=level,
        )
        for level, name in LEVELS.items()
        if _answers(card, level)
    ]


def _rater(section: Section, rater: Rater) -> list[Exhibit]:
    shown, whose = _rows(section, rater), RATERS_OF[rater]
    caption = f"Svarens förflyttning efter var de började, {whose} kort {wording.where(section)}"
    note = wording.note(
        section,
        "n = svar, inte personer: varje person räknas en gång för varje fråga som är besvarad på "
        "två kort",
        wording.left_out(section),
    )
    cells = tuple(row.cells for row in shown)
    table = Table(moves.columns("Första svar"), cells, caption=f"{caption}, i siffror", note=note)
    people = section.figures.one(section.place, "cards.moved", rater=rater).k or 0
    if people < wording.FEW:
        return [table]
    alt = moves.say(shown)
    return [Chart.of(moves.chart(shown), alt=alt, caption=caption, note=note), table]


def _words(section: Section, rater: Rater) -> str:
    """Say what went up from low against what came down to low, and the same for high."""

    def start(level: str, move: str) -> Figure:
        return section.figures.one(
            section.place, "steps.start", rater=rater, level=level, move=move
        )

    def end(level: str, move: str) -> Figure:
        return section.figures.one(section.place, "steps.end", rater=rater, level=level, move=move)

    card, parts = section.project.card, []
    for level, away, home, name in (
        ("low", "forward", "backward", "låga"),
        ("high", "backward", "forward", "höga"),
    ):
        went, came = start(level, away), end(level, home)
        to = "framåt" if away == "forward" else "bakåt"
        into = "sjunkit dit" if home == "backward" else "stigit dit"
        first = f"av de {name} första svaren ({_answers(card, level)})"
        began = f"{first} har {wording.share(went)} gått {to}"
        ended = f"av de {name} senaste svaren har {wording.share(came)} {into}"
        if went.n and came.n:
            parts.append(f"{began}, och {ended}")
        elif went.n or came.n:
            parts.append(began if went.n else ended)
    if not parts:
        return ""
    return f"{capital(RATERS_OF[rater])} kort: {'; '.join(parts)}."
