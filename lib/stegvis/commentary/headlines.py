"""A section's headline with placeholders where its numbers stand.

The headline is what the section itself says first. Its numbers are those of a few figures in a
known order, so each is looked for after the one before it; a number that stands as a word (”ingen”)
is left as that word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stegvis.commentary.error import CommentaryError
from stegvis.commentary.fill import fill
from stegvis.commentary.lookup import Lookup
from stegvis.own_words import OwnWords
from stegvis.place import UnknownNameError
from stegvis.show import (
    agreement,
    between,
    caseload,
    change_since,
    deliveries,
    esf,
    goals,
    lasting,
    steps,
    structure_words,
    summary,
)
from stegvis.show.commentary import TITLE, Commentary
from stegvis.show.display import Exhibit
from stegvis.show.section import Section
from stegvis.show.then_and_now import before

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~{}!&])")
_BEFORE, _AFTER = r"(?<![\d,.\-–−])(?<!\d\u00a0)", r"(?!\d|[,.–-]\d|\u00a0[\d%])"


@dataclass(frozen=True)
class Headline:
    """What a section says first, and the names of the figures in it, in order."""

    say: Callable[[Section], Exhibit]
    names: Callable[[Section], Iterator[str]]


def _of_goals(section: Section) -> Iterator[str]:
    for goal in section.project.goals:
        if goal.official:
            yield from (f"goal.{goal.id}.{last}" for last in ("target", "share", "interval"))


def _of_caseload(section: Section) -> Iterator[str]:
    yield from (f"caseload.{status}.k" for status in ("started", "exited", "active"))


def _of_steps(section: Section) -> Iterator[str]:
    rater = section.project.movement.primary_rater
    yield from (f"steps.person.{rater}.forward.{last}" for last in ("n", "k", "value"))
    yield from (f"steps.person.{rater}.{move}.k" for move in ("unchanged", "backward"))


def _of_lasting(section: Section) -> Iterator[str]:
    group = ".".join(lasting.deciding(section).keys.values())
    yield from (f"lasting.share.{group}.{last}" for last in ("share", "interval"))
    yield f"lasting.nonresponse.{group}.share"


def _of_agreement(section: Section) -> Iterator[str]:
    yield "agreement.within_one.share"
    yield "agreement.difference.k"
    yield "agreement.within_one.interval"
    yield from (f"agreement.difference.{last}" for last in ("value", "interval"))


def _of_comparison(section: Section) -> Iterator[str]:
    for goal in section.project.goals:
        yield from (f"funnel.outside.{goal.id}.95.{last}" for last in ("n", "k"))
        yield f"funnel.centre.{goal.id}.share"
        yield f"funnel.expected.{goal.id}.95.value"


def _of_esf(section: Section) -> Iterator[str]:
    for indicator in section.project.esf.indicators:
        measure = "esf.with_counts" if indicator.months is None else "esf.indicator"
        yield f"{measure}.{indicator.id}.share"


def _of_summary(section: Section) -> Iterator[str]:
    yield from (f"caseload.{status}.k" for status in ("started", "exited"))
    yield from _of_goals(section)


def _of_changes(section: Section) -> Iterator[str]:
    """Name what was before and what is now; a count that is the same is said once."""
    earlier = before(section)
    if earlier is None or not earlier.delivered:
        return
    quarter = f"{earlier.period.label}.now"
    for status in ("started", "exited"):
        then, now = (
            one.figures.one(one.place, f"caseload.{status}", "cumulative").k
            for one in (earlier, section)
        )
        if then != now:
            yield f"earlier.caseload.{status}.{quarter}.k"
        yield f"caseload.{status}.k"
    for goal in section.project.goals:
        if goal.official:
            variant = goals.deciding(section, goal).id
            yield f"earlier.goal.{goal.id}.{variant}.{quarter}.share"
            yield f"goal.{goal.id}.share"


def _of_structure(section: Section) -> Iterator[str]:
    yield from (f"caseload.per_post.{last}" for last in ("n", "value"))
    for measure in ("coordinator.changed", "referrer.all", "practice.ordinary", "skill.given"):
        yield f"{measure}.share"


def _of_deliveries(section: Section) -> Iterator[str]:
    if section.is_whole_project:
        yield from (f"delivery.scope.individ.{last}" for last in ("k", "n"))
        yield from (f"delivery.scope.{scope}.k" for scope in ("antal", "ingen"))


HEADLINES = {
    "underlag": Headline(deliveries.headline, _of_deliveries),
    "deltagare": Headline(caseload.headline, _of_caseload),
    "progression": Headline(steps.headline, _of_steps),
    "mal": Headline(goals.headline, _of_goals),
    "uppfoljning": Headline(lasting.headline, _of_lasting),
    "bedomare": Headline(agreement.headline, _of_agreement),
    "jamforelse": Headline(between.headline, _of_comparison),
    "sammanfattning": Headline(summary.headline, _of_summary),
    "esf": Headline(esf.headline, _of_esf),
    "struktur": Headline(structure_words.headline, _of_structure),
    "forandringar": Headline(change_since.headline, _of_changes),
}
"""The sections that have a headline whose figures are known."""


def headline(section: Section, name: str) -> str:
    """Write a section's headline as Markdown with placeholders; nothing where it has none.

    Where the placeholders would not give the very same sentences, the numbers stay as numbers.
    """
    known = HEADLINES.get(name)
    if known is None:
        return ""
    said = known.say(section).plain()
    written = _with_placeholders(section, said, known.names(section))
    return written if reads_as(section, written) == said else _escaped(said)


def _with_placeholders(section: Section, said: str, names: Iterator[str]) -> str:
    look_up = Lookup(section)
    parts, end = [], 0
    for name in names:
        try:
            text = look_up(name).text
        except UnknownNameError:  # what is measured only where there is something to measure
            continue
        if found := re.compile(f"{_BEFORE}{re.escape(text)}{_AFTER}").search(said, end):
            parts += [_escaped(said[end : found.start()]), f"{{{{ {name} }}}}"]
            end = found.end()
    return "".join((*parts, _escaped(said[end:])))


def reads_as(section: Section, written: str) -> str | None:
    """Give what a reader would read of a text; None when it cannot be understood."""
    try:
        filled = fill(section, OwnWords("", "", written, {}))
    except CommentaryError:
        return None
    return Commentary(filled.markdown, filled.inserts).plain().removeprefix(TITLE).strip()


def _escaped(text: str) -> str:
    """Write a text so that Markdown reads it as just that text."""
    return _MARKUP.sub(r"\\\1", text)
