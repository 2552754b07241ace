"""Lasting progression of the whole project, weighted for who did not answer."""

from __future__ import annotations

from stegvis.place import ALL
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Exhibit, Group
from stegvis.show.followup import FollowUp, groups, positive
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table

OUTCOME = "ökat eller behållit"
EXITS = {"goal": "avslut som ett mål räknar", "other": "annat avslut"}
MOVEMENTS = {"forward": "positiv stegförflyttning", "other": "utan positiv stegförflyttning"}
ASSUMPTION = (
    "En vägd andel låter svaren i varje klass stå även för dem i samma klass som inte nåddes. "
    "Klasserna är sådant som är känt om alla: om avslutet räknas i ett mål, och om personen har "
    "en positiv stegförflyttning. Vägningen förutsätter att de som nåddes i en klass har det som "
    "de i klassen som inte nåddes. Det går inte att kontrollera, och därför ersätter den inte "
    "gränserna för bortfallet."
)


def shares(section: Section) -> Exhibit:
    """Show the weighted share beside the unweighted, or why it is missing."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if not section.is_whole_project:
        return Prose(
            "Andelen vägs för bortfall bara för hela projektet. I en enskild kommun är de som har "
            "nåtts för få för att stå för andra."
        )
    chosen = groups(section, "lasting")
    given = [group for group in chosen if _is_given(section, group)]
    reasons = [_why_missing(section, group) for group in chosen if group not in given]
    if not given:
        return Prose("Ingen andel kan vägas för bortfall.", *reasons)
    return Group(
        Prose(
            ASSUMPTION + _borrowed(section),
            *(_said(section, group) for group in given),
            *reasons,
        ),
        _table(section, given),
        *(_classes(section, group) for group in given if group.population == "alla"),
    )


def _borrowed(section: Section) -> str:
    """Say whose answers stand for those whom some municipalities never seek."""
    status = section.figures.table(ALL, "comparable.followup")["status"]
    if not status.eq("positive_only").any():
        return ""
    return (
        " Där en kommun bara söker personer med positiv stegförflyttning står svaren från andra "
        "kommuner för de övriga."
    )


def _is_given(section: Section, group: FollowUp) -> bool:
    table = section.figures.table(ALL, "lasting.weighted")
    if table.empty:
        return False
    same = (table["months"] == str(group.months)) & (table["population"] == group.population)
    return bool(same.any())


def _said(section: Section, group: FollowUp) -> str:
    plain, weighted = (group.figure(section, name) for name in ("unweighted", "weighted"))
    return (
        f"{group.label}: av dem som nåddes har {wording.share(plain)} {OUTCOME} sin progression; "
        f"vägd för bortfall är andelen {swedish.percent(weighted.value)}, "
        f"{wording.confidence(weighted)}."
    )


def _why_missing(section: Section, group: FollowUp) -> str:
    table = section.figures.table(ALL, "lasting.weighted_missing")
    row = table[
        (table["months"] == str(group.months)) & (table["population"] == group.population)
    ].iloc[0]
    reason = str(row["reason"])
    figure = section.figures.one(ALL, "lasting.weighted_missing", **group.keys, reason=reason)
    least = f"; det krävs minst {swedish.count(figure.n)}" if reason != "nobody_reached" else ""
    return f"{group.label}: ingen vägd andel, för {_too_few(reason, figure.k or 0)}{least}."


def _too_few(reason: str, k: int) -> str:
    some = f"bara {swedish.count(k)}" if k else "ingen"
    return {
        "nobody_reached": "ingen har nåtts",
        "few_held": f"{some} har {OUTCOME} sin progression",
        "few_declined": f"{some} har minskat",
        "few_reached": f"{some} har nåtts i den minsta klassen",
    }[reason]


def _table(section: Section, given: list[FollowUp]) -> Table:
    interval = f"95{swedish.NBSP}% intervall"
    rows = []
    for group in given:
        plain, weighted = (group.figure(section, name) for name in ("unweighted", "weighted"))
        rows.append(
            (
                group.label,
                wording.share(plain),
                swedish.interval(plain.low, plain.high),
                swedish.percent(weighted.value),
                swedish.interval(weighted.low, weighted.high),
            )
        )
    return Table(
        ("Grupp", "Ovägd", interval, "Vägd", interval),
        tuple(rows),
        caption="Varaktig progression, ovägd och vägd för bortfall",
        note=_note(section, "n = personer som nåddes"),
    )


def _classes(section: Section, group: FollowUp) -> Table:
    rows = []
    for exit_, left in EXITS.items():
        for movement, moved in MOVEMENTS.items():
            keys = {**group.keys, "exit": exit_, "movement": movement}
            reached = section.figures.one(ALL, "weighting.reached", **keys)
            held = section.figures.one(ALL, "weighting.held", **keys)
            if reached.n:
                rows.append((f"{left}, {moved}", wording.share(reached), wording.share(held)))
    return Table(
        ("Klass", "Nåddes", "Ökat eller behållit, av dem som nåddes"),
        tuple(rows),
        caption=f"Klasserna som andelen vägs efter: {group.label}",
        note=_note(section, "n = aktuella i klassen; i sista kolumnen de som nåddes"),
    )


def _note(section: Section, n: str) -> str:
    return wording.note(
        section, n, f"Med {positive(section.project)}", wording.left_out(section), wording.LOCAL
    )
