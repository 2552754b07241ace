"""Tests of the movements, as a complement to the counts: by person and by item."""

from __future__ import annotations

from stegvis.card import RATERS, Rater
from stegvis.figures import Figure
from stegvis.project import LEAST_MOVED, LEVEL, MOST_COUNTED
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.steps import nothing_yet
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import RATERS_OF

TOO_FEW = "för få"
SIGN, WILCOXON = "teckentest", "Wilcoxon"
WHAT = (
    "Antalen är svaret. Prövningarna frågar bara om de kunde ha uppstått av en slump: p är hur "
    "ofta en minst så ojämn fördelning mellan framåt och bakåt skulle visa sig om båda vore lika "
    "vanliga. Ett litet p säger inte hur stor förändringen är, inte att den är viktig och inte "
    "vad den beror på."
)
HOW = (
    "Teckentestet ser bara åt vilket håll var och en har gått, Wilcoxons test också hur långt. "
    "{exact}, och den som inte har flyttat sig är inte med. Har färre än "
    f"{LEAST_MOVED} personer flyttat sig prövas inget (”{TOO_FEW}”): då kan p inte komma under "
    f"{swedish.decimal(LEVEL, 2)} ens om alla har gått åt samma håll."
)
EXACT = "Båda är exakta"
ONE_EXACT = (
    f"Teckentestet är exakt, Wilcoxons test bara så länge högst {MOST_COUNTED} har flyttat sig "
    "(av fler räknas det med normalfördelningen)"
)
NOTHING = (
    f"Ingenting prövas förrän minst {LEAST_MOVED} personer har flyttat sig: med färre kan p inte "
    f"komma under {swedish.decimal(LEVEL, 2)} ens om alla har gått åt samma håll."
)
TOGETHER = (
    "Personer i samma kommun, och med samma samordnare, kan likna varandra; prövningen räknar dem "
    "som oberoende, så p för hela projektet är snarare för litet än för stort"
)


def _raters(section: Section) -> list[Rater]:
    """List the raters, the one who decides first."""
    return sorted(RATERS, key=lambda rater: rater != section.project.movement.primary_rater)


def shown_raters(section: Section) -> tuple[list[Rater], list[str]]:
    """Give the raters whose cards hold movements, and what to say of the others."""
    missing = {rater: nothing_yet(section, rater) for rater in _raters(section)}
    said = list(dict.fromkeys(text for text in missing.values() if text))
    return [rater for rater, text in missing.items() if not text], said


def p_cell(figure: Figure) -> str:
    """Write the p of a test, or that too few moved for one."""
    return TOO_FEW if figure.value is None else swedish.p_value(figure.value)


def counted(figure: Figure) -> str:
    """Write k of n without a share, for the figure's value is a p."""
    return f"{swedish.count(figure.k)} av {swedish.count(figure.n)}" if figure.n else "ingen"


def by_person(section: Section) -> Exhibit:
    """Show the tests of people's movements, under every rule and by both raters."""
    raters, missing = shown_raters(section)
    if not raters:
        return Prose(*missing)
    rows = [row for rater in raters for row in _people(section, rater)]
    if all(row[-1] == TOO_FEW for row in rows):
        return Prose(*missing, *_primary(section, raters), NOTHING)
    note = wording.note(
        section,
        "n = personer som har flyttat sig enligt regeln; framåt är antalet av dem. Wilcoxons test "
        "gäller medelvärdets förändring, hur stor eller liten den än är",
        wording.left_out(section),
        TOGETHER if section.is_whole_project else "",
    )
    columns = ("Regel", "Enligt", "Prövning", "Framåt av n", "p")
    caption = f"Prövning av personernas stegförflyttning {wording.where(section)}"
    table = Table(columns, tuple(rows), caption=caption, note=note, numeric=frozenset({3, 4}))
    said = _primary(section, raters)
    how = HOW.format(exact=ONE_EXACT if _very_many(section) else EXACT)
    return Group(Prose(*missing, WHAT, how), *([Prose(*said)] if said else []), table)


def _very_many(section: Section) -> bool:
    found = section.figures.table(section.place, "change.person_wilcoxon")
    return bool((found["n"] > MOST_COUNTED).any())


def _people(section: Section, rater: Rater) -> list[tuple[str, ...]]:
    figures, movement = section.figures, section.project.movement
    who = RATER_NAMES[rater]
    rows = []
    for rule in movement.rules:
        found = figures.one(section.place, "change.person_sign", rule.id, rater=rater)
        name = f"{rule.label} (huvudregeln)" if rule == movement.primary else rule.label
        rows.append((name, who, SIGN, counted(found), p_cell(found)))
    found = figures.one(section.place, "change.person_wilcoxon", rater=rater)
    return [*rows, ("medelvärdets förändring", who, WILCOXON, counted(found), p_cell(found))]


def _primary(section: Section, raters: list[Rater]) -> list[str]:
    """Say the test of the primary rule and rater."""
    movement = section.project.movement
    rater = movement.primary_rater
    if rater not in raters:
        return []
    found = section.figures.one(
        section.place, "change.person_sign", movement.primary_rule, rater=rater
    )
    place, who = wording.where(section), RATER_NAMES[rater]
    if not found.n:
        return [f"Enligt huvudregeln och {who} har ingen {place} flyttat sig, så inget prövas."]
    if found.n == 1:
        went = "framåt" if found.k else "bakåt"
        return [
            f"Enligt huvudregeln och {who} har en enda person {place} flyttat sig, {went}: för få "
            "för en prövning."
        ]
    went = f"har {counted(found)} som har flyttat sig {place} gått framåt"
    tested = (
        "för få för en prövning"
        if found.value is None
        else f"{SIGN}, {swedish.p_value(found.value)}"
    )
    return [f"Enligt huvudregeln och {who} {went} ({tested})."]


def by_item(section: Section) -> Exhibit:
    """Show the tests of each item, by both raters, and what many tests at once do."""
    raters, missing = shown_raters(section)
    if not raters:
        return Prose(*missing)
    said = _many(section)
    if not section.figures.one(section.place, "change.below").n:
        return Prose(said)
    return Group(Prose(said), *(_items(section, rater) for rater in raters))


def _many(section: Section) -> str:
    plain = section.figures.one(section.place, "change.below")
    adjusted = section.figures.one(section.place, "change.below", "holm")
    if not plain.n:
        return (
            f"Ingen fråga prövas {wording.where(section)}: på ingen av dem har minst {LEAST_MOVED} "
            f"personer flyttat sig {section.until}."
        )
    level = swedish.decimal(LEVEL, 2)
    asked = swedish.plural(plain.n, "prövad fråga", "prövade frågor")
    return (
        f"Av {asked} {wording.where(section)} har "
        f"{_some(plain.k)} ett p under {level} i teckentestet, och {_some(adjusted.k)} efter Holms "
        "justering, som räknar med att alla frågor på de två korten prövas på en gång. Om "
        "ingenting hade förändrats skulle ändå upp till en fråga av tjugo väntas hamna under "
        f"{level}. Läs därför mönstret, inte enskilda frågor."
    )


def _some(number: int | None) -> str:
    return swedish.count(number) if number else "ingen"


def _items(section: Section, rater: Rater) -> Table:
    def of(item: str, test: str, definition: str = "") -> Figure:
        return section.figures.one(
            section.place, f"change.{test}", definition, rater=rater, item=item
        )

    rows = tuple(
        (
            item.label,
            counted(of(item.id, "sign")),
            p_cell(of(item.id, "sign")),
            p_cell(of(item.id, "sign", "holm")),
            p_cell(of(item.id, "wilcoxon")),
        )
        for item in section.project.card.items(rater)
    )
    note = wording.note(
        section,
        "n = personer som har svarat olika på sina två kort; framåt är antalet av dem. De som har "
        "svarat lika finns i tabellen fråga för fråga",
        wording.left_out(section),
        TOGETHER if section.is_whole_project else "",
    )
    return Table(
        ("Fråga", "Framåt av n", "Teckentest", "Teckentest efter Holm", "Wilcoxon"),
        rows,
        caption=f"Prövning fråga för fråga, {RATERS_OF[rater]} kort {wording.where(section)}",
        note=note,
    )
