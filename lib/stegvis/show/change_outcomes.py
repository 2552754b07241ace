"""Goals' outcomes and other shares, before and now."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.language import swedish_order
from stegvis.show import goals, swedish, wording
from stegvis.show.before_now_chart import BeforeNow, before_now_chart
from stegvis.show.change_since import comparable, name, nothing_before, periods, rows
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.goal_words import confidence, interval, outcome
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table
from stegvis.show.then_and_now import Row

CUMULATIVE = (
    "Talen räknas från projektets start: den som räknades förra perioden räknas nu också. Två "
    "utfall för till stor del samma personer prövar ingen förändring, och en skillnad på några "
    "procentenheter är ingen trend."
)
_SHARES = ("steps.person", "retention.share", "fidelity")


def outcomes(section: Section) -> Prose | Group:
    """Show every goal's outcome before and now, and the other shares beside them."""
    earlier = comparable(section)
    if earlier is None:
        return nothing_before(section)
    table = _table(section, earlier)
    words = Prose(CUMULATIVE, *_definitions(section, earlier), *_apart(section, earlier))
    drawn = [row for row in _goal_rows(section, earlier) if row.before or row.now]
    if not drawn:
        return Group(words, table)
    names = periods(section, earlier)
    then, now = (name.lower() for name in names)
    chart = Chart.of(
        before_now_chart(drawn, *names),
        alt=f"Målens utfall {then} och {now}: {_in_words(section, earlier)}.",
        caption="Målens utfall förra perioden och nu",
        note=wording.note(
            section,
            "n = de som räknas i varje utfall, i tabellen efter diagrammet",
            f"Ring: {then}. Punkt: {now}. Streck: 95{swedish.NBSP}% intervall. Streckad linje: "
            "målet",
            f"Utfall för färre än {wording.FEW} personer ritas inte",
            wording.LOCAL,
        ),
    )
    return Group(words, chart, table)


def _table(section: Section, earlier: Section) -> Table:
    names = periods(section, earlier)
    level = f"95{swedish.NBSP}% intervall"
    return Table(
        ("Andel", names[0], level, names[1], level),
        tuple(
            (
                name(section, row),
                *(cell for one in (earlier, section) for cell in (row.text(one), _ends(one, row))),
            )
            for row in rows(earlier, ("goal", *_SHARES))
            if row.measure != "steps.person" or row.group.endswith("move=forward")
        ),
        caption="Andelar förra perioden och nu",
        note=wording.note(
            section,
            "n = talet efter ”av”; ett tankstreck betyder att ingen räknas än",
            "Metodtrohet är medel av de rapporterade delarna och kommunernas egen uppgift",
            wording.LOCAL,
        ),
    )


def _ends(section: Section, row: Row) -> str:
    figure = row.figure(section)
    for goal in section.project.goals:
        if row.measure == "goal" and row.definition.startswith(f"{goal.id}/"):
            return interval(goal, figure)
    return swedish.interval(figure.low, figure.high)


def _goal_rows(section: Section, earlier: Section) -> list[BeforeNow]:
    return [
        _goal_row(section, earlier, goal, variant)
        for goal in section.project.goals
        for variant in goal.variants
    ]


def _goal_row(section: Section, earlier: Section, goal: Goal, variant: Variant) -> BeforeNow:
    then, now = (goals.figure_of(one, goal, variant) for one in (earlier, section))
    text = " → ".join(_short(goal, figure) for figure in (then, now))
    return BeforeNow(f"{goal.name}: {variant.label}", _seen(then), _seen(now), text, goal.target)


def _seen(figure: Figure) -> Figure | None:
    return figure if (figure.n or 0) >= wording.FEW else None


def _short(goal: Goal, figure: Figure) -> str:
    if not figure.n:
        return swedish.MISSING
    return swedish.percent(figure.value, wording.decimals(figure, goal.target))


def _in_words(section: Section, earlier: Section) -> str:
    said = []
    for goal in section.project.goals:
        for variant in goal.variants:
            then, now = (goals.figure_of(one, goal, variant) for one in (earlier, section))
            if _seen(then) or _seen(now):
                said.append(
                    f"{goal.name}, {variant.label}, mål {swedish.percent(goal.target)}: "
                    f"från {_whole(goal, then)}, till {_whole(goal, now)}"
                )
    return "; ".join(said)


def _whole(goal: Goal, figure: Figure) -> str:
    if not figure.n:
        return goals.NO_OUTCOME
    return f"{outcome(goal, figure)}, {confidence(goal, figure)}"


def _definitions(section: Section, earlier: Section) -> list[str]:
    """Say of each goal whose definition in force has changed that both are shown for both."""
    said = []
    for goal in section.project.goals:
        then, now = (goals.deciding(one, goal) for one in (earlier, section))
        if goal.official and then != now:
            said.append(
                f"”{goal.name}” räknades {swedish.period(earlier.period)} enligt definitionen "
                f"”{then.label}” och räknas nu enligt ”{now.label}”. Jämför bara utfall med samma "
                "definition."
            )
    return said


def _apart(section: Section, earlier: Section) -> list[str]:
    said = []
    left_out = wording.left_out(section)
    if left_out:
        said.append(f"{left_out} i stegförflyttningarna.")
    then, now = (
        set(one.figures.table(None, "fidelity")["municipality"]) for one in (earlier, section)
    )
    if section.is_whole_project and then and then != now:
        told = swedish.listed(sorted(then, key=swedish_order))
        said.append(
            f"Metodtroheten {swedish.period(earlier.period)} bygger bara på uppgifter från {told}. "
            "De två talen gäller olika kommuner och kan inte jämföras."
        )
    return said
