"""The project in short: its goals and participants, and what the figures cannot be used for."""

from __future__ import annotations

from stegvis.show import goals as internal_goals
from stegvis.show import wording
from stegvis.show.exhibit import Exhibit, Group, Prose
from stegvis.show.external import caseload, goals
from stegvis.show.external.published import absent
from stegvis.show.section import Section


def headline(section: Section) -> Prose:
    """Say first how many have taken part, and whether the project's own goals are met."""
    return Prose(caseload.summary(section), *goals.headline(section).paragraphs, lead=True)


def outcomes(section: Section) -> Exhibit:
    """Show every goal's outcome under the definition in force."""
    found = {
        goal: goals.told(section, goal, internal_goals.deciding(section, goal))
        for goal in section.project.goals
    }
    lacking = [
        f"”{goal.name}”: {absent(section, 'goals', goals.defined(section, goal))}"
        for goal, one in found.items()
        if one is None
    ]
    told = [one for one in found.values() if one is not None]
    if not told:
        return Prose(*lacking)
    return Group(
        *([Prose(*lacking)] if lacking else []),
        *goals.exhibits(
            section,
            told,
            f"Målens utfall {wording.where(section)}, enligt den definition som gäller",
        ),
    )


def limits(section: Section) -> Prose:
    """Say what the figures must not be used for."""
    return Prose(
        "Grupperna ”alla avslut” och ”positiv stegförflyttning” har olika personer i nämnaren, "
        "och 6 och 12 månader är olika tidpunkter. Siffror för olika grupper får aldrig läggas "
        "ihop, och bara samma grupp och tid får jämföras mellan kommuner.",
        "Skillnader mellan kommuner är förenliga med olika arbetssätt, men också med olika "
        "deltagare, olika bedömare och slump. Siffrorna visar inte vad som har orsakat dem.",
        "Små antal är skyddade. Ett antal som inte redovisas är inte noll, och det behöver inte "
        "vara litet: det kan vara dolt för att skydda ett annat. Avsnittet Definitioner och metod "
        "säger hur.",
    )
