"""The receipt of a forgetting, which names no one."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from stegvis.delivery.durable import replace_text
from stegvis.owner_only import owner_only

FOLDER = "kvitton"


class Receipt(BaseModel):
    """What was done, and not to whom.

    Parameters
    ----------
    day
        When it was done.
    project
        The project's id.
    what
        What was removed, in Swedish: a municipality's name, quarters, or only that it is a person.
    rewritten, removed, rows
        How many deliveries were written anew without some rows, how many were removed whole, and
        how many rows were removed with both.
    id
        Random, to refer to.
    """

    model_config = ConfigDict(frozen=True)

    day: date
    project: str
    what: str
    rewritten: int
    removed: int
    rows: int
    id: str = Field(default_factory=lambda: secrets.token_hex(6))

    def text(self) -> str:
        """Give the receipt as the kansli keeps it."""
        return "\n".join(
            (
                f"Kvitto {self.id}: radering ur underlaget",
                f"Datum: {self.day}",
                f"Projekt: {self.project}",
                f"Raderat: {self.what}",
                f"Leveranser som har skrivits om: {self.rewritten}",
                f"Leveranser som har tagits bort: {self.removed}",
                f"Rader som har tagits bort: {self.rows}",
            )
        )


def keep_receipt(store: Path, receipt: Receipt) -> Path:
    """Keep a receipt in the store; the same one twice is one file."""
    path = store / FOLDER / f"{receipt.day}_{receipt.id}.txt"
    with owner_only():
        path.parent.mkdir(exist_ok=True)
        replace_text(path, f"{receipt.text()}\n")
    return path
