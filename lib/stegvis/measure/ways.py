"""Everyone whom a goal may count, in every way they may be counted.

A way is the months, the denominator, the population and the rule of a
:class:`~stegvis.specification.Specification`; what became of a person is the person's ``result``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stegvis.goal import Goal
from stegvis.measure.lasting import OUTCOMES, due_people, horizons, latest_answers
from stegvis.measure.movements import MOVES, Movements
from stegvis.measure.population import exited, started
from stegvis.measure.question import Question
from stegvis.project import Project
from stegvis.records import COUNT_EXITED, COUNT_STARTED, Records
from stegvis.specification import NO_RULE, joined

WAY = ["months", "denominator", "population", "rule"]
_PERSON = ["municipality", "participant"]
_COLUMNS = ["municipality", *WAY, "result", "number"]


def ways(project: Project, goal: Goal) -> list[tuple[str, str, str, str]]:
    """List the ways to count that are defensible for a goal.

    At exit: everyone who left, or only those who have moved forward by any rule; or everyone who
    started, of whom those who have only just begun cannot have moved. Months after exit: everyone,
    or those forward, of the reached, whom the share is known for, and of the eligible, where a
    person who was not reached is taken not to have succeeded.
    """
    alla = ("alla", NO_RULE)
    populations = [alla, *(("positiv", rule.id) for rule in project.movement.rules)]
    after_exit = [
        (str(months), denominator, *population)
        for months in horizons(project)
        for denominator in ("reached", "eligible")
        for population in populations
    ]
    if goal.kind == "lasting":
        return after_exit
    kept_to = dict.fromkeys(joined(v.within) for v in goal.variants if v.within)
    return [
        *(("0", "exited", *population) for population in populations),
        *(("0", denominator, *alla) for denominator in ("started", *kept_to)),
        *after_exit,
    ]


def counted_in_every_way(
    records: Records, moved: Movements, question: Question, goal: Goal
) -> pd.DataFrame:
    """Lay out who is counted in each way, and what became of them.

    Municipalities that deliver counts enter where a count is of just those people: at exit with
    everyone, and at follow-up of progression with everyone and with those forward by the primary
    rule, which is what ``positiv`` means to them. They can tell nothing else.

    Returns
    -------
    ``municipality``, the columns of ``WAY``, ``result`` (exit reason, occupation or progression;
    missing where there is none) and ``number``: 1 for a person, or what is counted.
    """
    if goal.kind == "exit":
        people = [*_at_exit(records, moved, question, goal)]
        people += _after_exit(records, moved, question, "occupation")
        counts = _exit_counts(records, goal)
    else:
        people = _after_exit(records, moved, question, "progression")
        counts = _followup_counts(records, question.project)
    rows = pd.concat(people, ignore_index=True).assign(number=1)
    return pd.concat([rows[_COLUMNS], *counts], ignore_index=True)[_COLUMNS]


def _in_populations(people: pd.DataFrame, moved: Movements, project: Project) -> pd.DataFrame:
    parts = [people.assign(population="alla", rule=NO_RULE)]
    for rule, movements in moved.people.items():
        forward = movements[
            movements["rater"].eq(project.movement.primary_rater) & movements["move"].eq(MOVES[0])
        ]
        chosen = people.merge(forward[_PERSON], on=_PERSON)
        parts.append(chosen.assign(population="positiv", rule=rule))
    return pd.concat(parts, ignore_index=True)


def _at_exit(
    records: Records, moved: Movements, question: Question, goal: Goal
) -> Iterator[pd.DataFrame]:
    end = question.period.end
    begun = started(records.participants, end)[[*_PERSON, "exit", "exit_reason"]]
    begun = begun.assign(result=begun["exit_reason"].where(begun["exit"] <= pd.Timestamp(end)))
    left = exited(records.participants, end).assign(result=lambda people: people["exit_reason"])
    left = left[[*_PERSON, "result"]].assign(months="0")
    yield _in_populations(left, moved, question.project).assign(denominator="exited")
    everyone = {"population": "alla", "rule": NO_RULE}
    yield begun.assign(months="0", denominator="started", **everyone)
    for within in {variant.within for variant in goal.variants if variant.within}:
        kept_to = left[left["result"].isin(within)]
        yield kept_to.assign(denominator=joined(within), **everyone)


def _after_exit(
    records: Records, moved: Movements, question: Question, answer: str
) -> list[pd.DataFrame]:
    parts = []
    for months in horizons(question.project):
        due = due_people(records, months, question)[_PERSON]
        answers = latest_answers(records, months, question, answer)
        known = due.merge(answers, on=_PERSON, how="left").rename(columns={answer: "result"})
        eligible = _in_populations(known, moved, question.project).assign(months=str(months))
        parts.append(eligible.assign(denominator="eligible"))
        parts.append(eligible[eligible["result"].notna()].assign(denominator="reached"))
    return parts


def _exit_counts(records: Records, goal: Goal) -> list[pd.DataFrame]:
    counts = records.counts.rename(columns={"measure": "result", "value": "number"})
    counts = counts.assign(months="0", population="alla", rule=NO_RULE)
    exits = counts[~counts["result"].isin([COUNT_STARTED, COUNT_EXITED])]
    everyone = counts[counts["result"].isin([COUNT_STARTED, COUNT_EXITED])]
    # the active, who have no result: the started less the exited
    sign = everyone["result"].map({COUNT_STARTED: 1, COUNT_EXITED: -1})
    active = everyone.drop(columns="result").assign(number=everyone["number"] * sign)
    return [
        exits.assign(denominator="exited"),
        pd.concat([exits, active]).assign(denominator="started"),
        *(
            exits[exits["result"].isin(within)].assign(denominator=joined(within))
            for within in {variant.within for variant in goal.variants if variant.within}
        ),
    ]


def _followup_counts(records: Records, project: Project) -> list[pd.DataFrame]:
    given = records.followup_counts
    given = given[given["population"].isin(["alla", "positiv"])]
    given = given.assign(
        months=given["months"].astype("str"),
        rule=given["population"].map({"alla": NO_RULE, "positiv": project.movement.primary_rule}),
        silent=given["eligible"] - given["reached"],
    )
    keys = ["municipality", "months", "population", "rule"]
    rows = given.melt(keys, [*OUTCOMES, "silent"], var_name="result", value_name="number")
    answered = rows[rows["result"] != "silent"]
    return [answered.assign(denominator="reached"), rows.assign(denominator="eligible")]
