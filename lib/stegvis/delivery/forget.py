"""Forget a participant, or deliveries: what is kept is written anew without them, or removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.compute as pc
import pyarrow.parquet as pq

from stegvis.delivery.address import is_remote
from stegvis.delivery.durable import (
    sync_folder,
    temporary_beside,
    write_arrow,
    write_bytes,
    write_text,
)
from stegvis.delivery.forgotten import read_forgotten, write_forgotten
from stegvis.delivery.journal import Journal, decide, finish
from stegvis.delivery.kept import FILE, Kept, describe_again, hashes_of, table_path
from stegvis.delivery.receipt import Receipt
from stegvis.delivery.store_error import StoreError, sentences_of_the_disk
from stegvis.delivery.writing import writing
from stegvis.errors import WrongError
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project

if TYPE_CHECKING:  # a store knows its own folder
    import pyarrow as pa

    from stegvis.delivery.store import Store

_OF_PEOPLE = {"participants": "deltagare", "cards": "progressionskort", "followups": "uppföljning"}
"""The sheets with a row for each person or more, by their name in code."""


class ForgetError(WrongError):
    """There is nothing to forget by that name; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Wanted:
    """What is to be forgotten of a project.

    A participant, in all that is kept; or, when there is none, whole deliveries: of a
    municipality, of quarters that had ended by the end of ``until``, or those of both.
    """

    project: Project
    municipality: Municipality | None = None
    participant: str | None = None
    until: Period | None = None

    @property
    def told(self) -> str:
        """What is removed, as a receipt may tell it."""
        if self.participant:
            return "en deltagare"
        whose = f"leveranser från {self.municipality.name}" if self.municipality else "leveranser"
        return f"{whose} till och med {self.until}" if self.until else whose


@dataclass(frozen=True)
class Touched:
    """A kept delivery with what is to be forgotten: how many rows, and whether it goes whole."""

    kept: Kept
    rows: int
    whole: bool


def find(store: Store, wanted: Wanted) -> list[Touched]:
    """List the deliveries that hold what is to be forgotten.

    Raises
    ------
    ForgetError
        When none does, or the pseudonym stands for people in several municipalities.
    StoreError
        When the store cannot be read.
    """
    code = wanted.municipality.code if wanted.municipality else "*"
    kept = store.deliveries(wanted.project.id, code)
    if wanted.participant is None:
        until = wanted.until
        found = [
            Touched(one, sum(one.counts.values()), whole=True)
            for one in kept
            if until is None or one.period.end <= until.end
        ]
    else:
        rows = [(one, _rows_of(one, wanted.participant)) for one in kept]
        found = [Touched(one, number, whole=False) for one, number in rows if number]
    if not found:
        what = "pseudonymen" if wanted.participant else "det"
        raise ForgetError(
            f"Ingen leverans i underlaget har {what}. Kontrollera projekt, kommun och stavning."
        )
    if wanted.participant and len({one.kept.code for one in found}) > 1:
        raise ForgetError(
            "Pseudonymen finns i flera kommuner, och det är olika personer. Ange också "
            "--municipality."
        )
    return found


def forget(store: Store, wanted: Wanted, day: date) -> Receipt:
    """Forget, whole or not at all; killed midway, it is finished by whoever writes next.

    A delivery that is written anew has a hash of its own, so that all that was made of it is made
    again. Row numbers in what was remarked on people's sheets are dropped with it.

    Raises
    ------
    ForgetError, StoreError
        As `find`, and when the store cannot be written.
    """
    _refuse_elsewhere(store)
    undone, then = "Raderingen blev inte klar", "Kör samma kommando igen."
    with (
        sentences_of_the_disk(undone, then),
        writing(store.folder, store.figures, "forget", unread=True),
    ):
        found = find(store, wanted)
        decide(store.folder, _journal(store.folder, wanted, found, day))
        receipt = finish(store.folder, store.figures)
    if receipt is None:
        raise AssertionError("what was decided has been done")
    return receipt


def finish_interrupted(store: Store) -> Receipt | None:
    """Finish a forgetting that was interrupted, if one was, and give its receipt.

    Raises
    ------
    StoreError
        When the store cannot be written.
    """
    _refuse_elsewhere(store)
    if not store.folder.exists():
        return None
    with (
        sentences_of_the_disk("Raderingen blev inte klar", "Kör samma kommando igen."),
        writing(store.folder, store.figures, "forget") as receipt,
    ):
        return receipt


def allow_again(store: Store, wanted: Wanted) -> None:
    """Let a person who was forgotten be delivered again.

    Raises
    ------
    ForgetError
        When no such person has been forgotten.
    StoreError
        When the store cannot be written.
    """
    _refuse_elsewhere(store)
    places = [wanted.municipality] if wanted.municipality else wanted.project.municipalities
    with (
        sentences_of_the_disk("Det gick inte att ändra", "Kör samma kommando igen."),
        writing(store.folder, store.figures, "forget"),
    ):
        known = read_forgotten(store.folder)
        marks = {
            known.mark(wanted.project.id, place.code, wanted.participant or "") for place in places
        }
        if not marks & set(known.people):
            raise ForgetError("Ingen med den pseudonymen har raderats ur underlaget.")
        for mark in marks:
            known = known.without(mark)
        write_forgotten(store.folder, known)


def _refuse_elsewhere(store: Store) -> None:
    if is_remote(store.folder):
        raise StoreError(
            f"På {store.folder} raderas inget direkt. Radera i mappen på den här datorn, och "
            "synkronisera den dit."
        )


def _rows_of(kept: Kept, participant: str) -> int:
    paths = [table_path(kept.folder, code) for code in _OF_PEOPLE if kept.counts.get(code)]
    number = 0
    for path in paths:
        people = _read(path, ["participant"])["participant"]
        number += pc.sum(pc.equal(people, participant)).as_py() or 0
    return number


def _read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    with path.open("rb") as file:
        return pq.read_table(file, columns=columns)


def _journal(store: Path, wanted: Wanted, found: Sequence[Touched], day: date) -> Journal:
    """Make ready what is to be in the store, and say what is to be done."""
    receipt = Receipt(
        day=day,
        project=wanted.project.id,
        what=wanted.told,
        rewritten=sum(not one.whole for one in found),
        removed=sum(one.whole for one in found),
        rows=sum(one.rows for one in found),
    )
    known = read_forgotten(store)
    ready, people = [], set()
    for one in found:
        if wanted.participant and not one.whole:
            ready.append(_made_ready(store, one.kept, wanted.participant, receipt))
            people.add(known.mark(wanted.project.id, one.kept.code, wanted.participant))
    return Journal(
        ready=tuple(ready),
        gone=tuple(_relative(one.kept.folder, store) for one in found),
        key=known.key,
        people=tuple(sorted(people)),
        sources=tuple(sorted(one.kept.hash for one in found if one.whole)),
        receipt=receipt,
    )


def _made_ready(store: Path, kept: Kept, participant: str, receipt: Receipt) -> tuple[str, str]:
    """Write a delivery without a person, beside; give where, and where it is to be."""
    hashed = sha256(f"{kept.hash} {receipt.id}".encode()).hexdigest()
    place = kept.folder.with_name(hashed[: len(kept.folder.name)])
    beside = temporary_beside(kept.folder)
    beside.mkdir()
    counts = dict(kept.counts)
    for code in kept.counts:
        path = table_path(kept.folder, code)
        if code not in _OF_PEOPLE:
            write_bytes(beside / path.name, path.read_bytes())
            continue
        table = _read(path)
        left = table.filter(pc.not_equal(table["participant"], participant))
        counts[code] = left.num_rows
        if left.num_rows:
            write_arrow(beside / path.name, left)
        else:
            del counts[code]
    findings = tuple(
        replace(one, row=None) if one.sheet in _OF_PEOPLE.values() else one for one in kept.findings
    )
    hashes = hashes_of(beside, counts)
    again = replace(kept, hash=hashed, counts=counts, hashes=hashes, findings=findings)
    write_text(beside / FILE, describe_again(again))
    sync_folder(beside)
    return _relative(beside, store), _relative(place, store)


def _relative(folder: Path, store: Path) -> str:
    return folder.relative_to(store).as_posix()
