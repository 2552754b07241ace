"""The example counted again, in plain loops over the delivered cells.

Nothing here is shared with the code under test but the project's definitions: files are opened,
deliveries chosen, people followed and shares computed anew.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, product
from math import isclose, sqrt
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from stegvis.period import Period
from stegvis.project import Project

Row = dict[str, Any]
Sheets = dict[str, list[Row]]
Key = tuple[str, str, str, str]
Counted = dict[str, float | None]

RATERS = {"deltagare": "participant", "samordnare": "coordinator"}
MOVES = ("forward", "unchanged", "backward")
SHEETS_OF_QUARTER = ("metod", "tjänster", "remittenter", "implementering", "kompetens")
OUTCOMES = {"ökat": "increased", "behållit": "kept", "minskat": "declined"}


def _rows(lines: Iterable[list[Any]]) -> list[Row]:
    header, *rest = lines
    return [
        {name: None if cell == "" else cell for name, cell in zip(header, line, strict=True)}
        for line in rest
    ]


def open_delivery(path: Path) -> Sheets:
    """Read every sheet of a workbook, a folder of CSV files or a zip of them."""
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        return {name: _rows(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            texts = {Path(n).stem: archive.read(n).decode("utf-8-sig") for n in archive.namelist()}
    else:
        texts = {file.stem: file.read_text(encoding="utf-8-sig") for file in path.glob("*.csv")}
    return {n: _rows(csv.reader(io.StringIO(text), delimiter=";")) for n, text in texts.items()}


def _day(cell: object) -> date | None:
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell)) if cell else None


def _whole(cell: object) -> int | None:
    return None if cell is None else int(float(str(cell).replace(",", ".")))


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    beyond = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), beyond - timedelta(days=1))


def _quarter(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


class Town:
    """What one municipality has told, from its newest delivery; ALLA is several added up."""

    def __init__(self, name: str, deliveries: dict[str, Sheets], until: Period) -> None:
        self.name, self.deliveries = name, deliveries
        newest = max(deliveries)
        sheets = deliveries[newest]
        cover = {row["nyckel"]: row["värde"] for row in sheets["leverans"]}
        if cover["omfattning"] == "antal":
            known = [quarter for quarter in deliveries if Period.parse(quarter).end <= until.end]
            newest = max(known)
            sheets = deliveries[newest]
            cover = {row["nyckel"]: row["värde"] for row in sheets["leverans"]}
        self.quarter, self.scope = newest, str(cover["omfattning"])
        self.submitted = _day(cover["lämnad"])
        people = sheets.get("deltagare", []) if self.scope == "individ" else []
        self.people = [p for p in people if p["avslutsorsak"] != "felregistrering"]
        for person in self.people:
            person["start"], person["exit"] = (
                _day(person["startdatum"]),
                _day(person["avslutsdatum"]),
            )
            who = person["deltagar_id"]
            person["cards"] = [c for c in sheets["progressionskort"] if c["deltagar_id"] == who]
            person["calls"] = [f for f in sheets.get("uppföljning", []) if f["deltagar_id"] == who]
        exits = {p["deltagar_id"]: _day(p["avslutsdatum"]) for p in people}
        late = sum(
            _day(card["datum"]) > exits[card["deltagar_id"]] + timedelta(days=31)  # type: ignore[operator]
            for card in sheets.get("progressionskort", [])
            if exits.get(card["deltagar_id"])
        )
        self.warnings = min(late, 20) + (late > 20)
        counts = sheets.get("antal", []) if self.scope == "antal" else []
        self.counts = {row["mått"]: _whole(row["värde"]) or 0 for row in counts}
        self.call_counts = [
            {k: v if k == "grupp" else _whole(v) for k, v in row.items()}
            for row in (sheets.get("uppföljning_antal", []) if self.scope == "antal" else [])
        ]
        self.of_quarter: dict[str, tuple[str, list[Row]]] = {}
        for quarter in sorted(deliveries):
            for sheet in SHEETS_OF_QUARTER:
                if Period.parse(quarter).end <= until.end and deliveries[quarter].get(sheet):
                    self.of_quarter[sheet] = (quarter, deliveries[quarter][sheet])
        self.method = self.rows_of("metod")

    def rows_of(self, sheet: str) -> list[Row]:
        return self.of_quarter.get(sheet, ("", []))[1]

    def given(self, group: str, months: int, column: str) -> int:
        return sum(
            row[column] or 0
            for row in self.call_counts
            if (row["grupp"], row["månader"]) == (group, months)
        )


def wilson(k: int, n: int) -> tuple[float | None, float | None]:
    if n == 0:
        return None, None
    z = 1.959963984540054
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(k * (n - k) / n + z * z / 4)
    low, high = middle - half, middle + half
    return (0.0 if k == 0 else low), (1.0 if k == n else high)


def _share(k: int, n: int) -> Counted:
    return {"k": k, "n": n, "value": k / n if n else None}


def _with_interval(k: int, n: int) -> Counted:
    low, high = wilson(k, n)
    return {**_share(k, n), "low": low, "high": high}


def _sign(number: float) -> str:
    return MOVES[0] if number > 0 else MOVES[2] if number < 0 else MOVES[1]


class Person:
    """One person's movements up to a day."""

    def __init__(self, row: Row, project: Project, end: date) -> None:
        self.row, self.project = row, project
        last = min(end, row["exit"] + timedelta(days=31)) if row["exit"] else end
        self.cards: dict[str, list[tuple[date, dict[str, int]]]] = {r: [] for r in RATERS.values()}
        for card in sorted(row["cards"], key=lambda card: str(_day(card["datum"]))):
            day, rater = _day(card["datum"]), RATERS[card["bedömare"]]
            if day and day <= last:
                items = [item.id for item in project.card.items(rater)]  # type: ignore[arg-type]
                known = {i: _whole(card.get(i)) for i in items}
                answers = {i: v for i, v in known.items() if v is not None}
                self.cards[rater].append((day, answers))
        self.moves = {rater: self._items(rater) for rater in RATERS.values()}

    def _items(self, rater: str) -> dict[str, tuple[int, int]]:
        found = {}
        for item in self.project.card.items(rater):  # type: ignore[arg-type]
            answers = [(day, card[item.id]) for day, card in self.cards[rater] if item.id in card]
            if answers and answers[0][0] != answers[-1][0]:
                found[item.id] = (answers[0][1], answers[-1][1])
        return found

    def under(self, rule: Any, rater: str) -> str | None:
        changes = [latest - first for first, latest in self.moves[rater].values()]
        if not changes:
            return None
        if rule.kind == "net":
            return _sign(sum(changes))
        if rule.kind == "majority":
            return _sign(sum(c > 0 for c in changes) - sum(c < 0 for c in changes))
        items = len(self.project.card.items(rater))  # type: ignore[arg-type]
        full = [(day, card) for day, card in self.cards[rater] if 2 * len(card) >= items]
        if not full or full[0][0] == full[-1][0]:
            return None
        first, latest = (sum(c.values()) / len(c) for c in (full[0][1], full[-1][1]))
        change = latest - first
        if rule.kind == "mean":
            far = abs(change) > rule.threshold or isclose(abs(change), rule.threshold)
        else:
            far = abs(change) > 1.96 * rule.spread * sqrt(2 * (1 - rule.reliability))
        return _sign(change) if far else MOVES[1]


def recount(
    project: Project,
    period: Period,
    delivered: dict[str, dict[str, Sheets]],
    also: Sequence[Recount] = (),
) -> dict[Key, Counted]:
    """Count everything for each municipality that has delivered, and for ALLA.

    ``also`` are further counts, of the same towns.
    """
    towns = {name: Town(name, deliveries, period) for name, deliveries in delivered.items()}
    rows: dict[Key, Counted] = {}
    for name, town in towns.items():
        group = f"quarter={town.quarter};submitted={town.submitted};scope={town.scope}"
        rows[name, "delivery.used", group, ""] = {"k": town.warnings}
    scopes = [town.scope for town in towns.values()]
    n = len(project.municipalities)
    for scope in ("individ", "antal"):
        rows["ALLA", "delivery.scope", f"scope={scope}", ""] = _share(scopes.count(scope), n)
    rows["ALLA", "delivery.scope", "scope=ingen", ""] = _share(n - len(towns), n)
    for name in (*towns, "ALLA"):
        own = list(towns.values()) if name == "ALLA" else [towns[name]]
        for measure, group, definition, counted in chain.from_iterable(
            count(own, project, period, name == "ALLA") for count in (_count, *also)
        ):
            key = (name, measure, group, definition)
            assert key not in rows
            rows[key] = counted
    return rows


Line = tuple[str, str, str, Counted]
"""Measure, group, definition and numbers."""
Recount = Callable[[list[Town], Project, Period, bool], Iterator[Line]]
"""From some towns, the project, the period, and whether they are ALLA."""


def _count(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    end = period.end
    everyone = [p for town in towns for p in town.people if p["start"] <= end]
    left = [p for p in everyone if p["exit"] and p["exit"] <= end]
    people = [Person(row, project, end) for row in everyone]
    yield from _caseload(towns, project, period, everyone, left)
    yield from _traits(project, everyone)
    yield from _cards(project, people)
    yield from _movements(project, people)
    primary = project.movement
    forward = {
        id(person.row)
        for person in people
        if person.under(primary.primary, primary.primary_rater) == "forward"
    }
    yield from _after_exit(towns, project, end, left, forward)
    yield from _goals_of_exits(towns, project, everyone, left)
    yield from _method(towns, project, total)


def _caseload(
    towns: list[Town], project: Project, period: Period, everyone: list[Row], left: list[Row]
) -> Iterator[Line]:
    end = period.end
    started = len(everyone) + sum(t.counts.get("startade", 0) for t in towns)
    exited = len(left) + sum(t.counts.get("avslutade", 0) for t in towns)
    for status, k in (("started", started), ("exited", exited), ("active", started - exited)):
        yield f"caseload.{status}", "", "cumulative", {"k": k}
    if any(town.scope == "individ" for town in towns):
        new = [p for p in everyone if period.start <= p["start"]]
        gone = [p for p in left if period.start <= p["exit"]]
        yield "caseload.started", "", "period", {"k": len(new)}
        yield "caseload.exited", "", "period", {"k": len(gone)}
        yield "caseload.active", "", "period", {"k": sum(p not in left for p in new)}
    for reason in project.reason_ids:
        k = sum(p["avslutsorsak"] == reason for p in left)
        k += sum(t.counts.get(reason, 0) for t in towns)
        yield "caseload.exit_reason", f"reason={reason}", "cumulative", _share(k, exited)
    day = project.start
    while True:
        quarter = Period.parse(_quarter(day))
        last = min(quarter.end, end)
        begun = sum(p["start"] <= last for p in everyone)
        gone_by = sum(p["exit"] is not None and p["exit"] <= last for p in everyone)
        counts = {"started": begun, "exited": gone_by, "active": begun - gone_by}
        for status, k in counts.items():
            yield "caseload.quarter", f"quarter={quarter};status={status}", "cumulative", {"k": k}
        if quarter.end >= end:
            break
        day = quarter.end + timedelta(days=1)


def _traits(project: Project, everyone: list[Row]) -> Iterator[Line]:
    lists = project.lists
    for trait, column, levels in (
        ("gender", "kön", lists.gender),
        ("age_group", "åldersgrupp", lists.age_group),
        ("referrer", "remittent", (*lists.referrer, "saknas")),
    ):
        for level in levels:
            k = sum((p[column] or "saknas") == level for p in everyone)
            yield f"participants.{trait}", f"{trait}={level}", "started", _share(k, len(everyone))


def _cards(project: Project, people: list[Person]) -> Iterator[Line]:
    for rater in RATERS.values():
        days = [len({day for day, _ in person.cards[rater]}) for person in people]
        for word, k in (
            ("none", days.count(0)),
            ("one", days.count(1)),
            ("several", sum(number > 1 for number in days)),
        ):
            yield "cards.people", f"rater={rater};cards={word}", "", _share(k, len(people))
        k = sum(bool(person.moves[rater]) for person in people)
        yield "cards.moved", f"rater={rater}", "", _share(k, len(people))
        cards = [answers for person in people for _, answers in person.cards[rater]]
        for item in project.card.items(rater):  # type: ignore[arg-type]
            k = sum(item.id in answers for answers in cards)
            yield "cards.answered", f"rater={rater};item={item.id}", "", _share(k, len(cards))


def _movements(project: Project, people: list[Person]) -> Iterator[Line]:
    scale = range(project.card.low, project.card.high + 1)
    for rater in RATERS.values():
        items = project.card.items(rater)  # type: ignore[arg-type]
        for item in items:
            pairs = [p.moves[rater][item.id] for p in people if item.id in p.moves[rater]]
            signs = [_sign(latest - first) for first, latest in pairs]
            for move in MOVES:
                group = f"rater={rater};item={item.id};move={move}"
                yield "steps.item", group, "", _share(signs.count(move), len(signs))
        pairs = [pair for p in people for pair in p.moves[rater].values()]
        for first, latest in product(scale, scale):
            group = f"rater={rater};first={first};latest={latest}"
            k = pairs.count((first, latest))
            yield "steps.transition", group, "", _share(k, len(pairs))
        for indicator in project.indicators:
            mapped = {item.id for item in items if item.indicator == indicator}
            if not mapped:
                continue
            signs = [
                _sign(sum(b - a for item, (a, b) in p.moves[rater].items() if item in mapped))
                for p in people
                if mapped & p.moves[rater].keys()
            ]
            for move in MOVES:
                group = f"rater={rater};indicator={indicator};move={move}"
                yield "steps.indicator", group, "", _share(signs.count(move), len(signs))
        for rule in project.movement.rules:
            found = [p.under(rule, rater) for p in people]
            moved = [word for word in found if word]
            for move in MOVES:
                group = f"rater={rater};move={move}"
                yield "steps.person", group, rule.id, _share(moved.count(move), len(moved))


def _answer(person: Row, months: int, end: date, column: str) -> str | None:
    calls = [
        call
        for call in person["calls"]
        if _whole(call["månader"]) == months
        and call["svarade"] == "ja"
        and call[column]
        and (day := _day(call["datum"]))
        and day <= end
    ]
    return str(max(calls, key=lambda call: str(_day(call["datum"])))[column]) if calls else None


def _bounded(k: int, n: int, eligible: int) -> Counted:
    bounds = (k / eligible, (k + eligible - n) / eligible) if eligible else (None, None)
    return {**_with_interval(k, n), "bound_low": bounds[0], "bound_high": bounds[1]}


def _after_exit(
    towns: list[Town], project: Project, end: date, left: list[Row], forward: set[int]
) -> Iterator[Line]:
    for months in (6, 12):
        for population in ("alla", "positiv"):
            followed = [p for p in left if population == "alla" or id(p) in forward]
            due = [p for p in followed if _later(p["exit"], months) <= end]
            answers = [_answer(p, months, end, "progression") for p in due]
            counts = {
                word: answers.count(swedish)
                + sum(t.given(population, months, f"antal_{swedish}") for t in towns)
                for swedish, word in OUTCOMES.items()
            }
            eligible = len(due) + sum(t.given(population, months, "antal_aktuella") for t in towns)
            reached = sum(answer is not None for answer in answers)
            reached += sum(t.given(population, months, "antal_svar") for t in towns)
            group = f"months={months};population={population}"
            kept = counts["increased"] + counts["kept"]
            yield "lasting.share", group, "", _bounded(kept, reached, eligible)
            yield "lasting.nonresponse", group, "", _share(eligible - reached, eligible)
            for word, k in {"eligible": eligible, "reached": reached, **counts}.items():
                yield f"lasting.{word}", group, "", {"k": k}
            yield from _first_due("lasting.first_due", group, followed, months)
            for goal in project.goals:
                for variant in goal.variants:
                    if (variant.months, variant.population) == (months, population):
                        definition = f"{goal.id}/{variant.id}"
                        yield "goal", "", definition, _with_interval(kept, reached)
        workers = [p for p in left if p["avslutsorsak"] == "arbete"]
        due = [p for p in workers if _later(p["exit"], months) <= end]
        answers = [_answer(p, months, end, "sysselsättning") for p in due]
        eligible = len(due) + sum(t.given("arbete", months, "antal_aktuella") for t in towns)
        reached = sum(answer is not None for answer in answers)
        reached += sum(t.given("arbete", months, "antal_svar") for t in towns)
        kept = answers.count("arbete") + sum(t.given("arbete", months, "antal_kvar") for t in towns)
        group = f"months={months}"
        yield "retention.share", group, "", _bounded(kept, reached, eligible)
        yield "retention.eligible", group, "", {"k": eligible}
        yield "retention.nonresponse", group, "", _share(eligible - reached, eligible)
        yield from _first_due("retention.first_due", group, workers, months)


def _first_due(measure: str, group: str, people: list[Row], months: int) -> Iterator[Line]:
    quarters = [_quarter(_later(p["exit"], months)) for p in people]
    if quarters:
        first = min(quarters)
        yield measure, f"{group};quarter={first}", "", {"k": quarters.count(first)}


def _goals_of_exits(
    towns: list[Town], project: Project, everyone: list[Row], left: list[Row]
) -> Iterator[Line]:
    def exits(reasons: Iterable[str]) -> int:
        wanted = set(reasons)
        own = sum(p["avslutsorsak"] in wanted for p in left)
        return own + sum(t.counts.get(reason, 0) for t in towns for reason in wanted)

    for goal in project.goals:
        for variant in goal.variants if goal.kind == "exit" else ():
            n = exits(project.reason_ids)
            if variant.denominator == "started":
                n = len(everyone) + sum(t.counts.get("startade", 0) for t in towns)
            if variant.within:
                n = exits(variant.within)
            yield "goal", "", f"{goal.id}/{variant.id}", _with_interval(exits(variant.reasons), n)


def _method(towns: list[Town], project: Project, total: bool) -> Iterator[Line]:
    required = project.required_components
    levels = [
        {str(row["komponent"]): _whole(row["nivå"]) or 0 for row in town.method} for town in towns
    ]
    found = [town[component] for town in levels for component in required if component in town]
    if found:
        yield "fidelity", "", "", {"n": len(found), "value": sum(found) / len(found) / 2}
    n = len(required) * len(towns)
    yield "method.unreported", "", "", _share(n - len(found), n)
    if not total:
        for component, level in levels[0].items():
            yield "method.level", f"component={component}", "", {"k": level}
