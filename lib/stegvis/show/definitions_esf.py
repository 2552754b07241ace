"""ESF's indicators and the parts of the method, as the project has mapped and listed them."""

from __future__ import annotations

from stegvis.indicator import Indicator
from stegvis.show import swedish, wording
from stegvis.show.definitions_project import SOURCE
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.goal_words import exit_labels
from stegvis.show.section import Section
from stegvis.show.terms import capital

NO_INDICATORS = "Projektfilen anger inga av ESF:s resultatindikatorer."
NO_METHOD = "Projektfilen anger inga delar av metoden, så ingen metodtrohet räknas."


def indicators(section: Section) -> Exhibit:
    """Show the result indicators that are counted, and those that are not with the reason."""
    esf = section.project.esf
    if not (esf.indicators or esf.not_counted):
        return Prose(NO_INDICATORS)
    counted = Table(
        ("Indikator", "Vad den gäller", "Så räknas den här"),
        tuple((one.id, one.label, _counted(section, one)) for one in esf.indicators),
        caption="ESF:s resultatindikatorer som räknas",
        note=f"{capital(wording.LOCAL)}: de officiella siffrorna kommer från SCB. {SOURCE}",
        numeric=frozenset(),
    )
    others = Table(
        ("Indikator", "Vad den gäller", "Varför den inte räknas"),
        tuple((one.id, one.label, one.why) for one in esf.not_counted),
        caption="ESF:s resultatindikatorer som inte räknas",
        note=SOURCE,
        numeric=frozenset(),
    )
    return Group(
        *([Prose(esf.note)] if esf.note else []),
        *([counted] if esf.indicators else []),
        *([others] if esf.not_counted else []),
    )


def _counted(section: Section, one: Indicator) -> str:
    if one.months is not None:
        after = swedish.plural(one.months, "månad", "månader")
        return (
            f"{swedish.either(one.occupations)} {after} efter avslut, av de avslutade som har nåtts"
        )
    labels = exit_labels(section.project)
    reasons = swedish.either(labels[reason] for reason in one.reasons)
    return f"avslut till {reasons}, av alla avslutade"


def method(section: Section) -> Exhibit:
    """Show the parts of the method, and say how fidelity is made of them."""
    parts = section.project.method
    if not parts:
        return Prose(NO_METHOD)
    return Group(
        Prose(
            "Kommunen anger för varje del om den inte används (nivå 0), används delvis (1) eller "
            "fullt (2). Metodtroheten är medelvärdet av nivåerna för de delar som krävs, delat "
            "med två: mellan noll, där ingen del används, och ett, där alla används fullt."
        ),
        Table(
            ("Del av metoden", "Krävs för metodtroheten"),
            tuple((part.label, "ja" if part.required else "nej") for part in parts),
            caption=f"Delarna av metoden {section.project.method_name}",
            note=SOURCE,
            numeric=frozenset(),
        ),
    )
