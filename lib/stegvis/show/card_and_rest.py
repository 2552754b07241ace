"""Only the card, or the card and the rest of the method: two sorts of municipality."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.show import between, swedish, wording
from stegvis.show.exhibit import Group
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table

USES = {"card_only": "bara kortet", "with_others": "kortet och andra delar"}
NO_CARD = "Projektet har inte angett vilken av metodens delar som är progressionskortet."
_NO_CAUSE = (
    "Kommunerna har själva valt arbetssätt, och skiljer sig i mycket annat: inte heller den här "
    "skillnaden visar vad den beror på."
)
_HOW = {
    "exact": "alla {k} sätt att dela in kommunerna prövade",
    "drawn": "{k} slumpvisa indelningar av kommunerna",
}


def compare(section: Section) -> Prose | Group:
    """Set the municipalities that use only the card beside those that use more of the method."""
    if said := between.not_here(section):
        return said
    if section.project.card_component is None:
        return Prose(NO_CARD)
    users = section.figures.table(section.place, "fidelity.user")
    if not len(users):
        return Prose("Ingen kommun som kan jämföras använder progressionskortet än.")
    groups = {
        use: [str(place) for place in users.loc[users["use"] == use, "municipality"]]
        for use in USES
    }
    lacking = [words for use, words in USES.items() if not groups[use]]
    if lacking:
        (others,) = (words for words in USES.values() if words not in lacking)
        return Prose(
            f"Ingen av kommunerna som kan jämföras använder {lacking[0]}; alla använder {others}. "
            "Därför finns inget att jämföra."
        )
    means = {use: _one(section, "use", use=use) for use in USES}
    rows = tuple(
        (
            words[:1].upper() + words[1:],
            swedish.count(means[use].n),
            swedish.percent(means[use].value),
            swedish.listed(groups[use]),
        )
        for use, words in USES.items()
    )
    table = Table(
        ("Används", "Kommuner", "Steg framåt, medel", "Vilka"),
        rows,
        caption="Steg framåt i kommuner som använder bara kortet, och kortet och andra delar av "
        "metoden",
        note=wording.note(
            section,
            f"n = {swedish.count(_one(section, 'use_difference').n)} kommuner som kan jämföras",
            "Varje kommun väger lika, hur många personer den än har",
            "En del används när kommunen har angett nivån delvis eller fullt",
        ),
        numeric=frozenset({1, 2}),
    )
    return Group(Prose(_said(section, means), _NO_CAUSE), table)


def _one(section: Section, measure: str, **group: str) -> Figure:
    rule = section.project.movement.primary_rule
    return section.figures.one(section.place, f"fidelity.{measure}", rule, **group)


def _said(section: Section, means: dict[str, Figure]) -> str:
    permuted = section.figures.table(section.place, "fidelity.use_p")
    how = str(permuted["permutations"].iloc[0])
    p, difference = _one(section, "use_p", permutations=how), _one(section, "use_difference")
    only, both = means["card_only"], means["with_others"]
    assert difference.value is not None, "measured of two groups"
    where = swedish.plural(only.n or 0, "kommun", "kommuner")
    return (
        f"I {where} används progressionskortet men ingen annan obligatorisk del av metoden; där "
        f"är andelen framåt {swedish.percent(only.value)} i medel. I "
        f"{swedish.plural(both.n or 0, 'kommun', 'kommuner')} används även andra delar; där är den "
        f"{swedish.percent(both.value)}. Skillnaden är {swedish.points(difference.value)}, "
        f"{swedish.p_value(p.value)} ({_HOW[how].format(k=swedish.count(p.k))})."
    )
