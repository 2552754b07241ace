"""Step movements: what they say as a whole, and what to say when there are none yet."""

from __future__ import annotations

from stegvis.card import RATERS, Rater
from stegvis.show import moves, swedish, wording
from stegvis.show.caseload import nobody
from stegvis.show.exhibit import Exhibit, Prose
from stegvis.show.moves import Moves
from stegvis.show.section import Section
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import capital

CAUSE = (
    "En stegförflyttning är skillnaden mellan en persons första och senaste svar. Den säger inte "
    "vad som har orsakat den: en förflyttning framåt är förenlig med att insatsen gör nytta, men "
    "också med annat som har hänt under tiden."
)


def nothing_yet(section: Section, rater: Rater) -> str:
    """Say why a rater's cards give no step movement, and when the first could come; else nothing.

    A municipality that delivers counts has no cards at all.
    """
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if wording.delivers_counts(section):
        return wording.counts_only(section, "progressionskort och stegförflyttningar")
    moved = section.figures.one(section.place, "cards.moved", rater=rater)
    if not moved.n:
        return nobody(section)
    if moved.k:
        return ""
    every = swedish.plural(section.project.card.every_months, "månads", "månaders")
    whose = (
        "Den deltagare som har startat har"
        if moved.n == 1
        else f"Ingen av de {swedish.count(moved.n)} som har startat har"
    )
    negation = " inte" if moved.n == 1 else ""
    return (
        f"{whose}{negation} besvarat samma fråga på två kort från {RATER_NAMES[rater]} "
        f"{section.until}. Kort fylls i med {every} mellanrum, så den första stegförflyttningen "
        "syns tidigast så lång tid efter en deltagares första kort."
    )


def primary(section: Section, rater: Rater) -> Moves:
    """Look up the people's movement under the project's primary rule."""
    rule = section.project.movement.primary
    return moves.look_up(section, rule.label, "steps.person", rule.id, rater=rater)


def headline(section: Section) -> Exhibit:
    """Say how many have moved which way, by the primary rule and rater."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    rater = section.project.movement.primary_rater
    missing = nothing_yet(section, rater)
    row = None if missing else primary(section, rater)
    if row is None or not row.n:
        return Prose(missing or _uncounted(section, rater), lead=True)
    return Prose(_moved(section, row, rater), lead=True)


def _uncounted(section: Section, rater: Rater) -> str:
    return (
        f"Ingen deltagare har kort från {RATER_NAMES[rater]} med så många svar att projektets "
        f"huvudregel kan användas {section.until}."
    )


def _moved(section: Section, row: Moves, rater: Rater) -> str:
    place, who = wording.where(section), RATER_NAMES[rater]
    if row.n == 1:
        came = {"gått framåt": row.forward, "gått bakåt": row.backward}
        said = next((words for words, figure in came.items() if figure.k), "inte flyttat sig")
        return f"Den enda deltagaren {place} med kort att jämföra har {said} enligt {who}."
    forward, same, back = (f.k or 0 for f in (row.forward, row.unchanged, row.backward))
    share = f" ({swedish.percent(row.forward.value)})" if forward else ""
    return (
        f"Av {swedish.count(row.n)} deltagare {place} med kort att jämföra har {_some(forward)}"
        f"{share} gått framåt enligt {who}; {_some(same)} är "
        f"{'oförändrade' if same > 1 else 'oförändrad'} och {_some(back)} har gått bakåt."
    )


def _some(number: int) -> str:
    return swedish.count(number) if number else "ingen"


def about(section: Section) -> Exhibit:
    """Say who is in the figures, by which rule, and what a movement does not say."""
    if not section.delivered or wording.delivers_counts(section):
        return Prose(CAUSE)
    rule = section.project.movement.primary
    decides = section.project.movement.primary_rater
    first_decides = sorted(RATERS, key=lambda rater: rater != decides)
    said = [
        " ".join(_covered(section, rater) for rater in first_decides).strip(),
        f"Projektets huvudregel för en person är {rule.label}, enligt {RATER_NAMES[decides]}. "
        "Vilken regel som gäller är ett val, och därför visas alla.",
        CAUSE,
        wording.caution(primary(section, decides).n),
    ]
    return Prose(*filter(None, said))


def _covered(section: Section, rater: Rater) -> str:
    moved = section.figures.one(section.place, "cards.moved", rater=rater)
    if not moved.n:
        return ""
    return (
        f"{capital(RATER_NAMES[rater])}s kort ger en stegförflyttning för {wording.share(moved)} "
        "av dem som har startat."
    )
