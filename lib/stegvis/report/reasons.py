"""Why a run is done again, in Swedish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from stegvis.report.fingerprint import Fingerprint, Parts
from stegvis.report.measured import PROTECTED, Slice
from stegvis.report.plan import Run
from stegvis.report.publish import failed_notebook
from stegvis.report.unchanged import Note, note_path, outputs, read_note
from stegvis.show import swedish

FORCED = "--force"
MOST_NAMED = 3
"""When more than so many of a kind have changed, the rest are counted."""


def reasons(
    run: Run, now: Fingerprint, places: Mapping[str, str], mark: Callable[[], str | None]
) -> tuple[str, ...]:
    """Say why a run would not give what is published; nothing when it would.

    Parameters
    ----------
    now
        What the run depends on now.
    places
        The municipalities' names by kommunkod.
    mark
        Gives what the page would say of the analyst's text, if it can be told. It is asked only
        where all else is the same, as it takes the figures to tell.
    """
    note = read_note(run)
    if note is None:
        return (_without_note(run),)
    missing = [path.name for path in outputs(run) if not path.exists()]
    if missing:
        return (f"{swedish.listed(missing)} saknas",)
    if note.made_of == now or _says_the_same(note, now, mark):
        return ()
    return tuple(differences(note.made_of, now, places))


def _without_note(run: Run) -> str:
    if failed_notebook(run).exists():
        return "misslyckades senast"
    if note_path(run).exists():
        return "gjord med en äldre version"
    if outputs(run)[0].exists():
        return "blev inte klar senast"
    return "inte gjord förut"


def _says_the_same(note: Note, now: Fingerprint, mark: Callable[[], str | None]) -> bool:
    """Whether only the text's files have changed, and what a reader sees of it has not."""
    return replace(note.made_of, text=now.text) == now and note.mark == mark()


def differences(before: Fingerprint, now: Fingerprint, places: Mapping[str, str]) -> Iterator[str]:
    """Say what has changed between two, part by part."""
    if before.notebook != now.notebook:
        yield "anteckningsboken har ändrats"
    if before.code != now.code:
        yield "koden har ändrats"
    if before.project != now.project:
        keys = [_key(key) for key in _changed(before.project, now.project)]
        yield f"projektfilen har ändrats ({_some(keys)})"
    if before.deliveries != now.deliveries:
        yield from _deliveries(before.deliveries, now.deliveries, places)
    if before.text != now.text:
        yield _text(before.text, now.text)
    for name in _changed(before.parameters, now.parameters):
        yield f"parametern {name} har ändrats"
    yield from _packages(before.packages, now.packages)


def _changed(before: Parts, now: Parts) -> list[str]:
    return [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]


def _key(key: str) -> str:
    kind, _, goal = key.partition(".")
    return f"mål {goal}" if kind == "goals" and goal else key


def _some(known: list[str]) -> str:
    rest = len(known) - MOST_NAMED
    return swedish.listed([*known[:MOST_NAMED], *([f"{rest} till"] if rest > 0 else [])])


def _deliveries(before: Slice, now: Slice, places: Mapping[str, str]) -> Iterator[str]:
    changed = {
        places.get(code, code): _some(_changed(before.get(code, {}), now.get(code, {})))
        for code in sorted({*before, *now})
        if before.get(code) != now.get(code)
    }
    if PROTECTED in changed:
        yield "de skyddade siffrorna har ändrats"
    elif len(changed) == 1:
        ((place, periods),) = changed.items()
        yield f"leveransen från {place} har ändrats ({periods})"
    else:
        told = [f"{place} ({periods})" for place, periods in changed.items()]
        yield f"leveranser har ändrats: {_some(told)}"


def _text(before: Parts, now: Parts) -> str:
    if not before:
        return "en text har tillkommit"
    if not now:
        return "texten har tagits bort"
    if before.get("text") != now.get("text"):
        return "texten har ändrats"
    return "det som texten bygger på har ändrats"


def _packages(before: Parts, now: Parts) -> Iterator[str]:
    for name in _changed(before, now):
        what = name if name == "Python" else f"paketet {name}"
        match before.get(name), now.get(name):
            case str(old), str(new):
                yield f"{what} har gått från {old} till {new}"
            case None, _:
                yield f"{what} har tillkommit"
            case _:
                yield f"{what} används inte längre"
