"""What a store says of itself, in ``store.json``: its version, and whether it is the example's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from stegvis.delivery.durable import replace_text
from stegvis.delivery.kept import NEWER, VERSION
from stegvis.delivery.store_error import StoreError

FILE = "store.json"
_KINDS = {True: "synthetic", False: "real"}


@dataclass(frozen=True)
class About:
    """The version that a store was last written as, and whether it holds example data."""

    version: int
    synthetic: bool


def read_about(store: Path) -> About | None:
    """Read what a store says of itself; None where nothing is kept yet.

    Raises
    ------
    StoreError
        When it cannot be read, or is of a newer version.
    """
    try:
        content = json.loads((store / FILE).read_text(encoding="utf-8"))
        version, kind = content["version"], content["kind"]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"Underlaget går inte att läsa: {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"Underlagets fil {FILE} är skadad. Återställ den från en säkerhetskopia."
        ) from error
    if not isinstance(version, int) or version > VERSION:
        raise StoreError(NEWER)
    return About(version, kind == _KINDS[True])


def write_about(store: Path, about: About) -> None:
    """Write what a store says of itself, whole or not at all."""
    content = json.dumps({"version": about.version, "kind": _KINDS[about.synthetic]})
    replace_text(store / FILE, f"{content}\n")
