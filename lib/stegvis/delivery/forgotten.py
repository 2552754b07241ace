"""Who has been forgotten, so that an old file does not bring them back.

A full snapshot is delivered each quarter, and the files that were delivered before lie in the
municipality's folders still. So the store remembers whom it has forgotten, by as little as that
takes: a keyed hash (HMAC-SHA256) of project, municipality and pseudonym, and the SHA-256 of
deliveries that were removed whole. Pseudonyms are few enough to try them all with the key, which
lies beside: the hashes are personal data still, and end with the store.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stegvis.delivery.durable import replace_text
from stegvis.delivery.kept import NEWER
from stegvis.delivery.store_error import StoreError

if TYPE_CHECKING:  # what is read of a store needs nothing that checks a delivery
    from stegvis.delivery.check import Delivery

FILE = "forgotten.json"
_VERSION = 1


class Forgotten(BaseModel):
    """The content of ``forgotten.json``: a key, and hashes in hexadecimal."""

    model_config = ConfigDict(frozen=True)

    version: int = _VERSION
    key: str = Field(default_factory=lambda: secrets.token_hex(32))
    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def mark(self, project_id: str, code: str, participant: str) -> str:
        """Give the keyed hash of a person."""
        content = "\0".join((project_id, code, participant)).encode()
        return hmac.digest(bytes.fromhex(self.key), content, "sha256").hex()

    def with_more(self, people: Iterable[str] = (), sources: Iterable[str] = ()) -> Forgotten:
        """Give the same with more hashes."""
        return self.model_copy(
            update={
                "people": tuple(sorted({*self.people, *people})),
                "sources": tuple(sorted({*self.sources, *sources})),
            }
        )

    def without(self, mark: str) -> Forgotten:
        """Give the same without a person's hash."""
        return self.model_copy(update={"people": tuple(one for one in self.people if one != mark)})

    def refuse(self, delivery: Delivery) -> None:
        """Refuse a delivery that would bring somebody or something back.

        Raises
        ------
        StoreError
            A sentence that says where in the sheet they stand, not who they are.
        """
        if delivery.source_hash in self.sources:
            raise StoreError("Leveransen har raderats ur underlaget och läggs inte in igen.")
        known = set(self.people)
        if not known:
            return
        people = delivery.tables["participants"]["participant"]
        code = delivery.municipality.code
        places = [
            f"nr {number}"
            for number, participant in enumerate(people, start=1)
            if self.mark(delivery.project_id, code, participant) in known
        ]
        if places:
            raise StoreError(
                f"Leveransen har någon som har raderats ur underlaget: {', '.join(places)} "
                "uppifrån i bladet deltagare. Be kommunen ta bort det som finns om personen, i "
                "alla blad, och lämna en ny leverans."
            )


def read_forgotten(store: Path) -> Forgotten:
    """Read whom a store has forgotten: nobody, with a new key, where it has no such file.

    Raises
    ------
    StoreError
        When the file cannot be read, or is of a newer version.
    """
    try:
        read = Forgotten.model_validate_json((store / FILE).read_bytes())
    except FileNotFoundError:
        return Forgotten()
    except (OSError, ValidationError) as error:
        raise StoreError(
            f"Underlagets fil {FILE} går inte att läsa. Återställ den från en säkerhetskopia."
        ) from error
    if read.version > _VERSION:
        raise StoreError(NEWER)
    return read


def write_forgotten(store: Path, forgotten: Forgotten) -> None:
    """Write whom a store has forgotten, whole or not at all."""
    replace_text(store / FILE, forgotten.model_dump_json(indent=2) + "\n")
