"""How small counts are protected, and what is published how often, in plain words."""

from __future__ import annotations

from stegvis.external_table import ExternalTable
from stegvis.period import Period
from stegvis.project import Project
from stegvis.show import swedish
from stegvis.show.caseload import STATUSES
from stegvis.show.definitions_project import SOURCE
from stegvis.show.exhibit import Exhibit, Prose, Table
from stegvis.show.external import published
from stegvis.show.external.published import often
from stegvis.show.section import Section
from stegvis.show.terms import RATERS_OF, TRAITS, capital

BOOK = "Hundepool m.fl. (2012)"
_KINDS = {
    "caseload": "Startade, avslutade och aktiva",
    "participants": "Deltagarna",
    "exits": "Avslutsorsaker",
    "goals": "Målens utfall",
    "lasting": "Varaktig progression",
    "retention": "Kvar i arbete",
    "movement": "Stegförflyttning, person för person",
    "items": "Stegförflyttning, fråga för fråga",
    "esf": "ESF:s resultatindikatorer",
}
_PLACES = {"project": "hela projektet", "municipality": "varje kommun"}


def rule(section: Section) -> Prose:
    """Say what is hidden, why, and what a hidden count does and does not tell."""
    below = section.project.disclosure_threshold - 1
    small = f"från 1 till {below}" if below > 1 else "som är 1"
    return Prose(
        "Kommunerna har få deltagare. Ett litet antal kan säga något om en viss person, också när "
        f"inget namn står där. Därför redovisas inget antal {small}, och ingenting som ett sådant "
        "antal kan räknas ut av: inte i text, tabell, diagram eller fil. En andel, ett intervall "
        "eller en mening som bygger på ett dolt antal är också dold.",
        f"Ett dolt antal skrivs {swedish.HIDDEN}, också när texten läses upp. Det behöver inte "
        "vara litet. När ett litet antal döljs måste ofta ett annat döljas med det, för att det "
        "första inte ska kunna räknas ut som en skillnad.",
        "Tabellerna hör ihop. Kommunerna tillsammans är projektet, avslutsorsakerna tillsammans "
        "är de avslutade, och ett kvartal bygger vidare på det förra. Vad som döljs bestäms "
        "därför för alla tabeller samtidigt, tillsammans med allt som har publicerats tidigare. "
        "Skyddet räknar med en läsare som har alla rapporter och som känner en av deltagarna.",
        "Har alla i en grupp samma utfall säger det något om var och en av dem. Då döljs det, hur "
        "stor gruppen än är.",
        "Det som har publicerats står fast. En rättelse som kommer efteråt är med nästa gång som "
        f"tabellen redovisas. Källa: {BOOK}.",
    )


def plan(section: Section) -> Exhibit:
    """List the tables that are published, for whom, how often and how coarsely."""
    project = section.project
    return Table(
        ("Tabell", "För", "Hur ofta", "Från och med", "Redovisas tillsammans"),
        tuple(
            (
                _what(project, table),
                _PLACES[table.places],
                often(table),
                swedish.period(Period.parse(table.first)) if table.first else "projektets början",
                _merged(project, table),
            )
            for table in published.plan(section)
        ),
        caption=f"Vad som redovisas externt om {project.name}",
        note="En tabell som redovisas mer sällan än varje kvartal står kvar oförändrad tills nästa "
        f"gång. Annat än detta redovisas inte externt. {SOURCE}",
        numeric=frozenset(),
    )


def lines(section: Section) -> tuple[str, ...]:
    """Say what is published, for whom and how often, a line for each table."""
    return tuple(
        f"{_what(section.project, table)}; för {_PLACES[table.places]}, {often(table)}"
        for table in published.plan(section)
    )


def _what(project: Project, table: ExternalTable) -> str:
    by = swedish.listed(TRAITS[trait].lower() for trait in table.by)
    only = swedish.listed(_row(project, table, name) for name in table.only)
    if table.table == "caseload" and only:
        return capital(only)
    what = f"{_KINDS[table.table]} efter {by}" if by else _KINDS[table.table]
    return f"{what}: {only}" if only else what


def _row(project: Project, table: ExternalTable, name: str) -> str:
    """Call a row that ``only`` names what readers call it."""
    first, _, second = name.partition("/")
    match table.table:
        case "caseload":
            return STATUSES[first].lower()
        case "goals":
            goal = next(goal for goal in project.goals if goal.id == first)
            label = next(one.label for one in goal.variants if one.id == second)
            return f"{goal.name} ({label})"
        case "lasting":
            who = "positiv stegförflyttning" if second == "positiv" else "alla avslut"
            return f"{swedish.plural(int(first), 'månad', 'månader')}, {who}"
        case "retention":
            return f"{swedish.plural(int(first), 'månad', 'månader')} efter avslut"
        case "movement":
            label = next(one.label for one in project.movement.rules if one.id == first)
            return f"{label}, på {_card(second)}"
        case "esf":
            return first
        case _:
            return _card(first)


def _card(rater: str) -> str:
    return next(f"{whose} kort" for known, whose in RATERS_OF.items() if known == rater)


def _merged(project: Project, table: ExternalTable) -> str:
    labels = {reason.id: reason.label.lower() for reason in project.exit_reasons}
    told = (
        f"{swedish.listed(labels.get(value, value) for value in values)} som ”{label}”"
        for label, values in table.merge.items()
    )
    return capital("; ".join(told)) or swedish.MISSING
