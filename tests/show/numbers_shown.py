"""Checks that what a section shows is what was counted: every number is a figure of the frame.

A number counts as explained when it is written as some row's figure is, or is a setting of the
project. Numbers that belong together must come from one row: ”81 av 300 (27 %)” is a k, an n and
their share, and ”22–32 %” a pair of interval ends or of bounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import pandas as pd
from stegvis.card import DAYS_AFTER_EXIT, DAYS_APART, RATERS
from stegvis.period import Period
from stegvis.project import LEVEL, Project
from stegvis.show import method_words, reliable, swedish, wording
from stegvis.show.esf_official import DAYS_AFTER_LEAVING
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.external import protection
from stegvis.show.rows import wrapped
from stegvis.show.section import Section
from stegvis.show.terms import capital

DECIMALS = range(3)
_NUMBER = r"[+−]?\d+(?:,\d+)?"
_SVG_TEXT = "{http://www.w3.org/2000/svg}text"


def flat(*exhibits: Exhibit) -> Iterator[Prose | Chart | Table]:
    """Give every exhibit on its own, groups taken apart."""
    for exhibit in exhibits:
        if isinstance(exhibit, Group):
            yield from flat(*exhibit)
        else:
            assert isinstance(exhibit, Prose | Chart | Table)
            yield exhibit


def drawn_texts(chart: Chart) -> list[str]:
    """List the texts within a chart's drawing."""
    root = ElementTree.fromstring(chart.svg)  # noqa: S314  # our own drawing
    return ["".join(text.itertext()).strip() for text in root.iter(_SVG_TEXT)]


def texts(exhibit: Prose | Chart | Table) -> list[str]:
    """List every text of an exhibit that a reader meets, without bare ticks of an axis."""
    if isinstance(exhibit, Prose):
        return list(exhibit.paragraphs)
    if isinstance(exhibit, Table):
        cells = (cell for row in exhibit.rows for cell in row)
        return [exhibit.caption, exhibit.note, *exhibit.columns, *cells]
    drawn = (text for text in drawn_texts(exhibit) if not re.fullmatch(r"[+−]?[\d\s,]+%?", text))
    return [exhibit.caption, exhibit.note, exhibit.alt, *drawn]


def unexplained_numbers(section: Section, *exhibits: Exhibit) -> list[str]:
    """List the numbers shown that no figure or setting explains, each with its text."""
    known = _known(section)
    return [
        f"{number} in ”{text}”"
        for exhibit in flat(*exhibits)
        for text in texts(exhibit)
        for number in known.unexplained(text)
    ]


_KNOWN: dict[tuple[str, str, int], _Known] = {}


def _known(section: Section) -> _Known:
    """Give what explains a section's numbers, worked out once for the same figures."""
    content = int(pd.util.hash_pandas_object(section.figures.frame).sum())
    key = (str(section.project), section.period.label, content)
    if key not in _KNOWN:
        _KNOWN[key] = _Known.of(section)
    return _KNOWN[key]


@dataclass(frozen=True)
class _Known:
    """What the figures and settings explain; ``settings`` are texts, the longest first."""

    settings: tuple[str, ...]
    counts: frozenset[str]
    decimals: frozenset[str]
    shares: frozenset[str]
    outcomes: frozenset[tuple[str, ...]]
    intervals: frozenset[str]

    @classmethod
    def of(cls, section: Section) -> _Known:
        frame = section.figures.frame
        project = section.project
        targets = {swedish.percent(goal.target, d) for goal in project.goals for d in DECIMALS}
        months = {v.months for goal in project.goals for v in goal.variants if v.months}
        groups = ";".join(pd.unique(frame["group"]))
        months |= {int(month) for month in re.findall(r"\bmonths=(\d+)", groups)}
        own = {*months, 6, 12, wording.SMALL, wording.FEW, *range(project.card.high + 1)}
        columns = ("value", "low", "high", "bound_low", "bound_high")
        values = {value for name in columns for (value,) in _unique(frame, name)}
        shares = values
        numbers = {number for name in ("k", "n") for (number,) in _unique(frame, name)} | own
        pairs = {*_unique(frame, "low", "high"), *_unique(frame, "bound_low", "bound_high")}
        return cls(
            settings=tuple(sorted(_settings(section), key=len, reverse=True)),
            counts=frozenset(_plain(swedish.count(number)) for number in numbers),
            decimals=frozenset(
                swedish.decimal(written, number)
                for value in values
                for written in (value, abs(value))  # words may say the direction: ”2,5 färre”
                for number in range(4)
            )
            | {swedish.decimal(0.001, 3)},
            shares=frozenset(
                _plain(text)
                for text in targets | {t for s in shares for t in _written(swedish.percent, s)}
            ),
            outcomes=frozenset(
                (_plain(swedish.count(k)), _plain(swedish.count(n)), share)
                for k, n, value in _unique(frame, "k", "n", "value")
                for share in _written(swedish.percent, value)
            )
            | {
                (_plain(swedish.count(k)), _plain(swedish.count(n)), "")
                for k, n in _unique(frame, "k", "n")
            },
            intervals=frozenset(
                text for pair in pairs for text in _written(swedish.interval, *pair)
            ),
        )

    def unexplained(self, text: str) -> Iterator[str]:
        """Find the numbers of a text that nothing explains."""
        text = _plain(text)
        for setting in self.settings:
            text = text.replace(setting, " ")
        found: list[str] = []

        def judge(explained: Callable[[re.Match[str]], bool]) -> Callable[[re.Match[str]], str]:
            def inner(match: re.Match[str]) -> str:
                if not explained(match):
                    found.append(match[0])
                return " "

            return inner

        for pattern, explained in (
            (
                r"(\d+) av (\d+)(?: \w+)? \((\d[\d,]* %)\)",
                lambda m: (m[1], m[2], m[3]) in self.outcomes,
            ),
            (r"(\d+) av (\d+)", lambda m: (m[1], m[2], "") in self.outcomes),
            (rf"{_NUMBER}–{_NUMBER} %", lambda m: m[0] in self.intervals),
            (rf"{_NUMBER} %", lambda m: m[0] in self.shares),
            (rf"({_NUMBER})(?: procentenhet(?:er)?)", lambda m: f"{m[1]} %" in self.shares),
            (_NUMBER, lambda m: m[0].removeprefix("+") in self.counts | self.decimals),
        ):
            text = re.sub(pattern, judge(explained), text)
        yield from found


def _plain(text: str) -> str:
    whole = re.sub(rf"(\d){swedish.NBSP}(?=\d{{3}}(?!\d))", r"\1", text)
    return whole.replace(swedish.NBSP, " ")


def _unique(frame: pd.DataFrame, *columns: str) -> set[tuple[float, ...]]:
    """Collect the different values of some columns, from the rows that have them all."""
    return set(frame[list(columns)].dropna().itertuples(index=False, name=None))


def _written(write: Callable[..., str], *values: float) -> list[str]:
    return [_plain(write(*values, decimals)) for decimals in DECIMALS]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _strings(inner)


def _reliability(project: Project) -> set[str]:
    """Write what the limit of a reliable change is made of: the rule's own settings."""
    rules = [rule for rule in project.movement.rules if rule.kind == "reliable"]
    return {swedish.decimal(number) for r in rules for number in (r.reliability, r.spread)}


def _decided(project: Project) -> set[str]:
    """Write the numbers that a project decides for itself, as its definitions show them."""
    card = project.card
    questions = {len(card.items(rater)) for rater in RATERS}
    months = {project.margin_months, card.every_months}
    months |= {one.months for one in project.esf.indicators if one.months}
    limits = {rule.threshold for rule in project.movement.rules if rule.threshold}
    return {
        *(swedish.plural(number, "fråga", "frågor") for number in questions),
        *(swedish.plural(number, "månad", "månader") for number in months),
        *(f"{swedish.decimal(limit)} skalsteg" for limit in limits),
        *([swedish.count(project.expected.participants)] if project.expected.participants else []),
        f"gränsen är {project.disclosure_threshold};",
        f"från 1 till {project.disclosure_threshold - 1}",
        "som är 1",
        f"från {card.low} till {card.high}",
        f"skalan {card.low}–{card.high}",
    }


def _settings(section: Section) -> set[str]:
    """Collect the texts that hold numbers but are no figures: labels, dates, the level 95 %."""
    project = section.project
    labels = set(_strings(project.model_dump(mode="json", exclude={"external"})))
    labels |= {line for text in labels for line in wrapped([text])[0].split("\n")}
    labels = {text for text in labels if re.search(r"\d", text) and not text.isdigit()}
    labels |= {swedish.decimal(LEVEL, 2), reliable.SOURCE, *_reliability(project)}
    labels |= {work for _, works in method_words.SOURCES for work in works.split("; ")}
    labels |= _decided(project) | {protection.BOOK}
    labels |= {label for table in project.external for label in table.merge}
    known = [section.period, project.span]
    known += [project.period(label) for label in pd.unique(section.figures.frame["period"])]
    known += project.span.quarters() if project.external else []
    known += [Period.parse(table.first) for table in project.external if table.first]
    groups = section.figures.frame["group"]
    for text in pd.unique(groups):
        keys = dict(part.split("=", 1) for part in text.split(";") if part)
        told = [keys[key] for key in ("period", "quarter", "as_of") if key in keys]
        known += [Period.parse(label) for label in told if label != "all"]
        labels |= {keys[key] for key in ("submitted",) if key in keys}
    for period in known:
        words = f"kv {period.label[-1]} {period.end.year}"
        labels |= {swedish.date(period.end), swedish.date(period.start), period.label, words}
        labels |= {swedish.period(period), capital(swedish.period(period))}
    levels = {"95 % intervall", "95-procentsgräns", "99,8-procentsgräns"}
    levels |= {_plain(wording.probability(near)) for near in (0.0, 1.0)}
    days = {f"{DAYS_AFTER_EXIT} dagar", f"{DAYS_APART} dagars", f"{DAYS_AFTER_LEAVING} dagar"}
    return {*map(_plain, labels), *levels, *days, "0–100 %"}
