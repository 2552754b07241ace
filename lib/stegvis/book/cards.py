"""The goals' outcomes as cards: a number each, with all that it must not be seen without."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.show import escape, goals, swedish, wording
from stegvis.show.external import goals as external_goals
from stegvis.show.external.published import as_of
from stegvis.show.goal_words import confidence, holds, is_met, origin, outcome
from stegvis.show.section import Section


@dataclass(frozen=True)
class Card:
    """What came of a goal, under the definition that decides, and under the others.

    Every text is as readers see it: ”Arbete eller studier”, ”27 %”, ”81 av 300 (27 %), 95 %
    intervall 22–32 %”, ”Mål 30 %: nås inte, men intervallet rymmer målet.” ``others`` holds a line
    for each definition that is there for comparison. A goal that is not ``official`` is another
    project's, and stands as a smaller card.
    """

    goal: str
    definition: str
    value: str
    counted: str
    verdict: str
    others: tuple[str, ...] = ()
    official: bool = True


@dataclass(frozen=True)
class Cards:
    """A card for each goal, and what they have in common."""

    cards: tuple[Card, ...]
    note: str

    def html(self) -> str:
        """Write a list of cards."""
        cards = "\n".join(map(_html, self.cards))
        note = escape.running(self.note)
        return f'<ul class="cards" role="list">\n{cards}\n</ul>\n<p class="note">{note}</p>'

    def typst(self) -> str:
        """Call ``outcome-cards``."""
        cards = [asdict(card) for card in self.cards]
        return f"#outcome-cards({escape.typst(cards)}, note: {escape.typst(self.note)})"


def _html(card: Card) -> str:
    lines = (
        ("goal", card.goal),
        ("value", card.value),
        ("verdict", card.verdict),
        ("counted", card.counted),
        ("definition", card.definition),
    )
    told = "".join(f'<p class="card-{name}">{escape.running(text)}</p>' for name, text in lines)
    others = "".join(f"<li>{escape.running(text)}</li>" for text in card.others)
    compared = f'<ul class="card-others">{others}</ul>' if others else ""
    kind = "card" if card.official else "card unofficial"
    return f'<li class="{kind}">{told}{compared}</li>'


def outcome_cards(section: Section) -> Cards:
    """Give a card for each goal of the project, its own first.

    An external section has cards for the goals whose outcome is told.
    """
    own_first = sorted(section.project.goals, key=lambda goal: not goal.official)
    found = {goal: _figure(section, goal, goals.deciding(section, goal)) for goal in own_first}
    return Cards(
        tuple(_card(section, goal, figure) for goal, figure in found.items() if figure),
        wording.note(section, wording.LOCAL),
    )


def _figure(section: Section, goal: Goal, variant: Variant) -> Figure | None:
    """Look an outcome up; None where it is hidden or not published."""
    if section.audience == "intern":
        return goals.figure_of(section, goal, variant)
    told = external_goals.told(section, goal, variant)
    return None if told is None or told.figure.suppressed else told.figure


def _card(section: Section, goal: Goal, figure: Figure) -> Card:
    primary = goals.deciding(section, goal)
    others = ((one, _figure(section, goal, one)) for one in goal.variants if one != primary)
    return Card(
        goal.name,
        swedish.sentence(
            f"Räknat som {primary.label}" + (f"; {origin(goal)}" if origin(goal) else "")
        ),
        swedish.percent(figure.value, wording.decimals(figure, goal.target)),
        _counted(section, goal, primary, figure),
        _verdict(goal, figure),
        tuple(
            f"{swedish.sentence(variant.label)[:-1]}: {_counted(section, goal, variant, other)}"
            for variant, other in others
            if other
        ),
        goal.official,
    )


def _counted(section: Section, goal: Goal, variant: Variant, figure: Figure) -> str:
    if not figure.n:
        return goals.NO_OUTCOME
    said = f"{outcome(goal, figure)}, {confidence(goal, figure)}"
    if section.audience == "intern":
        return f"{said}{goals.bounds_in_words(section, variant, figure)}"
    if figure.bound_low is not None and figure.bound_high is not None:
        said += f", med bortfallet inräknat {swedish.interval(figure.bound_low, figure.bound_high)}"
    return f"{said}; {as_of(section, figure)}"


def _verdict(goal: Goal, figure: Figure) -> str:
    target = f"Mål {swedish.percent(goal.target)}"
    if figure.value is None:
        return f"{target}: kan inte prövas än."
    reached = "nås" if is_met(goal, figure) else "nås inte"
    if holds(goal, figure):
        return f"{target}: {reached}; intervallet rymmer målet."
    side = "över" if is_met(goal, figure) else "under"
    return f"{target}: {reached}; hela intervallet ligger {side} målet."
