"""What a project has decided about itself: its dates, its municipalities, its lists of values."""

from __future__ import annotations

from stegvis.place import ALL
from stegvis.show import swedish
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.places import places
from stegvis.show.section import Section
from stegvis.show.terms import capital

SOURCE = "Tabellen är gjord ur projektfilen."
"""Stands under every table of settings: it holds no figures, and so no n and no period."""

_LISTS = {
    "gender": "Kön",
    "age_group": "Åldersgrupp",
    "referrer": "Remittent",
    "occupation": "Sysselsättning",
    "support": "Försörjning",
    "funding": "Finansiering av tjänster",
    "skill_state": "Läge för utbildning",
}
FREE_TEXT = "fri text"


def headline(section: Section) -> Exhibit:
    """Say what this section holds, and the day on which the definitions are read."""
    project = section.project
    own = [goal for goal in project.goals if goal.official]
    aims = swedish.listed(f"”{goal.name}” ({swedish.percent(goal.target)})" for goal in own)
    named = (
        f"Målet i {project.name} är {aims}."
        if len(own) == 1
        else (
            f"Målen i {project.name} är {aims}." if own else f"{project.name} har inget eget mål."
        )
    )
    day = swedish.date(section.period.end)
    return Prose(
        f"{named} Här står hur siffrorna i rapporten räknas, enligt de definitioner som gäller "
        f"{day}. Definitionerna står i projektfilen, som projektet självt bestämmer över.",
        lead=True,
    )


def facts(section: Section) -> Exhibit:
    """Show the project's dates, municipalities and expectations, and what it notes to readers."""
    project = section.project
    expected = project.expected.participants
    named = swedish.listed(places(section.for_place(ALL)))
    after = swedish.plural(project.margin_months, "månad", "månader")
    rows = (
        ("Projekt", project.name),
        ("Ansvarig", project.organisation or "anges inte i projektfilen"),
        ("Diarienummer", project.dnr or "anges inte i projektfilen"),
        ("Första dag", swedish.date(project.start)),
        ("Sista dag", swedish.date(project.end)),
        ("Senaste datum i en leverans", f"{after} efter projektets sista dag"),
        ("Väntade deltagare", swedish.count(expected) if expected else "anges inte i projektfilen"),
        ("Kommuner", named),
        (
            "Gräns för små antal",
            f"gränsen är {project.disclosure_threshold}; i en extern rapport döljs mindre antal, "
            "och det som skulle röja dem, medan en intern visar alla tal",
        ),
    )
    table = Table(
        ("Uppgift", "Vad som gäller"),
        rows,
        caption=f"Uppgifter om {project.name}",
        note=SOURCE,
        numeric=frozenset(),
    )
    if not project.notes:
        return table
    return Group(table, Prose("Projektets förbehåll: " + " ".join(project.notes)))


def values(section: Section) -> Exhibit:
    """Show the values that a cell of a delivery may have, where the project chooses them."""
    lists = section.project.lists.model_dump()
    rows = tuple(
        (name, capital(swedish.listed(str(value).replace("_", " ") for value in lists[key])))
        if lists[key]
        else (name, capital(FREE_TEXT))
        for key, name in _LISTS.items()
    )
    return Table(
        ("Uppgift", "Värden"),
        rows,
        caption="Värden som en uppgift kan ha",
        note=SOURCE,
        numeric=frozenset(),
    )
