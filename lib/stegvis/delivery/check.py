"""Examine a delivery: read it, hold it against every rule, and give it back only if it holds.

The order is that of a careful reader: can the file be read; does anything in it point to a person;
whose is it; is each sheet what it should be; do the sheets agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from stegvis.delivery import cover as cover_sheet
from stegvis.delivery.cover import Cover, read_cover
from stegvis.delivery.door import check_personal
from stegvis.delivery.field import words_of_the_field
from stegvis.delivery.finding import Finding, shorten
from stegvis.delivery.frames import Typed, typed
from stegvis.delivery.privacy import showable
from stegvis.delivery.raw import RawSheet
from stegvis.delivery.read import Source, read_source
from stegvis.delivery.rules import cards, counts, followups, participants, quarterly
from stegvis.delivery.rules.context import Context
from stegvis.delivery.span import Span
from stegvis.delivery.tables import PASSED_OVER, Sheet, sheets
from stegvis.period import Period
from stegvis.place import Municipality, fold, nearest
from stegvis.project import Project

Rule = Callable[[pd.DataFrame, Context], tuple[pd.DataFrame, list[Finding]]]

RULES: Mapping[str, Rule] = {
    "participants": participants.check,
    "cards": cards.check,
    "followups": followups.check,
    "counts": counts.check,
    "followup_counts": counts.check_followups,
    "method": quarterly.check_method,
    "posts": quarterly.check_posts,
    "referrer_surveys": quarterly.check_surveys,
    "practices": quarterly.check_practices,
    "skills": quarterly.check_skills,
}


@dataclass(frozen=True)
class Delivery:
    """A delivery without errors.

    ``tables`` has every sheet by its name in code, typed as :mod:`stegvis.delivery.tables` says,
    without rows where the sheet was absent, empty or not for the scope. ``source_hash`` is the
    SHA-256 of what was delivered, in hexadecimal.
    """

    project_id: str
    municipality: Municipality
    period: Period
    submitted: date
    scope: str
    synthetic: bool
    tables: Mapping[str, pd.DataFrame]
    source_hash: str


@dataclass(frozen=True)
class Examination:
    """What came of examining a path; ``delivery`` is None when any finding is an error.

    ``findings`` are as many as anyone reads, ``every`` all there are; both in the order of the
    sheets and rows. ``cover`` and ``source`` are what was read, also of what is refused: a cell of
    ``source`` may point to a person.
    """

    path: Path
    findings: tuple[Finding, ...]
    delivery: Delivery | None
    every: tuple[Finding, ...]
    cover: Cover
    source: Source


def examine(path: Path, projects: Mapping[str, Project]) -> Examination:
    """Read and check a delivery: a workbook, a folder of CSV files, or a zip of them.

    Never raises for what the delivery holds; everything wrong is a finding, in the order of the
    sheets and rows.
    """
    return judge(path, read_source(path), projects)


def judge(path: Path, source: Source, projects: Mapping[str, Project]) -> Examination:
    """Check what has been read of a path, as :func:`examine` does."""
    name = path.name if path.is_dir() else path.stem
    cover, tables, findings = _check(source, name, projects)
    known = [cover.project] if cover.project else projects.values()
    personal = check_personal(source, path.name, words_of_the_field(known))
    findings = [*dict.fromkeys([*personal, *findings])]
    every = tuple(sorted(findings, key=_place_in(source)))
    refused = any(finding.is_error for finding in findings)
    delivery = None if refused else _delivery(cover, tables, source.hash)
    return Examination(path, tuple(shorten(every)), delivery, every, cover, source)


def _check(
    source: Source, name: str, projects: Mapping[str, Project]
) -> tuple[Cover, dict[str, pd.DataFrame], list[Finding]]:
    findings = [*source.findings]
    by_name, repeated = _by_name(source)
    findings += repeated
    if not source.sheets and not findings:
        sentence = "Arbetsboken har inga blad. Använd mallen."
        findings.append(Finding("error", None, None, None, "no-sheets", sentence))
    if not source.sheets:
        return Cover(), {}, findings
    raw_cover = by_name.pop(fold(cover_sheet.NAME), None)
    if raw_cover is None and cover_sheet.NAME in _unread(source):
        return Cover(), {}, findings
    if raw_cover is None:
        sentence = (
            "Bladet saknas. Lägg till det: det säger vems leveransen är och för vilken period."
        )
        missing = Finding("error", cover_sheet.NAME, None, None, "missing-sheet", sentence)
        return Cover(), {}, [*findings, missing]
    cover, found = read_cover(raw_cover, projects, name)
    findings += found
    if cover.project is None:
        return cover, {}, findings
    tables, found = _check_sheets(by_name, cover, cover.project)
    unread = _unread(source)
    findings += [one for one in found if one.rule != "missing-sheet" or one.sheet not in unread]
    return cover, tables, findings


def _unread(source: Source) -> set[str]:
    return {fold(finding.sheet) for finding in source.findings if finding.sheet is not None}


def _check_sheets(
    by_name: dict[str, RawSheet], cover: Cover, project: Project
) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    declared = sheets(project)
    by_name = {name: raw for name, raw in by_name.items() if name not in PASSED_OVER}
    findings: list[Finding] = []
    read: dict[str, Typed] = {}
    absent: list[Sheet] = []
    for code, sheet in declared.items():
        raw = by_name.pop(fold(sheet.name), None)
        if raw is None or not raw.rows:
            findings += _absent(sheet, cover.scope, is_missing=raw is None)
            absent += [sheet] if sheet.only_for in (None, cover.scope) else []
        elif sheet.only_for not in (None, cover.scope) and cover.scope is not None:
            findings += _not_for_scope(sheet, raw, cover.scope)
        else:
            read[code] = typed(raw, sheet, project.pseudonym)
            findings += read[code].findings
    findings += [_unknown_sheet(raw, declared, absent) for raw in by_name.values() if raw.rows]
    tables, found = _apply_rules(read, declared, cover, project)
    return tables, [*findings, *found]


def _apply_rules(
    read: Mapping[str, Typed], declared: Mapping[str, Sheet], cover: Cover, project: Project
) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    span = Span(project, cover.period, cover.submitted)
    people, count_of = _people(read, declared), {}
    if "counts" in read:
        count_of = counts.by_measure(read["counts"].frame)
    context = Context(project, declared, span, people, count_of)
    tables: dict[str, pd.DataFrame] = {}
    findings: list[Finding] = []
    for code, sheet in declared.items():
        if code not in read:
            tables[code] = sheet.empty()
            continue
        kept, found = RULES[code](read[code].frame[read[code].sound], context)
        tables[code] = kept.reset_index(drop=True)
        findings += found
    return tables, findings


def _people(read: Mapping[str, Typed], declared: Mapping[str, Sheet]) -> pd.DataFrame:
    if "participants" not in read:
        frame, sound = declared["participants"].empty(), pd.Series(dtype=bool)
    else:
        frame, sound = read["participants"].frame, read["participants"].sound
    people = frame[["participant", "start", "exit"]].assign(
        exit_is_blank=frame["exit"].isna() & sound
    )
    known = people.dropna(subset="participant").drop_duplicates("participant")
    return known.set_index("participant")


def _by_name(source: Source) -> tuple[dict[str, RawSheet], list[Finding]]:
    by_name: dict[str, RawSheet] = {}
    findings = []
    for sheet in source.sheets:
        key = fold(sheet.name)
        if key in by_name:
            sentence = "Bladet finns två gånger. Behåll det rätta."
            shown = showable(sheet.name)
            findings.append(Finding("error", shown, None, None, "duplicate-sheet", sentence))
        by_name.setdefault(key, sheet)
    return by_name, findings


def _absent(sheet: Sheet, scope: str | None, *, is_missing: bool) -> list[Finding]:
    if scope not in sheet.required_for:
        return []
    if is_missing:
        sentence = f"Bladet saknas. Det behövs i en leverans med omfattning {scope}."
        return [Finding("error", sheet.name, None, None, "missing-sheet", sentence)]
    sentence = "Bladet är helt tomt. Lägg in rubrikerna, även om det inte finns några rader."
    return [Finding("error", sheet.name, None, None, "missing-header", sentence)]


def _not_for_scope(sheet: Sheet, raw: RawSheet, scope: str) -> list[Finding]:
    if len(raw.rows) == 1:
        return []
    sentence = (
        f"Bladet hör inte till omfattning {scope} och sparas inte. Ta bort raderna, eller ändra "
        "omfattning i bladet leverans."
    )
    return [Finding("warning", sheet.name, None, None, "wrong-scope", sentence)]


def _unknown_sheet(
    raw: RawSheet, declared: Mapping[str, Sheet], absent: Sequence[Sheet]
) -> Finding:
    names = nearest(raw.name, [sheet.name for sheet in declared.values()], most=1)
    meant = next((sheet.name for sheet in absent if _is_meant(raw, sheet, names)), None)
    if meant:
        sentence = (
            f"Bladet är okänt, men ser ut att vara {meant}, som saknas. Döp om det till {meant}, "
            "eller ta bort det."
        )
        return Finding("error", showable(raw.name), None, None, "misnamed-sheet", sentence)
    hint = f" Menade du {names[0]}?" if names else " Ta bort det."
    sentence = f"Bladet är okänt och sparas inte.{hint}"
    return Finding("warning", showable(raw.name), None, None, "unknown-sheet", sentence)


def _is_meant(raw: RawSheet, sheet: Sheet, names: Sequence[str]) -> bool:
    """Whether an unknown sheet with rows is one that is absent, by its columns and its name."""
    known = {fold(column.name) for column in sheet.columns}
    shared = known & {fold(str(cell)) for cell in raw.rows[0][1]}
    enough = 1 if sheet.name in names else max(2, len(known) / 2)
    return len(raw.rows) > 1 and len(shared) >= enough


def _place_in(source: Source) -> Callable[[Finding], tuple[int, int]]:
    order = {fold(sheet.name): number for number, sheet in enumerate(source.sheets, start=1)}

    def place(finding: Finding) -> tuple[int, int]:
        sheet = 0 if finding.sheet is None else order.get(fold(finding.sheet), len(order) + 1)
        return sheet, finding.row or 0

    return place


def _delivery(cover: Cover, tables: Mapping[str, pd.DataFrame], source_hash: str) -> Delivery:
    if not (cover.project and cover.municipality and cover.period and cover.submitted):
        raise AssertionError("a cover with nothing missing, or an error that says what is")
    return Delivery(
        cover.project.id,
        cover.municipality,
        cover.period,
        cover.submitted,
        cover.scope or "",
        cover.synthetic,
        tables,
        source_hash,
    )
