"""The coordinator's belief that the person will get a job, against what came of it."""

from __future__ import annotations

from stegvis.card import BELIEF
from stegvis.figures import Figure
from stegvis.goal import Variant
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.finding import extremes
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart

BELIEFS = {
    "high": "Hög tro",
    "middle": "Varken hög eller låg",
    "low": "Låg tro",
}
UNANSWERED = "Inget svar före avslutet"
NOBODY = "ingen"
WHY = (
    "I uppföljningen av BIP var samordnarens tro på att deltagaren får ett arbete den faktor som "
    "starkast hängde samman med att det blev så. En samordnare som tror på deltagaren kan både se "
    "något som talar för arbete och bidra till det, och siffrorna kan inte skilja det ena från det "
    "andra."
)


def _reason_to_wait(section: Section) -> str:
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if wording.delivers_counts(section):
        return wording.counts_only(section, "samordnarens svar om sin tro")
    if section.project.exit_goal is None:
        return "Projektet har inget mål som gäller varför deltagare avslutas."
    if not section.project.card.measuring("coordinator", BELIEF):
        return (
            "Projektet har inte angett vilken av samordnarens frågor som gäller tron på att "
            "deltagaren får ett arbete. Därför kan den inte jämföras med utfallet."
        )
    if not section.figures.one(section.place, "caseload.exited", "cumulative").k:
        return (
            f"Ingen har avslutats {wording.where(section)} {section.until}, så samordnarens tro "
            "kan inte jämföras med något utfall."
        )
    return ""


def outcome(section: Section) -> Exhibit:
    """Show the share that reached the goal, by what the coordinator first believed."""
    goal, reason = section.project.exit_goal, _reason_to_wait(section)
    if reason or goal is None:
        return Prose(reason)
    variant = goal.primary(section.period.end)
    definition = f"{goal.id}/{variant.id}"

    def one(word: str) -> Figure:
        return section.figures.one(section.place, "belief.outcome", definition, belief=word)

    found = {name: one(word) for word, name in BELIEFS.items()}
    unanswered = one("unanswered")
    answered = section.figures.one(section.place, "belief.answered")
    if not answered.k:
        return Prose(_unanswered(section, answered.n or 0))
    difference = section.figures.one(section.place, "belief.difference", definition)
    most = max(figure.n or 0 for figure in found.values())
    texts = [WHY, _conclusion(found, difference, variant)]
    if wording.caution(most):
        texts.append(wording.caution(most))
    table = _table(section, found | {UNANSWERED: unanswered}, variant)
    if most < wording.FEW:
        return Group(Prose(*texts), table)
    return Group(Prose(*texts), _chart(section, found, variant), table)


def _unanswered(section: Section, exited: int) -> str:
    whose = (
        "Om den enda som har avslutats"
        if exited == 1
        else f"Om ingen av de {swedish.count(exited)} som har avslutats"
    )
    negation = " inte" if exited == 1 else ""
    return (
        f"{whose} {wording.where(section)} har samordnaren{negation} svarat på frågan om sin tro "
        "före avslutet, så den kan inte jämföras med utfallet."
    )


def _conclusion(found: dict[str, Figure], difference: Figure, variant: Variant) -> str:
    high, low = found[BELIEFS["high"]], found[BELIEFS["low"]]
    if difference.value is None or difference.low is None or difference.high is None:
        alone = "låg" if low.n else "hög"
        if not (low.n or high.n):
            return "Samordnaren hade varken hög eller låg tro på någon, så inget kan jämföras."
        figure = low if low.n else high
        return (
            f"Bland dem som samordnaren hade {alone} tro på avslutades {wording.share(figure)} "
            f"till {variant.label}. Det finns ingen grupp att jämföra med."
        )
    said = (
        f"Bland dem som samordnaren från början hade hög tro på avslutades {wording.share(high)} "
        f"till {variant.label}, bland dem med låg tro {wording.share(low)}. Skillnaden är "
        f"{swedish.percent(difference.value)}-enheter (95\N{NO-BREAK SPACE}% intervall från "
        f"{swedish.percent(difference.low)} till {swedish.percent(difference.high)})."
    )
    if difference.low <= 0 <= difference.high:
        return f"{said} Intervallet rymmer noll, så underlaget visar ingen säker skillnad."
    if difference.value > 0:
        return f"{said} Det är förenligt med vad BIP fann."
    return f"{said} Det är tvärtemot vad BIP fann."


def _text(figure: Figure) -> str:
    return wording.share(figure) if figure.n else NOBODY


def _note(section: Section, variant: Variant, *more: str) -> str:
    exited = section.figures.one(section.place, "belief.answered").n or 0
    return wording.note(
        section,
        f"n = {wording.participants(exited)} som har avslutats",
        wording.left_out(section),
        "Tron är samordnarens första svar på frågan, före avslutet: under, på eller över skalans "
        "mitt",
        f"Utfallet är avslut till {variant.label}",
        *more,
    )


def _chart(section: Section, found: dict[str, Figure], variant: Variant) -> Chart:
    said = "; ".join(
        f"{name}: {_text(figure)}" + (f", {wording.confidence(figure)}" if figure.n else "")
        for name, figure in found.items()
    )
    return Chart.of(
        share_chart([ShareRow(name, figure, _text(figure)) for name, figure in found.items()]),
        alt=extremes(f"Andelen som avslutades till {variant.label}", found.items()) + f" {said}.",
        caption=f"Andel avslut till {variant.label}, efter samordnarens första tro, "
        f"{wording.where(section)}",
        note=_note(section, variant, "Streck: 95\N{NO-BREAK SPACE}% intervall"),
    )


def _table(section: Section, found: dict[str, Figure], variant: Variant) -> Table:
    return Table(
        (
            "Samordnarens tro",
            f"Avslut till {variant.label}",
            "95\N{NO-BREAK SPACE}% intervall",
        ),
        tuple(
            (name, _text(figure), swedish.interval(figure.low, figure.high))
            for name, figure in found.items()
        ),
        caption=f"Utfall efter samordnarens första tro, {wording.where(section)}",
        note=_note(section, variant),
    )
