"""What the command line prints: findings, progress and outcomes."""

from __future__ import annotations

import re
from codecs import lookup
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from stegvis.show.swedish import plural

if TYPE_CHECKING:  # what is told of has been imported by whoever made it
    from stegvis.book.made import Made
    from stegvis.commentary.draft import Drafts
    from stegvis.delivery.check import Examination
    from stegvis.report.explain import Explained
    from stegvis.report.outcome import Outcome

_LEVELS = {"error": "fel", "warning": "varning"}
_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal would do instead of showing, or show in another order, or cannot be sent."""


class Terminal(Console):
    """A console that shows what it is told to print and obeys nothing of it.

    The name of a file, a text in a delivery or a file's content in an error may have sequences in
    them that colour, move or rename; each such character is shown as U+FFFD.
    """

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Render something, without what a terminal would obey but the console's own."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield segment._replace(text=_OBEYED.sub("\N{REPLACEMENT CHARACTER}", segment.text))


def printable(stream: TextIO) -> None:
    """Let a stream take every character: none that it cannot show may end a command.

    Where the encoding is ASCII, which lacks å, ä and ö, what is printed is UTF-8 instead; in other
    encodings, such as those of Windows' pipes, what they lack becomes a question mark.
    """
    if not isinstance(stream, TextIOWrapper):
        return
    match lookup(stream.encoding).name:
        case "ascii":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        case name if name != "utf-8":
            stream.reconfigure(errors="replace")


def relative_to_here(path: Path) -> str:
    """Write a path as short as it can be and still be found from where the person stands."""
    here = Path.cwd()
    whole = path.resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)


def say_verdict(console: Console, examination: Examination, verdict: str) -> None:
    """Print on one line what became of a delivery, and how many errors and warnings it has."""
    from stegvis.delivery.privacy import shown_name  # the delivery has been examined with it

    errors = sum(finding.is_error for finding in examination.findings)
    warnings = len(examination.findings) - errors
    counts = [plural(errors, "fel", "fel")] if errors else []
    counts += [plural(warnings, "varning", "varningar")] if warnings else []
    noted = f" ({', '.join(counts)})" if counts else ""
    name = shown_name(examination.path.name)
    console.print(Text(f"{name}: {verdict}{noted}"), soft_wrap=True)


def print_findings(console: Console, examination: Examination) -> None:
    """Print the findings of a delivery, if there are any, where Excel shows them."""
    if not examination.findings:
        return
    table = Table("Nivå", "Blad", "Rad", "Kolumn", "Vad", box=None, pad_edge=False)
    for finding in examination.findings:
        table.add_row(
            _LEVELS[finding.level],
            Text(finding.sheet or ""),
            Text(str(finding.row or "")),
            Text(finding.column or ""),
            Text(finding.sentence, overflow="fold"),
        )
    console.print(table)


class _TimeLeft(TimeRemainingColumn):
    """The time left; nothing as long as it cannot be told, and when there is none."""

    def render(self, task: Task) -> Text:
        """Write it, with the word that says what it is."""
        if not task.time_remaining:
            return Text()
        return super().render(task).append(" kvar")


class Step(Protocol):
    """Tells that one of several things is done, and what is wrong with it, if anything is.

    ``at_once`` says that it took no time: it was done before.
    """

    def __call__(self, line: str, wrong: str = "", *, at_once: bool = False) -> None:
        """Tell of one; ``line`` is what it is called, and how it ended."""


@contextmanager
def counted(console: Console, what: str, total: int, *, by_line: bool = False) -> Iterator[Step]:
    """Give what tells of each thing: a bar with the time left in a terminal that can, else lines.

    The time left is reckoned from the things that took any: what was done before is no measure of
    how long the rest takes. ``by_line`` asks for lines in a terminal too.
    """
    done = 0
    if by_line or not console.is_terminal or console.is_dumb_terminal:

        def tell(line: str, wrong: str = "", *, at_once: bool = False) -> None:
            nonlocal done
            done += 1
            console.print(Text(f"{done}/{total} {line}"), soft_wrap=True)

        yield tell
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, _TimeLeft(), console=console) as bar:
        task = bar.add_task(what, total=total)

        def advance(line: str, wrong: str = "", *, at_once: bool = False) -> None:
            nonlocal done
            done += 1
            if at_once and done < total:
                bar.reset(task, completed=done)
            else:
                bar.advance(task)
            if wrong:
                bar.console.print(Text(wrong), soft_wrap=True)

        yield advance


@contextmanager
def progress(
    console: Console, total: int, *, by_line: bool = False
) -> Iterator[Callable[[Outcome], None]]:
    """Give what tells of the outcome of each section; see `counted`."""
    with counted(console, "Avsnitt", total, by_line=by_line) as step:

        def tell(outcome: Outcome) -> None:
            wrong = f"{outcome.run}: {outcome.message}" if outcome.message else ""
            at_once = outcome.status.value == "oförändrad"
            step(f"{outcome.run}: {outcome.status}", wrong, at_once=at_once)

        yield tell


def outcomes_table(
    console: Console,
    outcomes: Sequence[Outcome],
    undelivered: Sequence[str],
    wrong: Console | None = None,
) -> None:
    """Print how many were done, unchanged and failed, and where each failure can be seen.

    ``wrong`` is where failures are told of; the same console, when none is named.
    """
    folders = {outcome.run.folder.parent: outcome.run for outcome in outcomes}
    counts = Counter((o.run.folder.parent, o.status.value) for o in outcomes)
    table = Table("Projekt", "Period", "Klara", "Oförändrade", "Misslyckade", box=None)
    for folder, run in folders.items():
        numbers = (str(counts[folder, status]) for status in ("klar", "oförändrad", "misslyckad"))
        table.add_row(run.project, run.period, *numbers)
    console.print(table)
    for folder, run in folders.items():
        where = f"{run.project} {run.period}: {relative_to_here(folder)}"
        console.print(Text(where), soft_wrap=True)
    for sentence in undelivered:
        console.print(Text(sentence), soft_wrap=True)
    for outcome in outcomes:
        if outcome.message:
            seen = f" Se {relative_to_here(outcome.where)}" if outcome.where else ""
            stop = "" if outcome.message.endswith((".", "?")) else "."
            text = Text(f"{outcome.run}: {outcome.message}{stop}{seen}")
            (wrong or console).print(text, soft_wrap=True)
        for remark in outcome.remarks:
            console.print(Text(f"{outcome.run}: {remark}"), soft_wrap=True)


def explained_table(
    console: Console, explained: Sequence[Explained], undelivered: Sequence[str]
) -> None:
    """Print why sections would be done again, and how many would not."""
    table = Table("Projekt", "Period", "Antal", "Varför", "Avsnitt", box=None, pad_edge=False)
    for one in explained:
        run = one.runs[0]
        why, which = (Text(said, overflow="fold") for said in (one.why, one.which))
        table.add_row(run.project, run.period, str(len(one.runs)), why, which)
    console.print(table)
    for sentence in undelivered:
        console.print(Text(sentence), soft_wrap=True)


def say_book(console: Console, made: Made) -> None:
    """Print what became of a final report, and where it is."""
    name = f"Slutrapport {made.project} {made.period}: {made.status}"
    if made.failed:
        kept = " Den tidigare är kvar." if made.path.exists() else ""
        said = f"{name}: {made.message.rstrip('.')}.{kept}"
    else:
        said = f"{name}. Öppna {relative_to_here(made.path)}"
    console.print(Text(said), soft_wrap=True)


def say_drafts(console: Console, drafts: Drafts) -> None:
    """Print which drafts were written, and how many texts were there already."""
    for path in drafts.written:
        console.print(Text(relative_to_here(path)), soft_wrap=True)
    written = plural(len(drafts.written), "utkast skrevs", "utkast skrevs")
    there = plural(len(drafts.there), "text fanns", "texter fanns")
    console.print(Text(f"{written}; {there} redan och är orörda."), soft_wrap=True)
    if drafts.written:
        said = (
            "Ett utkast visas som kommentar i rapporten tills du skriver om det eller tar bort det."
        )
        console.print(Text(said), soft_wrap=True)
