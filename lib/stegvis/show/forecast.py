"""Whether the goals will be reached: outcomes so far, what is to come, and what is needed of it."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Group
from stegvis.show.goal_words import about, exit_labels, outcome
from stegvis.show.goals import deciding
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table


def outlook(section: Section) -> Prose | Group:
    """Say for each goal what is needed to reach it by the project's end, and how likely it is."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    goals = section.project.goals
    texts = [text for goal in goals for text in _told(section, goal)]
    rows = tuple(_row(section, goal) for goal in goals if _forecast(section, goal))
    if not rows:
        return Prose(*texts)
    if not section.is_whole_project:
        texts.append(
            f"Målen är satta för projektet som helhet; {wording.where(section)} är de en måttstock."
        )
    return Group(*map(Prose, texts), _table(section, rows))


def _figure(section: Section, measure: str, goal: Goal) -> Figure | None:
    """Look up a figure of the goal's definition in force; None where it was not measured."""
    definition = f"{goal.id}/{deciding(section, goal).id}"
    if not len(section.figures.table(section.place, measure, definition)):
        return None
    return section.figures.one(section.place, measure, definition)


def _forecast(section: Section, goal: Goal) -> Figure | None:
    return _figure(section, "forecast.goal", goal)


def _due(section: Section, goal: Goal) -> Figure:
    due = _figure(section, "forecast.due", goal)
    assert due is not None, "measured wherever outcomes of follow-ups so far are"
    return due


def _told(section: Section, goal: Goal) -> list[str]:
    so_far, found = _figure(section, "forecast.so_far", goal), _forecast(section, goal)
    variant = deciding(section, goal)
    if so_far is None:
        return [f"{about(goal)}: {_not_known(section, variant)}"]
    begun = f"{about(goal)}: {_so_far(section, goal, so_far)}"
    if found is None:
        rest = _over(section, goal) if _is_over(section) else _nothing_to_come(section, goal)
        return [f"{begun} {rest}"]
    said = [
        f"{begun} {_to_come(section, goal, found)} {_needed(section, goal, found)}",
        *([_likely(goal, found)] if _is_open(found) else []),
    ]
    caution = wording.caution(so_far.n)
    return [" ".join(said), *([caution] if caution and _is_open(found) else [])]


def _is_open(found: Figure) -> bool:
    """Whether it depends on what is to come if the target is reached."""
    return 0 < (found.k or 0) <= (found.n or 0)


def _not_known(section: Section, variant: Variant) -> str:
    if variant.within:
        labels = exit_labels(section.project)
        among = swedish.listed(labels[reason] for reason in variant.within)
        return (
            f"definitionen räknar bara avslut till {among}, och hur många sådana som återstår går "
            "inte att veta."
        )
    return (
        f"{section.place} lämnar bara antal, utan datum, så det går inte att säga hur många som "
        "ännu ska följas upp."
    )


def _is_over(section: Section) -> bool:
    return section.period.end >= section.project.end


def _so_far(section: Section, goal: Goal, so_far: Figure) -> str:
    if not so_far.n:
        nobody = "avslutats" if goal.kind == "exit" else "nåtts vid uppföljning"
        return f"ingen har {nobody} än."
    known = "utfallet" if _is_over(section) else "utfallet hittills"
    return f"{known} är {outcome(goal, so_far)}."


def _over(section: Section, goal: Goal) -> str:
    """Say that the project is over, and who is in no outcome yet."""
    over = f"Projektet slutade {_end(section)}, så det finns inget att förutsäga."
    if goal.kind == "exit":
        active = section.figures.one(section.place, "caseload.active", "cumulative").k
        return f"{over} {_active(active)}." if active else over
    due = _due(section, goal)
    return f"{over} {_falls_due(due.n or 0)} senare." if due.n else over


def _nothing_to_come(section: Section, goal: Goal) -> str:
    """Say why there is nothing to forecast while the project goes on."""
    if goal.kind == "exit":
        started = section.figures.one(section.place, "caseload.started", "cumulative").k
        if not started:
            return f"Ingen har startat {section.until}."
        return "Ingen är aktiv, så bara nya deltagare kan ändra det."
    due = _due(section, goal)
    if due.k:
        return (
            f"{_falls_due(due.k)} innan projektet är slut, {_end(section)}. Hur många av dem som "
            "kommer att nås går inte att säga innan någon har nåtts."
        )
    none = (
        "Ingen av dem som har avslutats blir aktuell för uppföljning innan projektet är slut, "
        f"{_end(section)}."
    )
    return f"{none} {_falls_due(due.n or 0)} senare." if due.n else none


def _active(number: int) -> str:
    return f"{wording.participants(number)} är {swedish.form(number, 'aktiv', 'aktiva')}"


def _falls_due(number: int) -> str:
    who = wording.people(number)
    due = swedish.form(number, "aktuell", "aktuella")
    return f"{who} som har avslutats blir {due} för uppföljning"


def _to_come(section: Section, goal: Goal, found: Figure) -> str:
    number = found.n or 0
    if goal.kind == "exit":
        return f"{_active(number)}."
    return (
        f"{_falls_due(_due(section, goal).k or 0)} innan projektet är slut, {_end(section)}. Nås "
        f"lika stor andel av dem som hittills blir det {swedish.plural(number, 'svar', 'svar')} "
        "till."
    )


def _needed(section: Section, goal: Goal, found: Figure) -> str:
    needed, number = found.k or 0, found.n or 0
    exits, what = goal.kind == "exit", _what(section, goal)
    unless = "" if exits else ", om inte fler svarar"
    if not needed:
        return f"Målet nås vid projektets slut hur det än går för dem{unless}."
    if needed > number:
        return (
            f"Målet kan inte nås vid projektets slut{unless}: det kräver {swedish.count(needed)} "
            f"till som {what}."
        )
    if number == 1:
        who = "den som återstår" if exits else "den som svarar"
    elif needed == number:
        who = f"alla {swedish.count(number)}"
    else:
        who = f"minst {swedish.count(needed)} av dem" + ("" if exits else " som svarar")
    return f"För att målet ska nås vid projektets slut, {_end(section)}, krävs att {who} {what}."


def _what(section: Section, goal: Goal) -> str:
    if goal.kind == "lasting":
        return "har ökat eller behållit sin progression"
    labels = exit_labels(section.project)
    reasons = swedish.listed(labels[reason] for reason in deciding(section, goal).reasons)
    return f"avslutas till {reasons.replace(' och ', ' eller ')}"


def _likely(goal: Goal, found: Figure) -> str:
    if found.value is None:
        return "Hur sannolikt det är går inte att säga innan det finns något utfall."
    likeness = (
        "Avslutas alla aktiva innan dess, och går det för dem som för dem som har avslutats"
        if goal.kind == "exit"
        else "Går det för dem som för dem som har svarat"
    )
    return (
        f"{likeness}, är sannolikheten att målet nås {wording.probability(found.value)}, och "
        f"andelen vid slutet väntas ligga i intervallet {swedish.interval(found.low, found.high)}."
    )


def _end(section: Section) -> str:
    return swedish.date(section.project.end)


def _row(section: Section, goal: Goal) -> tuple[str, ...]:
    so_far, found = _figure(section, "forecast.so_far", goal), _forecast(section, goal)
    assert so_far is not None, "measured wherever there is a forecast"
    assert found is not None, "asked of goals with a forecast"
    needed, number = found.k or 0, found.n or 0
    return (
        goal.name if goal.official else f"{goal.name} (inofficiellt)",
        outcome(goal, so_far) if so_far.n else swedish.MISSING,
        swedish.count(number),
        swedish.count(needed),
        _chance(found),
        swedish.interval(found.low, found.high),
    )


def _chance(found: Figure) -> str:
    if not found.k:
        return "säkert"
    if not _is_open(found):
        return "kan inte nås"
    return wording.probability(found.value)


def _table(section: Section, rows: tuple[tuple[str, ...], ...]) -> Table:
    left_out = wording.left_out(section)
    return Table(
        (
            "Mål",
            "Hittills",
            "Återstår",
            "Behövs",
            "Sannolikhet",
            "Andel vid slutet",
        ),
        rows,
        caption=f"Målen vid projektets slut, {_end(section)}, med utfallet hittills",
        note=wording.note(
            section,
            "n = antalet efter ”av” hittills, och de som återstår. Behövs: så många av dem som "
            "återstår måste nå utfallet. Sannolikhet: att målet nås. Andel vid slutet: "
            "95\N{NO-BREAK SPACE}% intervall",
            "Definitionen är den som gäller på periodens sista dag",
            "De som återstår antas likna dem som redan har ett utfall, och ingen ny räknas in: "
            "varken nya deltagare eller uppföljning av dem som ännu inte har avslutats",
            "Uppföljningen antas nå lika stor andel som hittills",
            "Sannolikheten och intervallet är betabinomiala, med Jeffreys fördelning som "
            "utgångspunkt",
            f"{left_out} i prognosen för uppföljningen" if left_out else "",
            wording.LOCAL,
        ),
    )
