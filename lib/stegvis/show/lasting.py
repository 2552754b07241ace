"""Lasting progression: who has kept what they gained, months after they left."""

from __future__ import annotations

from stegvis.goal import Goal
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Group
from stegvis.show.followup import (
    FollowUp,
    groups,
    only_positive_reached,
    positive,
    why_no_share,
    why_no_shares,
)
from stegvis.show.followup_answers import answers_exhibits
from stegvis.show.followup_shares import share_exhibits
from stegvis.show.prose import Prose
from stegvis.show.section import Section

OUTCOME = "ökat eller behållit"


def goal_of(section: Section) -> Goal | None:
    """Give the project's goal for lasting progression, if it counts one."""
    return next((goal for goal in section.project.goals if goal.kind == "lasting"), None)


def deciding(section: Section) -> FollowUp:
    """Give the group that the goal is about on the period's last day, or else the first."""
    goal = goal_of(section)
    if goal is not None:
        variant = goal.primary(section.period.end)
        assert variant.months is not None, "the project's YAML was validated"
        return FollowUp("lasting", variant.months, variant.population)
    return groups(section, "lasting")[0]


def headline(section: Section) -> Prose:
    """Say first how many of those reached have kept or increased their progression."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    group = deciding(section)
    share, missed = group.figure(section, "share"), group.figure(section, "nonresponse")
    if share.value is None:
        return Prose(
            f"Om progressionen håller efter avslut går inte att säga än {wording.where(section)}. "
            f"{why_no_share(section, group)}",
            lead=True,
        )
    goal = goal_of(section)
    decimals = wording.decimals(share, goal.target if goal else None)
    return Prose(
        f"{_among(group)} {wording.where(section)} hade {wording.share(share, decimals)} {OUTCOME} "
        f"sin progression, {wording.confidence(share, decimals)}. "
        + (
            f"Av de aktuella nåddes {wording.share(missed)} inte."
            if missed.k
            else "Alla som var aktuella nåddes."
        ),
        lead=True,
    )


def _among(group: FollowUp) -> str:
    who = "med positiv stegförflyttning " if group.population == "positiv" else ""
    return f"Av dem {who}som nåddes {group.after} efter avslut"


def _note(section: Section) -> str:
    return wording.note(
        section,
        "Aktuella: de som har varit avslutade minst så länge som gruppen anger. Nådda: de aktuella "
        "som har svarat",
        f"Med {positive(section.project)}",
        _counting(section),
        wording.LOCAL,
    )


def _counting(section: Section) -> str:
    if wording.delivers_counts(section):
        return "Kommunen lämnar bara antal och svarar själv för vilka som räknas i varje grupp"
    if section.is_whole_project and wording.left_out(section):
        return "Kommuner som lämnar bara antal ingår med de grupper och månader som de har angett"
    return ""


def shares(section: Section) -> Prose | Group:
    """Show the share that has kept or increased, for each number of months and population."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    chosen = groups(section, "lasting")
    eligible = [group for group in chosen if group.figure(section, "eligible").k]
    if not eligible:
        return Prose(
            "Ingen är aktuell för uppföljning än, så det finns ingen andel att visa. "
            + why_no_share(section, deciding(section))
        )
    goal = goal_of(section)
    exhibits = share_exhibits(
        section,
        chosen,
        outcome=OUTCOME,
        caption="Varaktig progression: andel som ökat eller behållit, av dem som nåddes",
        note=_note(section),
        target=goal.target if goal else None,
        deciding=deciding(section),
    )
    texts = [_aim(goal)] if goal else []
    if warning := wording.caution(deciding(section).figure(section, "share").n):
        texts.append(warning)
    return Group(Prose(*texts), *exhibits) if texts else exhibits


def _aim(goal: Goal) -> str:
    whose = "Projektets mål" if goal.official else f"Ett inofficiellt mål ({goal.note})"
    return (
        f"{whose} är {swedish.percent(goal.target)}; gruppen med fet text är den som målet gäller "
        "på periodens sista dag. Grupperna innehåller delvis samma personer och får inte läggas "
        "ihop."
    )


def answers(section: Section) -> Prose | Group:
    """Show what the people reached answered, and how many were not reached."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    chosen = [group for group in groups(section, "lasting") if group.figure(section, "eligible").k]
    if not chosen:
        return Prose("Ingen är aktuell för uppföljning än, så det finns inga svar att visa.")
    return answers_exhibits(section, chosen, note=_note(section))


def nonresponse(section: Section) -> Prose:
    """Say how large the non-response is, and what it may mean."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    said = []
    for group in groups(section, "lasting"):
        missed, share = group.figure(section, "nonresponse"), group.figure(section, "share")
        if not missed.n:
            continue
        if not missed.k:
            said.append(f"{group.label}: alla aktuella nåddes.")
        else:
            said.append(
                f"{group.label}: av de aktuella nåddes {wording.share(missed)} inte. Hade alla de "
                f"minskat vore andelen {swedish.percent(share.bound_low)}, hade alla de ökat eller "
                f"behållit vore den {swedish.percent(share.bound_high)}."
            )
    if not said:
        return Prose("Ingen är aktuell för uppföljning än, så det finns inget bortfall.")
    anyone = any(group.figure(section, "nonresponse").k for group in groups(section, "lasting"))
    explained = (
        "De som inte nåddes kan ha det annorlunda än de som svarade: den som mår sämre är ofta "
        "svårare att nå. Därför visas hur långt bortfallet kan dra andelen åt båda hållen."
    )
    return Prose(
        *([explained] if anyone else []),
        *said,
        *(
            f"{group.after} efter avslut har bara personer med positiv stegförflyttning nåtts. "
            "Andelen för alla avslut säger därför inget om de andra."
            for group in only_positive_reached(section)
        ),
    )


def coming(section: Section) -> Prose:
    """Say which groups have no share yet, why, and from when the first can come."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    every = [*groups(section, "lasting"), *groups(section, "retention")]
    waiting = [group for group in every if not group.figure(section, "share").n]
    if not waiting:
        return Prose("Alla grupper har minst ett svar, så ingen andel saknas.")
    exited = section.figures.one(section.place, "caseload.exited", "cumulative")
    if not exited.k:
        months = swedish.listed(sorted({group.after for group in every}, key=len))
        return Prose(
            f"Ingen har avslutats {section.until}. Uppföljningarna görs {months} efter avslut, så "
            "de första siffrorna kommer så lång tid efter det första avslutet."
        )
    return Prose(*why_no_shares(section, waiting))
